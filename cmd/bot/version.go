package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"tollbot/summarize"
)

// version is set by the release build (-ldflags "-X main.version=v1.2.3").
var version = "devel"

func printVersion(_ context.Context, c call) int {
	if len(c.args) > 0 {
		return c.complain(exitUsage, "version takes no arguments")
	}
	fmt.Fprintf(c.out, "bot %s (%s, %s)\nengine %s, report schema %d\n",
		version, revision(), runtime.Version(), summarize.Fingerprint(), summarize.Schema)
	return exitOK
}

// revision names the commit the binary was built from, with a + where the
// tree had changes of its own.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "no revision"
	}
	rev, dirty := "no revision", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			rev = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+"
		}
	}
	return rev + dirty
}
