package queue

import (
	"context"
	"errors"
	"time"

	"github.com/bsm/redislock"
)

const (
	term      = 7 * time.Second // of office, unless renewed
	campaign  = time.Second     // between tries of the others
	reelected = 2 * time.Second // between renewals
)

// Lead runs fn in one process at a time of all that call Lead with that name:
// it waits for its turn, and again after losing it. The context fn gets ends
// when leadership is lost, before another can have it. Lead returns nil when
// ctx ends, and the error of fn when fn returns one of its own; when fn
// returns nil it stands down and waits for its next turn. After a crash
// another process leads within 10 s.
func (q *Queue) Lead(ctx context.Context, name string, fn func(context.Context) error) error {
	locks := redislock.New(q.rdb)
	for ctx.Err() == nil {
		asked := time.Now()
		call, cancel := context.WithTimeout(ctx, campaign)
		lock, err := locks.Obtain(call, q.prefix+"lead:"+name, term, nil)
		cancel()
		if err == nil {
			if err := q.govern(ctx, lock, asked, fn); err != nil {
				return err
			}
		} else if !errors.Is(err, redislock.ErrNotObtained) && ctx.Err() == nil {
			q.opt.Log.Warn("cannot try to lead", "name", name, "err", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(campaign):
		}
	}
	return nil
}

// govern runs fn while the lock is held, and gives it back.
func (q *Queue) govern(ctx context.Context, lock *redislock.Lock, since time.Time, fn func(context.Context) error) error {
	own, cancel := context.WithCancel(ctx)
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		defer cancel()
		keepOffice(own, lock, since)
	}()
	err := fn(own)
	deposed := own.Err() != nil
	cancel()
	<-kept

	release, done := context.WithTimeout(context.WithoutCancel(ctx), campaign)
	defer done()
	if e := lock.Release(release); e != nil && !errors.Is(e, redislock.ErrLockNotHeld) {
		q.opt.Log.Warn("could not hand leadership over; it runs out", "err", e)
	}
	if deposed {
		return nil // whatever fn says of it, its context had ended
	}
	return err
}

// keepOffice returns when ctx ends, or the lock is lost or about to run out.
func keepOffice(ctx context.Context, lock *redislock.Lock, last time.Time) {
	tick := time.NewTicker(reelected)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		asked := time.Now()
		call, cancel := context.WithTimeout(ctx, campaign)
		err := lock.Refresh(call, term, nil)
		cancel()
		if err == nil {
			last = asked
		}
		if errors.Is(err, redislock.ErrNotObtained) || time.Since(last)+reelected+campaign > term {
			return
		}
	}
}
