package main

import (
	"context"
	"log/slog"
	"time"

	"tollbot/internal/pace"
	"tollbot/internal/telegram"
)

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

// linesFor are the lines a message to a chat has to pass, the chat's own
// first: whoever waits there must not hold up the others.
func linesFor(chat int64) []pace.Line {
	p := telegram.DefaultPace
	burst := time.Duration(float64(p.ChatBurst) / p.Chat * float64(time.Second))
	lines := []pace.Line{lineFor("chat:"+id(chat), p.ChatBurst, burst)}
	if chat < 0 { // groups and channels have negative ids
		lines = append(lines, lineFor("group:"+id(chat), p.Group, time.Minute))
	}
	return append(lines, lineFor("all", p.Overall, time.Second))
}

// Wait returns when the message may go, as telegram.Limiter says. Without
// Redis the pace of this process has to do.
func (s sharedPace) Wait(ctx context.Context, chat int64) error {
	if err := s.Limiter.Wait(ctx, chat); err != nil {
		return err
	}
	for _, line := range linesFor(chat) {
		most := 24 * time.Hour
		if end, bounded := ctx.Deadline(); bounded {
			most = time.Until(end)
		}
		wait, ok, err := s.shared.Reserve(ctx, line, most)
		if err != nil {
			if ctx.Err() == nil {
				s.log.Warn("the pace is kept for this process alone", "err", err)
			}
			return ctx.Err()
		}
		if !ok {
			return &telegram.WaitError{After: wait, Reason: "limit"}
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
	return nil
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
