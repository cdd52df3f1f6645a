package source

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// limitSelf has the kernel hold this process to so many bytes beyond what it
// has mapped already, to its time on a processor, and to writing no files.
func limitSelf(memory int64, cpu time.Duration) error {
	mapped, err := addressSpace()
	if err != nil {
		return err
	}
	for _, l := range []struct {
		resource int
		max      uint64
	}{
		{unix.RLIMIT_AS, mapped + uint64(memory)},
		{unix.RLIMIT_CPU, uint64(cpu/time.Second) + 2},
		{unix.RLIMIT_FSIZE, 0},
		{unix.RLIMIT_CORE, 0},
	} {
		if err := unix.Prlimit(0, l.resource, &unix.Rlimit{Cur: l.max, Max: l.max}, nil); err != nil {
			return fmt.Errorf("limit %d to %d: %w", l.resource, l.max, err)
		}
	}
	return nil
}

// addressSpace is the size in bytes of all that this process has mapped. The Go
// runtime reserves more than a gigabyte of addresses before main, so a fixed
// limit would say little.
func addressSpace() (uint64, error) {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, err
	}
	var pages uint64
	if _, err := fmt.Sscan(string(statm), &pages); err != nil {
		return 0, fmt.Errorf("statm: %w", err)
	}
	return pages * uint64(os.Getpagesize()), nil
}
