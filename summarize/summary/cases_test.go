package summary

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A case is a text, perhaps behind a line "Title:", in which braces tell what
// the rest of the engine found in the sentence that they stand in: "{toll
// killed src} At least six …". A line "\" is an empty line before the text.
//
//	=> title: …       what FindTitle and Choose find; "-" for none
//	=> headline: …
//	=> point: …       one line each; a case with any lists them all
//	=> drop: …        a sentence that is furniture, one line each
//	?> …              a known failure
type pageCase struct {
	file, name  string
	line        int
	title, body string
	want        map[string][]string
	known       map[string]bool
	order       []string
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, f := range files {
		for _, c := range readCases(t, f) {
			t.Run(filepath.Base(f)+"/"+c.name, c.run)
		}
	}
}

func (c *pageCase) run(t *testing.T) {
	lex := lexicon.For("en")
	body, notes := unmark(c.body)
	doc, _ := text.Cut(c.title, body, lex)
	tagged := lex.Tag(doc)
	got := Lay(tagged).Choose(marksOf(doc, notes))
	for _, what := range c.order {
		have := answer(tagged, got, what)
		if what == "title" {
			c.sameTitle(t, lex, body, have)
			if p := Lay(tagged).Title(); p != got.Title {
				t.Errorf("%s:%d: Title has %v, Choose %v", c.file, c.line, p, got.Title)
			}
		}
		same := slices.Equal(have, c.want[what])
		switch {
		case c.known[what] && same:
			t.Errorf("%s:%d: %s passes now: make it =>", c.file, c.line, what)
		case !c.known[what] && !same:
			t.Errorf("%s:%d: %s:\n got %q\nwant %q", c.file, c.line, what, have, c.want[what])
		}
	}
}

// sameTitle checks that the title is found before cutting as after it.
func (c *pageCase) sameTitle(t *testing.T, lex *lexicon.Lexicon, body string, want []string) {
	have := []string{"-"}
	if title, _, ok := FindTitle(lex, body); ok {
		have = []string{body[title.Start:title.End]}
	}
	if c.title == "" && !slices.Equal(have, want) {
		t.Errorf("%s:%d: FindTitle has %q, Choose %q", c.file, c.line, have, want)
	}
}

// answer says what a choice has to one question of a case.
func answer(t *lexicon.Tagged, c Choice, what string) (out []string) {
	show := func(ps ...Piece) {
		for _, p := range ps {
			if p.Found() {
				out = append(out, t.Slice(p.First, p.End))
			}
		}
	}
	switch what {
	case "title":
		show(c.Title)
	case "headline":
		show(c.Headline)
	case "point":
		show(c.Points...)
	case "drop":
		for i, drop := range c.Drop {
			if s := &t.Sents[i]; drop {
				show(Piece{i, s.First, s.End})
			}
		}
	}
	if out == nil {
		out = []string{"-"}
	}
	return out
}

type note struct {
	at    int
	words []string
}

func unmark(s string) (plain string, notes []note) {
	var b strings.Builder
	for {
		i, j := strings.IndexByte(s, '{'), strings.IndexByte(s, '}')
		if i < 0 || j < i {
			b.WriteString(s)
			return b.String(), notes
		}
		b.WriteString(s[:i])
		notes = append(notes, note{b.Len(), strings.Fields(s[i+1 : j])})
		s = strings.TrimPrefix(s[j+1:], " ")
	}
}

var outcomes = []string{"killed", "injured", "missing", "rescued", "present", "detained"}

func marksOf(d *text.Doc, notes []note) Marks {
	out := make(Marks, len(d.Sents))
	for _, n := range notes {
		for i := range d.Sents {
			if d.Sents[i].Part == text.Body && d.Sents[i].End > 0 && d.Sents[i].Span.End > n.at {
				for _, w := range n.words {
					out[i].note(w)
				}
				break
			}
		}
	}
	return out
}

func (m *Mark) note(word string) {
	if i := slices.Index(outcomes, word); i >= 0 {
		m.Counts |= 1 << i
		m.Figures++
		return
	}
	switch word {
	case "none":
		m.Counts |= 1 << len(outcomes)
	case "toll":
		m.Toll = true
	case "src":
		m.Sourced = true
	case "claim":
		m.Claim = true
	case "place":
		m.Place = true
	case "site":
		m.Site = true
	case "date":
		m.Date = true
	case "old":
		m.Background = true
	case "a", "b", "c", "d":
		m.Disputed |= 1 << (word[0] - 'a')
	default:
		panic("no such mark: " + word)
	}
}

func readCases(t *testing.T, name string) []*pageCase {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []*pageCase
	n := 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		n++
		line := sc.Text()
		if rest, ok := strings.CutPrefix(line, "== "); ok {
			out = append(out, &pageCase{file: name, line: n, name: rest, want: map[string][]string{}, known: map[string]bool{}})
			continue
		}
		if len(out) > 0 {
			out[len(out)-1].read(t, line)
		}
	}
	for _, c := range out {
		c.body = strings.TrimSuffix(c.body, "\n")
	}
	return out
}

func (c *pageCase) read(t *testing.T, line string) {
	head, rest, _ := strings.Cut(line, " ")
	switch {
	case head == "=>" || head == "?>":
		what, text, ok := strings.Cut(rest, ":")
		if !ok {
			t.Fatalf("%s: %q is no expectation", c.file, line)
		}
		if c.want[what] == nil {
			c.order = append(c.order, what)
		}
		c.want[what] = append(c.want[what], strings.TrimSpace(text))
		c.known[what] = c.known[what] || head == "?>"
	case head == "Title:":
		c.title = rest
	case line == `\`:
		c.body += "\n"
	case len(c.order) == 0 && (line != "" || c.body != ""):
		c.body += line + "\n"
	}
}
