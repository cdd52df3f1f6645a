package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Survivors are told by their noun: found or brought out they were rescued,
// "there were six survivors" says that so many live. Survivors who speak, or are
// treated, are only named so.

// survivors reads "pulled four survivors from the mud", "there were six
// survivors" among tokens [first, end) of a sentence.
func (r *reader) survivors(first, end int) {
	for k := r.firstGroup(first); k < r.found && r.groups[k].first < end; k++ {
		g := &r.groups[k]
		if g.used || g.q < 0 || !r.areSurvivors(k) || g.partOf || g.reference || g.definite || g.subset {
			continue
		}
		if o := r.fateOfSurvivors(k); o != "" {
			r.emit(k, o, lexicon.Match{Entry: g.person, First: g.first, End: g.end}, "survivors")
		}
	}
}

// areSurvivors reports that the noun of group k says that its people live.
func (r *reader) areSurvivors(k int) bool {
	p := r.groups[k].person
	return p != nil && p.Kind == "survivor"
}

// fateOfSurvivors tells what the verb beside group k did with survivors; empty
// where it is about something else.
func (r *reader) fateOfSurvivors(k int) Outcome {
	g := &r.groups[k]
	i := g.end
	for r.same(i, g.first) && r.Has(i, lexicon.Aux, lexicon.Adverb) {
		i++
	}
	if r.same(i, g.first) && r.Has(i, lexicon.Found) {
		return Rescued
	}
	if r.hasVerb(k) {
		return ""
	}
	i = r.beforeSurvivors(g)
	switch a, ok := r.At(i, lexicon.Aux); {
	case !r.same(i, g.first):
		return ""
	case r.Has(i, lexicon.Found):
		return Rescued
	case ok && (a.Kind == "be" || a.Kind == "stay"):
		return Unharmed
	case r.Sentence(g.first).Heading && r.Is(i, ","), r.withOnly(i, g):
		return Unharmed
	}
	return ""
}

// withOnly reports "with", at token i, before a group that ends its clause: "with
// only three survivors".
func (r *reader) withOnly(i int, g *group) bool {
	c, ok := r.At(i, lexicon.Carry)
	return ok && c.Kind == "with" && (!r.same(g.first, g.end) || r.Tokens[g.end].Kind == text.Punct)
}

// beforeSurvivors returns the token before group g that the words "only" and
// "just", and bodies counted beside the survivors, do not take.
func (r *reader) beforeSurvivors(g *group) int {
	i := g.first - 1
	for r.same(i, g.first) && r.Has(i, lexicon.Adverb, lexicon.MoreWord) {
		i--
	}
	if !r.same(i, g.first) || !r.Has(i, lexicon.Conjunction) {
		return i
	}
	k := r.groupEnding(i)
	if k < 0 {
		if m, ok := r.Ending(i, lexicon.Predicate); ok && m.Frame == "noun" {
			k = r.groupEnding(m.First)
		}
	}
	if k >= 0 && r.same(r.groups[k].first, g.first) {
		return r.groups[k].first - 1
	}
	return i
}
