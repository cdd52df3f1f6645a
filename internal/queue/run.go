package queue

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/hibiken/asynq"
)

// Handler answers one job. It returns nil when the job is done, an error for
// another attempt after a while, [RetryAfter] to name the while, [Permanent]
// when no attempt will help. Its context ends when the queue stops, when the
// attempt takes longer than [Options.Timeout], or when another process has
// taken the job over. A panic counts as an error.
type Handler func(context.Context, *Job) error

// stopping is how long a stop may take: what still runs then is left to its
// lease.
const stopping = 8 * time.Second

// worker is one Run of a queue.
type worker struct {
	*Queue
	handle Handler
	base   context.Context // of the jobs; outlives Run's by pace.finish
}

// Run hands jobs to the handler until ctx ends, then lets running ones finish
// and returns within 10 s. Any number of processes may run one queue.
func (q *Queue) Run(ctx context.Context, h Handler) error {
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	w := &worker{q, h, base}
	server := asynq.NewServerFromRedisClient(q.rdb, asynq.Config{
		Concurrency:              q.opt.Workers,
		Queues:                   map[string]int{q.opt.Name: 1},
		BaseContext:              func() context.Context { return base },
		TaskCheckInterval:        q.pace.poll,
		DelayedTaskCheckInterval: 2 * q.pace.poll,
		ShutdownTimeout:          stopping,
		RetryDelayFunc:           func(int, error, *asynq.Task) time.Duration { return time.Second },
		Logger:                   newAsynqLog(q.opt.Log),
		LogLevel:                 asynq.WarnLevel,
	})
	if err := server.Start(asynq.HandlerFunc(w.take)); err != nil {
		return fmt.Errorf("queue: start workers: %w", err)
	}
	var sweeping sync.WaitGroup
	sweeping.Go(func() { q.sweep(ctx) })
	<-ctx.Done()
	defer time.AfterFunc(q.pace.finish, cancel).Stop()
	server.Shutdown()
	sweeping.Wait()
	return nil
}

// take follows one wake-up: it takes the chat's next job, if it is still this
// turn's to take, runs it, and passes the chat's next turn on. It never fails:
// whatever is cut short here, the sweep finds.
func (w *worker) take(ctx context.Context, task *asynq.Task) error {
	id, chat, _ := strings.Cut(string(task.Payload()), " ")
	job, next, err := w.claim(ctx, turn{chat: chat, id: id})
	if err != nil {
		w.opt.Log.Warn("could not take a job; it stays in the queue", "chat", chat, "err", err)
		return nil
	}
	if job != nil {
		next = w.attempt(ctx, job)
	}
	w.wake(context.WithoutCancel(ctx), next)
	return nil
}

// claim returns the job of a turn, or none and the turn to pass on.
func (w *worker) claim(ctx context.Context, t turn) (*Job, []turn, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	reply, err := w.run(ctx, claimScript, t.chat, t.id).Slice()
	if err != nil {
		return nil, nil, err
	}
	if reply[0] == int64(0) {
		next, err := turns(reply[1:])
		return nil, next, err
	}
	if len(reply) != 6 {
		return nil, nil, fmt.Errorf("unexpected claim of %d fields", len(reply))
	}
	ms := func(i int) time.Duration { n, _ := reply[i].(int64); return time.Duration(n) * time.Millisecond }
	job := &Job{Chat: t.chat, queue: w.Queue, turn: fmt.Sprint(reply[1]), lay: ms(3), age: ms(4)}
	job.ID, _ = reply[2].(string)
	flat, _ := reply[5].([]any)
	return job, nil, job.fields(flat)
}

// attempt runs the handler once and ends the attempt in Redis.
func (w *worker) attempt(ctx context.Context, j *Job) []turn {
	start := time.Now()
	err := w.try(ctx, j)
	if err != nil && w.base.Err() != nil {
		err = RetryAfter(err, 0) // the stop's fault, not the job's
	}
	outcome, delay := w.verdict(j, err)
	if err != nil {
		w.opt.Log.Warn("job failed", "job", j.ID, "chat", j.Chat, "attempt", j.Attempt,
			"outcome", outcome, "again_in", delay, "err", err)
	}
	next, ended := w.finish(j, outcome, delay, err)
	w.opt.Observe(Event{ended, j.lay, time.Since(start), j.Attempt})
	return next
}

var errCrashes = errors.New("every attempt ended with its process")

// try calls the handler under the job's deadline and lease.
func (w *worker) try(ctx context.Context, j *Job) (err error) {
	if j.Attempt > w.opt.MaxAttempts {
		return Permanent(errCrashes)
	}
	ctx, cancel := context.WithTimeout(ctx, w.opt.Timeout)
	defer cancel()
	var keeping sync.WaitGroup
	defer keeping.Wait()
	done := make(chan struct{})
	defer close(done)
	keeping.Go(func() { w.keep(ctx, j, done, cancel) })
	defer func() {
		if p := recover(); p != nil {
			// The value of a panic may quote the article; its type does not.
			w.opt.Log.Error("handler panicked", "job", j.ID, "type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			err = fmt.Errorf("handler panicked (%T)", p)
		}
	}()
	return w.handle(ctx, j)
}

// keep renews the job's lease until done. It ends the handler's context when
// the job was taken over, or may have been because Redis did not answer.
func (w *worker) keep(ctx context.Context, j *Job, done <-chan struct{}, lost context.CancelFunc) {
	tick := time.NewTicker(w.pace.renew)
	defer tick.Stop()
	last := time.Now()
	for {
		select {
		case <-done:
			return
		case <-ctx.Done(): // a handler that does not heed it loses its job
			return
		case <-tick.C:
		}
		asked := time.Now()
		call, cancel := context.WithTimeout(ctx, w.pace.renew)
		held, err := w.run(call, renewScript, j.Chat, j.turn).Bool()
		cancel()
		if err == nil && held {
			last = asked
		}
		if err == nil && !held || time.Since(last)+w.pace.renew > w.pace.lease {
			lost()
			return
		}
	}
}

const (
	mostDead = 1000
	keptDead = 7 * 24 * time.Hour
)

// finish ends an attempt in Redis. When Redis will not have it the job comes
// again once its lease has run out, with its record of what was sent.
func (w *worker) finish(j *Job, o Outcome, delay time.Duration, cause error) ([]turn, Outcome) {
	reason := ""
	if cause != nil {
		reason = cause.Error()
	}
	var reply []any
	err := w.insist(context.Background(), func(ctx context.Context) (err error) {
		reply, err = w.run(ctx, finishScript, j.Chat, j.turn, j.ID, string(o), delay.Milliseconds(),
			reason, mostDead, keptDead.Milliseconds()).Slice()
		return err
	})
	if err != nil {
		w.opt.Log.Error("could not end a job; it will be tried again", "job", j.ID, "chat", j.Chat, "err", err)
		return nil, Unended
	}
	if reply[0] == int64(0) {
		w.opt.Log.Warn("job was taken over by another process", "job", j.ID, "chat", j.Chat)
		return nil, Lost
	}
	next, err := turns(reply[1:])
	if err != nil {
		w.opt.Log.Error("could not pass a turn on; the sweep will", "chat", j.Chat, "err", err)
	}
	return next, o
}

// insist repeats a call for as long as a lease lasts.
func (q *Queue) insist(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, q.pace.lease)
	defer cancel()
	for wait := 20 * time.Millisecond; ; wait = min(2*wait, 500*time.Millisecond) {
		err := call(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(wait):
		}
	}
}
