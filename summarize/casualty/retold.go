package casualty

import "tollbot/summarize/lexicon"

// Local news tells one death twice: "A man has died after a crash. A pedestrian
// was pronounced dead at the scene." One noun says what he was and the other what
// he was doing; two nouns of one sort ("a man … a woman", "a driver … a cyclist")
// are two people.

// detailReach is how many sentences behind the first the same one is told again.
const detailReach = 4

// retold makes of somebody told anew the one whom the first sentence has told of.
func (r *reader) retold() {
	lead := r.leadMention()
	if lead < 0 {
		return
	}
	for _, o := range [...]Outcome{Killed, Injured, Hospitalised, Critical} {
		first, next, n := -1, -1, 0
		for i := range r.out[:min(len(r.out), 4*lookBack)] {
			m := &r.out[i]
			if m.Outcome != o || m.Actor != Victim || m.SubsetOf >= 0 || m.Count.Max == 0 {
				continue
			}
			if m.Headed && m.Count.Max < 2 {
				continue
			}
			if m.Count.Max > 1 || m.Additional || m.List > 0 || m.Counting == ByOrdinal {
				first = -1
				break
			}
			switch {
			case m.Counting != Indefinite:
			case first < 0 && m.Sent == r.out[lead].Sent:
				first = i
			case first >= 0 && m.Sent > r.out[first].Sent:
				next, n = i, n+1
			default:
				n = 2
			}
		}
		if first >= 0 && n == 1 && r.out[next].Sent-r.out[first].Sent <= detailReach && r.samePerson(first, next) {
			r.out[next].Counting = Definite
		}
	}
}

// leadMention returns the first mention behind the heading, or -1.
func (r *reader) leadMention() int {
	for i := range r.out {
		if !r.out[i].Headed {
			return i
		}
	}
	return -1
}

// samePerson reports that of two single people one is told by a noun of his sex
// and the other by what he was doing.
func (r *reader) samePerson(a, b int) bool {
	x, ok := r.nounOf(a)
	y, found := r.nounOf(b)
	if !ok || !found || (x.Sex == "") == (y.Sex == "") {
		return false
	}
	if x.Sex != "" {
		x = y
	}
	return x.Who == "" && x.Kind != "child" && x.Kind != "survivor"
}

// byHisSex tells whether one known person who is told dead was told before: "the
// woman" is the wife of the sentence before, and "his wife" is not the man.
func (r *reader) byHisSex(g *group, m *Mention) {
	if m.Outcome != Killed || m.Actor != Victim || m.Counting != Definite || m.Count.Max != 1 || g.person == nil || g.person.Sex == "" {
		return
	}
	last, others := -1, 0
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		b := &r.out[i]
		if b.Outcome != Killed || b.Actor != Victim || b.Headed || b.SubsetOf >= 0 {
			continue
		}
		w, ok := r.nounOf(i)
		if b.Count.Max != 1 || b.Sent == m.Sent || !ok || w.Sex == "" {
			return
		}
		if w.Sex != g.person.Sex {
			others++
		} else {
			last = i
		}
	}
	switch {
	case last < 0 && others > 0:
		m.Additional = true
	case last >= 0 && r.determinedBy(g, "definite"):
		m.PopFirst, m.PopEnd = r.out[last].PopFirst, r.out[last].PopEnd
	}
}

// nounOf returns the noun for the people of mention i.
func (r *reader) nounOf(i int) (*lexicon.Entry, bool) {
	p, ok := r.Ending(r.out[i].PopEnd, lexicon.Person)
	return p.Entry, ok && r.out[i].PopEnd > r.out[i].PopFirst
}
