package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// Reasons for numbers that count people but no casualties, or that count
// something the lexicon does not know.
const (
	noOutcome  = "people, but no word of harm to them"
	unknown    = "counts something else"
	otherEvent = "another event"
	outside    = "no part of the report"
)

// finish reads what only the whole text can tell.
func (r *reader) finish() {
	r.armed()
	r.toldBeside()
	r.loneAttackers()
	r.theVictims()
	r.order(0)
	r.nextOnes()
	r.retold()
}

// asides lists the numbers no mention counts, with the reason.
func (r *reader) asides() []Aside {
	taken := make([]bool, len(r.qs))
	for i := range r.out {
		if k := int(r.owner[i]) - 1; k >= 0 && r.groups[k].q >= 0 {
			taken[r.groups[k].q] = true
		}
	}
	groupOf := make([]int32, len(r.qs)) // from 1; 0: none
	for k := range r.groups[:r.found] {
		if q := r.groups[k].q; q >= 0 {
			groupOf[q] = int32(k + 1)
		}
	}
	out := make([]Aside, 0, len(r.qs))
	for i, q := range r.qs {
		if taken[i] || q.Vague && q.Count.Min < 10 || q.Ordinal && !r.digits(q) {
			continue
		}
		a := r.asideOf(q, int(groupOf[i])-1)
		a.End = r.withinPart(a.First, a.End)
		out = append(out, a)
	}
	return out
}

// digits reports that a number is written in figures: "first" is a word like
// any other, "14th" a number somebody may look for.
func (r *reader) digits(q quantity.Quantity) bool {
	c := r.Str(q.NumFirst)[0]
	return '0' <= c && c <= '9'
}

// eventYear takes in the event that a year names: "the 2004 school siege".
func (r *reader) eventYear(a Aside) Aside {
	for i := a.End; i < min(a.End+5, len(r.Tokens)) && r.same(a.First, i) && r.Tokens[i].Kind == text.Word; i++ {
		if m, ok := r.At(i, lexicon.EventNoun); ok {
			return Aside{First: a.First, End: m.End, Why: otherEvent}
		}
		if r.Has(i, lexicon.Aux, lexicon.Preposition, lexicon.Predicate, lexicon.Verb) {
			break
		}
	}
	return a
}

func (r *reader) asideOf(q quantity.Quantity, k int) Aside {
	a := Aside{First: q.First, End: q.End, Why: q.Reason}
	if a.Why == quantity.Year {
		return r.eventYear(a)
	}
	if a.Why == "" && q.Ordinal {
		a.Why = quantity.Series
	}
	if a.Why == "" && r.dropped(int(r.Tokens[q.First].Sent)) {
		a.Why = outside
	}
	if a.Why != "" {
		return a
	}
	if k < 0 {
		a.Why = unknown
		return a
	}
	g := &r.groups[k]
	a.First, a.End = q.First, g.end
	switch {
	case g.thing != nil:
		a.Why = g.thing.Why
	case g.person != nil:
		a.Why = noOutcome
		if m, ok := r.Ending(g.end, lexicon.Thing); ok && m.First >= g.first {
			a.Why = m.Why // "200 rescuers", at work
		}
	default:
		a.Why = unknown
		if m, ok := r.At(g.end, lexicon.Thing); ok {
			a.Why = m.Why
		}
	}
	return a
}
