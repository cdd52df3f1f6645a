package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Words of harm inside a noun group: they tell who is counted, and are no verb.

// modifier reports whether a word of harm describes the noun behind it: "six
// wounded soldiers", "three dead children".
func (r *reader) modifier(i int) bool {
	m, ok := r.At(i, lexicon.Predicate)
	if !ok || m.Frame != "state" && m.Frame != "past" || m.End-m.First > 2 {
		return false
	}
	p, person := r.At(m.End, lexicon.Person)
	if !person && m.Outcome == string(Hostages) && m.Frame == "past" {
		_, person = r.nounAfter(m.End) // "21 abducted farm workers"
		return person && r.same(i, m.End)
	}
	if r.same(i, m.End) && harm(Outcome(m.Outcome)) && r.bodiesAt(m.End) {
		return true // "two badly burned bodies"
	}
	return person && r.same(i, m.End) && !(m.Frame == "past" && r.nameWord(p.End) && r.plainNoun(r.beforeAdverbs(i)))
}

// beforeAdverbs returns the token before any adverbs in front of token i.
func (r *reader) beforeAdverbs(i int) int {
	for i--; i > 0 && r.same(i-1, i) && r.Has(i, lexicon.Adverb); i-- {
	}
	return i
}

// plainNoun reports a noun before a word of harm, which is then a verb: "the
// bomb killed Judge Mora".
func (r *reader) plainNoun(i int) bool {
	return i >= 0 && r.same(i, i+1) && r.Tokens[i].Kind == text.Word && !r.Has(i, lexicon.Adverb, lexicon.Determiner, lexicon.Conjunction, lexicon.Preposition,
		lexicon.Cardinal, lexicon.VagueWord, lexicon.Ordinal, lexicon.MoreWord)
}

// pastWord steps over one word of a noun group, or over a word of harm with its
// adverb: "seven seriously wounded soldiers".
func (r *reader) pastWord(i int) int {
	if m, ok := r.At(i, lexicon.Predicate); ok && m.End > i+1 && r.modifier(i) {
		return m.End
	}
	return i + 1
}
