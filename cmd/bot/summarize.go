package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"tollbot/handlers/reply"
	"tollbot/summarize"
	"tollbot/summarize/lexicon"
)

// reading is what one summarize call asks for.
type reading struct {
	json, jsonl, explain bool
	file                 string // "-" is standard input
}

var errReadingUsage = errors.New("usage: bot summarize [--json|--jsonl|--explain] [FILE|-]")

// parseReading takes flags before and after the file's name.
func parseReading(args []string) (reading, error) {
	r := reading{file: "-"}
	flags := flag.NewFlagSet("summarize", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&r.json, "json", false, "")
	flags.BoolVar(&r.jsonl, "jsonl", false, "")
	flags.BoolVar(&r.explain, "explain", false, "")
	var files []string
	for {
		if err := flags.Parse(args); err != nil {
			return r, fmt.Errorf("%w\n%w", err, errReadingUsage)
		}
		if flags.NArg() == 0 {
			break
		}
		files, args = append(files, flags.Arg(0)), flags.Args()[1:]
	}
	if len(files) > 1 {
		return r, fmt.Errorf("one file at a time; %w", errReadingUsage)
	}
	if len(files) == 1 {
		r.file = files[0]
	}
	if count(r.json, r.jsonl, r.explain) > 1 {
		return r, fmt.Errorf("--json, --jsonl and --explain exclude each other; %w", errReadingUsage)
	}
	return r, nil
}

func count(flags ...bool) (n int) {
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// summarizeVerb reads one article, or with --jsonl one a line.
func summarizeVerb(ctx context.Context, c call) int {
	want, err := parseReading(c.args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(c.out, errReadingUsage)
		return exitOK
	}
	if err != nil {
		return c.complain(exitUsage, "%v", err)
	}
	in, err := open(want.file, c.in)
	if err != nil {
		return c.complain(exitFailed, "%v", err)
	}
	defer in.Close()
	out := bufio.NewWriterSize(c.out, 64<<10)
	if want.jsonl {
		return readMany(ctx, c, in, out)
	}
	return readOne(c, want, in, out)
}

// open opens the named file; "-" is the given standard input, left open.
func open(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	return os.Open(name)
}

// readOne reads a whole input as one article and prints what is wanted of it.
func readOne(c call, want reading, in io.Reader, out *bufio.Writer) int {
	defer sparing()()
	article, mended, err := readArticle(in)
	if err != nil {
		return c.complain(exitFailed, "%v", err)
	}
	if mended {
		c.complain(exitOK, "the text is not valid UTF-8; unreadable bytes are shown as \uFFFD")
	}
	report, why := summarize.Explain(article)
	switch {
	case want.json:
		err = writeIndented(out, report)
	case want.explain:
		explain(out, article, report, why)
	default:
		_, err = out.WriteString(reply.Card{Report: report, Article: article, Covers: lexicon.Languages()}.Plain())
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return c.complain(exitFailed, "writing the report: %v", err)
	}
	return exitOK
}

// sparing leaves the garbage of one article where it is, unless there is very
// much: collecting it would take as long as all the rest. The function it
// returns ends that.
func sparing() func() {
	const much = 256 << 20
	limit := debug.SetMemoryLimit(much)
	percent := debug.SetGCPercent(-1)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

func writeIndented(w io.Writer, report summarize.Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false) // quotes stay as the article has them
	enc.SetIndent("", "  ")
	return enc.Encode(report)
}
