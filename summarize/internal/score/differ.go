package score

import (
	"regexp"

	"tollbot/summarize"
)

// found is a discrepancy of the report with the words of both its sides.
type found struct {
	summarize.Discrepancy
	a, b string
	used bool
}

// foundIn lists the discrepancies that a person would be shown as such.
func foundIn(r summarize.Report, have []figure) []found {
	quotes := map[string]string{}
	for _, h := range have {
		quotes[h.ID] = h.Quote
	}
	either := func(id, quote string) string {
		if q := quotes[id]; q != "" {
			return q
		}
		return quote
	}
	var all []found
	for _, d := range r.Discrepancies {
		if d.Severity != summarize.Info {
			all = append(all, found{Discrepancy: d, a: either(d.A, d.AQuote), b: either(d.B, d.BQuote)})
		}
	}
	return all
}

// alarming discrepancies are those for which a desk is disturbed.
func (f found) alarming() bool {
	return f.Severity == summarize.Medium || f.Severity == summarize.High
}

func (t *Tally) differences(a Article, r summarize.Report, have []figure) {
	all := foundIn(r, have)
	for _, w := range a.Gold.Differ {
		t.difference(a, w, all)
	}
	for _, d := range all {
		if d.used {
			continue
		}
		t.differs.invented++
		if d.alarming() {
			t.alarms++
		}
		t.miss(a, "discrepancy invented: %s (%s) | %s | %s", d.Kind, d.Severity, d.a, d.b)
	}
	for _, w := range a.Gold.Agree {
		for _, d := range all {
			if d.alarming() && sides(a.Article, w, d.a, d.b) {
				t.flagged++
				t.miss(a, "flagged, yet agrees: %s | %s | %s", d.Kind, w.A, w.B)
			}
		}
	}
}

func (t *Tally) difference(a Article, w Pair, all []found) {
	for k, d := range all {
		if d.used || !sides(a.Article, w, d.a, d.b) {
			continue
		}
		all[k].used = true
		t.differs.right++
		t.kinds.add(d.Kind == w.Kind)
		if d.Kind != w.Kind {
			t.miss(a, "discrepancy named %s, wanted %s | %s | %s", d.Kind, w.Kind, w.A, w.B)
		}
		return
	}
	t.differs.missed++
	t.miss(a, "discrepancy missed: %s | %s | %s", w.Kind, w.A, w.B)
}

// verbatim counts what is quoted and does not stand in the article.
func (t *Tally) verbatim(a Article, r summarize.Report, have []figure) {
	var quotes []string
	for _, h := range have {
		quotes = append(quotes, h.Quote)
	}
	for _, k := range r.KeyPoints {
		quotes = append(quotes, k.Text)
	}
	for _, q := range quotes {
		t.quotes++
		if len(places(a.Article, q)) == 0 {
			t.notVerbatim++
			t.miss(a, "not in the article: %q", q)
		}
	}
}

var digits = regexp.MustCompile(`[0-9]+(?:[.,:][0-9]+)*`)

// accounted counts the numbers in digits that are neither part of a figure
// nor set aside with a reason: a reader cannot tell whether they were seen.
func (t *Tally) accounted(a Article, r summarize.Report) {
	for _, p := range []struct {
		where summarize.Where
		text  string
	}{{summarize.InTitle, a.Title}, {summarize.InText, a.Text}} {
		for _, at := range digits.FindAllStringIndex(p.text, -1) {
			t.digits++
			if !covered(r, p.where, at) {
				t.unaccounted++
				t.miss(a, "unaccounted for: %s | %s", p.text[at[0]:at[1]], around(p.text, at))
			}
		}
	}
}

func covered(r summarize.Report, where summarize.Where, at []int) bool {
	holds := func(w summarize.Where, s summarize.Span) bool {
		return w == where && s[0] <= at[0] && at[1] <= s[1]
	}
	for _, s := range r.SetAside {
		if holds(s.Where, s.Span) {
			return true
		}
	}
	for _, inc := range r.Incidents {
		for _, f := range inc.Figures {
			if holds(f.Where, f.Span) {
				return true
			}
		}
	}
	return false
}

// around is a number with some bytes on either side, for the list of misses.
func around(s string, at []int) string {
	const margin = 24
	return s[max(0, at[0]-margin):min(len(s), at[1]+margin)]
}
