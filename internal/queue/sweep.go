package queue

import (
	"context"
	"errors"
	"time"

	"github.com/hibiken/asynq"
)

const mostSwept = 200 // chats mended by one look

// sweep mends what a crash tore, until ctx ends: jobs of workers that died,
// and wake-ups that never reached asynq or were lost there. Asynq has a
// recovery of its own, but takes up to two minutes. Every process sweeps; the
// scripts see to it that each chat is mended once.
//
// Leases are respected for one lease after the start and after any failure to
// reach Redis: while Redis was away nobody could renew.
func (q *Queue) sweep(ctx context.Context) {
	tick := time.NewTicker(q.pace.sweep)
	defer tick.Stop()
	respect, away := time.Now().Add(q.pace.lease), false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := q.repeatOverdue(ctx)
		if err == nil && time.Now().After(respect) {
			err = q.takeOver(ctx)
		}
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			respect = time.Now().Add(q.pace.lease)
		}
		if away != (err != nil) {
			away = !away
			q.opt.Log.Warn("whether Redis answers the queue has changed; without it jobs wait", "away", away, "err", err)
		}
	}
}

// takeOver gives the jobs of dead workers to whoever wakes first.
func (q *Queue) takeOver(ctx context.Context) error {
	ts, err := q.list(ctx, "takeover")
	if len(ts) > 0 {
		q.opt.Log.Info("took over from a worker that died", "chats", len(ts))
	}
	q.wake(ctx, ts)
	return err
}

// repeatOverdue enqueues turns again for which no worker came. Most often the
// workers are only busy, and asynq, still having the turn, refuses it.
func (q *Queue) repeatOverdue(ctx context.Context) error {
	ts, err := q.list(ctx, "overdue")
	if err != nil {
		return err
	}
	inspector := asynq.NewInspectorFromRedisClient(q.rdb)
	for _, t := range ts {
		err := q.enqueue(ctx, t)
		if errors.Is(err, asynq.ErrTaskIDConflict) {
			err = q.unstick(ctx, inspector, t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unstick replaces a turn that asynq handed to a worker who died with it.
func (q *Queue) unstick(ctx context.Context, inspector *asynq.Inspector, t turn) error {
	info, err := inspector.GetTaskInfo(q.opt.Name, t.id)
	if errors.Is(err, asynq.ErrTaskNotFound) {
		return nil // a worker came meanwhile
	}
	if err != nil {
		return err
	}
	switch info.State {
	case asynq.TaskStatePending, asynq.TaskStateScheduled, asynq.TaskStateRetry:
		return nil
	}
	reply, err := q.run(ctx, replaceScript, t.chat, t.id).Slice()
	if err != nil {
		return err
	}
	ts, err := turns(reply)
	q.wake(ctx, ts)
	return err
}

func (q *Queue) list(ctx context.Context, what string) ([]turn, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	s, args := takeoverScript, []any{mostSwept}
	if what == "overdue" {
		s, args = overdueScript, append(args, q.pace.recheck.Milliseconds())
	}
	reply, err := q.run(ctx, s, args...).Slice()
	if err != nil {
		return nil, err
	}
	return turns(reply)
}
