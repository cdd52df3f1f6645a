package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tollbot/summarize"
)

func echo(a summarize.Article) summarize.Report {
	return summarize.Report{Title: a.Title, Headline: a.Text}
}

type printed struct {
	ID     any               `json:"id"`
	Report *summarize.Report `json:"report"`
	Error  string            `json:"error"`
}

func decodeAll(t *testing.T, out []byte) []printed {
	t.Helper()
	var all []printed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p printed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("the output is no JSON: %v", err)
		}
		all = append(all, p)
	}
}

func runBatch(t *testing.T, read func(summarize.Article) summarize.Report, in io.Reader) []printed {
	t.Helper()
	var out bytes.Buffer
	if err := newBatch(read, 4).run(t.Context(), in, bufio.NewWriter(&out)); err != nil {
		t.Fatal(err)
	}
	return decodeAll(t, out.Bytes())
}

// Early articles are made to finish last; the order must not show it.
func TestBatchKeepsOrder(t *testing.T) {
	defer goleak.VerifyNone(t)
	var in strings.Builder
	const n = 500
	for i := range n {
		fmt.Fprintf(&in, "{\"id\":\"%d\",\"text\":\"t%d\"}\n", i, i)
	}
	got := runBatch(t, func(a summarize.Article) summarize.Report {
		if strings.HasSuffix(a.Text, "0") {
			time.Sleep(time.Millisecond)
		}
		return echo(a)
	}, strings.NewReader(in.String()))
	if len(got) != n {
		t.Fatalf("got %d results, want %d", len(got), n)
	}
	for i, p := range got {
		if p.ID != fmt.Sprint(i) || p.Report.Headline != fmt.Sprintf("t%d", i) {
			t.Fatalf("result %d is of %v", i, p.ID)
		}
	}
}

func TestBatchSurvives(t *testing.T) {
	defer goleak.VerifyNone(t)
	long := `{"id":"long","text":"` + strings.Repeat("9", maxArticle) + `"}`
	cases := []struct{ name, line, id, fault string }{
		{"a panic of the engine", `{"id":"x","text":"panic"}`, "x", "please report it: out of words"},
		{"a line beyond the bound", long, "long", "longer than 8 MB"},
		{"bytes that are no UTF-8", "{\"id\":\"x\",\"text\":\"\xff\"}", "x", "not valid UTF-8"},
		{"an id that is an object", `{"id":{"a":1}}`, "", `"text" is missing`},
		{"null", `null`, "", `"text" is missing`},
		{"a deep nest", strings.Repeat("[", 100_000), "", "not an article"},
		{"a control character", "{\"id\":\"x\",\"text\":\"a\x00b\"}", "x", "not an article"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := runBatch(t, func(a summarize.Article) summarize.Report {
				if a.Text == "panic" {
					panic("out of words")
				}
				return echo(a)
			}, strings.NewReader(c.line+"\n{\"id\":\"next\",\"text\":\"fine\"}"))
			if len(got) != 2 || got[0].ID != c.id || !strings.Contains(got[0].Error, c.fault) {
				t.Errorf("got %+v, want id %q and %q", got, c.id, c.fault)
			}
			if last := got[len(got)-1]; last.ID != "next" || last.Report == nil {
				t.Errorf("the next line was lost: %+v", last)
			}
		})
	}
}

// endless is an input without end that counts what is taken from it.
type endless struct {
	line  []byte
	taken atomic.Int64
}

func (e *endless) Read(p []byte) (int, error) {
	n := 0
	for n+len(e.line) <= len(p) {
		n += copy(p[n:], e.line)
	}
	e.taken.Add(int64(n))
	return n, nil
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// A reader that goes away stops the work, and nothing runs on behind.
func TestBatchStopsWhenNobodyReads(t *testing.T) {
	defer goleak.VerifyNone(t)
	in := &endless{line: []byte("{\"text\":\"x\"}\n")}
	err := newBatch(echo, 2).run(t.Context(), in, bufio.NewWriter(closedPipe{}))
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v, want the write error", err)
	}
}

func TestBatchStopsWithItsContext(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithCancel(t.Context())
	in := &endless{line: []byte("{\"text\":\"x\"}\n")}
	read := func(a summarize.Article) summarize.Report { cancel(); return echo(a) }
	err := newBatch(read, 2).run(ctx, in, bufio.NewWriter(io.Discard))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

// While the first article is not done, no more than the window is taken in.
func TestBatchHoldsNoMoreThanItsWindow(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithCancel(t.Context())
	const kilobytes = 64
	in := &endless{line: []byte(`{"text":"` + strings.Repeat("x", kilobytes<<10-12) + "\"}\n")}
	held := make(chan struct{})
	b := newBatch(func(a summarize.Article) summarize.Report { <-held; return echo(a) }, 2)
	ended := make(chan error, 1)
	go func() { ended <- b.run(ctx, in, bufio.NewWriter(io.Discard)) }()
	for len(b.order) < cap(b.order) {
		time.Sleep(time.Millisecond) // until the window is full; a batch without one never fills it
	}
	if limit := int64(2*linesPerCore+8) * kilobytes << 10; in.taken.Load() > limit {
		t.Errorf("%d bytes taken in, want no more than %d", in.taken.Load(), limit)
	}
	cancel()
	close(held)
	<-ended
}

func TestIDOf(t *testing.T) {
	for line, want := range map[string]string{
		`{"id":"a","text":"x"}`:               `"a"`,
		`{"text":"x","id":"ä\n"}`:             `"ä\n"`,
		`{"id":-7.5}`:                         `-7.5`,
		`{"id":true,"text":"x"}`:              `""`,
		`{"nested":{"id":"no"},"id":"y`:       `""`,
		`{"nested":{"id":"no"},"id":"y",bro`:  `"y"`,
		`[{"id":"no"}]`:                       `""`,
		`{"text":"\"id\":\"no\"","id":"yes"}`: `"yes"`,
		``:                                    `""`,
	} {
		if got := string(idOf([]byte(line))); got != want {
			t.Errorf("idOf(%s) = %s, want %s", line, got, want)
		}
	}
}

func FuzzBatchLine(f *testing.F) {
	for _, seed := range []string{`{"id":"a","text":"x"}`, `{"id":1e9,"text":"\ud83d"}`, `{"id":"a`, "\xff", `{"published":"2031-05-06"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		out, _ := newBatch(echo, 1).result(&line{number: 1, raw: raw})
		if !json.Valid(out) || bytes.Count(out, []byte("\n")) != 1 {
			t.Errorf("the result of %q is not one line of JSON: %q", raw, out)
		}
	})
}

// BenchmarkBatch reads the ferry article over and over, as --jsonl does.
func BenchmarkBatch(b *testing.B) {
	text, err := os.ReadFile("testdata/ferry.txt")
	if err != nil {
		b.Fatal(err)
	}
	one, err := json.Marshal(map[string]string{"id": "a", "text": string(text)})
	if err != nil {
		b.Fatal(err)
	}
	in := bytes.NewReader(bytes.Repeat(append(one, '\n'), b.N))
	b.SetBytes(int64(len(one)))
	b.ReportAllocs()
	b.ResetTimer()
	if err := newBatch(summarize.Read, runtime.GOMAXPROCS(0)).run(b.Context(), in, bufio.NewWriter(io.Discard)); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
