package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// Nouns of harm are counted themselves ("12 deaths"), lead to the people they
// befell ("the deaths of 12 people"), or say that there was none.

// noun reads "12 deaths", "no injuries", "the deaths of 12 people", "a body".
func (r *reader) noun(p lexicon.Match) {
	if p.Kind == "lives" {
		r.livesLost(p)
		return
	}
	if k := r.groupAtEnd(p); k >= 0 && !r.groups[k].definite && !r.hasVerb(k) && !r.hasVerb(r.lastListed(k)) { // "14 hostages": the noun is both
		if m := r.emit(k, Outcome(p.Outcome), p, "noun-count"); m != nil {
			m.Found = r.wereFound(p, k)
			r.befell(m, k, p.End)
		}
		return
	}
	at := p.First
	for r.Has(at-1, lexicon.Adverb) && r.groupEnding(at) < 0 && r.same(at-1, at) {
		at--
	}
	_, of := r.Ending(p.End, lexicon.Preposition)
	if k := r.groupEnding(at); k >= 0 && !of && r.same(at-1, at) && r.groups[k].counted && r.groups[k].thing == nil && r.groups[k].counting == ByNumber && !r.groups[k].reference {
		if m := r.emit(k, r.outOfReach(p), p, "noun-count"); m != nil {
			m.Found = r.wereFound(p, k)
			r.befell(m, k, p.End)
		}
		return
	}
	if m, ok := r.negationBefore(at); ok {
		r.none(m, p)
		return
	}
	end := p.End
	if of, ok := r.At(end, lexicon.Preposition); ok && of.Kind == "of" {
		end = of.End
	} else if of, ok := r.Ending(end, lexicon.Preposition); !ok || of.Kind != "of" {
		if !r.ofApart(p) {
			r.singleNoun(p)
		}
		return
	}
	p.End = end
	if k := r.namedObject(p); k >= 0 && (p.Kind != "people" || r.groups[k].popFirst > r.groups[k].first) {
		r.emitList(k, Outcome(p.Outcome), p, "name")
	} else if k := r.object(end); k >= 0 {
		r.emitList(k, Outcome(p.Outcome), p, "noun-of")
	} else if p.Kind == "people" {
		return // "the massacre of Kell": a place, and nobody's name
	} else if k := r.nameObject(p); k >= 0 {
		r.emit(k, Outcome(p.Outcome), p, "name")
	}
}

// befell gives a count of deaths the people it is of: "12 deaths among the
// rebels", "two casualties on the rebel side", "the rebels suffered 12 deaths".
func (r *reader) befell(m *Mention, k, end int) {
	if m.PopEnd > m.PopFirst && r.groups[k].person != nil && r.groups[k].person.Who != "" {
		return
	}
	at := end
	if on, ok := r.At(at, lexicon.Preposition); ok && r.same(end-1, at) && (on.Kind == "among" || on.Kind == "") {
		at = on.End
		if d, ok := r.At(at, lexicon.Determiner); ok {
			at = d.End
		}
	}
	p, ok := r.At(at, lexicon.Person)
	if on, _ := r.At(end, lexicon.Preposition); ok && on.Entry != nil && on.Kind == "" && p.End-p.First < 2 {
		ok = false // "on the rebel side", and not "in police custody"
	}
	if !ok || at == end || !r.same(end-1, p.End-1) || p.Number == "singular" || r.joinsWords(p.End) {
		if p, at = r.whoSuffers(k); at < 0 {
			return
		}
	}
	m.PopFirst, m.PopEnd = at, p.End
	m.Actor = r.actor(&group{person: p.Entry, plural: true, counted: true}, m.Outcome)
}

// whoSuffers returns the uncounted people before the verb of "the rebels
// suffered 12 deaths", and where they stand; -1 for none.
func (r *reader) whoSuffers(k int) (lexicon.Match, int) {
	v, ok := r.Ending(r.groups[k].first, lexicon.Predicate)
	if !ok || v.Frame != "suffer" {
		return lexicon.Match{}, -1
	}
	w := r.groupEnding(r.verbStart(v.First))
	if w < 0 || r.groups[w].q >= 0 || r.groups[w].person == nil || !r.same(r.groups[w].first, v.First) {
		return lexicon.Match{}, -1
	}
	g := &r.groups[w]
	return lexicon.Match{Entry: g.person, First: g.popFirst, End: g.popEnd}, g.popFirst
}

// wereFound reports "three bodies were located", "recovered three bodies".
func (r *reader) wereFound(p lexicon.Match, k int) bool {
	i := p.End
	for r.same(p.First, i) && r.Has(i, lexicon.Aux, lexicon.Adverb) {
		i++
	}
	return r.same(p.First, i) && r.Has(i, lexicon.Found) || r.same(p.First, r.groups[k].first-1) && r.Has(r.groups[k].first-1, lexicon.Found)
}

// outOfReach returns what bodies came to that nobody has found yet: "60 bodies
// still thought buried", not "46 bodies had been buried".
func (r *reader) outOfReach(p lexicon.Match) Outcome {
	still := false
	for i := p.End; i < p.End+6 && r.same(p.First, i); i++ {
		if m, ok := r.At(i, lexicon.Predicate); ok && m.Outcome == string(Missing) {
			if still || m.Kind != "buried" {
				return Missing
			}
			break
		}
		if r.groupAt(i) >= 0 || r.Has(i, lexicon.Conjunction, lexicon.Subordinator) || r.Tokens[i].Kind == text.Punct {
			break // "recovered six bodies while 19 people are missing"
		}
		a, ok := r.At(i, lexicon.Aux)
		still = still || ok && a.Kind == "stay" || r.Has(i, lexicon.SourceCue, lexicon.StanceCue)
		if !ok && !still && !r.Has(i, lexicon.Adverb) {
			break
		}
	}
	return Outcome(p.Outcome)
}

// foundLater reports that the clause of "a body" goes on to say that it was
// found, behind an aside at most: "a body, believed to be his, was found".
func (r *reader) foundLater(p lexicon.Match) bool {
	for i := p.End; i < p.End+farthest && r.same(p.First, i); i++ {
		if r.Has(i, lexicon.Found) && r.passive(i) {
			return true
		}
	}
	return false
}

// groupAtEnd returns the counted group whose last word the noun is.
func (r *reader) groupAtEnd(p lexicon.Match) int {
	k := r.groupEnding(p.End)
	if k < 0 || r.groups[k].q < 0 || r.groups[k].first >= p.First || r.groups[k].thing != nil || r.groups[k].partOf {
		return -1
	}
	return k
}

// lastListed returns the last group of the list that group k is in.
func (r *reader) lastListed(k int) int {
	ks := r.listFrom(k, true)
	return ks[len(ks)-1]
}

// negationBefore returns the word that says there is none of the noun at token
// i, also where the noun shares it with one before: "no deaths or injuries".
func (r *reader) negationBefore(i int) (lexicon.Match, bool) {
	if m, ok := r.Ending(i, lexicon.Negation); ok && m.Kind == "no" && r.same(m.First, i) {
		return m, true
	}
	if !r.Has(i-1, lexicon.Conjunction) || !r.same(i-1, i) {
		return lexicon.Match{}, false
	}
	p, ok := r.Ending(i-1, lexicon.Predicate)
	if !ok || p.Frame != "noun" {
		return lexicon.Match{}, false
	}
	m, ok := r.Ending(p.First, lexicon.Negation)
	return m, ok && m.Kind == "no"
}

// none reads "no injuries were reported", "without casualties". Of the
// outcome "casualties" there is none of either, dead or injured.
func (r *reader) none(m, p lexicon.Match) {
	g := one(m.First, p.End, ByNumber)
	g.count = quantity.Count{Qualifier: quantity.None}
	g.popFirst, g.popEnd, g.negated = p.End, p.End, true
	side := r.whoseLosses(m)
	if side != nil {
		g.person, g.first = side, m.First-1
	}
	k := r.addGroup(g)
	if Outcome(p.Outcome) != Casualties {
		if n := r.emit(k, Outcome(p.Outcome), p, "none"); n != nil && side != nil {
			n.Actor = Perpetrator
		}
		return
	}
	for _, o := range [...]Outcome{Killed, Injured} {
		if n := r.emit(k, o, p, "none"); n != nil {
			r.befell(n, k, p.End)
		}
	}
}

// noVictims reads "there were no victims" at the word for none: nobody was dead
// or hurt, unless the victims do something ("no victims have been named").
func (r *reader) noVictims(i int) {
	m, ok := r.At(i, lexicon.Negation)
	if !ok || m.Kind != "no" || !r.same(i, m.End) {
		return
	}
	p, ok := r.At(m.End, lexicon.Person)
	if !ok || p.Kind != "victim" {
		return
	}
	e := p.End
	for r.same(i, e) && r.Has(e, lexicon.Aux, lexicon.Adverb) && !r.Has(e, lexicon.SourceCue) {
		e++
	}
	if e == p.End && r.same(i, e) && (r.Tokens[e].Kind == text.Word && !r.Has(e, lexicon.Preposition, lexicon.Conjunction, lexicon.Subordinator)) ||
		e > p.End && !(r.same(i, e) && r.Has(e, lexicon.SourceCue)) {
		return
	}
	r.none(m, lexicon.Match{Entry: noCasualties, First: p.First, End: p.End})
}

// noCasualties is what "no victims" says of everybody.
var noCasualties = &lexicon.Entry{Class: lexicon.Predicate, Outcome: string(Casualties), Frame: "noun"}

// whoseLosses returns the noun of the fighters that "suffered no losses"; nil
// where anybody else is meant.
func (r *reader) whoseLosses(m lexicon.Match) *lexicon.Entry {
	if !r.Has(m.First-1, lexicon.Verb) {
		return nil
	}
	at := r.firstGroup(m.First)
	for k := at - 1; k >= max(0, at-lookBack) && r.same(r.groups[k].first, m.First); k-- {
		if p := r.groups[k].person; p != nil && r.groups[k].q < 0 && (p.Who == "combatant" || p.Who == "perpetrator") {
			return p
		}
	}
	return nil
}

// countedCrime reads "a triple murder": the word says how many died.
func (r *reader) countedCrime(p lexicon.Match) {
	g := one(p.First, p.End, Definite)
	g.count, g.plural, g.popFirst = quantity.Of(p.Value), true, p.End
	r.emit(r.addGroup(g), Outcome(p.Outcome), p, "counted-crime")
}

// singleNoun reads "a body was found", "one death".
func (r *reader) singleNoun(p lexicon.Match) {
	d, ok := r.Ending(p.First, lexicon.Determiner)
	if p.Kind == "body" && (!ok || d.Kind != "indefinite") {
		if !r.nthBody(p) {
			r.ownBody(p)
		}
		return
	}
	if !ok || d.Kind != "indefinite" || p.Outcome == string(Injured) || !r.same(d.First, p.First) || r.joinsWords(p.End) || r.Has(p.First, lexicon.Total) { // "a death-like plan", "a death toll of 25"
		return
	}
	k := r.addGroup(one(d.First, p.End, Indefinite))
	if m := r.emit(k, Outcome(p.Outcome), p, "noun-count"); m != nil {
		m.Found = r.foundLater(p)
	}
}
