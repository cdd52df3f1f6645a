package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
)

// Lives that are taken, lost, or taken by one's own hand.

// deprive reads "claimed 12 lives", "cost three miners their lives".
func (r *reader) deprive(p lexicon.Match) {
	k := r.object(p.End)
	if k < 0 || !r.groups[k].counted || r.groups[k].counting != ByNumber {
		return
	}
	g := &r.groups[k]
	i := g.end
	if d, ok := r.At(i, lexicon.Determiner); ok {
		i = d.End
	}
	if m, ok := r.At(i, lexicon.Predicate); ok && m.Kind == "lives" {
		r.emit(k, Outcome(p.Outcome), lexicon.Match{Entry: m.Entry, First: p.First, End: m.End}, "took-lives")
	} else if g.person != nil && p.Kind == "loss" && !r.toInjury(g.end) {
		r.emit(k, Killed, p, "lost-people")
	}
}

// toInjury reports "to injury" at token i: a team that lost three players so has
// them back next month.
func (r *reader) toInjury(i int) bool {
	return r.Has(i, lexicon.Preposition) && r.Has(i+1, lexicon.Hurt) && r.same(i-1, i+1)
}

// livesLost reads "nine lives were lost", "the loss of 19 lives".
func (r *reader) livesLost(p lexicon.Match) {
	k := r.groupEnding(p.First)
	if n, ok := r.negationBefore(p.First); ok && r.areLost(p) {
		r.none(n, p) // "no lives were lost"
		return
	}
	if k < 0 || !r.groups[k].counted || r.groups[k].q < 0 || !r.sameStart(p.First) {
		return
	}
	lost := r.areLost(p)
	if of, found := r.Ending(r.groups[k].first, lexicon.Preposition); found && of.Kind == "of" && r.Has(of.First-1, lexicon.Former, lexicon.Motion, lexicon.Predicate, lexicon.Hurt) {
		lost = true // "the loss of 19 lives"
	}
	if lost {
		r.emit(k, Killed, p, "lives-lost")
	}
}

// areLost reports "were lost", "were taken" behind lives.
func (r *reader) areLost(p lexicon.Match) bool {
	i := p.End
	for r.same(i, p.First) && r.Has(i, lexicon.Aux, lexicon.Adverb) {
		i++
	}
	m, ok := r.At(i, lexicon.Predicate)
	return ok && r.same(i, p.First) && (m.Frame == "deprive" || m.Frame == "past" && m.Outcome == string(Killed))
}

// self reads who died by their own hand in an attack. The attacker needs no
// number: one did it unless the text says more.
func (r *reader) self(p lexicon.Match) {
	if r.livedOn(p.End) || r.diedAlready(p.First) {
		return
	}
	ks, _ := r.subject(p)
	k := -1
	for _, s := range ks {
		if g := &r.groups[s]; g.counted && g.counting != ByOrdinal && !(g.object && g.q >= 0) && (g.count.Max == 1 || p.Kind == "plural") {
			k = s
		}
	}
	if k < 0 || r.groups[k].q < 0 {
		g := one(p.First, p.End, Definite)
		g.popFirst, g.popEnd = p.End, p.End
		if k >= 0 {
			g.person = r.groups[k].person
		}
		if p.Kind == "plural" && (k < 0 || r.groups[k].plural) {
			g.count, g.plural = r.themselves(p.First), true
		}
		k = r.addGroup(g)
	}
	if m := r.emit(k, Killed, p, ownHand); m != nil {
		m.Actor = Perpetrator
	}
	if r.Has(p.End, lexicon.Conjunction) { // "killing herself and a soldier"
		if k := r.groupAt(p.End + 1); k >= 0 && !r.hasVerb(k) {
			r.emitList(k, Killed, p, "active-object")
		}
	}
}

// themselves tells how many attackers there were whom the sentence has told
// before token i; two at least, where it gives no number.
func (r *reader) themselves(i int) quantity.Count {
	for j := len(r.out) - 1; j >= r.recent() && r.out[j].Sent == int(r.Tokens[i].Sent); j-- {
		if m := &r.out[j]; m.Outcome == Present && m.Actor == Perpetrator && m.Count.Min > 1 {
			return m.Count
		}
	}
	return quantity.Qualified(quantity.AtLeast, 2)
}

// livedOn reports ", but survived" behind a deed that ends at token i, with
// nobody else told between.
func (r *reader) livedOn(i int) bool {
	for j := i; j < i+farthest/2 && r.same(i-1, j); j++ {
		if p, ok := r.At(j, lexicon.Predicate); ok && p.Kind == "survived" {
			return true
		}
		if k := r.groupAt(j); k >= 0 && r.groups[k].person != nil {
			return false
		}
	}
	return false
}

// diedAlready reports a sentence that has told before token i of attackers dead
// by their own hand: "blew themselves up, killing 20 worshippers and themselves".
func (r *reader) diedAlready(i int) bool {
	for j := len(r.out) - 1; j >= r.recent() && r.out[j].Sent == int(r.Tokens[i].Sent); j-- {
		if r.out[j].Rule == ownHand {
			return true
		}
	}
	return false
}

// ownHand is the rule that reads who died by their own hand.
const ownHand = "own-hand"
