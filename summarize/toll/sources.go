package toll

import (
	"tollbot/summarize/casualty"
)

// Sources against each other, and the text against itself. Two counts of
// everybody that cannot both be true, told apart by their sources or by the
// text's own words ("all seven victims"). A smaller number without such a sign
// has been taken for a part already, and is no conflict.

// conflicts compares the standing counts of a row's text pair by pair.
func (l *ledger) conflicts(r *row) {
	if !l.reported(r) || r.actor == casualty.Perpetrator && r.outcome != casualty.Killed {
		return
	}
	for k, i := range r.claims {
		for _, j := range r.claims[k+1:] {
			l.conflict(r, i, j)
		}
	}
}

func (l *ledger) conflict(r *row, i, j int) {
	a, b := &l.claims[i], &l.claims[j]
	if a.Headed || b.Headed || !l.stands(i) || !l.stands(j) || a.Count.Max == 0 || b.Count.Max == 0 {
		return
	}
	if l.populationsDiffer(i, j) || l.populationsDiffer(j, i) {
		l.flag(SourceConflict, Low, i, j, l.against(i, j, l.people)+" They may not count the same people.", "sources: populations may differ")
		return
	}
	if !l.comparable(i, j) || !l.counts(i) || !l.counts(j) || !a.Count.Disjoint(b.Count) || l.nearMiss(i, j) {
		return
	}
	small, large := i, j
	if l.size(i) > l.size(j) {
		small, large = j, i
	}
	if l.addedSince(r, small, large) {
		return
	}
	switch n := l.attackersWith(r); {
	case r.actor != casualty.Perpetrator && n > 0 && a.Group == "" && !l.differentSources(i, j) && l.exact(i) && l.exact(j) && l.size(large)-l.size(small) == n:
		l.flag(PerpetratorInclusion, High, i, j, l.against(i, j, l.harm)+" The difference is the number of attackers.", "attackers: totals differ by them")
	case l.differentSources(i, j):
		l.flag(SourceConflict, l.severity(r, small, large), i, j, l.against(i, j, l.harm), "sources: disjoint counts")
	case l.rivals(small, large) && !l.sideBySide(r, i, j):
		l.flag(InternalConflict, High, i, j, l.against(i, j, l.harm), "text: disjoint counts of everybody")
	}
}

// addedSince says that the text tells of the people by whom a larger total
// exceeds a smaller count: 57 in the riot, four strangled since, 61 in all.
func (l *ledger) addedSince(r *row, small, large int) bool {
	if !l.claims[large].Total {
		return false
	}
	for _, k := range r.claims {
		if k != small && k != large && l.stands(k) && l.isNumber(k) && !l.claims[k].Headed && l.size(k) == l.size(large)-l.size(small) {
			return true
		}
	}
	return false
}

// Two sources are far apart from here on: by a fifth, and by more than the two
// or three that late finds make.
const (
	farShare = 0.2
	farCount = 2
)

func (l *ledger) severity(r *row, small, large int) Severity {
	apart := l.size(large) - l.size(small)
	far := apart > farCount && float64(apart) > farShare*float64(l.size(large))
	switch r.outcome {
	case casualty.Killed, casualty.Injured, casualty.Casualties, casualty.Missing, casualty.Hostages:
		if far {
			return High
		}
		return Medium
	case casualty.Hospitalised, casualty.Critical:
		return Medium
	}
	return Low // people aboard, evacuated, rescued: counted by different lists as a rule
}

// populationsDiffer says that claim i counts only a group of claim j's people,
// by another source, and so many that it may be that source's whole toll: the
// police count their recruits, a hospital the bodies.
func (l *ledger) populationsDiffer(i, j int) bool {
	if j < 0 {
		return false
	}
	a := &l.claims[i]
	if l.includes[j] || l.summed[i] {
		return false // the rest are the attackers, or told elsewhere
	}
	return a.Group != "" && a.Group != children && !(a.Identified && a.Counting == casualty.Definite) && l.list[i] == 0 && l.claims[j].Group == "" && a.SubsetOf < 0 && l.part[i] == j && a.Scope == "" &&
		l.isNumber(i) && l.size(i) > 1 && l.differentSources(i, j) && a.Count.Disjoint(l.claims[j].Count) && l.size(i) < l.size(j) &&
		float64(l.size(i)) > moreThanHalf*float64(l.size(j))
}
