package toll

import (
	"cmp"
	"slices"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/quantity"
)

// A ledger keeps the claims in rows. A row holds the claims that may be
// compared at all: those of one incident, one outcome and one side. Claims
// that repeat an earlier one word for word are kept out of the rows, and share
// its fate in the end.

// maxRow bounds the claims of one row that are compared pair by pair. No
// article gives one outcome sixty different counts; hostile texts do.
const maxRow = 64

type ledger struct {
	claims    []Claim
	incidents []Incident
	event     []int // claim → index into incidents, or -1

	status   []attribution.Status
	list     []int  // the claim's list within its row; 0: it stands alone
	standing []bool // the article stands by the claim: it is current or provisional
	part     []int
	includes []bool
	more     []bool // on top of what was said before, and not merely "others" than the dead
	summed   []bool // adds up, with others, to the count that it is a part of
	split    []bool // counts the people of one of several places that are told side by side
	nested   []bool // a total that adds a place to the place that holds it
	restates []int  // claim → the earlier claim that it repeats, or itself

	rows  []row
	rowAt map[rowKey]int
	rowOf []int

	found []finding
	fits  []agreement
}

type row struct {
	incident int
	outcome  casualty.Outcome
	actor    casualty.Actor
	claims   []int // in reading order
	toll     Toll
	given    bool // there is a toll
}

// outcomes is the order in which outcomes are shown.
var outcomes = []casualty.Outcome{
	casualty.Killed, casualty.Injured, casualty.Hospitalised, casualty.Critical, casualty.Casualties,
	casualty.Missing, casualty.Hostages, casualty.Rescued, casualty.Unharmed, casualty.Evacuated,
	casualty.Displaced, casualty.Detained, casualty.Present,
}

func open(claims []Claim, incidents []Incident) *ledger {
	n := len(claims)
	l := &ledger{
		claims: claims, incidents: incidents, event: make([]int, n),
		status: make([]attribution.Status, n), standing: make([]bool, n), list: make([]int, n), part: make([]int, n), includes: make([]bool, n),
		more: make([]bool, n), nested: make([]bool, n), summed: make([]bool, n), split: make([]bool, n), restates: make([]int, n), rowOf: make([]int, n),
	}
	for i := range l.claims {
		c := &l.claims[i]
		l.status[i], l.includes[i], l.restates[i] = c.Status, c.Includes, i
		if c.Status == "" {
			l.status[i] = attribution.Current
		}
		l.standing[i] = l.status[i] == attribution.Current || l.status[i] == attribution.Provisional
		if c.Former && l.stands(i) {
			l.supersede(i)
		}
		if l.event[i] = c.Incident; c.Incident < 0 || c.Incident >= len(incidents) {
			l.event[i] = -1
		}
		l.part[i] = -1
	}
	l.takeParts()
	order := l.readingOrder()
	l.claimBreakdowns(order)
	l.holdsAttackers()
	l.nameEverybody(order)
	l.keepLists(order)
	l.fileRows(order)
	l.findAdditions(order)
	l.leaveHeadings()
	return l
}

// leaveHeadings hangs what the text calls a part of the dead of its headline
// ("nine of the dead were guests") on the text's own count of them, where it
// gives one: the last before, or else the first after.
func (l *ledger) leaveHeadings() {
	for i, t := range l.part {
		if t < 0 || l.claims[i].Headed || !l.claims[t].Headed {
			continue
		}
		own := -1
		for _, j := range l.rows[l.rowOf[t]].claims {
			if j == i || l.claims[j].Headed || !l.whole(j) || l.claims[j].Count.Max < l.claims[i].Count.Min {
				continue
			}
			if own < 0 || l.before(j, i) {
				own = j
			}
		}
		if own >= 0 {
			l.part[i] = own
		}
	}
}

// takeParts copies what the text itself calls a part, leaving out indices that
// lead nowhere or in a circle. A town's dead are a part of the region's, but
// make up the toll of the town, an incident of its own.
func (l *ledger) takeParts() {
	for i := range l.claims {
		s := l.claims[i].SubsetOf
		if s < 0 || s >= len(l.claims) || l.circular(i) {
			continue
		}
		if of := l.claims[s].Outcome; l.event[s] == l.event[i] && (of != casualty.Killed || l.claims[i].Outcome == of) {
			l.part[i] = s // no wounded are among the dead, however the sentence runs
		}
	}
}

// maxNesting bounds how deep parts of parts are followed.
const maxNesting = 8

func (l *ledger) circular(i int) bool {
	s := l.claims[i].SubsetOf
	for range maxNesting {
		if s == i {
			return true
		}
		if s < 0 || s >= len(l.claims) {
			return false
		}
		s = l.claims[s].SubsetOf
	}
	return true
}

// readingOrder sorts the claims by where they stand. It is total: two claims
// of equal rank are the same claim, so that the order they were given in shows
// nowhere.
func (l *ledger) readingOrder() []int {
	order := make([]int, len(l.claims))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &l.claims[i], &l.claims[j]
		return cmp.Or(
			cmp.Compare(a.First, b.First), cmp.Compare(a.CountFirst, b.CountFirst), cmp.Compare(a.End, b.End),
			cmp.Compare(a.Count.Min, b.Count.Min), cmp.Compare(a.Count.Max, b.Count.Max),
			cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Actor, b.Actor), cmp.Compare(i, j),
		)
	})
	return order
}

// rowKey is a row's incident, outcome and side in a form that hashes fast.
type rowKey struct {
	incident, outcome int
	perpetrator       bool
}

func keyOf(incident int, o casualty.Outcome, a casualty.Actor) rowKey {
	return rowKey{incident, slices.Index(outcomes, o), a == casualty.Perpetrator}
}

func (l *ledger) key(i int) rowKey {
	return keyOf(l.event[i], l.claims[i].Outcome, l.claims[i].Actor)
}

func (l *ledger) fileRows(order []int) {
	l.rowAt = map[rowKey]int{}
	for _, i := range order {
		key := l.key(i)
		k, ok := l.rowAt[key]
		if !ok {
			k = len(l.rows)
			l.rowAt[key] = k
			l.rows = append(l.rows, row{incident: key.incident, outcome: l.claims[i].Outcome, actor: l.claims[i].Actor})
		}
		l.rowOf[i] = k
		r := &l.rows[k]
		if first := l.saidBefore(r, i); first >= 0 {
			l.restates[i] = first
		} else if len(r.claims) < maxRow {
			r.claims = append(r.claims, i)
		}
	}
}

// saidBefore returns the claim of the row that claim i only repeats, or -1.
func (l *ledger) saidBefore(r *row, i int) int {
	c := &l.claims[i]
	if !l.isNumber(i) || l.list[i] != 0 || c.Additional {
		return -1
	}
	for _, j := range r.claims {
		d := &l.claims[j]
		if c.Count == d.Count && l.status[i] == l.status[j] && l.part[i] == l.part[j] && l.list[j] == 0 && !d.Additional &&
			c.Headed == d.Headed && c.Includes == d.Includes && c.Running == d.Running && c.Total == d.Total &&
			c.Former == d.Former && c.Counting == d.Counting && c.AsOf == d.AsOf &&
			c.SourceID == d.SourceID && c.Group == d.Group && c.Population == d.Population && c.Scope == d.Scope && c.Width == d.Width {
			return j
		}
	}
	return -1
}

// keepLists keeps the lists that hold two counts of one outcome. What else a
// sentence strings together ("two dead, 25 wounded") is no list of parts.
func (l *ledger) keepLists(order []int) {
	type item struct {
		row  rowKey
		list int
	}
	first := map[item]int{} // 1 + the first claim of a list
	for _, i := range order {
		n := l.claims[i].List
		if n == 0 {
			continue
		}
		at := item{l.key(i), n}
		if f := first[at]; f > 0 {
			l.list[i], l.list[f-1] = n, n
		} else {
			first[at] = i + 1
		}
	}
}

// findAdditions tells "another three died" after the dead of the sentence
// before, or after people told one at a time, from "three others were hurt",
// which counts on from another outcome and is a count like any.
func (l *ledger) findAdditions(order []int) {
	last := make([]int, len(l.rows))     // row → 1 + its last claim
	counted := make([]bool, len(l.rows)) // row → a number stands before
	for _, i := range order {
		c, r := &l.claims[i], l.rowOf[i]
		if last[r] > 0 && (c.Additional || c.Then || c.Succumbed && l.claims[last[r]-1].Sent == c.Sent) {
			b := &l.claims[last[r]-1]
			l.more[i] = c.Then || c.Succumbed && b.Sent == c.Sent || b.Headed == c.Headed && (b.Count != c.Count || !b.Additional && (b.Sent == c.Sent || c.Additional && l.exact(i))) && (c.Sent-b.Sent <= 1 || !counted[r])
		}
		if t := l.toldOfBoth(last[r]-1, i); l.more[i] && t >= 0 {
			l.more[i], l.part[i] = false, t
		}
		last[r] = i + 1
		counted[r] = counted[r] || l.isNumber(i)
	}
}

// toldOfBoth returns the claim that counts together what claim was counted before
// and claim i adds to it: "six are dead … earlier four were … two more were
// found"; -1 where there is none.
func (l *ledger) toldOfBoth(was, i int) int {
	if was < 0 || !l.claims[i].Additional {
		return -1
	}
	if !l.isNumber(was) && l.claims[was].Count.Max == 1 && l.claims[i].Outcome == casualty.Injured && l.claims[i].Count.Min > 1 {
		return l.toldWithin(was, i) // the dead are counted on one by one
	}
	if l.status[was] != attribution.Superseded {
		return -1
	}
	for _, t := range l.rows[l.rowOf[i]].claims {
		if c := &l.claims[t]; t != i && t != was && !c.Former && c.Count.Min == l.claims[was].Count.Max+l.claims[i].Count.Max {
			return t
		}
	}
	return -1
}

// toldWithin returns the count, told before both, that holds one person and the
// others told with that one: "nine were hurt … a farmer was burned … six others
// were hurt"; -1 where there is none.
func (l *ledger) toldWithin(one, others int) int {
	for _, t := range l.rows[l.rowOf[others]].claims {
		if c := &l.claims[t]; l.before(t, one) && l.isNumber(t) && l.stands(t) && !c.Headed && !c.Additional && c.Count.Min > l.claims[others].Count.Max {
			return t
		}
	}
	return -1
}

// copyToRestated gives claims that only repeat another its fate.
func (l *ledger) copyToRestated() {
	for i, first := range l.restates {
		if first != i {
			l.status[i], l.part[i], l.includes[i] = l.status[first], l.part[first], l.includes[first]
		}
	}
}

// reported says that a row belongs to what the article reports, not to what it
// only recalls or imagines.
func (l *ledger) reported(r *row) bool {
	if r.incident < 0 {
		return true
	}
	switch l.incidents[r.incident].Role {
	case incident.Main, incident.Secondary, incident.Aggregate, "":
		return true
	}
	return false
}

// stands says that the article stands by the claim.
func (l *ledger) stands(i int) bool { return l.standing[i] }

func (l *ledger) supersede(i int) {
	l.status[i], l.standing[i] = attribution.Superseded, false
}

// counts says that the claim may enter the toll of its outcome: the article
// stands by it, and it is no part of another count of the same outcome.
func (l *ledger) counts(i int) bool {
	return l.stands(i) && !l.nested[i] && !l.isPart(i)
}

func (l *ledger) isPart(i int) bool {
	p := l.part[i]
	return p >= 0 && l.claims[p].Outcome == l.claims[i].Outcome
}

// isNumber says that the claim gives a count of its own rather than telling of
// one person at a time.
func (l *ledger) isNumber(i int) bool {
	c := &l.claims[i]
	switch c.Counting {
	case casualty.ByNumber, casualty.ByOrdinal:
		return !c.Again
	}
	return c.Count.Min > 1 && c.Counting == casualty.Definite && !c.Again
}

// whole says that the claim counts everybody that the incident harmed so.
func (l *ledger) whole(i int) bool {
	c := &l.claims[i]
	return l.counts(i) && l.isNumber(i) && !l.more[i] && !l.split[i] && l.list[i] == 0 && c.Group == "" && c.Scope == ""
}

// wholes appends to a fresh slice the row's whole claims, those of headings or
// those of the text.
func (l *ledger) wholes(r *row, headed bool) []int {
	var out []int
	for _, i := range r.claims {
		if l.claims[i].Headed == headed && l.whole(i) {
			out = append(out, i)
		}
	}
	return out
}

// find returns the row of an incident's outcome, or nil.
func (l *ledger) find(incident int, o casualty.Outcome, a casualty.Actor) *row {
	if i, ok := l.rowAt[keyOf(incident, o, a)]; ok {
		return &l.rows[i]
	}
	return nil
}

// size is the number that a claim is known by: as written, or the least that
// its word promises.
func (l *ledger) size(i int) int {
	c := l.claims[i].Count
	if c.Qualifier == quantity.Vague || c.Qualifier == quantity.None || c.Qualifier == quantity.Range {
		return c.Min
	}
	return max(c.Value, c.Min)
}

func (l *ledger) exact(i int) bool {
	c := l.claims[i].Count
	return c.Min == c.Max
}

// floor says that the claim is open above: it leaves room for any larger one.
func (l *ledger) floor(i int) bool { return l.claims[i].Count.Max == quantity.Open }

// differentSources says that two claims come from two sources that the text
// tells apart.
func (l *ledger) differentSources(i, j int) bool {
	a, b := &l.claims[i], &l.claims[j]
	return a.SourceID != "" && b.SourceID != "" && a.SourceID != b.SourceID
}
