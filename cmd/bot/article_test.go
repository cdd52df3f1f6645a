package main

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestReadArticle(t *testing.T) {
	cases := []struct {
		name, in, title, text string
		mended                bool
	}{
		{name: "title and text", in: "Title\n\nText\n\nMore\n", title: "Title", text: "Text\n\nMore\n"},
		{name: "line ends of Windows", in: "Title\r\n\r\nText\r\n", title: "Title", text: "Text\r\n"},
		{name: "several blank lines", in: "\n\nTitle\n \n\nText", title: "Title", text: "Text"},
		{name: "no blank line", in: "First\nsecond\n\nthird", text: "First\nsecond\n\nthird"},
		{name: "one line", in: "Alone\n\n\n", text: "Alone\n\n\n"},
		{name: "nothing", in: ""},
		{name: "UTF-8 with its mark", in: "\uFEFFTitle\n\nText", title: "Title", text: "Text"},
		{name: "UTF-16", in: "\xff\xfeT\x00\n\x00\n\x00\xe4\x00", title: "T", text: "ä"},
		{name: "no UTF-8", in: "a\xff\xfeb", text: "a\uFFFDb", mended: true},
		{name: "half a surrogate", in: "a\xed\xa0\xbdb", text: "a\uFFFDb", mended: true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, mended, err := readArticle(iotest.OneByteReader(strings.NewReader(c.in)))
			if err != nil || a.Title != c.title || a.Text != c.text || mended != c.mended {
				t.Errorf("got %q / %q, mended %v, %v", a.Title, a.Text, mended, err)
			}
		})
	}
}

func TestReadArticleRefuses(t *testing.T) {
	if _, _, err := readArticle(io.LimitReader(&endless{line: []byte("9")}, maxArticle+1)); err == nil {
		t.Error("an article beyond the bound was taken")
	}
	broken := errors.New("cable pulled")
	if _, _, err := readArticle(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("got %v, want the cause", err)
	}
}

func TestParsePublished(t *testing.T) {
	day := time.Date(2031, 5, 6, 0, 0, 0, 0, time.UTC)
	for in, want := range map[string]time.Time{
		"": {}, "2031-05-06": day, "2031-05-06T02:00:00+02:00": day,
	} {
		if got, err := parsePublished(in); err != nil || !got.Equal(want) {
			t.Errorf("parsePublished(%q) = %v, %v", in, got, err)
		}
	}
	for _, in := range []string{"6 May", "2031-13-01", "2031-05-06T02:00:00", " "} {
		if got, err := parsePublished(in); err == nil {
			t.Errorf("parsePublished(%q) = %v, want an error", in, got)
		}
	}
}

func TestLines(t *testing.T) {
	const max = 8
	cases := []struct {
		in   string
		want []string // a trailing + marks a line that was cut
	}{
		{"", nil},
		{"\n", []string{""}},
		{"a\nb", []string{"a", "b"}},
		{"a\r\n\r\nb\n", []string{"a", "", "b"}},
		{"12345678\n123456789\nz", []string{"12345678", "12345678+", "z"}},
		{"12345678", []string{"12345678"}},
		{strings.Repeat("x", 200_000) + "\nz\n", []string{"xxxxxxxx+", "z"}},
	}
	for _, c := range cases {
		lines := newLineReader(strings.NewReader(c.in), max)
		var got []string
		for {
			line, cut, err := lines.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			mark := ""
			if cut {
				mark = "+"
			}
			got = append(got, string(line)+mark)
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") || len(got) != len(c.want) {
			t.Errorf("lines of %.20q: got %q, want %q", c.in, got, c.want)
		}
	}
}
