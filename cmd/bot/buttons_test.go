package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"tollbot/internal/redistest"
	"tollbot/internal/telegram/fakeapi"
)

// The bot that sent the card is gone; another one, on the same Redis, minds its
// buttons. What a button says is looked up, so that one from elsewhere finds
// nothing.
func TestButtonsOutliveTheirBot(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api, redis := fakeapi.New(t), redistest.Start(t, redistest.Options{})
	first := startChild(t, api, redis.URL())
	text, err := os.ReadFile("testdata/crash.txt")
	if err != nil {
		t.Fatal(err)
	}
	const reader, stranger = firstChat, firstChat + 1
	api.PrivateText(reader, string(text))
	sent, err := api.WaitSentTo(ctx, reader, 1)
	if err != nil {
		t.Fatal(err)
	}
	settled(ctx, t, first)
	if _, err := first.stop(); err != nil {
		t.Error(err)
	}
	second := startChild(t, api, redis.URL())
	card, n := sent[0], 1
	pressed := func(label string) string {
		t.Helper()
		return press(ctx, t, api, second, reader, card.ID, label)
	}
	for _, c := range []struct {
		label, want string // in the next message
		file        string
	}{
		{label: "More"},
		{"Plain text", "Killed 9 (bus company) to 19 (State radio)", ""},
		{"Line", "Orvel crash", ""},
		{"JSON file", "", "report.json"},
		{"Every figure", "State radio", ""},
		{"Chart", "Bus company · 9 · ¶2", "chart.png"},
		{label: "Back"},
		{label: "Wrong?"},
		{label: "Killed 19"},
	} {
		if said := pressed(c.label); strings.Contains(said, "expired") {
			t.Fatalf("%s: %s", c.label, said)
		}
		if c.want == "" && c.file == "" {
			continue
		}
		if n++; len(api.Sent(reader)) != n {
			t.Fatalf("%s: %d messages, want %d", c.label, len(api.Sent(reader)), n)
		}
		m := api.Sent(reader)[n-1]
		if !strings.Contains(m.Text, c.want) || (m.File != nil) != (c.file != "") || m.File != nil && m.File.Name != c.file {
			t.Errorf("%s: %+v", c.label, m)
		}
	}

	// The same token, from a chat that has no such card.
	api.PrivateText(stranger, "/help")
	if sent, err = api.WaitSentTo(ctx, stranger, 1); err != nil {
		t.Fatal(err)
	}
	data := buttonOf(t, api.Sent(reader)[0], "More").Data
	query := api.Press(stranger, sent[0], data)
	if said := answerOf(ctx, t, api, second, query); !strings.Contains(said, "expired") {
		t.Errorf("a stranger's press was answered %q", said)
	}
}

// press presses the button with a label, waits until that is dealt with, and
// gives what the press itself was answered.
func press(ctx context.Context, t *testing.T, api *fakeapi.Server, bot *child, chat int64, message int, label string) string {
	t.Helper()
	for _, m := range api.Sent(chat) {
		if m.ID != message {
			continue
		}
		query := api.Press(chat, m, buttonOf(t, m, label).Data)
		return answerOf(ctx, t, api, bot, query)
	}
	t.Fatalf("no message %d", message)
	return ""
}

// answerOf waits until the bot has nothing left to do, and gives how it answered
// a press.
func answerOf(ctx context.Context, t *testing.T, api *fakeapi.Server, bot *child, query string) string {
	t.Helper()
	if err := api.WaitAcknowledged(ctx); err != nil {
		t.Fatal(err)
	}
	settled(ctx, t, bot)
	answers := api.Answers(query)
	if len(answers) != 1 {
		t.Fatalf("a press was answered %v", answers)
	}
	return answers[0]["text"]
}

func buttonOf(t *testing.T, m fakeapi.Message, label string) fakeapi.Button {
	t.Helper()
	for _, row := range m.Keyboard {
		for _, b := range row {
			if strings.Contains(b.Text, label) {
				return b
			}
		}
	}
	t.Fatalf("no button %s among %v", label, m.Keyboard)
	return fakeapi.Button{}
}
