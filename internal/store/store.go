// Package store keeps what the bot may forget: reports already worked out,
// settings, short-lived tokens.
//
// Its law: Redis may lose it or be slow, and that costs time, never a wrong or
// missing answer. Nothing here blocks longer than [Patience]; what cannot be
// read is a miss.
package store

import (
	"context"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	"tollbot/summarize"
)

// Patience is how long one call may take.
const Patience = 250 * time.Millisecond

// Observer is told what became of calls; all methods may be called at once.
type Observer interface {
	Hit()                        // a report was in the cache
	Miss()                       // it was not
	Failed(op string, err error) // Redis could not be asked, or gave nonsense
}

// Options tune a store; the zero value is ready for use.
type Options struct {
	Prefix   string        // of all keys; default "tollbot"
	Lifetime time.Duration // of a report; default 7 days
	Memory   int64         // bytes of reports the embedded stand-in keeps; default 64 MiB
	Log      *slog.Logger  // default slog.Default()
	Observer Observer      // may be nil
}

// Store is safe for concurrent use.
type Store struct{ rdb redis.UniversalClient }

// Open connects to url: redis://, rediss:// or unix://, with several hosts
// separated by commas for a Cluster, or for Sentinels with ?master_name=. An
// empty url starts a stand-in inside the process, which forgets all when it
// ends. Open fails on a url that makes no sense; a server that does not answer
// is only logged.
func Open(ctx context.Context, url string, opt Options) (*Store, error) { panic("todo") }

// Close closes the connections and the stand-in.
func (s *Store) Close() error { panic("todo") }

// Client is the connection, for the queue. It lives until Close.
func (s *Store) Client() redis.UniversalClient { return s.rdb }

// Embedded says whether the stand-in serves: nothing outlives the process.
func (s *Store) Embedded() bool { panic("todo") }

// Ping asks whether Redis answers; for health checks.
func (s *Store) Ping(ctx context.Context) error { panic("todo") }

// Normal is the article as it should be read and keyed: line ends, trailing
// blanks and composed letters made the same. Read the normal article: spans
// of a cached report count in it.
func Normal(a summarize.Article) summarize.Article { panic("todo") }

// ReportKey names the report of an article under the rules that fingerprint
// names.
func ReportKey(a summarize.Article, fingerprint string) string { panic("todo") }

// Report is the cached report; false where there is none, or none to be had.
func (s *Store) Report(ctx context.Context, key string) (summarize.Report, bool) { panic("todo") }

// PutReport keeps a report for its lifetime, if it can.
func (s *Store) PutReport(ctx context.Context, key string, r summarize.Report) { panic("todo") }

// Settings are what a chat chose; the zero value means "as usual".
type Settings struct {
	Lang    string `json:"lang,omitempty"`    // BCP 47 of replies; empty: the user's
	Length  string `json:"length,omitempty"`  // short | full; empty: as usual
	Quiet   bool   `json:"quiet,omitempty"`   // say nothing unless asked
	Speak   string `json:"speak,omitempty"`   // asked | reports
	Changer string `json:"changer,omitempty"` // admins | everyone
}

// Settings of a chat. False: Redis could not be asked and nothing is
// remembered, so these are the defaults and should not be written back.
func (s *Store) Settings(ctx context.Context, chat int64) (Settings, bool) { panic("todo") }

// PutSettings changes them; an error means that they are not kept.
func (s *Store) PutSettings(ctx context.Context, chat int64, v Settings) error { panic("todo") }

// NewToken keeps value for ttl under an id that reveals nothing (22 letters
// of base64url), as something of chat.
func (s *Store) NewToken(ctx context.Context, chat int64, value []byte, ttl time.Duration) (string, error) {
	panic("todo")
}

// Token is the value of an id; false when expired, unknown or not to be had.
func (s *Store) Token(ctx context.Context, id string) ([]byte, bool) { panic("todo") }

// Answer is a reply of ours to a message of theirs.
type Answer struct {
	Message   int    `json:"message"` // ours
	ReportKey string `json:"report"`
}

// Answer to a message of a chat; false where none is known.
func (s *Store) Answer(ctx context.Context, chat int64, message int) (Answer, bool) { panic("todo") }

// PutAnswer remembers it, if it can.
func (s *Store) PutAnswer(ctx context.Context, chat int64, message int, a Answer) { panic("todo") }

// Feedback is a "Wrong?" of a reader.
type Feedback struct {
	At        time.Time `json:"at"`
	ReportKey string    `json:"report"`
	Figure    string    `json:"figure,omitempty"`
	Note      string    `json:"note,omitempty"`
}

// AddFeedback keeps feedback given in a chat.
func (s *Store) AddFeedback(ctx context.Context, chat int64, f Feedback) error { panic("todo") }

// Feedback lists the newest n, newest first.
func (s *Store) Feedback(ctx context.Context, n int) ([]Feedback, error) { panic("todo") }

// Forget erases everything kept of a chat.
func (s *Store) Forget(ctx context.Context, chat int64) error { panic("todo") }

// Migrate moves everything kept of one chat to another: a group that became a
// supergroup.
func (s *Store) Migrate(ctx context.Context, from, to int64) error { panic("todo") }

// Allow spends one of perMinute under key. When Redis cannot be asked it
// allows. wait is how long until the next is allowed, when ok is false.
func (s *Store) Allow(ctx context.Context, key string, perMinute int) (ok bool, wait time.Duration) {
	panic("todo")
}
