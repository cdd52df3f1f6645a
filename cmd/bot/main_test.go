package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tollbot/internal/source"
)

// TestMain lets scripts call the test binary itself as bot, and gives the bots
// that tests start the sites of sites_test.go. The child in which such a bot
// parses a document is the test binary too.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == source.ChildArg {
		main()
	}
	if addr := os.Getenv(sitesVariable); addr != "" {
		sourceConfig.Network = sites(addr)
	}
	testscript.Main(m, map[string]func(){"bot": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("GORACE", "atexit_sleep_ms=0") // a second at each of many exits
			return nil
		},
	})
}
