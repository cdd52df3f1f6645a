package casualty

import "tollbot/summarize/lexicon"

// theVictims reads "the six victims" with no word of harm: in a text that tells
// of the dead and of no injured, they are the dead again. Where the number is
// another one, that is for the desk to see. In a text of both they are the dead
// where as many were told dead.
func (r *reader) theVictims() {
	if !r.toldAnywhere(Killed) {
		return
	}
	both := r.toldAnywhere(Injured) || r.toldAnywhere(Hospitalised) || r.toldAnywhere(Casualties)
	for k := range r.groups[:r.found] {
		g := &r.groups[k]
		if g.used || !g.definite || g.q < 0 || g.person == nil || g.person.Kind != "victim" || g.partOf || g.subset ||
			r.dropped(int(r.Tokens[g.first].Sent)) || g.count.Min < 2 || both && !r.toldAs(Killed, g.count) && !r.allTheDead(k) || r.someByPlace(k) {
			continue
		}
		r.emit(k, Killed, lexicon.Match{Entry: g.person, First: g.first, End: g.end}, "the-victims")
	}
}

// someByPlace reports "all seven victims from Osk", who need not be all there
// were, unless as many were told dead.
func (r *reader) someByPlace(k int) bool {
	p, ok := r.At(r.groups[k].end, lexicon.Preposition)
	return ok && p.Kind != "of" && r.same(p.First, p.End) && r.Tokens[p.End].Capital && !r.toldAs(Killed, r.groups[k].count)
}

// allTheDead reports "all six victims" in a text of dead and injured: as many
// as it tells of no harm that leaves people alive.
func (r *reader) allTheDead(k int) bool {
	g := &r.groups[k]
	d, ok := r.At(g.first, lexicon.Determiner)
	if !ok || d.Kind != "universal" {
		return false
	}
	for _, o := range [...]Outcome{Injured, Hospitalised, Critical, Casualties} {
		if r.toldAs(o, g.count) {
			return false
		}
	}
	return true
}
