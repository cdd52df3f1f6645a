package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
)

// "Shot him and two passers-by", "killing her, her husband and her sons": a
// pronoun that leads a list is one of those who were harmed, whoever it takes up.

// takenUpWith reads the people listed behind a pronoun that a verb takes up, and
// the pronoun itself unless that was counted, by [reader.takenUp] or when its
// person was hurt.
func (r *reader) takenUpWith(p lexicon.Match, counted bool) bool {
	n, end := r.again(p)
	if n < 0 || p.Frame == "noun" || !harms(p) {
		return false
	}
	k := r.listedBehind(end)
	if k < 0 {
		return false
	}
	outcome := r.result(p, k)
	ks := r.peopleFrom(k, p)
	if n == 1 && !counted && !r.killedByPolice(p, n) && !r.hurtAlready(p) {
		him := one(p.End, end, Definite)
		him.popFirst = him.popEnd
		ks = append([]int{r.addGroup(him)}, ks...)
	}
	r.emitPeople(ks, outcome, p, "active-object")
	return true
}

// hurtThere reads "approached a guard and shot him": somebody the sentence tells
// of and has not told as harmed.
func (r *reader) hurtThere(p lexicon.Match, n, end int) bool {
	at := r.verbStart(p.First)
	if m, ok := r.Ending(at, lexicon.Pronoun); Outcome(p.Outcome) != Injured || ok && m.Kind == "relative" || r.killedByPolice(p, n) {
		return false
	}
	ks, count := r.toldOf(p, n)
	if count < 1 {
		return false
	}
	for _, k := range ks {
		if g := &r.groups[k]; r.told(k, Injured) || r.told(k, Casualties) || r.told(k, Detained) || g.negated || g.person.Who != "" {
			return false
		}
	}
	g := one(p.End, end, Definite)
	w := &r.groups[ks[len(ks)-1]]
	g.person, g.count, g.plural, g.popFirst, g.popEnd = w.person, quantity.Of(count), count > 1, w.popFirst, w.popEnd
	k := r.addGroup(g)
	return r.emit(k, r.outcomeOf(p, k), p, "taken-up") != nil
}

// listedBehind returns the group that goes on a list at token i, or -1: "and two
// passers-by", ", her husband and".
func (r *reader) listedBehind(i int) int {
	at, joined := r.pastMark(i)
	if at == i || !r.same(i-1, at) {
		return -1
	}
	k := r.person(at)
	if k < 0 {
		return r.unknownItem(at, joined)
	}
	g := &r.groups[k]
	if r.hasVerb(k) || r.Has(g.end, lexicon.SourceCue) || g.reference || g.subset || g.person == nil && g.q < 0 && g.counting != ByName {
		return -1
	}
	return k
}

// hurtAlready reports that the one whom the pronoun behind a verb takes up was
// told as harmed in the same sentence.
func (r *reader) hurtAlready(p lexicon.Match) bool {
	for j := len(r.out) - 1; j >= r.recent() && r.out[j].Sent == int(r.Tokens[p.First].Sent); j-- {
		if m := &r.out[j]; harm(m.Outcome) && m.Actor == Victim && m.Count.Max > 0 {
			return m.Count.Max == 1
		}
	}
	return false
}
