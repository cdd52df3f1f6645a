package toll

import (
	"strings"

	"tollbot/summarize/quantity"
)

// Sums. Numbers that stand one after the other and add up exactly to another
// number of their outcome are its parts: four and two, and six. A sentence
// that counts the dead of one part counts its injured too.

// findSums makes a run of counts parts of the total that they add up to. The
// text's own totals come first: the headline repeats them.
func (l *ledger) findSums(r *row) {
	for _, t := range append(l.wholes(r, false), l.wholes(r, true)...) {
		if !l.whole(t) || l.claims[t].Count.Qualifier == quantity.Vague || l.size(t) < 2 {
			continue
		}
		if run := l.runOf(r, t); run != nil {
			for _, i := range run {
				l.part[i] = t
			}
		}
	}
}

// runOf returns the first run of two claims or more whose numbers add up to
// claim t's, or nil. Claims that cannot be parts of t are passed over.
func (l *ledger) runOf(r *row, t int) []int {
	var items []int
	for _, i := range r.claims {
		if l.addend(i, t) {
			items = append(items, i)
		}
	}
	want := l.size(t)
	for from := range items {
		sum := 0
		for to := from; to < len(items) && sum < want; to++ {
			sum += l.size(items[to])
			if sum == want && to > from {
				return items[from : to+1]
			}
		}
	}
	return nil
}

func (l *ledger) addend(i, t int) bool {
	c := &l.claims[i]
	return i != t && l.counts(i) && !c.Headed && !c.Running && !c.Total && l.size(i) > 0 && l.size(i) < l.size(t) &&
		c.Count.Qualifier == quantity.Exact
}

// addition returns "4 + 2 = 6".
func (l *ledger) addition(parts []int, sum int) string {
	var b strings.Builder
	for k, i := range parts {
		if k > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(digits(l.size(i)))
	}
	return b.String() + " = " + digits(sum)
}

// partsOf returns the row's claims that are parts of claim t.
func (l *ledger) partsOf(r *row, t int) []int {
	var out []int
	for _, i := range r.claims {
		if l.part[i] == t && l.stands(i) {
			out = append(out, i)
		}
	}
	return out
}
