package main

import (
	"context"
	"log/slog"
	"time"

	"tollbot/internal/pace"
	"tollbot/internal/store"
	"tollbot/internal/telegram"
)

// limiter keeps the bot's pace, in this process and among all that work on the
// same Redis.
func limiter(kept *store.Store, log *slog.Logger) telegram.Limiter {
	return gated{sharedPace{telegram.NewLocalLimiter(telegram.DefaultPace), pace.New(kept.Client(), "tollbot"), log}}
}

// sharedPace is a limiter for several processes that share a bot: a message
// waits for its turn in this process, and then for one among all.
type sharedPace struct {
	telegram.Limiter // of this process
	shared           *pace.Shared
	log              *slog.Logger
}

// slack is by how much our spans are longer than Telegram's, because messages
// do not all travel equally fast.
const slack = 1.05

func lineFor(name string, number int, span time.Duration) pace.Line {
	return pace.Line{Name: name, Number: number, Span: time.Duration(float64(span) * slack)}
}

// linesFor are a chat's own lines. Whoever waits there holds nobody else up.
func linesFor(chat int64) []pace.Line {
	p := telegram.DefaultPace
	burst := time.Duration(float64(p.ChatBurst) / p.Chat * float64(time.Second))
	lines := []pace.Line{lineFor("chat:"+id(chat), p.ChatBurst, burst)}
	if chat < 0 { // groups and channels have negative ids
		lines = append(lines, lineFor("group:"+id(chat), p.Group, time.Minute))
	}
	return lines
}

// Wait returns when the message may go, as telegram.Limiter says. Without
// Redis the pace of this process has to do.
func (s sharedPace) Wait(ctx context.Context, chat int64) error {
	if err := s.Limiter.Wait(ctx, chat); err != nil {
		return err
	}
	for _, line := range linesFor(chat) {
		wait, ok, err := s.shared.Reserve(ctx, line, timeLeft(ctx))
		if err != nil {
			return s.alone(ctx, err)
		}
		if !ok {
			return &telegram.WaitError{After: wait, Reason: "limit"}
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
	return s.goNow(ctx)
}

// brink is how soon a place must be to be taken inside the gate.
const brink = 20 * time.Millisecond

// goNow takes a place among all chats' messages at the very moment that the
// message can go. A place taken earlier is worth nothing when it is used late,
// behind a slow call or on a busy machine: several such would go at once, with
// those whose time it is.
func (s sharedPace) goNow(ctx context.Context) error {
	all, p := lineFor("all", telegram.DefaultPace.Overall, time.Second), passOf(ctx)
	for {
		if err := p.enter(ctx); err != nil {
			return err
		}
		wait, ok, err := s.shared.Reserve(ctx, all, brink)
		if err != nil {
			return s.alone(ctx, err)
		}
		if ok {
			return pause(ctx, wait)
		}
		p.leave()
		if wait > timeLeft(ctx) {
			return &telegram.WaitError{After: wait, Reason: "limit"}
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
}

// alone goes on without the others' pace, once the gate allows it.
func (s sharedPace) alone(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		s.log.Warn("the pace is kept for this process alone", "err", err)
	}
	return passOf(ctx).enter(ctx)
}

func timeLeft(ctx context.Context) time.Duration {
	if end, bounded := ctx.Deadline(); bounded {
		return time.Until(end)
	}
	return 24 * time.Hour
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
