package main

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"golang.org/x/term"
)

// showProgress keeps one line on w up to date with how many lines are done,
// if w is a terminal; a log file gets nothing. The function it returns ends
// the line and waits until nothing more is written.
func showProgress(w io.Writer, done *atomic.Int64) (stop func()) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return func() {}
	}
	quit, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		keepProgress(w, done, quit)
	}()
	return func() { close(quit); <-ended }
}

func keepProgress(w io.Writer, done *atomic.Int64, quit <-chan struct{}) {
	const redraw = 250 * time.Millisecond
	tick := time.NewTicker(redraw)
	defer tick.Stop()
	start := time.Now()
	for {
		select {
		case <-tick.C:
			n := done.Load()
			fmt.Fprintf(w, "\r%d articles, %.0f/s ", n, float64(n)/time.Since(start).Seconds())
		case <-quit:
			fmt.Fprintf(w, "\r%d articles in %s\n", done.Load(), time.Since(start).Round(time.Millisecond))
			return
		}
	}
}
