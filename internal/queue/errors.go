package queue

import (
	"errors"
	"math/rand/v2"
	"time"
)

type laterError struct {
	error
	after time.Duration
}

func (e *laterError) Unwrap() error { return e.error }

// RetryAfter makes a handler's error one that says when to try again. The
// chat's later jobs wait too, and the attempt does not count until the job is
// a day old. A nil error stays nil.
func RetryAfter(err error, d time.Duration) error {
	if err == nil {
		return nil
	}
	return &laterError{err, max(0, d)}
}

type permanentError struct{ error }

func (e *permanentError) Unwrap() error { return e.error }

// Permanent makes a handler's error one that no further attempt can mend: the
// job becomes a dead letter. A nil error stays nil.
func Permanent(err error) error {
	if err == nil {
		return nil
	}
	return &permanentError{err}
}

const (
	// patience is how many attempts a chat's other jobs wait for one that
	// fails: about four seconds. After that order matters less than an answer.
	patience = 3
	// tooOld is when asking for yet another delay stops being free.
	tooOld = 24 * time.Hour
)

// backoff doubles from half a second to five minutes, give or take a quarter
// so that jobs that failed together do not return together. Twelve attempts
// take about a quarter of an hour.
func backoff(attempt int) time.Duration {
	d := min(500*time.Millisecond<<min(attempt-1, 20), 5*time.Minute)
	return time.Duration(float64(d) * (0.75 + rand.Float64()/2))
}

// verdict is what becomes of a job after an attempt that returned err.
func (q *Queue) verdict(j *Job, err error) (Outcome, time.Duration) {
	var later *laterError
	var permanent *permanentError
	switch {
	case err == nil:
		return Done, 0
	case errors.As(err, &permanent):
		return Dead, 0
	case errors.As(err, &later) && j.age < tooOld:
		return Later, later.after
	case j.Attempt >= q.opt.MaxAttempts:
		return Dead, 0
	case j.Attempt > patience:
		return Aside, q.backoff(j.Attempt)
	}
	return Retry, q.backoff(j.Attempt)
}
