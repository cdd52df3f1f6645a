// Command bot is the Telegram bot and, under its other verbs, the same engine
// without Telegram. Whatever the verb, an article is read by [summarize.Read]
// alone, so a script and a chat are told the same; only cmd/bot knows the
// environment, the signals and how the parts are wired.
package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"tollbot/internal/source"
)

// The exit statuses scripts may rely on.
const (
	exitOK     = 0
	exitFailed = 1 // something was not read, or the bot stopped with an error
	exitUsage  = 2 // the call or the configuration has to change first
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == source.ChildArg {
		os.Exit(source.ChildMain(os.Stdin, os.Stdout)) // a document is parsed: nothing else, not even the environment
	}
	c := call{args: os.Args[1:], in: os.Stdin, out: os.Stdout, err: os.Stderr, env: environment()}
	os.Exit(run(context.Background(), c))
}

// call is everything one run of the program is given from outside.
type call struct {
	args     []string
	in       io.Reader
	out, err io.Writer
	env      map[string]string
}

// complain tells the caller what went wrong and passes the status through.
func (c call) complain(status int, format string, args ...any) int {
	fmt.Fprintf(c.err, "bot: "+format+"\n", args...)
	return status
}

type verb struct {
	name, args, about string
	run               func(context.Context, call) int
}

var verbs = []verb{
	{"serve", "", "run the Telegram bot (also without a verb)", serve},
	{"summarize", "[--json|--jsonl|--explain] [FILE|-]", "read one article, or one a line", summarizeVerb},
	{"healthcheck", "", "ask the bot running on METRICS_ADDR whether it is well", healthcheck},
	{"dead", "[revive ID ...]", "list the jobs that were given up, or try some again", dead},
	{"feedback", "", "print what readers said was wrong, one JSON object a line", feedback},
	{"version", "", "print the build and the engine's fingerprint", printVersion},
}

// run carries out one call and returns its exit status.
func run(ctx context.Context, c call) int {
	if len(c.args) == 0 {
		return serve(ctx, c)
	}
	name := c.args[0]
	c.args = c.args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		printUsage(c.out)
		return exitOK
	case "-version", "--version":
		name = "version"
	}
	for _, v := range verbs {
		if v.name == name {
			return v.run(ctx, c)
		}
	}
	fmt.Fprintf(c.err, "bot: there is no verb %q\n\n", name)
	printUsage(c.err)
	return exitUsage
}

func printUsage(w io.Writer) {
	fmt.Fprint(w, "A Telegram bot that reads news articles for their casualty figures.\n\n")
	for _, v := range verbs {
		fmt.Fprintf(w, "  bot %s\n      %s\n", joinWords(v.name, v.args), v.about)
	}
	fmt.Fprint(w, "\nThe environment configures it; see .env.example.\n")
}

func joinWords(name, args string) string {
	if args == "" {
		return name
	}
	return name + " " + args
}
