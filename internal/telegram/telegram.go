// Package telegram speaks to the Bot API over telegram-bot-api/v5: every call
// carries a context and a timeout, no error and no log line holds the token,
// and every limit the server states is obeyed.
//
// What comes in is decoded one update at a time, with the fields of today's
// Bot API; one bad update never stops the rest (Decode, Poll). What goes out
// waits for its turn, obeys retry_after for its own chat only, and would
// rather arrive plain than not at all (Send, Edit).
//
// The library is used for its types, its form and multipart encoding and its
// response envelope. Its polling, its global logger and its file links are
// not: they acknowledge too early, or print the token.
package telegram

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// DefaultAPIURL is where Telegram's own Bot API server lives.
const DefaultAPIURL = "https://api.telegram.org"

// The library's types that have kept their shape, under this package's name,
// so that callers import one package.
type (
	User              = tgbotapi.User
	Chat              = tgbotapi.Chat
	Entity            = tgbotapi.MessageEntity
	Document          = tgbotapi.Document
	PhotoSize         = tgbotapi.PhotoSize
	ChatMember        = tgbotapi.ChatMember
	ChatMemberUpdated = tgbotapi.ChatMemberUpdated
	InlineQuery       = tgbotapi.InlineQuery
	ChosenInline      = tgbotapi.ChosenInlineResult
)

// Config says which bot this is and where its API is.
type Config struct {
	// Token as BotFather gave it. Required.
	Token string
	// APIURL of the Bot API server, without a trailing slash; empty means
	// DefaultAPIURL. Files are fetched from the same place.
	APIURL string
	// HTTP is the client to use; nil means one of this package's own. Its
	// redirects are never followed: they would carry the token elsewhere. A
	// Timeout of its own has to be above a minute, for the long polls.
	HTTP *http.Client
	// Log receives what operators should know; nil discards it.
	Log *slog.Logger
	// Observe receives figures about calls; nil means nobody counts.
	Observe Observer
	// Limit holds messages back to the pace Telegram allows; nil means a
	// limiter in this process (see NewLocalLimiter).
	Limit Limiter
}

// Observer is told about calls, for metrics. Its methods must be safe for
// concurrent use and quick.
type Observer interface {
	// Called reports one request: the Bot API method, a result class (ok,
	// 400, 401, 403, 404, 409, 429, 5xx, network, canceled) and its time.
	Called(method, result string, took time.Duration)
	// Waited reports time spent holding a message back, because of "limit"
	// (our own pace) or "429" (the server said so).
	Waited(reason string, d time.Duration)
}

// Client is one bot's connection to the Bot API. It is safe for concurrent
// use.
type Client struct {
	token   string
	apiURL  string
	http    *http.Client
	log     *slog.Logger
	observe Observer
	limit   Limiter

	me atomic.Pointer[User]
}

// New checks the configuration and returns a client. It does not touch the
// network; Me does.
func New(cfg Config) (*Client, error) {
	if err := checkToken(cfg.Token); err != nil {
		return nil, err
	}
	api, err := checkAPIURL(cfg.APIURL)
	if err != nil {
		return nil, err
	}
	c := &Client{token: cfg.Token, apiURL: api, log: cfg.Log, observe: cfg.Observe, limit: cfg.Limit}
	c.http = withoutRedirects(cfg.HTTP)
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	if c.observe == nil {
		c.observe = unobserved{}
	}
	if c.limit == nil {
		c.limit = NewLocalLimiter(DefaultPace)
	}
	return c, nil
}

// Close lets go of idle connections. Calls under way are not touched.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Me returns the bot's own account. The first success is remembered.
func (c *Client) Me(ctx context.Context) (User, error) {
	if me := c.me.Load(); me != nil {
		return *me, nil
	}
	me, err := result[User](c.call(ctx, "getMe", nil))
	if err != nil {
		return User{}, err
	}
	c.me.Store(&me)
	return me, nil
}

// checkToken refuses only what cannot stand in a URL path: servers other than
// Telegram's own accept tokens of other shapes.
func checkToken(token string) error {
	if token == "" {
		return errors.New("no Telegram token: get one from @BotFather")
	}
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`/\?#%"`, r) }) {
		return errors.New("the Telegram token holds characters no token has: copy it again from @BotFather, without quotes or spaces")
	}
	return nil
}

func checkAPIURL(s string) (string, error) {
	if s == "" {
		return DefaultAPIURL, nil
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", errors.New("the Telegram API URL is not an http or https address like " + DefaultAPIURL)
	}
	return strings.TrimRight(s, "/"), nil
}

// withoutRedirects copies the client, so that a caller's own is not changed.
func withoutRedirects(h *http.Client) *http.Client {
	own := http.Client{}
	if h != nil {
		own = *h
	} else {
		own.Transport = transport()
	}
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}

// transport pings quiet HTTP/2 connections: one that a router has forgotten
// would otherwise take calls, all to time out, for a quarter of an hour.
func transport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second}
	t.MaxIdleConnsPerHost = 32
	t.ResponseHeaderTimeout = 70 * time.Second
	return t
}

type unobserved struct{}

func (unobserved) Called(string, string, time.Duration) {}
func (unobserved) Waited(string, time.Duration)         {}
