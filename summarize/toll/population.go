package toll

import (
	"slices"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
)

// Who is counted. A part cannot be larger than its whole, and the same dead
// cannot be fighters to one source and civilians to another without a line to
// the desk.

// The groups that rules tell apart, as the lexicon calls them.
const (
	fighters  = "militant"
	civilians = "civilian"
	forces    = "security"
	children  = "child" // never a whole toll
)

// nameEverybody drops the group of a count that is the headline's of everybody:
// "at least 31 Gaznans", or "fourteen guests", under "31 killed" and "14
// killed", name the dead and single nobody out. Sides and children stay.
func (l *ledger) nameEverybody(order []int) {
	type harm struct {
		row rowKey
		n   int
	}
	headed, own := map[harm]bool{}, false
	for _, i := range order {
		c := &l.claims[i]
		if c.SubsetOf >= 0 || !l.isNumber(i) || c.Scope != "" || c.List != 0 || c.Additional {
			continue
		}
		at := harm{l.key(i), l.size(i)}
		switch {
		case c.Headed && c.Group == "":
			headed[at] = true
		case !c.Headed && !c.Identified && c.Group != "" && headed[at] && !someOnly(c.Group) && c.Group != civilians:
			if !own {
				l.claims, own = slices.Clone(l.claims), true // they are the caller's
			}
			l.claims[i].Group = ""
		}
	}
	l.nameFirst(order, own)
}

// nameFirst drops the group of the first count of a row where the row has but
// smaller counts of people at large beside it: "A fire killed 17 residents …
// Four died in hospital", which are 17 in all. own says that the claims are the
// ledger's own.
func (l *ledger) nameFirst(order []int, own bool) {
	type firstOf struct {
		claim      int
		apart, few bool // other groups stand beside it; smaller counts of anybody do
	}
	rows := map[rowKey]*firstOf{}
	for _, i := range order {
		c := &l.claims[i]
		if !l.isNumber(i) || c.Scope != "" || c.Count.Max == 0 || c.SubsetOf >= 0 {
			continue
		}
		f := rows[l.key(i)]
		switch {
		case f == nil && c.Headed:
			continue
		case f == nil:
			rows[l.key(i)] = &firstOf{claim: i, apart: !l.namesAnybody(i)}
		case c.Group == "" && l.size(i) < l.size(f.claim):
			f.few = true
		case c.Group != l.claims[f.claim].Group:
			f.apart = true
		}
	}
	for _, i := range order {
		f := rows[l.key(i)]
		if f == nil || f.claim != i || f.apart || !f.few || l.overHeadline(order, i) {
			continue
		}
		if !own {
			l.claims, own = slices.Clone(l.claims), true
		}
		l.claims[i].Group = ""
	}
}

// namesAnybody says that claim i counts people by a noun that may be the one for
// all there were.
func (l *ledger) namesAnybody(i int) bool {
	c := &l.claims[i]
	return c.Group != "" && !someOnly(c.Group) && c.Group != civilians && c.List == 0 && !c.Additional && !c.Identified
}

// overHeadline says that a heading has a number of people at large that is not
// smaller than that of claim i.
func (l *ledger) overHeadline(order []int, i int) bool {
	for _, h := range order {
		if c := &l.claims[h]; !c.Headed {
			return false
		} else if l.key(h) == l.key(i) && c.Group == "" && l.isNumber(h) && l.size(h) >= l.size(i) {
			return true
		}
	}
	return false
}

// partsTooLarge finds parts that exceed their wholes. A whole that is open
// above is never exceeded.
func (l *ledger) partsTooLarge(r *row) {
	if !l.reported(r) {
		return
	}
	for _, i := range r.claims {
		if !l.stands(i) || !l.isNumber(i) || l.claims[i].Count.Min == 0 {
			continue
		}
		if t := l.part[i]; t >= 0 {
			if l.stands(t) && l.exceeds(i, t) && l.mayBeAmong(i, t) && (l.claims[t].Outcome == r.outcome || l.inside(r.outcome, l.claims[t].Outcome)) {
				l.tooLarge(i, t)
			}
			continue
		}
		// The losses of one side stand beside the people harmed, not among them, and
		// so do "a further 30 passengers".
		if c := &l.claims[i]; c.Group != "" && c.Group != fighters && c.Scope == "" && !c.Headed && !c.Additional {
			l.groupTooLarge(r, i)
		}
		l.placeTooLarge(r, i)
	}
}

// placeTooLarge holds the count of a place against that of the place around
// it: 120 in the city, where 96 died in the province.
func (l *ledger) placeTooLarge(r *row, i int) {
	for _, t := range r.claims {
		if !l.counts(t) || !l.isNumber(t) || l.claims[t].Headed || l.claims[i].Headed || !l.within(i, t) || !l.exceeds(i, t) {
			continue
		}
		if l.differentSources(i, t) {
			l.flag(SourceConflict, l.severity(r, t, i), i, t, l.against(i, t, l.harm), "sources: a place larger than the one around it")
		} else {
			l.tooLarge(i, t)
		}
		return
	}
}

// mayBeAmong says that people of claim i's group may be among those of claim t:
// no children are among the policemen, but civilians are men, women and children.
func (l *ledger) mayBeAmong(i, t int) bool {
	a, b := l.claims[i].Group, l.claims[t].Group
	return a == "" || b == "" || a == b || b == civilians && a != forces && a != fighters
}

func (l *ledger) exceeds(i, t int) bool {
	return l.claims[i].Count.Min > l.claims[t].Count.Max && !l.nearMiss(i, t)
}

// inside says that people with outcome a also have outcome b.
func (l *ledger) inside(a, b casualty.Outcome) bool {
	return a == casualty.Critical && (b == casualty.Injured || b == casualty.Hospitalised) ||
		(a == casualty.Killed || a == casualty.Injured) && b == casualty.Casualties
}

func (l *ledger) tooLarge(i, t int) {
	if c := &l.claims[i]; c.Counting == casualty.Definite && c.Group == "" && c.Outcome == l.claims[t].Outcome {
		l.flag(InternalConflict, High, i, t, l.against(i, t, l.harm), "text: “all” of them are more than there were")
		return
	}
	l.flag(SubsetExceedsTotal, High, i, t, "Part: "+l.people(i)+". Whole: "+l.people(t)+".", "part: larger than its whole")
}

// groupTooLarge holds a group against the count of everybody by the same
// source: 15 children, where 12 were hurt in all. Many times over, the smaller
// count is of some other few.
func (l *ledger) groupTooLarge(r *row, i int) {
	for _, t := range r.claims {
		if l.claims[t].Headed || l.claims[t].Additional || !l.whole(t) || !l.exceeds(i, t) || l.size(i) > farFromAll*l.size(t) ||
			l.claims[t].Sent == l.claims[i].Sent && l.before(i, t) { // "32 sailors taken hostage and 12 kidnapped"
			continue
		}
		if l.differentSources(i, t) {
			l.flag(SourceConflict, l.severity(r, t, i), i, t, l.against(i, t, l.people), "sources: a group larger than everybody")
		} else if l.claims[i].SourceID == l.claims[t].SourceID {
			l.tooLarge(i, t)
		} else if l.claims[i].SourceID == "" && l.claims[i].Counting == casualty.Definite && l.exact(i) {
			l.flag(InternalConflict, High, i, t, l.against(i, t, l.people), "text: a group, all of it, larger than everybody")
		}
		return
	}
}

// identity finds the same dead called fighters by one source and civilians by
// another.
func (l *ledger) identity(r *row) {
	if r.actor == casualty.Perpetrator || !l.reported(r) {
		return
	}
	others := r.claims
	if own := l.find(r.incident, r.outcome, casualty.Perpetrator); own != nil {
		others = append(append([]int(nil), others...), own.claims...)
	}
	side, fighter := -1, -1
	for _, c := range r.claims {
		if !l.asserted(c) {
			continue
		}
		unarmed := l.unarmed(c)
		for _, f := range others {
			if f != c && (unarmed || l.otherwiseCalled(c, f)) && l.armed(f, c) && l.asserted(f) && l.differentSources(c, f) && l.sameDead(c, f) && (side < 0 || l.derived(fighter) && !l.derived(f)) {
				side, fighter = c, f
			}
		}
	}
	if side < 0 {
		return
	}
	c := l.countOf(r, side, fighter)
	l.flag(VictimStatus, High, c, fighter, l.against(side, fighter, l.people), "population: armed to one source, civilians to another")
	if l.size(side) >= l.size(fighter) {
		l.alsoCounted(r, fighter)
	}
}

// derived says that claim i only says who the dead were, whose number another
// claim gives.
func (l *ledger) derived(i int) bool { return l.claims[i].Borrowed }

// countOf returns the number that claim c, which says of the dead what they were,
// is to be shown by: that of a third source, which does not call them fighters as
// claim f does, or its own.
func (l *ledger) countOf(r *row, c, f int) int {
	if !l.derived(c) {
		return c
	}
	best := c
	for _, j := range r.claims {
		d := &l.claims[j]
		if !d.Headed && d.Group == "" && d.SourceID != "" && d.SourceID != l.claims[c].SourceID && l.stands(j) && l.isNumber(j) && l.differentSources(j, f) && l.size(j) == l.size(c) &&
			(best == c || d.Sent <= l.claims[c].Sent) { // the nearest before, else the first after
			best = j
		}
	}
	return best
}

// sameDead says that the fighters of claim f are the dead of claim c: as many
// may be, or c says of everybody, who were no fewer, or most of whom an army
// claims, what they were.
func (l *ledger) sameDead(c, f int) bool {
	a, b := &l.claims[c], &l.claims[f]
	if !a.Count.Disjoint(b.Count) {
		return true
	}
	if !a.Identified || a.SubsetOf >= 0 || !l.exact(c) || !l.exact(f) || b.Group != fighters || b.SourceKind == party || a.Sent == b.Sent {
		return false
	}
	return l.size(c) >= l.size(f) || l.status[f] == attribution.Claimed && float64(l.size(c)) > moreThanHalf*float64(l.size(f))
}

// alsoCounted holds the fighters of claim f, of whom another source says that
// they were no fighters, against a third source's count of everybody.
// Where somebody else counts as many as f, nobody disputes the number.
func (l *ledger) alsoCounted(r *row, f int) {
	for _, j := range r.claims {
		if d := &l.claims[j]; !d.Headed && !d.Identified && j != f && l.size(j) == l.size(f) && l.differentSources(j, f) {
			return
		}
	}
	for _, j := range r.claims {
		if d := &l.claims[j]; !d.Headed && d.Group == "" && !d.Identified && l.counts(j) && l.exact(j) && l.exact(f) && l.differentSources(j, f) &&
			l.size(j) > l.size(f) && l.size(j) <= farFromAll*l.size(f) && !l.nearMiss(j, f) {
			l.flag(SourceConflict, l.severity(r, f, j), f, j, l.against(f, j, l.people), "sources: disjoint counts of disputed dead")
			return
		}
	}
}

// unarmed says that claim c counts civilians, or says of the dead what else they
// were: farmers, guests. Where nobody asks who they were, no one says so.
func (l *ledger) unarmed(c int) bool {
	if l.claims[c].Group == fighters && l.claims[c].Identified && l.status[c] == attribution.Denied {
		return true // "denied that the dead were rebels"
	}
	switch l.claims[c].Group {
	case civilians:
		return true
	case "", fighters, forces, children:
		return false
	}
	return l.claims[c].Identified
}

// otherwiseCalled says that claim c counts as many as f does fighters and calls
// them by another name: "killed 26 labourers". The number must be one that does
// not meet another by accident.
func (l *ledger) otherwiseCalled(c, f int) bool {
	a := &l.claims[c]
	return a.Group != "" && !someOnly(a.Group) && a.SubsetOf < 0 && l.list[c] == 0 && l.exact(c) && l.exact(f) && l.size(c) == l.size(f) && l.size(c) >= leastTelling &&
		l.claims[f].Group == fighters && l.status[f] == attribution.Claimed
}

// armed says that claim f counts fighters, or members of the forces where claim
// c speaks of everybody ("all eight").
func (l *ledger) armed(f, c int) bool {
	return l.claims[f].Group == fighters || l.claims[f].Actor == casualty.Perpetrator ||
		l.claims[f].Group == forces && (l.claims[c].Counting == casualty.Definite || l.claims[c].Total)
}

func (l *ledger) asserted(i int) bool {
	return (l.stands(i) || l.status[i] == attribution.Claimed || l.status[i] == attribution.Denied && l.claims[i].Identified) && l.isNumber(i) && l.claims[i].Count.Min > 1
}
