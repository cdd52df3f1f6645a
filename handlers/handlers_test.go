package handlers

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tollbot/handlers/phrase"
	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
	"tollbot/summarize"
)

const article = "Ferry fire kills 9\n\n12 people were killed when a ferry burned off Halden, the coast guard said. The ship was towed."

// text is the raw update of a private message.
func text(id int, s string) []byte {
	return message(id, map[string]any{"text": s})
}

func message(id int, fields map[string]any) []byte {
	m := map[string]any{
		"message_id": id, "date": 1_900_000_000, "chat": map[string]any{"id": 7, "type": "private"},
		"from": map[string]any{"id": 7, "is_bot": false, "first_name": "Zelda", "username": "zelda_w", "language_code": "en"},
	}
	for k, v := range fields {
		m[k] = v
	}
	raw, err := json.Marshal(map[string]any{"update_id": 1000 + id, "message": m})
	if err != nil {
		panic(err)
	}
	return raw
}

func TestARetryEditsWhatWasSent(t *testing.T) {
	s := newStage(t)
	j := &job{updates: [][]byte{text(10, article)}}
	for range 3 {
		if err := s.play(t, j); err != nil {
			t.Fatal(err)
		}
	}
	if sent := s.api.Sent(7); len(sent) != 1 {
		t.Errorf("%d answers after three attempts", len(sent))
	}
	if len(s.reader.read) != 1 {
		t.Errorf("the article was read %d times; the cache had it", len(s.reader.read))
	}
}

// The first attempt fails after the first of two articles was answered.
func TestARetryFinishesWhatIsMissing(t *testing.T) {
	s := newStage(t)
	two := &job{updates: [][]byte{
		message(10, map[string]any{"text": article, "forward_origin": map[string]any{"type": "hidden_user", "sender_user_name": "a", "date": 1}}),
		message(11, map[string]any{"text": article, "forward_origin": map[string]any{"type": "hidden_user", "sender_user_name": "b", "date": 1}}),
	}}
	s.Bot = &stumbling{Bot: s.Bot, at: 2}
	if err := s.play(t, two); err == nil {
		t.Fatal("a failed send is no error")
	}
	if err := s.play(t, two); err != nil {
		t.Fatal(err)
	}
	sent := s.api.Sent(7)
	if len(sent) != 2 || sent[0].ReplyTo == sent[1].ReplyTo {
		t.Errorf("answers: %+v", sent)
	}
}

// stumbling fails at one of its messages.
type stumbling struct {
	Bot
	sent, at int
}

func (b *stumbling) Send(ctx context.Context, out telegram.Out) (telegram.Sent, error) {
	if b.sent++; b.sent == b.at {
		return telegram.Sent{}, errAway
	}
	return b.Bot.Send(ctx, out)
}

func TestADeletedAnswerIsSentAnew(t *testing.T) {
	s := newStage(t)
	j := &job{updates: [][]byte{text(10, article)}, attempt: 1, sent: []Sent{{Chat: 7, Message: 999, What: "card:10"}}}
	if err := s.play(t, j); err != nil {
		t.Fatal(err)
	}
	if sent := s.api.Sent(7); len(sent) != 1 {
		t.Errorf("%d answers", len(sent))
	}
}

func TestABlockedBotForgets(t *testing.T) {
	s := newStage(t)
	s.memory.settings[7] = Settings{Lang: "ru"}
	s.api.Block(7)
	if err := s.play(t, &job{updates: [][]byte{text(10, article)}}); err != nil {
		t.Errorf("nothing is left to try: %v", err)
	}
	if _, kept := s.memory.settings[7]; kept || len(s.memory.tokens) > 0 {
		t.Error("something is kept of a chat that blocked the bot")
	}
}

func TestTheServersWaitReachesTheQueue(t *testing.T) {
	s := newStage(t)
	s.api.TooMany(7, 120, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	err := s.Handle(ctx, &job{updates: [][]byte{text(10, article)}, attempt: 1})
	if after, ok := telegram.RetryAfter(err); !ok || after < time.Minute {
		t.Errorf("error %v says to come back after %v", err, after)
	}
	s.api.TakeFaults()
}

func TestALostStoreCostsButtonsOnly(t *testing.T) {
	s := newStage(t)
	s.memory.broken = true
	if err := s.play(t, &job{updates: [][]byte{text(10, article)}}); err != nil {
		t.Fatal(err)
	}
	sent := s.api.Sent(7)
	if len(sent) != 1 || !strings.Contains(sent[0].HTML, "<b>Killed</b> 12") || len(sent[0].Keyboard) > 0 {
		t.Errorf("answers: %+v", sent)
	}
}

func TestAnOldServerGetsNoButtons(t *testing.T) {
	s := newStage(t)
	s.api.Add(fakeapi.Rule{Method: "sendMessage", Times: 1, Code: 400, Description: "Bad Request: inline keyboard button type is unknown"})
	if err := s.play(t, &job{updates: [][]byte{text(10, article)}}); err != nil {
		t.Fatal(err)
	}
	if sent := s.api.Sent(7); len(sent) != 1 || len(sent[0].Keyboard) > 0 {
		t.Errorf("answers: %+v", sent)
	}
}

// A card longer than a message comes as a file, whole.
func TestALongCardIsAFile(t *testing.T) {
	s := newStage(t)
	s.Read = func(a summarize.Article) summarize.Report {
		r := s.reader.Read(a)
		for i := range 300 {
			r.KeyPoints = append(r.KeyPoints, summarize.KeyPoint{Text: fmt.Sprintf("Sentence number %d of the article.", i)})
		}
		return r
	}
	for _, u := range [][]byte{text(10, article), press(11, "plain:t1")} {
		if err := s.play(t, &job{updates: [][]byte{u}}); err != nil {
			t.Fatal(err)
		}
	}
	sent := s.api.Sent(7)
	if len(sent) != 2 || sent[1].File == nil || !bytes.Contains(sent[1].File.Data, []byte("number 299")) {
		t.Errorf("%d answers, the last %+v", len(sent), sent[len(sent)-1])
	}
}

// press is the raw update of a button pressed under a message of ours.
func press(on int, data string) []byte {
	return fmt.Appendf(nil, `{"update_id":5,"callback_query":{"id":"a","from":{"id":7,"is_bot":false,"first_name":"Z"},`+
		`"message":{"message_id":%d,"date":1,"chat":{"id":7,"type":"private"}},"data":%q}}`, on, data)
}

func TestAPageThatFailsForNowIsToldAtTheLast(t *testing.T) {
	s := newStage(t)
	link := message(10, map[string]any{
		"text": "https://post.example/down", "entities": []any{map[string]any{"type": "url", "offset": 0, "length": 25}},
	})
	j := &job{updates: [][]byte{link}}
	for attempt := 1; attempt < lastTry; attempt++ {
		if err := s.play(t, j); err == nil {
			t.Fatalf("attempt %d: given up", attempt)
		}
	}
	if err := s.play(t, j); err != nil {
		t.Fatal(err)
	}
	if sent := s.api.Sent(7); len(sent) != 1 || !strings.Contains(sent[0].Text, "cannot be reached") {
		t.Errorf("answers: %+v", sent)
	}
}

// Every reason for which there is no article has its sentence.
func TestEveryReasonIsTold(t *testing.T) {
	for _, reason := range []string{
		"too_short", "paywall", "consent", "not_public", "too_big", "unsupported", "encrypted",
		"scanned", "broken", "timeout", "unreachable", "not_article", "busy", "links_off", "documents_off",
	} {
		for _, lang := range phrase.Tags() {
			if !phrase.For(lang).Has("page-" + reason) {
				t.Errorf("%s has no sentence for %s", lang, reason)
			}
		}
	}
}

func TestWithoutASource(t *testing.T) {
	s := newStage(t)
	s.Source = nil
	link := map[string]any{"text": "https://a.example/b", "entities": []any{map[string]any{"type": "url", "offset": 0, "length": 19}}}
	file := map[string]any{"document": map[string]any{"file_id": "x", "file_unique_id": "x", "file_name": "a.pdf"}}
	for i, m := range []map[string]any{link, file} {
		if err := s.play(t, &job{updates: [][]byte{message(10+i, m)}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range s.api.Sent(7) {
		if !strings.Contains(m.Text, "not supported yet") {
			t.Errorf("said %q", m.Text)
		}
	}
}

func TestBudget(t *testing.T) {
	s := newStage(t)
	for i := range privatePerMinute + 5 {
		if err := s.play(t, &job{updates: [][]byte{text(10+i*2, article)}}); err != nil {
			t.Fatal(err)
		}
	}
	sent := s.api.Sent(7)
	if len(sent) != privatePerMinute+1 || !strings.Contains(sent[len(sent)-1].Text, "Try again in 3 seconds") {
		t.Errorf("%d answers, the last %q", len(sent), sent[len(sent)-1].Text)
	}
}

func TestAllowList(t *testing.T) {
	s := newStage(t)
	s.Allowed = []int64{8}
	if err := s.play(t, &job{updates: [][]byte{text(10, article)}}); err != nil || len(s.api.Sent(7)) > 0 {
		t.Errorf("a stranger was answered (%v)", err)
	}
	s.Allowed = []int64{7}
	if err := s.play(t, &job{updates: [][]byte{text(12, article)}}); err != nil || len(s.api.Sent(7)) != 1 {
		t.Errorf("a friend was not answered (%v)", err)
	}
}

func TestStatsAreForOperators(t *testing.T) {
	s := newStage(t)
	s.Stats = func(context.Context) string { return "3 articles" }
	command := message(10, map[string]any{"text": "/stats", "entities": []any{map[string]any{"type": "bot_command", "offset": 0, "length": 6}}})
	for _, operators := range [][]int64{nil, {7}} {
		s.Operators = operators
		if err := s.play(t, &job{updates: [][]byte{command}}); err != nil {
			t.Fatal(err)
		}
	}
	sent := s.api.Sent(7)
	if len(sent) != 2 || strings.Contains(sent[0].Text, "3 articles") || sent[1].Text != "3 articles" {
		t.Errorf("answers: %+v", sent)
	}
}

func TestTypingIsShown(t *testing.T) {
	s := newStage(t)
	if err := s.play(t, &job{updates: [][]byte{text(10, article)}}); err != nil {
		t.Fatal(err)
	}
	if n := len(s.api.Calls("sendChatAction")); n == 0 {
		t.Error("never typing…")
	}
}

func TestMenusAreRegistered(t *testing.T) {
	s := newStage(t)
	if err := s.Menus(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, key := range [][2]string{{"default", ""}, {"all_private_chats", "ru"}, {"all_group_chats", ""}, {"all_chat_administrators", "ru"}} {
		if !bytes.Contains(s.api.Menu(key[0], key[1]), []byte(`"check"`)) {
			t.Errorf("menu %v: %s", key, s.api.Menu(key[0], key[1]))
		}
	}
}

func TestFeedbackNamesTheFigure(t *testing.T) {
	s := newStage(t)
	for _, u := range [][]byte{
		text(10, article),
		press(11, "thanks:t1:1"),
	} {
		if err := s.play(t, &job{updates: [][]byte{u}}); err != nil {
			t.Fatal(err)
		}
	}
	if f := s.memory.feedback; len(f) != 1 || f[0].Figure != "f2" || f[0].ReportKey == "" || f[0].At.IsZero() {
		t.Errorf("feedback %+v", f)
	}
}

// No log line holds a word of an article, a name or an address, at any level.
func TestLogsAreDiscreet(t *testing.T) {
	s := newStage(t)
	var mu sync.Mutex
	var logs bytes.Buffer
	s.Log = slog.New(slog.NewTextHandler(lockedWriter{&mu, &logs}, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s.memory.broken = true
	link := map[string]any{"text": "https://post.example/new-reason", "entities": []any{map[string]any{"type": "url", "offset": 0, "length": 31}}}
	for _, u := range [][]byte{text(10, article), message(11, link), []byte("{broken Zelda"), text(14, "/forget")} {
		_ = s.play(t, &job{updates: [][]byte{u}})
	}
	s.api.Block(7)
	_ = s.play(t, &job{updates: [][]byte{text(12, article)}})
	if logs.Len() == 0 {
		t.Fatal("nothing was logged: this test sees nothing")
	}
	for _, secret := range []string{"Ferry", "killed", "Zelda", "zelda_w", "post.example", fakeapi.Token} {
		if strings.Contains(logs.String(), secret) {
			t.Errorf("the log holds %q:\n%s", secret, logs.String())
		}
	}
}

type lockedWriter struct {
	mu *sync.Mutex
	w  *bytes.Buffer
}

func (l lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

func TestManyAtOnce(t *testing.T) {
	s := newStage(t)
	s.Observe = func(string) {}
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			u := message(10, map[string]any{"chat": map[string]any{"id": 100 + i, "type": "private"}, "text": article})
			if err := s.Handle(t.Context(), &job{updates: [][]byte{u}, attempt: 1}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(s.api.SentAll()); n != 40 {
		t.Errorf("%d answers", n)
	}
}

// A stop or a limit gives a job back uncounted; what it had sent by then is not
// sent again.
func TestAnAttemptThatDoesNotCountIsRemembered(t *testing.T) {
	s := newStage(t)
	j := &job{updates: [][]byte{text(10, article)}}
	for range 2 {
		j.attempt = 0
		if err := s.play(t, j); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.api.Calls("sendMessage")); n != 1 {
		t.Errorf("%d answers were sent", n)
	}
}

// A job that a limit sends back is read once for the chat's budget.
func TestComingAgainCostsNoBudget(t *testing.T) {
	s := newStage(t)
	s.api.TooMany(7, 60, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	j := &job{updates: [][]byte{text(10, article)}, attempt: 1}
	err := s.Handle(ctx, j)
	if wait, ok := telegram.RetryAfter(err); !ok || wait < 50*time.Second {
		t.Fatalf("the job ended with %v", err)
	}
	s.memory.spent["read:7"] = privatePerMinute // nothing is left
	if _, ok := telegram.RetryAfter(s.Handle(ctx, j)); !ok {
		t.Error("the chat has another minute to wait")
	}
	if slices.Contains(s.seen, "refused") {
		t.Error("the second attempt was refused")
	}
}

// Whatever the updates hold, nothing panics and the server finds no fault.
func FuzzHandle(f *testing.F) {
	for _, raw := range []string{
		`{"update_id":1,"message":{"message_id":1,"chat":{"id":7,"type":"private"},"text":"\ud800 12 people were killed \udfff"}}`,
		`{"update_id":1,"message":{"message_id":-1,"chat":{"id":0},"caption":"x","photo":[]}}`,
		`{"update_id":1,"callback_query":{"id":"","from":{"id":7},"message":{"chat":{"id":7,"type":"private"}},"data":"figures:t1:p9"}}`,
		`{"update_id":1,"inline_query":{"id":"1","from":{"id":7},"query":"\u0000"}}`,
		`{"update_id":1,"my_chat_member":{"chat":{"id":-5,"type":"group"}}}`,
		`{"update_id":1,"message":{"message_id":1,"chat":{"id":7,"type":"private"},"text":"/check","entities":[{"type":"bot_command","offset":0,"length":999}]}}`,
		`{"update_id":1,"edited_message":{"message_id":1,"chat":{"id":-7,"type":"supergroup"},"rich_message":{"blocks":[[],{}]}}}`,
	} {
		f.Add([]byte(raw), []byte(raw))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		h := New(Deps{Bot: silent{}, Read: (&reader{}).Read, Reports: newMemory(), Chats: newMemory(), Source: pages{}})
		if err := h.Handle(t.Context(), &job{updates: [][]byte{a, b}, attempt: 1}); err != nil && !strings.Contains(err.Error(), errAway.Error()) {
			t.Error(err)
		}
		if u, err := telegram.Decode(a); err == nil {
			if h := Classify(u); h.Delay < 0 || h.Delay > partDelay || h.Size < 0 {
				t.Errorf("hint %+v", h)
			}
		}
	})
}

// silent is a Bot that checks what it is given and says nothing.
type silent struct{}

func (silent) Me(context.Context) (telegram.User, error) {
	return telegram.User{ID: fakeapi.BotID, UserName: fakeapi.BotUsername}, nil
}

func (silent) Send(_ context.Context, o telegram.Out) (telegram.Sent, error) {
	if o.HTML == "" && o.Plain == "" || !telegram.Fits(o.HTML) {
		return telegram.Sent{}, fmt.Errorf("unfit to be sent: %q", o.HTML+o.Plain)
	}
	for _, row := range o.Keyboard {
		for _, b := range row {
			if len(b.Data) > telegram.MaxData || b.Text == "" {
				return telegram.Sent{}, fmt.Errorf("unfit button: %+v", b)
			}
		}
	}
	return telegram.Sent{Chat: o.Chat, ID: 1}, nil
}

func (silent) React(context.Context, int64, int, string) error { return nil }

func (s silent) Edit(ctx context.Context, chat int64, _ int, o telegram.Out) (telegram.Sent, error) {
	o.Chat = chat
	return s.Send(ctx, o)
}
func (silent) EditKeyboard(context.Context, int64, int, telegram.Keyboard) error { return nil }
func (silent) Delete(context.Context, int64, int) error                          { return nil }
func (silent) Typing(context.Context, int64, int) error                          { return nil }
func (silent) AnswerCallback(context.Context, string, string, bool) error        { return nil }
func (silent) Download(context.Context, string, int64) ([]byte, error)           { return []byte("x"), nil }
func (silent) SetCommands(context.Context, telegram.Scope, string, []telegram.BotCommand) error {
	return nil
}
func (silent) AnswerInline(context.Context, string, []telegram.InlineArticle, string, time.Duration) error {
	return nil
}
func (silent) SendDocument(context.Context, telegram.Upload) (telegram.Sent, error) {
	return telegram.Sent{ID: 1}, nil
}

func (silent) SendPhoto(context.Context, telegram.Upload) (telegram.Sent, error) {
	return telegram.Sent{ID: 1}, nil
}
func (silent) Member(context.Context, int64, int64) (telegram.ChatMember, error) {
	return telegram.ChatMember{}, nil
}
