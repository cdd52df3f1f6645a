package toll

import (
	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
)

// Attackers. Victims and attackers are counted apart; yet "three dead" of the
// police may hold the gunman. Where a total says so, or differs from the count
// of victims by the attackers killed, that is the reason for the difference.

// setApartAttackers makes the victims alone a part of the total that holds the
// attackers too.
func (l *ledger) setApartAttackers(r *row) {
	if r.actor == casualty.Perpetrator {
		return
	}
	n := l.attackersWith(r)
	for _, t := range r.claims {
		if l.claims[t].Headed || !l.counts(t) || !l.exact(t) || !l.isNumber(t) || l.claims[t].Group != "" {
			continue
		}
		for _, i := range r.claims {
			apart := i != t && l.whole(i) && l.exact(i) && !l.claims[i].Headed &&
				(l.includes[t] || n > 0 && l.part[t] < 0 && !l.differentSources(i, t) && !l.claims[i].Total)
			if apart && l.size(t)-l.size(i) == max(n, 1) && l.part[t] != i {
				l.part[i] = t
				l.includes[t] = true
			}
		}
	}
}

// holdsAttackers says that the text counts attackers among the people of claim t:
// "nine bodies, eight of them of officers and one of the bomber".
func (l *ledger) holdsAttackers() {
	for i := range l.claims {
		c := &l.claims[i]
		if t := c.SubsetOf; c.Actor == casualty.Perpetrator && t >= 0 && t < len(l.claims) && l.claims[t].Actor != c.Actor &&
			l.claims[t].Outcome == c.Outcome && c.Outcome == casualty.Killed && l.stands(i) {
			l.includes[t] = true
		}
	}
}

// attackersWith returns how many attackers share the outcome of a row of
// victims, or 0 where the text gives no single number.
func (l *ledger) attackersWith(r *row) int {
	own := l.find(r.incident, r.outcome, casualty.Perpetrator)
	if own == nil {
		return 0
	}
	n := 0
	for _, i := range own.claims {
		if !l.stands(i) || !l.exact(i) || l.claims[i].Headed {
			continue
		}
		n = max(n, l.size(i))
	}
	return n
}

// attackersCounted finds a headline that gives as victims a total with the
// attackers in it.
func (l *ledger) attackersCounted(r *row) {
	if r.actor == casualty.Perpetrator || !l.reported(r) {
		return
	}
	for _, h := range l.wholes(r, true) {
		if l.claims[h].Includes || !l.exact(h) {
			continue
		}
		for _, t := range r.claims {
			if !l.claims[t].Headed && l.includes[t] && l.stands(t) && l.size(t) == l.size(h) {
				b := l.victimsAlone(r, t)
				why := l.against(h, b, l.harm)
				if b == t {
					why = l.against(h, b, l.harm) + " The text's count includes the attacker."
				}
				l.flag(PerpetratorInclusion, High, h, b, why, "attackers: the headline's number counts them")
				return
			}
		}
		if n := l.attackersWith(r); n > 0 {
			for _, b := range l.victimCounts(r) {
				if l.exact(b) && l.size(b)+n == l.size(h) && !l.supported(r, h) {
					why := l.against(h, b, l.harm) + " The difference is the number of attackers."
					l.flag(PerpetratorInclusion, High, h, b, why, "attackers: the headline's number counts them")
					return
				}
			}
		}
	}
}

// victimCounts returns the text's totals, or the losses of one side where it
// counts no others.
func (l *ledger) victimCounts(r *row) []int {
	out := l.totals(r)
	for _, i := range r.claims {
		if c := &l.claims[i]; !c.Headed && c.Group == forces && c.SubsetOf < 0 && l.stands(i) && l.isNumber(i) && !l.more[i] {
			out = append(out, i)
		}
	}
	return out
}

// victimsAlone returns the count of victims within total t, or t.
func (l *ledger) victimsAlone(r *row, t int) int {
	n := max(l.attackersWith(r), 1)
	for _, i := range r.claims {
		if l.part[i] == t && l.stands(i) && l.isNumber(i) && l.claims[i].Group == "" && l.list[i] == 0 && l.size(i) == l.size(t)-n {
			return i
		}
	}
	return t
}

// attackers finds accounts that differ in how many attackers took part.
func (l *ledger) attackers(r *row) {
	if !ofAttackers(r) || !l.reported(r) {
		return
	}
	low, high := -1, -1
	for _, i := range r.claims {
		c := &l.claims[i]
		if !l.counts(i) || l.status[i] == attribution.Provisional || !l.isNumber(i) || l.list[i] != 0 || l.more[i] || c.Scope != "" {
			continue
		}
		if low < 0 || c.Count.Max < l.claims[low].Count.Max {
			low = i
		}
		if high < 0 || c.Count.Min > l.claims[high].Count.Min {
			high = i
		}
	}
	if low < 0 || !l.claims[low].Count.Disjoint(l.claims[high].Count) || l.nearMiss(low, high) || !l.accountsDiffer(low, high) {
		return
	}
	if w := &l.claims[low]; w.SourceKind == witness && w.Count.Max < l.claims[high].Count.Min && l.claims[high].SourceKind != witness {
		return // a witness sees some of them
	}
	if l.before(high, low) {
		low, high = high, low
	}
	l.flag(PerpetratorCount, Medium, low, high, "Attackers. "+l.against(low, high, l.number), "attackers: accounts differ")
}

func ofAttackers(r *row) bool {
	return r.actor == casualty.Perpetrator && r.outcome == casualty.Present
}

// accountsDiffer says that two numbers of attackers are two accounts, and not
// the text telling of some of them here and of others there: they stand in one
// sentence, or have two tellers, of whom the text itself may be the one only
// where it gives the lower number first.
func (l *ledger) accountsDiffer(low, high int) bool {
	a, b := &l.claims[low], &l.claims[high]
	return a.Sent == b.Sent || l.differentSources(low, high) || a.SourceID != b.SourceID && l.before(low, high)
}
