package casualty_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tollbot/summarize/casualty"
	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// TestCases runs testdata/*.txt; testdata/README tells how they are written.
func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txt", func(t *testing.T, c *casetest.Case) {
		doc := tag(c.Take("Title"), c.Text())
		mentions, asides := casualty.Read(doc, nil)
		got := make([]string, 0, len(mentions))
		for i := range mentions {
			got = append(got, line(doc, mentions, i))
		}
		set := make([]string, 0, len(asides))
		for _, a := range asides {
			set = append(set, fmt.Sprintf("aside %s: %s", doc.Slice(a.First, a.End), a.Why))
		}
		numbers, figures := *c, *c
		numbers.Want, figures.Want = nil, nil
		for _, w := range c.Want {
			if strings.HasPrefix(w.Text, "aside ") {
				numbers.Want = append(numbers.Want, w)
			} else {
				figures.Want = append(figures.Want, w)
			}
		}
		figures.InOrder(t, got, meets)
		numbers.Each(t, func(want string) (string, bool) {
			return strings.Join(set, "\n\t"), slices.ContainsFunc(set, func(a string) bool { return setAside(a, want) })
		})
	})
}

// must are the remarks of which a case that is silent says that they are not
// so; the others are checked only where a case makes them.
var (
	must = []string{"attacker", "part", "more", "running", "former", "includes"}
	may  = []string{"total", "listed", "complete", "headline", "one", "definite", "named", "ordinal", "then", "again", "succumbed"}
)

// line writes a mention as cases expect it.
func line(doc *lexicon.Tagged, all []casualty.Mention, i int) string {
	m := all[i]
	s := fmt.Sprintf("%s %s / %s /", m.Outcome, casetest.Count(m.Count), strings.ToLower(doc.Slice(m.PopFirst, m.PopEnd)))
	for _, f := range []struct {
		so   bool
		word string
	}{
		{m.Actor == casualty.Perpetrator, "attacker"}, {m.SubsetOf >= 0, "part of " + fmt.Sprint(m.SubsetOf+1)},
		{m.Additional, "more"}, {m.Running, "running"}, {m.Former, "former"}, {m.Includes, "includes"},
		{m.Total, "total"}, {m.List > 0, "listed"}, {m.Complete, "complete"}, {m.Headed, "headline"},
		{m.Then, "then"}, {m.Again, "again"}, {m.Succumbed, "succumbed"},
		{m.Counting == casualty.Indefinite, "one"}, {m.Counting == casualty.Definite, "definite"},
		{m.Counting == casualty.ByName, "named"}, {m.Counting == casualty.ByOrdinal, "ordinal"},
	} {
		if f.so {
			s += " " + f.word
		}
	}
	return s
}

// meets compares a line of [line] with one of a case.
func meets(got, want string) bool {
	head, who, remarks := split(got)
	want, ok := strings.CutPrefix(want, head)
	if !ok || want != "" && want[0] != ' ' {
		return false
	}
	people, said := words(want)
	if !strings.Contains(" "+who+" ", " "+people+" ") && people != "" {
		return false
	}
	for _, m := range must {
		if hasRemark(remarks, m) != hasRemark(said, m) {
			return false
		}
	}
	for _, m := range may {
		if hasRemark(said, m) && !hasRemark(remarks, m) {
			return false
		}
	}
	_, host, named := strings.Cut(said, "part of ")
	return !named || hasRemark(remarks, "part of "+strings.Fields(host)[0])
}

func split(got string) (head, who, remarks string) {
	f := strings.SplitN(got, " /", 3)
	return f[0], strings.TrimSpace(f[1]), strings.TrimSpace(f[2])
}

// words parts "people from Harrow part of 1" into who is counted and remarks.
func words(s string) (who, remarks string) {
	f := strings.Fields(strings.ToLower(s))
	k := slices.IndexFunc(f, func(w string) bool { return slices.Contains(must, w) || slices.Contains(may, w) })
	if k < 0 {
		k = len(f)
	}
	return strings.Join(f[:k], " "), strings.Join(f[k:], " ")
}

func hasRemark(remarks, m string) bool { return strings.Contains(" "+remarks+" ", " "+m+" ") }

// setAside compares "aside 6,200-seat hall: capacity" with "6,200" and, where
// the case gives one, the reason.
func setAside(got, want string) bool {
	number, why, hasWhy := strings.Cut(want, ": ")
	k := strings.LastIndex(got, ": ")
	return strings.Contains(" "+strings.TrimPrefix(got[:k], "aside ")+" ", strings.TrimPrefix(number, "aside ")) &&
		(!hasWhy || got[k+2:] == why)
}

func tag(title, body string) *lexicon.Tagged {
	lex := lexicon.For("en")
	doc, _ := text.Cut(title, body, lex)
	return lex.Tag(doc)
}
