package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// Raw is one update as the server sent it.
type Raw struct {
	ID   int64
	JSON json.RawMessage
}

// PollConfig says what to do with updates.
type PollConfig struct {
	// Store keeps a batch durably and returns nil only when it is kept. Only
	// then is the batch acknowledged; otherwise the same updates come again,
	// perhaps with newer ones. The same update can come twice in any case.
	Store func(context.Context, []Raw) error
	// AllowedUpdates names the kinds wanted; empty means the server's default.
	AllowedUpdates []Kind
	// Timeout is how long the server may hold an empty answer back, at most
	// 50 s; 0 means 50 s.
	Timeout time.Duration
}

// The paces of polling.
const (
	maxPollTimeout = 50 * time.Second
	pollSlack      = 10 * time.Second       // for the answer to arrive, after Timeout
	emptyPause     = 250 * time.Millisecond // between polls that a server answers empty at once
	conflictPause  = 3 * time.Second        // while another poller or a webhook has the updates
	minPollBackOff = 250 * time.Millisecond
	maxPollBackOff = 30 * time.Second
	pollBatch      = 100
)

// Poll fetches updates until the context is over, whose error it then
// returns, or until the server does not know the token (ErrUnauthorized). It
// takes a webhook away first, or there would be none. One process at a time
// may poll; that is the caller's to see to.
func (c *Client) Poll(ctx context.Context, cfg PollConfig) error {
	if cfg.Timeout <= 0 || cfg.Timeout > maxPollTimeout {
		cfg.Timeout = maxPollTimeout
	}
	p := &poller{c: c, cfg: cfg, limit: pollBatch, pace: newBackOff()}
	for ctx.Err() == nil {
		pause, err := p.turn(ctx)
		if errors.Is(err, ErrUnauthorized) {
			return err
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func newBackOff() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = minPollBackOff, maxPollBackOff
	return b
}

// poller is the state between two polls.
type poller struct {
	c       *Client
	cfg     PollConfig
	hookOff bool  // the webhook has been taken away
	offset  int64 // one above what is stored; 0 is the oldest not acknowledged
	limit   int
	pace    *backoff.ExponentialBackOff
	fought  bool // the conflict has been logged
}

// turn does one step and says how long to pause before the next. Its error is
// for the caller to tell whether to go on at all; it has been logged.
func (p *poller) turn(ctx context.Context) (time.Duration, error) {
	if err := p.takeHookOff(ctx); err != nil {
		return p.troubled(ctx, err), err
	}
	start := time.Now()
	batch, err := p.fetch(ctx)
	if err != nil {
		return p.troubled(ctx, err), err
	}
	p.fought = false
	if err := p.keep(ctx, batch); err != nil {
		return p.troubled(ctx, err), nil
	}
	p.pace.Reset()
	p.limit = pollBatch
	if len(batch) == 0 {
		return emptyPause - time.Since(start), nil
	}
	return 0, nil
}

// takeHookOff does so once. A server that has no such method has no webhooks.
func (p *poller) takeHookOff(ctx context.Context) error {
	if p.hookOff {
		return nil
	}
	_, err := p.c.call(ctx, "deleteWebhook", nil)
	var server *ServerError
	if errors.As(err, &server) && server.Status == http.StatusNotFound {
		err = nil
	}
	p.hookOff = err == nil
	return err
}

func (p *poller) fetch(ctx context.Context) ([]json.RawMessage, error) {
	args := params{"timeout": strconv.Itoa(int(p.cfg.Timeout.Seconds())), "limit": strconv.Itoa(p.limit)}
	args.AddNonZero64("offset", p.offset)
	if len(p.cfg.AllowedUpdates) > 0 {
		kinds, err := asJSON(p.cfg.AllowedUpdates)
		if err != nil {
			return nil, err
		}
		args["allowed_updates"] = kinds
	}
	return result[[]json.RawMessage](p.c.callWithin(ctx, p.cfg.Timeout+pollSlack, "getUpdates", args))
}

// keep stores a batch and moves the offset past it. An empty answer says that
// what was asked for is acknowledged, so the next poll asks from the start:
// after a quiet week ids may begin lower than the offset.
func (p *poller) keep(ctx context.Context, batch []json.RawMessage) error {
	if len(batch) == 0 {
		p.offset = 0
		return nil
	}
	raws, unreadable := identify(batch)
	if unreadable > 0 {
		p.c.log.Error("updates without an id left out", "count", unreadable)
	}
	if len(raws) == 0 {
		return errors.New("no update in the server's answer has an id")
	}
	if err := p.cfg.Store(ctx, raws); err != nil {
		return fmt.Errorf("updates not stored, they will be fetched again: %w", err)
	}
	p.offset = raws[len(raws)-1].ID + 1
	return nil
}

// identify reads no more of an update than its id: the rest may be of any
// shape and is decoded one by one, later.
func identify(batch []json.RawMessage) (raws []Raw, unreadable int) {
	for _, raw := range batch {
		var id struct {
			ID int64 `json:"update_id"`
		}
		if err := json.Unmarshal(raw, &id); err != nil || id.ID == 0 {
			unreadable++
			continue
		}
		raws = append(raws, Raw{ID: id.ID, JSON: raw})
	}
	return raws, unreadable
}

// troubled logs a failure in terms of what to do, and says how long to pause.
func (p *poller) troubled(ctx context.Context, err error) time.Duration {
	var api *APIError
	switch {
	case ctx.Err() != nil:
		return 0
	case errors.As(err, &api) && api.Code == http.StatusConflict:
		return p.conflict(api)
	case errors.Is(err, errResponseTooLarge):
		p.limit = 1 // one by one: the large one may pass alone
	}
	pause := p.pace.NextBackOff()
	if after, ok := RetryAfter(err); ok {
		pause = max(pause, after)
	}
	p.c.log.Warn("polling for updates failed, trying again", "cause", p.c.redact(err), "pause", pause.Round(time.Millisecond))
	return pause
}

// conflict waits for the other side to give up, or takes away the webhook that
// somebody set meanwhile. It is logged once until a poll succeeds.
func (p *poller) conflict(e *APIError) time.Duration {
	p.hookOff = false
	if !p.fought {
		p.c.log.Error("another process fetches this bot's updates: stop it, or give it a token of its own", "cause", e.Description)
	}
	p.fought = true
	return conflictPause
}
