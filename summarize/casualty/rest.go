package casualty

import "tollbot/summarize/lexicon"

// Parts that have a verb of their own: who remains in hospital, the other two,
// one of them weeks later, five in critical condition.

// remaining finds the whole of "58 people remained in hospital": those told
// before to have been there, of whom these are left.
func (r *reader) remaining(i, k int) {
	m := &r.out[i]
	if m.SubsetOf >= 0 || m.Outcome != Hospitalised && m.Outcome != Critical {
		return
	}
	if k >= r.found {
		return
	}
	aux, ok := r.At(r.groups[k].end, lexicon.Aux)
	if !ok || aux.Kind != "stay" && !r.stillAt(aux.End) {
		return
	}
	for j := i - 1; j >= max(0, i-lookBack); j-- {
		if h := &r.out[j]; h.Actor == m.Actor && h.SubsetOf < 0 && h.Outcome == Hospitalised && h.Count.Max > m.Count.Min && !h.Headed {
			m.SubsetOf = j
			return
		}
	}
}

// theOthers finds the whole of "the other two were treated": those told before,
// of whom these are the rest.
func (r *reader) theOthers(i, k int) {
	m := &r.out[i]
	if m.SubsetOf >= 0 || k >= r.found || r.groups[k].noun || r.groups[k].q < 0 {
		return
	}
	if w, ok := r.At(r.groups[k].first, lexicon.MoreWord); !ok || w.Kind != "rest" && w.Kind != "other" {
		return
	}
	for j := i - 1; j >= max(0, i-lookBack) && m.Sent-r.out[j].Sent <= farBack; j-- {
		if h := &r.out[j]; h.Actor == m.Actor && h.SubsetOf < 0 && within(m.Outcome, h.Outcome) && h.Count.Max > m.Count.Min {
			m.SubsetOf = j
			return
		}
	}
}

// someOfThem finds the whole of a bare count that opens a sentence and names no
// place of its own, and of "one victim", "one person": "Nine soldiers were
// wounded. One was hit in the leg".
func (r *reader) someOfThem(i, k int) {
	m := &r.out[i]
	g := &r.groups[k]
	victim := g.person != nil && g.person.Kind == "everyone" && g.count.Max == 1
	if m.SubsetOf >= 0 || k >= r.found || g.noun && !victim || g.more || g.q < 0 || g.first != r.Sents[m.Sent].First || m.Total {
		return
	}
	for j := i - 1; j >= r.recent() && m.Sent-r.out[j].Sent <= 1; j-- {
		h := &r.out[j]
		if h.Sent == m.Sent || h.Outcome != m.Outcome || h.Actor != m.Actor {
			continue
		}
		if w := h.SubsetOf; w >= 0 && h.Outcome == m.Outcome && r.out[w].Count.Min >= h.Count.Max+m.Count.Max {
			m.SubsetOf = w // "Eleven of the dead had been shot. One was found hanged"
			return
		}
		if w := int(r.owner[j]) - 1; h.SubsetOf < 0 && h.List == 0 && h.Count.Min > m.Count.Max && w >= 0 && r.groups[w].person != nil && !r.tellsPlace(m) {
			m.SubsetOf = j
		}
		return
	}
}

// tellsPlace reports a place, or one event of several, behind mention m in its sentence.
func (r *reader) tellsPlace(m *Mention) bool {
	for i := m.End; i < min(m.End+farthest, r.Sents[m.Sent].End); i++ {
		if r.Tokens[i].Capital || r.Has(i, lexicon.PlaceName, lexicon.Area, lexicon.Site, lexicon.EventNoun, lexicon.Ordinal) {
			return true
		}
	}
	return false
}

// stillAt reports "are still": the word that keeps people where they were.
func (r *reader) stillAt(i int) bool {
	m, ok := r.At(i, lexicon.Aux)
	return ok && m.Kind == "stay"
}

// diedThere reads "sixteen died, one of them weeks later in hospital": the part
// has no verb of its own, and came to what the whole came to.
func (r *reader) diedThere(from int) {
	for i := from + 1; i < len(r.out); i++ {
		m, k := &r.out[i], int(r.owner[i])-1
		if r.diedApart(i, k) {
			m.Outcome = Killed
			continue
		}
		if m.Outcome != Hospitalised || m.Bare || k < 0 || k >= r.found || !r.groups[k].partOf || r.verbBetween(r.groups[k].end, m.End-1) {
			continue
		}
		for j := i - 1; j >= from; j-- {
			if h := &r.out[j]; h.Outcome == Killed && h.SubsetOf < 0 && h.Count.Max > m.Count.Min && h.CountFirst < m.CountFirst {
				m.Outcome, m.SubsetOf, m.Actor = Killed, j, h.Actor
				break
			}
		}
	}
}

// diedApart reports "one died at the scene and two in hospital": where the dead
// before a bare number died is said, and so is where these did.
func (r *reader) diedApart(i, k int) bool {
	m, b := &r.out[i], &r.out[i-1]
	if m.Outcome != Hospitalised || k < 0 || r.groups[k].noun || r.groups[k].q < 0 || b.Outcome != Killed || b.Sent != m.Sent || b.Actor != m.Actor || r.verbBetween(r.groups[k].end, m.End-1) {
		return false
	}
	at := r.groups[k].first - 1
	return r.Has(at, lexicon.Conjunction) && at > b.End && r.Has(b.End, lexicon.Preposition) && !r.verbBetween(b.End, at)
}

// barePart finds the whole of a bare count that is told worse off than people
// counted just before: "Forty are in hospital, five in critical condition".
func (r *reader) barePart(i, k, from int) {
	m := &r.out[i]
	if k >= r.found || r.groups[k].noun || m.Outcome != Critical || !r.Is(r.groups[k].first-1, ",") {
		return
	}
	for j := i - 1; j >= max(from, i-lookBack); j-- {
		if h := &r.out[j]; h.Actor == m.Actor && h.Outcome != m.Outcome && within(m.Outcome, h.Outcome) && h.Count.Max > m.Count.Min {
			m.SubsetOf = j
			return
		}
	}
}

// within reports whether people with outcome part may be counted among those
// with outcome whole.
func within(part, whole Outcome) bool {
	switch whole {
	case Injured:
		return part == Injured || part == Hospitalised || part == Critical
	case Hospitalised:
		return part == Hospitalised || part == Critical
	case Casualties:
		return part == Killed || part == Injured || part == Hospitalised || part == Critical
	case Missing:
		return part == Missing || part == Killed || part == Rescued
	case Hostages, Present:
		return true
	}
	return part == whole
}
