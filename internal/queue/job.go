package queue

import (
	"context"
	"errors"
	"time"
)

// Job is what is answered at once: one update, or several that make one
// article.
type Job struct {
	ID      string
	Chat    string   // Hint.Chat of its updates
	Key     string   // Hint.Group of its updates; may be empty
	Updates [][]byte // by Hint.Order, then by update id
	Attempt int      // 1 the first time
}

// Sent is a message that a job has sent.
type Sent struct {
	Chat    int64  `json:"chat"`
	Message int    `json:"message"`
	What    string `json:"what,omitempty"` // the handler's own name for it
}

// Record keeps what was sent with the job. It tries for a few seconds when
// Redis is away: a lost record may become a second answer.
func (j *Job) Record(ctx context.Context, s Sent) error { panic("todo") }

// Sent is what this and earlier attempts recorded, oldest first.
func (j *Job) Sent(ctx context.Context) ([]Sent, error) { panic("todo") }

// DeadJob is a job that was given up.
type DeadJob struct {
	ID       string
	Chat     string
	Attempts int
	Updates  int
	Died     time.Time
	Reason   string
}

// ErrNoSuchJob is returned for a dead letter that does not exist (any more).
var ErrNoSuchJob = errors.New("no such dead letter")

// RetryAfter makes a handler's error one that says when to try again. The
// chat's later jobs wait too, and the attempt does not count.
func RetryAfter(err error, d time.Duration) error { panic("todo") }

// Permanent makes a handler's error one that no further attempt can mend.
func Permanent(err error) error { panic("todo") }
