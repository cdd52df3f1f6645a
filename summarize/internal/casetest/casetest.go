// Package casetest reads case files and checks what they expect: text that a
// journalist can write and read, run by a page of Go in each package.
//
//	What this file is about, for the reader.
//
//	== at least, in words
//	# why this case is here
//	At least twelve people were killed, police said.
//	=> killed >=12 people
//
//	== a failure that is known
//	Twelve died, not thirteen.
//	?> killed 12
//
// A case is a title, lines of input and lines of what is to be read there. A
// line => must hold. A line ?> is a known failure: once it holds, the run
// fails until it is written =>, so that nothing that was won is lost again.
// What stands before the first title is the law of the file; a line that
// begins with "# " is a comment. What input and expectations look like is each
// package's own affair.
package casetest

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Case is one block of a case file.
type Case struct {
	File  string
	Line  int // of the title
	Title string
	Input []string // without comments and without blank lines at either end
	Want  []Want
}

// Want is one line of what a case expects.
type Want struct {
	Line  int
	Text  string
	Known bool // a known failure: ?>
}

// Run runs every case of the files that match pattern, each as a subtest
// "file/title". It fails where no file matches or a case expects nothing.
func Run(t *testing.T, pattern string, run func(*testing.T, *Case)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files %s: %v", pattern, err)
	}
	for _, file := range files {
		cases, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + "/" + c.Title
			t.Run(name, func(t *testing.T) { run(t, c) })
		}
	}
}

// Read reads the cases of a file. The error names file and line.
func Read(file string) ([]*Case, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return parse(file, b)
}

func parse(file string, b []byte) ([]*Case, error) {
	var cases []*Case
	c := &Case{} // takes the law of the file
	n := 0
	for sc := bufio.NewScanner(bytes.NewReader(b)); sc.Scan(); {
		n++
		line := strings.TrimRight(sc.Text(), " \t\r")
		head, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		switch {
		case head == "==":
			if err := c.whole(); err != nil {
				return nil, err
			}
			c = &Case{File: file, Line: n, Title: rest}
			cases = append(cases, c)
		case len(cases) == 0 || head == "#":
		case head == "=>" || head == "?>":
			c.Want = append(c.Want, Want{Line: n, Text: rest, Known: head == "?>"})
		case line != "" && len(c.Want) > 0:
			return nil, fmt.Errorf("%s:%d: text after what the case expects; begin a case with ==", file, n)
		case line != "" || len(c.Input) > 0:
			c.Input = append(c.Input, line)
		}
	}
	return cases, c.whole()
}

// whole trims what was read of a case and says what it lacks.
func (c *Case) whole() error {
	for len(c.Input) > 0 && c.Input[len(c.Input)-1] == "" {
		c.Input = c.Input[:len(c.Input)-1]
	}
	switch {
	case c.File == "":
		return nil
	case c.Title == "":
		return fmt.Errorf("%s:%d: a case without a title", c.File, c.Line)
	case len(c.Want) == 0:
		return fmt.Errorf("%s:%d: the case expects nothing", c.File, c.Line)
	}
	return nil
}

// Text returns the input as one string.
func (c *Case) Text() string { return strings.Join(c.Input, "\n") }

// Take removes the input line "name: value" and returns its value, "" where
// there is none: for a headline or a date above the text.
func (c *Case) Take(name string) string {
	for i, line := range c.Input {
		if v, ok := strings.CutPrefix(line, name+":"); ok {
			c.Input = append(c.Input[:i:i], c.Input[i+1:]...)
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// Each checks every expectation by itself: holds tells whether it is met and
// what was found instead.
func (c *Case) Each(t testing.TB, holds func(want string) (found string, ok bool)) {
	t.Helper()
	for _, w := range c.Want {
		found, ok := holds(w.Text)
		c.report(t, w, ok, found)
	}
}

// nothing, as an expectation of [Case.InOrder], says that no more was read
// than the other lines say. It goes without saying unless it is a known
// failure: "?> nothing".
const nothing = "nothing"

// InOrder checks that what was read is what the case expects, in the same
// order and nothing besides. Beside a known failure more may have been read.
func (c *Case) InOrder(t testing.TB, got []string, meets func(got, want string) bool) {
	t.Helper()
	var wants []Want
	bare := Want{Line: c.Line, Text: nothing}
	open := false // a known failure may have been read as something else
	for _, w := range c.Want {
		if w.Text == nothing {
			bare = w
			continue
		}
		wants = append(wants, w)
		open = open || w.Known
	}
	pairs := align(got, wants, meets)
	met := 0
	found := strings.Join(got, "\n\t")
	for i, w := range wants {
		c.report(t, w, pairs[i], found)
		if pairs[i] {
			met++
		}
	}
	switch more := met < len(got); {
	case bare.Known && !more && met == len(wants):
		c.report(t, bare, true, found)
	case !bare.Known && !open && more:
		t.Errorf("%s:%d: more was read than expected:\n\t%s", c.File, bare.Line, found)
	}
}

// align says which wants are met when as many as can be are met in order.
func align(got []string, wants []Want, meets func(got, want string) bool) []bool {
	best := make([][]int, len(wants)+1) // best[i][j]: of wants[i:] in got[j:]
	ok := make([][]bool, len(wants))
	best[len(wants)] = make([]int, len(got)+1)
	for i := len(wants) - 1; i >= 0; i-- {
		best[i], ok[i] = make([]int, len(got)+1), make([]bool, len(got))
		for j := len(got) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if ok[i][j] = meets(got[j], wants[i].Text); ok[i][j] {
				best[i][j] = max(best[i][j], 1+best[i+1][j+1])
			}
		}
	}
	met := make([]bool, len(wants))
	for i, j := 0, 0; i < len(wants) && j < len(got); {
		switch {
		case ok[i][j] && best[i][j] == 1+best[i+1][j+1]:
			met[i] = true
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return met
}

func (c *Case) report(t testing.TB, w Want, ok bool, found string) {
	t.Helper()
	switch {
	case w.Known && ok:
		t.Errorf("%s:%d: a known failure passes now, make it =>: %s", c.File, w.Line, w.Text)
	case !w.Known && !ok:
		t.Errorf("%s:%d: want %s\nread\n\t%s", c.File, w.Line, w.Text, found)
	}
}
