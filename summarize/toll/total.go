package toll

import (
	"cmp"
	"slices"
	"strings"

	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/quantity"
)

// The toll of an outcome. Claims of everybody are intersected; where there is
// none, the people told of are added up. The headline counts only where the
// text is silent, for it repeats the text and drops its hedges.

// total works out the toll of every row of victims.
func (l *ledger) total() {
	for i := range l.rows {
		if r := &l.rows[i]; r.actor != casualty.Perpetrator {
			l.tollOf(r)
		}
	}
}

func (l *ledger) tollOf(r *row) {
	r.toll.Outcome = r.outcome
	for _, headed := range []bool{false, true} {
		entering := l.entering(r, headed)
		if len(entering) == 0 {
			continue
		}
		if whole := slices.DeleteFunc(slices.Clone(entering), func(i int) bool { return !l.whole(i) }); len(whole) > 0 {
			l.intersect(&r.toll, whole)
			l.addSideBySide(r, &r.toll, whole)
			for _, i := range entering {
				if l.more[i] || l.split[i] {
					l.add(&r.toll, i)
				}
			}
		} else {
			l.addUp(r, entering)
		}
		r.given = true
		break
	}
	slices.SortFunc(r.toll.Claims, func(i, j int) int { return cmp.Compare(l.claims[i].First, l.claims[j].First) })
}

// ofOthers says that the text counts a claim among people of another outcome
// that does not make up the toll ("157 got out, including one dead"): it tells
// of some of the dead, wherever any other claim tells of all.
func (l *ledger) ofOthers(i int) bool {
	t := l.claims[i].SubsetOf
	if t < 0 || t >= len(l.claims) {
		return false
	}
	switch l.claims[t].Outcome {
	case l.claims[i].Outcome, casualty.Casualties, casualty.Present:
		return false
	}
	return true
}

// entering returns the claims that may make up a row's toll. A count of none
// gives way to any other, and "no one else" and "no foreigners" are no counts
// of everybody.
func (l *ledger) entering(r *row, headed bool) []int {
	var some, apart, none []int
	for _, i := range r.claims {
		c := &l.claims[i]
		switch {
		case c.Headed == headed && l.counts(i) && l.ofOthers(i) && !l.more[i]:
			apart = append(apart, i)
		case c.Headed != headed || !l.counts(i):
		case c.Count.Max > 0:
			some = append(some, i)
		case c.Group == "" && c.Scope == "" && !c.Additional:
			none = append(none, i)
		}
	}
	switch {
	case len(some) > 0:
		return some
	case len(apart) > 0:
		return apart
	}
	return none
}

// intersect sets a toll to what all of some counts of the same people leave
// possible, or to lowest and highest.
func (l *ledger) intersect(t *Toll, whole []int) {
	both := quantity.Count{Min: 0, Max: quantity.Open}
	lo, hi := quantity.Open, 0
	for _, i := range whole {
		c := l.claims[i].Count
		if l.hardened(i, whole) {
			t.Claims = append(t.Claims, i)
			continue
		}
		both.Min, both.Max = max(both.Min, c.Min), min(both.Max, c.Max)
		lo, hi = min(lo, c.Min), max(hi, c.Max)
		t.Claims = append(t.Claims, i)
	}
	t.Min, t.Max = both.Min, both.Max
	if t.Min > t.Max {
		t.Min, t.Max, t.Conflict = lo, hi, true
	}
	t.Words = l.vagueWord(t, whole)
}

// hardened says that claim i is a floor said again without its hedge ("at
// least 62 … the 62 dead"): it does not close the floor, unless a source of
// its own says so.
func (l *ledger) hardened(i int, whole []int) bool {
	if !l.exact(i) || l.claims[i].Running || l.claims[i].Total {
		return false
	}
	for _, j := range whole {
		if l.claims[j].Count.Qualifier == quantity.AtLeast && l.size(j) == l.size(i) && !l.differentSources(i, j) {
			return true
		}
	}
	return false
}

func (l *ledger) vagueWord(t *Toll, whole []int) string {
	for _, i := range whole {
		c := &l.claims[i]
		if c.Count.Qualifier == quantity.Vague && c.Count.Min == t.Min && c.Count.Max == t.Max {
			return c.Words
		}
	}
	return ""
}

// add counts the people of claim i on top of a toll.
func (l *ledger) add(t *Toll, i int) {
	c := l.claims[i].Count
	t.Min = plus(t.Min, c.Min)
	t.Max = plus(t.Max, c.Max)
	t.Claims = append(t.Claims, i)
	t.Words = ""
}

// plus adds without running over.
func plus(a, b int) int {
	if a > quantity.Open-b {
		return quantity.Open
	}
	return a + b
}

// addSideBySide mends a false conflict: two counts of one sentence that are of
// different people add up.
func (l *ledger) addSideBySide(r *row, t *Toll, whole []int) {
	if !t.Conflict || len(whole) != 2 || l.differentSources(whole[0], whole[1]) || !l.sideBySide(r, whole[0], whole[1]) {
		return
	}
	*t = Toll{Outcome: r.outcome}
	l.add(t, whole[0])
	l.add(t, whole[1])
}

// addUp sums the people a text tells of without giving a total. Counts come
// first, then those told one at a time; the names at last, for they fill in
// who the unnamed were.
func (l *ledger) addUp(r *row, claims []int) {
	var numbers, nouns, names, again []int
	for _, i := range claims {
		into, against := &nouns, append(slices.Clone(numbers), nouns...)
		switch {
		case l.isNumber(i):
			into, against = &numbers, numbers
		case l.claims[i].Counting == casualty.ByName:
			into, against = &names, names
		}
		if !l.repeated(i, against) {
			*into = append(*into, i)
		} else if into == &names {
			again = append(again, i)
		}
	}
	for _, kin := range l.kinds(numbers) {
		l.addKind(r, kin)
	}
	for _, i := range nouns {
		l.add(&r.toll, i)
	}
	unnamed := l.unnamed(numbers, nouns, names)
	for _, i := range names {
		if l.namedBeside(i, again, numbers, nouns) {
			l.add(&r.toll, i)
		} else if unnamed--; unnamed < 0 {
			l.add(&r.toll, i)
		}
	}
}

// namedBeside says that a sentence that names somebody, or names her again,
// tells of others too: "Senator Osk and two of his guards".
func (l *ledger) namedBeside(name int, again, numbers, nouns []int) bool {
	beside := func(n int) bool {
		same := func(i int) bool { return l.claims[i].Sent == l.claims[n].Sent }
		return slices.ContainsFunc(numbers, same) || slices.ContainsFunc(nouns, same)
	}
	return beside(name) || slices.ContainsFunc(again, func(n int) bool { return l.sameNoun(name, n) && beside(n) })
}

// unnamed counts those among whom the people told by name may be: not those who
// are told on top of them ("her driver was also killed").
func (l *ledger) unnamed(numbers, nouns, names []int) int {
	n := 0
	for _, i := range numbers {
		if l.more[i] {
			continue
		}
		n = plus(n, l.size(i))
	}
	for _, i := range nouns {
		if l.claims[i].Additional && len(names) > 0 && l.claims[names[0]].First < l.claims[i].First {
			continue
		}
		n = plus(n, l.size(i))
	}
	return n
}

// kinds puts counts of the same group in the same place together, or in a
// place and the one that holds it.
func (l *ledger) kinds(numbers []int) [][]int {
	var out [][]int
next:
	for _, i := range numbers {
		for k := range out {
			if j := out[k][0]; l.comparable(j, i) || l.within(j, i) || l.within(i, j) {
				out[k] = append(out[k], i)
				continue next
			}
		}
		out = append(out, []int{i})
	}
	return out
}

// addKind adds what the counts of one group come to.
func (l *ledger) addKind(r *row, kin []int) {
	t := Toll{Outcome: r.outcome}
	l.intersect(&t, kin)
	l.addSideBySide(r, &t, kin)
	first := len(r.toll.Claims) == 0
	r.toll.Min, r.toll.Max = plus(r.toll.Min, t.Min), plus(r.toll.Max, t.Max)
	r.toll.Conflict = r.toll.Conflict || t.Conflict
	r.toll.Claims = append(r.toll.Claims, t.Claims...)
	if r.toll.Words = ""; first {
		r.toll.Words = t.Words
	}
}

// repeated says that claim i tells again of people that an earlier claim told
// of.
func (l *ledger) repeated(i int, earlier []int) bool {
	c := &l.claims[i]
	if c.Again {
		return false // they were told as hurt, and only now as dead
	}
	for _, j := range earlier {
		e := &l.claims[j]
		if e.Again && e.Population == "" { // "both": nobody is told again by what it does not say
			continue
		}
		if l.detailOf(i, j) {
			return true
		}
		if l.list[i] != 0 && l.list[i] == l.list[j] || l.more[i] || l.split[i] || c.Additional && !l.isNumber(i) {
			continue
		}
		switch c.Counting {
		case casualty.Definite:
			// One sentence after the other tells of one death after the other;
			// later on, another noun is another word for the dead.
			if l.isNumber(i) && l.comparable(i, j) && c.Count.Disjoint(e.Count) {
				continue // "the three hostages who died", after two: not told again but told otherwise
			}
			if c.Sent != e.Sent && (l.sameNoun(i, j) || e.Counting != casualty.Definite || c.Sent-e.Sent > 1) {
				return true
			}
		case casualty.Indefinite:
			if c.Sent != e.Sent && (l.sameNoun(i, j) || l.oneOf(i, j)) {
				return true
			}
		case casualty.ByName:
			if l.sameNoun(i, j) {
				return true
			}
		default:
			if c.Sent != e.Sent && c.Scope == e.Scope && (c.Group == e.Group || l.sameNoun(i, j) || l.sizeable(i) && c.Count == e.Count) && !c.Count.Disjoint(e.Count) {
				return true
			}
		}
	}
	return false
}

// oneOf says that claim i tells of one of those whom claim j counted before by the
// plural of its noun: "two motorcyclists", and later "a 40-year-old motorcyclist".
func (l *ledger) oneOf(i, j int) bool {
	c, e := strings.Fields(strings.ToLower(l.claims[i].Population)), strings.Fields(strings.ToLower(l.claims[j].Population))
	return len(c) > 0 && len(e) > 0 && l.size(i) == 1 && l.size(j) > 1 && l.isNumber(j) && l.before(j, i) && c[len(c)-1]+"s" == e[len(e)-1]
}

// detailOf says that claim i tells of fewer people of a group that claim j counted
// in a list before: "five militants and two soldiers", and later the four
// militants of one town.
func (l *ledger) detailOf(i, j int) bool {
	c, e := &l.claims[i], &l.claims[j]
	return l.list[j] != 0 && l.list[i] != l.list[j] && e.Group != "" && e.Group == c.Group && c.Sent > e.Sent && e.Scope == "" &&
		!l.more[i] && l.isNumber(i) && l.isNumber(j) && l.size(i) < l.size(j) && c.Count.Qualifier == quantity.Exact
}

// sizeable says that a number is large enough for an equal one of other people
// to be a strange accident.
func (l *ledger) sizeable(i int) bool { return l.size(i) >= 5 }

// byIncident returns the tolls of each incident.
func (l *ledger) byIncident() [][]Toll {
	out := make([][]Toll, len(l.incidents))
	for _, o := range outcomes {
		for i := range l.rows {
			if r := &l.rows[i]; r.given && r.outcome == o && r.incident >= 0 {
				out[r.incident] = append(out[r.incident], r.toll)
			}
		}
	}
	return out
}

// report returns the toll of what the article reports: that of its aggregate,
// or its main incidents added up.
func (l *ledger) report() []Toll {
	role := incident.Main
	for _, inc := range l.incidents {
		if inc.Role == incident.Aggregate {
			role = incident.Aggregate
		}
	}
	var out []Toll
	for _, o := range outcomes {
		var sum *Toll
		for i := range l.rows {
			r := &l.rows[i]
			if !r.given || r.outcome != o || r.incident >= 0 && l.incidents[r.incident].Role != role {
				continue
			}
			if sum == nil {
				out = append(out, Toll{Outcome: o, Words: r.toll.Words})
				sum = &out[len(out)-1]
			} else {
				sum.Words = ""
			}
			sum.Min, sum.Max = plus(sum.Min, r.toll.Min), plus(sum.Max, r.toll.Max)
			sum.Conflict = sum.Conflict || r.toll.Conflict
			sum.Claims = append(sum.Claims, r.toll.Claims...)
		}
	}
	return out
}
