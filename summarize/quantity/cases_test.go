package quantity_test

import (
	"strings"
	"testing"

	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// A case expects every number of its text, in order:
//
//	=> 62                     exactly 62
//	=> >=12 | "at least 12"   the words may follow, hedge and all
//	=> 20..199 vague
//	=> 9 ordinal
//	=> - age | "41"           counts no people, and why
//
// Counts are written as [casetest.Count] does.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txt", func(t *testing.T, c *casetest.Case) {
		doc := tag(c.Text())
		var got []string
		for _, q := range quantity.Scan(doc) {
			got = append(got, line(doc, q))
		}
		c.InOrder(t, got, func(got, want string) bool {
			return got == want || strings.HasPrefix(got, want+" | ")
		})
	})
}

func line(doc *lexicon.Tagged, q quantity.Quantity) string {
	s := casetest.Count(q.Count)
	switch {
	case q.Reason != "":
		s = "- " + q.Reason
	case q.Ordinal:
		s += " ordinal"
	}
	return s + ` | "` + doc.Slice(q.First, q.End) + `"`
}

func tag(s string) *lexicon.Tagged {
	lex := lexicon.For("en")
	doc, _ := text.Cut("", s, lex)
	return lex.Tag(doc)
}
