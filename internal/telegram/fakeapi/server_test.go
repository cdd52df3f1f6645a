package fakeapi

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type answer struct {
	Status      int
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// ask calls a method with parameters in pairs.
func ask(t *testing.T, s *Server, method string, pairs ...string) answer {
	t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return post(t, s, method, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func post(t *testing.T, s *Server, method, kind string, body io.Reader) answer {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Post(s.URL+"/bot"+Token+"/"+method, kind, body)
	if err != nil {
		t.Error(err)
		return answer{}
	}
	defer resp.Body.Close()
	a := answer{Status: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		t.Errorf("%s: %v", method, err)
	}
	return a
}

func TestWhatTelegramRefuses(t *testing.T) {
	long := strings.Repeat("x", 4097)
	button := func(b string) string { return `{"inline_keyboard":[[` + b + `]]}` }
	for _, c := range []struct {
		name, method string
		params       []string
		want         string // in the description
		fault        bool
	}{
		{"unknown method", "sendTelegram", nil, "method not found", true},
		{"unknown parameter", "sendMessage", []string{"chat_id", "1", "text", "x", "disable_web_page_preview", "true"}, "unknown parameter", true},
		{"missing parameter", "sendMessage", []string{"text", "x"}, "chat_id", true},
		{"no text", "sendMessage", []string{"chat_id", "1", "text", ""}, "text is empty", true},
		{"blank after parsing", "sendMessage", []string{"chat_id", "1", "text", "<b> </b>", "parse_mode", "HTML"}, "text is empty", true},
		{"too long", "sendMessage", []string{"chat_id", "1", "text", long}, "too long", true},
		{"too long in UTF-16", "sendMessage", []string{"chat_id", "1", "text", strings.Repeat("😀", 2049)}, "too long", true},
		{"not UTF-8", "sendMessage", []string{"chat_id", "1", "text", "\xff"}, "UTF-8", true},
		{"unreadable tags", "sendMessage", []string{"chat_id", "1", "text", "<b>x", "parse_mode", "HTML"}, "can't parse entities", true},
		{"General topic", "sendMessage", []string{"chat_id", "-1", "text", "x", "message_thread_id", "1"}, "thread not found", true},
		{"reply to nothing", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_parameters", `{"message_id":9}`}, "replied not found", false},
		{"callback data of 65 bytes", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", button(`{"text":"a","callback_data":"` + long[:65] + `"}`)}, "BUTTON_DATA_INVALID", true},
		{"button without an action", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", button(`{"text":"a"}`)}, "0 actions", true},
		{"button with two", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", button(`{"text":"a","url":"https://e.org","callback_data":"b"}`)}, "2 actions", true},
		{"copy text of 257", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", button(`{"text":"a","copy_text":{"text":"` + long[:257] + `"}}`)}, "COPY", true},
		{"unknown button field", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", button(`{"text":"a","do":"b"}`)}, "can't parse", true},
		{"edit of nothing", "editMessageText", []string{"chat_id", "1", "message_id", "5", "text", "x"}, "edit not found", false},
		{"deletion of nothing", "deleteMessage", []string{"chat_id", "1", "message_id", "5"}, "delete not found", false},
		{"unknown action", "sendChatAction", []string{"chat_id", "1", "action", "thinking"}, "action", false},
		{"unknown query", "answerCallbackQuery", []string{"callback_query_id", "5"}, "query is too old", false},
		{"menu command in capitals", "setMyCommands", []string{"commands", `[{"command":"Check","description":"x"}]`}, "COMMAND_INVALID", true},
		{"webhook secret with a blank", "setWebhook", []string{"url", "https://e.org", "secret_token", "a b"}, "unallowed", false},
		{"too many inline results", "answerInlineQuery", []string{"inline_query_id", "1", "results", `[` + strings.Repeat(`{"type":"article"},`, 50) + `{"type":"article"}]`}, "TOO_MUCH", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(t)
			a := ask(t, s, c.method, c.params...)
			if a.OK || !strings.Contains(a.Description, c.want) {
				t.Errorf("answered %+v", a)
			}
			if faults := s.TakeFaults(); (len(faults) > 0) != c.fault {
				t.Errorf("faults %q", faults)
			}
		})
	}
}

func TestWhatTelegramTakes(t *testing.T) {
	s := New(t)
	in := s.PrivateText(1, "hello")
	for name, params := range map[string][]string{
		"4096 units":          {"chat_id", "1", "text", strings.Repeat("😀", 2048)},
		"4096 after parsing":  {"chat_id", "1", "text", "<b>" + strings.Repeat("&lt;", 4096) + "</b>", "parse_mode", "HTML"},
		"reply":               {"chat_id", "1", "text", "x", "reply_parameters", fmt.Sprintf(`{"message_id":%d}`, in.MessageID)},
		"reply may be gone":   {"chat_id", "1", "text", "x", "reply_parameters", `{"message_id":99,"allow_sending_without_reply":true}`},
		"64 bytes of data":    {"chat_id", "1", "text", "x", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("x", 64) + `"}]]}`},
		"100 entities":        {"chat_id", "1", "text", strings.Repeat("<b>x</b>", 100), "parse_mode", "HTML"},
		"share to any chat":   {"chat_id", "1", "text", "x", "reply_markup", `{"inline_keyboard":[[{"text":"a","switch_inline_query":""}]]}`},
		"256 characters copy": {"chat_id", "1", "text", "x", "reply_markup", `{"inline_keyboard":[[{"text":"a","copy_text":{"text":"` + strings.Repeat("ж", 256) + `"}}]]}`},
	} {
		if a := ask(t, s, "sendMessage", params...); !a.OK {
			t.Errorf("%s: %+v", name, a)
		}
	}
	if a := post(t, s, "sendMessage", "application/json", strings.NewReader(`{"chat_id":1,"text":"as JSON","link_preview_options":{"is_disabled":true}}`)); !a.OK {
		t.Errorf("JSON: %+v", a)
	}
}

func TestTooManyEntitiesIsAFault(t *testing.T) {
	s := New(t)
	a := ask(t, s, "sendMessage", "chat_id", "1", "text", strings.Repeat("<b>x</b>", 101), "parse_mode", "HTML")
	if !a.OK || len(s.TakeFaults()) != 1 || len(s.Sent(1)[0].Entities) != 100 {
		t.Errorf("%+v", a)
	}
}

func TestCaptionLimit(t *testing.T) {
	s := New(t)
	for n, ok := range map[int]bool{0: true, 1024: true, 1025: false} {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		_ = w.WriteField("chat_id", "1")
		_ = w.WriteField("caption", strings.Repeat("x", n))
		part, _ := w.CreateFormFile("document", "a.txt")
		_, _ = part.Write([]byte("data"))
		w.Close()
		if a := post(t, s, "sendDocument", w.FormDataContentType(), &body); a.OK != ok {
			t.Errorf("caption of %d: %+v", n, a)
		}
	}
	s.TakeFaults()
}

func TestNotModified(t *testing.T) {
	s := New(t)
	ask(t, s, "sendMessage", "chat_id", "1", "text", "<b>x</b>", "parse_mode", "HTML")
	same := []string{"chat_id", "1", "message_id", "1", "text", "<strong>x</strong>", "parse_mode", "HTML"}
	if a := ask(t, s, "editMessageText", same...); a.OK || !strings.Contains(a.Description, "not modified") {
		t.Errorf("the same content: %+v", a)
	}
	if a := ask(t, s, "editMessageText", "chat_id", "1", "message_id", "1", "text", "x"); !a.OK {
		t.Errorf("the same text without formatting: %+v", a)
	}
	if m := s.Sent(1)[0]; len(m.Edits) != 1 || m.Edits[0].HTML != "x" {
		t.Errorf("edits %+v", m.Edits)
	}
}

func TestWrongToken(t *testing.T) {
	s := New(t)
	resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Get(s.URL + "/bot1:wrong/getMe")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("status %d", resp.StatusCode)
	}
}

func ids(t *testing.T, a answer) []int64 {
	t.Helper()
	var updates []struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(a.Result, &updates); err != nil {
		t.Errorf("%+v: %v", a, err)
	}
	var found []int64
	for _, u := range updates {
		found = append(found, u.ID)
	}
	return found
}

func TestOffsets(t *testing.T) {
	s := New(t)
	var want []int64
	for range 3 {
		want = append(want, s.PrivateText(1, "x").UpdateID)
	}
	if got := ids(t, ask(t, s, "getUpdates")); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := ids(t, ask(t, s, "getUpdates")); fmt.Sprint(got) != fmt.Sprint(want[:1]) {
		t.Errorf("the same offset at once: got %v, want one", got)
	}
	if got := ids(t, ask(t, s, "getUpdates", "offset", fmt.Sprint(want[1]), "limit", "1")); fmt.Sprint(got) != fmt.Sprint(want[1:2]) {
		t.Errorf("the second: got %v", got)
	}
	if got := ids(t, ask(t, s, "getUpdates", "offset", fmt.Sprint(want[2]+1))); len(got) != 0 || s.Pending() != 0 {
		t.Errorf("after the last: got %v, %d pending", got, s.Pending())
	}
}

func TestLongPollEndsWithAnUpdate(t *testing.T) {
	s := New(t)
	got := make(chan []int64)
	go func() { got <- ids(t, ask(t, s, "getUpdates", "timeout", "50")) }()
	if _, err := s.WaitCalls(t.Context(), "getUpdates", 1); err != nil {
		t.Fatal(err)
	}
	want := s.PrivateText(1, "x").UpdateID
	if g := <-got; len(g) != 1 || g[0] != want {
		t.Errorf("got %v", g)
	}
}

func TestNewerPollEndsTheOlder(t *testing.T) {
	s := New(t)
	older := make(chan answer)
	go func() { older <- ask(t, s, "getUpdates", "timeout", "50") }()
	err := s.Wait(t.Context(), func() bool { return s.queue.poller != nil })
	if err != nil {
		t.Fatal(err)
	}
	newer := make(chan answer)
	go func() { newer <- ask(t, s, "getUpdates", "timeout", "50") }()
	if a := <-older; a.Code != 409 || !strings.Contains(a.Description, "terminated by other getUpdates") {
		t.Errorf("the older poll: %+v", a)
	}
	s.PrivateText(1, "x")
	if a := <-newer; !a.OK {
		t.Errorf("the newer poll: %+v", a)
	}
}

func TestWebhookExcludesPolling(t *testing.T) {
	s := New(t)
	ask(t, s, "setWebhook", "url", "https://e.org", "secret_token", "S-1_x")
	if a := ask(t, s, "getUpdates"); a.Code != 409 {
		t.Errorf("polling beside a webhook: %+v", a)
	}
	if u, secret := s.Webhook(); u != "https://e.org" || secret != "S-1_x" {
		t.Errorf("webhook %q %q", u, secret)
	}
	ask(t, s, "deleteWebhook")
	if a := ask(t, s, "getUpdates"); !a.OK {
		t.Errorf("polling after it: %+v", a)
	}
}

func TestUnwantedKindsAreNotQueued(t *testing.T) {
	s := New(t)
	ask(t, s, "getUpdates", "allowed_updates", `["message"]`)
	if id := s.Push(`{"edited_message":{}}`); id != 0 || s.Pending() != 0 {
		t.Errorf("queued as %d", id)
	}
}

func TestRules(t *testing.T) {
	s := New(t)
	send := func(chat string) answer { return ask(t, s, "sendMessage", "chat_id", chat, "text", "x") }
	s.TooMany(1, 7, 1)
	if a := send("1"); a.Status != 429 || a.Parameters.RetryAfter != 7 {
		t.Errorf("first: %+v", a)
	}
	if a := send("1"); a.Status != 429 || len(s.TakeFaults()) != 1 {
		t.Errorf("too early: %+v", a)
	}
	if a := send("2"); !a.OK {
		t.Errorf("another chat: %+v", a)
	}
	s.Migrate(-5, -1005)
	if a := send("-5"); a.Parameters.MigrateTo != -1005 {
		t.Errorf("migrated: %+v", a)
	}
	s.Block(3)
	if a := send("3"); a.Code != 403 {
		t.Errorf("blocked: %+v", a)
	}
	s.ClearRules()
	if a := send("3"); !a.OK {
		t.Errorf("after all: %+v", a)
	}
}

func TestLimitsAreEnforcedAndMeasured(t *testing.T) {
	s := New(t)
	s.EnforceLimits(Limits{Overall: 5, Chat: 2})
	refused := 0
	for range 4 {
		if a := ask(t, s, "sendMessage", "chat_id", "1", "text", "x"); a.Code == 429 {
			refused++
		}
	}
	if refused != 2 || s.Busiest(time.Second, 1) != 2 || s.Busiest(time.Second, 9) != 0 {
		t.Errorf("%d refused, busiest %d", refused, s.Busiest(time.Second, 1))
	}
	s.TakeFaults()
}

func TestWaitSent(t *testing.T) {
	s := New(t)
	go func() {
		for range 3 {
			ask(t, s, "sendMessage", "chat_id", "1", "text", "x")
		}
	}()
	if got, err := s.WaitSentTo(t.Context(), 1, 3); err != nil || len(got) != 3 {
		t.Errorf("%d messages, %v", len(got), err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if got, err := s.WaitSent(ctx, 4); err == nil || len(got) != 3 {
		t.Errorf("%d messages, %v", len(got), err)
	}
}

func TestCloseEndsLongPolls(t *testing.T) {
	s := Start()
	done := make(chan struct{})
	go func() {
		defer close(done)
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		if resp, err := client.Get(s.URL + "/bot" + Token + "/getUpdates?timeout=50"); err == nil {
			resp.Body.Close()
		}
	}()
	if _, err := s.WaitCalls(t.Context(), "getUpdates", 1); err != nil {
		t.Fatal(err)
	}
	s.Close()
	<-done
}

func TestPasteIsCutAsClientsDo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := Unstarted()
		text := strings.Repeat("😀", 5000)
		parts := s.Paste(1, 1, text)
		if len(parts) != 3 || parts[0].MessageID >= parts[1].MessageID || s.Pending() != 3 {
			t.Errorf("parts %+v", parts)
		}
	})
}
