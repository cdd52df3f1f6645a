package casualty

import (
	"slices"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// When and where it happened may part a noun of harm from the people whom it
// befell: "the murder on Sunday of three teachers", "the death in Harrow this
// morning of Ana Mora". A verb, a mark or a speaker in between ends the search.

// longestApart is how many tokens of time and place may stand there.
const longestApart = 9

// crimes lists the events whose noun says that somebody was killed.
var crimes = [...]string{"murder", "massacre"}

// crime is what such a noun says of its people, as "the death of" does.
var crime = &lexicon.Entry{Class: lexicon.Predicate, Outcome: string(Killed), Frame: "noun"}

// crimeApart reads "the assassination yesterday of Ana Mora"; end is where the
// noun ends. It reports whether it was one.
func (r *reader) crimeApart(i int) (end int, ok bool) {
	m, found := r.At(i, lexicon.EventNoun)
	if !found || !slices.Contains(crimes[:], m.Kind) {
		return 0, false
	}
	if r.possessed(i) {
		return m.End, r.ownDeath(m)
	}
	if !r.Has(i-1, lexicon.Determiner) {
		return 0, false
	}
	return m.End, r.ofApart(lexicon.Match{Entry: crime, First: m.First, End: m.End})
}

// ownDeath reads "Judge Ana Mora's assassination": who stands before such a noun
// was killed, unless the noun goes on ("Prado's murder trial") or leads to others
// ("Prado's killing of two guards").
func (r *reader) ownDeath(m lexicon.Match) bool {
	if m.Number == "plural" || r.goesOnAsNoun(m.End) && !r.timeWord(m.End) {
		return false
	}
	if of, ok := r.At(m.End, lexicon.Preposition); ok && of.Kind == "of" {
		return false
	}
	first := m.First
	for first > 0 && r.same(first-1, m.First) && m.First-first < longestName && r.nameWord(first-1) {
		first--
	}
	for i := first; i < m.First; i++ {
		if g, ok := r.namedAt(i); ok && g.end == m.First {
			k := r.addGroup(g)
			if r.deadByName(&r.groups[k]) {
				return false
			}
			return r.emit(k, Killed, lexicon.Match{Entry: crime, First: m.First, End: m.End}, "name") != nil
		}
	}
	return false
}

// ofApart emits the people that a noun of harm leads to past when and where.
func (r *reader) ofApart(p lexicon.Match) bool {
	of := r.apart(p.End)
	if of == 0 {
		return false
	}
	k := r.person(of)
	if k < 0 {
		k = r.object(of)
	}
	if k < 0 || r.groups[k].person == nil && r.groups[k].counting != ByName {
		return false
	}
	r.emitList(k, Outcome(p.Outcome), p, "noun-of")
	return true
}

// apart returns where the people may stand behind the time and the place at
// token i; 0 where something else follows.
func (r *reader) apart(i int) int {
	for j := i; j < i+longestApart && r.same(i-1, j); j++ {
		if m, ok := r.At(j, lexicon.Preposition); ok && m.Kind == "of" {
			if j > i && (r.Tokens[j-1].Capital || r.timeWord(j-1)) {
				return m.End
			}
			return 0
		}
		t := &r.Tokens[j]
		plain := t.Kind == text.Number || t.Capital || r.timeWord(j) || r.Has(j, lexicon.Preposition, lexicon.Determiner)
		if !plain && (t.Kind == text.Punct || j == i || r.Has(j, lexicon.Aux, lexicon.Predicate, lexicon.Verb, lexicon.SourceCue, lexicon.Pronoun, lexicon.Subordinator, lexicon.Conjunction)) {
			return 0
		}
	}
	return 0
}

// timeWord reports a word that tells when: "yesterday", "Sunday", "hours".
func (r *reader) timeWord(i int) bool {
	if th, ok := r.At(i, lexicon.Thing); ok && th.Why == "duration" {
		return true
	}
	if _, ok := r.Covering(i, lexicon.DateWord); ok {
		return true
	}
	return r.Has(i, lexicon.Weekday, lexicon.Month)
}
