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

// firstRow returns the row of two claims that comes first, whichever of them was
// handed over first.
func (l *ledger) firstRow(a, b int) rowKey {
	x, y := l.key(a), l.key(b)
	order := cmp.Or(cmp.Compare(x.incident, y.incident), cmp.Compare(x.outcome, y.outcome))
	if order > 0 || order == 0 && x.perpetrator { // victims first
		return y
	}
	return x
}

func compareCounts(a, b quantity.Count) int {
	return cmp.Or(cmp.Compare(a.Min, b.Min), cmp.Compare(a.Max, b.Max), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Qualifier, b.Qualifier))
}

var severities = []Severity{High, Medium, Low, Info}

// maxDiscrepancies is more than any reader will look at.
const maxDiscrepancies = 24

// apart is how far from each other the sides of a finding stand. Of a fault
// that shows in several places a reader is shown the nearest two; a headline is
// held against the first.
func (l *ledger) apart(f finding) int {
	a, b := &l.claims[f.A], &l.claims[f.B]
	if a.Headed != b.Headed {
		return 0
	}
	return max(a.First-b.First, b.First-a.First)
}

// discrepancies returns what was found: one of a pair, and one of a kind for
// the same two counts of one outcome.
func (l *ledger) discrepancies() []Discrepancy {
	type pair struct{ a, b int }
	type fault struct {
		kind   Kind
		row    rowKey
		va, vb quantity.Count
	}
	pairs, faults := map[pair]bool{}, map[fault]int{}
	var kept []finding
	for _, f := range l.found {
		if f.A < 0 || f.B < 0 {
			kept = append(kept, f)
			continue
		}
		p := pair{min(f.A, f.B), max(f.A, f.B)}
		a, b := l.claims[p.a].Count, l.claims[p.b].Count
		if compareCounts(b, a) < 0 {
			a, b = b, a
		}
		same := fault{f.Kind, l.firstRow(p.a, p.b), a, b}
		if k, ok := faults[same]; ok && !pairs[p] && l.apart(f) < l.apart(kept[k]) {
			kept[k] = f
		} else if !ok && !pairs[p] {
			faults[same] = len(kept)
			kept = append(kept, f)
		}
		pairs[p] = true
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
