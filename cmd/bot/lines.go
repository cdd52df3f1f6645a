package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// lineReader reads lines of any length in memory bounded by max: of a longer
// line it keeps the first max bytes, enough to tell whose it was, and skips
// the rest.
type lineReader struct {
	r   *bufio.Reader
	max int
}

func newLineReader(r io.Reader, max int) *lineReader {
	return &lineReader{bufio.NewReaderSize(r, 64<<10), max}
}

// next gives the next line without its end, and whether it was cut. A last
// line needs no newline. At the end it gives io.EOF and no line.
func (l *lineReader) next() (line []byte, cut bool, err error) {
	started := false
	for {
		part, err := l.r.ReadSlice('\n')
		started = started || len(part) > 0
		line, cut = l.take(line, part, cut)
		switch {
		case err == nil:
			return bytes.TrimRight(line, "\r\n"), cut, nil
		case errors.Is(err, io.EOF) && started:
			return line, cut, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, false, err
		}
	}
}

// take appends what still fits. The line's own end does not count.
func (l *lineReader) take(line, part []byte, cut bool) ([]byte, bool) {
	room := l.max - len(line)
	if len(part) <= room {
		return append(line, part...), cut
	}
	if len(bytes.TrimRight(part, "\r\n")) > room {
		cut = true
	}
	return append(line, part[:room]...), cut
}
