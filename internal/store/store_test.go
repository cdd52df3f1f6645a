package store

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tollbot/internal/redistest"
	"tollbot/summarize"
)

var (
	server  = redistest.Shared{}
	cluster = redistest.Shared{Options: redistest.Options{Cluster: true}}
)

func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "16") // the tests wait more than they work
	code := m.Run()
	server.Stop()
	cluster.Stop()
	if err := goleak.Find(); code == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// everywhere runs a test on the embedded stand-in, a server and a Cluster.
func everywhere(t *testing.T, test func(*testing.T, *Store)) {
	t.Parallel()
	for name, url := range map[string]func(testing.TB) string{
		"embedded": func(testing.TB) string { return "" },
		"redis":    func(t testing.TB) string { return server.Get(t).URL() },
		"cluster":  func(t testing.TB) string { return cluster.Get(t).URL() + "?cluster=true" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, url(t), Options{Prefix: t.Name()})
			s.patience = 10 * time.Second // a busy machine is no outage
			test(t, s)
		})
	}
}

func open(t *testing.T, url string, opt Options) *Store {
	t.Helper()
	if opt.Log == nil {
		opt.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	s, err := Open(t.Context(), url, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// tally counts what an observer is told.
type tally struct{ hits, misses, failures atomic.Int32 }

func (c *tally) Hit()                 { c.hits.Add(1) }
func (c *tally) Miss()                { c.misses.Add(1) }
func (c *tally) Failed(string, error) { c.failures.Add(1) }

func (c *tally) check(t *testing.T, hits, misses, failures int32) {
	t.Helper()
	if h, m, f := c.hits.Load(), c.misses.Load(), c.failures.Load(); h != hits || m != misses || f != failures {
		t.Errorf("%d hits, %d misses, %d failures; want %d, %d, %d", h, m, f, hits, misses, failures)
	}
}

func report(points int) summarize.Report {
	r := summarize.Read(summarize.Article{Title: "Sixty-two dead — “at least”"})
	for i := range points {
		r.KeyPoints = append(r.KeyPoints, summarize.KeyPoint{Text: fmt.Sprintf("At least %d people were killed.", i), Span: summarize.Span{i, i + 30}})
	}
	return r
}

func TestReports(t *testing.T) {
	everywhere(t, func(t *testing.T, s *Store) {
		var c tally
		s.opt.Observer = &c
		if _, ok := s.Report(t.Context(), "none"); ok {
			t.Error("a report from nowhere")
		}
		for _, points := range []int{0, 500} { // as it is, and compressed
			key, want := strconv.Itoa(points), report(points)
			s.PutReport(t.Context(), key, want)
			if got, ok := s.Report(t.Context(), key); !ok || !reflect.DeepEqual(got, want) {
				t.Errorf("%d points: another report came back", points)
			}
			ttl, err := s.rdb.TTL(t.Context(), s.reportName(key)).Result()
			if err != nil || ttl <= reportLife-time.Minute || ttl > reportLife {
				t.Errorf("it lives for %v, %v", ttl, err)
			}
		}
		c.check(t, 2, 1, 0)
	})
}

func TestABrokenReportIsAMiss(t *testing.T) {
	good, err := encode(report(500))
	if err != nil {
		t.Fatal(err)
	}
	small, err := encode(report(0))
	if err != nil {
		t.Fatal(err)
	}
	flip := func(b []byte, i int) []byte { b = bytes.Clone(b); b[i] ^= 0x10; return b }
	newer, err := encode(func() summarize.Report { r := report(0); r.Schema++; return r }())
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string][]byte{
		"empty": {}, "short": {'j', 1, 2}, "unknown packing": flip(small, 0), "cut": good[:len(good)-9],
		"a bit flipped in JSON": flip(small, 40), "a bit flipped in the sum": flip(small, 2),
		"a bit flipped in deflated": flip(good, len(good)/2), "another schema": newer,
		"no JSON": []byte("j\x00\x00\x00\x00"), "huge": make([]byte, mostKept+1),
	}
	everywhere(t, func(t *testing.T, s *Store) {
		for name, b := range cases {
			var c tally
			s.opt.Observer = &c
			if err := s.rdb.Set(t.Context(), s.reportName("k"), b, time.Minute).Err(); err != nil {
				t.Fatal(err)
			}
			if r, ok := s.Report(t.Context(), "k"); ok || !reflect.DeepEqual(r, summarize.Report{}) {
				t.Errorf("%s: taken for a report", name)
			}
			c.check(t, 0, 1, 1)
		}
	})
}

func TestAReportTooBigIsNotKept(t *testing.T) {
	s := open(t, "", Options{})
	s.patience = 10 * time.Second
	r := report(0)
	var b strings.Builder
	for i := range 400_000 { // does not compress below the cap
		fmt.Fprintf(&b, "%x", i*2654435761)
	}
	r.Headline = b.String()
	s.PutReport(t.Context(), "big", r)
	if n := s.rdb.Exists(t.Context(), s.reportName("big")).Val(); n != 0 {
		t.Error("it was kept")
	}
}

func TestReportKeys(t *testing.T) {
	base := summarize.Article{Title: "62 dead", Text: "At least 62 people\nwere killed.", Lang: "en"}
	alike := map[string]summarize.Article{
		"line ends":   {Title: "62 dead", Text: "At least 62 people\r\nwere killed.", Lang: "en"},
		"blanks":      {Title: " 62 dead\n", Text: "\n\nAt least 62 people \t\nwere killed.\n", Lang: "en"},
		"another id":  {ID: "x", Title: base.Title, Text: base.Text, Lang: "en"},
		"as it stood": base,
	}
	for name, a := range alike {
		if ReportKey(a, "f") != ReportKey(base, "f") {
			t.Errorf("%s: another key", name)
		}
		if n := Normal(a); n.Text != base.Text || n.Title != base.Title {
			t.Errorf("%s: read as %q, %q", name, n.Title, n.Text)
		}
	}
	if composed := Normal(summarize.Article{Text: "й e\u0301"}); composed.Text != "й é" {
		t.Errorf("composed letters: %q", composed.Text)
	}
	seen := map[string]string{ReportKey(base, "f"): "base", ReportKey(base, "g"): "another fingerprint"}
	other := map[string]func(a *summarize.Article){
		"a number":        func(a *summarize.Article) { a.Text = "At least 63 people\nwere killed." },
		"a letter's case": func(a *summarize.Article) { a.Text = "at least 62 people\nwere killed." },
		"the title":       func(a *summarize.Article) { a.Title = "" },
		"the border":      func(a *summarize.Article) { a.Title, a.Text = "62 deadAt", " least 62 people\nwere killed." },
		"the language":    func(a *summarize.Article) { a.Lang = "" },
		"the date":        func(a *summarize.Article) { a.Published = time.Date(2024, 3, 22, 0, 0, 0, 0, time.UTC) },
		"another date":    func(a *summarize.Article) { a.Published = time.Date(2024, 3, 23, 0, 0, 0, 0, time.UTC) },
	}
	for name, change := range other {
		a := base
		change(&a)
		key := ReportKey(a, "f")
		if was, ok := seen[key]; ok {
			t.Errorf("%s has the key of %s", name, was)
		}
		seen[key] = name
	}
}

func TestChatsKeepWhatTheyChose(t *testing.T) {
	everywhere(t, func(t *testing.T, s *Store) {
		ctx, want := t.Context(), Settings{Lang: "ru", Length: "short", Quiet: true, Speak: "reports", Changer: "everyone"}
		if got, known := s.Settings(ctx, 1); !known || got != (Settings{}) {
			t.Errorf("a new chat has %+v, %v", got, known)
		}
		if err := s.PutSettings(ctx, 1, want); err != nil {
			t.Fatal(err)
		}
		if got, known := s.Settings(ctx, 1); !known || got != want {
			t.Errorf("settings %+v, %v", got, known)
		}
		s.PutAnswer(ctx, 1, 7, Answer{8, "key"})
		if a, ok := s.Answer(ctx, 1, 7); !ok || a != (Answer{8, "key"}) {
			t.Errorf("answer %+v, %v", a, ok)
		}
		told := Told{9, time.Date(2031, 5, 4, 9, 0, 0, 0, time.UTC)}
		s.PutTold(ctx, 1, "hash", told)
		if got, ok := s.Told(ctx, 1, "hash"); !ok || got != told {
			t.Errorf("told %+v, %v", got, ok)
		}
		if got, ok := s.Told(ctx, 2, "hash"); ok {
			t.Errorf("another chat was told %+v", got)
		}
		for _, other := range []func() (Answer, bool){
			func() (Answer, bool) { return s.Answer(ctx, 1, 8) },
			func() (Answer, bool) { return s.Answer(ctx, 2, 7) },
		} {
			if a, ok := other(); ok {
				t.Errorf("another message has the answer %+v", a)
			}
		}
	})
}

func TestTokens(t *testing.T) {
	everywhere(t, func(t *testing.T, s *Store) {
		id, err := s.NewToken(t.Context(), 1, []byte("value"), time.Hour)
		if err != nil || len(id) != 22 {
			t.Fatal(id, err)
		}
		if v, ok := s.Token(t.Context(), id); !ok || string(v) != "value" {
			t.Errorf("token %q, %v", v, ok)
		}
		for _, bad := range []string{"", "x", id[:21], id + "A", strings.Repeat("A", 22), "../settings", strings.Repeat("ы", 11)} {
			if v, ok := s.Token(t.Context(), bad); ok {
				t.Errorf("id %q has the value %q", bad, v)
			}
		}
		long := []byte(strings.Repeat("Двенадцать человек погибли. ", 20_000)) // a megabyte
		if id, err = s.NewToken(t.Context(), 1, long, time.Hour); err != nil {
			t.Fatal(err)
		}
		if v, ok := s.Token(t.Context(), id); !ok || string(v) != string(long) {
			t.Errorf("a long text came back as %d bytes, %v", len(v), ok)
		}
		if _, err := s.NewToken(t.Context(), 1, make([]byte, tokenMost+1), time.Hour); err == nil {
			t.Error("a huge token was kept")
		}
	})
}

func TestTokensExpire(t *testing.T) {
	everywhere(t, func(t *testing.T, s *Store) {
		id, err := s.NewToken(t.Context(), 1, []byte("value"), time.Second)
		if err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(4 * time.Second); ; time.Sleep(50 * time.Millisecond) {
			if _, ok := s.Token(t.Context(), id); !ok {
				break
			}
			if time.Now().After(deadline) {
				t.Fatal("a token of one second outlived four")
			}
		}
	})
}

// fill gives a chat one of everything and returns its token.
func fill(t *testing.T, s *Store, chat int64) (token string) {
	t.Helper()
	ctx := t.Context()
	err := s.PutSettings(ctx, chat, Settings{Lang: fmt.Sprint(chat)})
	if err == nil {
		err = s.AddFeedback(ctx, chat, Feedback{ReportKey: "k", Note: fmt.Sprint(chat)})
	}
	if err == nil {
		token, err = s.NewToken(ctx, chat, []byte("v"), time.Hour)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.PutAnswer(ctx, chat, 1, Answer{2, "k"})
	return token
}

func TestForgottenIsGone(t *testing.T) {
	everywhere(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		token, other := fill(t, s, -100123), fill(t, s, 5)
		if err := s.Forget(ctx, -100123); err != nil {
			t.Fatal(err)
		}
		if _, ok := s.Token(ctx, token); ok {
			t.Error("its token is still there")
		}
		keys, err := s.rdb.Keys(ctx, "*-100123*").Result()
		if err != nil || len(keys) != 0 {
			t.Errorf("left: %v, %v", keys, err)
		}
		for _, name := range s.rdb.ZRange(ctx, s.feedbackIndex(), 0, -1).Val() {
			if strings.Contains(name, "100123") {
				t.Errorf("its feedback is still listed: %s", name)
			}
		}
		if v, _ := s.Settings(ctx, 5); v.Lang != "5" {
			t.Error("another chat's settings are gone")
		}
		if _, ok := s.Token(ctx, other); !ok {
			t.Error("another chat's token is gone")
		}
	})
}

func TestMigratedIsElsewhere(t *testing.T) {
	everywhere(t, func(t *testing.T, s *Store) {
		const from, to = -123, -100999
		ctx, token := t.Context(), fill(t, s, from)
		for range 2 { // the second time there is nothing to do
			if err := s.Migrate(ctx, from, to); err != nil {
				t.Fatal(err)
			}
		}
		if v, _ := s.Settings(ctx, to); v.Lang != "-123" {
			t.Errorf("settings %+v", v)
		}
		if a, ok := s.Answer(ctx, to, 1); ok {
			t.Errorf("an answer to another chat's message 1: %+v", a)
		}
		if _, ok := s.Token(ctx, token); !ok {
			t.Error("the token is gone")
		}
		if f, err := s.Feedback(ctx, 10); err != nil || len(f) != 1 || f[0].Note != "-123" {
			t.Errorf("feedback %+v, %v", f, err)
		}
		if keys := s.rdb.Keys(ctx, "*{-123}*").Val(); len(keys) != 2 { // where it went, and the list that says so
			t.Errorf("left behind: %v", keys)
		}
		if at, ok := s.Moved(ctx, from); !ok || at != to {
			t.Errorf("it went to %d, %v", at, ok)
		}
		if at, ok := s.Moved(ctx, to); ok {
			t.Errorf("the new chat went to %d", at)
		}
		if err := s.Forget(ctx, from); err != nil {
			t.Fatal(err)
		}
		if at, ok := s.Moved(ctx, from); ok {
			t.Errorf("forgotten, it went to %d", at)
		}
		if err := s.Forget(ctx, to); err != nil {
			t.Fatal(err)
		}
		if _, ok := s.Token(ctx, token); ok {
			t.Error("the new chat's forgetting left the token")
		}
		if f, err := s.Feedback(ctx, 10); err != nil || len(f) != 0 {
			t.Errorf("feedback after all is forgotten: %+v, %v", f, err)
		}
	})
}

func TestFeedbackIsListedNewestFirst(t *testing.T) {
	everywhere(t, func(t *testing.T, s *Store) {
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for i := range 5 {
			f := Feedback{At: at.Add(time.Duration(i) * time.Hour), Figure: fmt.Sprint("f", i), Note: strings.Repeat("é", 800)}
			if err := s.AddFeedback(t.Context(), int64(i), f); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.Feedback(t.Context(), 3)
		if err != nil {
			t.Fatal(err)
		}
		var figures []string
		for _, f := range got {
			figures = append(figures, f.Figure)
			if len(f.Note) != mostNote {
				t.Errorf("a note of %d bytes", len(f.Note))
			}
		}
		if !slices.Equal(figures, []string{"f4", "f3", "f2"}) {
			t.Errorf("feedback on %v", figures)
		}
	})
}

func TestBudgets(t *testing.T) {
	everywhere(t, func(t *testing.T, s *Store) {
		for i := range 3 {
			if ok, _ := s.Allow(t.Context(), "ann", 3); !ok {
				t.Errorf("call %d of 3 was refused", i+1)
			}
		}
		if ok, wait := s.Allow(t.Context(), "ann", 3); ok || wait <= 0 || wait > time.Minute {
			t.Errorf("the fourth: %v, %v", ok, wait)
		}
		if ok, _ := s.Allow(t.Context(), "bob", 3); !ok {
			t.Error("bob pays for ann")
		}
		if ok, _ := s.Allow(t.Context(), "ann", 0); !ok {
			t.Error("no budget is no limit")
		}
	})
}
