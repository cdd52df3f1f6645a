package queue

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
	"go.uber.org/goleak"

	"tollbot/internal/redistest"
)

var (
	server  = redistest.Shared{}
	cluster = redistest.Shared{Options: redistest.Options{Cluster: true}}
)

func TestMain(m *testing.M) {
	if url := os.Getenv("QUEUE_TEST_WORKER"); url != "" {
		workUntilKilled(url)
	}
	flag.Parse()
	_ = flag.Set("test.parallel", "16") // the tests wait more than they work
	code := m.Run()
	server.Stop()
	cluster.Stop()
	if err := goleak.Find(); code == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// quick is a queue's pace for tests.
var quick = pace{
	lease: 1500 * time.Millisecond, renew: 300 * time.Millisecond, sweep: 100 * time.Millisecond,
	grace: 500 * time.Millisecond, recheck: time.Second, poll: 20 * time.Millisecond, finish: time.Second,
}

// patient never repeats a wake-up and never takes over: whatever happens
// under it happens without repairs.
var patient = pace{
	lease: time.Hour, renew: time.Minute, sweep: 100 * time.Millisecond,
	grace: time.Hour, recheck: time.Hour, poll: 20 * time.Millisecond, finish: time.Second,
}

// everywhere runs a test on the embedded stand-in, a server and a Cluster. The
// servers are shared: newQueue gives every test a name of its own.
func everywhere(t *testing.T, test func(*testing.T, redis.UniversalClient)) {
	t.Parallel()
	t.Run("miniredis", func(t *testing.T) {
		t.Parallel()
		test(t, connect(t, &redis.UniversalOptions{Addrs: []string{miniredis.RunT(t).Addr()}}))
	})
	t.Run("redis", func(t *testing.T) {
		t.Parallel()
		test(t, connect(t, &redis.UniversalOptions{Addrs: []string{server.Get(t).Addr()}}))
	})
	t.Run("cluster", func(t *testing.T) {
		t.Parallel()
		test(t, connect(t, &redis.UniversalOptions{Addrs: []string{cluster.Get(t).Addr()}, IsClusterMode: true}))
	})
}

func connect(t *testing.T, opt *redis.UniversalOptions) redis.UniversalClient {
	rdb := redis.NewUniversalClient(opt)
	t.Cleanup(func() { _ = rdb.Close() })
	return rdb
}

func newQueue(t *testing.T, rdb redis.UniversalClient, p pace, opt Options) *Queue {
	if t != nil && opt.Name == "" {
		opt.Name = t.Name()
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	q := New(rdb, opt)
	q.pace = p
	q.backoff = func(n int) time.Duration {
		if n > patience {
			return 200 * time.Millisecond
		}
		return 20 * time.Millisecond
	}
	return q
}

// start runs a queue until the test ends or the returned func is called.
func start(t *testing.T, q *Queue, h Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- q.Run(ctx, h) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// heard collects the jobs of a handler as text: the raw updates, joined by +.
type heard struct {
	mu   sync.Mutex
	jobs []string
}

func (h *heard) add(j *Job) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.jobs = append(h.jobs, text(j))
}

func (h *heard) all() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.jobs)
}

func text(j *Job) string {
	var s []string
	for _, u := range j.Updates {
		s = append(s, string(u))
	}
	return strings.Join(s, "+")
}

// hang is when something that should happen counts as never happening. It is
// long, because a busy machine must not look like a lost job.
const hang = time.Minute

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(hang); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s", hang, what)
		}
	}
}

func put(t *testing.T, q *Queue, us ...Update) {
	t.Helper()
	if err := q.Put(t.Context(), us); err != nil {
		t.Fatal(err)
	}
}

func empty(t *testing.T, q *Queue) func() bool {
	return func() bool {
		d, err := q.Depth(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return d.Jobs == 0 && d.Chats == 0
	}
}

func one(id int64, chat string) Update {
	return Update{ID: id, Raw: fmt.Append(nil, id), Hint: Hint{Chat: chat}}
}

func TestAnUpdatePutTwiceIsAnsweredOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, patient, Options{})
		var h heard
		put(t, q, one(1, "a"), one(2, "a"), one(1, "a"))
		put(t, q, one(2, "a"), one(3, "b"))
		start(t, q, func(_ context.Context, j *Job) error { h.add(j); return nil })
		eventually(t, "empty", empty(t, q))
		put(t, q, one(1, "a"), one(4, "b"))
		eventually(t, "empty", empty(t, q))
		got := h.all()
		slices.Sort(got)
		if want := []string{"1", "2", "3", "4"}; !slices.Equal(got, want) {
			t.Errorf("jobs %v, want %v", got, want)
		}
	})
}

func TestNothingStaysBehindAnEmptyQueue(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, patient, Options{})
		start(t, q, func(ctx context.Context, j *Job) error { return j.Record(ctx, Sent{Chat: 1, Message: 2}) })
		put(t, q, one(1, "a"), Update{ID: 2, Hint: Hint{Chat: "a", Group: "g", Delay: 50 * time.Millisecond}})
		eventually(t, "empty", empty(t, q))
		keys, err := rdb.Keys(t.Context(), q.prefix+"*").Result()
		slices.Sort(keys)
		want := []string{q.prefix + "seen:1", q.prefix + "seen:2", q.prefix + "seq"}
		if err != nil || !slices.Equal(keys, want) {
			t.Errorf("keys %v, %v; want %v", keys, err, want)
		}
	})
}

func TestParts(t *testing.T) {
	const wait, short = 1500 * time.Millisecond, 20 * time.Millisecond
	u := func(id int64, raw, group string, delay time.Duration, order int64, size int) Update {
		return Update{ID: id, Raw: []byte(raw), Hint: Hint{Chat: "c", Group: group, Delay: delay, Order: order, Size: size}}
	}
	many := func(n int) (us []Update) {
		for i := range n {
			us = append(us, u(int64(i), "p", "ann", time.Hour, int64(i), 1))
		}
		return us
	}
	cases := []struct {
		name string
		puts [][]Update // 3*short apart
		want []string
	}{
		{"a long text in three messages", [][]Update{
			{u(1, "A", "ann", wait, 1, 4000)}, {u(2, "B", "ann", wait, 2, 4000)}, {u(3, "C", "ann", 0, 3, 12)},
		}, []string{"A+B+C"}},
		{"parts that came in any order", [][]Update{
			{u(3, "C", "ann", wait, 3, 1), u(1, "A", "ann", wait, 1, 1)}, {u(2, "B", "ann", wait, 2, 1)},
		}, []string{"A+B+C"}},
		{"somebody talks in between", [][]Update{
			{u(1, "A", "ann", wait, 1, 1)}, {u(2, "x", "bob", 0, 2, 1)}, {u(3, "B", "ann", 0, 3, 1)},
		}, []string{"x", "A+B"}},
		{"two write long texts at once", [][]Update{
			{u(1, "A", "ann", wait, 1, 1), u(2, "1", "bob", wait, 2, 1), u(3, "B", "ann", wait, 3, 1), u(4, "2", "bob", wait, 4, 1)},
		}, []string{"A+B", "1+2"}},
		{"short texts are jobs of their own", [][]Update{
			{u(1, "A", "ann", 0, 1, 1), u(2, "B", "ann", 0, 2, 1)},
		}, []string{"A", "B"}},
		{"a command is alone though its sender's text waits", [][]Update{
			{u(1, "A", "ann", wait, 1, 1), u(2, "/help", "", 0, 2, 1), u(3, "B", "ann", 0, 3, 1)},
		}, []string{"/help", "A+B"}},
		{"later than the wait", [][]Update{
			{u(1, "A", "ann", short, 1, 1)}, {u(2, "B", "ann", short, 2, 1)},
		}, []string{"A", "B"}},
		{"more parts than allowed", [][]Update{many(15), {u(99, "q", "ann", 0, 99, 1)}},
			[]string{"p+p+p+p+p+p+p+p+p+p+p+p+p+p+p", "q"}},
		{"more text than allowed", [][]Update{
			{u(1, "A", "ann", wait, 1, 30_000), u(2, "B", "ann", wait, 2, 20_000), u(3, "C", "ann", wait, 3, 1)},
		}, []string{"A+B", "C"}},
	}
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				got, took := playParts(t, rdb, c.puts, 3*short)
				for range 4 { // slower than a wait is another case
					if took < wait {
						break
					}
					got, took = playParts(t, rdb, c.puts, 3*short)
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("jobs %q, want %q", got, c.want)
				}
			})
		}
	})
}

var plays atomic.Int64

// playParts puts updates one batch after the other into a new queue, and gives
// the jobs they became and how long the putting took.
func playParts(t *testing.T, rdb redis.UniversalClient, batches [][]Update, between time.Duration) ([]string, time.Duration) {
	t.Helper()
	q := newQueue(t, rdb, patient, Options{Name: fmt.Sprint(t.Name(), plays.Add(1))})
	var h heard
	warm := make(chan struct{})
	stop := start(t, q, func(_ context.Context, j *Job) error {
		if j.Chat == "warm" {
			close(warm)
			return nil
		}
		h.add(j)
		return nil
	})
	defer stop()
	put(t, q, one(1000, "warm"))
	<-warm
	begun := time.Now()
	for _, us := range batches {
		put(t, q, us...)
		time.Sleep(between) // part of the case: how people send
	}
	took := time.Since(begun)
	eventually(t, "empty", empty(t, q))
	return h.all(), took
}

// TestNoWakeUpIsLost puts updates from several goroutines, among them the same
// ones, while workers drain the chats again and again to the last job. No
// sweep runs: a single lost wake-up leaves a job behind.
func TestNoWakeUpIsLost(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		const putters, each, chats = 4, 100, 3
		q := newQueue(t, rdb, patient, Options{Workers: 8})
		var mu sync.Mutex
		last, times := map[string]int64{}, map[int64]int{}
		start(t, q, func(_ context.Context, j *Job) error {
			mu.Lock()
			defer mu.Unlock()
			var id int64
			fmt.Sscan(text(j), &id)
			times[id]++
			last[j.Chat] = max(last[j.Chat], id)
			return nil
		})
		var putting sync.WaitGroup
		for p := range putters {
			putting.Go(func() {
				for i := range each {
					id := int64(p/2*each + i) // two of them put the same
					if err := q.Put(t.Context(), []Update{one(id, fmt.Sprint("chat", i%chats))}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		putting.Wait()
		eventually(t, "empty", empty(t, q))
		for id := range int64(putters / 2 * each) {
			if times[id] != 1 {
				t.Errorf("update %d was answered %d times", id, times[id])
			}
		}
	})
}

func TestAChatsJobsRunInOrderAndOneAtATime(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		const n = 30
		q := newQueue(t, rdb, patient, Options{Workers: 8})
		var h heard
		var running sync.Mutex
		failed := map[string]bool{}
		start(t, q, func(_ context.Context, j *Job) error {
			if !running.TryLock() {
				t.Error("two jobs of one chat at once")
				return nil
			}
			defer running.Unlock()
			if s := text(j); s == "7" && !failed[s] {
				failed[s] = true
				return errors.New("once")
			}
			h.add(j)
			return nil
		})
		var want []string
		for id := range int64(n) {
			put(t, q, one(id, "a"))
			want = append(want, fmt.Sprint(id))
		}
		eventually(t, "empty", empty(t, q))
		if got := h.all(); !slices.Equal(got, want) {
			t.Errorf("jobs in order %v", got)
		}
	})
}

func TestAFloodDelaysNobodyElse(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		const flood = 1000
		q := newQueue(t, rdb, patient, Options{Workers: 2})
		calm := make(chan int, 1)
		var flooded sync.WaitGroup
		flooded.Add(20)
		var h heard
		stop := start(t, q, func(ctx context.Context, j *Job) error {
			if j.Chat == "calm" {
				calm <- len(h.all())
				return nil
			}
			h.add(j)
			select {
			case <-time.After(10 * time.Millisecond): // the work of a job
			case <-ctx.Done():
			}
			return nil
		})
		var us []Update
		for id := range int64(flood) {
			us = append(us, one(id, "flood"))
		}
		put(t, q, us...)
		eventually(t, "the flood is being answered", func() bool { return len(h.all()) > 5 })
		put(t, q, one(flood, "calm"))
		// Counted from when its update was stored, in jobs and not in time: a
		// slow machine is slow for both.
		before := len(h.all())
		if passed := <-calm - before; passed > flood/50 {
			t.Errorf("%d jobs of the flood went before the calm chat's", passed)
		}
		stop()
	})
}

func TestAnIdleQueueAnswersAtOnce(t *testing.T) {
	q := newQueue(t, connect(t, &redis.UniversalOptions{Addrs: []string{server.Get(t).Addr()}}), usual, Options{})
	started := make(chan time.Time, 1)
	start(t, q, func(context.Context, *Job) error { started <- time.Now(); return nil })
	var took []time.Duration
	for id := range int64(20) {
		asked := time.Now()
		put(t, q, one(id, "a"))
		took = append(took, (<-started).Sub(asked))
		eventually(t, "idle", empty(t, q))
	}
	slices.Sort(took)
	t.Logf("from Put to the handler: median %v, slowest %v", took[10], took[19])
	// The quicker quarter: a busy machine is not the queue's doing.
	if took[5] > 100*time.Millisecond {
		t.Errorf("%v in the quicker quarter, want under 100 ms", took[5])
	}
}
