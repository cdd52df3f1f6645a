package toll

import "tollbot/summarize/quantity"

// Nested places. The dead of a city are among the dead of its province: adding
// the two counts the city twice.

// findNestedSums marks totals that add a place to the place that holds it, so
// that they enter no toll. The text need not say that it added them.
func (l *ledger) findNestedSums(r *row) {
	scoped := 0
	for _, i := range r.claims {
		if l.claims[i].Width > 0 {
			scoped++
		}
	}
	if scoped < 2 {
		return
	}
	for _, t := range r.claims {
		if _, _, ok := l.nestedSum(r, t); ok {
			l.nested[t] = true
		}
	}
}

// nestedSum returns the two counts that claim t adds although the place of the
// first lies in that of the second.
func (l *ledger) nestedSum(r *row, t int) (inner, outer int, ok bool) {
	if !l.stands(t) || !l.isNumber(t) || l.claims[t].Count.Qualifier != quantity.Exact {
		return 0, 0, false
	}
	for _, i := range r.claims {
		for _, j := range r.claims {
			if i != t && j != t && l.ofGroup(i, t) && l.ofGroup(j, t) && l.stands(i) && l.stands(j) && l.size(i) > 0 && l.within(i, j) && l.size(i) <= l.size(j) && l.size(i)+l.size(j) == l.size(t) {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// ofGroup says that claim i counts the people of total t, as far as the text names
// them.
func (l *ledger) ofGroup(i, t int) bool {
	return l.claims[i].Group == "" || l.claims[i].Group == l.claims[t].Group
}

// toldAsSum says that the text gives a sum only after what it adds: it tells how
// the number came about.
func (l *ledger) toldAsSum(r *row, t int) bool {
	inner, outer, ok := l.nestedSum(r, t)
	return ok && l.before(inner, t) && l.before(outer, t)
}

// narrowerPlace finds a headline that gives the number of one place for that of
// the place around it.
func (l *ledger) narrowerPlace(r *row, h int) bool {
	if l.claims[h].Scope != "" {
		return false
	}
	for _, i := range r.claims {
		t := l.part[i]
		if t < 0 || l.claims[i].Headed || l.claims[t].Headed || !l.stands(i) || l.size(i) != l.size(h) || !l.within(i, t) || !l.claims[t].Count.Disjoint(l.claims[h].Count) {
			continue
		}
		why := l.against(h, t, l.harm) + " " + l.number(i) + " are those of " + l.claims[i].Scope + "."
		l.flag(ScopeMixed, Medium, h, t, why, "scope: the number is a narrower place's")
		return true
	}
	return false
}

// nestedSums flags the sum where the text makes it, or else the headline that
// does.
func (l *ledger) nestedSums(r *row) {
	if !l.reported(r) {
		return
	}
	worst := -1
	for _, t := range r.claims {
		if l.nested[t] && (worst < 0 || l.claims[worst].Headed && !l.claims[t].Headed && (l.claims[t].Total || !l.toldAsSum(r, t))) {
			worst = t
		}
	}
	if worst < 0 {
		return
	}
	inner, outer, ok := l.nestedSum(r, worst)
	if !ok {
		return
	}
	against := inner
	if l.claims[worst].Headed || l.toldAsSum(r, worst) {
		against = outer // what it should have said
	}
	why := l.number(worst) + " is " + l.addition([]int{inner, outer}, l.size(worst)) + ": " + l.claims[inner].Scope +
		" lies within " + l.claims[outer].Scope + "."
	l.flag(ScopeMixed, High, worst, against, why, "scope: nested places added")
}
