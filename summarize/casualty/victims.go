package casualty

import "tollbot/summarize/lexicon"

// theVictims reads "the six victims" with no word of harm: in a text that tells
// of the dead and of no injured, they are the dead again. Where the number is
// another one, that is for the desk to see.
func (r *reader) theVictims() {
	if !r.toldAnywhere(Killed) || r.toldAnywhere(Injured) || r.toldAnywhere(Hospitalised) || r.toldAnywhere(Casualties) {
		return
	}
	for k := range r.groups[:r.found] {
		g := &r.groups[k]
		if g.used || !g.definite || g.q < 0 || g.person == nil || g.person.Kind != "victim" || g.partOf || g.subset ||
			r.dropped(int(r.Tokens[g.first].Sent)) || g.count.Min < 2 {
			continue
		}
		r.emit(k, Killed, lexicon.Match{Entry: g.person, First: g.first, End: g.end}, "the-victims")
	}
}
