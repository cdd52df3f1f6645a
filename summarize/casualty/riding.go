package casualty

import "tollbot/summarize/lexicon"

// A vehicle is told with those who ride in it: "a bus with 33 students", "the jet,
// with 142 passengers and six crew,". They are there, as people "on board" are.

// riding reads the people behind "with", the word c, where a vehicle stands right
// before it.
func (r *reader) riding(c lexicon.Match) bool {
	at := c.First
	if r.Is(at-1, ",") {
		at--
	}
	if v, ok := r.Ending(at, lexicon.Thing); !ok || v.Why != "vehicles" || !r.same(at-1, c.End) || r.severalOf(at) {
		return false
	}
	k := r.object(c.End)
	if k < 0 || !r.rider(k, c) {
		return false
	}
	for _, n := range r.listFrom(k, false) {
		if r.rider(n, c) {
			r.emit(n, Present, lexicon.Match{Entry: c.Entry, First: c.First, End: r.groups[n].end}, "riding")
		}
	}
	return true
}

// severalOf reports that the vehicles ending at token i are a group with a number,
// of which nobody knows how many rode in each.
func (r *reader) severalOf(i int) bool {
	k := r.groupEnding(i)
	return k >= 0 && r.groups[k].q >= 0 && r.groups[k].count.Max != 1
}

// rider reports people counted by a number, none of them told by what befell them.
func (r *reader) rider(k int, c lexicon.Match) bool {
	g := &r.groups[k]
	return g.q >= 0 && g.person != nil && g.counted && !g.definite && !g.partOf && !g.more && !unlawful(g.person) && g.person.Kind != "victim" && r.countable(k, c)
}
