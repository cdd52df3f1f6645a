package toll

import (
	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/quantity"
)

// The headline. Its number must be one that the text has for the same outcome.
// Where it is not, the text often shows where it comes from: another outcome,
// the missing counted as dead, another event, two places added up. That reason
// is told rather than the bare difference.

// headline checks each headline claim of a row against the text.
func (l *ledger) headline(r *row) {
	if !l.reported(r) || r.actor == casualty.Perpetrator {
		return
	}
	heads := l.wholes(r, true)
	for _, h := range heads {
		if len(heads) > 1 && l.alongside(h, heads) || l.claims[h].Source != "" && l.claims[h].Status == attribution.Claimed {
			continue
		}
		if l.inQuestion(h) || l.elsewhere(r, h) || l.headlinesAddition(r, h) {
			continue
		}
		if l.supported(r, h) {
			l.aboveFloor(r, h)
			continue
		}
		if l.withAttackers(r, h) {
			continue
		}
		if l.explained(r, h) {
			continue
		}
		if b := l.contradiction(r, h); b >= 0 {
			l.flag(HeadlineBodyValue, High, h, b, l.against(h, b, l.harm), "headline: no count of the text fits")
		}
	}
	l.narrowHeadline(r)
}

// narrowHeadline checks a headline that counts one group ("Three soldiers
// killed") where the text counts that group once, and nobody else as many.
func (l *ledger) narrowHeadline(r *row) {
	for _, h := range r.claims {
		c := &l.claims[h]
		if !c.Headed || c.Group == "" || !l.stands(h) || !l.isNumber(h) || l.list[h] != 0 || l.supported(r, h) || l.inQuestion(h) {
			continue
		}
		same, n := -1, 0
		for _, i := range r.claims {
			if l.claims[i].Headed || !l.stands(i) || l.claims[i].Group != c.Group || l.claims[i].Scope != c.Scope {
				continue
			}
			same, n = i, n+1
		}
		if n == 1 && l.isNumber(same) && !l.more[same] && l.list[same] == 0 && l.claims[same].Count.Disjoint(c.Count) && !l.nearMiss(h, same) &&
			!l.explained(r, h) {
			l.flag(HeadlineBodyValue, High, h, same, l.against(h, same, l.people), "headline: the text counts the group differently")
		} else if n == 0 && c.Group == forces {
			l.boasted(r, h)
		} else if n == 0 && c.Title && !someOnly(c.Group) && c.Scope == "" {
			l.groupAbove(r, h)
		}
	}
}

// groupAbove checks a headline that counts a group of which the text says nothing,
// and counts more than the text does of everybody: "26 miners killed", where four
// bodies were found and 22 are missing.
func (l *ledger) groupAbove(r *row, h int) {
	if l.explained(r, h) {
		return
	}
	if b := l.contradiction(r, h); b >= 0 && l.claims[b].Group == "" && l.claims[b].Count.Max < l.claims[h].Count.Min {
		l.flag(HeadlineBodyValue, High, h, b, l.against(h, b, l.people), "headline: a group larger than everybody in the text")
	}
}

// boasted finds a headline that states the enemy's losses as fact which the text
// has only from the side that says it killed them.
func (l *ledger) boasted(r *row, h int) {
	for _, i := range r.claims {
		if c := &l.claims[i]; !c.Headed && c.SourceKind != party && l.size(i) == l.size(h) {
			return
		}
	}
	for _, i := range r.claims {
		if c := &l.claims[i]; !c.Headed && c.SourceKind == party && l.status[i] == attribution.Claimed && c.Group == l.claims[h].Group && l.size(i) == l.size(h) {
			l.onlyClaimed(r, h)
			return
		}
	}
}

// alongside says that a headline gives several counts of one outcome, which
// may be of different people.
func (l *ledger) alongside(h int, heads []int) bool {
	for _, o := range heads {
		if o != h && l.claims[o].Count.Disjoint(l.claims[h].Count) && l.claims[o].Sent == l.claims[h].Sent {
			return true
		}
	}
	return false
}

// supported says that some count of the text, or what its counts come to, can
// be true together with the headline's.
func (l *ledger) supported(r *row, h int) bool {
	c := l.claims[h].Count
	for _, i := range r.claims {
		if !l.claims[i].Headed && l.whole(i) && !l.claims[i].Count.Disjoint(c) || l.anothersCount(i, h) {
			return true
		}
	}
	if len(l.wholes(r, false)) == 0 && l.addedUpTo(r, h) {
		return true
	}
	return r.given && !l.onHeadline(r) && !c.Disjoint(quantity.Count{Min: r.toll.Min, Max: r.toll.Max})
}

// withAttackers says that a headline counts attackers with the dead, as it says
// itself, and that without them it is the text's count: "Three dead, including
// suspect", of two victims.
func (l *ledger) withAttackers(r *row, h int) bool {
	if !l.includes[h] || !l.exact(h) || !r.given || l.onHeadline(r) {
		return false
	}
	n := 0
	for i := range l.claims {
		if c := &l.claims[i]; c.SubsetOf == h && c.Actor == casualty.Perpetrator && l.exact(i) {
			n += l.size(i)
		}
	}
	return n > 0 && r.toll.Min == l.size(h)-n && r.toll.Max == r.toll.Min
}

// addedUpTo says that counts of the text add up to the headline's.
func (l *ledger) addedUpTo(r *row, h int) bool {
	for _, i := range r.claims {
		if l.part[i] == h && l.summed[i] {
			return true
		}
	}
	return false
}

// anothersCount says that claim i is the headline's number, though it was taken
// for a part of a larger count: by another source (eight policemen by the
// ministry, 14 bodies by the doctor), with the attackers, or of more places.
func (l *ledger) anothersCount(i, h int) bool {
	c := &l.claims[i]
	t := l.part[i]
	return t >= 0 && !c.Headed && c.SubsetOf < 0 && c.Scope == "" && c.Group != children && l.list[i] == 0 &&
		l.stands(i) && l.isNumber(i) && l.size(i) == l.size(h) &&
		(l.differentSources(i, t) || l.includes[t] || c.Group == "" && !l.summed[i] && !l.claims[t].Total)
}

// elsewhere says that the headline's number is that of another incident of the
// report, or of all of them together.
func (l *ledger) elsewhere(r *row, h int) bool {
	c := l.claims[h].Count
	all, others := quantity.Count{Min: r.toll.Min, Max: r.toll.Max}, false
	for k := range l.rows {
		o := &l.rows[k]
		if o == &l.rows[l.rowOf[h]] || o.outcome != r.outcome || o.actor != r.actor || !o.given || !l.reported(o) {
			continue
		}
		t := quantity.Count{Min: o.toll.Min, Max: o.toll.Max}
		others = true
		all.Min, all.Max = plus(all.Min, t.Min), plus(all.Max, t.Max)
		if !t.Disjoint(c) {
			return true
		}
	}
	return others && !all.Disjoint(c)
}

func (l *ledger) onHeadline(r *row) bool {
	return len(r.toll.Claims) > 0 && l.claims[r.toll.Claims[0]].Headed
}

// contradiction returns the count of the text that speaks most plainly against
// headline h, or -1. A lower count speaks against it only where it is of
// everybody: texts tell of some of the victims, and leave others out.
func (l *ledger) contradiction(r *row, h int) int {
	body := l.wholes(r, false)
	best := -1
	for _, i := range body {
		if l.nearMiss(h, i) {
			return -1
		}
		if best < 0 || l.authority(i) > l.authority(best) {
			best = i
		}
	}
	if best < 0 {
		if s := l.lone(r); s >= 0 && !l.nearMiss(h, s) && (l.size(s) > l.size(h) || !someOnly(l.claims[s].Group)) {
			return s
		}
		return l.partAbove(r, h)
	}
	if l.claims[best].Count.Max == 0 && l.imagined(r.outcome) {
		return -1 // nobody was hurt in the drill whose injured the headline counts
	}
	if l.size(h) > l.size(best) && l.authority(best) < isTotal && !l.sole(r, best) {
		return -1
	}
	return l.firstSaid(r, best)
}

// firstSaid returns the first count of the text with the number of claim b.
func (l *ledger) firstSaid(r *row, b int) int {
	for _, i := range r.claims {
		c := &l.claims[i]
		if !c.Headed && l.stands(i) && l.isNumber(i) && c.SubsetOf < 0 && c.Scope == "" && c.Count == l.claims[b].Count &&
			(l.part[i] < 0 || l.part[i] == b) {
			return i
		}
	}
	return b
}

// lone returns the one count that the text gives of an outcome, though it names
// whom it counts ("SIX holidaymakers"), where it tells of nobody beside them;
// or -1.
func (l *ledger) lone(r *row) int {
	lone := -1
	for _, i := range r.claims {
		c := &l.claims[i]
		if c.Headed || !l.stands(i) || c.Count.Max == 0 || l.isPart(i) && !l.claims[l.part[i]].Headed {
			continue
		}
		if !l.isNumber(i) || l.more[i] || l.list[i] != 0 || c.Scope != "" || c.SubsetOf >= 0 || c.Group == children {
			return -1
		}
		if lone >= 0 && (l.claims[lone].Group != c.Group || l.claims[lone].Count.Disjoint(c.Count)) {
			return -1
		}
		if lone < 0 {
			lone = i
		}
	}
	return lone
}

// totals returns the text's counts of everybody, or its lone count.
func (l *ledger) totals(r *row) []int {
	body := l.wholes(r, false)
	if i := l.lone(r); i >= 0 && len(body) == 0 {
		return []int{i}
	}
	return body
}

// imagined says that the text also counts people who come to that harm in a
// drill or a forecast.
func (l *ledger) imagined(o casualty.Outcome) bool {
	for k := range l.rows {
		r := &l.rows[k]
		if r.outcome != o {
			continue
		}
		if r.incident >= 0 && l.incidents[r.incident].Role == incident.Hypothetical {
			return true
		}
		for _, i := range r.claims {
			if l.status[i] == attribution.Hypothetical {
				return true
			}
		}
	}
	return false
}

// sole says that the text gives no other number of its outcome than claim b's.
// Where it gives several, they may be of different people.
func (l *ledger) sole(r *row, b int) bool {
	for _, i := range r.claims {
		if i != b && !l.claims[i].Headed && l.stands(i) && l.isNumber(i) && l.part[i] != b && l.claims[i].Count.Disjoint(l.claims[b].Count) {
			return false
		}
		if l.part[i] == b && l.claims[i].SubsetOf < 0 && l.claims[i].Group == "" && l.isNumber(i) && l.claims[i].Scope == "" {
			return false
		}
	}
	return true
}

// What makes a count of the text the thing to hold against a headline.
const (
	isNewest = 4
	isTotal  = 2
	isSaid   = 1 // by a source
)

func (l *ledger) authority(i int) int {
	c := &l.claims[i]
	n := 0
	if c.Running {
		n += isNewest
	}
	if c.Total {
		n += isTotal
	}
	if c.Source != "" {
		n += isSaid
	}
	return n
}

// partAbove returns a part that alone is more than the headline's whole.
func (l *ledger) partAbove(r *row, h int) int {
	for _, i := range r.claims {
		c := &l.claims[i]
		if !c.Headed && l.stands(i) && l.isNumber(i) && c.Scope == "" && c.Count.Min > l.claims[h].Count.Max && l.exact(h) {
			return i
		}
	}
	return -1
}

// slack is how far a vague or rounded headline may miss the text's count: 19
// are "dozens" to some desks, and 95 "hundreds" to none.
const slack = 0.2

// nearMiss says that two counts differ by no more than rounding does.
func (l *ledger) nearMiss(a, b int) bool {
	if !l.loose(a) && !l.loose(b) {
		return false
	}
	x, y := l.claims[a].Count, l.claims[b].Count
	if x.Min > y.Max {
		x, y = y, x
	}
	return float64(y.Min-x.Max) <= slack*float64(y.Min)
}

// loose says that a claim's window is a convention rather than a bound.
func (l *ledger) loose(i int) bool {
	switch l.claims[i].Count.Qualifier {
	case quantity.Vague, quantity.About, quantity.Nearly, quantity.MoreThan:
		return true
	}
	return false
}

// explained looks for what the headline's number really counts.
func (l *ledger) explained(r *row, h int) bool {
	if !l.exact(h) && !l.floor(h) || l.size(h) == 0 {
		return false
	}
	return l.otherOutcome(r, h) || l.withInjured(r, h) || l.withMissing(r, h) || l.withUnfound(r, h) || l.onlyClaimed(r, h) || l.otherEvent(r, h) || l.narrowerPlace(r, h)
}

// hedgeDropped finds a headline that gives flatly what the text hedges. One
// flat count of the same number in the text answers for the headline.
func (l *ledger) hedgeDropped(r *row) {
	if !l.reported(r) {
		return
	}
	for _, h := range r.claims {
		if !l.claims[h].Headed || !l.exact(h) || !l.isNumber(h) || l.size(h) == 0 ||
			l.claims[h].Count.Qualifier != quantity.Exact || l.claims[h].Former {
			continue
		}
		if b := l.hedged(r, h); b >= 0 {
			l.flag(HeadlineDropsQualifier, Low, h, b, l.against(h, b, l.number), "headline: the text hedges the same number")
		}
	}
}

// hedged returns the hedged count of the text that headline h repeats, or -1.
func (l *ledger) hedged(r *row, h int) int {
	best := -1
	for _, i := range r.claims {
		c := &l.claims[i]
		if c.Headed || l.size(i) != l.size(h) && c.Count.Value != l.size(h) || !l.samePeople(r, i, h) || c.Status == attribution.Denied {
			continue
		}
		switch c.Count.Qualifier {
		case quantity.Exact:
			if l.stands(i) && l.isNumber(i) {
				return -1
			}
		case quantity.AtLeast, quantity.MoreThan, quantity.About, quantity.Nearly, quantity.UpTo:
			if best < 0 {
				best = i
			}
		}
	}
	return best
}

// samePeople says that a count of the text with the headline's number is of
// the headline's people: of the same group, or of a group where the text has
// no count of everybody.
func (l *ledger) samePeople(r *row, i, h int) bool {
	a, b := &l.claims[i], &l.claims[h]
	if a.Group == b.Group && a.Scope == b.Scope {
		return true
	}
	return b.Group == "" && b.Scope == "" && len(l.wholes(r, false)) == 0
}
