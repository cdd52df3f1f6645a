package store

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

//go:embed own.lua
var ownSource string

var ownScript = redis.NewScript(ownSource)

// mostOwned is how many keys a chat may have; those that would end first make
// room for new ones.
const mostOwned = 5000

// own sets a key and puts it on the list of what the chat has, so that Forget
// finds it. Keys outside the chat's slot (tokens) are listed first: rather a
// name too many on the list than a key that cannot be forgotten.
func (s *Store) own(ctx context.Context, op string, chat int64, name string, value []byte, ends time.Time) error {
	return s.do(ctx, op, func(ctx context.Context) error {
		now := time.Now()
		keys, args := []string{s.chatIndex(chat)}, []any{name, ends.UnixMilli(), now.UnixMilli(), mostOwned}
		near := strings.HasPrefix(name, s.chatSpace(chat))
		if near {
			keys, args = append(keys, name), append(args, value)
		}
		out, err := ownScript.Run(ctx, s.rdb, keys, args...).StringSlice()
		if err != nil {
			return err
		}
		if !near {
			if err := s.rdb.Set(ctx, name, value, ends.Sub(now)).Err(); err != nil {
				return err
			}
		}
		return s.erase(ctx, out)
	})
}

// erase deletes keys one by one: in a Cluster they may lie apart.
func (s *Store) erase(ctx context.Context, names []string) error {
	if len(names) == 0 {
		return nil
	}
	_, err := s.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
		for _, name := range names {
			p.Del(ctx, name)
			if strings.Contains(name, feedbackMark) {
				p.ZRem(ctx, s.feedbackIndex(), name)
			}
		}
		return nil
	})
	return err
}

// thorough is how long the two calls below may take in all: they are rare,
// and must be complete.
const thorough = 5 * time.Second

// Forget erases everything kept of a chat. With an error something may be
// left: call it again.
func (s *Store) Forget(ctx context.Context, chat int64) error {
	ctx, cancel := context.WithTimeout(ctx, thorough)
	defer cancel()
	names, err := s.rdb.ZRange(ctx, s.chatIndex(chat), 0, -1).Result()
	if err == nil {
		err = s.erase(ctx, append(names, s.chatIndex(chat)))
	}
	if err != nil {
		return fmt.Errorf("store: forget a chat; something of it may be left: %w", err)
	}
	return nil
}

// Migrate moves what is kept of one chat to another: a group that became a
// supergroup. What the new one has already is kept. Answers are erased: a
// supergroup numbers its messages anew, and the old numbers would be those of
// others there. With an error part of it may be where it was: call it again.
func (s *Store) Migrate(ctx context.Context, from, to int64) error {
	if from == to {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, thorough)
	defer cancel()
	owned, err := s.rdb.ZRangeWithScores(ctx, s.chatIndex(from), 0, -1).Result()
	for _, z := range owned {
		if name, _ := z.Member.(string); err == nil && name != s.movedName(from) {
			err = s.move(ctx, from, to, name, time.UnixMilli(int64(z.Score)))
		}
	}
	if err == nil {
		err = s.rdb.Del(ctx, s.chatIndex(from)).Err()
	}
	if err == nil {
		err = s.save(ctx, "note a move", from, s.movedName(from), to, answerLife)
	}
	if err != nil {
		return fmt.Errorf("store: move a chat's data; part of it is where it was: %w", err)
	}
	return nil
}

// Moved is the chat that a group has become; false where it is what it was, or
// nobody knows. Updates of the group may come, or wait, for some time after.
func (s *Store) Moved(ctx context.Context, from int64) (to int64, ok bool) {
	ok = s.load(ctx, "read a move", s.movedName(from), &to) == present
	return to, ok && to != 0
}

func (s *Store) move(ctx context.Context, from, to int64, name string, ends time.Time) error {
	value, err := s.rdb.Get(ctx, name).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil
	}
	if err != nil {
		return err
	}
	rest, near := strings.CutPrefix(name, s.chatSpace(from))
	if strings.HasPrefix(rest, answerMark) {
		return s.erase(ctx, []string{name})
	}
	if !near { // a token keeps its name, and changes lists
		return s.own(ctx, "move", to, name, value, ends)
	}
	target := s.chatSpace(to) + rest
	if n, err := s.rdb.Exists(ctx, target).Result(); err != nil {
		return err
	} else if n == 0 {
		if err := s.own(ctx, "move", to, target, value, ends); err != nil {
			return err
		}
	}
	if err := s.relistFeedback(ctx, name, target); err != nil {
		return err
	}
	return s.erase(ctx, []string{name})
}
