package reply

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tollbot/summarize"
)

// claims says who is said to have done it: one line for each claimant, however
// often and by whatever name the article tells of the claim.
func (v *view) claims() []line {
	var lines []line
	for _, told := range v.claimants() {
		if len(lines) == mostPairs {
			break
		}
		r := told[0]
		says := v.say.Say("claim-"+r.Status, "who", isolate(clip(r.By, sourceLength)))
		says += " · " + v.cite(v.text.find(r.Where, r.Span, r.Quote), clip(r.Quote, quoteLength))
		for _, again := range told[1:min(len(told), mostQuotes)] {
			if where := v.place(v.text.find(again.Where, again.Span, again.Quote)); where != "" {
				says += " · " + where
			}
		}
		lines = append(lines, line{label(v.say.Say("claim")), text(" " + says)})
	}
	return lines
}

// claimants groups the claims of the article's own events by who made them. The
// text names a claimant in full more often than the title, and comes first.
func (v *view) claimants() [][]summarize.Responsibility {
	var all []summarize.Responsibility
	for _, i := range v.Report.Incidents {
		for _, r := range i.Responsibility {
			if current(i.Role) && v.say.Has("claim-"+r.Status) {
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b summarize.Responsibility) int {
		return strings.Compare(string(a.Where), string(b.Where)) // text, title
	})
	var groups [][]summarize.Responsibility
	for _, r := range all {
		known := slices.IndexFunc(groups, func(g []summarize.Responsibility) bool {
			return slices.ContainsFunc(g, func(o summarize.Responsibility) bool {
				return o.Status == r.Status && sameGroup(o.By, r.By)
			})
		})
		if known < 0 {
			groups = append(groups, []summarize.Responsibility{r})
		} else {
			groups[known] = append(groups[known], r)
		}
	}
	return groups
}

// sameGroup tells two names of one claimant: the capitalised words of one are
// among those of the other, or an abbreviation of one begins with what the other
// is or would be abbreviated to, as ISIS does with Islamic State. Names that
// share a word and no more, such as two Fronts, are two.
func sameGroup(a, b string) bool {
	if fold(a) == fold(b) {
		return true
	}
	x, y := nameOf(a), nameOf(b)
	if len(x.words) > 0 && len(y.words) > 0 && (within(x.words, y.words) || within(y.words, x.words)) {
		return true
	}
	return x.abbreviates(y) || y.abbreviates(x)
}

// name is what stands in capitals in a claimant's name.
type name struct {
	words, short []string // short: those that are abbreviations
	initials     string   // of the others
}

func nameOf(by string) name {
	var n name
	for _, w := range strings.FieldsFunc(by, func(r rune) bool { return !unicode.IsLetter(r) }) {
		first, size := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) || w == "The" {
			continue
		}
		n.words = append(n.words, w)
		if len(w) > size && strings.ToUpper(w) == w {
			n.short = append(n.short, w)
		} else {
			n.initials += string(first)
		}
	}
	return n
}

// abbreviates tells whether an abbreviation in n begins with one in other, or
// with other's initials.
func (n name) abbreviates(other name) bool {
	begins := other.short
	if utf8.RuneCountInString(other.initials) > 1 {
		begins = append(slices.Clone(begins), other.initials)
	}
	return slices.ContainsFunc(n.short, func(s string) bool {
		return slices.ContainsFunc(begins, func(b string) bool { return strings.HasPrefix(s, b) })
	})
}

func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}
