package main

import (
	"context"
	"sync"
	"time"

	"tollbot/internal/telegram"
)

// gate lets one answer at a time be on its way: sent, perhaps, and not yet
// recorded. Telegram cannot be asked whether a message was sent, so each
// answer on its way when the process is killed may be sent twice; through a
// gate that is one and not as many as there are workers.
//
// A Telegram that is slow to answer must not hold everybody up: nobody waits
// longer than gatePatience, and then more than one is on its way.
type gate chan struct{}

const gatePatience = 250 * time.Millisecond

func newGate() gate { return make(gate, 1) }

// pass is one job's way through the gate. It is carried in the job's context,
// because what happens between sending and recording is not ours to see.
type pass struct {
	gate gate
	mu   sync.Mutex
	in   bool
}

type passKey struct{}

// admit gives a job its pass. The function ends whatever is under way.
func (g gate) admit(ctx context.Context) (context.Context, func()) {
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
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.in {
		return nil
	}
	patience := time.NewTimer(gatePatience)
	defer patience.Stop()
	select {
	case p.gate <- struct{}{}:
		p.in = true
		return nil
	case <-patience.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave lets the next one in: the answer is recorded, or there will be none.
func (p *pass) leave() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.in {
		<-p.gate
		p.in = false
	}
}

// gated is a limiter whose last wait is at the gate.
type gated struct{ telegram.Limiter }

// mostHeld is how long a job may keep its worker waiting. Whatever has to wait
// for longer, as after a 429, goes back to the queue and comes again, so that
// chats that must wait do not hold the workers of the others.
const mostHeld = 5 * time.Second

// Wait returns when the message may go. A job that asks again was refused, or
// has edited, and has nothing on its way: it does not wait inside the gate.
func (g gated) Wait(ctx context.Context, chat int64) error {
	passOf(ctx).leave()
	held, cancel := context.WithTimeout(ctx, mostHeld)
	defer cancel()
	if err := g.Limiter.Wait(held, chat); err != nil {
		return err
	}
	return passOf(ctx).enter(ctx)
}
