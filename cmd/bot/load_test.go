package main

import (
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"tollbot/internal/redistest"
	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

// Twice as much as may go out comes in, a part of it from one chat that
// floods. Everything is answered, in order within a chat, at the pace Telegram
// allows, and whoever does not flood is served before the flood is.
//
// LOAD_SECONDS=60 go test -v -run Load ./cmd/bot measures the whole minute.
func TestLoad(t *testing.T) {
	seconds := 2
	if s := os.Getenv("LOAD_SECONDS"); s != "" {
		var err error
		if seconds, err = strconv.Atoi(s); err != nil {
			t.Fatalf("LOAD_SECONDS: %v", err)
		}
	}
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{AOF: true})
	bot := startBinary(t, buildBot(t), fakeapi.Token, api.URL, redis.URL())
	ctx := deadline(t)
	bot.waitLog(ctx, "asks Telegram for updates")
	before := resident(t, bot.cmd.Process.Pid)

	const perSecond, flooder = 60, firstChat - 1
	flood := min(4*seconds, 50) // at one answer a second this takes longer than the rest; 60 a minute are allowed
	var came []time.Time
	var floodIDs []int
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for n := range perSecond * seconds {
		if n%12 == 0 && len(floodIDs) < flood {
			floodIDs = append(floodIDs, api.PrivateText(flooder, ferry(t, n)).MessageID)
		}
		came = append(came, time.Now())
		api.PrivateText(int64(firstChat+n), ferry(t, n))
		<-tick.C
	}
	most := resident(t, bot.cmd.Process.Pid)
	var late []time.Duration
	for n, at := range came {
		sent, err := api.WaitSentTo(ctx, int64(firstChat+n), 1)
		if err != nil {
			t.Fatalf("update %d was not answered: %v", n, err)
		}
		late = append(late, sent[0].At.Sub(at))
	}
	sent, err := api.WaitSentTo(ctx, flooder, flood)
	if err != nil {
		t.Fatal(err)
	}
	settled(ctx, t, bot)
	checkOrder(t, sent, floodIDs)
	if busiest := api.Busiest(time.Second, 0); busiest > telegram.DefaultPace.Overall+jitter {
		t.Errorf("%d messages in a second, Telegram allows %d", busiest, telegram.DefaultPace.Overall)
	}
	t.Logf("%d updates in %d s, all answered; an answer took %v at most; resident %d MB before, %d MB at the end of the rush",
		len(came)+len(floodIDs), seconds, slices.Max(late), before>>20, most>>20)
	// Two in, one out: at the end of the rush half of it is still to come.
	if limit := time.Duration(seconds)*time.Second + 2*time.Second; slices.Max(late) > limit {
		t.Errorf("an answer took %v, want no more than %v: the flood delays the others", slices.Max(late), limit)
	}
	if most > before+100<<20 {
		t.Errorf("resident memory grew from %d MB to %d MB", before>>20, most>>20)
	}
}

// jitter is how many messages of one second may arrive in the next on a busy
// test machine.
const jitter = 15

func checkOrder(t *testing.T, sent []fakeapi.Message, questions []int) {
	t.Helper()
	for i, m := range sent {
		if i >= len(questions) || m.ReplyTo != questions[i] {
			t.Fatalf("answer %d of the flooding chat replies to %d, out of order", i, m.ReplyTo)
		}
	}
}
