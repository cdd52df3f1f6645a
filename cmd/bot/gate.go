package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"tollbot/internal/telegram"
)

// gate lets one answer at a time be on its way: sent, perhaps, and not yet
// recorded. Telegram cannot be asked whether a message was sent, so each
// answer on its way when the process is killed may be sent twice; through a
// gate that is one and not as many as there are workers.
//
// Thirty messages a second do not go one after another to a server that is 80
// ms away, so nobody waits longer than gatePatience: then one more may be on
// its way every gateStep, which is as fast as messages may go at all. What a
// kill doubles is bounded by what Telegram's distance makes of that: one where
// a call takes less than gatePatience or few are waiting, else as many as the
// steps that a call takes.
type gate struct {
	slot chan struct{}

	mu     sync.Mutex
	passed time.Time // when the latest went by without a slot, or will
}

const (
	gatePatience = 250 * time.Millisecond
	gateStep     = 35 * time.Millisecond
)

func newGate() *gate { return &gate{slot: make(chan struct{}, 1)} }

// pass is one job's way through the gate. It is carried in the job's context,
// because what happens between sending and recording is not ours to see.
type pass struct {
	gate *gate
	mu   sync.Mutex
	in   bool
}

type passKey struct{}

// admit gives a job its pass. The function ends whatever is under way.
func (g *gate) admit(ctx context.Context) (context.Context, func()) {
	p := &pass{gate: g}
	return context.WithValue(ctx, passKey{}, p), p.leave
}

// passOf is the pass of a job, or nil where a call belongs to none.
func passOf(ctx context.Context) *pass {
	p, _ := ctx.Value(passKey{}).(*pass)
	return p
}

// enter returns when the answer may be on its way.
func (p *pass) enter(ctx context.Context) error {
	if p == nil {
		return ctx.Err()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.in {
		return ctx.Err()
	}
	for _, wait := range []func() time.Duration{func() time.Duration { return gatePatience }, p.gate.step} {
		timer := time.NewTimer(wait())
		select {
		case p.gate.slot <- struct{}{}:
			timer.Stop()
			p.in = true
			return nil
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
	return nil
}

// step takes the next place among those that have lost their patience, and
// gives how long to wait for it.
func (g *gate) step() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	g.passed = g.passed.Add(gateStep)
	if g.passed.Before(now) {
		g.passed = now
	}
	return g.passed.Sub(now)
}

// leave lets the next one in: the answer is recorded, or there will be none.
func (p *pass) leave() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.in {
		<-p.gate.slot
		p.in = false
	}
}

// gated bounds how long a job waits for its turn. A job that asks again was
// refused, or has edited, and has nothing on its way: it does not wait inside
// the gate.
type gated struct{ telegram.Limiter }

// mostHeld is how long a job may keep its worker waiting. Whatever has to wait
// for longer, as after a 429, goes back to the queue and comes again, so that
// chats that must wait do not hold the workers of the others.
const mostHeld = 5 * time.Second

// Wait returns when the message may go. A wait that ends at the bound, and not
// with the job, is one to come back from.
func (g gated) Wait(ctx context.Context, chat int64) error {
	passOf(ctx).leave()
	held, cancel := context.WithTimeout(ctx, mostHeld)
	defer cancel()
	err := g.Limiter.Wait(held, chat)
	if _, known := telegram.RetryAfter(err); !known && ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		return &telegram.WaitError{After: time.Second, Reason: "limit"}
	}
	return err
}
