package pace_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
	"go.uber.org/goleak"

	"tollbot/internal/pace"
	"tollbot/internal/redistest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// backends are the two servers that the scripts have to run on.
func backends(t *testing.T) map[string]string {
	return map[string]string{
		"stand-in": miniredis.RunT(t).Addr(),
		"server":   redistest.Start(t, redistest.Options{}).Addr(),
		"cluster":  redistest.Start(t, redistest.Options{Cluster: true}).Addr(),
	}
}

// client is what one process has.
func client(t *testing.T, addr string) redis.UniversalClient {
	rdb := redis.NewUniversalClient(&redis.UniversalOptions{Addrs: []string{addr}})
	t.Cleanup(func() { rdb.Close() })
	return rdb
}

// Three processes push through one line at once. Each message passes a wait after
// Redis was asked, which was at some time between the question and the answer:
// however busy the machine, the nth to pass does so between the nth of the times
// reckoned from the questions and the nth of those reckoned from the answers.
func TestNoSpanHoldsMoreThanTheNumber(t *testing.T) {
	const number, processes, each = 10, 3, 15
	line := pace.Line{Name: "all", Number: number, Span: 200 * time.Millisecond}
	for name, addr := range backends(t) {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			var earliest, latest []time.Time
			var all sync.WaitGroup
			for range processes {
				shared := pace.New(client(t, addr), "test")
				all.Go(func() {
					for range each {
						asked := time.Now()
						wait, ok, err := shared.Reserve(t.Context(), line, time.Minute)
						answered := time.Now()
						if err != nil || !ok {
							t.Errorf("got %v, %v", ok, err)
							return
						}
						mu.Lock()
						earliest, latest = append(earliest, asked.Add(wait)), append(latest, answered.Add(wait))
						mu.Unlock()
					}
				})
			}
			all.Wait()
			slices.SortFunc(earliest, time.Time.Compare)
			slices.SortFunc(latest, time.Time.Compare)
			const rounding = 10 * time.Microsecond
			for i := number; i < len(latest); i++ {
				if span := latest[i].Sub(earliest[i-number]); span < line.Span-rounding {
					t.Fatalf("%d messages passed in %v at most", number+1, span)
				}
			}
			if took := earliest[len(earliest)-1].Sub(latest[0]); took > 10*line.Span {
				t.Errorf("%d messages took %v: the line is slower than it need be", len(latest), took)
			}
		})
	}
}

func TestWhatComesTooLateTakesNoPlace(t *testing.T) {
	line := pace.Line{Name: "group:-100", Number: 2, Span: time.Minute}
	for name, addr := range backends(t) {
		t.Run(name, func(t *testing.T) {
			shared := pace.New(client(t, addr), "test")
			for range 2 {
				if wait, ok, err := shared.Reserve(t.Context(), line, 0); wait != 0 || !ok || err != nil {
					t.Fatalf("a free line: got %v, %v, %v", wait, ok, err)
				}
			}
			for range 3 {
				wait, ok, err := shared.Reserve(t.Context(), line, 50*time.Second)
				if ok || err != nil || wait < 55*time.Second || wait > time.Minute {
					t.Fatalf("a full line: got %v, %v, %v", wait, ok, err)
				}
			}
			other := line
			other.Name = "group:-200"
			if wait, ok, err := shared.Reserve(t.Context(), other, 0); wait != 0 || !ok || err != nil {
				t.Errorf("another line: got %v, %v, %v", wait, ok, err)
			}
			if wait, ok, err := shared.Reserve(t.Context(), line, 2*time.Minute); !ok || err != nil || wait < 55*time.Second {
				t.Errorf("with patience: got %v, %v, %v", wait, ok, err)
			}
		})
	}
}

func TestLostRedisIsSaidSoon(t *testing.T) {
	server := redistest.Start(t, redistest.Options{})
	shared := pace.New(client(t, server.Addr()), "test")
	server.Kill()
	start := time.Now()
	if _, ok, err := shared.Reserve(context.Background(), pace.Line{Name: "all", Number: 1, Span: time.Second}, 0); ok || err == nil {
		t.Errorf("got %v, %v, want an error", ok, err)
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
}
