// Package queue keeps Telegram's updates until they are answered.
//
// Its law: an update is stored before it is acknowledged, and answered once.
//
//   - [Queue.Put] returns nil only when every update is in Redis. The same
//     update put again within 48 hours changes nothing.
//   - Updates that belong together become one [Job]. The jobs of one chat run
//     one at a time and in order; chats take turns, so that a chat that floods
//     delays nobody else.
//   - A job leaves the queue when its handler returns nil or it has become a
//     dead letter, and not before. A process that dies loses its jobs to the
//     others within [Lease] and a bit.
//   - What was already said to people is kept with the job ([Job.Record]), so
//     that the next attempt edits or skips instead of saying it again.
//
// The lines in which chats wait are a handful of Redis structures that change
// only inside Lua scripts (lua/lib.lua lists them). Dispatching, scheduling
// and the pool of workers are asynq's: a task of asynq is a wake-up that says
// "look at this chat", and may be lost, late or doubled without harm.
package queue

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

// Lease is how long a running job may go without a sign of life before
// another process takes it over.
const Lease = 10 * time.Second

// Options tune a queue; the zero value is ready for use.
type Options struct {
	Name        string        // prefix of all keys and asynq's queue; default "tollbot"
	Workers     int           // jobs run at once by one process; default 16
	MaxAttempts int           // then the job is a dead letter; default 12
	MaxParts    int           // updates in one job; default 15
	MaxSize     int           // sum of Hint.Size in one job; default 50,000
	Timeout     time.Duration // of one attempt; default 2 min
	Log         *slog.Logger  // default slog.Default()
	Observe     func(Event)   // called after each attempt, from any goroutine; may be nil
}

// Outcome says how one attempt at a job ended.
type Outcome string

const (
	Done    Outcome = "done"
	Retry   Outcome = "retry"   // an error: the chat waits and tries again
	Aside   Outcome = "aside"   // yet another error: the chat's other jobs pass
	Later   Outcome = "later"   // [RetryAfter], or the queue stopped
	Dead    Outcome = "dead"    // given up
	Lost    Outcome = "lost"    // taken over by another process
	Unended Outcome = "unended" // Redis would not take the outcome: it comes again
)

// Event tells an observer how one attempt went.
type Event struct {
	Outcome Outcome
	Waited  time.Duration // from the job being ready to the start of the attempt
	Took    time.Duration
	Attempt int
}

// Queue is safe for concurrent use.
type Queue struct {
	rdb     redis.UniversalClient
	tasks   *asynq.Client
	opt     Options
	prefix  string // of all keys, with the hash tag they share
	pace    pace
	backoff func(attempt int) time.Duration
}

// pace is the queue's sense of time; tests run faster.
type pace struct {
	lease   time.Duration // see [Lease]
	renew   time.Duration // between signs of life
	sweep   time.Duration // between looks for dead workers and lost wake-ups
	grace   time.Duration // before a wake-up that nobody came for is suspected lost
	recheck time.Duration // before it is suspected again
	poll    time.Duration // between looks of an idle worker
	finish  time.Duration // that running jobs have after a stop, before their contexts end
}

var usual = pace{
	lease: Lease, renew: 3 * time.Second, sweep: time.Second,
	grace: 3 * time.Second, recheck: 10 * time.Second, poll: 40 * time.Millisecond,
	finish: 5 * time.Second,
}

// New makes a queue on a Redis server, Sentinel or Cluster. It asks nothing
// of the server yet, and never closes the client.
func New(rdb redis.UniversalClient, opt Options) *Queue {
	opt.Name = cmp.Or(opt.Name, "tollbot")
	opt.Workers = cmp.Or(opt.Workers, 16)
	opt.MaxAttempts = cmp.Or(opt.MaxAttempts, 12)
	opt.MaxParts = cmp.Or(opt.MaxParts, 15)
	opt.MaxSize = cmp.Or(opt.MaxSize, 50_000)
	opt.Timeout = cmp.Or(opt.Timeout, 2*time.Minute)
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.Observe == nil {
		opt.Observe = func(Event) {}
	}
	return &Queue{
		rdb: rdb, tasks: asynq.NewClientFromRedisClient(rdb), opt: opt,
		prefix: "{" + opt.Name + ":queue}:", pace: usual, backoff: backoff,
	}
}

// Depth is what the queue holds at one moment.
type Depth struct {
	Jobs   int           // gathering, waiting, running, trying again
	Chats  int           // that have such jobs
	Dead   int           // dead letters
	Oldest time.Duration // age of the oldest job; 0 where there is none
}

// Depth counts what the queue holds.
func (q *Queue) Depth(ctx context.Context) (Depth, error) {
	var jobs, due, lease, dead *redis.IntCmd
	var first *redis.ZSliceCmd
	var now *redis.TimeCmd
	_, err := q.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
		jobs, dead = p.ZCard(ctx, q.prefix+"jobs"), p.ZCard(ctx, q.prefix+"dead")
		due, lease = p.ZCard(ctx, q.prefix+"due"), p.ZCard(ctx, q.prefix+"lease")
		first, now = p.ZRangeWithScores(ctx, q.prefix+"jobs", 0, 0), p.Time(ctx)
		return nil
	})
	if err != nil {
		return Depth{}, redisError("count the queue", err)
	}
	d := Depth{Jobs: int(jobs.Val()), Chats: int(due.Val() + lease.Val()), Dead: int(dead.Val())}
	for _, z := range first.Val() {
		d.Oldest = max(0, now.Val().Sub(time.UnixMilli(int64(z.Score))))
	}
	return d, nil
}
