// Package fakeapi is a strict stand-in for the Bot API server, for tests: what
// Telegram would refuse it refuses, in Telegram's words; what no correct
// client would ever ask it records as a fault, and a fault fails the test.
//
// It speaks HTTP, so that a bot in the test's own process and one in a child
// process run against the same thing. It shares no code with the client: a
// mistake would otherwise agree with itself.
package fakeapi

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// Token is the token of the one bot every server has.
const Token = "4242424242:AAFakeApiTokenForTestsOnly-0123456789"

// The bot's account.
const (
	BotID       int64 = 4242424242
	BotUsername       = "toll_test_bot"
)

// Server is a Bot API server for one bot. All methods are safe for concurrent
// use.
type Server struct {
	URL string // of the API: http://127.0.0.1:port

	http *httptest.Server
	done chan struct{}

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced whenever anything happens
	calls    []Call
	faults   []string
	rules    []*Rule
	heldTill map[int64]time.Time // chats told to wait, until when

	queue   queue
	chats   map[int64]*chat
	files   map[string]*storedFile
	limits  *Limits
	menus   map[string]json.RawMessage
	queries map[string]*Query
}

// Call is one request as it came in.
type Call struct {
	Method string
	Params map[string]string // files are left out
	Chat   int64             // of chat_id, 0 if there is none
	At     time.Time
	Status int // of the answer; 0 while it is worked on, -1 if it was dropped
}

// Query is a callback or inline query and how it was answered.
type Query struct {
	ID      string
	Answers []map[string]string
}

// New starts a server that is closed when the test ends. Faults nobody took
// fail the test.
func New(t testing.TB) *Server {
	t.Helper()
	s := Start()
	t.Cleanup(func() {
		s.Close()
		for _, f := range s.TakeFaults() {
			t.Errorf("fake Bot API: %s", f)
		}
	})
	return s
}

// Start starts a server outside a test; Close it, and look at Faults.
func Start() *Server {
	s := Unstarted()
	s.http = httptest.NewServer(s)
	s.URL = s.http.URL
	return s
}

// Unstarted returns a server that listens nowhere and is used as a handler.
func Unstarted() *Server {
	return &Server{
		done:     make(chan struct{}),
		changed:  make(chan struct{}),
		heldTill: map[int64]time.Time{},
		queue:    queue{next: 100_000_001},
		chats:    map[int64]*chat{},
		files:    map[string]*storedFile{},
		menus:    map[string]json.RawMessage{},
		queries:  map[string]*Query{},
	}
}

// Close ends every open request and stops listening.
func (s *Server) Close() {
	s.mu.Lock()
	select {
	case <-s.done:
	default:
		close(s.done)
	}
	s.mu.Unlock()
	if s.http != nil {
		s.http.CloseClientConnections()
		s.http.Close()
	}
}

// refusal is an answer other than success.
type refusal struct {
	Code        int
	Description string
	RetryAfter  int
	MigrateTo   int64
}

func bad(format string, args ...any) *refusal {
	return &refusal{Code: 400, Description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/")
	if rest, ok := strings.CutPrefix(path, "file/bot"+Token+"/"); ok {
		s.serveFile(w, r, rest)
		return
	}
	method, ok := strings.CutPrefix(path, "bot"+Token+"/")
	if !ok {
		code, text := 404, "Not Found"
		if strings.HasPrefix(path, "bot") {
			code, text = 401, "Unauthorized"
		}
		writeRefusal(w, &refusal{Code: code, Description: text})
		return
	}
	s.serveMethod(w, r, method)
}

func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, name string) {
	q, err := readRequest(r)
	if err != nil {
		s.fault("%s: unreadable request: %v", name, err)
		writeRefusal(w, bad("%v", err))
		return
	}
	q.method, q.at = name, time.Now()
	index := s.record(q)
	status := -1
	defer func() { s.finish(index, status) }()

	m, known := methods[name]
	if !known {
		s.fault("unknown method %s", name)
		writeRefusal(w, &refusal{Code: 404, Description: "Not Found: method not found"})
		status = 404
		return
	}
	if no := s.checkParams(q, m); no != nil {
		writeRefusal(w, no)
		status = no.Code
		return
	}
	rule := s.match(q)
	if rule.before(w, r, s.done) {
		status = rule.Code
		return
	}
	result, no := s.run(q, m, r)
	rule.after()
	if no != nil {
		writeRefusal(w, no)
		status = no.Code
		return
	}
	writeJSON(w, 200, map[string]any{"ok": true, "result": result})
	status = 200
}

// run carries the method out. Those that wait take the lock themselves.
func (s *Server) run(q *request, m method, r *http.Request) (any, *refusal) {
	if m.waits != nil {
		return m.waits(s, q, r.Context())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	if m.message {
		if no := s.tooFast(q); no != nil {
			return nil, no
		}
	}
	return m.run(s, q)
}

// wake tells everybody who waits that something happened. The lock is held.
func (s *Server) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *Server) record(q *request) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	q.chat = q.int64("chat_id")
	defer s.wake()
	s.calls = append(s.calls, Call{Method: q.method, Params: q.params, Chat: q.chat, At: q.at})
	return len(s.calls) - 1
}

func (s *Server) finish(index, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[index].Status = status
	s.wake()
}

func (s *Server) fault(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faultLocked(format, args...)
}

func (s *Server) faultLocked(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

func writeRefusal(w http.ResponseWriter, no *refusal) {
	body := map[string]any{"ok": false, "error_code": no.Code, "description": no.Description}
	parameters := map[string]any{}
	if no.RetryAfter > 0 {
		parameters["retry_after"] = no.RetryAfter
	}
	if no.MigrateTo != 0 {
		parameters["migrate_to_chat_id"] = no.MigrateTo
	}
	if len(parameters) > 0 {
		body["parameters"] = parameters
	}
	writeJSON(w, no.Code, body)
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client may have gone
}
