package toll

import (
	"slices"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/quantity"
)

// Replaced figures. A count that rose, or was corrected, replaces the earlier
// ones of its outcome: "at least 19" and 27 overlap as intervals, yet the first
// is stale once "the toll rose to 27". A rise is news; an old figure that still
// stands in the headline is a discrepancy.

// replace marks the claims of a row that the text itself has overtaken.
func (l *ledger) replace(r *row) {
	if newest := l.newest(r); newest >= 0 {
		for k, i := range r.claims {
			if i != newest && l.comparable(i, newest) && l.overtaken(r, k, newest) && !l.headlinesAddition(r, i) {
				l.supersede(i)
			}
		}
	}
	l.replaceByDeath(r)
	l.replaceByTime(r)
	l.replaceByFormer(r)
	l.replaceNone(r)
}

// headlinesAddition says that claim i is the headline's "three more", which the text
// tells as many more of, or as that many: no toll that could be replaced.
func (l *ledger) headlinesAddition(r *row, i int) bool {
	h := &l.claims[i]
	return h.Headed && h.Additional && slices.ContainsFunc(r.claims, func(j int) bool {
		c := &l.claims[j]
		return !c.Headed && c.Count == h.Count && !c.Total
	})
}

// replaceByTime lets a dated count replace the earlier dated ones that it
// cannot be true together with.
func (l *ledger) replaceByTime(r *row) {
	if ofAttackers(r) {
		return // how many there were does not change in the course of a day
	}
	for _, i := range r.claims {
		for _, j := range r.claims {
			a, b := &l.claims[i], &l.claims[j]
			if a.AsOf != 0 && a.AsOf < b.AsOf && a.Count.Disjoint(b.Count) && l.comparable(i, j) && !l.byAttackers(r, i, j) {
				l.supersede(i)
				l.replaceHeaded(r, i, j)
				break
			}
		}
	}
}

// byAttackers says that two counts differ by the attackers, whom one of them
// leaves out: they may be of one time.
func (l *ledger) byAttackers(r *row, i, j int) bool {
	n := l.attackersWith(r)
	d := l.size(i) - l.size(j)
	return n > 0 && (d == n || d == -n)
}

// replaceHeaded lets the later claim j replace the headline too, where it still
// gives the count of claim i.
func (l *ledger) replaceHeaded(r *row, i, j int) {
	for _, h := range r.claims {
		if c := &l.claims[h]; c.Headed && l.stands(h) && c.Count == l.claims[i].Count && c.Group == l.claims[i].Group && c.Count.Disjoint(l.claims[j].Count) {
			l.supersede(h)
		}
	}
}

// replaceByDeath lets a later number of injured replace an earlier one that is
// larger by as many as the text tells of as dead in between: "eight were
// wounded … two of the wounded died … six were wounded".
func (l *ledger) replaceByDeath(r *row) {
	dead := l.find(r.incident, casualty.Killed, r.actor)
	if r.outcome != casualty.Injured && r.outcome != casualty.Hospitalised || dead == nil {
		return
	}
	for k, i := range r.claims {
		for _, j := range r.claims[k+1:] {
			if l.stillHurt(i, j) && slices.ContainsFunc(dead.claims, func(d int) bool {
				return l.before(i, d) && l.before(d, j) && l.stands(d) && l.exact(d) && l.size(d) == l.size(i)-l.size(j)
			}) {
				l.supersede(i)
				break
			}
		}
	}
}

// stillHurt says that claim j may count those of claim i who lived on.
func (l *ledger) stillHurt(i, j int) bool {
	return !l.claims[i].Headed && l.claims[i].Sent != l.claims[j].Sent && l.stands(i) && l.stands(j) && l.isNumber(i) && l.isNumber(j) &&
		l.exact(i) && l.exact(j) && l.size(i) > l.size(j) && l.part[i] < 0 && l.part[j] < 0 &&
		float64(l.size(j)) > moreThanHalf*float64(l.size(i))
}

// newest returns the claim that gives the count so far, or -1: of several, the
// highest, for an article that tells of a series of rises need not tell it in
// order. A fall has one newest count only.
func (l *ledger) newest(r *row) int {
	newest := -1
	for _, i := range r.claims {
		c := &l.claims[i]
		if (c.Running || c.Counting == casualty.ByOrdinal) && l.stands(i) && l.part[i] < 0 &&
			(newest < 0 || c.Count.Min > l.claims[newest].Count.Min) {
			newest = i
		}
	}
	return newest
}

// comparable says that two claims of a row count the same people in the same
// place, as far as the text says.
func (l *ledger) comparable(i, j int) bool {
	a, b := &l.claims[i], &l.claims[j]
	return a.Group == b.Group && a.Scope == b.Scope && l.part[i] < 0 && l.part[j] < 0 &&
		l.stands(i) && l.stands(j) && l.isNumber(i) && l.isNumber(j) &&
		l.list[i] == 0 && l.list[j] == 0 && !l.more[i] && !l.more[j] && !(l.split[i] && l.split[j])
}

// overtaken says that the row's k-th claim is an earlier count than newest:
// lower, and in the headline, before it, open above, or a first report by its
// own words.
func (l *ledger) overtaken(r *row, k, newest int) bool {
	i := r.claims[k]
	c, n := &l.claims[i], &l.claims[newest]
	if c.Count.Qualifier == quantity.Vague || c.Count.Qualifier == quantity.None {
		return c.Count.Max < n.Count.Min
	}
	if l.size(i) >= n.Count.Min || c.Count.Max >= n.Count.Min && !l.floor(i) {
		return false
	}
	return c.Headed || l.floor(i) || l.before(i, newest) || l.status[i] == attribution.Provisional
}

func (l *ledger) before(i, j int) bool { return l.claims[i].First < l.claims[j].First }

// replaceByFormer lets "up from 19" reach the other places where the article
// still has 19.
func (l *ledger) replaceByFormer(r *row) {
	for _, f := range r.claims {
		if l.status[f] != attribution.Superseded || !l.claims[f].Former {
			continue
		}
		for _, i := range r.claims {
			if l.stands(i) && l.isNumber(i) && l.part[i] < 0 && l.size(i) == l.size(f) && l.hasRival(r, i) {
				l.supersede(i)
			}
		}
	}
}

// hasRival says that some standing count of the text cannot be true together
// with claim i, taken as the number it names.
func (l *ledger) hasRival(r *row, i int) bool {
	for _, j := range r.claims {
		if j != i && !l.claims[j].Headed && (l.comparable(i, j) || l.claims[i].Headed && l.whole(j)) && l.claims[j].Count.Disjoint(l.claims[i].Count) {
			return true
		}
	}
	return false
}

// replaceNone lets a count of people hurt replace an earlier "no injuries were
// reported": early reports of none are reports of not knowing.
func (l *ledger) replaceNone(r *row) {
	for k, i := range r.claims {
		if l.claims[i].Count.Max != 0 || l.claims[i].Headed || !l.stands(i) {
			continue
		}
		for _, j := range r.claims[k+1:] {
			if l.stands(j) && l.claims[j].Count.Min > 0 && l.claims[j].Group == l.claims[i].Group {
				l.supersede(i)
				break
			}
		}
	}
}

// stale finds replaced figures that the headline still gives, and an old
// number that returns in the text after its correction.
func (l *ledger) stale(r *row) {
	if !l.reported(r) {
		return
	}
	for _, i := range r.claims {
		c := &l.claims[i]
		if l.status[i] != attribution.Superseded || c.Former || c.Status == attribution.Superseded || c.Count.Max == 0 {
			continue
		}
		j := l.replacement(r, i)
		if j < 0 || !c.Headed && !(l.before(j, i) && l.namedFormer(r, i)) || l.overEntry(r, i, j) {
			continue
		}
		severity := Medium
		if c.Headed && (c.Count.Disjoint(l.claims[j].Count) || l.size(i) > l.size(j)) {
			severity = High
		}
		l.flag(StaleFigure, severity, i, j, l.against(i, j, l.number), "stale: the text has a newer count")
	}
}

// overEntry says that claim i stands in or over an entry of the text which is older
// than that of the newer count j: it is no older than what stands there.
func (l *ledger) overEntry(r *row, i, j int) bool {
	if l.claims[i].AsOf != 0 && l.claims[i].AsOf < l.claims[j].AsOf {
		return true
	}
	return l.claims[i].Headed && !l.claims[i].Title && slices.ContainsFunc(r.claims, func(k int) bool {
		c := &l.claims[k]
		return !c.Headed && l.before(i, k) && c.Sent-l.claims[i].Sent <= entryReach && l.size(k) == l.size(i)
	})
}

// entryReach is how many sentences behind a heading its number is said again.
const entryReach = 2

// replacement returns the count that took claim i's place, or -1.
func (l *ledger) replacement(r *row, i int) int {
	best := -1
	for _, j := range r.claims {
		c := &l.claims[j]
		if j == i || c.Headed || !l.counts(j) || !l.isNumber(j) || c.Group != l.claims[i].Group && (c.Group != "" || !l.claims[i].Headed) {
			continue
		}
		if best < 0 || c.Running && !l.claims[best].Running {
			best = j
		}
	}
	return best
}

func (l *ledger) namedFormer(r *row, i int) bool {
	for _, f := range r.claims {
		if l.claims[f].Former && l.size(f) == l.size(i) {
			return true
		}
	}
	return false
}
