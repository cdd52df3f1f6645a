package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"text/tabwriter"
	"time"

	"tollbot/internal/queue"
	"tollbot/internal/store"
)

// What an operator can look at in the Redis that a bot works on, while it
// works.

// openStore opens the Redis that REDIS_URL names. The embedded store lives and
// dies with its bot and shows nothing to another process.
func openStore(ctx context.Context, c call) (*store.Store, error) {
	cfg, err := readConfig(c.env)
	if err != nil {
		return nil, err
	}
	if cfg.RedisURL == "" {
		return nil, errors.New("REDIS_URL: set it to the Redis that the bot works on")
	}
	quietRedis(slog.New(slog.DiscardHandler))
	return store.Open(ctx, cfg.RedisURL.Reveal(), store.Options{Log: newLog(c.err, slog.LevelError, cfg.RedisURL)})
}

// dead lists the jobs that were given up, or puts some back into the queue.
func dead(ctx context.Context, c call) int {
	revive := len(c.args) > 1 && c.args[0] == "revive"
	if len(c.args) > 0 && !revive {
		return c.complain(exitUsage, "usage: bot dead [revive ID ...]")
	}
	kept, err := openStore(ctx, c)
	if err != nil {
		return c.complain(exitUsage, "%v", err)
	}
	defer kept.Close()
	jobs := queue.New(kept.Client(), queue.Options{Log: slog.New(slog.DiscardHandler)})
	if !revive {
		return listDead(ctx, c, jobs)
	}
	status := exitOK
	for _, id := range c.args[1:] {
		if err := jobs.Revive(ctx, id); err != nil {
			status = c.complain(exitFailed, "%s: %v", id, err)
		}
	}
	return status
}

func listDead(ctx context.Context, c call, jobs *queue.Queue) int {
	all, err := jobs.Dead(ctx)
	if err != nil {
		return c.complain(exitFailed, "%v", err)
	}
	table := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, d := range all {
		fmt.Fprintf(table, "%s\tchat %s\t%d updates\t%d attempts\t%s\t%s\n",
			d.ID, d.Chat, d.Updates, d.Attempts, d.Died.UTC().Format(time.RFC3339), d.Reason)
	}
	if err := table.Flush(); err != nil {
		return c.complain(exitFailed, "writing: %v", err)
	}
	return exitOK
}

// mostFeedback is how much of it is shown.
const mostFeedback = 1000

// feedback prints what readers said was wrong, one JSON object a line, newest
// first.
func feedback(ctx context.Context, c call) int {
	if len(c.args) > 0 {
		return c.complain(exitUsage, "feedback takes no arguments")
	}
	kept, err := openStore(ctx, c)
	if err != nil {
		return c.complain(exitUsage, "%v", err)
	}
	defer kept.Close()
	all, err := kept.Feedback(ctx, mostFeedback)
	if err != nil {
		return c.complain(exitFailed, "%v", err)
	}
	out := json.NewEncoder(c.out)
	out.SetEscapeHTML(false)
	for _, f := range all {
		if err := out.Encode(f); err != nil {
			return c.complain(exitFailed, "writing: %v", err)
		}
	}
	return exitOK
}
