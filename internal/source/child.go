package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// ChildArg is the hidden first argument with which this program is started
// again to parse one document. main must hand over to [ChildMain] before it
// does anything else, reading its configuration included.
const ChildArg = "__read-document"

// job says what the bytes behind it are. It is the first line the child reads.
type job struct {
	URL         string `json:"url,omitempty"` // of a fetched page; empty for a document
	ContentType string `json:"content_type,omitempty"`
	Name        string `json:"name,omitempty"`

	Memory int64         `json:"memory"`
	Time   time.Duration `json:"time"`
}

// result is the child's answer.
type result struct {
	Article Article `json:"article"`
	AMP     string  `json:"amp,omitempty"` // where a plain twin of the page is
	Reason  Reason  `json:"reason,omitempty"`
	Cause   string  `json:"cause,omitempty"`
}

func (r result) err() error {
	if r.Reason == "" {
		return nil
	}
	return &Error{Reason: r.Reason, Cause: errors.New(r.Cause)}
}

const (
	maxAnswer  = 8 << 20 // bytes; a text of maxText, escaped at worst
	parserWait = 20 * time.Second
)

// childEnv is all the child knows of the environment: no token, no address.
var childEnv = []string{"GOTRACEBACK=none", "GOMAXPROCS=2"}

// read parses data in a child process.
func (s *Source) read(ctx context.Context, j job, data []byte) (result, error) {
	if err := s.awaitParser(ctx); err != nil {
		return result{}, err
	}
	defer s.parsers.Release(1)
	ctx, cancel := context.WithTimeout(ctx, s.cfg.ParseTime)
	defer cancel()

	j.Memory, j.Time = s.cfg.Memory, s.cfg.ParseTime
	head, err := json.Marshal(j)
	if err != nil {
		return result{}, fail(Broken, "job: %w", err)
	}
	out, complaint := &capped{left: maxAnswer}, &capped{left: 4 << 10}
	cmd := exec.CommandContext(ctx, s.child[0], s.child[1:]...)
	cmd.Env = childEnv
	cmd.Dir = os.TempDir()
	cmd.Stdin = io.MultiReader(bytes.NewReader(append(head, '\n')), bytes.NewReader(data))
	cmd.Stdout, cmd.Stderr = out, complaint
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return result{}, childError(ctx, err, complaint.buf.String())
	}
	var r result
	if err := json.Unmarshal(out.buf.Bytes(), &r); err != nil {
		return result{}, fail(Broken, "the parser's answer of %d bytes is no JSON", out.buf.Len())
	}
	return r, r.err()
}

func (s *Source) awaitParser(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, parserWait)
	defer cancel()
	if err := s.parsers.Acquire(ctx, 1); err != nil {
		return fail(Busy, "no parser free")
	}
	return nil
}

// starved are the words with which the Go runtime dies when it gets no memory.
var starved = regexp.MustCompile(`out of memory|cannot allocate|cannot map pages|failed to (reserve|commit|create new OS thread)|newosproc|errno=12`)

// childError says what became of a child that did not answer. Its complaint is
// only looked at for known words: it may hold pieces of the text.
func childError(ctx context.Context, err error, complaint string) error {
	exit, ran := errors.AsType[*exec.ExitError](err)
	switch {
	case ctx.Err() != nil:
		return fail(Timeout, "parsing was stopped: %w", ctx.Err())
	case !ran:
		return fail(Busy, "the parser did not start: %w", err)
	case starved.MatchString(complaint):
		return fail(TooBig, "parsing took more than its memory")
	case exit.String() == "signal: killed":
		// Nobody here kills before the time is up; a system short of memory
		// does.
		return fail(TooBig, "the parser was killed from outside: %s", exit)
	case strings.Contains(complaint, "stack overflow"), strings.Contains(complaint, "stack exceeds"):
		return fail(Broken, "nested too deeply")
	}
	return fail(Broken, "the parser ended with %s", exit)
}

// capped keeps the first bytes written to it, however they come, and fails on more. The buffer is
// not embedded: its ReadFrom would be found and know no limit.
type capped struct {
	buf  bytes.Buffer
	left int
}

func (c *capped) Write(p []byte) (int, error) {
	n := min(len(p), c.left)
	c.buf.Write(p[:n])
	if c.left -= n; n < len(p) {
		return n, errors.New("answer too long")
	}
	return n, nil
}

// ChildMain is the other side: it reads one job and the bytes behind it from
// stdin, writes the answer to stdout and returns the exit code. It limits the
// process it runs in and must be all that the process does.
func ChildMain(stdin io.Reader, stdout io.Writer) int {
	// The PDF library prints what puzzles it.
	if null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0); err == nil {
		os.Stdout = null
	}
	in := bufio.NewReader(stdin)
	head, err := in.ReadBytes('\n')
	var j job
	if err != nil || json.Unmarshal(head, &j) != nil || j.Memory <= 0 || j.Time <= 0 {
		fmt.Fprintln(os.Stderr, "this verb is for the program's own use")
		return 2
	}
	// A parent that died cannot stop its child.
	time.AfterFunc(j.Time+time.Second, func() { os.Exit(3) })
	debug.SetMemoryLimit(j.Memory * 3 / 4)
	debug.SetMaxStack(int(min(j.Memory/4, 128<<20)))
	if err := limitSelf(j.Memory, j.Time); err != nil {
		fmt.Fprintln(os.Stderr, "limits:", err)
		return 4
	}
	data, err := io.ReadAll(io.LimitReader(in, MaxDocument+1))
	if err != nil {
		return 5
	}
	if err := json.NewEncoder(stdout).Encode(answer(j, data)); err != nil {
		return 6
	}
	return 0
}

// answer reads and turns whatever goes wrong, panics included, into a result.
func answer(j job, data []byte) (r result) {
	defer func() {
		if recover() != nil {
			r = result{Reason: Broken, Cause: "the parser panicked at " + panicSite()}
		}
	}()
	r, err := readBytes(j, data)
	if err == nil {
		return r
	}
	r.Article, r.Reason, r.Cause = Article{}, Broken, err.Error()
	if e, ok := errors.AsType[*Error](err); ok {
		r.Reason, r.Cause = e.Reason, ""
		if e.Cause != nil {
			r.Cause = e.Cause.Error()
		}
	}
	return r
}

// panicSite names the place and not the value: that may be a piece of the text.
func panicSite() string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		if f.Function != "" && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}
