package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"tollbot/handlers"
	"tollbot/internal/queue"
	"tollbot/internal/telegram"
)

// poll fetches updates while this process leads.
func (b *bot) poll(ctx context.Context) error {
	b.log.Info("this process asks Telegram for updates")
	var menus sync.WaitGroup
	defer menus.Wait()
	menus.Go(func() { b.hangMenus(ctx) })
	return b.telegram.Poll(ctx, telegram.PollConfig{Store: b.keep, AllowedUpdates: wanted})
}

// hangMenus registers the command menus. People can type commands without.
func (b *bot) hangMenus(ctx context.Context) {
	const patience = 30 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := b.handler.Menus(ctx); err != nil && !errors.Is(err, context.Canceled) {
		b.log.Warn("the command menus are as they were", "err", err)
	}
}

// wanted are the kinds of updates that handlers answers.
var wanted = []telegram.Kind{
	telegram.NewMessage, telegram.EditedMessage, telegram.ChannelPost, telegram.EditedChannelPost,
	telegram.Callback, telegram.Inline, telegram.MyMembership,
}

// keep puts a batch into the queue. Only what nobody could answer is left
// out: updates of kinds we do not know, or that are none.
func (b *bot) keep(ctx context.Context, batch []telegram.Raw) error {
	updates := make([]queue.Update, 0, len(batch))
	kinds := make([]string, 0, len(batch))
	for _, raw := range batch {
		u, err := telegram.Decode(raw.JSON)
		if err != nil || u.Kind == telegram.Unknown {
			b.log.Warn("an update of an unknown kind is left out", "update", raw.ID, "bytes", len(raw.JSON), "err", err)
			b.metrics.updates.WithLabelValues("unknown").Inc()
			continue
		}
		updates = append(updates, queue.Update{ID: raw.ID, Raw: raw.JSON, Hint: lineOf(handlers.Classify(u))})
		kinds = append(kinds, string(u.Kind))
	}
	if len(updates) == 0 {
		return nil
	}
	if err := b.queue.Put(ctx, updates); err != nil {
		return err
	}
	for _, kind := range kinds {
		b.metrics.updates.WithLabelValues(kind).Inc()
	}
	return nil
}

// answer lets handlers answer one job, and tells the queue when Telegram said
// to come back.
func (b *bot) answer(ctx context.Context, j *queue.Job) error {
	ctx, leave := b.gate.admit(ctx)
	defer leave()
	err := b.handler.Handle(ctx, queued{j})
	if wait, ok := telegram.RetryAfter(err); ok {
		return queue.RetryAfter(err, wait)
	}
	return err
}

// stats is what an operator's /stats shows.
func (b *bot) stats(ctx context.Context) string {
	const patience = 2 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	up := time.Since(b.started).Round(time.Second)
	d, err := b.queue.Depth(ctx)
	if err != nil {
		return fmt.Sprintf("%s, up %s. Redis does not answer.", version, up)
	}
	return fmt.Sprintf("%s, up %s. %d jobs in the queue from %d chats, the oldest %s; %d dead letters.",
		version, up, d.Jobs, d.Chats, d.Oldest.Round(time.Second), d.Dead)
}

func id(n int64) string { return strconv.FormatInt(n, 10) }
