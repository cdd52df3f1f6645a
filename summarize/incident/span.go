package incident

import (
	"tollbot/summarize/lexicon"
)

// Some totals hide their span: in a clause of its own ("since the first case
// was found on May 3"), or behind an aside ("The war, now in its third year,
// has killed").

// clauseTokens is the longest "since …" clause that is read for its date.
const clauseTokens = 14

// sinceClause reports a clause behind a mention that begins with "since" and
// dates a beginning well before the event reported.
func (r *reader) sinceClause(a *Anchor) bool {
	_, end := r.around(a)
	for i := a.End; i < end; i++ {
		m, ok := r.t.At(i, lexicon.DateWord)
		if !ok || m.Kind != "since" {
			continue
		}
		if r.link(a.End, i) != clause || r.comparesEvents(a.End, i) {
			return false
		}
		from, to := r.datesIn(i, min(end, i+clauseTokens))
		for d := from; d < to; d++ {
			if x := &r.dates[d]; x.ok && r.longAgo(d) && r.main.ok && r.main.lo-x.hi > sameEventDays {
				return true
			}
		}
		return false
	}
	return false
}

// pastAside returns where to go on from token i: behind ", now in its third
// year," or ", which began in 2014,".
func (r *reader) pastAside(i, end int) int {
	if !r.t.Is(i, ",") {
		return i
	}
	for j := i + 1; j < min(end, i+asideTokens); j++ {
		if r.t.Is(j, ",") {
			return j + 1
		}
	}
	return i
}
