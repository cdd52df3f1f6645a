package source

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// pageCase is a file of testdata/pages: what is expected, a line "---", and the
// page as a server would send it.
type pageCase struct {
	name   string
	fields map[string][]string
	body   []byte
}

func (c pageCase) get(key string) string { return strings.Join(c.fields[key], "\n") }

func readPages(t testing.TB) []pageCase {
	t.Helper()
	files, err := filepath.Glob("testdata/pages/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	var cases []pageCase
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, body, ok := bytes.Cut(data, []byte("\n---\n"))
		if !ok {
			t.Fatalf("%s: no line ---", file)
		}
		c := pageCase{name: strings.TrimSuffix(filepath.Base(file), ".txt"), fields: map[string][]string{}, body: body}
		for line := range strings.SplitSeq(string(head), "\n") {
			key, value, _ := strings.Cut(line, ": ")
			switch key {
			case "address", "title", "outlet", "url", "lang", "published", "paragraphs", "has", "not", "reason", "type":
			default:
				t.Fatalf("%s: unknown key %q", file, key)
			}
			c.fields[key] = append(c.fields[key], value)
		}
		cases = append(cases, c)
	}
	return cases
}

func TestPages(t *testing.T) {
	cases := readPages(t)
	byHost := map[string]pageCase{}
	var hosts []string
	for i, c := range cases {
		u, err := url.Parse(c.get("address"))
		if err != nil {
			t.Fatal(err)
		}
		byHost[u.Host+u.Path] = cases[i]
		hosts = append(hosts, u.Host)
	}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := byHost[r.Host+r.URL.Path]
		w.Header().Set("Content-Type", or(c.get("type"), "text/html"))
		w.Write(c.body)
	}))
	defer server.Close()
	seen := map[string]bool{}
	s := New(Config{})
	s.Hurry()
	s.Serve(server.Listener.Addr().String(), hosts...)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			u, _ := url.Parse(c.get("address"))
			if byHost[u.Host+u.Path].name != c.name {
				// Two cases at one address (the same page in other encodings).
				byHost[u.Host+u.Path] = c
			}
			a, err := s.Link(t.Context(), c.get("address"))
			checkPage(t, c, a, err)
		})
		seen[c.name] = true
	}
	if len(seen) < 12 {
		t.Errorf("only %d pages", len(seen))
	}
}

func checkPage(t *testing.T, c pageCase, a Article, err error) {
	t.Helper()
	if got := string(reasonOf(err)); got != c.get("reason") {
		t.Fatalf("reason %q, want %q (%v)\n%s", got, c.get("reason"), err, a.Text)
	}
	if err != nil {
		return
	}
	published := ""
	if !a.Published.IsZero() {
		published = a.Published.Format(time.RFC3339)
	}
	count := strconv.Itoa(len(strings.Split(a.Text, "\n\n")))
	for key, got := range map[string]string{
		"title": a.Title, "outlet": a.Outlet, "url": a.URL, "lang": a.Lang, "published": published, "paragraphs": count,
	} {
		if want, ok := c.fields[key]; ok && got != want[0] {
			t.Errorf("%s %q, want %q\n%s", key, got, want[0], a.Text)
		}
	}
	for _, part := range c.fields["has"] {
		if !strings.Contains(a.Text, part) {
			t.Errorf("%q is missing in\n%s", part, a.Text)
		}
	}
	for _, part := range c.fields["not"] {
		if strings.Contains(a.Text, part) {
			t.Errorf("%q should not be in\n%s", part, a.Text)
		}
	}
}

// answering is a server that says one thing.
func answering(t *testing.T, h http.HandlerFunc, cfg Config) *Source {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	s := New(cfg)
	s.Hurry()
	s.Serve(server.Listener.Addr().String(), "news.example.com")
	return s
}

func TestAnswersOfServers(t *testing.T) {
	zeros, bomb := make([]byte, 64<<10), gzipped(20<<20)
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   Reason
	}{
		"payment required": {status(402), Paywall},
		"unauthorized":     {status(401), NotPublic},
		"forbidden":        {status(403), Unreachable},
		"gone":             {status(410), Unreachable},
		"server error":     {status(500), Unreachable},
		"not modified":     {status(304), Unreachable},
		"announced too big": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "99999999")
			w.Write(zeros)
		}, TooBig},
		"endless": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(zeros); err != nil {
					return
				}
			}
		}, TooBig},
		"gzip bomb": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb)
		}, TooBig},
		"odd encoding": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, newsPage)
		}, Broken},
		"breaks off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			fmt.Fprint(w, newsPage[:200])
		}, Unreachable},
		"huge header": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Long", strings.Repeat("a", 1<<20))
		}, Unreachable},
		"redirect to nowhere": {status(302), Unreachable},
		"picture":             {content("image/png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), Unsupported},
		"json":                {content("application/json", `{"a":1}`), Unsupported},
		"empty":               {content("text/html", ""), TooShort},
		"plain text":          {content("text/plain", "Twelve people were killed."), ""},
		"pdf":                 {content("application/pdf", string(pdfOf("Twelve people were killed in the blast."))), ""},
		"pdf called html":     {content("text/html", string(pdfOf("Twelve people were killed in the blast."))), ""},
		"html called text":    {content("text/plain", newsPage), ""},
		"nested deeply":       {content("text/html", strings.Repeat("<div>", 100_000)), Broken},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := answering(t, c.answer, Config{}).Link(t.Context(), "http://news.example.com/a")
			if got := reasonOf(err); got != c.want {
				t.Errorf("reason %q, want %q (%v)", got, c.want, err)
			}
			if c.want == "" && !strings.Contains(a.Text, "people were killed") {
				t.Errorf("text %q", a.Text)
			}
		})
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func content(media, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", media)
		fmt.Fprint(w, body)
	}
}

func TestSlowServerIsLeft(t *testing.T) {
	s := answering(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, newsPage[:100])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}, Config{LinkTime: 300 * time.Millisecond})
	_, err := s.Link(t.Context(), "http://news.example.com/a")
	if got := reasonOf(err); got != Timeout {
		t.Errorf("reason %q, want %q (%v)", got, Timeout, err)
	}
}

func TestPlainTwinOfScriptedPage(t *testing.T) {
	s := answering(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/amp/a" {
			fmt.Fprint(w, newsPage)
			return
		}
		fmt.Fprint(w, `<html><head><link rel="amphtml" href="/amp/a"></head><body><div id="app"></div></body></html>`)
	}, Config{})
	a, err := s.Link(t.Context(), "http://news.example.com/a")
	if err != nil || a.Title != "Blast kills 12" {
		t.Errorf("%q, %v", a.Title, err)
	}
}

// What a server learns: the address and a plain name, and nothing to follow
// anybody by.
func TestRequestIsPlain(t *testing.T) {
	got := make(chan http.Header, 2)
	s := answering(t, func(w http.ResponseWriter, r *http.Request) {
		got <- r.Header.Clone()
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		if r.URL.Path == "/a" {
			http.Redirect(w, r, "/b", http.StatusFound)
			return
		}
		fmt.Fprint(w, newsPage)
	}, Config{UserAgent: "tollbot/test"})
	if _, err := s.Link(t.Context(), "http://news.example.com/a"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		h := <-got
		if h.Get("User-Agent") != "tollbot/test" || h.Get("Cookie") != "" || h.Get("Referer") != "" || h.Get("Authorization") != "" {
			t.Errorf("headers %v", h)
		}
	}
}

func TestOneHostIsNotHurried(t *testing.T) {
	s := New(Config{})
	for range hostBurst {
		if err := s.pace.wait(t.Context(), "a.example.com"); err != nil {
			t.Fatal(err)
		}
	}
	begin := time.Now()
	if err := s.pace.wait(t.Context(), "b.example.com"); err != nil || time.Since(begin) > hostEvery/2 {
		t.Errorf("another host had to wait: %v", err)
	}
	if s.pace.limiter("a.example.com").Allow() {
		t.Error("a fifth request at once was let through")
	}
}

func TestHostsAreForgotten(t *testing.T) {
	p := newPace(1)
	for i := range 3 * maxHosts {
		p.limiter(strconv.Itoa(i)).Allow()
	}
	if len(p.hosts) > maxHosts {
		t.Errorf("%d hosts are remembered", len(p.hosts))
	}
}
