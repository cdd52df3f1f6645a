package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/sync/errgroup"

	"tollbot/handlers"
	"tollbot/internal/queue"
	"tollbot/internal/source"
	"tollbot/internal/store"
	"tollbot/internal/telegram"
	"tollbot/summarize"
	"tollbot/summarize/lexicon"
)

// firstSteps is the whole answer to a bot without a token.
const firstSteps = `bot: TELEGRAM_BOT_TOKEN is not set, so there is no Telegram bot to be.

To run it:
  1. In Telegram, write /newbot to @BotFather and follow what it says.
  2. TELEGRAM_BOT_TOKEN=<the token it gives you> bot
     (.env.example lists what else can be set)

To try it without Telegram:
  bot summarize article.txt
`

// lastCall is when a stop is forced: the queue lets answers finish for less,
// and whoever stops us kills soon after.
const lastCall = 9500 * time.Millisecond

// serve runs the Telegram bot until it is told to stop.
func serve(ctx context.Context, c call) int {
	if len(c.args) > 0 {
		return c.complain(exitUsage, "serve takes no arguments; the environment configures it")
	}
	cfg, err := readConfig(c.env)
	if err != nil {
		return c.complain(exitUsage, "configuration:\n%v", err)
	}
	if cfg.Token == "" {
		fmt.Fprint(c.err, firstSteps)
		return exitUsage
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once

	log := newLog(c.err, cfg.LogLevel, cfg.Token, cfg.RedisURL)
	quietRedis(log)
	err = within(ctx, lastCall, func() error { return runBot(ctx, cfg, log) })
	switch {
	case err == nil, ctx.Err() != nil && errors.Is(err, context.Canceled):
		log.Info("stopped")
		return exitOK
	case errors.Is(err, telegram.ErrUnauthorized):
		log.Error(telegram.ErrUnauthorized.Error())
		return exitUsage
	case errors.Is(err, errConfiguration):
		log.Error("cannot run with this configuration", "err", err)
		return exitUsage
	default:
		log.Error("stopped", "err", err)
		return exitFailed
	}
}

var (
	errConfiguration = errors.New("configuration")
	errLate          = errors.New("something did not end in time; its job is taken over after a restart")
)

// within gives run no more than grace after ctx has ended.
func within(ctx context.Context, grace time.Duration, run func() error) error {
	done := make(chan error, 1)
	go func() { done <- run() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(grace):
		return errLate
	}
}

// sourceConfig is how links and documents are read: as package source would. Tests
// have sites of their own.
var sourceConfig source.Config

// bot is the parts of a running bot.
type bot struct {
	log      *slog.Logger
	metrics  *metrics
	queue    *queue.Queue
	telegram *telegram.Client
	handler  *handlers.Handler
	gate     *gate
	started  time.Time
}

// runBot wires the parts and runs them until ctx ends or one of them cannot
// go on.
func runBot(ctx context.Context, cfg config, log *slog.Logger) error {
	m := newMetrics()
	kept, err := store.Open(ctx, cfg.RedisURL.Reveal(), store.Options{Log: log, Observer: m})
	if err != nil {
		return fmt.Errorf("%w: REDIS_URL: %w", errConfiguration, err)
	}
	defer kept.Close()
	client, err := telegram.New(telegram.Config{
		Token: cfg.Token.Reveal(), APIURL: cfg.TelegramURL, Log: log, Observe: m, Limit: limiter(kept, log),
	})
	if err != nil {
		return fmt.Errorf("%w: %w", errConfiguration, err)
	}
	b := &bot{
		log: log, metrics: m, telegram: client, gate: newGate(), started: time.Now(),
		queue: queue.New(kept.Client(), queue.Options{Log: log, Observe: m.job}),
	}
	m.watchQueue(b.queue.Depth)
	b.handler = handlers.New(handlers.Deps{
		Bot: client, Read: m.timed(summarize.Read), Covers: lexicon.Languages(), Reports: reports{kept}, Chats: chats{kept},
		Source: pages{source.New(sourceConfig)}, Log: log, Observe: m.answered,
		Operators: cfg.Operators, Allowed: cfg.Allowed, Stats: b.stats,
	})
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return serveOperations(ctx, cfg.MetricsAddr, operations(m, kept.Ping), log) })
	g.Go(func() error { return b.converse(ctx) })
	return g.Wait()
}

// converse stores what people say and answers it, once Telegram has told us
// who we are. A stop is no error.
func (b *bot) converse(ctx context.Context) error {
	if err := b.introduce(ctx); err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return b.queue.Run(ctx, b.answer) })
	g.Go(func() error { return b.queue.Lead(ctx, "poll", b.poll) })
	return g.Wait()
}

// introduce asks Telegram who we are, for as long as it takes: a bot that
// starts before its network does must not give up. The client remembers the
// answer.
func (b *bot) introduce(ctx context.Context) error {
	me, err := backoff.Retry(ctx, func() (telegram.User, error) {
		me, err := b.telegram.Me(ctx)
		if errors.Is(err, telegram.ErrUnauthorized) {
			err = backoff.Permanent(err)
		}
		return me, err
	}, backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(err error, wait time.Duration) {
		b.log.Warn("Telegram does not answer; asking again", "err", err, "in", wait)
	}))
	if err == nil {
		b.log.Info("running", "version", version, "bot", me.UserName, "id", me.ID)
	}
	return err
}
