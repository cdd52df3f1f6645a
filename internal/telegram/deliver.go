package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// file is something to upload, kept in memory so that it can be sent again.
type file struct {
	field, name string
	data        []byte
}

func (f *file) upload() []tgbotapi.RequestFile {
	if f == nil {
		return nil
	}
	return []tgbotapi.RequestFile{{Name: f.field, Data: tgbotapi.FileBytes{Name: f.name, Bytes: f.data}}}
}

// deliver makes a call that counts as a message of a chat: it waits for its
// turn, and again for as long as the server says. A refusal for being too
// fast is certain not to have been carried out, so trying again doubles
// nothing.
func (c *Client) deliver(ctx context.Context, chat int64, method string, p params, f *file) (json.RawMessage, error) {
	for {
		if err := c.awaitTurn(ctx, chat); err != nil {
			return nil, err
		}
		raw, err := c.call(ctx, method, p, f.upload()...)
		var api *APIError
		if !errors.As(err, &api) || api.RetryAfter == 0 {
			return raw, err
		}
		c.limit.Hold(chat, api.RetryAfter)
		c.observe.Waited("429", api.RetryAfter)
		c.log.Warn("Telegram asks to wait", "method", method, "chat", chat, "seconds", api.RetryAfter.Seconds())
	}
}

func (c *Client) awaitTurn(ctx context.Context, chat int64) error {
	start := time.Now()
	err := c.limit.Wait(ctx, chat)
	if took := time.Since(start); took > time.Millisecond {
		c.observe.Waited("limit", took)
	}
	return err
}

// once makes a call about a chat that does not count as a message. It does not
// wait; what the server says about the chat's pace holds for its messages.
func (c *Client) once(ctx context.Context, chat int64, method string, p params) (json.RawMessage, error) {
	raw, err := c.call(ctx, method, p)
	var api *APIError
	if errors.As(err, &api) && api.RetryAfter > 0 {
		c.limit.Hold(chat, api.RetryAfter)
	}
	return raw, err
}
