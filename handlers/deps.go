package handlers

import (
	"context"
	"time"

	"tollbot/internal/telegram"
	"tollbot/summarize"
)

// Job is one or several updates that are answered together, with the memory of
// what was sent for them.
type Job interface {
	Updates() [][]byte // raw JSON, in the order of their messages
	Attempt() int      // 1 the first time
	// Sent is what this and earlier attempts recorded.
	Sent(context.Context) ([]Sent, error)
	Record(context.Context, Sent) error
}

// Sent is a message of ours: where it is, and what it answers.
type Sent struct {
	Chat    int64
	Message int
	What    string
}

// Bot is what the conversation uses of the Bot API.
type Bot interface {
	Me(context.Context) (telegram.User, error)
	Send(context.Context, telegram.Out) (telegram.Sent, error)
	Edit(ctx context.Context, chat int64, id int, out telegram.Out) (telegram.Sent, error)
	EditKeyboard(ctx context.Context, chat int64, id int, k telegram.Keyboard) error
	Delete(ctx context.Context, chat int64, id int) error
	React(ctx context.Context, chat int64, id int, emoji string) error
	Typing(ctx context.Context, chat int64, thread int) error
	AnswerCallback(ctx context.Context, id, text string, alert bool) error
	AnswerInline(ctx context.Context, id string, articles []telegram.InlineArticle, hint string, cache time.Duration) error
	SendDocument(context.Context, telegram.Upload) (telegram.Sent, error)
	SendPhoto(context.Context, telegram.Upload) (telegram.Sent, error)
	Download(ctx context.Context, fileID string, max int64) ([]byte, error)
	Member(ctx context.Context, chat, user int64) (telegram.ChatMember, error)
	SetCommands(ctx context.Context, scope telegram.Scope, lang string, commands []telegram.BotCommand) error
}

// Reports are the reports worked out before. Losing them costs time only.
type Reports interface {
	// Normal is the article as it is read and keyed: the spans of a cached
	// report count in it.
	Normal(summarize.Article) summarize.Article
	Key(summarize.Article) string
	Report(ctx context.Context, key string) (summarize.Report, bool)
	PutReport(ctx context.Context, key string, r summarize.Report)
}

// Chats remembers what belongs to chats. What cannot be read is as if it had
// never been there.
type Chats interface {
	Settings(ctx context.Context, chat int64) (Settings, bool)
	PutSettings(ctx context.Context, chat int64, s Settings) error
	// NewToken keeps value for ttl under an id of at most 40 letters that
	// reveals nothing of it.
	NewToken(ctx context.Context, chat int64, value []byte, ttl time.Duration) (string, error)
	Token(ctx context.Context, id string) ([]byte, bool)
	Answer(ctx context.Context, chat int64, message int) (Answer, bool)
	PutAnswer(ctx context.Context, chat int64, message int, a Answer)
	// Told is what the chat was told of an article, under a name for it.
	Told(ctx context.Context, chat int64, article string) (Told, bool)
	PutTold(ctx context.Context, chat int64, article string, told Told)
	AddFeedback(ctx context.Context, chat int64, f Feedback) error
	Forget(ctx context.Context, chat int64) error
	Migrate(ctx context.Context, from, to int64) error
	// Moved is where Migrate took a chat.
	Moved(ctx context.Context, from int64) (to int64, ok bool)
	// Allow spends one of perMinute under key; where none is left, wait says
	// when there will be.
	Allow(ctx context.Context, key string, perMinute int) (ok bool, wait time.Duration)
}

// Settings are what a chat chose; the zero value means "as usual".
type Settings struct {
	Lang    string // of replies, BCP 47; empty: the user's
	Length  string // "short", or empty
	Quiet   bool   // speak only when asked by command
	Speak   string // in groups: "reports" for unasked cards on casualty reports, or empty
	Changer string // in groups: "everyone" may change settings, or empty for admins
}

// Answer is a reply of ours: the message, and the token of the article that it
// answers (empty where that could not be kept).
type Answer struct {
	Message int
	Token   string
}

// Told is when a chat was told of an article, and in which message of ours; 0
// where that message was taken back.
type Told struct {
	Message int
	At      time.Time
}

// Feedback is a reader's word that a figure is not right.
type Feedback struct {
	At        time.Time
	ReportKey string
	Figure    string // id of the figure; empty: something else
	Note      string
}

// Source makes articles of links and documents. Its errors are *PageError
// where a person can be told the reason.
type Source interface {
	Link(ctx context.Context, address string) (Page, error)
	Document(ctx context.Context, name string, data []byte) (Page, error)
}

// Page is the article found under a link or in a document.
type Page struct {
	Title, Text, Outlet, URL string
	Published                time.Time // zero: not stated
}

// PageError says why there is no article: a reason of internal/source, such as
// "paywall", and the cause for the log.
type PageError struct {
	Reason string
	Err    error
}

func (e *PageError) Error() string {
	if e.Err == nil {
		return "no article: " + e.Reason
	}
	return "no article: " + e.Reason + ": " + e.Err.Error()
}

func (e *PageError) Unwrap() error { return e.Err }
