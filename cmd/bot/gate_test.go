package main

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"tollbot/internal/telegram"
)

func TestGateLetsOneBeOnItsWay(t *testing.T) {
	defer goleak.VerifyNone(t)
	g := newGate()
	var mu sync.Mutex
	var onTheWay, most int
	count := func(d int) {
		mu.Lock()
		defer mu.Unlock()
		onTheWay += d
		most = max(most, onTheWay)
	}
	var jobs sync.WaitGroup
	for range 16 {
		jobs.Go(func() {
			ctx, leave := g.admit(t.Context())
			defer leave()
			for range 3 { // a job may send several messages, and waits for some twice
				for range 2 {
					passOf(ctx).leave()
					if err := passOf(ctx).enter(ctx); err != nil {
						t.Error(err)
					}
				}
				count(+1)
				time.Sleep(100 * time.Microsecond)
				count(-1)
				passOf(ctx).leave()
			}
		})
	}
	jobs.Wait()
	if most != 1 {
		t.Errorf("%d answers were on their way at once", most)
	}
	if len(g.slot) != 0 {
		t.Error("the gate was left shut")
	}
}

func TestGateHoldsNobodyUpForLong(t *testing.T) {
	g := newGate()
	slow, leaveSlow := g.admit(t.Context())
	defer leaveSlow()
	if err := passOf(slow).enter(slow); err != nil {
		t.Fatal(err)
	}
	other, leave := g.admit(t.Context())
	start := time.Now()
	if err := passOf(other).enter(other); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took < gatePatience || took > 3*gatePatience {
		t.Errorf("the other one waited %v", took)
	}
	leave()
	if len(g.slot) != 1 {
		t.Error("one that passed by opened the gate for the one inside")
	}

	// Those who lose their patience together go one after the other.
	start = time.Now()
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			ctx, leave := g.admit(t.Context())
			defer leave()
			if err := passOf(ctx).enter(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if took := time.Since(start); took < gatePatience+4*gateStep || took > 3*gatePatience {
		t.Errorf("five more waited %v", took)
	}

	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	last, leaveLast := g.admit(stopped)
	defer leaveLast()
	if err := passOf(last).enter(last); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	if err := passOf(t.Context()).enter(t.Context()); err != nil {
		t.Errorf("a call of no job: got %v", err)
	}
}

// stuck is a limiter that never lets anything go.
type stuck struct{ telegram.Limiter }

func (stuck) Wait(ctx context.Context, _ int64) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestWhoIsHeldTooLongComesBack(t *testing.T) {
	for _, c := range []struct {
		name   string
		bound  time.Duration // the job's own
		comes  bool
		lasted time.Duration
	}{
		{"held", time.Minute, true, mostHeld},
		{"the job is over", time.Second, false, time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), c.bound)
			defer cancel()
			start := time.Now()
			err := gated{stuck{}}.Wait(ctx, 1)
			if _, comes := telegram.RetryAfter(err); comes != c.comes || err == nil {
				t.Errorf("%s: got %v", c.name, err)
			}
			if took := time.Since(start); took != c.lasted {
				t.Errorf("%s: it took %v, want %v", c.name, took, c.lasted)
			}
		})
	}
}
