package source

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// reserve is how many bytes of addresses beyond its memory the Go runtime may
// set aside: it takes 64 MB at a time and fills them as needed.
const reserve = 512 << 20

// limitSelf has the kernel hold this process to so many bytes beyond what it
// has already, to its time on a processor, and to writing no files.
func limitSelf(memory int64, cpu time.Duration) error {
	addresses, data, err := mapped()
	if err != nil {
		return err
	}
	for _, l := range []struct {
		resource int
		max      uint64
	}{
		// What is writable is counted; where a kernel does not count that,
		// addresses are.
		{unix.RLIMIT_DATA, data + uint64(memory)},
		{unix.RLIMIT_AS, addresses + uint64(memory) + reserve},
		// Two processors are used at most (see childEnv), so that the
		// parent's clock runs out first; this one is for orphans.
		{unix.RLIMIT_CPU, 2*uint64(cpu/time.Second) + 2},
		{unix.RLIMIT_FSIZE, 0},
		{unix.RLIMIT_CORE, 0},
	} {
		if err := unix.Prlimit(0, l.resource, &unix.Rlimit{Cur: l.max, Max: l.max}, nil); err != nil {
			return fmt.Errorf("limit %d to %d: %w", l.resource, l.max, err)
		}
	}
	return nil
}

// mapped is the size in bytes of all that this process has mapped, and of what
// it may write to. The Go runtime sets a gigabyte of addresses aside before
// main, so fixed limits would say little.
func mapped() (addresses, data uint64, err error) {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, 0, err
	}
	var pages [6]uint64
	for i, field := range bytes.Fields(statm) {
		if i < len(pages) {
			pages[i], err = strconv.ParseUint(string(field), 10, 64)
		}
		if err != nil {
			return 0, 0, fmt.Errorf("statm: %w", err)
		}
	}
	size := uint64(os.Getpagesize())
	return pages[0] * size, pages[5] * size, nil
}
