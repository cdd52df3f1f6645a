package casualty

import "tollbot/summarize/lexicon"

// Police seize suspects, and gunmen seize people: those are hostages. Who did it
// stands before the verb or behind "by"; where nobody is named, people are seized
// from where they live, learn and travel.

// seizedReach is how many tokens behind a verb who did it, or where from, may
// stand.
const seizedReach = 10

// seizedByForce reports "gunmen seized 39 pupils", "seized by bandits", "seized
// from a school".
func (r *reader) seizedByForce(p lexicon.Match) bool {
	for i := p.End; i < p.End+seizedReach && r.same(p.First, i) && !r.clauseEnd(i); i++ {
		of, ok := r.At(i, lexicon.Preposition)
		if !ok {
			continue
		}
		switch at := of.End; {
		case of.Kind == "by":
			k := r.groupAt(at)
			return k >= 0 && unlawful(r.groups[k].person)
		case r.from(i) && !r.passive(p.First):
			return r.seizerBefore(p.First)
		case r.from(i) && (r.Has(at, lexicon.Site) || r.Has(at, lexicon.Determiner) && r.Has(at+1, lexicon.Site)):
			return true
		}
	}
	return r.seizerBefore(p.First) || (r.toldAnywhere(Hostages) || r.toldAnywhere(Rescued)) && !r.byLaw(p.First)
}

// byLaw reports police as the last people before an active verb at token i.
func (r *reader) byLaw(i int) bool {
	p := r.lastPeople(i)
	return p != nil && p.Who == "security" && !r.passive(i)
}

// from reports the word "from" at token i.
func (r *reader) from(i int) bool {
	m, ok := r.At(i, lexicon.RangeWord)
	return ok && m.Kind == "from"
}

// seizerBefore reports those who may not arrest as the last people before token
// i.
func (r *reader) seizerBefore(i int) bool {
	return unlawful(r.lastPeople(i))
}

// lastPeople returns the noun for the last people that the sentence tells of
// before token i; nil where it tells of nobody.
func (r *reader) lastPeople(i int) *lexicon.Entry {
	at := r.firstGroup(i)
	for k := at - 1; k >= max(0, at-lookBack) && r.same(r.groups[k].first, i); k-- {
		if p := r.groups[k].person; p != nil {
			return p
		}
	}
	return nil
}

// ofHostages reports "a fourth hostage", who is not the fourth to die.
func (r *reader) ofHostages(g *group) bool {
	m, ok := r.Covering(g.end-1, lexicon.Predicate)
	return ok && m.Outcome == string(Hostages)
}

// unlawful reports a noun for those who may not arrest anybody.
func unlawful(p *lexicon.Entry) bool {
	return p != nil && (p.Who == "perpetrator" || p.Who == "combatant")
}
