package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/sync/semaphore"

	"tollbot/summarize"
)

// Reading many articles: lines are read by one goroutine, understood by one
// for each core and written in the order they came. What is under way is
// bounded twice: by number, so that the order costs little, and by bytes, so
// that a run of enormous lines does not fill the memory.
const (
	linesPerCore  = 16
	bytesUnderWay = 4 * maxArticle
)

// line is one input line on its way: done is closed once out is there.
type line struct {
	number int
	raw    []byte
	cut    bool
	out    []byte
	failed bool
	done   chan struct{}
}

// batch reads articles, one a line, and writes a result for each.
type batch struct {
	read    func(summarize.Article) summarize.Report
	workers int
	room    *semaphore.Weighted
	work    chan *line
	order   chan *line
	lines   atomic.Int64 // written so far, for the progress line
	failed  atomic.Int64
}

func newBatch(read func(summarize.Article) summarize.Report, workers int) *batch {
	window := workers * linesPerCore
	return &batch{
		read: read, workers: workers,
		room: semaphore.NewWeighted(bytesUnderWay),
		work: make(chan *line, window), order: make(chan *line, window),
	}
}

func readMany(ctx context.Context, c call, in io.Reader, out *bufio.Writer) int {
	// Nothing is kept from one article to the next, so collecting less often
	// costs memory that is there and saves time that is not.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	b := newBatch(summarize.Read, runtime.GOMAXPROCS(0))
	stop := showProgress(c.err, &b.lines)
	err := b.run(ctx, in, out)
	stop()
	if err != nil {
		return c.complain(exitFailed, "%v", err)
	}
	if n := b.failed.Load(); n > 0 {
		return c.complain(exitFailed, "%d of %d lines failed; each says why in its \"error\"", n, b.lines.Load())
	}
	return exitOK
}

// run returns once every line is written, or the input or the output failed,
// or ctx has ended, and leaves no goroutine behind. A Read that blocks in the
// input is waited for.
func (b *batch) run(ctx context.Context, in io.Reader, out *bufio.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var workers sync.WaitGroup
	for range b.workers {
		workers.Go(b.understand)
	}
	fed := make(chan error, 1)
	go func() { fed <- b.feed(ctx, in) }()
	err := b.write(out)
	if err != nil {
		cancel() // nobody reads the results any more
		for range b.order {
		}
	}
	workers.Wait()
	return errors.Join(err, <-fed)
}

// feed hands the lines on, blank ones left out.
func (b *batch) feed(ctx context.Context, in io.Reader) error {
	defer close(b.order)
	defer close(b.work)
	lines := newLineReader(in, maxArticle)
	for n := 1; ctx.Err() == nil; n++ {
		raw, cut, err := lines.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading line %d: %w", n, err)
		}
		if n == 1 {
			raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
		}
		if len(bytes.TrimSpace(raw)) == 0 {
			continue
		}
		if b.room.Acquire(ctx, int64(len(raw))) != nil {
			break
		}
		l := &line{number: n, raw: raw, cut: cut, done: make(chan struct{})}
		b.work <- l
		b.order <- l
	}
	return fmt.Errorf("stopped early: %w", context.Cause(ctx))
}

// write prints the results in input order. Small outputs are flushed when no
// further result waits, so that a script that feeds line by line is answered.
func (b *batch) write(out *bufio.Writer) error {
	for l := range b.order {
		<-l.done
		if _, err := out.Write(l.out); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
		b.room.Release(int64(len(l.raw)))
		b.lines.Add(1)
		if l.failed {
			b.failed.Add(1)
		}
		if len(b.order) == 0 {
			if err := out.Flush(); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
	}
	return nil
}

func (b *batch) understand() {
	for l := range b.work {
		l.out, l.failed = b.result(l)
		close(l.done)
	}
}

// outcome is one line of output: a report or an error, never both.
type outcome struct {
	ID     json.RawMessage   `json:"id"`
	Report *summarize.Report `json:"report,omitempty"`
	Error  string            `json:"error,omitempty"`
}

func (b *batch) result(l *line) (out []byte, failed bool) {
	o := outcome{ID: idOf(l.raw)}
	report, err := b.readLine(l)
	if err != nil {
		o.Error = fmt.Sprintf("line %d: %v", l.number, err)
	} else {
		o.Report = &report
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(o); err != nil {
		return fmt.Appendf(nil, "{\"id\":%s,\"error\":\"line %d: the report could not be written\"}\n", o.ID, l.number), true
	}
	return buf.Bytes(), err != nil
}

// readLine turns a panic of the engine into that line's error: thousands of
// other articles do not pay for one.
func (b *batch) readLine(l *line) (report summarize.Report, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the engine failed on this article, please report it: %v", p)
		}
	}()
	article, err := decodeLine(l.raw, l.cut)
	if err != nil {
		return report, err
	}
	return b.read(article), nil
}

// given is one article as a script sends it.
type given struct {
	ID        json.RawMessage `json:"id"`
	Title     string          `json:"title"`
	Text      *string         `json:"text"`
	Published string          `json:"published"`
	Lang      string          `json:"lang"`
}

func decodeLine(raw []byte, cut bool) (summarize.Article, error) {
	if cut {
		return summarize.Article{}, fmt.Errorf("longer than %d MB", maxArticle>>20)
	}
	if !utf8.Valid(raw) {
		return summarize.Article{}, errors.New("not valid UTF-8")
	}
	var g given
	if err := json.Unmarshal(raw, &g); err != nil {
		return summarize.Article{}, fmt.Errorf("not an article: %w", plainJSON(err))
	}
	if g.Text == nil {
		return summarize.Article{}, errors.New(`not an article: "text" is missing`)
	}
	published, err := parsePublished(g.Published)
	if err != nil {
		return summarize.Article{}, err
	}
	return summarize.Article{ID: plainID(g.ID), Title: g.Title, Text: *g.Text, Published: published, Lang: g.Lang}, nil
}

// plainJSON says a type mistake in the terms of the line, not of our structs.
func plainJSON(err error) error {
	var wrong *json.UnmarshalTypeError
	switch {
	case !errors.As(err, &wrong):
		return err
	case wrong.Field == "":
		return fmt.Errorf("the line is a JSON %s, not an object", wrong.Value)
	default:
		return fmt.Errorf("%q is a %s, not a %s", wrong.Field, wrong.Value, wrong.Type)
	}
}
