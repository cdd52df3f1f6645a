package casualty

import "tollbot/summarize/lexicon"

// One attacker, one deed after the other: "killed his wife, then drove to the
// plant and killed three welders". What comes later is on top of what came
// before. A number of people at large in the sentence before ("killed nine people
// on Friday") may be all of them, and nothing is added to it.

// sequence marks what the sentence tells as done after what was told before.
func (r *reader) sequence(from int) {
	chained := false // what the sentence tells goes on from the one before
	for i := from; i < len(r.out); i++ {
		m := &r.out[i]
		if !r.deed(m) || m.Additional || m.SubsetOf >= 0 && r.out[m.SubsetOf].Outcome == m.Outcome || m.List > 0 && i > 0 && r.out[i-1].List == m.List {
			continue
		}
		b := r.deedBefore(i)
		if b < 0 || !r.thenBetween(b, m, chained) {
			continue
		}
		chained = chained || r.out[b].Sent != m.Sent
		for j := i; j < len(r.out) && (j == i || m.List > 0 && r.out[j].List == m.List); j++ {
			r.out[j].Then = true
		}
	}
}

// deed reports victims who are the object of a verb of harm.
func (r *reader) deed(m *Mention) bool {
	return m.Rule == "active-object" && m.Actor == Victim && !m.Headed && m.Count.Max > 0
}

// deedBefore returns the last mention before i of the same outcome, where it is
// a deed too, in the same sentence or in the one before; or -1.
func (r *reader) deedBefore(i int) int {
	m := &r.out[i]
	for j := i - 1; j >= max(0, i-lookBack) && m.Sent-r.out[j].Sent <= 1; j-- {
		b := &r.out[j]
		if b.Outcome != m.Outcome || b.Actor != Victim {
			continue
		}
		if !r.deed(b) {
			return -1
		}
		return j
	}
	return -1
}

// someone reports that mention j counts people by a noun that says who they
// were, not people at large; bare is for a number without any.
func (r *reader) someone(j int) (named, bare bool) {
	k := int(r.owner[j]) - 1
	if k < 0 {
		return false, false
	}
	w := r.groups[k].person
	return w != nil && w.Kind != "everyone" && w.Kind != "victim", w == nil && !r.groups[k].noun
}

// thenBetween reports a word that parts deed m in time from mention j. In one
// sentence any will do. What a sentence before counts must be people with a noun
// of their own, or a bare number where the word leaves no doubt ("he fled"),
// unless the sentence goes on from that one anyhow.
func (r *reader) thenBetween(j int, m *Mention, chained bool) bool {
	b := &r.out[j]
	i := r.Sents[m.Sent].First
	if b.Sent == m.Sent {
		i = b.End
	}
	then, later := false, false
	for i = max(i, m.First-farthest); i < m.First; i++ {
		if r.Has(i, lexicon.SourceCue) {
			return false // "and later police said he had killed 14"
		}
		w, ok := r.At(i, lexicon.MoreWord)
		then = then || ok && w.Kind == "then"
		later = later || ok && w.Kind == "later"
	}
	later = later || r.hadBefore(m)
	if b.Sent != m.Sent && !b.Headed && b.Count != m.Count && r.anotherEvent(m.Sent) {
		return true
	}
	if b.Sent == m.Sent || chained {
		return then || later
	}
	named, bare := r.someone(j)
	return named && (then || later || r.ofOthers(j, m)) || bare && later
}

// ofOthers reports a bare number of people at whom the attack of its sentence
// goes, behind somebody of the attacker's own: "killed his two sons. He opened
// fire on the guests, killing two".
func (r *reader) ofOthers(j int, m *Mention) bool {
	own, k := int(r.owner[j])-1, r.groupAt(m.CountFirst)
	if k < 0 || r.groups[k].noun || r.groups[k].q < 0 || !r.determinedBy(&r.groups[own], "possessive") && !r.determinedBy(&r.groups[own], "both") {
		return false
	}
	for k--; k >= 0 && r.same(r.groups[k].first, m.First); k-- {
		if g := &r.groups[k]; g.person != nil {
			return g.plural && !g.counted && g.prep != nil
		}
	}
	return false
}

// hadBefore reports "he had killed his wife": somebody of his own, in a tense
// that goes back behind what was told.
func (r *reader) hadBefore(m *Mention) bool {
	a, ok := r.Ending(m.First, lexicon.Aux)
	return ok && a.Kind == "have" && m.Count.Max == 1 && m.Counting == Definite && r.Has(m.CountFirst, lexicon.Determiner)
}

// andOne marks one person told dead behind a number of dead in the same sentence,
// each with a verb of their own: "Nine were killed outright, and a stewardess died
// on the way to hospital".
func (r *reader) andOne(from int) {
	for i := from + 1; i < len(r.out); i++ {
		m, b := &r.out[i], &r.out[i-1]
		if m.Outcome != Killed || m.Counting != Indefinite || m.List > 0 || m.SubsetOf >= 0 || m.Additional || m.Actor != Victim || m.Headed ||
			b.Outcome != Killed || b.Counting != ByNumber || b.List > 0 || b.SubsetOf >= 0 || b.Actor != Victim || b.Total || b.Running || b.Count.Min < 2 {
			continue
		}
		if b.Sent == m.Sent && b.End < m.First && m.First == m.CountFirst && r.Has(m.First-1, lexicon.Conjunction) {
			m.Additional = true
		}
	}
}

// bareOrdinal reports a later ordinal at token i that is all of a subject: "The
// first killed three people. The second killed five", "A second, in Harrow, hurt two".
func (r *reader) bareOrdinal(i int) bool {
	m, ok := r.At(i, lexicon.Ordinal)
	return ok && m.Value > 1 && r.same(i, i+1) && (r.Is(i+1, ",") || r.Has(i+1, lexicon.Preposition, lexicon.Predicate, lexicon.Verb))
}

// anotherEvent reports a sentence whose subject is one more event of the kind
// told before: "A second explosion killed four nurses".
func (r *reader) anotherEvent(sent int) bool {
	i := r.Sents[sent].First
	more, ok := r.At(i, lexicon.MoreWord)
	if ok && (more.Kind == "later" || more.Kind == "then") {
		if i = more.End; i < len(r.Tokens) && r.Is(i, ",") {
			i++
		}
		more, ok = r.At(i, lexicon.MoreWord)
	}
	switch {
	case ok && more.Kind == "before":
		i = more.End
	case r.Has(i, lexicon.Determiner) && r.Has(i+1, lexicon.Ordinal):
		if i += 2; r.bareOrdinal(i - 1) {
			return true
		}
	default:
		return false
	}
	for n := 0; n < 3 && i < r.Sents[sent].End && !r.Has(i, lexicon.Predicate, lexicon.Aux); n, i = n+1, i+1 {
		if r.Has(i, lexicon.EventNoun, lexicon.Weapon) && !r.Has(i, lexicon.Person) {
			return true
		}
	}
	return false
}
