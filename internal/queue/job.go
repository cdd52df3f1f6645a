package queue

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
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

	queue *Queue
	turn  string        // the running turn, which fences every change
	age   time.Duration // since its first update came
	lay   time.Duration // ready, before a worker came
}

// Sent is a message that a job has sent.
type Sent struct {
	Chat    int64  `json:"chat"`
	Message int    `json:"message"`
	What    string `json:"what,omitempty"` // the handler's own name for it
}

// Record keeps what was sent with the job. It works on after ctx has ended,
// and tries for some seconds when Redis is away: a record that is lost may
// become a second answer.
func (j *Job) Record(ctx context.Context, s Sent) error {
	record, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("queue: record of job %s: %w", j.ID, err)
	}
	err = j.queue.insist(context.WithoutCancel(ctx), func(ctx context.Context) error {
		return j.queue.run(ctx, recordScript, j.ID, record).Err()
	})
	if err != nil {
		return redisError("record what job "+j.ID+" sent; it may be sent again", err)
	}
	return nil
}

// Sent is what this and earlier attempts recorded, oldest first.
func (j *Job) Sent(ctx context.Context) ([]Sent, error) {
	records, err := j.queue.rdb.LRange(ctx, j.queue.prefix+"sent:"+j.ID, 0, -1).Result()
	if err != nil {
		return nil, redisError("read what job "+j.ID+" sent", err)
	}
	sent := make([]Sent, len(records))
	for i, r := range records {
		if err := json.Unmarshal([]byte(r), &sent[i]); err != nil {
			return nil, redisError("read what job "+j.ID+" sent", err)
		}
	}
	return sent, nil
}

// part is one update of a job.
type part struct {
	id, order int64
	raw       []byte
}

// fields fills the job from its hash (see lua/put.lua).
func (j *Job) fields(flat []any) error {
	parts := map[string]*part{}
	of := func(id string) *part {
		if parts[id] == nil {
			parts[id] = new(part)
		}
		return parts[id]
	}
	for i := 0; i+1 < len(flat); i += 2 {
		name, _ := flat[i].(string)
		value, _ := flat[i+1].(string)
		kind, id, _ := strings.Cut(name, ":")
		var err error
		switch kind {
		case "group":
			j.Key = value
		case "attempts":
			j.Attempt, err = strconv.Atoi(value)
		case "raw":
			of(id).raw = []byte(value)
			of(id).id, err = strconv.ParseInt(id, 10, 64)
		case "ord":
			of(id).order, err = strconv.ParseInt(value, 10, 64)
		}
		if err != nil {
			return fmt.Errorf("field %s: %w", name, err)
		}
	}
	j.arrange(parts)
	return nil
}

func (j *Job) arrange(parts map[string]*part) {
	all := make([]*part, 0, len(parts))
	for _, p := range parts {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *part) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.id, b.id))
	})
	for _, p := range all {
		j.Updates = append(j.Updates, p.raw)
	}
}
