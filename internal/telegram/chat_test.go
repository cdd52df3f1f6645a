package telegram_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

func TestChatCalls(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	ctx := t.Context()
	in := s.Say(-1000000000007, 8, "/check@toll_test_bot")
	s.SetMember(-1000000000007, 8, "administrator")
	s.SetMember(-1000000000007, 9, "member")

	if err := c.Typing(ctx, -1000000000007, 12); err != nil {
		t.Error(err)
	}
	if err := c.React(ctx, -1000000000007, in.MessageID, "👀"); err != nil || s.Reaction(-1000000000007, in.MessageID) != "👀" {
		t.Errorf("React: %v", err)
	}
	if err := c.React(ctx, -1000000000007, in.MessageID, ""); err != nil || s.Reaction(-1000000000007, in.MessageID) != "" {
		t.Errorf("taking the reaction away: %v", err)
	}
	if m, err := c.Member(ctx, -1000000000007, 8); err != nil || !m.IsAdministrator() {
		t.Errorf("Member = %+v, %v", m, err)
	}
	if admins, err := c.Admins(ctx, -1000000000007); err != nil || len(admins) != 1 || admins[0].User.ID != 8 {
		t.Errorf("Admins = %+v, %v", admins, err)
	}
	if chat, err := c.ChatInfo(ctx, -1000000000007); err != nil || !chat.IsSuperGroup() {
		t.Errorf("ChatInfo = %+v, %v", chat, err)
	}
	if err := c.Leave(ctx, -1000000000007); err != nil || !s.Left(-1000000000007) {
		t.Errorf("Leave: %v", err)
	}
	if _, err := c.Send(ctx, telegram.Out{Chat: -1000000000007, Plain: "x"}); !errors.Is(err, telegram.ErrBlocked) {
		t.Errorf("sending where the bot has left: %v", err)
	}
}

func TestSetCommands(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	commands := []telegram.BotCommand{{Command: "check", Description: "Check an article"}}
	if err := c.SetCommands(t.Context(), telegram.Scope{Type: "all_group_chats"}, "ru", commands); err != nil {
		t.Fatal(err)
	}
	if err := c.SetCommands(t.Context(), telegram.Scope{}, "", nil); err != nil {
		t.Errorf("taking a menu away: %v", err)
	}
	if got := string(s.Menu("all_group_chats", "ru")); got != `[{"command":"check","description":"Check an article"}]` {
		t.Errorf("menu %s", got)
	}
}

func TestCallbackIsAnsweredAndLateIsNoError(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	sent, err := c.Send(t.Context(), telegram.Out{Chat: 7, Plain: "x", Keyboard: telegram.Keyboard{{telegram.DataButton("More", "m:1")}}})
	if err != nil {
		t.Fatal(err)
	}
	id := s.Press(7, s.Sent(7)[0], "m:1")
	kept := make(chan telegram.Raw, 1)
	stop := poll(t, c, telegram.PollConfig{Store: storeTo(kept)})
	u, err := telegram.Decode((<-kept).JSON)
	_ = stop()
	if err != nil || u.CallbackQuery.ID != id || u.CallbackQuery.Data != "m:1" || u.CallbackQuery.Message.MessageID != sent.ID {
		t.Fatalf("arrived %+v, %v", u.CallbackQuery, err)
	}
	for range 2 { // the second time it is too late
		if err := c.AnswerCallback(t.Context(), id, strings.Repeat("ж", 300), true); err != nil {
			t.Error(err)
		}
	}
	if a := s.Answers(id); len(a) != 1 || a[0]["show_alert"] != "true" {
		t.Errorf("answers %v", a)
	}
}

func TestInlineArticles(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	var articles []telegram.InlineArticle
	for i := range 60 {
		articles = append(articles, telegram.InlineArticle{
			ID: fmt.Sprint(i), Title: "Blast", Description: "5 killed", HTML: "<b>5</b>", NoPreview: true,
			Keyboard: telegram.Keyboard{{telegram.LinkButton("Open", "https://example.org")}},
		})
	}
	id := s.AskInline(7, "blast")
	if err := c.AnswerInline(t.Context(), id, articles, "Type more", 5*time.Minute); err != nil {
		t.Fatal(err)
	}
	a := s.Answers(id)
	if len(a) != 1 || a[0]["cache_time"] != "300" || strings.Count(a[0]["results"], `"article"`) != 50 {
		t.Errorf("answered %.300v", a)
	}
	if err := c.AnswerInline(t.Context(), s.AskInline(7, ""), nil, "", 0); err != nil {
		t.Errorf("no results: %v", err)
	}
	if err := c.AnswerInline(t.Context(), "long gone", nil, "", 0); err != nil {
		t.Errorf("too late: %v", err)
	}
}
