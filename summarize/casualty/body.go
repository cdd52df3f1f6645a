package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// "A man's body was found", "divers recovered her father's body", "her body was
// discovered": whose body is found was killed. Of somebody told dead before it
// says nothing new.

// ownBody reads the body of one person told by whose it is: found, or else it
// need not be anybody's who was not told before.
func (r *reader) ownBody(p lexicon.Match) {
	var first int
	who := r.ownerOf(p.First)
	d, ok := r.Ending(p.First, lexicon.Determiner)
	switch {
	case who != nil:
		first = r.ownerFirst(p.First)
	case ok && d.Kind == "possessive" && r.bodyOfMissing(d.First):
		first = d.First
	default:
		return // "his body": of somebody told dead, or of the attacker
	}
	if first < 0 || !r.bodyFound(first, p) {
		return
	}
	g := one(first, p.End, Definite)
	g.popFirst, g.popEnd, g.person = p.End, p.End, who
	if d, ok := r.At(first, lexicon.Determiner); who != nil && (!ok || d.Kind == "indefinite") {
		g.counting = Indefinite
	}
	if m := r.emit(r.addGroup(g), Killed, p, "noun-count"); m != nil {
		m.Found = true
	}
}

// nthBody reads "a fourth body has been found": so many are dead so far.
func (r *reader) nthBody(p lexicon.Match) bool {
	n, ok := r.Ending(p.First, lexicon.Ordinal)
	if !ok || n.Value < 2 || !r.same(n.First, p.First) {
		return false
	}
	d, ok := r.Ending(n.First, lexicon.Determiner)
	if !ok && !r.Sentence(n.First).Heading || ok && d.Kind != "indefinite" || !r.bodyFound(n.First, p) {
		return true
	}
	g := one(n.First, p.End, ByOrdinal)
	g.popFirst, g.count = p.End, quantity.Of(n.Value)
	if m := r.emit(r.addGroup(g), Killed, p, "noun-count"); m != nil {
		m.Found = true
	}
	return true
}

// ownerOf returns the noun of the person whose body token i is: "the man's"; nil
// for anybody told by name, or by no noun that is known.
func (r *reader) ownerOf(i int) *lexicon.Entry {
	if !r.possessed(i) || r.Tokens[i-1].Capital && !r.Sentence(i).Heading && r.same(i-2, i) {
		return nil
	}
	return r.Lex.Entry(bare(r.Str(i-1)), lexicon.Person)
}

// ownerFirst returns where the words for the person whose body token i is begin:
// at an article, or, where a headline leaves it out, at the head of it; or -1.
func (r *reader) ownerFirst(i int) int {
	for first := i - 1; first > i-2*maxModifiers; first-- {
		if d, ok := r.Ending(first, lexicon.Determiner); ok && r.same(d.First, i) {
			return d.First
		}
		if !r.same(first-1, i) {
			if r.Sentence(i).Heading {
				return first
			}
			return -1
		}
		if r.stops(first-1) && !r.ageAt(first-1) && !r.ofAge(first-1) {
			if r.Sentence(i).Heading {
				return first
			}
			return -1
		}
	}
	return -1
}

// bodyOfMissing reports that nobody is told dead, or to be an attacker, before
// token i, where one person is told whom "her" can mean.
func (r *reader) bodyOfMissing(i int) bool {
	if r.attackers || r.toldAnywhere(Killed) {
		return false
	}
	at := r.firstGroup(i)
	for k := at - 1; k >= max(0, at-lookBack) && int(r.Tokens[i].Sent)-int(r.Tokens[r.groups[k].first].Sent) <= fateReach; k-- {
		if g := &r.groups[k]; g.person != nil && g.counted && !g.plural && !g.negated {
			return g.person.Who == ""
		}
	}
	return false
}

// bodyFound reports that a body whose words begin at token first was found: "was
// found", a headline's "found in a wood", or "divers recovered".
func (r *reader) bodyFound(first int, p lexicon.Match) bool {
	if r.Has(first-1, lexicon.Found) && r.same(first-1, first) || r.foundLater(p) {
		return true
	}
	return r.Sentence(p.First).Heading && r.same(p.First, p.End) && p.End < len(r.Tokens) && r.Has(p.End, lexicon.Found) && r.Tokens[p.End].Kind == text.Word
}
