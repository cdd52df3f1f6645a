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
	goleak.VerifyTestMain(m)
}
