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

// hostile is what may come in and must harm nobody.
var hostile = []string{
	`null`, `7`, `"text"`, `[]`, `{}`, `{"update_id":"x"}`, `{"update_id":1e99}`,
	`{"update_id":900001,"unheard_of":{"text":"x"}}`,
	`{"update_id":900002,"message":7}`,
	`{"update_id":900003,"message":{"text":"nobody, nowhere"}}`,
	`{"update_id":900004,"message":{"message_id":1,"chat":{"id":5,"type":"private"},"text":"\ud83d half a surrogate"}}`,
	`{"update_id":900005,"message":{"message_id":2,"chat":{"id":5,"type":"private"},"from":{"id":9,"is_bot":true},"text":"a bot"}}`,
	`{"update_id":900006,"message":{"message_id":3,"chat":{"id":5,"type":"private"},"from":{"id":5},"rich_message":{"blocks":[{"type":"hologram","what":[[[7]]]}]}}}`,
	`{"update_id":900007,"message":{"message_id":4,"chat":{"id":5,"type":"private"},"from":{"id":5},"text":"` + strings.Repeat("9", 100_000) + `"}}`,
	`{"update_id":900008,"message":{"message_id":5,"chat":{"id":5,"type":"private"},"from":{"id":5},"text":"\u0000\u0007\u202e\u200f"}}`,
	`{"update_id":900009,"callback_query":{"id":"1","data":"` + strings.Repeat("x", 500) + `"}}`,
	`{"update_id":900010,"inline_query":{"id":"1"}}`,
	`{"update_id":900011,"my_chat_member":{}}`,
	`{"update_id":900012,"channel_post":{"message_id":6,"chat":{"id":-100,"type":"channel"},"text":"x"}}`,
}

func TestHostileUpdatesHarmNobody(t *testing.T) {
	api := fakeapi.Start()
	defer api.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var said output
	ended := make(chan int, 1)
	go func() { ended <- serve(ctx, call{err: &said, env: serveEnv(api)}) }()
	for _, raw := range hostile {
		api.PushRaw(raw)
	}
	patience, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	waitAnswered(patience, t, api, ask(t, api, 0, 2))
	if err := api.WaitAcknowledged(patience); err != nil {
		t.Error(err)
	}
	stop()
	if status := <-ended; status != exitOK || strings.Contains(said.String(), "panicked") {
		t.Errorf("exit status %d:\n%s", status, said.String())
	}
	for _, fault := range api.TakeFaults() {
		t.Log(fault) // answers to chats that the server has never seen
	}
}

// Operators may ask how the bot is; others, and strangers where only some are
// allowed, may not.
func TestOperatorsAndAllowed(t *testing.T) {
	api := fakeapi.Start()
	defer api.Close()
	const operator, guest, stranger = 11, 12, 13
	env := serveEnv(api)
	env["OPERATOR_IDS"], env["ALLOWED_IDS"] = "11", "11,12"
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var said output
	ended := make(chan int, 1)
	go func() { ended <- serve(ctx, call{err: &said, env: env}) }()
	patience, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for _, who := range []int64{stranger, guest, operator} {
		api.PrivateText(who, "/stats")
	}
	for who, wanted := range map[int64]bool{operator: true, guest: false} {
		sent, err := api.WaitSentTo(patience, who, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(sent[0].Text, "in the queue"); got != wanted {
			t.Errorf("%d was told %q", who, sent[0].Text)
		}
	}
	stop()
	<-ended
	if sent := api.Sent(stranger); len(sent) > 0 {
		t.Errorf("a stranger was told %q", sent[0].Text)
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
