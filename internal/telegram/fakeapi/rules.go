package fakeapi

import (
	"net/http"
	"time"
)

// Rule makes calls go wrong. The first rule that matches a call is applied.
type Rule struct {
	Method string // "" is every method that is about a chat, or with Chat 0 every one
	Chat   int64  // 0 is every chat
	Times  int    // how often; 0 is until the server ends

	// What happens. Delay comes first; then Drop, HTML or Code, whichever is
	// set; without any the call is carried out.
	Delay       time.Duration
	Drop        bool // the connection is cut before anything is done
	DropAnswer  bool // it is carried out, and then the connection is cut
	HTML        bool // Code and an HTML page, as a gateway answers
	Code        int
	Description string
	RetryAfter  int
	MigrateTo   int64

	used int
}

// Add puts a rule behind those there are.
func (s *Server) Add(r Rule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = append(s.rules, &r)
}

// ClearRules makes everything work again.
func (s *Server) ClearRules() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = nil
}

// TooMany refuses the next times messages to a chat with 429 and retry_after.
// A bot that comes back sooner commits a fault.
func (s *Server) TooMany(chat int64, retryAfter, times int) {
	s.Add(Rule{Chat: chat, Times: times, Code: 429, Description: "Too Many Requests: retry after", RetryAfter: retryAfter})
}

// Block refuses everything to a chat, as when the user has blocked the bot.
func (s *Server) Block(chat int64) {
	s.Add(Rule{Chat: chat, Code: 403, Description: "Forbidden: bot was blocked by the user"})
}

// Migrate makes a group a supergroup with another id.
func (s *Server) Migrate(from, to int64) {
	s.Add(Rule{Chat: from, Code: 400, Description: "Bad Request: group chat was upgraded to a supergroup chat", MigrateTo: to})
}

// Break answers the next times calls of a method with a gateway's 502 page.
func (s *Server) Break(method string, times int) {
	s.Add(Rule{Method: method, Times: times, HTML: true, Code: 502})
}

// Slow delays every call of a method.
func (s *Server) Slow(method string, d time.Duration) { s.Add(Rule{Method: method, Delay: d}) }

// Drop cuts the connection on the next times calls of a method.
func (s *Server) Drop(method string, times int) {
	s.Add(Rule{Method: method, Times: times, Drop: true})
}

// match finds and uses up the rule for a call; nil if there is none.
func (s *Server) match(q *request) *Rule {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.rules {
		if !r.applies(q) {
			continue
		}
		r.used++
		applied := *r
		if r.RetryAfter > 0 && q.chat != 0 {
			s.heldTill[q.chat] = time.Now().Add(time.Duration(r.RetryAfter) * time.Second)
		}
		return &applied
	}
	return nil
}

func (r *Rule) applies(q *request) bool {
	switch {
	case r.Times > 0 && r.used >= r.Times:
		return false
	case r.Method != "" && r.Method != q.method:
		return false
	case r.Chat != 0 && r.Chat != q.chat:
		return false
	case r.RetryAfter > 0 && r.Method == "":
		return methods[q.method].message
	}
	return true
}

// before does what happens instead of the call, and reports whether something
// did. A nil rule lets the call pass.
func (r *Rule) before(w http.ResponseWriter, req *http.Request, done <-chan struct{}) bool {
	if r == nil {
		return false
	}
	if r.Delay > 0 {
		select {
		case <-time.After(r.Delay):
		case <-req.Context().Done():
		case <-done:
		}
	}
	switch {
	case r.Drop:
		panic(http.ErrAbortHandler)
	case r.HTML:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(r.Code)
		_, _ = w.Write([]byte("<html><body><h1>502 Bad Gateway</h1></body></html>"))
	case r.Code != 0:
		writeRefusal(w, &refusal{Code: r.Code, Description: r.Description, RetryAfter: r.RetryAfter, MigrateTo: r.MigrateTo})
	default:
		return false
	}
	return true
}

func (r *Rule) after() {
	if r != nil && r.DropAnswer {
		panic(http.ErrAbortHandler)
	}
}

// Limits are those on messages, for EnforceLimits.
type Limits struct {
	Overall int // in any one second
	Chat    int // in any one second, to one chat
	Group   int // in any one minute, to one group
}

// EnforceLimits refuses messages above the limits with 429. Without it, Busiest
// tells what the limits would have seen.
func (s *Server) EnforceLimits(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits = &l
}

// tooFast refuses a message to a chat that was told to wait, which is a fault,
// or one above the limits. The lock is held.
func (s *Server) tooFast(q *request) *refusal {
	if wait := time.Until(s.heldTill[q.chat]); wait > 0 {
		s.faultLocked("%s to %d: %s before retry_after was over", q.method, q.chat, wait.Round(time.Millisecond))
		return tooMany(wait)
	}
	if s.limits == nil {
		return nil
	}
	inGroup := 0
	if q.chat < 0 {
		inGroup = s.limits.Group
	}
	for _, l := range []struct {
		most int
		span time.Duration
		chat int64
	}{
		{s.limits.Overall, time.Second, 0},
		{s.limits.Chat, time.Second, q.chat},
		{inGroup, time.Minute, q.chat},
	} {
		if l.most > 0 && s.countSince(q.at.Add(-l.span), l.chat) > l.most {
			s.heldTill[q.chat] = time.Now().Add(time.Second)
			return tooMany(time.Second)
		}
	}
	return nil
}

func tooMany(wait time.Duration) *refusal {
	seconds := int((wait + time.Second - 1) / time.Second)
	return &refusal{Code: 429, Description: "Too Many Requests: retry after", RetryAfter: seconds}
}

// countSince counts messages, the one under way included.
func (s *Server) countSince(t time.Time, chat int64) int {
	n := 0
	for i := len(s.calls) - 1; i >= 0 && s.calls[i].At.After(t); i-- {
		if s.calls[i].counts(chat) {
			n++
		}
	}
	return n
}

func (c Call) counts(chat int64) bool {
	return methods[c.Method].message && (chat == 0 || c.Chat == chat) && c.Status != 429
}
