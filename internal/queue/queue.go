// Package queue keeps Telegram's updates until they are answered.
//
// Its law: an update is stored before it is acknowledged, and answered once.
//
//   - [Queue.Put] returns nil only when every update is in Redis. The same
//     update put again within 48 hours changes nothing.
//   - Updates that belong together become one [Job]. The jobs of one chat run
//     one at a time and in order; chats take turns, so that a chat that floods
//     delays nobody else.
//   - A job leaves the queue when its handler returns nil, and not before. A
//     process that dies loses its jobs to the others within [Lease] and a bit.
//   - What was already said to people is kept with the job ([Job.Record]), so
//     that the next attempt edits or skips instead of saying it again.
//
// The inboxes of the chats are a handful of Redis structures that change only
// inside Lua scripts (see the .lua files); dispatching, scheduling and the pool
// of workers are asynq's.
package queue

import (
	"context"
	"log/slog"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

// Lease is how long a running job may go without a sign of life before
// another process takes it over.
const Lease = 10 * time.Second

// Hint says what an update belongs to. The caller, who can read updates,
// works it out; the queue compares nothing else.
type Hint struct {
	// Chat names the line in which the update waits: order is kept and turns
	// are taken by Chat.
	Chat string
	// Group joins updates of one chat into one job while that job is still
	// waiting for more of them. Empty: the update is a job of its own.
	Group string
	// Delay is how long the job waits after this update for more of its
	// group. The longest delay of its updates counts, from the last of them.
	Delay time.Duration
	// Order sorts the updates of one job (the message id).
	Order int64
	// Size is the length of the update's text, in whatever unit
	// [Options.MaxSize] is in.
	Size int
}

// Update is one update as Telegram sent it.
type Update struct {
	ID  int64
	Raw []byte
	Hint
}

// Handler answers one job. It returns nil when the job is done, an error for
// another attempt after a while, [RetryAfter] to name the while, [Permanent]
// when no attempt will help. Its context ends when the queue stops, when the
// job takes longer than [Options.Timeout], or when another process has taken
// the job over. A panic counts as an error.
type Handler func(context.Context, *Job) error

// Options tune a queue; the zero value is ready for use.
type Options struct {
	Name        string        // prefix of all keys; default "tollbot"
	Workers     int           // jobs run at once by one process; default 16
	MaxAttempts int           // then the job is a dead letter; default 12
	MaxParts    int           // updates in one job; default 15
	MaxSize     int           // sum of Hint.Size in one job; default 50,000
	Timeout     time.Duration // of one attempt; default 2 min
	Log         *slog.Logger  // default slog.Default()
	Observe     func(Event)   // called after each attempt; may be nil
}

// Event tells an observer how one attempt at a job went.
type Event struct {
	Outcome string        // done | retry | later | dead | lost | stopped
	Waited  time.Duration // from the job being ready to the start of the attempt
	Took    time.Duration
	Attempt int
}

// Queue is safe for concurrent use.
type Queue struct {
	rdb   redis.UniversalClient
	tasks *asynq.Client
	opt   Options
}

// New makes a queue on a Redis server, Sentinel or Cluster. It asks nothing
// of the server yet, and never closes the client.
func New(rdb redis.UniversalClient, opt Options) *Queue { panic("todo") }

// Put stores updates and wakes the workers of their chats. All of them are
// stored or, with an error, none is known to be: put them again.
func (q *Queue) Put(ctx context.Context, updates []Update) error { panic("todo") }

// Run hands jobs to the handler until ctx ends, then lets running ones finish
// within 10 s. Any number of processes may run one queue.
func (q *Queue) Run(ctx context.Context, h Handler) error { panic("todo") }

// Lead runs fn in one process at a time of all that call Lead with that name:
// it waits for its turn, and again after losing it. The context fn gets ends
// when leadership is lost. Lead returns nil when ctx ends, and the error of
// fn when fn returns one; when fn returns nil it stands down and waits for
// the next turn. After a crash another process leads within 10 s.
func (q *Queue) Lead(ctx context.Context, name string, fn func(context.Context) error) error {
	panic("todo")
}

// Depth is what the queue holds at one moment.
type Depth struct {
	Jobs   int           // waiting, gathering, running, backing off
	Chats  int           // that have such jobs
	Dead   int           // dead letters
	Oldest time.Duration // age of the oldest job; 0 where there is none
}

// Depth counts what the queue holds.
func (q *Queue) Depth(ctx context.Context) (Depth, error) { panic("todo") }

// Dead lists the dead letters, newest first.
func (q *Queue) Dead(ctx context.Context) ([]DeadJob, error) { panic("todo") }

// Revive puts a dead letter back with all its attempts. It returns
// [ErrNoSuchJob] where there is none of that id.
func (q *Queue) Revive(ctx context.Context, id string) error { panic("todo") }
