package telegram_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

func TestSendCarriesEverything(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	in := s.PrivateText(7, "hello")
	sent, err := c.Send(t.Context(), telegram.Out{
		Chat: 7, ReplyTo: in.MessageID, Thread: 44, NoPreview: true, Silent: true,
		HTML: `<b>Killed</b> 5 &lt; 6 <blockquote expandable>😀</blockquote>`,
		Keyboard: telegram.Keyboard{
			{telegram.DataButton("More", "m:1"), telegram.LinkButton("Open", "https://example.org")},
			{telegram.ShareButton("Share", ""), telegram.ClipButton("Copy", strings.Repeat("x", 300))},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	m := s.Sent(7)[0]
	if sent != (telegram.Sent{Chat: 7, ID: m.ID}) || m.ReplyTo != in.MessageID || m.Thread != 44 || !m.NoPreview || !m.Silent {
		t.Errorf("sent %+v, arrived %+v", sent, m)
	}
	if m.Text != "Killed 5 < 6 😀" || len(m.Entities) != 2 || m.Entities[1].Type != "expandable_blockquote" || m.Entities[1].Length != 2 {
		t.Errorf("text %q, entities %+v", m.Text, m.Entities)
	}
	if len(m.Keyboard) != 2 || len(m.Keyboard[1][1].Copy.Text) > 256+2 || m.Keyboard[1][0].Switch == nil {
		t.Errorf("keyboard %+v", m.Keyboard)
	}
}

// The General topic's id is never sent, whatever the caller says.
func TestThreadOneIsNotSent(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	if _, err := c.Send(t.Context(), telegram.Out{Chat: -1001, Thread: 1, Plain: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := c.Typing(t.Context(), -1001, 1); err != nil {
		t.Fatal(err)
	}
}

func TestNothingIsNotSent(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	for _, out := range []telegram.Out{{}, {Plain: " \n"}, {Plain: "\x00\x01"}, {HTML: "  "}} {
		out.Chat = 1
		if _, err := c.Send(t.Context(), out); !errors.Is(err, telegram.ErrEmpty) {
			t.Errorf("Send(%+v) = %v, want ErrEmpty", out, err)
		}
	}
	if n := len(s.Calls("")); n != 0 {
		t.Errorf("%d calls made", n)
	}
}

func TestUnreadableTagsAreSentPlain(t *testing.T) {
	for _, markup := range []string{
		`<b>62 dead</i> &amp; 145 hurt`,
		`62 dead <table>&amp; 145</table> hurt`,
		`<b>62 dead &amp; 145 hurt`,
		`<title>62 dead</title> &amp; 145 hurt`,
		`62 dead <b>&amp; 145 hurt</b></b>`,
	} {
		t.Run(markup, func(t *testing.T) {
			s := fakeapi.New(t)
			c := newClient(t, s)
			sent, err := c.Send(t.Context(), telegram.Out{Chat: 1, HTML: markup})
			if err != nil || !sent.Plain {
				t.Fatalf("Send = %+v, %v", sent, err)
			}
			if got := s.Sent(1)[0].Text; got != "62 dead & 145 hurt" {
				t.Errorf("arrived as %q", got)
			}
			if len(s.TakeFaults()) != 1 {
				t.Error("the fake noticed nothing")
			}
		})
	}
}

func TestReplyToWhatIsGoneIsSentWithout(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	if _, err := c.Send(t.Context(), telegram.Out{Chat: 1, ReplyTo: 999, Plain: "x"}); err != nil {
		t.Fatal(err)
	}
	// A server that does not know allow_sending_without_reply.
	s.Add(fakeapi.Rule{Method: "sendMessage", Times: 1, Code: 400, Description: "Bad Request: message to be replied not found"})
	if _, err := c.Send(t.Context(), telegram.Out{Chat: 1, ReplyTo: 999, Plain: "y"}); err != nil {
		t.Fatal(err)
	}
	if n := len(s.Sent(1)); n != 2 {
		t.Errorf("%d messages arrived", n)
	}
	calls := s.Calls("sendMessage")
	if calls[1].Params["reply_parameters"] == "" || calls[2].Params["reply_parameters"] != "" {
		t.Error("the reply was not taken away for the second try only")
	}
}

func TestClosedTopicFallsBackToTheChat(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	s.Add(fakeapi.Rule{Method: "sendMessage", Times: 1, Code: 400, Description: "Bad Request: message thread not found"})
	if _, err := c.Send(t.Context(), telegram.Out{Chat: -1001, Thread: 9, Plain: "x"}); err != nil {
		t.Fatal(err)
	}
	if m := s.Sent(-1001); len(m) != 1 || m[0].Thread != 0 {
		t.Errorf("arrived %+v", m)
	}
}

func TestMigrationSendsToTheNewChatAndSaysSo(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	other := s.Say(-1005, 7, "the supergroup's own message, of the same number")
	s.Migrate(-5, -1005)
	sent, err := c.Send(t.Context(), telegram.Out{Chat: -5, Plain: "x", ReplyTo: other.MessageID})
	var moved *telegram.MigratedError
	if !errors.As(err, &moved) || moved.From != -5 || moved.To != -1005 {
		t.Fatalf("err = %v", err)
	}
	if got := s.Sent(-1005); len(got) != 1 || got[0].ReplyTo != 0 || sent != (telegram.Sent{Chat: -1005, ID: got[0].ID}) {
		t.Errorf("sent %+v, arrived %+v", sent, got)
	}
}

// An edit cannot follow: the supergroup numbers its messages anew. The caller
// is told both.
func TestMigrationWhileEditing(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	other, err := c.Send(t.Context(), telegram.Out{Chat: -1005, Plain: "of the same number"})
	if err != nil {
		t.Fatal(err)
	}
	s.Migrate(-5, -1005)
	sent, err := c.Edit(t.Context(), -5, other.ID, telegram.Out{Plain: "x"})
	var moved *telegram.MigratedError
	if !errors.As(err, &moved) || moved.To != -1005 || !errors.Is(err, telegram.ErrMessageGone) || sent.ID != 0 {
		t.Errorf("Edit = %+v, %v", sent, err)
	}
	if got := s.Sent(-1005); len(got) != 1 || len(got[0].Edits) > 0 {
		t.Errorf("another message was edited: %+v", got)
	}
}

func TestBrokenBytesAreLeftOut(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	for _, out := range []telegram.Out{{HTML: "<b>a\xff</b>\x00\xed\xa0\x80"}, {Plain: "a\xff\x00"}} {
		out.Chat = 1
		if _, err := c.Send(t.Context(), out); err != nil {
			t.Error(err)
		}
	}
	for _, m := range s.Sent(1) {
		if m.Text != "a" {
			t.Errorf("arrived %q", m.Text)
		}
	}
}

// Our measure of a text and the server's are the same thing.
func TestMeasureAgreesWithTheServer(t *testing.T) {
	for _, markup := range []string{
		"plain", "<b>a</b> &lt;&amp;&gt;&quot; <i>b<u>c</u></i>", "<blockquote expandable>😀 &#62;</blockquote>",
		`<a href="https://example.org/?a=1&amp;b=2">x</a>`, "<pre><code class=\"language-go\">x</code></pre>", "a & b &c; d",
		"<tg-spoiler>x</tg-spoiler><span class=\"tg-spoiler\">é</span>", "<b>x</b>\n\n<s>y</s>",
	} {
		s := fakeapi.New(t)
		if _, err := newClient(t, s).Send(t.Context(), telegram.Out{Chat: 1, HTML: markup}); err != nil {
			t.Fatal(err)
		}
		m := s.Sent(1)[0]
		units, entities := telegram.Measure(markup)
		if units != telegram.UTF16Len(m.Text) || entities != len(m.Entities) || telegram.PlainText(markup) != m.Text {
			t.Errorf("%s: %d units, %d entities, %q; the server has %q, %v", markup, units, entities, telegram.PlainText(markup), m.Text, m.Entities)
		}
	}
}

func TestRefusalsAreTyped(t *testing.T) {
	for _, c := range []struct {
		code        int
		description string
		want        error
	}{
		{403, "Forbidden: bot was blocked by the user", telegram.ErrBlocked},
		{403, "Forbidden: bot was kicked from the supergroup chat", telegram.ErrBlocked},
		{403, "Forbidden: user is deactivated", telegram.ErrBlocked},
		{400, "Bad Request: not enough rights to send text messages to the chat", telegram.ErrMuted},
		{400, "Bad Request: CHAT_WRITE_FORBIDDEN", telegram.ErrMuted},
		{401, "Unauthorized", telegram.ErrUnauthorized},
		{404, "Not Found", telegram.ErrUnauthorized},
	} {
		t.Run(c.description, func(t *testing.T) {
			s := fakeapi.New(t)
			client := newClient(t, s)
			s.Add(fakeapi.Rule{Code: c.code, Description: c.description})
			_, err := client.Send(t.Context(), telegram.Out{Chat: 1, Plain: "x"})
			if !errors.Is(err, c.want) {
				t.Errorf("text: %v, want %v", err, c.want)
			}
			_, err = client.SendDocument(t.Context(), telegram.Upload{Out: telegram.Out{Chat: 1}, Name: "a", Data: []byte("a")})
			if !errors.Is(err, c.want) {
				t.Errorf("upload: %v, want %v", err, c.want)
			}
			if n := len(s.Calls("")); n != 2 {
				t.Errorf("%d calls, want no second try", n)
			}
		})
	}
}

func TestEdit(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	ctx := t.Context()
	sent, err := c.Send(ctx, telegram.Out{Chat: 1, HTML: "<b>1</b>", Keyboard: telegram.Keyboard{{telegram.DataButton("a", "a")}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, html := range []string{"<b>2</b>", "<b>2</b>"} { // the second is "not modified"
		if got, err := c.Edit(ctx, 1, sent.ID, telegram.Out{HTML: html}); err != nil || got.ID != sent.ID {
			t.Errorf("Edit(%s) = %+v, %v", html, got, err)
		}
	}
	for range 2 {
		if err := c.EditKeyboard(ctx, 1, sent.ID, telegram.Keyboard{{telegram.DataButton("b", "b")}}); err != nil {
			t.Error(err)
		}
	}
	m := s.Sent(1)[0]
	if m.Text != "2" || len(m.Edits) != 2 || m.Keyboard[0][0].Data != "b" {
		t.Errorf("after edits %+v", m)
	}
	if err := c.EditKeyboard(ctx, 1, sent.ID, nil); err != nil || len(s.Sent(1)[0].Keyboard) != 0 {
		t.Errorf("taking the keyboard away: %v", err)
	}
	if err := c.Delete(ctx, 1, sent.ID); err != nil {
		t.Error(err)
	}
	if err := c.Delete(ctx, 1, sent.ID); err != nil {
		t.Errorf("deleting what is gone: %v", err)
	}
	if _, err := c.Edit(ctx, 1, sent.ID, telegram.Out{Plain: "3"}); !errors.Is(err, telegram.ErrMessageGone) {
		t.Errorf("editing what is gone: %v", err)
	}
}

// 429 holds one chat back for as long as the server says; another chat's
// messages go on meanwhile.
func TestRetryAfterHoldsOneChatOnly(t *testing.T) {
	t.Parallel()
	s := fakeapi.New(t)
	var w watcher
	c := newClient(t, s, func(cfg *telegram.Config) { cfg.Limit, cfg.Observe = nil, &w })
	s.TooMany(1, 1, 1)
	start := time.Now()
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := c.Send(t.Context(), telegram.Out{Chat: 1, Plain: "held"}); err != nil {
			t.Error(err)
		}
	})
	if _, err := s.WaitCalls(t.Context(), "sendMessage", 1); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Send(t.Context(), telegram.Out{Chat: 2, Plain: "free"}); err != nil {
		t.Error(err)
	}
	wg.Wait()
	held := s.Sent(1)
	if free := s.Sent(2); len(free) != 1 || !free[0].At.Before(held[0].At) {
		t.Errorf("the other chat waited: %+v", free)
	}
	if len(held) != 1 || held[0].At.Sub(start) < time.Second {
		t.Errorf("the held message arrived %+v", held)
	}
	if w.waited["429"] != time.Second {
		t.Errorf("waits observed: %v", w.waited)
	}
}

// A wait longer than the caller has is refused at once, with the time to come
// back at; the caller's worker is not kept for it.
func TestLongRetryAfterIsReturned(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s, func(cfg *telegram.Config) { cfg.Limit = nil })
	s.TooMany(1, 180, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	start := time.Now()
	for range 2 { // the second is not even tried
		_, err := c.Send(ctx, telegram.Out{Chat: 1, Plain: "x"})
		if after, ok := telegram.RetryAfter(err); !ok || after < 170*time.Second || after > 180*time.Second {
			t.Errorf("RetryAfter(%v) = %s, %v", err, after, ok)
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v is no deadline exceeded", err)
		}
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %s", took)
	}
	if n := len(s.Calls("sendMessage")); n != 1 {
		t.Errorf("%d calls", n)
	}
}

// The default pace never makes the server object, and wastes no time.
func TestDefaultPaceSatisfiesTheServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, use := inMemory(t)
		s.EnforceLimits(fakeapi.Limits{Overall: 30, Chat: 4, Group: 20})
		c := newClient(t, s, use, func(cfg *telegram.Config) { cfg.Limit = nil })
		start := time.Now()
		var wg sync.WaitGroup
		send := func(chat int64, n int) {
			wg.Go(func() {
				for i := range n {
					sent, err := c.Send(t.Context(), telegram.Out{Chat: chat, Plain: "x"})
					if err == nil && i%2 == 0 { // edits count as messages
						_, err = c.Edit(t.Context(), chat, sent.ID, telegram.Out{Plain: "y"})
					}
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		send(-7, 30)
		for chat := range int64(100) {
			send(chat+1, 4)
		}
		wg.Wait()
		for _, call := range s.Calls("") {
			if call.Status != 200 {
				t.Fatalf("%s to %d after %s: %d", call.Method, call.Chat, call.At.Sub(start), call.Status)
			}
		}
		if n := s.Busiest(time.Second, 0); n != 30 {
			t.Errorf("%d a second at most, want the 30 allowed", n)
		}
		if n := s.Busiest(time.Minute, -7); n != 20 {
			t.Errorf("%d a minute in the group, want the 20 allowed", n)
		}
	})
}

func TestUnsureSendsAreNotRepeated(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	s.Add(fakeapi.Rule{Method: "sendMessage", DropAnswer: true})
	if _, err := c.Send(t.Context(), telegram.Out{Chat: 1, Plain: "x"}); err == nil {
		t.Error("no error though the answer was lost")
	}
	if n := len(s.Sent(1)); n != 1 {
		t.Errorf("sent %d times", n)
	}
}

func TestCallsEndWithTheirContext(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	s.Slow("sendMessage", 30*time.Second)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, _ = s.WaitCalls(ctx, "sendMessage", 1)
		cancel()
	}()
	start := time.Now()
	_, err := c.Send(ctx, telegram.Out{Chat: 1, Plain: "x"})
	if !errors.Is(err, context.Canceled) || time.Since(start) > 2*time.Second {
		t.Errorf("%v after %s", err, time.Since(start))
	}
}
