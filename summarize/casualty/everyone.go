package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// Everyone of them. "They were farmers, all nine of them", "every one of the 26
// was a guest", "none of the dead was armed" and "all of the dead belonged to
// one family" say of all who were told dead who they were, or that they fought
// for nobody.

// theDeadAs returns the words of a kind for all the dead that begin at token i.
func (r *reader) theDeadAs(i int, kind string) (lexicon.Match, bool) {
	m, ok := r.At(i, lexicon.TheDead)
	return m, ok && m.Kind == kind
}

// oneByOne reports that the number at token i only goes through people one by
// one: "every one of the 26".
func (r *reader) oneByOne(i int) bool {
	m, ok := r.Covering(i, lexicon.TheDead)
	return ok && (m.Kind == "each" || m.Kind == "none" || m.Kind == "none-told")
}

// unarmed reads at token i of a sentence that all of the dead were of one kind,
// told one by one, or that they were no fighters.
func (r *reader) unarmed(i int, s *text.Sentence, m lexicon.Match) {
	switch m.Kind {
	case "each":
		if k := r.numberAt(m.End); k >= 0 {
			r.eachWas(i, k)
		}
	case "none":
		if k := r.numberAt(m.End); k >= 0 {
			if noun, ok := r.fighting(r.groups[k].end); ok {
				r.noFighters(r.identifyCounted(i, k, noun))
			}
		}
	case "none-told":
		if noun, ok := r.fighting(m.End); ok && (r.Is(m.End-1, "dead") || r.deadToldLast(i)) {
			r.noFighters(r.identifyAll(i, noun))
		}
	case "unarmed":
		if n := len(r.out); n > 0 && r.out[n-1].Unarmed && r.out[n-1].End >= m.End {
			return // said with the number: "20 bodies, all of them in civilian clothes"
		}
		if first := r.theDead(r.pastVerb(i), s.First); first >= 0 {
			r.noFighters(r.identifyAll(first, m))
		} else if k := r.groupEnding(r.pastVerb(i)); k >= 0 && r.groups[k].definite && !r.groups[k].used {
			r.noFighters(r.identifyCounted(r.groups[k].first, k, m))
		}
	}
}

// notFighters reads "the dead were not militants but labourers", the verb at token
// i and what they were not from token at on.
func (r *reader) notFighters(i, at int, s *text.Sentence) {
	not, ok := r.fighting(at)
	if !ok || not.End > s.End {
		return
	}
	first := r.theDead(i, s.First)
	if first < 0 {
		return
	}
	if c, ok := r.At(r.pastComma(not.End), lexicon.Conjunction); ok {
		if noun, ok := r.identity(c.End, s.End); ok {
			r.identifyAll(first, noun)
			return
		}
	}
	r.noFighters(r.identifyAll(first, not))
}

// pastComma steps over a comma at token i.
func (r *reader) pastComma(i int) int {
	if r.Is(i, ",") {
		return i + 1
	}
	return i
}

// pastVerb returns where the auxiliary before token i begins, or i.
func (r *reader) pastVerb(i int) int {
	if a, ok := r.Ending(i, lexicon.Aux); ok && a.Kind == "be" {
		return a.First
	}
	return i
}

// noFighters notes that mention m says of its people that they were no fighters,
// and not who they were; m may be nil.
func (r *reader) noFighters(m *Mention) {
	if m != nil {
		m.Unarmed, m.PopFirst, m.PopEnd = true, m.CountFirst, m.CountFirst
	}
}

// eachWas reads "every one of the 26 was a guest" with number k at its place.
func (r *reader) eachWas(i, k int) {
	verb, ok := r.At(r.groups[k].end, lexicon.Aux)
	if !ok || verb.Kind != "be" || r.Has(verb.End, lexicon.Negation) {
		return
	}
	if noun, ok := r.theDeadAs(verb.End, "unarmed"); ok {
		r.noFighters(r.identifyCounted(i, k, noun))
		return
	}
	at := verb.End
	for r.same(i, at) && r.Has(at, lexicon.Adverb, lexicon.Determiner) {
		at++
	}
	if end, ok := r.nounAfter(at); ok {
		if p, ok := r.Ending(end, lexicon.Person); ok && p.Kind != "victim" {
			r.identifyCounted(i, k, lexicon.Match{Entry: p.Entry, First: at, End: end})
		}
	}
}

// fighting returns the words from token i on that call people fighters, which
// who is spoken of were not: "was a fighter", "had any links with".
func (r *reader) fighting(i int) (lexicon.Match, bool) {
	if a, ok := r.At(i, lexicon.Aux); ok && a.Kind == "be" {
		i = a.End
	}
	if m, ok := r.theDeadAs(i, "armed"); ok {
		return m, true
	}
	if r.Has(i, lexicon.Determiner) {
		i++
	}
	end, ok := r.nounAfter(i)
	if !ok {
		return lexicon.Match{}, false
	}
	p, ok := r.Ending(end, lexicon.Person)
	return lexicon.Match{Entry: p.Entry, First: i, End: end}, ok && (p.Who == "combatant" || p.Who == "perpetrator")
}

// allBehind returns the number of "they were farmers, all nine of them", where
// "they" ends before the verb at token i and the noun before token end; or -1.
func (r *reader) allBehind(i, end int) int {
	they, ok := r.Ending(i, lexicon.TheDead)
	if !ok || they.Kind != "needs-all" || !r.Is(end, ",") && !r.Is(end, "–") && !r.Is(end, "—") {
		return -1
	}
	all, ok := r.At(end+1, lexicon.Determiner)
	if !ok || all.Kind != "universal" {
		return -1
	}
	return r.numberAt(all.End)
}

// numberAt returns the group whose number stands at token i, told again: "the
// 26", "all nine of them"; or -1.
func (r *reader) numberAt(i int) int {
	if i >= len(r.qAt) || r.qAt[i] == 0 {
		return -1
	}
	q := int(r.qAt[i]) - 1
	for k := max(0, r.firstGroup(i)-1); k < r.found && r.groups[k].first <= i; k++ {
		if r.groups[k].q == q {
			return k
		}
	}
	return -1
}

// identifyCounted counts those dead whose number group k tells again, as the
// people that noun names. The quote begins at token first.
func (r *reader) identifyCounted(first, k int, noun lexicon.Match) *Mention {
	g := &r.groups[k]
	of := r.deadOf(g.count)
	if of < 0 {
		return nil
	}
	g.used = true
	r.out = append(r.out, Mention{
		First: min(first, noun.First), End: max(noun.End, g.end), CountFirst: g.countFirst, CountEnd: g.cntEnd, PopFirst: noun.First, PopEnd: noun.End,
		Sent: int(r.Tokens[first].Sent), Count: g.count, Counting: Definite, Outcome: Killed, Actor: r.out[of].Actor,
		SubsetOf: -1, Identified: true, Rule: whoTheyWere,
	})
	r.owner = append(r.owner, int32(k+1))
	return &r.out[len(r.out)-1]
}

// deadOf returns the mention that counts as many dead, or -1: fighters by the
// word only where the text tells of no other dead.
func (r *reader) deadOf(c quantity.Count) int {
	for k := range r.out[:min(len(r.out), 4*lookBack)] {
		m := &r.out[k]
		if m.Outcome == Killed && m.Count.Min == c.Min && (m.Count.Max == c.Max || m.Count.Qualifier == quantity.AtLeast) && c.Max > 1 {
			if m.Actor == Victim || r.onlyFightersDead() {
				return k
			}
			return -1
		}
	}
	return -1
}

// onlyFightersDead reports that the text has told of no dead so far but those it
// calls attackers or fighters.
func (r *reader) onlyFightersDead() bool {
	for k := range r.out[:min(len(r.out), 4*lookBack)] {
		if m := &r.out[k]; m.Outcome == Killed && m.Actor == Victim && m.Count.Max > 0 && !m.Headed {
			return false
		}
	}
	return true
}
