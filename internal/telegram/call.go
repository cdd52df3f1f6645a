package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// A call has this long when its context allows more. Uploads and downloads
// carry up to 20 MB.
const (
	callTimeout     = 20 * time.Second
	transferTimeout = 90 * time.Second
)

// maxResponse bounds what is read of one answer: a hundred updates of the
// longest rich messages are far below.
const maxResponse = 32 << 20

var errResponseTooLarge = errors.New("the answer is larger than 32 MB")

// params are a call's parameters in the library's form encoding.
type params = tgbotapi.Params

// call makes one request and returns its result. It tries once: only the
// caller knows whether doing it twice does harm.
func (c *Client) call(ctx context.Context, method string, p params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	timeout := callTimeout
	if len(files) > 0 {
		timeout = transferTimeout
	}
	return c.callWithin(ctx, timeout, method, p, files...)
}

func (c *Client) callWithin(ctx context.Context, timeout time.Duration, method string, p params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	start := time.Now()
	raw, err := c.request(ctx, method, p, files)
	c.observe.Called(method, resultClass(err), time.Since(start))
	return raw, err
}

// request lends the library an HTTP client that carries this call's context;
// the library itself knows none.
func (c *Client) request(ctx context.Context, method string, p params, files []tgbotapi.RequestFile) (json.RawMessage, error) {
	wire := &wire{ctx: ctx, http: c.http, method: method}
	bot := &tgbotapi.BotAPI{Token: c.token, Client: wire}
	bot.SetAPIEndpoint(strings.ReplaceAll(c.apiURL, "%", "%%") + "/bot%s/%s")

	var resp *tgbotapi.APIResponse
	var err error
	if len(files) > 0 {
		resp, err = bot.UploadFiles(method, p, files)
	} else {
		resp, err = bot.MakeRequest(method, p)
	}
	if err == nil {
		return resp.Result, nil
	}
	var refused *tgbotapi.Error
	if errors.As(err, &refused) {
		return nil, c.refusal(method, wire.status, refused)
	}
	return nil, c.failure(ctx, method, err)
}

// refusal takes the code from the HTTP status where the library lost it: its
// uploads report code 0.
func (c *Client) refusal(method string, status int, e *tgbotapi.Error) error {
	code := e.Code
	if code == 0 {
		code = status
	}
	return &APIError{
		Method:      method,
		Code:        code,
		Description: c.scrub(e.Message),
		RetryAfter:  time.Duration(e.RetryAfter) * time.Second,
		MigrateTo:   e.MigrateToChatID,
	}
}

// failure names the context's end as such, for the transport words it in
// several ways.
func (c *Client) failure(ctx context.Context, method string, err error) error {
	if cause := ctx.Err(); cause != nil {
		return fmt.Errorf("%s: %w", method, cause)
	}
	var server *ServerError
	if errors.As(err, &server) {
		return server
	}
	return fmt.Errorf("%s: %w", method, c.redact(err))
}

func resultClass(err error) string {
	var api *APIError
	var server *ServerError
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, context.Canceled):
		return "canceled"
	case errors.As(err, &api) && api.Code < 500:
		return strconv.Itoa(api.Code)
	case errors.As(err, &api), errors.As(err, &server):
		return "5xx"
	}
	return "network"
}

// wire carries one request: it puts the context in, bounds the answer, and
// refuses what is not JSON before the library tries to read it.
type wire struct {
	ctx    context.Context
	http   *http.Client
	method string
	status int
}

// Do implements tgbotapi.HTTPClient. It closes the request's body in any case:
// the library writes uploads from a goroutine that would wait for ever.
func (w *wire) Do(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		defer req.Body.Close()
	}
	resp, err := w.http.Do(req.WithContext(w.ctx))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	w.status = resp.StatusCode
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxResponse+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxResponse {
		return nil, errResponseTooLarge
	}
	if !isEnvelope(body) {
		return nil, &ServerError{Method: w.method, Status: w.status}
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// isEnvelope tells the Bot API's answer from a page some proxy wrote. Whether
// the call succeeded is in "ok", whatever the HTTP status.
func isEnvelope(body []byte) bool {
	var envelope struct {
		OK *bool `json:"ok"`
	}
	return json.Unmarshal(body, &envelope) == nil && envelope.OK != nil
}
