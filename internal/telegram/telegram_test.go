package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// unhurried lets messages through at once: most tests are not about pace.
type unhurried struct{}

func (unhurried) Wait(ctx context.Context, _ int64) error { return ctx.Err() }
func (unhurried) Hold(int64, time.Duration)               {}

func newClient(t *testing.T, s *fakeapi.Server, change ...func(*telegram.Config)) *telegram.Client {
	t.Helper()
	cfg := telegram.Config{Token: fakeapi.Token, APIURL: s.URL, Limit: unhurried{}}
	for _, c := range change {
		c(&cfg)
	}
	c, err := telegram.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// lockedBuffer is a log that several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func logTo(b *lockedBuffer) func(*telegram.Config) {
	return func(c *telegram.Config) {
		c.Log = slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
}

func TestNewRefusesWhatCannotWork(t *testing.T) {
	for _, c := range []struct{ name, token, url string }{
		{"no token", "", ""},
		{"token in quotes", `"1:a"`, ""},
		{"token with a line end", "1:a\n", ""},
		{"token that leaves the path", "1:a/../x", ""},
		{"URL without scheme", "1:a", "api.telegram.org"},
		{"URL of another scheme", "1:a", "ftp://api.telegram.org"},
		{"URL with query", "1:a", "https://api.telegram.org/?x=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := telegram.New(telegram.Config{Token: c.token, APIURL: c.url})
			if err == nil {
				t.Fatal("accepted")
			}
			if c.token != "" && strings.Contains(err.Error(), c.token) {
				t.Errorf("the error holds the token: %v", err)
			}
		})
	}
	for _, ok := range []telegram.Config{{Token: "1:a"}, {Token: "sampleToken", APIURL: "http://localhost:9000/"}} {
		if _, err := telegram.New(ok); err != nil {
			t.Errorf("New(%+v): %v", ok, err)
		}
	}
}

func TestMeIsAskedOnce(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	s.Break("getMe", 1)
	if _, err := c.Me(t.Context()); err == nil {
		t.Fatal("a broken gateway gave a user")
	}
	for range 3 {
		me, err := c.Me(t.Context())
		if err != nil || me.UserName != fakeapi.BotUsername || me.ID != fakeapi.BotID {
			t.Fatalf("Me = %+v, %v", me, err)
		}
	}
	if n := len(s.Calls("getMe")); n != 2 {
		t.Errorf("getMe called %d times, want one failure and one success", n)
	}
}

// Every way a call can fail, and none of them shows the token, at any depth of
// the error, in any form, or in the log.
func TestNoErrorHoldsTheToken(t *testing.T) {
	_, secret, _ := strings.Cut(fakeapi.Token, ":")
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"ok":false,"error_code":400,"description":"no such page %s"}`, r.URL.Path)
	}))
	t.Cleanup(echo.Close)
	redirect := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, echo.URL+r.URL.Path, http.StatusFound)
	}))
	t.Cleanup(redirect.Close)
	garbage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"ok":true,"result":{"at":%q}}`, r.URL.Path)
	}))
	t.Cleanup(garbage.Close)
	hang := fakeapi.New(t)
	hang.Slow("", 10*time.Second)
	drop := fakeapi.New(t)
	drop.Add(fakeapi.Rule{Drop: true})
	gateway := fakeapi.New(t)
	gateway.Add(fakeapi.Rule{HTML: true, Code: 502})

	for name, url := range map[string]string{
		"nobody listens": "http://127.0.0.1:1", "no such host": "http://nowhere.invalid", "not HTTP's port": "http://127.0.0.1:99999",
		"the server echoes": echo.URL, "redirected": redirect.URL, "nonsense": garbage.URL,
		"too slow": hang.URL, "cut off": drop.URL, "gateway": gateway.URL, "chatty transport": "http://chatty",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log lockedBuffer
			c := newClient(t, hang, logTo(&log), func(cfg *telegram.Config) {
				cfg.APIURL = url
				if url == "http://chatty" {
					cfg.HTTP = &http.Client{Transport: chatty{}}
				}
			})
			for call, err := range failures(t.Context(), c) {
				if err == nil {
					t.Errorf("%s: no error", call)
				}
				for e := err; e != nil; e = errors.Unwrap(e) {
					for _, form := range []string{"%v", "%+v", "%#v", "%q"} {
						if s := fmt.Sprintf(form, e); strings.Contains(s, secret) {
							t.Errorf("%s: the token is in %s", call, s)
						}
					}
				}
			}
			if strings.Contains(log.String(), secret) {
				t.Errorf("the token is in the log:\n%s", &log)
			}
		})
	}
}

// chatty is a transport that puts the address into errors of its own.
type chatty struct{}

func (chatty) RoundTrip(r *http.Request) (*http.Response, error) {
	return nil, fmt.Errorf("proxy: %w", fmt.Errorf("no way to %s", r.URL))
}

func failures(ctx context.Context, c *telegram.Client) map[string]error {
	errs := map[string]error{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	do := func(name string, call func(context.Context) error) {
		wg.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, 400*time.Millisecond)
			defer cancel()
			err := call(ctx)
			mu.Lock()
			defer mu.Unlock()
			errs[name] = err
		})
	}
	do("Me", func(ctx context.Context) error { _, err := c.Me(ctx); _ = err; return errOr(err, "nonsense is a user") })
	do("Send", func(ctx context.Context) error {
		_, err := c.Send(ctx, telegram.Out{Chat: 1, Plain: "x"})
		return errOr(err, "sent")
	})
	do("SendDocument", func(ctx context.Context) error {
		_, err := c.SendDocument(ctx, telegram.Upload{Out: telegram.Out{Chat: 1}, Name: "a", Data: []byte("a")})
		return errOr(err, "sent")
	})
	do("Download", func(ctx context.Context) error { _, err := c.Download(ctx, "f", 10); return err })
	do("Admins", func(ctx context.Context) error { _, err := c.Admins(ctx, -1); return err })
	do("Poll", func(ctx context.Context) error {
		return c.Poll(ctx, telegram.PollConfig{Store: func(context.Context, []telegram.Raw) error { return nil }})
	})
	wg.Wait()
	return errs
}

// errOr stands in where an answer of the wrong shape happens to be readable.
func errOr(err error, otherwise string) error {
	if err == nil {
		return errors.New(otherwise)
	}
	return err
}

// watcher is an Observer that keeps what it is told.
type watcher struct {
	mu     sync.Mutex
	called []string
	waited map[string]time.Duration
}

func (w *watcher) Called(method, result string, _ time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.called = append(w.called, method+" "+result)
}

func (w *watcher) Waited(reason string, d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.waited == nil {
		w.waited = map[string]time.Duration{}
	}
	w.waited[reason] += d
}

func TestObserverIsToldHowCallsEnd(t *testing.T) {
	s := fakeapi.New(t)
	var w watcher
	c := newClient(t, s, func(cfg *telegram.Config) { cfg.Observe = &w })
	s.Break("sendMessage", 1)
	s.Drop("sendChatAction", 1)
	s.Block(2)
	ctx := t.Context()
	_, _ = c.Send(ctx, telegram.Out{Chat: 1, Plain: "x"})
	_, _ = c.Send(ctx, telegram.Out{Chat: 1, Plain: "x"})
	_, _ = c.Send(ctx, telegram.Out{Chat: 2, Plain: "x"})
	_ = c.Typing(ctx, 1, 0)
	want := "sendMessage 5xx, sendMessage ok, sendMessage 403, sendChatAction network"
	if got := strings.Join(w.called, ", "); got != want {
		t.Errorf("observed %s\nwant     %s", got, want)
	}
}
