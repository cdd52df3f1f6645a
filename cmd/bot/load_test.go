package main

import (
	"context"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"tollbot/internal/redistest"
	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

// Twice as much comes in as may go out: 35 updates a second from one chat that
// floods, and 25 a second from a hundred others. The others have their answers
// within two seconds as if the flood were not there; the flooding chat has its
// own in order, as fast as one chat may, and what it must wait for is kept.
//
// LOAD_SECONDS=60 go test -v -run Load ./cmd/bot measures the whole minute.
const (
	floodPerSecond  = 35
	othersPerSecond = 25
	others          = 100
	flooder         = firstChat - 1
	mostDelay       = 2 * time.Second
	farAway         = 80 * time.Millisecond // a call to Telegram takes about that
)

func TestLoad(t *testing.T) {
	// The short run is for CI, whose machine may be busy with something else. A
	// flood that is not held apart delays the others by minutes.
	seconds, most := 4, mostDelay+3*time.Second
	if s := os.Getenv("LOAD_SECONDS"); s != "" {
		var err error
		if seconds, err = strconv.Atoi(s); err != nil {
			t.Fatalf("LOAD_SECONDS: %v", err)
		}
		most = mostDelay
	}
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{AOF: true})
	api.Slow("sendMessage", farAway)
	bot := startBinary(t, buildBot(t), fakeapi.Token, api.URL, redis.URL())
	ctx := deadline(t)
	bot.waitLog(ctx, "asks Telegram for updates")

	rush := loadFor(t, api, bot, seconds)
	late := rush.delays(ctx, t, api)
	answered := rush.checkFlood(ctx, t, api, bot)
	if busiest := api.Busiest(time.Second, 0); busiest > telegram.DefaultPace.Overall+jitter {
		t.Errorf("%d messages in a second, Telegram allows %d", busiest, telegram.DefaultPace.Overall)
	}
	t.Logf("%d s: %d updates of %d chats, answered after %v (median), %v (99 of 100), %v at most",
		seconds, len(late), others, late[len(late)/2], late[len(late)*99/100], late[len(late)-1])
	t.Logf("%d updates of the flooding chat, %d answered in order, the rest in the queue", len(rush.flood), answered)
	t.Logf("resident MB, each quarter: %d", rush.resident)
	if slowest := late[len(late)-1]; slowest > most {
		t.Errorf("an answer took %v, want no more than %v: the flood delays the others", slowest, most)
	}
	// From the first quarter on, when everything has been loaded once.
	if grown := rush.resident[len(rush.resident)-1] - rush.resident[1]; grown > 30 {
		t.Errorf("resident memory grew by %d MB", grown)
	}
}

// rush is what was asked, and how large the bot was meanwhile.
type rush struct {
	asked    map[int64][]question // of the chats that do not flood
	flood    []int                // message ids
	resident []int                // in MB, at the start and after each quarter
}

type question struct {
	message int
	at      time.Time
}

// loadFor sends at an even pace: every chat has its turn among the others, and
// the flood comes between.
func loadFor(t *testing.T, api *fakeapi.Server, bot *child, seconds int) rush {
	t.Helper()
	r := rush{asked: map[int64][]question{}}
	const perSecond = floodPerSecond + othersPerSecond
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	total, turn := perSecond*seconds, 0
	for n := range total {
		if n%(total/4) == 0 {
			r.resident = append(r.resident, int(resident(t, bot.cmd.Process.Pid)>>20))
		}
		if due := (n + 1) * othersPerSecond / perSecond; due > turn {
			chat := int64(firstChat + turn%others)
			turn = due
			at := time.Now()
			r.asked[chat] = append(r.asked[chat], question{api.PrivateText(chat, ferry(t, n)).MessageID, at})
		} else {
			r.flood = append(r.flood, api.PrivateText(flooder, ferry(t, n)).MessageID)
		}
		<-tick.C
	}
	r.resident = append(r.resident, int(resident(t, bot.cmd.Process.Pid)>>20))
	return r
}

// delays waits for the answers to all but the flood, checks their order, and
// gives how long each took, the shortest first.
func (r rush) delays(ctx context.Context, t *testing.T, api *fakeapi.Server) []time.Duration {
	t.Helper()
	var late []time.Duration
	for chat, asked := range r.asked {
		sent, err := api.WaitSentTo(ctx, chat, len(asked))
		if err != nil {
			t.Fatalf("chat %d has not all its answers: %v", chat, err)
		}
		for i, q := range asked {
			if sent[i].ReplyTo != q.message {
				t.Fatalf("answer %d of chat %d replies to %d, out of order", i, chat, sent[i].ReplyTo)
			}
			late = append(late, sent[i].At.Sub(q.at))
		}
	}
	slices.Sort(late)
	return late
}

// checkFlood checks that the flooding chat had its answers in order and that
// none of its updates is lost: what is not answered waits.
func (r rush) checkFlood(ctx context.Context, t *testing.T, api *fakeapi.Server, bot *child) int {
	t.Helper()
	if err := api.WaitAcknowledged(ctx); err != nil {
		t.Fatal(err)
	}
	waiting := int(bot.metric("tollbot_queue_jobs"))
	sent := api.Sent(flooder)
	for i, m := range sent {
		if i >= len(r.flood) || m.ReplyTo != r.flood[i] {
			t.Fatalf("answer %d of the flooding chat replies to %d, out of order", i, m.ReplyTo)
		}
	}
	// One may be answered while we count.
	if lost := len(r.flood) - len(sent) - waiting; lost < -1 || lost > 1 {
		t.Errorf("%d asked, %d answered, %d in the queue", len(r.flood), len(sent), waiting)
	}
	if len(sent) < 3 {
		t.Errorf("the flooding chat had %d answers: it is to be slower, not mute", len(sent))
	}
	return len(sent)
}

// jitter is how many messages of one second may arrive in the next on a busy
// test machine: those that were on their way.
const jitter = 5
