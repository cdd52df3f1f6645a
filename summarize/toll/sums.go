package toll

import (
	"slices"
	"strings"

	"tollbot/summarize/casualty"
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
				l.summed[i] = true
			}
			for _, i := range r.claims {
				l.summed[i] = l.summed[i] || !l.claims[i].Headed && l.addend(i, t) && l.saidAgain(i, run)
			}
		}
	}
}

// findGroupSums makes counts of one sentence parts of the count of a group, or of
// a wide place, before it that they add up to: "four militants", and two in one
// town and another two in the next; twelve "across the country", and its places.
func (l *ledger) findGroupSums(r *row) {
	for _, t := range r.claims {
		c := &l.claims[t]
		if c.Headed || c.Group == "" && c.Scope == "" || l.size(t) < 2 || !l.counts(t) || !l.isNumber(t) || !l.exact(t) || l.list[t] != 0 || l.part[t] >= 0 {
			continue
		}
		run := l.runAmong(r, t, false)
		if len(run) == 0 || slices.ContainsFunc(run, func(i int) bool {
			e := &l.claims[i]
			return e.Sent <= c.Sent || e.Sent != l.claims[run[0]].Sent || e.Group != "" && e.Group != c.Group && c.Group != "" ||
				c.Scope != "" && e.Scope != "" && !l.within(i, t)
		}) {
			continue
		}
		for _, i := range run {
			l.part[i], l.summed[i], l.more[i] = t, true, false
		}
	}
}

// runOf returns the first run of two claims or more whose numbers add up to
// claim t's, or nil. Claims that cannot be parts of t are passed over.
func (l *ledger) runOf(r *row, t int) []int {
	if run := l.runAmong(r, t, false); run != nil {
		return run
	}
	return l.runAmong(r, t, true)
}

// runAmong looks for the run, with or without what the text calls parts: "four,
// including two boys" is no half of two in one town and two in another.
func (l *ledger) runAmong(r *row, t int, parts bool) []int {
	var items []int
	for _, i := range r.claims {
		if l.addend(i, t) && !l.saidAgain(i, items) && (parts || l.claims[i].SubsetOf < 0) {
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

// saidAgain says that a definite count ("the 13 dead") only takes up an equal
// one before it.
func (l *ledger) saidAgain(i int, earlier []int) bool {
	return l.claims[i].Counting == casualty.Definite &&
		slices.ContainsFunc(earlier, func(j int) bool { return l.size(j) == l.size(i) })
}

func (l *ledger) addend(i, t int) bool {
	c := &l.claims[i]
	return i != t && !l.goesOnFrom(i, t) && l.counts(i) && !c.Headed && !c.Running && !c.Total && l.size(i) > 0 && l.size(i) < l.size(t) &&
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

// tellApart sets counts apart that are of different people because the dead
// told along with each of them are: seven dead and 19 wounded in one town,
// five dead and 13 wounded in another, where twelve died in all.
func (l *ledger) tellApart(r *row) {
	dead := l.find(r.incident, casualty.Killed, r.actor)
	if r.outcome == casualty.Killed || dead == nil {
		return
	}
	var with []int // the addends whose injured are told
	var own []int
	for _, i := range r.claims {
		if l.claims[i].Headed || !l.whole(i) || !l.exact(i) {
			continue
		}
		d := l.addendBeside(dead, i)
		if d < 0 || slices.Contains(with, d) {
			return
		}
		with, own = append(with, d), append(own, i)
	}
	if len(own) < 2 {
		return
	}
	for _, i := range own {
		l.split[i] = true
	}
}

// addendBeside returns the last of the dead before claim i, told in its
// sentence or by its source in the one before, that add up with others to the
// total of the dead; or -1.
func (l *ledger) addendBeside(dead *row, i int) int {
	found := -1
	c := &l.claims[i]
	for _, d := range dead.claims {
		e := &l.claims[d]
		near := e.Sent == c.Sent || e.Sent+1 == c.Sent && e.SourceID != "" && e.SourceID == c.SourceID
		if near && l.summed[d] && l.stands(d) {
			found = d
		}
	}
	return found
}
