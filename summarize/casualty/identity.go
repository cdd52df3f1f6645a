package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Who the dead were. "All of them were civilians" and "the victims were
// farmers" give no number, yet say of everybody told dead who they were: the
// count is the one last told, and the noun is whom it counts.

// identityGap is how many tokens may stand between people and the verb that
// says who they were: "eight of the dead presented by the army as rebels were".
const identityGap = 12

// deadByName reports somebody told by name whom the text has told dead before,
// by the same name or with a longer one.
func (r *reader) deadByName(g *group) bool {
	if g.counting != ByName || g.popEnd <= g.popFirst {
		return false
	}
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		o := &r.out[i]
		if o.Outcome != Killed || o.Actor != Victim || o.Counting != ByName || o.PopEnd-o.PopFirst < g.popEnd-g.popFirst {
			continue
		}
		n, j := g.popEnd-g.popFirst, 0
		for j < n && strings.EqualFold(text.TrimGenitive(r.Str(o.PopEnd-n+j)), text.TrimGenitive(r.Str(g.popFirst+j))) {
			j++
		}
		if j == n {
			return true
		}
	}
	return false
}

// deadByNoun reports one who was told dead in a sentence before by the noun that
// takes that one up: "killed a trooper … shot the trooper from behind".
func (r *reader) deadByNoun(g *group) bool {
	if g.counting != Definite || g.plural || g.q >= 0 || g.popEnd <= g.popFirst || !r.determinedBy(g, "definite") {
		return false
	}
	last := g.popEnd - 1
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		o := &r.out[i]
		if o.Actor != Victim || o.PopEnd <= o.PopFirst || !strings.EqualFold(r.Str(o.PopEnd-1), r.Str(last)) {
			continue
		}
		return o.Outcome == Killed && o.Count.Max == 1 && o.Counting != ByName && o.Sent < int(r.Tokens[last].Sent)
	}
	return false
}

// whoTheyWere is the rule that reads who everybody told dead was.
const whoTheyWere = "who-they-were"

// identities reads who the dead of a sentence are said to have been.
func (r *reader) identities(s *text.Sentence, from int) {
	for i := s.First; i < s.End; i++ {
		if all, ok := r.At(i, lexicon.TheDead); ok {
			r.apposedAll(i, from, s.End, all)
			r.unarmed(i, s, all)
		}
		verb, ok := r.At(i, lexicon.Aux)
		if !ok || verb.Kind != "be" {
			continue
		}
		if not, ok := r.At(verb.End, lexicon.Negation); ok {
			r.notFighters(i, not.End, s)
			continue
		}
		noun, ok := r.identity(verb.End, s.End)
		if !ok {
			continue
		}
		if k := r.deadBefore(i, from); k >= 0 {
			r.identify(&r.out[k], noun)
		} else if r.identifyGroup(r.groupEnding(i), noun) {
			continue
		} else if k := r.allBehind(i, noun.End); k >= 0 {
			r.identifyCounted(r.verbStart(i)-1, k, noun)
		} else if first := r.theDead(i, s.First); first >= 0 {
			r.identifyAll(first, noun)
		}
	}
}

// identifyGroup reads "all nine were shepherds", where group k tells again the
// number of those dead.
func (r *reader) identifyGroup(k int, noun lexicon.Match) bool {
	if k < 0 || !r.groups[k].definite || r.groups[k].used {
		return false
	}
	of := r.deadOf(r.groups[k].count)
	if of < 0 {
		return false
	}
	if m := r.emit(k, Killed, noun, whoTheyWere); m != nil {
		m.Actor = r.out[of].Actor
		r.identify(m, noun)
	}
	return true
}

// apposedAll reads "23 people were killed, all of them civilians": who everybody
// told in the sentence was.
func (r *reader) apposedAll(i, from, end int, all lexicon.Match) {
	if all.Kind != "told-last" || !r.Is(i-1, ",") && !r.Is(i-1, "–") && !r.Is(i-1, "—") && !r.Is(i-1, "-") {
		return
	}
	noun, ok := r.identity(all.End, end)
	none, unarmed := r.theDeadAs(all.End, "unarmed")
	if unarmed {
		noun, ok = none, true
	}
	if !ok || r.Has(noun.End, lexicon.Aux) {
		return
	}
	for k := len(r.out) - 1; k >= from; k-- {
		if m := &r.out[k]; m.CountFirst < i && m.SubsetOf < 0 && !(unarmed && m.Outcome == Injured) {
			who, ok := r.Ending(m.PopEnd, lexicon.Person)
			anybody := m.PopEnd == m.PopFirst || ok && (who.Kind == "everyone" || who.Kind == "victim")
			if m.Outcome == Killed && m.Actor == Victim && m.Count.Min > 1 && anybody {
				r.identify(m, noun)
				m.Unarmed = unarmed
			}
			return
		}
	}
}

// identity returns the plural noun that says who people were, right behind the
// verb at token i: "all civilians", "local farmers".
func (r *reader) identity(i, end int) (lexicon.Match, bool) {
	for i < end && r.Has(i, lexicon.Adverb, lexicon.Determiner) {
		i++
	}
	to, ok := r.nounAfter(i)
	if !ok || to > end {
		return lexicon.Match{}, false
	}
	p, ok := r.Ending(to, lexicon.Person)
	named := ok && p.Number == "plural" && p.Kind != "everyone" && p.Kind != "victim"
	return lexicon.Match{Entry: p.Entry, First: i, End: to}, named
}

// deadBefore returns the mention of several dead that stands before the verb at
// token i with nothing between but what they were called, or -1.
func (r *reader) deadBefore(i, from int) int {
	for k := len(r.out) - 1; k >= from; k-- {
		m := &r.out[k]
		if m.CountFirst >= i {
			continue
		}
		if m.Outcome != Killed || m.Actor != Victim || m.Count.Min < 2 || i-m.CountEnd > identityGap || m.PopEnd > m.PopFirst {
			return -1
		}
		for j := m.CountEnd; j < i; j++ {
			if r.Is(j, ",") || r.clauseEnd(j) || r.Has(j, lexicon.Aux, lexicon.Conjunction) {
				return -1
			}
		}
		return k
	}
	return -1
}

func (r *reader) identify(m *Mention, noun lexicon.Match) {
	m.PopFirst, m.PopEnd, m.Identified = noun.First, noun.End, true
	m.quoteOf(noun.First, noun.End)
}

// theDead returns where "all of them", "the dead" or, with "all" behind the
// verb at token i, "they" begins before it, or -1.
func (r *reader) theDead(i, sentence int) int {
	m, ok := r.Ending(i, lexicon.TheDead)
	if !ok || m.First < sentence || r.Has(m.First-1, lexicon.Preposition) { // "most of the dead"
		return -1
	}
	all, behind := r.At(i+1, lexicon.Determiner)
	if m.Kind == "needs-all" && !(behind && all.Kind == "universal") || m.Kind != "" && !r.deadToldLast(m.First) {
		return -1
	}
	return m.First
}

// deadToldLast reports that the people told last before token i, parts apart,
// are dead.
func (r *reader) deadToldLast(i int) bool {
	fighters := true
	for k := len(r.out) - 1; k >= r.recent(); k-- {
		m := &r.out[k]
		if m.CountFirst >= i || m.SubsetOf >= 0 || m.Headed {
			continue
		}
		if m.Actor == Victim {
			return m.Outcome == Killed
		}
		if fighters && m.Outcome == Killed && r.onlyFightersDead() {
			return true
		}
		fighters = false
	}
	return false
}

// identifyAll counts those told dead last again, as the people that noun names.
func (r *reader) identifyAll(first int, noun lexicon.Match) *Mention {
	k := r.lastDead(first)
	if k < 0 {
		return nil
	}
	again := Mention{
		First: first, End: noun.End, CountFirst: first, CountEnd: noun.First, PopFirst: noun.First, PopEnd: noun.End,
		Sent: int(r.Tokens[first].Sent), Count: r.out[k].Count, Counting: Definite, Outcome: Killed, Actor: r.out[k].Actor,
		SubsetOf: -1, Identified: true, Borrowed: true, Rule: whoTheyWere,
	}
	r.out, r.owner = append(r.out, again), append(r.owner, 0)
	return &r.out[len(r.out)-1]
}

// lastDead returns the mention of several people told dead last before token
// first, or -1: fighters by the word only where the text tells of no other dead.
func (r *reader) lastDead(first int) int {
	fighters := true
	for k := len(r.out) - 1; k >= r.recent(); k-- {
		m := &r.out[k]
		if m.Outcome != Killed || m.Count.Max < 2 || m.Headed || m.CountFirst >= first || m.SubsetOf >= 0 {
			continue
		}
		if m.Actor == Victim || fighters && r.onlyFightersDead() {
			return k
		}
		fighters = false
	}
	return -1
}
