package attribution

import (
	"fmt"
	"strings"
	"testing"

	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A case is a text and what is expected of phrases in it:
//
//	== title
//	Title: headline, if any
//	text
//	=> phrase | source | kind | status
//
// "-" is no source; kind and status may be left out. A line with ?> is a known
// failure, and the run fails when it starts to pass.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txt", func(t *testing.T, c *casetest.Case) {
		doc, r := read(c.Take("Title"), c.Text())
		c.Each(t, func(want string) (string, bool) {
			got, expected := answer(t, doc, r, want)
			return got, got == expected
		})
	})
}

func read(headline, body string) (*text.Doc, *Reading) {
	lex := lexicon.For("en")
	doc, _ := text.Cut(headline, body, lex)
	return doc, Read(lex.Tag(doc))
}

// answer reads the phrase of an expectation, with as many fields as it has.
func answer(t *testing.T, doc *text.Doc, r *Reading, want string) (got, expected string) {
	t.Helper()
	fields := strings.Split(want, "|")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	first, end, ok := find(doc, fields[0])
	if !ok {
		t.Fatalf("no phrase %q in the text", fields[0])
	}
	src, found := r.Source(first, end)
	status, _ := r.Status(first, end)
	if !found {
		src.Identity = "-"
	}
	all := []string{fields[0], src.Identity, src.Kind, string(status)}
	if fields[1] == "-" && len(fields) == 3 {
		all = []string{fields[0], src.Identity, string(status)}
	}
	return strings.Join(all[:len(fields)], " | "), strings.Join(fields, " | ")
}

// find returns the tokens of a phrase. "title:" in front looks in the headline.
func find(doc *text.Doc, phrase string) (first, end int, ok bool) {
	part := text.Body
	if rest, isTitle := strings.CutPrefix(phrase, "title:"); isTitle {
		part, phrase = text.Title, rest
	}
	at := strings.Index(doc.Parts[part], phrase)
	if at < 0 {
		return 0, 0, false
	}
	first = -1
	for i, tok := range doc.Tokens {
		if tok.Part != part || int(tok.End) <= at || int(tok.Start) >= at+len(phrase) {
			continue
		}
		if first < 0 {
			first = i
		}
		end = i + 1
	}
	return first, end, first >= 0
}

func ExampleReading_Source() {
	doc, r := read("", "At least nine people were killed, the fire service said.")
	first, end, _ := find(doc, "nine people")
	src, _ := r.Source(first, end)
	fmt.Println(doc.Slice(src.First, src.End), src.Kind)
	// Output: the fire service official
}
