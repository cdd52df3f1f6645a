package source

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

// Politeness: one site is asked once a second, with a small allowance for a
// redirect or two people sending the same story, and only so many sites at a
// time. Who would have to wait longer than a moment is told so.
const (
	hostEvery = time.Second
	hostBurst = 4
	hostWait  = 4 * time.Second
	maxHosts  = 4096
)

type pace struct {
	slots *semaphore.Weighted
	burst int
	mu    sync.Mutex
	hosts map[string]*rate.Limiter
}

func newPace(fetches int) *pace {
	return &pace{slots: semaphore.NewWeighted(int64(fetches)), burst: hostBurst, hosts: map[string]*rate.Limiter{}}
}

// enter waits for a place among the fetches. The returned function gives it
// back.
func (p *pace) enter(ctx context.Context) (leave func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, hostWait)
	defer cancel()
	if err := p.slots.Acquire(ctx, 1); err != nil {
		return nil, fail(Busy, "no place among the fetches")
	}
	return func() { p.slots.Release(1) }, nil
}

// wait blocks until the host may be asked again.
func (p *pace) wait(ctx context.Context, host string) error {
	ctx, cancel := context.WithTimeout(ctx, hostWait)
	defer cancel()
	if err := p.limiter(host).Wait(ctx); err != nil {
		return fail(Busy, "one site asked too often")
	}
	return nil
}

func (p *pace) limiter(host string) *rate.Limiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	if l, ok := p.hosts[host]; ok {
		return l
	}
	if len(p.hosts) >= maxHosts {
		p.forget()
	}
	l := rate.NewLimiter(rate.Every(hostEvery), p.burst)
	p.hosts[host] = l
	return l
}

// forget drops the hosts that are rested; a limiter at full burst holds no
// memory of anything. If none is, all go: a flood of new names must not grow
// the map, and costs politeness only.
func (p *pace) forget() {
	for host, l := range p.hosts {
		if l.Tokens() >= float64(p.burst) {
			delete(p.hosts, host)
		}
	}
	if len(p.hosts) >= maxHosts {
		clear(p.hosts)
	}
}
