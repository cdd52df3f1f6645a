package queue

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

var errOops = errors.New("oops")

func TestFailures(t *testing.T) {
	cases := []struct {
		name     string
		fail     func(attempt int) error // of job "1"; "2" of the same chat is fine
		attempts int
		order    []string // in which jobs succeed
		dead     string
	}{
		{"fails twice", func(n int) error { return upTo(n, 2, errOops) }, 3, []string{"1", "2"}, ""},
		{"fails long: others pass", func(n int) error { return upTo(n, 5, errOops) }, 6, []string{"2", "1"}, ""},
		{"panics", func(n int) error {
			if n == 1 {
				panic("a word of the article")
			}
			return nil
		}, 2, []string{"1", "2"}, ""},
		{"permanent", func(int) error { return Permanent(errOops) }, 1, []string{"2"}, "oops"},
		{"never succeeds", func(int) error { return errOops }, 8, []string{"2"}, "oops"},
	}
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				q := newQueue(t, rdb, patient, Options{MaxAttempts: 8})
				var h heard
				var attempts atomic.Int32
				start(t, q, func(_ context.Context, j *Job) error {
					if text(j) == "1" {
						attempts.Store(int32(j.Attempt))
						if err := c.fail(j.Attempt); err != nil {
							return err
						}
					}
					h.add(j)
					return nil
				})
				put(t, q, one(1, "a"), one(2, "a"))
				eventually(t, "empty", empty(t, q))
				if got := h.all(); !slices.Equal(got, c.order) {
					t.Errorf("succeeded %v, want %v", got, c.order)
				}
				if n := int(attempts.Load()); n != c.attempts {
					t.Errorf("%d attempts, want %d", n, c.attempts)
				}
				checkDead(t, q, c.dead, c.attempts)
			})
		}
	})
}

func upTo(n, last int, err error) error {
	if n <= last {
		return err
	}
	return nil
}

func checkDead(t *testing.T, q *Queue, reason string, attempts int) {
	t.Helper()
	dead, err := q.Dead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if reason == "" {
		if len(dead) != 0 {
			t.Errorf("dead letters %+v", dead)
		}
		return
	}
	if len(dead) != 1 || dead[0].Reason != reason || dead[0].Attempts != attempts ||
		dead[0].Chat != "a" || dead[0].Updates != 1 || time.Since(dead[0].Died).Abs() > time.Minute {
		t.Errorf("dead letters %+v", dead)
	}
}

func TestRetryAfterWaitsAndDoesNotCount(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		const wait = 200 * time.Millisecond
		q := newQueue(t, rdb, patient, Options{MaxAttempts: 2})
		var calls atomic.Int32
		var first, last time.Time
		var h heard
		start(t, q, func(_ context.Context, j *Job) error {
			if text(j) == "1" && calls.Add(1) <= 4 {
				if calls.Load() == 1 {
					first = time.Now()
				}
				return RetryAfter(errOops, wait)
			}
			last = time.Now()
			h.add(j)
			return nil
		})
		put(t, q, one(1, "a"), one(2, "a"))
		eventually(t, "empty", empty(t, q))
		if got := h.all(); !slices.Equal(got, []string{"1", "2"}) {
			t.Errorf("succeeded %v: the chat's order is lost", got)
		}
		if d := last.Sub(first); d < 4*wait {
			t.Errorf("four waits of %v took %v", wait, d)
		}
	})
}

func TestADeadLetterLivesAgain(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, patient, Options{})
		var mended atomic.Bool
		var h heard
		var again atomic.Pointer[Job]
		start(t, q, func(ctx context.Context, j *Job) error {
			if !mended.Load() {
				_ = j.Record(ctx, Sent{Chat: 5, Message: 6, What: "card"})
				return Permanent(errOops)
			}
			h.add(j)
			again.Store(j)
			sent, err := j.Sent(ctx)
			if err != nil || !slices.Equal(sent, []Sent{{5, 6, "card"}}) {
				t.Errorf("sent before: %v, %v", sent, err)
			}
			return nil
		})
		put(t, q, one(1, "a"))
		eventually(t, "dead", empty(t, q))
		dead, err := q.Dead(t.Context())
		if err != nil || len(dead) != 1 {
			t.Fatal(dead, err)
		}
		mended.Store(true)
		if err := q.Revive(t.Context(), dead[0].ID); err != nil {
			t.Fatal(err)
		}
		eventually(t, "answered", func() bool { return len(h.all()) == 1 })
		eventually(t, "empty", empty(t, q))
		if j := again.Load(); j.Attempt != 1 {
			t.Errorf("attempt %d of a revived job", j.Attempt)
		}
		if err := q.Revive(t.Context(), dead[0].ID); !errors.Is(err, ErrNoSuchJob) {
			t.Errorf("revived twice: %v", err)
		}
		if d, err := q.Depth(t.Context()); err != nil || d != (Depth{}) {
			t.Errorf("depth %+v, %v", d, err)
		}
	})
}

func TestARetryKnowsWhatWasSent(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, patient, Options{})
		got := make(chan []Sent, 3)
		start(t, q, func(ctx context.Context, j *Job) error {
			sent, err := j.Sent(ctx)
			got <- sent
			if err == nil && j.Attempt < 3 {
				err = errors.Join(errOops, j.Record(ctx, Sent{Chat: -100123, Message: j.Attempt}))
			}
			return err
		})
		put(t, q, one(1, "a"))
		for want := range 3 {
			sent := <-got
			if len(sent) != want || want == 2 && sent[1] != (Sent{Chat: -100123, Message: 2}) {
				t.Errorf("attempt %d knows %v", want+1, sent)
			}
		}
		eventually(t, "empty", empty(t, q))
	})
}

// A stop ends the contexts of running jobs and gives them back uncounted.
func TestAStoppedJobComesAgain(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, patient, Options{})
		running := make(chan struct{})
		stop := start(t, q, func(ctx context.Context, _ *Job) error {
			close(running)
			<-ctx.Done()
			return ctx.Err()
		})
		put(t, q, one(1, "a"))
		<-running
		asked := time.Now()
		stop()
		if took := time.Since(asked); took > 10*time.Second {
			t.Errorf("the stop took %v", took)
		}
		attempt := make(chan int, 1)
		start(t, q, func(_ context.Context, j *Job) error { attempt <- j.Attempt; return nil })
		if n := <-attempt; n != 1 {
			t.Errorf("came again as attempt %d", n)
		}
		eventually(t, "empty", empty(t, q))
	})
}

func TestOutcomesAreObserved(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		events := make(chan Event, 2)
		q := newQueue(t, rdb, patient, Options{Observe: func(e Event) { events <- e }})
		start(t, q, func(_ context.Context, j *Job) error { return upTo(j.Attempt, 1, errOops) })
		put(t, q, one(1, "a"))
		for i, want := range []Outcome{Retry, Done} {
			if e := <-events; e.Outcome != want || e.Attempt != i+1 || e.Waited < 0 || e.Waited > time.Minute {
				t.Errorf("event %+v, want %s", e, want)
			}
		}
	})
}

func TestDeadLettersAreBounded(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		const most, week = 3, 1000 * time.Hour
		q := newQueue(t, rdb, patient, Options{})
		var last *Job
		for id := range int64(5) {
			put(t, q, one(id, "a"))
			last = claimAndDie(t, q, "a")
			err := q.run(t.Context(), finishScript, last.Chat, last.turn, last.ID, string(Dead), 0, "oops", most, week.Milliseconds()).Err()
			if err != nil {
				t.Fatal(err)
			}
		}
		dead, err := q.Dead(t.Context())
		if err != nil || len(dead) != most || dead[0].ID != last.ID {
			t.Errorf("%d dead letters, the first %+v, %v", len(dead), dead, err)
		}
		if keys := rdb.Keys(t.Context(), q.prefix+"job:*").Val(); len(keys) != most {
			t.Errorf("jobs left: %v", keys)
		}
		if ttl := rdb.TTL(t.Context(), q.prefix+"job:"+last.ID).Val(); ttl <= week-time.Minute || ttl > week {
			t.Errorf("a dead letter is kept %v", ttl)
		}
	})
}

func TestForgottenDeadLettersAreGone(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, patient, Options{})
		start(t, q, func(ctx context.Context, j *Job) error {
			return Permanent(errors.Join(errOops, j.Record(ctx, Sent{Chat: 1, Message: 1})))
		})
		put(t, q, one(1, "a"), one(2, "b"), one(3, "a"))
		eventually(t, "dead", empty(t, q))
		if err := q.Forget(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
		dead, err := q.Dead(t.Context())
		if err != nil || len(dead) != 1 || dead[0].Chat != "b" {
			t.Errorf("dead letters %+v, %v", dead, err)
		}
		if keys := rdb.Keys(t.Context(), q.prefix+"*:*").Val(); len(filter(keys, "job:", "sent:")) != 2 {
			t.Errorf("left: %v", keys)
		}
	})
}

func filter(keys []string, kinds ...string) (out []string) {
	for _, k := range keys {
		if slices.ContainsFunc(kinds, func(kind string) bool { return strings.Contains(k, kind) }) {
			out = append(out, k)
		}
	}
	return out
}

// A job that kills its process every time must not do so for ever.
func TestAJobThatKillsIsBuried(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, patient, Options{MaxAttempts: 2})
		put(t, q, one(1, "a"))
		for range 2 {
			claimAndDie(t, q, "a")
			rdb.ZAdd(t.Context(), q.prefix+"lease", redis.Z{Score: 1, Member: "a"})
			if err := q.takeOver(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		start(t, q, func(context.Context, *Job) error {
			t.Error("it was tried again")
			return nil
		})
		eventually(t, "buried", empty(t, q))
		if dead, err := q.Dead(t.Context()); err != nil || len(dead) != 1 || dead[0].Reason != errCrashes.Error() {
			t.Errorf("dead letters %+v, %v", dead, err)
		}
	})
}

func TestVerdicts(t *testing.T) {
	q := newQueue(t, nil, patient, Options{MaxAttempts: 12})
	day := 25 * time.Hour
	cases := []struct {
		attempt int
		age     time.Duration
		err     error
		want    Outcome
	}{
		{1, 0, nil, Done},
		{1, 0, errOops, Retry},
		{3, 0, errOops, Retry},
		{4, 0, errOops, Aside},
		{12, 0, errOops, Dead},
		{1, 0, Permanent(errOops), Dead},
		{1, 0, RetryAfter(Permanent(errOops), time.Second), Dead},
		{12, 0, RetryAfter(errOops, time.Second), Later},
		{1, day, RetryAfter(errOops, time.Second), Retry},
		{12, day, RetryAfter(errOops, time.Second), Dead},
	}
	for _, c := range cases {
		if got, _ := q.verdict(&Job{Attempt: c.attempt, age: c.age}, c.err); got != c.want {
			t.Errorf("attempt %d after %v with %v: %s, want %s", c.attempt, c.age, c.err, got, c.want)
		}
	}
	if RetryAfter(nil, 1) != nil || Permanent(nil) != nil {
		t.Error("no error became one")
	}
}

func TestBackoffGrowsAndIsBounded(t *testing.T) {
	for n := 1; n < 100; n++ {
		d, want := backoff(n), min(500*time.Millisecond<<min(n-1, 20), 5*time.Minute)
		if d < want*3/4 || d > want*5/4 {
			t.Errorf("attempt %d waits %v", n, d)
		}
	}
}
