package toll

import (
	"cmp"
	"slices"

	"tollbot/summarize/quantity"
)

// Discrepancies are gathered as they are found, the most telling kind of a
// pair first, and thinned afterwards: a reader wants one line for one fault,
// however often the article repeats it.

type finding struct {
	Discrepancy
	first int // token of the side that stands first
}

// maxFound bounds what is gathered from a hostile text.
const maxFound = 256

// flag records a discrepancy between two claims.
func (l *ledger) flag(k Kind, s Severity, a, b int, why, rule string) {
	if len(l.found) >= maxFound {
		return
	}
	f := finding{Discrepancy{Kind: k, Severity: s, A: a, B: b, Why: why, Rule: rule}, l.claims[a].First}
	if b >= 0 {
		f.first = min(f.first, l.claims[b].First)
	}
	l.found = append(l.found, f)
}

// flagged says that a pair of claims has been found already.
func (l *ledger) flagged(a, b int) bool {
	return slices.ContainsFunc(l.found, func(f finding) bool { return f.A == a && f.B == b || f.A == b && f.B == a })
}

// inQuestion says that claim i is a side of a discrepancy of some kind.
func (l *ledger) inQuestion(i int, kinds ...Kind) bool {
	return slices.ContainsFunc(l.found, func(f finding) bool {
		return (f.A == i || f.B == i) && (len(kinds) == 0 || slices.Contains(kinds, f.Kind))
	})
}

var severities = []Severity{High, Medium, Low, Info}

// maxDiscrepancies is more than any reader will look at.
const maxDiscrepancies = 24

// discrepancies returns what was found: one of a pair, and one of a kind for
// the same two counts of one outcome.
func (l *ledger) discrepancies() []Discrepancy {
	type pair struct{ a, b int }
	type fault struct {
		kind   Kind
		row    rowKey
		va, vb quantity.Count
	}
	pairs, faults := map[pair]bool{}, map[fault]bool{}
	var kept []finding
	for _, f := range l.found {
		if f.A >= 0 && f.B >= 0 {
			p := pair{min(f.A, f.B), max(f.A, f.B)}
			a, b := &l.claims[p.a], &l.claims[p.b]
			if b.Count.Min < a.Count.Min {
				a, b = b, a
			}
			same := fault{f.Kind, rowKey{a.Incident, a.Outcome, a.Actor}, a.Count, b.Count}
			if pairs[p] || faults[same] {
				continue
			}
			pairs[p], faults[same] = true, true
		}
		kept = append(kept, f)
	}
	slices.SortStableFunc(kept, func(x, y finding) int {
		return cmp.Or(
			cmp.Compare(slices.Index(severities, x.Severity), slices.Index(severities, y.Severity)),
			cmp.Compare(x.first, y.first), cmp.Compare(x.Kind, y.Kind),
		)
	})
	out := make([]Discrepancy, 0, min(len(kept), maxDiscrepancies))
	for _, f := range kept[:min(len(kept), maxDiscrepancies)] {
		out = append(out, f.Discrepancy)
	}
	return out
}
