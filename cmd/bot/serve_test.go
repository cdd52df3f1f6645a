package main

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tollbot/internal/telegram/fakeapi"
)

// output is what a bot in this process writes, from several goroutines.
type output struct {
	mu   sync.Mutex
	text strings.Builder
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

func serveEnv(api *fakeapi.Server) map[string]string {
	return map[string]string{
		"TELEGRAM_BOT_TOKEN": fakeapi.Token, "TELEGRAM_API_URL": api.URL, "METRICS_ADDR": "127.0.0.1:0",
	}
}

// The whole bot in this process: it answers, stops when told to, and leaves no
// goroutine behind.
func TestServeLeavesNothingBehind(t *testing.T) {
	defer goleak.VerifyNone(t)
	api := fakeapi.Start()
	defer api.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var said output
	ended := make(chan int, 1)
	go func() { ended <- serve(ctx, call{err: &said, env: serveEnv(api)}) }()

	patience, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	questions := ask(t, api, 0, 3)
	waitAnswered(patience, t, api, questions)
	stop()
	if status := <-ended; status != exitOK {
		t.Errorf("exit status %d:\n%s", status, said.String())
	}
	if faults := api.Faults(); len(faults) > 0 {
		t.Errorf("the Bot API found faults: %v", faults)
	}
	checkAnswers(t, api, questions)
}

// A token that Telegram does not know cannot be waited for: the bot ends and
// says what to do.
func TestUnknownTokenEndsTheBot(t *testing.T) {
	api := fakeapi.Start()
	defer api.Close()
	env := serveEnv(api)
	env["TELEGRAM_BOT_TOKEN"] = "1:unknown"
	var said output
	if status := serve(t.Context(), call{err: &said, env: env}); status != exitUsage {
		t.Errorf("exit status %d, want %d", status, exitUsage)
	}
	if log := said.String(); !strings.Contains(log, "@BotFather") || strings.Contains(log, "1:unknown") {
		t.Errorf("the log does not say what to do, or shows the token:\n%s", log)
	}
}

// A bot that starts before the network does waits for it.
func TestBotWaitsForTelegram(t *testing.T) {
	api := fakeapi.Start()
	defer api.Close()
	api.Break("getMe", 2)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var said output
	ended := make(chan int, 1)
	go func() { ended <- serve(ctx, call{err: &said, env: serveEnv(api)}) }()
	patience, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	waitAnswered(patience, t, api, ask(t, api, 0, 1))
	stop()
	if status := <-ended; status != exitOK {
		t.Errorf("exit status %d:\n%s", status, said.String())
	}
}

func TestWithin(t *testing.T) {
	defer goleak.VerifyNone(t)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	cause := errors.New("cause")
	if err := within(t.Context(), 0, func() error { return cause }); !errors.Is(err, cause) {
		t.Errorf("got %v, want its error", err)
	}
	if err := within(over, time.Minute, func() error { return nil }); err != nil {
		t.Errorf("ended in time: got %v", err)
	}
	held := make(chan struct{})
	if err := within(over, time.Millisecond, func() error { <-held; return nil }); !errors.Is(err, errLate) {
		t.Errorf("did not end: got %v, want errLate", err)
	}
	close(held)
}
