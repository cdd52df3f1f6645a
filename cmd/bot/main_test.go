package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts call the test binary itself as bot.
func TestMain(m *testing.M) {
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
