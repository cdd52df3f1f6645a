package reply

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tollbot/summarize"
)

// severities ranks what asks something of a desk; info asks nothing and is
// never called a discrepancy.
var severities = map[summarize.Severity]int{
	summarize.High: rankHigh, summarize.Medium: rankMedium, summarize.Low: rankLow,
}

// checks are the discrepancies, numbered, the worst first.
func (v *view) checks() []item {
	var found []summarize.Discrepancy
	for _, d := range v.Report.Discrepancies {
		if _, ok := severities[d.Severity]; ok {
			found = append(found, d)
		}
	}
	if len(found) == 0 {
		return v.consistent()
	}
	slices.SortStableFunc(found, func(a, b summarize.Discrepancy) int {
		return cmp.Compare(severities[a.Severity], severities[b.Severity])
	})
	items := []item{{line: line{text("⚠ "), label(v.say.Count("check", len(found)))}}}
	for i, d := range found {
		says, proof := v.discrepancy(d), v.proof(d)
		items = append(items, item{
			line: line{text(fmt.Sprintf("%d. %s", i+1, says))}, rank: severities[d.Severity],
			stays: line{text(fmt.Sprintf("%d %s", i+1, proof))},
			moves: line{text(fmt.Sprintf("%d. %s — %s", i+1, says, proof))},
		})
		v.shown[d.A], v.shown[d.B] = true, true
	}
	return items
}

// consistent says that figures were compared and fit. One figure alone has
// nothing to be compared with, and no such word is said of it.
func (v *view) consistent() []item {
	counted := false
	for _, t := range v.Report.Toll {
		counted = counted || t.Max == nil || *t.Max > 0
	}
	if !counted || len(v.figures) < 2 {
		return nil
	}
	return []item{{line: line{text("✓ " + v.say.Say("consistent"))}, rank: rankLow}}
}

// side is one of the two things that do not fit.
type side struct {
	who    string // title, a source, or text
	words  string // as the article has them, quoted
	plain  bool   // who says no more than that it is in the text
	titled bool
	spot   spot
	quote  string
}

func (v *view) side(id, quote string) (side, bool) {
	f, ok := v.figures[id]
	if !ok {
		return v.wordsOnly(quote)
	}
	s := side{
		words: v.quoted(clip(cmp.Or(f.Words, f.Quote), 40)), titled: f.Where == summarize.InTitle,
		spot: v.text.find(f.Where, f.Span, f.Quote), quote: around(f.Quote, f.Words, quoteLength),
	}
	switch {
	case s.titled:
		s.who = v.say.Say("side-title")
	case sourceName(f.Source) != "":
		s.who = isolate(sourceName(f.Source))
	default:
		s.who, s.plain = v.say.Say("side-text"), true
	}
	// "31 Dead" says more than "31", where no source stands before it.
	if short := clean(f.Quote); (s.titled || s.plain) && short != "" && units(short) <= 28 {
		s.words = v.quoted(short)
	}
	return s, true
}

// wordsOnly is a side that is no figure: a date, a weekday, a denial.
func (v *view) wordsOnly(quote string) (side, bool) {
	s := side{words: v.quoted(clip(quote, 40)), who: v.say.Say("side-text"), plain: true, quote: clip(quote, quoteLength)}
	if quote == "" {
		return s, false
	}
	if at := strings.Index(v.Article.Text, quote); at >= 0 {
		s.spot = v.text.find(summarize.InText, summarize.Span{at, at + len(quote)}, quote)
	} else if strings.Contains(v.Article.Title, quote) {
		s.who, s.plain, s.titled, s.spot = v.say.Say("side-title"), false, true, spot{title: true}
	}
	return s, true
}

// discrepancy names both sides in one short line. Where the report names no
// side, its own sentence stands.
func (v *view) discrepancy(d summarize.Discrepancy) string {
	a, okA := v.side(d.A, d.AQuote)
	b, okB := v.side(d.B, d.BQuote)
	if !okA && !okB {
		return clip(cmp.Or(d.Why, d.Kind), 160)
	}
	if !okA {
		a = b
	}
	if b.titled && !a.titled && okB {
		a, b = b, a
	}
	key := "kind-" + d.Kind
	if !v.say.Has(key) || strings.Contains(v.say.Say(key), "{a}") && !(okA && okB && a.titled) {
		key = "kind-other"
	}
	sides := a.words
	if okA && okB {
		sides = v.pair(a, b)
	}
	return v.say.Say(key, "sides", sides, "a", a.words, "b", b.words)
}

func (v *view) pair(a, b side) string {
	if a.plain && b.plain || a.who == b.who {
		return v.say.Say("pair", "a", a.words, "b", b.words)
	}
	return a.who + " " + a.words + ", " + b.who + " " + b.words
}

// proof quotes both sides in their place; as one quote where they stand side
// by side.
func (v *view) proof(d summarize.Discrepancy) string {
	a, okA := v.side(d.A, d.AQuote)
	b, okB := v.side(d.B, d.BQuote)
	switch {
	case okA && okB:
		if both, ok := v.text.join(a.spot, b.spot); ok {
			return v.cite(a.spot, clip(both, 2*quoteLength))
		}
		return v.cite(a.spot, a.quote) + " · " + v.cite(b.spot, b.quote)
	case okA:
		return v.cite(a.spot, a.quote)
	case okB:
		return v.cite(b.spot, b.quote)
	}
	return clip(d.Why, 160)
}

// capital writes the first letter large.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
