package fakeapi

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

// queue is the updates nobody has acknowledged yet.
type queue struct {
	waiting []queued
	next    int64
	allowed []string // kinds wanted; nil is all
	webhook string
	secret  string
	poller  chan struct{} // of the poll in progress; closed to end it
	last    struct {
		offset int64
		at     time.Time
	}
}

type queued struct {
	id   int64
	kind string
	json json.RawMessage
}

const (
	maxTimeout = 50 * time.Second
	maxBatch   = 100
	// Asking for the same updates again this soon gets one of them: a bot that
	// crashes on a batch is to find the culprit.
	sameOffset = 500 * time.Millisecond
)

func conflict(why string) *refusal { return &refusal{Code: 409, Description: "Conflict: " + why} }

// getUpdates acknowledges what is below the offset and waits for the rest. A
// newer poll ends an older one.
func getUpdates(s *Server, q *request, ctx context.Context) (any, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue.webhook != "" {
		return nil, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	if s.queue.poller != nil {
		close(s.queue.poller)
	}
	me := make(chan struct{})
	s.queue.poller = me
	defer func() {
		if s.queue.poller == me {
			s.queue.poller = nil
		}
	}()
	if no := q.json("allowed_updates", &s.queue.allowed); no != nil {
		return nil, no
	}
	offset, limit := q.int64("offset"), s.batch(q)
	s.queue.acknowledge(offset)
	s.wake()
	if !s.await(ctx, me, min(time.Duration(q.int("timeout"))*time.Second, maxTimeout)) {
		return nil, conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
	}
	return s.queue.take(limit), nil
}

func (s *Server) batch(q *request) int {
	limit := q.int("limit")
	if limit < 1 || limit > maxBatch {
		limit = maxBatch
	}
	last := &s.queue.last
	if offset := q.int64("offset"); offset == last.offset && time.Since(last.at) < sameOffset && !last.at.IsZero() {
		limit = 1
	}
	last.offset, last.at = q.int64("offset"), time.Now()
	return limit
}

// await waits for an update, the timeout or the client's going. It is false
// where another poll took over. The lock is held, and let go meanwhile.
func (s *Server) await(ctx context.Context, me chan struct{}, timeout time.Duration) bool {
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for len(s.queue.waiting) == 0 && timeout > 0 {
		changed := s.changed
		s.mu.Unlock()
		select {
		case <-changed:
		case <-timer.C:
			timeout = 0
		case <-ctx.Done():
			timeout = 0
		case <-s.done:
			timeout = 0
		case <-me:
		}
		s.mu.Lock()
		select {
		case <-me:
			return false
		default:
		}
	}
	return true
}

// acknowledge forgets what is below offset; 0 acknowledges nothing.
func (u *queue) acknowledge(offset int64) {
	if offset > 0 {
		u.waiting = slices.DeleteFunc(u.waiting, func(q queued) bool { return q.id != 0 && q.id < offset })
	}
}

func (u *queue) take(limit int) []json.RawMessage {
	out := []json.RawMessage{}
	for _, q := range u.waiting[:min(limit, len(u.waiting))] {
		out = append(out, q.json)
	}
	return out
}

// add queues an update of a kind that is wanted.
func (u *queue) add(q queued) bool {
	if len(u.allowed) > 0 && q.kind != "" && !slices.Contains(u.allowed, q.kind) {
		return false
	}
	u.waiting = append(u.waiting, q)
	return true
}

func setWebhook(s *Server, q *request) (any, *refusal) {
	secret := q.params["secret_token"]
	for _, r := range secret {
		if (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' && r != '-' {
			return nil, bad("secret token contains unallowed characters")
		}
	}
	if len(secret) > 256 {
		return nil, bad("secret token is too long")
	}
	s.queue.webhook, s.queue.secret = q.params["url"], secret
	return true, q.json("allowed_updates", &s.queue.allowed)
}

func deleteWebhook(s *Server, q *request) (any, *refusal) {
	s.queue.webhook, s.queue.secret = "", ""
	if q.params["drop_pending_updates"] == "true" {
		s.faultLocked("deleteWebhook: pending updates dropped")
		s.queue.waiting = nil
	}
	return true, nil
}
