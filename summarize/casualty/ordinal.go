package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
)

// "A ninth victim died" counts all the dead so far; "killing two and wounding
// a third" counts one more. Those told just before decide.

// nearBy is how many sentences back the people are told among whom an ordinal
// counts.
const nearBy = 2

// nextOnes makes one more person of an ordinal that goes on from people of
// another outcome. Ordinals of the injured hardly ever count all of them.
func (r *reader) nextOnes() {
	for i := range r.out {
		m := &r.out[i]
		if m.Additional && m.Counting == Indefinite && r.secondOfTwo(i) {
			m.Additional, m.Counting = false, Definite
		}
		if m.Counting != ByOrdinal || m.Actor != Victim || m.Total || m.Former {
			continue
		}
		own, others := r.toldJustBefore(i)
		before := m.Count.Value - 1
		if own > before && m.Outcome == Killed && r.soManyOfThem(i, before) {
			own, others = 0, before // "a mother and three of her children … a fourth child"
		}
		if m.Outcome == Killed && own < before && r.otherHarmBefore(i, before) {
			own, others = 0, before // "Two people were hurt and taken to hospital. A third died at the scene"
		}
		if own == before || m.Outcome == Killed && own+others != before || !harm(m.Outcome) {
			continue
		}
		m.Count, m.Counting, m.Running, m.Additional = quantity.Of(1), Indefinite, false, true
	}
}

// secondOfTwo reports "a second boy died" behind two boys who did: he is one of
// them.
func (r *reader) secondOfTwo(i int) bool {
	m := &r.out[i]
	if !r.Has(m.CountFirst, lexicon.Ordinal) || m.PopEnd <= m.PopFirst {
		return false
	}
	for j := i - 1; j >= max(0, i-lookBack); j-- {
		b := &r.out[j]
		if b.Outcome == m.Outcome && b.Actor == m.Actor && b.Headed == m.Headed && b.SubsetOf < 0 && b.Count.Min > 1 && b.PopEnd > b.PopFirst && strings.EqualFold(r.Str(b.PopEnd-1), r.Str(m.PopEnd-1)+"s") {
			return true
		}
	}
	return false
}

// toldJustBefore counts the victims told shortly before mention i: those of its
// outcome, and those who came to other harm.
func (r *reader) toldJustBefore(i int) (own, others int) {
	m := &r.out[i]
	for j := i - 1; j >= max(0, i-lookBack) && m.Sent-r.out[j].Sent <= nearBy; j-- {
		b := &r.out[j]
		if b.Actor != Victim || b.SubsetOf >= 0 || b.Headed != m.Headed || !harm(b.Outcome) || b.Count.Max == quantity.Open {
			continue
		}
		if b.Outcome == m.Outcome {
			own += b.Count.Max
		} else {
			others += b.Count.Max
		}
	}
	return own, others
}

// otherHarmBefore reports that the sentence before mention i, or its own, tells of
// n people who came to other harm, and of nobody dead.
func (r *reader) otherHarmBefore(i, n int) bool {
	found := false
	for j := i - 1; j >= 0 && r.out[i].Sent-r.out[j].Sent <= 1; j-- {
		b := &r.out[j]
		if b.Actor != Victim || b.Headed != r.out[i].Headed {
			continue
		}
		if b.Outcome == Killed {
			return false
		}
		found = found || b.SubsetOf < 0 && harm(b.Outcome) && b.Count.Min == n && b.Count.Max == n
	}
	return found
}

// soManyOfThem reports that n people of the noun of mention i were told shortly
// before among others.
func (r *reader) soManyOfThem(i, n int) bool {
	m := &r.out[i]
	who, ok := r.Ending(m.PopEnd, lexicon.Person)
	for j := i - 1; ok && j >= max(0, i-lookBack) && m.Sent-r.out[j].Sent <= nearBy; j-- {
		b := &r.out[j]
		if b.Outcome != m.Outcome || b.Headed != m.Headed || b.List == 0 || b.Count.Max != n || b.Count.Min != n || b.PopEnd == b.PopFirst {
			continue
		}
		p, found := r.Ending(b.PopEnd, lexicon.Person)
		if found && (p.Kind != "" && p.Kind == who.Kind || r.Str(b.PopEnd-1) == r.Str(m.PopEnd-1)+"s") {
			return true
		}
	}
	return false
}

// harm reports an outcome that leaves its people dead or hurt.
func harm(o Outcome) bool {
	switch o {
	case Killed, Injured, Hospitalised, Critical, Casualties:
		return true
	}
	return false
}
