package reply

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode/utf8"

	"tollbot/handlers/chart"
	"tollbot/internal/telegram"
	"tollbot/summarize"
)

// lawful holds a card against the package's law: Telegram's HTML, balanced,
// within its limits and never empty.
func lawful(s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("invalid UTF-8")
	}
	var open []string
	entities, plain := 0, strings.Builder{}
	for rest := s; rest != ""; {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			at = len(rest)
		}
		if strings.ContainsRune(rest[:at], '>') {
			return fmt.Errorf("a bare >")
		}
		plain.WriteString(html.UnescapeString(rest[:at]))
		if rest = rest[at:]; rest == "" {
			break
		}
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return fmt.Errorf("a tag cut off: %.20q", rest)
		}
		switch tag := rest[1:end]; tag {
		case "b", "blockquote expandable":
			open = append(open, strings.Fields(tag)[0])
			entities++
		default:
			if len(open) == 0 || tag != "/"+open[len(open)-1] {
				return fmt.Errorf("tag <%s> with %v open", tag, open)
			}
			open = open[:len(open)-1]
		}
		rest = rest[end+1:]
	}
	switch n := units(plain.String()); {
	case len(open) > 0:
		return fmt.Errorf("%v never closed", open)
	case strings.TrimSpace(plain.String()) == "":
		return fmt.Errorf("empty")
	case n > maxUnits:
		return fmt.Errorf("%d units", n)
	case entities > maxEntities:
		return fmt.Errorf("%d entities", entities)
	}
	return nil
}

func checkLaws(t *testing.T, c Card, langs ...string) {
	t.Helper()
	for _, lang := range langs {
		for _, length := range []Length{Normal, Short} {
			c.Lang, c.Length = lang, length
			if err := lawful(c.HTML()); err != nil {
				t.Errorf("%s %s: %v\n%s", lang, length, err, c.HTML())
			}
			if c.HTML() != c.HTML() {
				t.Errorf("%s %s: two cards of one report differ", lang, length)
			}
			if n := units(c.Line()); n > maxCopy {
				t.Errorf("%s: copy line of %d units", lang, n)
			}
			if strings.ContainsAny(c.Line(), "\n\x00") || !strings.HasSuffix(c.Plain(), "\n") {
				t.Errorf("%s: a broken line: %q", lang, c.Line())
			}
			if picture, caption, ok := c.Chart(); ok {
				if err := lawful(caption); err != nil || len(picture.Rows) < fewestVoices || len(picture.Rows) > chart.MostRows {
					t.Errorf("%s: chart of %d rows, caption %v", lang, len(picture.Rows), err)
				}
				if n, _ := telegram.Measure(caption); n > telegram.MaxCaption {
					t.Errorf("%s: caption of %d units", lang, n)
				}
			}
			for i, p := range c.Pages() {
				if err := lawful(p); err != nil {
					t.Errorf("%s page %d: %v", lang, i, err)
				}
			}
		}
	}
}

func TestEveryFixtureKeepsTheLaw(t *testing.T) {
	for _, path := range fixtures(t) {
		checkLaws(t, readFixture(t, path).card, "en", "ru", "xx-broken")
	}
}

// The first screen is what a phone shows before a tap.
func TestFirstScreen(t *testing.T) {
	for _, path := range fixtures(t) {
		c := readFixture(t, path).card
		p := newView(c).page()
		rows := 0
		for _, l := range p.head {
			rows += l.rows()
		}
		if rows > 12 {
			t.Errorf("%s: %d rows before the quote", path, rows)
		}
	}
}

func FuzzCard(f *testing.F) {
	for _, path := range fixtures(f) {
		if strings.Contains(path, "two-hundred") {
			continue // too slow to vary; TestEveryFixtureKeepsTheLaw has it
		}
		archive := readFixture(f, path)
		report, err := json.Marshal(archive.card.Report)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(report, archive.card.Article.Title, archive.card.Article.Text)
	}
	f.Add([]byte(`{"toll":{"killed":{"min":-5,"max":-9,"figures":["a","a"]}},"incidents":[{"role":"main","figures":[{"id":"a","span":[9,-1]}]}]}`), "", "\xff")
	f.Fuzz(func(t *testing.T, report []byte, title, text string) {
		var r summarize.Report
		if json.Unmarshal(report, &r) != nil {
			t.Skip()
		}
		checkLaws(t, Card{Report: r, Article: summarize.Article{Title: title, Text: text}}, "ru")
	})
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"short", 10, "short"},
		{"one two three four", 12, "one two…"},
		{"the first half, then the second half of it", 24, "the first half…"},
		{"unbrokenword", 6, "unbro…"},
		{"a\x00b\u202ec\n\n d", 20, "abc d"},
		{"😀😀😀", 4, "😀…"},
	} {
		if got := clip(c.in, c.n); got != c.want || units(got) > c.n {
			t.Errorf("clip(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

// A long quote keeps the words it is quoted for.
func TestAround(t *testing.T) {
	long := strings.Repeat("before ", 30) + "at least 31 people " + strings.Repeat("after ", 30)
	for _, words := range []string{"at least 31", "before before", "31 people after", "not in it", ""} {
		got := around(long, words, 60)
		if units(got) > 60 || strings.Contains(long, words) && !strings.Contains(got, words) {
			t.Errorf("around(%q) = %q", words, got)
		}
	}
	if got := around("short", "short", 60); got != "short" {
		t.Errorf("a short quote became %q", got)
	}
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct {
		text string
		want []int
	}{
		{"", nil},
		{"one", []int{0}},
		{"one\ntwo\nthree", []int{0, 4, 8}},
		{"one\nstill one\n\n\ntwo", []int{0, 16}},
		{"\n \none\r\n\r\ntwo", []int{3, 10}},
	} {
		if got := paragraphs(c.text); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("paragraphs(%q) = %v, want %v", c.text, got, c.want)
		}
	}
}

// A report that does not belong to the article gives quotes without a place.
func TestForeignSpans(t *testing.T) {
	p := newPlaces(summarize.Article{Text: "Two died.\n\nNine live."})
	for _, span := range []summarize.Span{{-1, 4}, {4, 2}, {0, 999}, {0, 3}, {1 << 40, 1 << 41}} {
		if s := p.find(summarize.InText, span, "Nine live"); s.paragraph != 0 {
			t.Errorf("span %v is paragraph %d", span, s.paragraph)
		}
	}
	if s := p.find(summarize.InText, summarize.Span{11, 20}, "Nine live"); s.paragraph != 2 {
		t.Errorf("paragraph %d, want 2", s.paragraph)
	}
}
