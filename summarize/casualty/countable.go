package casualty

import "tollbot/summarize/lexicon"

// Whether a group can have come to what a predicate says.

// countable reports whether a group can have come to a predicate's outcome:
// people, or a number whose noun is left out or unknown but no thing. What only
// names the whole again ("of the 21 injured, …") is no claim of its own.
func (r *reader) countable(k int, p lexicon.Match) bool {
	g := &r.groups[k]
	if !g.counted || g.thing != nil || g.reference || g.compound {
		return false
	}
	if (p.Kind == "people" || p.Kind == "seized") && g.noun && g.person == nil && g.counting != ByName {
		return false
	}
	if p.Outcome == string(Missing) && g.noun && g.person == nil && r.ofOwn(g) {
		return false // "four of its trumpets missing"
	}
	if p.Kind == "seized" && g.partOf && r.namesOutcome(g, Hostages) {
		return false // "nine of the hostages seized on Friday" are none anew
	}
	if w, ok := r.Ending(g.first, lexicon.MoreWord); ok && w.Kind == "except" && g.q < 0 {
		return false // "all but the driver died"
	}
	switch Outcome(p.Outcome) {
	case Displaced:
		if g.person != nil && (g.person.Who == "suspect" || g.person.Who == "perpetrator" || g.person.Who == "combatant") {
			return false // "three other suspects fled"
		}
		if p.Kind == "fled" && g.count.Min < crowd {
			return false // "two men fled on a motorcycle"
		}
		return g.counting != Definite && g.counting != ByName
	case Present:
		return g.counting != Definite && g.counting != ByName && !(g.partOf && g.partOutcome == "")
	case Detained:
		return g.counting != ByName && (g.counting != Definite || g.q >= 0 || !g.plural && !r.heldSoFar())
	case Unharmed:
		return g.counting != Definite && g.counting != ByName || g.counting == Definite && !g.plural && g.person != nil && p.Kind != "survived" // "the lorry driver was unhurt"
	case Rescued, Evacuated:
		return g.counting != Definite && g.counting != ByName // one known person is no figure there
	}
	return true
}

// ofOwn reports "of its" inside a group.
func (r *reader) ofOwn(g *group) bool {
	for i := g.cntEnd; i < g.end; i++ {
		if d, ok := r.At(i, lexicon.Determiner); ok && d.Kind == "possessive" {
			return true
		}
	}
	return false
}

// namesOutcome reports that the noun of a group names an outcome of its own:
// "hostages".
func (r *reader) namesOutcome(g *group, o Outcome) bool {
	for i := g.cntEnd; i < g.end; i++ {
		if p, ok := r.At(i, lexicon.Predicate); ok && p.Frame == "noun" && Outcome(p.Outcome) == o {
			return true
		}
	}
	return false
}

// crowd is the least number of people of whom "fled" says that they left their
// homes: few flee from the police.
const crowd = 20

// heldSoFar reports that somebody was told as arrested: "the driver" whom the
// police hold may be him.
func (r *reader) heldSoFar() bool {
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		if r.out[i].Outcome == Detained {
			return true
		}
	}
	return false
}
