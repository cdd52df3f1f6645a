package toll

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tollbot/summarize/attribution"
	"tollbot/summarize/quantity"
)

// Sentences for people. They name both sides by where they stand or who said
// them, and give numbers in digits so that they can be compared at a glance.

// number returns how to call a claim's count: "62", "at least 62", "scores".
func (l *ledger) number(i int) string {
	c := &l.claims[i]
	n := digits(c.Count.Value)
	switch c.Count.Qualifier {
	case quantity.Vague:
		if c.Words != "" {
			return "“" + c.Words + "”"
		}
		return interval(c.Count.Min, c.Count.Max)
	case quantity.None:
		return "none"
	case quantity.AtLeast:
		return "at least " + n
	case quantity.MoreThan:
		return "more than " + n
	case quantity.About:
		return "about " + n
	case quantity.Nearly:
		return "nearly " + n
	case quantity.UpTo:
		return "up to " + n
	case quantity.FewerThan:
		return "fewer than " + n
	case quantity.Exact:
		return n
	}
	return interval(c.Count.Min, c.Count.Max)
}

// interval returns "12", "12 to 15" or "at least 12".
func interval(lo, hi int) string {
	switch {
	case lo == hi:
		return digits(lo)
	case hi == quantity.Open:
		return "at least " + digits(lo)
	}
	return digits(lo) + " to " + digits(hi)
}

// digits returns n with separated thousands.
func digits(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// people returns a count with who it counts, where the text says so.
func (l *ledger) people(i int) string {
	if l.claims[i].Unarmed {
		return l.number(i) + ", said to be no fighters"
	}
	if c := &l.claims[i]; c.Identified && l.status[i] == attribution.Denied {
		return l.number(i) + ", said to be no " + c.Population
	}
	if p := l.claims[i].Population; p != "" {
		return l.number(i) + " " + p
	}
	return l.number(i)
}

// label names where a claim comes from: Title, its source, or the text.
func (l *ledger) label(i int) string {
	c := &l.claims[i]
	switch {
	case c.Title:
		return "Title"
	case c.Headed:
		return "Heading"
	case c.Source != "":
		return capital(c.Source)
	}
	return "Text"
}

// against returns "Title: 62. Text: at least 62.", each side said by show.
func (l *ledger) against(a, b int, show func(int) string) string {
	la, lb := l.label(a), l.label(b)
	if la == lb {
		return la + ": " + show(a) + " in one place, " + show(b) + " in another."
	}
	return la + ": " + show(a) + ". " + lb + ": " + show(b) + "."
}

// harm returns a claim's number with its outcome: "120 casualties", "9 killed".
func (l *ledger) harm(i int) string { return l.number(i) + " " + string(l.claims[i].Outcome) }

// maxLabel keeps a source's name to what one line holds.
const maxLabel = 60

func capital(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > maxLabel {
		s = string([]rune(s)[:maxLabel-1]) + "…"
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
