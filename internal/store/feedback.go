package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// Feedback is a "Wrong?" of a reader.
type Feedback struct {
	At        time.Time `json:"at"`
	ReportKey string    `json:"report"`
	Figure    string    `json:"figure,omitempty"` // id in the report
	Note      string    `json:"note,omitempty"`   // cut after a thousand bytes
}

const (
	feedbackMark = "}:feedback:"
	mostFeedback = 1000 // of all chats
	mostNote     = 1000
)

// AddFeedback keeps feedback given in a chat.
func (s *Store) AddFeedback(ctx context.Context, chat int64, f Feedback) error {
	if len(f.Note) > mostNote {
		f.Note = strings.ToValidUTF8(f.Note[:mostNote], "")
	}
	if f.At.IsZero() {
		f.At = time.Now()
	}
	name := s.chatSpace(chat) + "feedback:" + rand.Text()
	if err := s.save(ctx, "keep feedback", chat, name, f, feedbackLife); err != nil {
		return err
	}
	return s.do(ctx, "list feedback", func(ctx context.Context) error {
		_, err := s.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
			p.ZAdd(ctx, s.feedbackIndex(), redis.Z{Score: float64(f.At.UnixMilli()), Member: name})
			p.ZRemRangeByRank(ctx, s.feedbackIndex(), 0, -mostFeedback-1)
			p.Expire(ctx, s.feedbackIndex(), feedbackLife)
			return nil
		})
		return err
	})
}

// Feedback lists the newest n, newest first.
func (s *Store) Feedback(ctx context.Context, n int) ([]Feedback, error) {
	ctx, cancel := context.WithTimeout(ctx, thorough)
	defer cancel()
	names, err := s.rdb.ZRevRange(ctx, s.feedbackIndex(), 0, int64(n)-1).Result()
	if err != nil || n <= 0 {
		return nil, feedbackError(err)
	}
	values := make([]*redis.StringCmd, len(names))
	_, err = s.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, name := range names {
			values[i] = p.Get(ctx, name)
		}
		return nil
	})
	if err != nil && !errors.Is(err, redis.Nil) {
		return nil, feedbackError(err)
	}
	var all []Feedback
	for _, v := range values {
		var f Feedback
		if b, err := v.Bytes(); err == nil && json.Unmarshal(b, &f) == nil { // else it has expired
			all = append(all, f)
		}
	}
	return all, nil
}

func feedbackError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: read feedback: %w", err)
}

// relistFeedback renames feedback in the list of all.
func (s *Store) relistFeedback(ctx context.Context, from, to string) error {
	if !strings.Contains(from, feedbackMark) {
		return nil
	}
	at, err := s.rdb.ZScore(ctx, s.feedbackIndex(), from).Result()
	if errors.Is(err, redis.Nil) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.rdb.ZAdd(ctx, s.feedbackIndex(), redis.Z{Score: at, Member: to}).Err()
}
