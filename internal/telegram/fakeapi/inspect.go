package fakeapi

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"time"
)

// Sent returns what the bot sent to a chat, as it is now, in order.
func (s *Server) Sent(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sentLocked(chat)
}

func (s *Server) sentLocked(id int64) []Message {
	c := s.chats[id]
	if c == nil {
		return nil
	}
	var all []Message
	for _, m := range c.sent {
		copied := *m
		copied.Edits = slices.Clone(m.Edits)
		copied.Reaction = c.reactions[m.ID]
		all = append(all, copied)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].ID < all[j].ID })
	return all
}

// SentAll returns what the bot sent to any chat, in order of time.
func (s *Server) SentAll() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Message
	for id := range s.chats {
		all = append(all, s.sentLocked(id)...)
	}
	sort.Slice(all, func(i, j int) bool {
		if !all[i].At.Equal(all[j].At) {
			return all[i].At.Before(all[j].At)
		}
		return all[i].Chat < all[j].Chat || all[i].Chat == all[j].Chat && all[i].ID < all[j].ID
	})
	return all
}

// WaitSent waits until the bot has sent n messages in all, and returns what
// there is then. The error is the context's, with the number so far.
func (s *Server) WaitSent(ctx context.Context, n int) ([]Message, error) {
	count := func() int {
		total := 0
		for _, c := range s.chats {
			total += len(c.sent)
		}
		return total
	}
	return s.waitSent(ctx, n, count, s.SentAll)
}

// WaitSentTo is WaitSent for one chat.
func (s *Server) WaitSentTo(ctx context.Context, chat int64, n int) ([]Message, error) {
	count := func() int { return len(s.chat(chat).sent) }
	return s.waitSent(ctx, n, count, func() []Message { return s.Sent(chat) })
}

func (s *Server) waitSent(ctx context.Context, n int, count func() int, sent func() []Message) ([]Message, error) {
	have := 0
	err := s.Wait(ctx, func() bool { have = count(); return have >= n })
	if err != nil {
		err = fmt.Errorf("%d of %d messages sent: %w", have, n, err)
	}
	return sent(), err
}

// Wait waits until done, looked at after every event, is true. It runs under
// the server's lock and must not call the server's methods.
func (s *Server) Wait(ctx context.Context, done func() bool) error {
	for {
		s.mu.Lock()
		ok, changed := done(), s.changed
		s.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// WaitCalls waits until there were n calls of a method, finished or not.
func (s *Server) WaitCalls(ctx context.Context, method string, n int) ([]Call, error) {
	var have []Call
	err := s.Wait(ctx, func() bool { have = s.callsLocked(method); return len(have) >= n })
	if err != nil {
		err = fmt.Errorf("%d of %d calls of %s: %w", len(have), n, method, err)
	}
	return have, err
}

// WaitAcknowledged waits until the bot has acknowledged every update.
func (s *Server) WaitAcknowledged(ctx context.Context) error {
	return s.Wait(ctx, func() bool { return len(s.queue.waiting) == 0 })
}

// Pending is the number of updates not acknowledged.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue.waiting)
}

// Calls returns the calls of a method, or all with "", in order.
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.callsLocked(method)
}

func (s *Server) callsLocked(method string) []Call {
	var found []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			found = append(found, c)
		}
	}
	return found
}

// Faults returns what no correct client does, as it happened.
func (s *Server) Faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.faults)
}

// TakeFaults returns the faults and forgets them: a test that provokes them
// takes them, and does not fail.
func (s *Server) TakeFaults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.faults
	s.faults = nil
	return f
}

// Busiest returns the most messages and edits that came in any span of time,
// to one chat, or with 0 to all.
func (s *Server) Busiest(span time.Duration, chat int64) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	var times []time.Time
	most := 0
	for _, c := range s.calls {
		if !c.counts(chat) {
			continue
		}
		times = append(times, c.At)
		for c.At.Sub(times[0]) >= span {
			times = times[1:]
		}
		most = max(most, len(times))
	}
	return most
}

// Reaction returns the bot's reaction to a message, or "".
func (s *Server) Reaction(chat int64, message int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.chat(chat).reactions[message]
}

// Answers returns how a callback or inline query was answered.
func (s *Server) Answers(query string) []map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q := s.queries[query]; q != nil {
		return slices.Clone(q.Answers)
	}
	return nil
}

// Menu returns the commands registered for a scope and language, as JSON.
func (s *Server) Menu(scope, lang string) json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.menus[scope+"/"+lang]
}

// Webhook returns the webhook's address and secret, empty while there is none.
func (s *Server) Webhook() (url, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.webhook, s.queue.secret
}

// Left reports whether the bot has left a chat.
func (s *Server) Left(chat int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.chat(chat).left
}
