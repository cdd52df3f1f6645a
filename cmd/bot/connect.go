package main

import (
	"context"
	"errors"

	"tollbot/handlers"
	"tollbot/internal/queue"
	"tollbot/internal/source"
	"tollbot/internal/store"
	"tollbot/summarize"
)

// The packages behind handlers do not know each other or it: each type here
// lets handlers see one of them through an interface of its own.

// queued is a job of the queue.
type queued struct{ *queue.Job }

// Updates are the job's updates, oldest message first.
func (j queued) Updates() [][]byte { return j.Job.Updates }

// Attempt is 1 the first time.
func (j queued) Attempt() int { return j.Job.Attempt }

// Sent is what was sent for the job so far.
func (j queued) Sent(ctx context.Context) ([]handlers.Sent, error) {
	sent, err := j.Job.Sent(ctx)
	all := make([]handlers.Sent, len(sent))
	for i, s := range sent {
		all[i] = handlers.Sent{Chat: s.Chat, Message: s.Message, What: s.What}
	}
	return all, err
}

// Record keeps what was sent, and lets the next answer go.
func (j queued) Record(ctx context.Context, s handlers.Sent) error {
	defer passOf(ctx).leave()
	return j.Job.Record(ctx, queue.Sent{Chat: s.Chat, Message: s.Message, What: s.What})
}

// reports is the store's cache under the rules of this build.
type reports struct{ *store.Store }

// Normal is the article as it is read and keyed.
func (reports) Normal(a summarize.Article) summarize.Article { return store.Normal(a) }

// Key names the article's report.
func (reports) Key(a summarize.Article) string { return store.ReportKey(a, summarize.Fingerprint()) }

// chats is what the store keeps of chats.
type chats struct{ *store.Store }

// Settings of a chat.
func (c chats) Settings(ctx context.Context, chat int64) (handlers.Settings, bool) {
	s, ok := c.Store.Settings(ctx, chat)
	return handlers.Settings(s), ok
}

// PutSettings changes them.
func (c chats) PutSettings(ctx context.Context, chat int64, s handlers.Settings) error {
	return c.Store.PutSettings(ctx, chat, store.Settings(s))
}

// Answer to a message of a chat.
func (c chats) Answer(ctx context.Context, chat int64, message int) (handlers.Answer, bool) {
	a, ok := c.Store.Answer(ctx, chat, message)
	return handlers.Answer{Message: a.Message, Token: a.ReportKey}, ok
}

// PutAnswer remembers it.
func (c chats) PutAnswer(ctx context.Context, chat int64, message int, a handlers.Answer) {
	c.Store.PutAnswer(ctx, chat, message, store.Answer{Message: a.Message, ReportKey: a.Token})
}

// Told is what a chat was told of an article.
func (c chats) Told(ctx context.Context, chat int64, article string) (handlers.Told, bool) {
	t, ok := c.Store.Told(ctx, chat, article)
	return handlers.Told(t), ok
}

// PutTold remembers it.
func (c chats) PutTold(ctx context.Context, chat int64, article string, t handlers.Told) {
	c.Store.PutTold(ctx, chat, article, store.Told(t))
}

// AddFeedback keeps a reader's word.
func (c chats) AddFeedback(ctx context.Context, chat int64, f handlers.Feedback) error {
	return c.Store.AddFeedback(ctx, chat, store.Feedback(f))
}

// pages makes articles of links and documents.
type pages struct{ *source.Source }

// Link reads the page behind an address.
func (p pages) Link(ctx context.Context, address string) (handlers.Page, error) {
	return page(p.Source.Link(ctx, address))
}

// Document reads a file.
func (p pages) Document(ctx context.Context, name string, data []byte) (handlers.Page, error) {
	return page(p.Source.Document(ctx, name, data))
}

func page(a source.Article, err error) (handlers.Page, error) {
	var why *source.Error
	if errors.As(err, &why) {
		return handlers.Page{}, &handlers.PageError{Reason: string(why.Reason), Err: why.Cause}
	}
	return handlers.Page{Title: a.Title, Text: a.Text, Outlet: a.Outlet, URL: a.URL, Published: a.Published}, err
}

// lineOf is the hint that the queue sorts an update by.
func lineOf(h handlers.Hint) queue.Hint {
	return queue.Hint{Chat: id(h.Chat), Group: h.Group, Delay: h.Delay, Order: h.Order, Size: h.Size}
}

var (
	_ handlers.Job     = queued{}
	_ handlers.Reports = reports{}
	_ handlers.Chats   = chats{}
	_ handlers.Source  = pages{}
)
