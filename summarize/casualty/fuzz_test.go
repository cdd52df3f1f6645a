package casualty_test

import (
	"reflect"
	"testing"

	"tollbot/summarize/casualty"
	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/lexicon"
)

// Whatever the text: every mention lies inside it, a part belongs to a whole
// and never to itself, and reading twice finds the same.
func FuzzRead(f *testing.F) {
	for _, file := range []string{"passive", "active", "ellipsis", "subsets", "totals", "lists", "attackers", "headlines", "wires"} {
		cases, err := casetest.Read("testdata/" + file + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range cases {
			f.Add(c.Take("Title"), c.Text())
		}
	}
	f.Add("0", "+0000000000")
	f.Add("0", "&our People die")
	f.Add("12", "&people killed")
	f.Add("A", "Bodies")
	f.Add("0", "(0)")
	f.Add("0", "y among them eleven s and nearly 0 were wounded")
	f.Add("&A ", "passenger on board fell into a ravine on Tuesday, police said")
	f.Fuzz(func(t *testing.T, title, body string) {
		doc := tag(title, body)
		mentions, asides := casualty.Read(doc, nil)
		for i := range mentions {
			lawful(t, doc, mentions, i)
		}
		for _, a := range asides {
			if !inside(doc, a.First, a.End) || a.Why == "" {
				t.Errorf("aside %+v of %d tokens", a, len(doc.Tokens))
			}
		}
		again, asidesAgain := casualty.Read(tag(title, body), nil)
		if !reflect.DeepEqual(mentions, again) || !reflect.DeepEqual(asides, asidesAgain) {
			t.Errorf("read twice:\n%+v\n%+v", mentions, again)
		}
	})
}

func lawful(t *testing.T, doc *lexicon.Tagged, all []casualty.Mention, i int) {
	t.Helper()
	m := all[i]
	switch {
	case !inside(doc, m.First, m.End), !inside(doc, m.CountFirst, m.CountEnd):
		t.Errorf("mention %d is not inside the text: %+v", i, m)
	case m.PopFirst != m.PopEnd && !inside(doc, m.PopFirst, m.PopEnd):
		t.Errorf("who is counted by mention %d is not inside the text: %+v", i, m)
	case m.CountFirst < m.First || m.CountEnd > m.End:
		t.Errorf("mention %d does not quote its count: %+v", i, m)
	case m.Sent != int(doc.Tokens[m.CountFirst].Sent):
		t.Errorf("mention %d is not in its sentence: %+v", i, m)
	case m.Outcome == "" || m.Actor == "" || m.Rule == "" || m.Count.Min > m.Count.Max || m.Count.Min < 0:
		t.Errorf("mention %d is not whole: %+v", i, m)
	case i > 0 && all[i-1].CountFirst > m.CountFirst:
		t.Errorf("mention %d is out of order", i)
	}
	steps := 0
	for k := i; k >= 0; k = all[k].SubsetOf {
		if steps++; k >= len(all) || steps > len(all) {
			t.Fatalf("mention %d is a part of itself or of none: %+v", i, m)
		}
	}
}

// inside reports that tokens [first, end) are some, of one part of the text.
func inside(doc *lexicon.Tagged, first, end int) bool {
	return 0 <= first && first < end && end <= len(doc.Tokens) && doc.Tokens[first].Part == doc.Tokens[end-1].Part
}
