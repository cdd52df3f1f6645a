package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// Settings are what a chat chose; the zero value means "as usual".
type Settings struct {
	Lang    string `json:"lang,omitempty"`    // BCP 47 of replies; empty: the user's
	Length  string `json:"length,omitempty"`  // short | full; empty: as usual
	Quiet   bool   `json:"quiet,omitempty"`   // say nothing unless asked
	Speak   string `json:"speak,omitempty"`   // asked | reports; empty: asked
	Changer string `json:"changer,omitempty"` // admins | everyone; empty: admins
}

// Settings of a chat. False: Redis could not be asked, so these are the
// defaults; do not change one of them and write them back.
func (s *Store) Settings(ctx context.Context, chat int64) (Settings, bool) {
	var v Settings
	ok := s.load(ctx, "read settings", s.settingsName(chat), &v)
	return v, ok != unknown
}

// PutSettings changes them; an error means that they are not kept.
func (s *Store) PutSettings(ctx context.Context, chat int64, v Settings) error {
	return s.save(ctx, "keep settings", chat, s.settingsName(chat), v, settingsLife)
}

// Answer is a reply of ours to a message of theirs.
type Answer struct {
	Message   int    `json:"message"` // ours
	ReportKey string `json:"report"`
}

// Answer to a message of a chat; false where none is known.
func (s *Store) Answer(ctx context.Context, chat int64, message int) (Answer, bool) {
	var a Answer
	ok := s.load(ctx, "read answer", s.answerName(chat, message), &a)
	return a, ok == present
}

// PutAnswer remembers it, if it can.
func (s *Store) PutAnswer(ctx context.Context, chat int64, message int, a Answer) {
	if err := s.save(ctx, "keep answer", chat, s.answerName(chat, message), a, answerLife); err != nil {
		s.opt.Log.Debug("an answer is not remembered: an edit will not change it", "err", err)
	}
}

// Told is when a chat was told of an article, and in which message of ours.
type Told struct {
	Message int       `json:"message"`
	At      time.Time `json:"at"`
}

// Told of an article under a name for it; false where the chat was not, or
// nobody knows.
func (s *Store) Told(ctx context.Context, chat int64, article string) (Told, bool) {
	var t Told
	ok := s.load(ctx, "read what was told", s.toldName(chat, article), &t)
	return t, ok == present
}

// PutTold remembers it, if it can.
func (s *Store) PutTold(ctx context.Context, chat int64, article string, t Told) {
	if err := s.save(ctx, "keep what was told", chat, s.toldName(chat, article), t, answerLife); err != nil {
		s.opt.Log.Debug("what a chat was told is not remembered; it will be told again", "err", err)
	}
}

// presence of a key.
type presence int

const (
	unknown presence = iota // Redis could not be asked
	absent
	present
)

// load reads a JSON value; what does not parse counts as absent.
func (s *Store) load(ctx context.Context, op, name string, into any) presence {
	b, err := ask(ctx, s, op, func(ctx context.Context) ([]byte, error) {
		return s.rdb.Get(ctx, name).Bytes()
	})
	switch {
	case errors.Is(err, redis.Nil):
		return absent
	case err != nil:
		return unknown
	}
	if err := json.Unmarshal(b, into); err != nil {
		s.opt.Observer.Failed(op, err)
		s.opt.Log.Warn("a kept value is broken and passed over", "op", op, "bytes", len(b), "err", err)
		return absent
	}
	return present
}

func (s *Store) save(ctx context.Context, op string, chat int64, name string, v any, life time.Duration) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("store: %s: %w", op, err)
	}
	return s.own(ctx, op, chat, name, b, time.Now().Add(life))
}
