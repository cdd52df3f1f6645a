package main

import (
	"context"
	"log/slog"

	"tollbot/internal/queue"
	"tollbot/internal/store"
	"tollbot/internal/telegram"
)

type answerer interface{}

func newAnswerer(*telegram.Client, *store.Store, *metrics, telegram.User, *slog.Logger) answerer {
	return nil
}

func (b *bot) answer(ctx context.Context, j *queue.Job) error { return nil }
func (b *bot) poll(ctx context.Context) error                 { return nil }
