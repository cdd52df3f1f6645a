package queue

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func TestOneLeads(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, quick, Options{})
		elected := make(chan int, 2)
		office := make(chan struct{}, 1)
		campaigner := func(n int) (resign func()) {
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() {
				done <- q.Lead(ctx, "poll", func(ctx context.Context) error {
					office <- struct{}{}
					elected <- n
					<-ctx.Done()
					if len(office) != 1 {
						t.Error("two led at once")
					}
					<-office
					return ctx.Err()
				})
			}()
			return func() {
				cancel()
				if err := <-done; err != nil {
					t.Error(err)
				}
			}
		}
		resign := [2]func(){campaigner(0), campaigner(1)}
		first := <-elected
		select {
		case <-elected:
			t.Error("two led at once")
		case <-time.After(2 * campaign):
		}
		resign[first]()
		if second := <-elected; second == first {
			t.Error("the one that stopped leads again")
		}
		resign[1-first]()
	})
}

func TestAStolenLockEndsTheLead(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, quick, Options{})
		terms := 0
		stop := errors.New("enough")
		begun := time.Now()
		err := q.Lead(t.Context(), "poll", func(ctx context.Context) error {
			if terms++; terms == 2 {
				return stop
			}
			if err := rdb.Set(ctx, q.prefix+"lead:poll", "a rival", 2*time.Second).Err(); err != nil {
				t.Error(err)
			}
			<-ctx.Done()
			rdb.Del(t.Context(), q.prefix+"lead:poll") // the rival goes; the stand-in's clock stands still
			return ctx.Err()
		})
		if !errors.Is(err, stop) || terms != 2 {
			t.Errorf("%v after %d terms", err, terms)
		}
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("the next term began after %v", took)
		}
	})
}

// A process that dies while it leads hands nothing over: its term runs out.
func TestADeadLeaderIsReplaced(t *testing.T) {
	t.Parallel()
	rdb := connect(t, &redis.UniversalOptions{Addrs: []string{server.Get(t).Addr()}})
	q := newQueue(t, rdb, quick, Options{})
	if err := rdb.Set(t.Context(), q.prefix+"lead:poll", "the dead", term).Err(); err != nil {
		t.Fatal(err)
	}
	begun, stop := time.Now(), errors.New("elected")
	if err := q.Lead(t.Context(), "poll", func(context.Context) error { return stop }); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("nobody led for %v", took)
	}
}
