package queue

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// DeadJob is a job that was given up. The newest thousand are kept for a
// week.
type DeadJob struct {
	ID       string
	Chat     string
	Attempts int
	Updates  int
	Died     time.Time
	Reason   string
}

// ErrNoSuchJob is returned for a dead letter that does not exist (any more).
var ErrNoSuchJob = errors.New("queue: no such dead letter")

// Dead lists the dead letters, newest first.
func (q *Queue) Dead(ctx context.Context) ([]DeadJob, error) {
	ids, err := q.rdb.ZRevRange(ctx, q.prefix+"dead", 0, -1).Result()
	if err != nil {
		return nil, redisError("list dead letters", err)
	}
	rows := make([]*redis.SliceCmd, len(ids))
	_, err = q.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, id := range ids {
			rows[i] = p.HMGet(ctx, q.prefix+"job:"+id, "chat", "attempts", "parts", "died", "reason")
		}
		return nil
	})
	if err != nil {
		return nil, redisError("list dead letters", err)
	}
	var dead []DeadJob
	for i, id := range ids {
		if f := rows[i].Val(); f[0] != nil { // else its week is over
			dead = append(dead, deadJob(id, f))
		}
	}
	return dead, nil
}

func deadJob(id string, fields []any) DeadJob {
	s := func(i int) string { v, _ := fields[i].(string); return v }
	n := func(i int) int64 { v, _ := strconv.ParseInt(s(i), 10, 64); return v }
	return DeadJob{
		ID: id, Chat: s(0), Attempts: int(n(1)), Updates: int(n(2)),
		Died: time.UnixMilli(n(3)), Reason: s(4),
	}
}

// Revive puts a dead letter back with all its attempts. It returns
// [ErrNoSuchJob] where there is none of that id.
func (q *Queue) Revive(ctx context.Context, id string) error {
	reply, err := q.run(ctx, reviveScript, id).Slice()
	if err != nil {
		return redisError("revive dead letter "+id, err)
	}
	if reply[0] == int64(0) {
		return ErrNoSuchJob
	}
	next, err := turns(reply[1:])
	if err != nil {
		return redisError("revive dead letter "+id, err)
	}
	q.wake(ctx, next)
	return nil
}

// Forget erases the dead letters of a chat, which hold what people sent. Jobs
// that still wait are answered, and nothing of them stays.
func (q *Queue) Forget(ctx context.Context, chat string) error {
	if err := q.run(ctx, forgetScript, chat).Err(); err != nil {
		return redisError("erase a chat's dead letters", err)
	}
	return nil
}
