package toll

import (
	"cmp"
	"slices"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/quantity"
)

// What agrees, because. A reader who sees two numbers asks which is right; the
// pairs that a desk would ask about are listed with the reason why both may
// be. A pair that is a discrepancy is never listed.

// maxCompatible keeps the list to what is read.
const maxCompatible = 6

// The reasons, the most telling first.
const (
	addsUp = iota
	accountedFor
	laterCount
	notTrue
	otherEvent
	vagueFits
	roomAbove
	partOf
	otherHarm
)

type agreement struct {
	a, b   int
	why    string
	reason int
}

func (l *ledger) fit(reason, a, b int, why string) {
	if a != b && len(l.fits) < maxFound && !l.flagged(a, b) {
		l.fits = append(l.fits, agreement{a, b, why, reason})
	}
}

// agree gathers the pairs that look inconsistent and are not.
func (l *ledger) agree() {
	for i := range l.rows {
		r := &l.rows[i]
		if !l.reported(r) || r.actor == casualty.Perpetrator {
			continue
		}
		l.agreeSums(r)
		l.agreeCasualties(r)
		l.agreeAboard(r)
		l.agreeReplaced(r)
		l.agreeUntrue(r)
		l.agreeWindows(r)
		l.agreeParts(r)
		l.agreeHospital(r)
	}
	l.agreeEvents()
	l.agreeHarms()
}

// agreeSums lists parts that add up to their total, within an incident or over
// the incidents of an aggregate.
func (l *ledger) agreeSums(r *row) {
	for _, t := range r.claims {
		if !l.whole(t) || l.vague(t) {
			continue
		}
		parts := l.partsOf(r, t)
		if run := l.runUp(parts, l.size(t)); run != nil {
			l.fit(addsUp, t, run[0], l.addition(run, l.size(t)))
			break
		}
	}
	if r.incident >= 0 && l.incidents[r.incident].Role == incident.Aggregate {
		l.agreeAggregate(r)
	}
}

// runUp returns the first run of parts that add up to sum, or nil.
func (l *ledger) runUp(parts []int, sum int) []int {
	for from := range parts {
		s := 0
		for to := from; to < len(parts) && s < sum; to++ {
			s = plus(s, l.size(parts[to]))
			if s == sum && to > from {
				return parts[from : to+1]
			}
		}
	}
	return nil
}

func (l *ledger) agreeAggregate(r *row) {
	total := l.wholes(r, false)
	if len(total) == 0 {
		total = l.wholes(r, true)
	}
	if len(total) == 0 {
		return
	}
	var each []int
	sum := 0
	for k := range l.rows {
		o := &l.rows[k]
		if o.outcome != r.outcome || o.actor != r.actor || !o.given || o.incident == r.incident || !l.reported(o) {
			continue
		}
		for _, i := range o.toll.Claims {
			each = append(each, i)
			sum = plus(sum, l.size(i))
		}
	}
	if len(each) > 1 && len(each) <= maxRow && sum == l.size(total[0]) {
		l.fit(addsUp, total[0], each[0], l.addition(each, sum))
	}
}

// agreeCasualties lists dead and injured that make up the casualties.
func (l *ledger) agreeCasualties(r *row) {
	dead, hurt := l.find(r.incident, casualty.Killed, r.actor), l.find(r.incident, casualty.Injured, r.actor)
	if r.outcome != casualty.Casualties || dead == nil || hurt == nil || !dead.given || !hurt.given {
		return
	}
	for _, t := range r.claims {
		if l.stands(t) && plus(dead.toll.Min, hurt.toll.Min) == l.size(t) {
			l.fit(addsUp, t, dead.toll.Claims[0], digits(dead.toll.Min)+" killed + "+digits(hurt.toll.Min)+" injured = "+digits(l.size(t))+" casualties")
			return
		}
	}
}

func (l *ledger) agreeAboard(r *row) {
	if r.outcome != casualty.Present {
		return
	}
	if a, ok := l.accountOf(r); ok && a.sum == l.size(a.aboard) {
		l.fit(accountedFor, a.aboard, a.items[0], l.sumOf(a)+", as many as were aboard")
	}
}

// agreeReplaced lists an earlier count with the one that took its place.
func (l *ledger) agreeReplaced(r *row) {
	for _, i := range r.claims {
		if l.status[i] != attribution.Superseded || l.claims[i].Headed {
			continue
		}
		j := l.replacement(r, i)
		if j < 0 || l.size(i) == l.size(j) {
			continue
		}
		why := "a later count: " + l.number(i) + ", then " + l.number(j)
		if l.size(j) < l.size(i) && r.outcome == casualty.Killed {
			why = "lowered: " + l.number(i) + ", then " + l.number(j)
		}
		l.fit(laterCount, i, j, why)
	}
}

// agreeUntrue lists figures that the text itself does not stand by.
func (l *ledger) agreeUntrue(r *row) {
	if !r.given {
		return
	}
	for _, i := range r.claims {
		why := ""
		switch l.status[i] {
		case attribution.Denied, attribution.Retracted:
			why = "the text itself says that " + l.harm(i) + " is not so"
		case attribution.Hypothetical:
			why = l.number(i) + " is no count but a forecast"
		case attribution.Unconfirmed:
			why = l.number(i) + " is not confirmed"
		}
		if why != "" {
			l.fit(notTrue, i, r.toll.Claims[0], why)
		}
	}
}

// agreeWindows lists vague words and floors with the numbers they leave room
// for.
func (l *ledger) agreeWindows(r *row) {
	if r.outcome == casualty.Present {
		return
	}
	for k, i := range r.claims {
		for _, j := range r.claims[k+1:] {
			if !l.whole(i) || !l.whole(j) || l.claims[i].Count.Disjoint(l.claims[j].Count) || l.size(i) == l.size(j) {
				continue
			}
			l.agreeWindow(i, j)
		}
	}
}

func (l *ledger) agreeWindow(i, j int) {
	if l.vague(j) || l.floor(j) && !l.vague(i) {
		i, j = j, i
	}
	switch {
	case l.vague(i) && !l.vague(j):
		l.fit(vagueFits, i, j, l.number(i)+" fits "+l.number(j))
	case l.floor(i) && !l.vague(j):
		l.fit(roomAbove, i, j, l.number(i)+" leaves room for "+l.number(j))
	}
}

func (l *ledger) vague(i int) bool { return l.claims[i].Count.Qualifier == quantity.Vague }

// agreeParts lists groups and places next to the totals that hold them, one of
// each total.
func (l *ledger) agreeParts(r *row) {
	var told []int
	for _, i := range r.claims {
		t := l.part[i]
		if !l.isPart(i) || !l.isNumber(i) || !l.stands(i) || !l.stands(t) || slices.Contains(told, t) ||
			l.size(i) >= l.size(t) || l.claims[i].Group == "" && l.claims[i].Scope == "" {
			continue
		}
		told = append(told, t)
		l.fit(partOf, i, t, l.people(i)+" are among the "+l.people(t))
	}
}

// agreeHospital lists those in hospital with the injured.
func (l *ledger) agreeHospital(r *row) {
	hurt := l.find(r.incident, casualty.Injured, r.actor)
	if r.outcome != casualty.Hospitalised || !r.given || hurt == nil || !hurt.given {
		return
	}
	i, h := r.toll.Claims[0], hurt.toll.Claims[0]
	switch {
	case l.vague(h) && !l.claims[h].Count.Disjoint(l.claims[i].Count):
		l.fit(vagueFits, h, i, l.number(h)+" fits "+l.number(i))
	case l.size(i) < l.size(h):
		l.fit(partOf, i, h, l.harm(i)+" are among the "+l.harm(h))
	}
}

// agreeEvents lists the tolls of other events next to the report's own of the
// same outcome.
func (l *ledger) agreeEvents() {
	main := l.mainRow(casualty.Killed)
	if main == nil {
		return
	}
	for k := range l.rows {
		o := &l.rows[k]
		if !o.given || o.outcome != casualty.Killed || o.incident < 0 || l.reported(o) {
			continue
		}
		i, why := o.toll.Claims[0], ""
		switch l.incidents[o.incident].Role {
		case incident.Background:
			why = " is the toll of " + l.eventName(i)
		case incident.Cumulative:
			why = " is a total over a longer time"
		default:
			why = " is imagined"
		}
		l.fit(otherEvent, main.toll.Claims[0], i, l.number(i)+why)
	}
}

// mainRow returns the row that the report's toll of an outcome rests on first.
func (l *ledger) mainRow(o casualty.Outcome) *row {
	for _, role := range []incident.Role{incident.Aggregate, incident.Main} {
		for k := range l.rows {
			r := &l.rows[k]
			if r.given && r.outcome == o && len(r.toll.Claims) > 0 && r.actor != casualty.Perpetrator &&
				(r.incident < 0 || l.incidents[r.incident].Role == role) {
				return r
			}
		}
	}
	return nil
}

// agreeHarms lists killed and injured, which a hurried reader takes for two
// counts of one thing.
func (l *ledger) agreeHarms() {
	dead, hurt := l.mainRow(casualty.Killed), l.mainRow(casualty.Injured)
	if dead == nil || hurt == nil || dead.toll.Max == 0 || hurt.toll.Max == 0 || dead.incident != hurt.incident {
		return
	}
	d, h := dead.toll.Claims[0], hurt.toll.Claims[0]
	l.fit(otherHarm, d, h, l.number(h)+" injured, "+l.number(d)+" killed: different counts")
}

// compatible returns the most telling agreements, one of a pair and of a reason.
func (l *ledger) compatible() []Compatible {
	slices.SortStableFunc(l.fits, func(x, y agreement) int {
		return cmp.Or(
			cmp.Compare(x.reason, y.reason),
			cmp.Compare(l.claims[x.a].First, l.claims[y.a].First),
			cmp.Compare(l.claims[x.b].First, l.claims[y.b].First),
		)
	})
	type pair struct{ a, b int }
	seen, said := map[pair]bool{}, map[string]bool{}
	out := []Compatible{}
	for _, f := range l.fits {
		p := pair{min(f.a, f.b), max(f.a, f.b)}
		if seen[p] || said[f.why] || len(out) == maxCompatible {
			continue
		}
		seen[p], said[f.why] = true, true
		out = append(out, Compatible{f.a, f.b, f.why})
	}
	return out
}
