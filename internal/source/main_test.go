package source

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// The test binary is its own child, as the program is.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == ChildArg {
		os.Exit(ChildMain(os.Stdin, os.Stdout))
	}
	// Under the race detector every child would sleep a second before it ends.
	childEnv = append(childEnv, "GORACE=atexit_sleep_ms=0")
	goleak.VerifyTestMain(m)
}
