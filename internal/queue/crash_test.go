package queue

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"tollbot/internal/redistest"
)

// workUntilKilled is the whole of a child process: a worker that answers into
// Redis what was not answered yet, as a handler does with Telegram.
func workUntilKilled(url string) {
	opt, err := redis.ParseURL(url)
	if err != nil {
		panic(err)
	}
	q := newQueue(nil, redis.NewClient(opt), quick, Options{Name: os.Getenv("QUEUE_TEST_NAME"), Workers: 4})
	err = q.Run(context.Background(), answer)
	fmt.Println("worker ended:", err)
	os.Exit(1)
}

// answer says a job's answer unless that is recorded, taking its time before
// and after.
func answer(ctx context.Context, j *Job) error {
	pause := func() { time.Sleep(rand.N(20 * time.Millisecond)) }
	pause()
	sent, err := j.Sent(ctx)
	if err != nil {
		return err
	}
	if len(sent) == 0 {
		if err := j.queue.rdb.RPush(ctx, "answers", text(j)).Err(); err != nil {
			return err
		}
		if err := j.Record(ctx, Sent{Chat: 1, Message: 1}); err != nil {
			return err
		}
	}
	pause()
	return nil
}

type child struct{ *exec.Cmd }

func spawn(t *testing.T, url string) child {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "QUEUE_TEST_WORKER="+url, "QUEUE_TEST_NAME="+t.Name())
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := child{cmd}
	t.Cleanup(c.kill)
	return c
}

// kill is SIGKILL: the process gets no chance to tidy up.
func (c child) kill() {
	_ = c.Process.Kill()
	_ = c.Wait()
}

// answers counts how often each update was answered.
func answers(t *testing.T, rdb redis.UniversalClient) map[string]int {
	t.Helper()
	all, err := rdb.LRange(t.Context(), "answers", 0, -1).Result()
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for _, a := range all {
		for _, id := range strings.Split(a, "+") {
			times[id]++
		}
	}
	return times
}

func checkAnswers(t *testing.T, rdb redis.UniversalClient, n, mayDouble int) {
	t.Helper()
	times, doubled := answers(t, rdb), 0
	for id := range n {
		c := times[fmt.Sprint(id)]
		if c == 0 {
			t.Errorf("update %d was lost", id)
		}
		doubled += max(0, c-1)
	}
	t.Logf("%d updates, %d answers too many", n, doubled)
	if doubled > mayDouble {
		t.Errorf("%d answers too many, at most %d can be excused", doubled, mayDouble)
	}
}

// Two worker processes share the work; one or the other is killed three times
// at random moments, and replaced. Every update is answered. Doubled can only
// be what a dying process had sent and not yet recorded: as a rule nothing, and
// no more than one answer a kill.
func TestKilledWorkersLoseNothing(t *testing.T) {
	const n, kills = 200, 3
	s := redistest.Start(t, redistest.Options{})
	rdb := connect(t, &redis.UniversalOptions{Addrs: []string{s.Addr()}})
	q := newQueue(t, rdb, quick, Options{})
	children := []child{spawn(t, s.URL()), spawn(t, s.URL())}
	for id := range int64(n) {
		u := one(id, fmt.Sprint("chat", id%15))
		if id%10 == 0 {
			u.Group, u.Delay = "g", 100*time.Millisecond
		}
		put(t, q, u, u)
		time.Sleep(rand.N(10 * time.Millisecond))
		if id%(n/(kills+1)) == n/(kills+1)-1 && id < n-1 {
			victim := rand.IntN(len(children))
			children[victim].kill()
			children[victim] = spawn(t, s.URL())
		}
	}
	eventually(t, "everything is answered", empty(t, q))
	checkAnswers(t, rdb, n, kills)
	if d, err := q.Depth(t.Context()); err != nil || d.Dead != 0 {
		t.Errorf("%d dead letters, %v", d.Dead, err)
	}
}

// Redis is killed and comes back with its append-only file while updates are
// put and answered.
func TestARestartedRedisLosesNothing(t *testing.T) {
	const n = 150
	s := redistest.Start(t, redistest.Options{AOF: true})
	rdb := connect(t, &redis.UniversalOptions{Addrs: []string{s.Addr()}})
	q := newQueue(t, rdb, quick, Options{Workers: 4})
	start(t, q, answer)
	var putting sync.WaitGroup
	putting.Go(func() {
		for id := range int64(n) {
			for q.Put(t.Context(), []Update{one(id, fmt.Sprint("chat", id%10))}) != nil {
				time.Sleep(20 * time.Millisecond) // as a poller does that must not acknowledge
			}
			time.Sleep(rand.N(10 * time.Millisecond))
		}
	})
	for range 2 {
		time.Sleep(200 * time.Millisecond)
		s.Kill()
		time.Sleep(200 * time.Millisecond)
		if err := s.Restart(); err != nil {
			t.Fatal(err)
		}
	}
	putting.Wait()
	eventually(t, "everything is answered", empty(t, q))
	// A command whose reply the crash swallowed is sent again by the client:
	// the stand-in for Telegram here may count an answer twice per crash and
	// connection; the records may not.
	checkAnswers(t, rdb, n, 2*4)
}

func TestAJobOfADeadWorkerIsTakenOver(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, quick, Options{})
		put(t, q, one(1, "a"), one(2, "a"))
		claimAndDie(t, q, "a")
		var h heard
		start(t, q, func(_ context.Context, j *Job) error {
			if text(j) == "1" && j.Attempt != 2 {
				t.Errorf("attempt %d after a crash", j.Attempt)
			}
			h.add(j)
			return nil
		})
		begun := time.Now()
		eventually(t, "taken over", empty(t, q))
		if took := time.Since(begun); took > 2*quick.lease+10*time.Second {
			t.Errorf("the takeover took %v", took)
		}
		if got := strings.Join(h.all(), " "); got != "1 2" {
			t.Errorf("jobs %q", got)
		}
	})
}

// A worker that was believed dead and is only slow can do no harm: neither
// while the job runs elsewhere nor afterwards.
func TestALateWorkerIsFencedOff(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, patient, Options{})
		put(t, q, one(1, "a"))
		late := claimAndDie(t, q, "a")
		rdb.ZAdd(t.Context(), q.prefix+"lease", redis.Z{Score: 1, Member: "a"})
		if err := q.takeOver(t.Context()); err != nil {
			t.Fatal(err)
		}
		w := &worker{Queue: q}
		check := func(when string) {
			held, err := q.run(t.Context(), renewScript, late.Chat, late.turn).Bool()
			if held || err != nil {
				t.Errorf("%s: it renewed its lease: %v, %v", when, held, err)
			}
			if _, o := w.finish(late, Done, 0, nil); o != Lost {
				t.Errorf("%s: it ended the job as %s", when, o)
			}
		}
		check("taken over")
		second := claimAndDie(t, q, "a")
		check("running elsewhere")
		if err := late.Record(t.Context(), Sent{Chat: 1, Message: 2}); err != nil {
			t.Error(err)
		}
		if sent, err := second.Sent(t.Context()); err != nil || len(sent) != 1 {
			t.Errorf("the second worker knows %v of what the late one sent, %v", sent, err)
		}
		if _, o := w.finish(second, Done, 0, nil); o != Done {
			t.Errorf("the second worker ended the job as %s", o)
		}
		check("done")
	})
}

// claimAndDie takes the next job of a chat as a worker does that then dies.
// The wake-up itself stays in asynq, as a turn that is over.
func claimAndDie(t *testing.T, q *Queue, chat string) *Job {
	t.Helper()
	id, err := q.rdb.HGet(t.Context(), q.prefix+"chat:"+chat, "turn").Result()
	if err != nil {
		t.Fatal(err)
	}
	w := &worker{Queue: q}
	job, _, err := w.claim(t.Context(), turn{chat: chat, id: id})
	if err != nil || job == nil {
		t.Fatal(job, err)
	}
	return job
}

// A process that dies between storing an update and enqueueing the wake-up, or
// a wake-up that vanished in asynq.
func TestALostWakeUpIsRepeated(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, quick, Options{})
		err := q.run(t.Context(), putScript, 60, 15, 50_000, 1, "a", "", 0, 1, 1, "1").Err()
		if err != nil {
			t.Fatal(err)
		}
		var h heard
		start(t, q, func(_ context.Context, j *Job) error { h.add(j); return nil })
		eventually(t, "answered", func() bool { return len(h.all()) == 1 })
	})
}

// A worker that dies after asynq gave it the wake-up and before it took the
// job leaves a task that asynq believes to be running.
func TestAStuckWakeUpIsReplaced(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		q := newQueue(t, rdb, quick, Options{})
		put(t, q, one(1, "a"))
		asynqKey := "asynq:{" + q.opt.Name + "}:"
		id, err := rdb.RPopLPush(t.Context(), asynqKey+"pending", asynqKey+"active").Result()
		if err != nil {
			t.Fatal(err)
		}
		if err := rdb.HSet(t.Context(), asynqKey+"t:"+id, "state", "active").Err(); err != nil {
			t.Fatal(err)
		}
		var h heard
		start(t, q, func(_ context.Context, j *Job) error { h.add(j); return nil })
		eventually(t, "answered", func() bool { return len(h.all()) == 1 })
	})
}

// A busy worker renews its lease and is left alone; a handler that is robbed
// of its job by a lease that ran out learns so.
func TestALeaseIsKeptAndItsLossIsTold(t *testing.T) {
	everywhere(t, func(t *testing.T, rdb redis.UniversalClient) {
		steady := quick
		steady.lease = 4 * time.Second // a busy machine may be late with a renewal or ten
		q := newQueue(t, rdb, steady, Options{})
		var calls atomic.Int32
		robbed := make(chan error, 1)
		start(t, q, func(ctx context.Context, j *Job) error {
			if calls.Add(1) > 1 {
				return nil
			}
			select {
			case <-ctx.Done():
				t.Error("a living worker lost its job")
			case <-time.After(steady.lease + steady.lease/2):
			}
			// A renewal may come in between. What another worker then has
			// is not to be robbed again.
			mine := func() bool { return rdb.HGet(ctx, q.prefix+"chat:"+j.Chat, "turn").Val() == j.turn }
			for ctx.Err() == nil && mine() {
				rdb.ZAdd(ctx, q.prefix+"lease", redis.Z{Score: 1, Member: j.Chat})
				if err := q.takeOver(ctx); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
			<-ctx.Done()
			robbed <- ctx.Err()
			return ctx.Err()
		})
		put(t, q, one(1, "a"))
		select {
		case <-robbed:
		case <-time.After(hang):
			t.Fatal("the handler was not told that its job is gone")
		}
		eventually(t, "empty", empty(t, q))
		if n := calls.Load(); n != 2 {
			t.Errorf("%d attempts", n)
		}
	})
}
