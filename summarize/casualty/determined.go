package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// uncounted reads a group that no number leads: one that its noun counts ("a
// gunman", "his wife", "the couple"), one that says there is none ("nobody"),
// or people without a number ("gunmen"), which matter as subjects.
func (r *reader) uncounted(i int) (group, bool) {
	if m, ok := r.At(i, lexicon.Negation); ok {
		return r.nobody(m)
	}
	if m, ok := r.At(i, lexicon.MoreWord); ok && m.Kind == "other" && r.same(i, m.End) && (r.Has(m.End, lexicon.Aux) || r.diesAt(m.End)) {
		g := one(m.First, m.End, Indefinite)
		g.partOf = true // "one of them died; the other was wounded"
		return g, true
	}
	if m, ok := r.At(i, lexicon.Determiner); ok {
		return r.determined(m)
	}
	if m, ok := r.At(i, lexicon.MoreWord); ok && m.Kind == "before" {
		return r.another(m)
	}
	if m, ok := r.At(i, lexicon.Group); ok && m.Kind != kin {
		g := one(m.First, m.End, Definite)
		g.count, g.plural, g.noun = quantity.Of(m.Value), true, true
		return g, r.Sentence(i).Heading || r.Has(m.End, lexicon.Aux)
	}
	if m, ok := r.At(i, lexicon.Person); ok {
		return r.bare(m)
	}
	if j := r.overAge(i); j > i && !r.Has(i-1, lexicon.Determiner) {
		return r.agedBare(i, j)
	}
	return group{}, false
}

// diesAt reports a verb at token i that needs no object: "the other died".
func (r *reader) diesAt(i int) bool {
	p, ok := r.At(i, lexicon.Predicate)
	return ok && p.Frame == "subject"
}

// vehicleAt reports a vehicle right behind a noun for people, which says whose or
// what for it is.
func (r *reader) vehicleAt(i int) bool {
	th, ok := r.At(i, lexicon.Thing)
	return ok && th.Why == "vehicles" && r.same(i-1, i)
}

// beginsUncounted reports a word that [reader.uncounted] can begin with, for
// most begin nothing.
func (r *reader) beginsUncounted(i int) bool {
	return r.Has(i, lexicon.Negation, lexicon.Determiner, lexicon.MoreWord, lexicon.Group, lexicon.Person)
}

// one returns a group of one, counted by the noun at tokens [first, end).
func one(first, end int, how Counting) group {
	return group{
		first: first, end: end, countFirst: first, cntEnd: end, popFirst: first, popEnd: end,
		count: quantity.Of(1), q: -1, counted: true, counting: how, noun: true,
	}
}

// nobody reads "no one", "none of the passengers", "no civilians".
func (r *reader) nobody(m lexicon.Match) (group, bool) {
	g := one(m.First, m.End, ByNumber)
	g.count = quantity.Count{Qualifier: quantity.None}
	g.negated, g.plural = true, true
	g.popFirst, g.popEnd = m.End, m.End
	if m.Kind == "nobody" {
		if of, ok := r.At(m.End, lexicon.Preposition); ok && of.Kind == "of" {
			r.noneOf(&g, of.End)
		}
		return g, true
	}
	if m.Kind != "no" {
		return g, false
	}
	end, ok := r.nounAfter(m.End)
	if !ok {
		return g, false
	}
	p, _ := r.Ending(end, lexicon.Person)
	g.person, g.popFirst, g.popEnd, g.end = p.Entry, m.End, end, end
	return g, true
}

// noneOf takes in the rest of "none of the 40 passengers", from token i on.
func (r *reader) noneOf(g *group, i int) {
	if end := r.wholeOf(i); end > 0 {
		i = end
	} else if d, ok := r.At(i, lexicon.Determiner); ok {
		i = d.End
	}
	if end, ok := r.nounAfter(i); ok && r.same(g.first, end-1) {
		p, _ := r.Ending(end, lexicon.Person)
		g.person, g.popFirst, g.popEnd, g.end = p.Entry, i, end, end
	}
}

// determined reads "a 31-year-old fruit seller", "the driver", "his wife and",
// "the couple". A plural noun behind "the" is a group without a number.
func (r *reader) determined(d lexicon.Match) (group, bool) {
	if d.Kind == "universal" || d.Kind == "other" || d.Kind == "demonstrative" {
		return group{}, false
	}
	if r.qAt[min(d.End, len(r.qAt)-1)] > 0 && d.Kind != "both" {
		if g, ok := r.nth(d); ok {
			return g, true
		}
		if g, ok := r.ageOnly(d); ok {
			return g, true
		}
	}
	p, ok := r.personAfter(d.End)
	if !ok || r.names(p) {
		if r.fromCountry(d) {
			return one(d.First, d.End+1, Indefinite), true
		}
		return r.coupleAfter(d)
	}
	if m, ok := r.At(p.End, lexicon.Group); ok && m.Kind != kin && r.same(d.First, p.End) {
		return r.coupleAfter(d) // "her baby twins", "the elderly couple"
	}
	if d.Kind == "indefinite" && p.Number == "plural" {
		if g, ok := r.coupleAfter(d); ok {
			return g, true // "a young married couple"
		}
	}
	if g, ok := r.pair(d, p); ok {
		return g, true
	}
	if d.Kind == "both" && p.Number == "plural" {
		g := one(d.First, p.End, Definite)
		g.person, g.popFirst, g.count, g.plural = p.Entry, d.End, quantity.Of(d.Value), true
		return g, true
	}
	if r.vehicleAt(p.End) {
		return group{}, false // "a passenger train rammed a bus"
	}
	how := Definite
	if d.Kind == "indefinite" {
		how = Indefinite
	}
	g := one(d.First, p.End, how)
	g.person, g.popFirst, g.end = p.Entry, d.End, r.alsoParent(r.pastDecade(p.End))
	if p.Number != "singular" {
		g.counted, g.plural = false, true
	}
	if d.Kind == "possessive" || r.possessed(p.First) {
		r.kin(&g)
	}
	if m, ok := r.Ending(d.First, lexicon.MoreWord); ok && m.Kind == "before" && r.same(m.First, d.First) {
		g.more = true
	}
	return g, true
}

// names reports a noun for people that only names an event or a body: "a
// terrorist attack", "the rebel column".
func (r *reader) names(p lexicon.Match) bool {
	if p.Number != "singular" || !r.same(p.First, p.End) {
		return false
	}
	side := p.Who == "perpetrator" || p.Who == "combatant"
	return r.Has(p.End, lexicon.EventNoun) && !r.Has(p.End, lexicon.Predicate, lexicon.EventVerb) ||
		side && r.Has(p.End, lexicon.Collective) && !r.Has(p.End, lexicon.Person)
}

// pair reads "the mother and daughter": two nouns behind one article. One
// person may be both, and then the second says of whom: "a nurse and mother of
// three".
func (r *reader) pair(d, p lexicon.Match) (group, bool) {
	and, ok := r.At(p.End, lexicon.Conjunction)
	if !ok || and.Kind != "list" || p.Number != "singular" {
		return group{}, false
	}
	q, ok := r.At(and.End, lexicon.Person)
	if !ok || q.Number != "singular" || !r.same(d.First, q.First) || r.Has(q.End, lexicon.Preposition) || r.Tokens[q.First].Capital {
		return group{}, false
	}
	g := one(d.First, q.End, Definite)
	if d.Kind == "indefinite" {
		g.counting = Indefinite
	}
	g.person, g.popFirst, g.count, g.plural = q.Entry, d.End, quantity.Of(2), true
	return g, true
}

// alsoParent steps over what else the person before token i is: "a nurse and
// mother of three". It returns i where nothing is said.
func (r *reader) alsoParent(i int) int {
	and, ok := r.At(i, lexicon.Conjunction)
	if !ok || and.Kind != "list" {
		return i
	}
	at := and.End
	if m, ok := r.At(at, lexicon.MoreWord); ok && m.Kind == "only" {
		at = m.End
	}
	p, ok := r.At(at, lexicon.Person)
	if !ok || p.Number != "singular" {
		return i
	}
	if at > and.End {
		return p.End // "the driver and sole occupant"
	}
	of, ok := r.At(p.End, lexicon.Preposition)
	if !ok || of.Kind != "of" || r.qAt[of.End] == 0 || !r.same(i-1, of.End) {
		return i
	}
	return r.qs[r.qAt[of.End]-1].End
}

// fromCountry reports "a Maranian": somebody told by where he is from.
func (r *reader) fromCountry(d lexicon.Match) bool {
	m, ok := r.At(d.End, lexicon.PlaceName)
	if !ok || d.Kind != "indefinite" || m.End != d.End+1 || !r.same(d.First, d.End) || !r.Tokens[d.End].Capital {
		return false
	}
	return m.End >= len(r.Tokens) || !r.same(d.End, m.End) || r.stops(m.End) && !r.joinsWords(m.End)
}

// another reads "another man" and, as an object, "another" alone.
func (r *reader) another(m lexicon.Match) (group, bool) {
	if p, ok := r.personAfter(m.End); ok && p.Number == "singular" {
		g := one(m.First, p.End, Indefinite)
		g.person, g.popFirst, g.more = p.Entry, m.End, true
		return g, true
	}
	if r.qAt[min(m.End, len(r.qAt)-1)] > 0 {
		return group{}, false // "another 30" is led by its number
	}
	g := one(m.First, m.End, Indefinite)
	g.more, g.noun = true, false
	if p, ok := r.At(m.End, lexicon.Preposition); ok && p.Kind == "" && r.same(m.First, m.End) && r.Has(m.First-1, lexicon.Conjunction) {
		return g, true // "one man in the head and another in the chest"
	}
	if r.Has(m.End, lexicon.Aux) || r.Has(m.End, lexicon.Predicate) && r.same(m.First, m.End) {
		return g, true // "another was injured"
	}
	return g, r.Has(m.First-1, lexicon.Predicate) && (m.End >= len(r.Tokens) || r.stops(m.End) || !r.same(m.First, m.End))
}

// nth reads "a third victim", "the second victim": the count so far. "A second
// victim" is most often just another.
func (r *reader) nth(d lexicon.Match) (group, bool) {
	qi := int(r.qAt[d.End]) - 1
	if !r.qs[qi].Ordinal || r.qs[qi].First != d.End || d.Kind != "indefinite" && d.Kind != "definite" {
		return group{}, false
	}
	g, ok := r.ordinal(qi)
	if !ok && d.Kind == "indefinite" && r.lastWord(qi) {
		g = one(d.First, r.qs[qi].End, Indefinite) // "wounding a third"
		g.q, g.more, g.noun = qi, true, false
		return g, true
	}
	if !ok || d.Kind == "definite" && (g.person.Kind == "" || g.person.Kind == "staff") { // "the second deputy" is no count
		return g, false
	}
	g.first = d.First
	if r.qs[qi].Count.Value == 2 && d.Kind == "indefinite" {
		g.count, g.counting, g.more = quantity.Of(1), Indefinite, true
	}
	return g, true
}

// lastWord reports an ordinal with no noun behind it: not "a third of", nor "a
// second later".
func (r *reader) lastWord(qi int) bool {
	i := r.qs[qi].End
	if r.qs[qi].Count.Value < 2 {
		return false
	}
	if !r.same(i-1, i) || r.clauseEnd(i) || r.Is(i, ",") || r.Has(i, lexicon.Aux) {
		return true
	}
	if m, ok := r.At(i, lexicon.Preposition); ok {
		return m.Kind != "of"
	}
	p, ok := r.At(i, lexicon.Predicate)
	return ok && harm(Outcome(p.Outcome)) || r.Has(i, lexicon.Conjunction, lexicon.Subordinator)
}

// ageOnly reads "a 19-year-old" with no noun behind it.
func (r *reader) ageOnly(d lexicon.Match) (group, bool) {
	qi := int(r.qAt[d.End]) - 1
	if r.qs[qi].Reason != quantity.Age || r.qs[qi].First != d.End {
		return group{}, false
	}
	i := r.qs[qi].End
	if r.joinsWords(i) {
		i++
	}
	th, ok := r.At(i, lexicon.Thing)
	if !ok || th.Why != quantity.Age || th.End < len(r.Tokens) && r.same(i, th.End) && !r.stops(th.End) && r.Tokens[th.End].Kind == text.Word {
		return group{}, false
	}
	g := one(d.First, th.End, Indefinite)
	if d.Kind != "indefinite" {
		g.counting = Definite
	}
	return g, true
}

// kin marks the nouns that count people only of somebody: "his parents", not
// "parents".
const kin = "kin"

// kin counts "his parents" as two.
func (r *reader) kin(g *group) {
	if m, ok := r.Ending(g.end, lexicon.Group); ok && m.Kind == kin && !r.Is(g.end, "'") && !r.Is(g.end, "’") {
		g.count, g.counted, g.counting = quantity.Of(m.Value), true, Definite
	}
}

// possessed reports "the boy's" before token i.
func (r *reader) possessed(i int) bool {
	return r.same(i-1, i) && (strings.HasSuffix(r.Str(i-1), "'s") || strings.HasSuffix(r.Str(i-1), "’s"))
}
