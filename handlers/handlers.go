// Package handlers holds the conversation: it gathers an article from the
// messages it came in, has it read, and answers.
//
// An article gets one answer. However often its job is tried, what was sent is
// edited and not sent again; an edited article edits its answer. Whatever comes
// in, people get a plain sentence or silence, as fits, and never an apology for
// a crash. No text, title, name or address of anybody reaches a log: ids, kinds
// and lengths do.
package handlers

import (
	"context"
	"errors"
	"log/slog"
	"slices"

	"tollbot/internal/telegram"
	"tollbot/summarize"
)

// Deps are what the conversation needs. Source and Observe may be nil; the rest
// must be there.
type Deps struct {
	Bot     Bot
	Read    func(summarize.Article) summarize.Report
	Covers  []string // languages Read covers, BCP 47; empty: English
	Reports Reports
	Chats   Chats
	Source  Source       // nil: links and documents are declined in a sentence
	Log     *slog.Logger // nil: discarded
	// Observe is told what became of each thing that was answered: card,
	// notice, nothing_new, cached, command, button, inline, refused, error. It
	// is called from any goroutine.
	Observe func(what string)
	// Operators are the user ids that may ask for /stats.
	Operators []int64
	// Stats is what /stats shows; nil: there is no such command.
	Stats func(context.Context) string
	// Allowed are the users and chats that are answered; empty: everybody.
	Allowed []int64
}

// Handler answers jobs. It is safe for concurrent use.
type Handler struct {
	Deps
}

// New makes a handler.
func New(d Deps) *Handler {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Observe == nil {
		d.Observe = func(string) {}
	}
	if len(d.Covers) == 0 {
		d.Covers = []string{"en"}
	}
	return &Handler{Deps: d}
}

// Handle answers one job. A nil error means that it is done, answered or
// rightly ignored. Any other asks for another attempt; telegram.RetryAfter
// tells from it when, if the server said so.
func (h *Handler) Handle(ctx context.Context, job Job) error {
	sent, err := h.sentBefore(ctx, job)
	if err != nil {
		return err
	}
	var failed []error
	var messages []incoming
	for _, u := range h.decode(job.Updates()) {
		t := &turn{Handler: h, job: job, sent: sent}
		switch u.Kind {
		case telegram.NewMessage, telegram.EditedMessage, telegram.ChannelPost, telegram.EditedChannelPost:
			messages = append(messages, incoming{Message: u.Msg(), edited: u.Edited()})
		case telegram.Callback:
			failed = append(failed, t.press(ctx, u.CallbackQuery))
		case telegram.Inline:
			failed = append(failed, t.inline(ctx, u.InlineQuery))
		case telegram.MyMembership:
			failed = append(failed, t.membership(ctx, u.MyChatMember))
		}
	}
	for _, talk := range talks(messages) {
		t := &turn{Handler: h, job: job, sent: sent}
		failed = append(failed, t.talk(ctx, talk))
	}
	return errors.Join(failed...)
}

// decode reads the updates of a job. One that cannot be read now will not be
// readable later: it is left out, and the rest answered.
func (h *Handler) decode(raw [][]byte) []telegram.Update {
	var updates []telegram.Update
	for _, r := range raw {
		u, err := telegram.Decode(r)
		if err != nil {
			h.Log.Warn("update left out", "bytes", len(r), "err", err)
			continue
		}
		updates = append(updates, u)
	}
	return updates
}

// sentBefore gives what earlier attempts at the job sent, by the name they gave
// it. It asks at the first attempt too: one that a stop or a limit cut short
// does not count, and may have answered half of the job.
func (h *Handler) sentBefore(ctx context.Context, job Job) (map[string]Sent, error) {
	sent, err := job.Sent(ctx)
	if err != nil {
		return nil, err
	}
	byName := map[string]Sent{}
	for _, s := range sent {
		byName[s.What] = s
	}
	return byName, nil
}

// allowed tells whether a user or chat is one that is answered.
func (h *Handler) allowed(ids ...int64) bool {
	return len(h.Allowed) == 0 || slices.ContainsFunc(ids, func(id int64) bool { return slices.Contains(h.Allowed, id) })
}
