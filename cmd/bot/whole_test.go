package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tollbot/internal/redistest"
	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

// These tests run the whole bot as processes of its own, against a strict
// Bot API and a redis-server that they kill.

const firstChat = 1000

// ferry is the article of testdata/ferry.txt, under another name for each n,
// so that no answer comes from the cache.
func ferry(t *testing.T, n int) string {
	t.Helper()
	text, err := os.ReadFile("testdata/ferry.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "Maren Lys", fmt.Sprintf("Maren Lys %d", n))
}

// asked is the message that an answer must reply to.
type asked struct {
	chat    int64
	message int
}

// ask sends n articles from n people.
func ask(t *testing.T, api *fakeapi.Server, from, n int) []asked {
	t.Helper()
	var all []asked
	for i := from; i < from+n; i++ {
		chat := int64(firstChat + i)
		in := api.PrivateText(chat, ferry(t, i))
		all = append(all, asked{chat, in.MessageID})
	}
	return all
}

// waitAnswered waits until every question has an answer.
func waitAnswered(ctx context.Context, t *testing.T, api *fakeapi.Server, questions []asked) {
	t.Helper()
	for _, q := range questions {
		if _, err := api.WaitSentTo(ctx, q.chat, 1); err != nil {
			t.Fatalf("chat %d was not answered; %d of %d were: %v", q.chat, countAnswered(api, questions), len(questions), err)
		}
	}
}

func countAnswered(api *fakeapi.Server, questions []asked) (n int) {
	for _, q := range questions {
		if len(api.Sent(q.chat)) > 0 {
			n++
		}
	}
	return n
}

// checkAnswers fails for an answer to nothing, and gives how many were sent
// twice.
func checkAnswers(t *testing.T, api *fakeapi.Server, questions []asked) (doubled int) {
	t.Helper()
	for _, q := range questions {
		for _, m := range api.Sent(q.chat) {
			if m.ReplyTo != q.message {
				t.Errorf("chat %d: message %d replies to %d, want %d", q.chat, m.ID, m.ReplyTo, q.message)
			}
		}
		doubled += max(0, len(api.Sent(q.chat))-1)
	}
	return doubled
}

// settled waits until nothing is left in the queue, so that a second answer
// would have been seen.
func settled(ctx context.Context, t *testing.T, c *child) {
	t.Helper()
	for c.metric("tollbot_queue_jobs") > 0 || !strings.Contains(c.get("/metrics"), "tollbot_queue_jobs ") {
		select {
		case <-ctx.Done():
			t.Fatalf("%v jobs never left the queue", c.metric("tollbot_queue_jobs"))
		case <-time.After(50 * time.Millisecond):
		}
	}
	if dead := c.metric("tollbot_queue_dead"); dead > 0 {
		t.Errorf("%v dead letters", dead)
	}
}

// deadline bounds a test of the whole bot, whose lease and leadership have to
// run out after each kill.
func deadline(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func TestKilledThreeTimesAnswersAll(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{AOF: true})
	const updates, kills = 200, 3
	random := rand.New(rand.NewPCG(62, 145))
	moments := make([]int, kills) // answers after which the bot is killed
	for i := range moments {
		moments[i] = 5 + random.IntN(updates-30)
	}
	slices.Sort(moments)

	bot := startChild(t, api, redis.URL())
	questions := ask(t, api, 0, updates/2)
	for i, answers := range moments {
		if i == 1 {
			questions = append(questions, ask(t, api, updates/2, updates/2)...)
		}
		if _, err := api.WaitSent(ctx, answers); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.IntN(30)) * time.Millisecond) // anywhere in an answer
		bot.kill()
		bot = startChild(t, api, redis.URL())
	}
	waitAnswered(ctx, t, api, questions)
	settled(ctx, t, bot)
	doubled := checkAnswers(t, api, questions)
	if doubled > kills {
		t.Errorf("%d answers were sent twice, want no more than one a kill", doubled)
	}
	t.Logf("killed after %v answers; %d of %d sent twice", moments, doubled, updates)
}

func TestRedisKilledLosesNothing(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{AOF: true})
	bot := startChild(t, api, redis.URL())
	const updates = 100
	questions := ask(t, api, 0, updates)
	if _, err := api.WaitSent(ctx, updates/4); err != nil {
		t.Fatal(err)
	}
	redis.Kill()
	late := ask(t, api, updates, updates/10) // while there is nowhere to keep them
	time.Sleep(time.Second)
	redis.Restart()
	questions = append(questions, late...)
	waitAnswered(ctx, t, api, questions)
	settled(ctx, t, bot)
	if doubled := checkAnswers(t, api, questions); doubled > 1 {
		t.Errorf("%d answers were sent twice", doubled)
	}
}

func TestTwoBotsShareTheWork(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{})
	bots := []*child{startChild(t, api, redis.URL()), startChild(t, api, redis.URL())}
	for _, b := range bots {
		b.waitLog(ctx, `"msg":"running"`)
	}
	const updates = 100
	questions := ask(t, api, 0, updates)
	waitAnswered(ctx, t, api, questions)
	settled(ctx, t, bots[0])
	if doubled := checkAnswers(t, api, questions); doubled > 0 {
		t.Errorf("%d answers were sent twice", doubled)
	}
	if busiest := api.Busiest(time.Second, 0); busiest > telegram.DefaultPace.Overall+jitter {
		t.Errorf("together they sent %d messages in a second, Telegram allows %d", busiest, telegram.DefaultPace.Overall)
	}
	for i, b := range bots {
		if n := b.metric(`tollbot_jobs_total{outcome="done"}`); n == 0 {
			t.Errorf("bot %d did none of the work", i)
		} else {
			t.Logf("bot %d did %v of %d jobs", i, n, updates)
		}
	}
}

func TestTheSameArticleComesFromTheCache(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{})
	bot := startChild(t, api, redis.URL())
	article := ferry(t, 0)
	var texts []string
	for n := range 2 {
		chat := int64(firstChat + n)
		api.PrivateText(chat, article)
		sent, err := api.WaitSentTo(ctx, chat, 1)
		if err != nil {
			t.Fatal(err)
		}
		settled(ctx, t, bot)
		texts = append(texts, sent[0].Text)
		if hits := bot.metric(`tollbot_cache_total{result="hit"}`); hits != float64(n) {
			t.Errorf("after %d answers: %v hits, want %d", n+1, hits, n)
		}
		if reads := bot.metric("tollbot_engine_seconds_count"); reads != 1 {
			t.Errorf("after %d answers the engine has read %v articles, want 1", n+1, reads)
		}
	}
	if texts[0] != texts[1] {
		t.Errorf("the cached answer differs:\n%s\n---\n%s", texts[0], texts[1])
	}
}

func TestStopFinishesTheAnswerUnderWay(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{})
	bot := startChild(t, api, redis.URL())
	api.Slow("sendMessage", 2*time.Second)
	questions := ask(t, api, 0, 1)
	if _, err := api.WaitCalls(ctx, "sendMessage", 1); err != nil {
		t.Fatal(err)
	}
	took, err := bot.stop()
	if err != nil || took > 10*time.Second {
		t.Errorf("SIGTERM ended the bot in %v with %v, want in 10 s and exit 0", took, err)
	}
	waitAnswered(ctx, t, api, questions)

	again := startChild(t, api, redis.URL())
	again.waitLog(ctx, `"msg":"running"`)
	settled(ctx, t, again)
	if doubled := checkAnswers(t, api, questions); doubled > 0 {
		t.Error("the answer was sent again after the restart")
	}
	took, err = again.stop()
	if err != nil || took > 5*time.Second {
		t.Errorf("SIGTERM ended an idle bot in %v with %v", took, err)
	}
}

func TestLogsHoldNoText(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api := fakeapi.New(t)
	bot := startChild(t, api, "") // embedded
	questions := ask(t, api, 0, 3)
	waitAnswered(ctx, t, api, questions)
	api.Push(map[string]any{"unheard_of": map[string]any{"text": "Maren Lys"}})
	if err := api.WaitAcknowledged(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := bot.stop(); err != nil {
		t.Error(err)
	}
	log := bot.log()
	for _, secret := range []string{"Maren", "Sollen", fakeapi.Token, strings.SplitN(fakeapi.Token, ":", 2)[1]} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	if !strings.Contains(log, "nothing outlives this process") {
		t.Error("the embedded store did not say that nothing outlives it")
	}
	for line := range strings.Lines(log) {
		if !json.Valid([]byte(line)) {
			t.Errorf("a log line is no JSON: %s", line)
		}
	}
}

// A bot that starts before its Redis waits for it, and says so to whoever asks
// after its health.
func TestBotStartsBeforeRedis(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{AOF: true})
	redis.Kill()
	bot := startChild(t, api, redis.URL())
	questions := ask(t, api, 0, 3)
	bot.waitLog(ctx, `"msg":"running"`)
	if said := bot.get("/healthz"); !strings.Contains(said, "Redis does not answer") {
		t.Errorf("without Redis the bot says it is %q", said)
	}
	redis.Restart()
	waitAnswered(ctx, t, api, questions)
	if said := bot.get("/healthz"); said != "ok\n" {
		t.Errorf("with Redis the bot says it is %q", said)
	}
}
