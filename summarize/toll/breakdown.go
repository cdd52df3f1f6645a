package toll

import (
	"slices"

	"tollbot/summarize/casualty"
	"tollbot/summarize/quantity"
)

// Breakdowns and accounts: parts given as complete must add up to their total,
// and the fates of the people aboard to how many were aboard.

// breakdowns adds up each list that the text gives as complete.
func (l *ledger) breakdowns(r *row) {
	if !l.reported(r) {
		return
	}
	var done []int
	for _, i := range r.claims {
		c := &l.claims[i]
		if l.list[i] == 0 || !c.Complete || slices.Contains(done, l.list[i]) || !l.stands(i) {
			continue
		}
		done = append(done, l.list[i])
		l.breakdown(r, l.list[i])
	}
	l.siblings(r)
}

// siblings finds districts whose dead add up to the total while the injured of
// the very same sentences do not. It is a hint only: a district may be left out.
func (l *ledger) siblings(r *row) {
	dead := l.find(r.incident, casualty.Killed, r.actor)
	if r.outcome != casualty.Injured || dead == nil {
		return
	}
	for _, t := range l.wholes(r, false) {
		sum, most, n := 0, -1, 0
		for _, i := range r.claims {
			if l.isPart(i) && !(l.part[i] >= 0 && l.isPart(l.part[i])) && l.stands(i) && l.exact(i) && l.besideAddend(dead, i) {
				sum, n = plus(sum, l.size(i)), n+1
				if most < 0 || l.size(i) > l.size(most) {
					most = i
				}
			}
		}
		if n > 1 && l.exact(t) && sum != l.size(t) && !l.differentSources(t, most) {
			why := l.label(t) + ": " + l.harm(t) + ". Its parts: " + digits(sum) + "; the dead of the same parts do add up."
			l.flag(BreakdownSum, Low, t, most, why, "breakdown: the dead add up, the injured do not")
		}
	}
}

// besideAddend says that the sentence of claim i counts dead who add up, with
// those of other sentences, to the total of the dead.
func (l *ledger) besideAddend(dead *row, i int) bool {
	for _, d := range dead.claims {
		t := l.part[d]
		if t < 0 || l.claims[d].Sent != l.claims[i].Sent || !l.stands(d) {
			continue
		}
		if run := l.runUp(l.partsOf(dead, t), l.size(t)); slices.Contains(run, d) {
			return true
		}
	}
	return false
}

func (l *ledger) breakdown(r *row, list int) {
	sum, total := 0, -1
	var items []int
	for _, i := range r.claims {
		if l.list[i] != list || !l.stands(i) {
			continue
		}
		if !l.exact(i) {
			return
		}
		items = append(items, i)
		sum = plus(sum, l.size(i))
		if p := l.part[i]; p >= 0 && l.claims[p].Outcome == r.outcome && l.list[p] != list {
			total = p
		}
	}
	if total < 0 {
		for _, t := range l.wholes(r, false) {
			total = t
		}
	}
	if len(items) < 2 || total < 0 || !l.stands(total) || sum == l.size(total) || !l.exact(total) && !l.announced(total, items[0], sum) {
		return
	}
	why := l.label(total) + ": " + l.harm(total) + ". Its parts: " + l.addition(items, sum) + "."
	l.flag(BreakdownSum, Medium, total, items[0], why, "breakdown: a complete list misses its total")
}

// announced says that a floor is broken down in a sentence of its own, and into
// fewer than it promises: "At least 41 died. The breakdown: 22, 11 and six."
func (l *ledger) announced(total, item, sum int) bool {
	return l.floor(total) && sum < l.size(total) && l.claims[total].Sent != l.claims[item].Sent
}

// fates are the outcomes that exclude one another among people aboard.
var fates = []casualty.Outcome{casualty.Killed, casualty.Missing, casualty.Rescued, casualty.Unharmed}

// account is what became of the people aboard in one incident.
type account struct {
	aboard int
	items  []int
	sum    int
}

// accountOf adds up the fates of the people aboard; ok is false where the text
// does not give at least two of them, and all of them exactly.
func (l *ledger) accountOf(r *row) (a account, ok bool) {
	aboard := l.totals(r)
	if len(aboard) == 0 || !l.exact(aboard[0]) {
		return a, false
	}
	a.aboard = aboard[0]
	for _, o := range fates {
		f := l.find(r.incident, o, casualty.Victim)
		if f == nil || !f.given || o == casualty.Unharmed && l.hasItem(a, casualty.Rescued) && a.sum == l.size(a.aboard) {
			continue
		}
		if f.toll.Conflict || len(f.toll.Claims) == 0 || f.toll.Min != f.toll.Max && !l.closed(f) {
			return a, false
		}
		if o == casualty.Unharmed && l.rescuedUnhurt(a, f.toll.Claims[0]) {
			continue
		}
		a.items = append(a.items, f.toll.Claims[0])
		a.sum = plus(a.sum, f.toll.Min)
	}
	return a, len(a.items) >= 2
}

// closed says that a toll, though open above, is given exactly too: "at least 18
// drowned", and 18 bodies, or 18 in the headline.
func (l *ledger) closed(f *row) bool {
	return f.toll.Max == quantity.Open && slices.ContainsFunc(f.claims, func(i int) bool {
		return l.exact(i) && l.size(i) == f.toll.Min && (l.claims[i].Headed && l.whole(i) || slices.Contains(f.toll.Claims, i))
	})
}

// rescuedUnhurt says that claim i counts, as unharmed, the people whom its sentence
// counts as rescued: "11 were rescued unhurt".
func (l *ledger) rescuedUnhurt(a account, i int) bool {
	return slices.ContainsFunc(a.items, func(j int) bool {
		return l.claims[j].Outcome == casualty.Rescued && l.claims[j].Sent == l.claims[i].Sent && l.claims[j].First == l.claims[i].First
	})
}

func (l *ledger) hasItem(a account, o casualty.Outcome) bool {
	return slices.ContainsFunc(a.items, func(i int) bool { return l.claims[i].Outcome == o })
}

// accounts compares the fates with the people aboard. Too few is only worth a
// line where dead, missing and survivors are all told: texts leave people out.
func (l *ledger) accounts() {
	for k := range l.rows {
		r := &l.rows[k]
		if r.outcome != casualty.Present || r.actor == casualty.Perpetrator || !l.reported(r) {
			continue
		}
		a, ok := l.accountOf(r)
		if !ok || a.sum == l.size(a.aboard) || a.sum < l.size(a.aboard) && len(a.items) < 3 ||
			l.claims[a.aboard].Group != "" && a.sum > l.size(a.aboard) { // the crew comes on top of the passengers
			continue
		}
		if rival := l.wholes(r, false); len(rival) > 1 && slices.ContainsFunc(rival, func(i int) bool { return l.size(i) == a.sum }) {
			continue
		}
		why := l.label(a.aboard) + ": " + l.number(a.aboard) + " aboard. Accounted for: " + l.sumOf(a) + "."
		l.flag(PeopleAccount, Low, a.aboard, l.nearest(a), why, "account: the fates miss the people aboard")
	}
}

// nearest returns the fate that the text tells of next after who was aboard, or
// that of most people where it tells them all before.
func (l *ledger) nearest(a account) int {
	best := a.items[0]
	for _, i := range a.items {
		switch {
		case l.before(a.aboard, i):
			if l.before(best, a.aboard) || l.before(i, best) {
				best = i
			}
		case l.before(best, a.aboard) && l.size(i) > l.size(best):
			best = i
		}
	}
	return best
}

// sumOf returns "27 killed + 40 missing + 45 rescued = 112".
func (l *ledger) sumOf(a account) string {
	s := ""
	for k, i := range a.items {
		if k > 0 {
			s += " + "
		}
		t := l.rows[l.rowOf[i]].toll
		s += digits(t.Min) + " " + string(t.Outcome)
	}
	return s + " = " + digits(a.sum)
}
