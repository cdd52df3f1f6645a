package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// What a caller can act on. Test with errors.Is.
var (
	// ErrBlocked: the bot was blocked or kicked, or the account is gone (403).
	// Nothing will arrive there again; what is kept of the chat can go.
	ErrBlocked = errors.New("the chat no longer takes messages from the bot")
	// ErrMuted: the bot is a member but may not write here. Admins can change
	// that, so nothing should be erased.
	ErrMuted = errors.New("the bot may not write in this chat")
	// ErrUnauthorized: the token is not valid. Retrying is of no use.
	ErrUnauthorized = errors.New("Telegram does not know this token: check TELEGRAM_BOT_TOKEN, or get a new one from @BotFather")
	// ErrMessageGone: the message to be edited does not exist or cannot be
	// edited any more; send a new one.
	ErrMessageGone = errors.New("the message is gone or can no longer be edited")
	// ErrTooLarge: a file is larger than the caller or Telegram allows.
	ErrTooLarge = errors.New("the file is too large")
	// ErrEmpty: there is nothing to send.
	ErrEmpty = errors.New("the message has no text")
)

// APIError is the Bot API's refusal of one call.
type APIError struct {
	Method      string
	Code        int
	Description string
	RetryAfter  time.Duration // set with 429
	MigrateTo   int64         // the chat's new id, where it has one
}

func (e *APIError) Error() string {
	return fmt.Sprintf("%s: %d %s", e.Method, e.Code, e.Description)
}

// Is lets errors.Is find the sentinel that a refusal amounts to.
func (e *APIError) Is(target error) bool {
	switch target {
	case ErrBlocked:
		return e.Code == http.StatusForbidden
	case ErrUnauthorized:
		// An ill-formed token is no route at all: 404 without a reason.
		return e.Code == http.StatusUnauthorized || e.Code == http.StatusNotFound && e.Description == "Not Found"
	case ErrMuted:
		return e.says("not enough rights to send", "have no rights to send", "chat_write_forbidden", "topic_closed")
	case ErrMessageGone:
		return e.says("message to edit not found", "message can't be edited", "message_id_invalid")
	case ErrTooLarge:
		return e.says("file is too big")
	}
	return false
}

// says matches by wording: the Bot API has no finer codes than 400.
func (e *APIError) says(phrases ...string) bool {
	if e.Code != http.StatusBadRequest {
		return false
	}
	d := strings.ToLower(e.Description)
	for _, p := range phrases {
		if strings.Contains(d, p) {
			return true
		}
	}
	return false
}

// MigratedError says that a group became a supergroup with another id: what is
// kept under the old one has to move. The message beside it has been sent to
// the new chat, unless the error is joined with another that says why not.
type MigratedError struct {
	From, To int64
}

func (e *MigratedError) Error() string {
	return fmt.Sprintf("the chat %d became %d", e.From, e.To)
}

// ServerError is an answer that is not the Bot API's JSON: a proxy's page, a
// gateway's 502, a redirect.
type ServerError struct {
	Method string
	Status int
}

func (e *ServerError) Error() string {
	return fmt.Sprintf("%s: the server answered HTTP %d without a Bot API answer", e.Method, e.Status)
}

// WaitError says that a message could not go out before the context would
// have been over. Nothing was sent; try again After.
type WaitError struct {
	After  time.Duration
	Reason string // "limit" or "429"
}

func (e *WaitError) Error() string {
	return fmt.Sprintf("the chat has to wait %s (%s)", e.After.Round(time.Millisecond), e.Reason)
}

// Unwrap makes the error a deadline exceeded: the time given was too short.
func (e *WaitError) Unwrap() error { return context.DeadlineExceeded }

// RetryAfter returns how long to wait before the call that failed with err may
// succeed, when the server or the limiter said so.
func RetryAfter(err error) (time.Duration, bool) {
	var wait *WaitError
	if errors.As(err, &wait) {
		return wait.After, true
	}
	var api *APIError
	if errors.As(err, &api) && api.RetryAfter > 0 {
		return api.RetryAfter, true
	}
	return 0, false
}

// redact returns err without the token. The address goes first: it is where
// the token always is. What still holds it after that keeps its words only.
func (c *Client) redact(err error) error {
	if err == nil {
		return nil
	}
	if !c.leaks(err.Error()) {
		return withoutURL(err)
	}
	err = withoutURL(err)
	if c.leaks(err.Error()) {
		return errors.New(c.scrub(err.Error()))
	}
	return err
}

// withoutURL drops everything down to and including the *url.Error, whose
// text and URL field both hold the address.
func withoutURL(err error) error {
	var u *url.Error
	for errors.As(err, &u) {
		err = u.Err
	}
	return err
}

func (c *Client) leaks(s string) bool { return c.scrub(s) != s }

// scrub replaces the token, the secret part of it alone, and both as a URL
// escapes them.
func (c *Client) scrub(s string) string {
	secret := c.token
	if _, after, ok := strings.Cut(c.token, ":"); ok && len(after) >= 8 {
		secret = after
	}
	for _, t := range []string{c.token, url.QueryEscape(c.token), url.PathEscape(c.token), secret} {
		s = strings.ReplaceAll(s, t, "[token]")
	}
	return s
}
