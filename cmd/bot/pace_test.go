package main

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"

	"tollbot/internal/pace"
	"tollbot/internal/telegram"
)

// Two processes send as fast as they may, and now and then a send takes so long
// that others pile up behind it. Whenever they get on, no second holds more
// than Telegram allows: what was held up goes at the pace of then, and not on
// the strength of a place whose time has passed.
func TestWhatWasHeldUpDoesNotBurst(t *testing.T) {
	t.Parallel()
	server := miniredis.RunT(t)
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
	defer cancel()
	var mu sync.Mutex
	var sent []time.Time
	send := func() {
		mu.Lock()
		sent = append(sent, time.Now())
		slow := len(sent)%20 == 1
		mu.Unlock()
		if slow {
			time.Sleep(300 * time.Millisecond)
		}
	}
	var workers sync.WaitGroup
	for process := range 2 {
		rdb := redis.NewClient(&redis.Options{Addr: server.Addr()})
		t.Cleanup(func() { rdb.Close() })
		g := newGate()
		limit := gated{sharedPace{telegram.NewLocalLimiter(telegram.DefaultPace), pace.New(rdb, "test"), slog.New(slog.DiscardHandler)}}
		for n := range 16 {
			workers.Go(func() {
				for chat := int64(1000*process + n*20 + 1); ctx.Err() == nil; chat++ { // a chat has three at once
					job, leave := g.admit(ctx)
					if limit.Wait(job, chat) == nil {
						send()
					}
					leave()
				}
			})
		}
	}
	workers.Wait()
	most, first := 0, 0
	slices.SortFunc(sent, time.Time.Compare)
	for last := range sent {
		for sent[last].Sub(sent[first]) >= time.Second {
			first++
		}
		most = max(most, last-first+1)
	}
	t.Logf("%d messages, at most %d in a second", len(sent), most)
	if most > telegram.DefaultPace.Overall+jitter {
		t.Errorf("%d messages in a second, Telegram allows %d", most, telegram.DefaultPace.Overall)
	}
	if len(sent) < 2*telegram.DefaultPace.Overall {
		t.Errorf("%d messages in 4 s: slower than need be", len(sent))
	}
}
