package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"tollbot/internal/redistest"
	"tollbot/internal/telegram/fakeapi"
)

// An idle bot, built as for a release, on a real Redis: how soon it answers
// and what it takes. The bounds are loose, because test machines are busy; the
// figures are in the log (go test -v -run IdleBot ./cmd/bot).
func TestIdleBotIsQuickAndSmall(t *testing.T) {
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{AOF: true})
	path := buildBot(t)
	bot := startBinary(t, path, fakeapi.Token, api.URL, redis.URL())
	ctx := deadline(t)
	bot.waitLog(ctx, "asks Telegram for updates")

	const rounds = 15
	var took []time.Duration
	for n := range rounds {
		text, chat := ferry(t, n), int64(firstChat+n)
		asked := time.Now()
		api.PrivateText(chat, text)
		sent, err := api.WaitSentTo(ctx, chat, 1)
		if err != nil {
			t.Fatal(err)
		}
		took = append(took, sent[0].At.Sub(asked))
		settled(ctx, t, bot)
	}
	slices.Sort(took)
	median, slowest := took[rounds/2], took[rounds-1]
	memory := resident(t, bot.cmd.Process.Pid)
	binary, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("update to answer: median %v, slowest %v; resident %d MB; binary %.1f MB",
		median, slowest, memory>>20, float64(binary.Size())/(1<<20))
	if median > time.Second {
		t.Errorf("the median answer took %v", median)
	}
	if memory > 200<<20 {
		t.Errorf("an idle bot holds %d MB", memory>>20)
	}
}

// resident is a process's resident memory in bytes, where /proc tells.
func resident(t *testing.T, pid int) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Logf("resident memory is not known here: %v", err)
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte("VmRSS:"))
	fields := bytes.Fields(rest)
	if len(fields) < 1 {
		return 0
	}
	kb, err := strconv.ParseInt(string(fields[0]), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb << 10
}
