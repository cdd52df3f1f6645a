package casualty

import "tollbot/summarize/lexicon"

// Pronouns. "Who" and "of whom" are said of the group before them; "he died" of
// somebody told before, who is counted there and not here unless his harm was
// not yet told.

// ofPronoun is the rule that reads "he died".
const ofPronoun = "pronoun"

// relative reads "people who died", "12 of whom": the group before the
// pronoun, a comma stepped over.
func (r *reader) relative(m, p lexicon.Match) ([]int, string) {
	if m.Kind == "singular" {
		return r.pronoun(m, p)
	}
	if m.Number == "people" {
		return r.they(m), "they"
	}
	if m.Kind != "relative" {
		return nil, ""
	}
	i := m.First
	if r.Is(i-1, ",") {
		i--
	}
	if k := r.leftOf(i); k >= 0 {
		if r.determinedBy(&r.groups[k], "possessive") {
			return r.listBefore(k), "relative-clause" // "a mother and her children who died"
		}
		return []int{k}, "relative-clause" // of "two officers and a boy who died" only the boy is meant
	}
	return nil, ""
}

// they reads "Three passengers climbed out. They were taken to hospital": people
// counted in the sentence before, of whom nothing has been told yet.
func (r *reader) they(m lexicon.Match) []int {
	s := r.Sentence(m.First)
	if m.First > s.First+1 || m.First == 0 {
		return nil // somebody else may be meant in the midst of a sentence
	}
	at := r.firstGroup(s.First)
	for k := at - 1; k >= 0 && r.Tokens[m.First].Sent-r.Tokens[r.groups[k].first].Sent <= 1; k-- {
		g := &r.groups[k]
		if g.person == nil && !g.noun || !g.plural {
			continue
		}
		if g.used || g.q < 0 || !g.counted || g.person == nil || g.person.Who != "" || g.negated || g.prep != nil || !r.opensClause(g) || g.thing != nil {
			return nil
		}
		return []int{k}
	}
	return nil
}

// pronoun reads "he was shot dead" of the attacker told last: he died too.
// Anybody else was counted where he was named, unless nobody is told dead yet,
// or he was brought up without a word of his death: "guards beat a youth … He
// died".
func (r *reader) pronoun(m, p lexicon.Match) ([]int, string) {
	if k := r.namedFirst(m, p); k >= 0 {
		return []int{k}, ofPronoun
	}
	s := int(r.Tokens[m.First].Sent)
	at := r.firstGroup(m.First)
	name := r.hurtByName(m, p)
	police := r.policeAct(at, m.First)
	for k := at - 1; k >= max(0, at-lookBack); k-- {
		g := &r.groups[k]
		if s-int(r.Tokens[g.first].Sent) > 1 {
			break
		}
		if name >= 0 && r.groups[name].end > g.first {
			return r.againBy(name, m), ofPronoun
		}
		if g.person == nil || g.plural || g.negated {
			continue
		}
		if g.person.Who == "perpetrator" || g.person.Who == "suspect" || harms(p) && r.hasAttacked(g) {
			return []int{k}, ofPronoun
		}
		if police {
			continue // "police shot him dead": the attacker, wherever he was told
		}
		if !g.counted || g.counting == ByOrdinal || r.toldAnywhere(Killed) && (p.Outcome != string(Killed) || g.counting != Indefinite || r.toldIn(g.first, Killed)) {
			return nil, ""
		}
		if p.Outcome != string(Killed) && r.told(k, Outcome(p.Outcome)) {
			return nil, "" // "flown to hospital, where she remains"
		}
		c := *g // "A motorcyclist was hurt … He died": nobody else is told dead
		c.first, c.end, c.countFirst, c.cntEnd, c.popFirst, c.popEnd = m.First, m.End, m.First, m.End, m.End, m.End
		c.counting, c.q = Definite, -1
		return []int{r.addGroup(c)}, ofPronoun
	}
	if name >= 0 {
		return r.againBy(name, m), ofPronoun
	}
	return nil, ""
}

// joinedPronoun reads "She was taken to hospital but later died": the pronoun that
// the sentence begins with is the subject of what a conjunction joins on as well.
func (r *reader) joinedPronoun(at int, p lexicon.Match) ([]int, string) {
	first := r.Sentence(at - 1).First
	m, ok := r.At(first, lexicon.Pronoun)
	if !ok || m.Kind != "singular" || m.Number != "person" || !r.Has(at-1, lexicon.Conjunction) || p.Outcome != string(Killed) || at-first > farthest {
		return nil, ""
	}
	for i := m.End; i < at-1; i++ {
		if r.Has(i, lexicon.Pronoun, lexicon.SourceCue) || r.Is(i, ";") {
			return nil, ""
		}
		if k := r.groupAt(i); k >= 0 && r.opensClause(&r.groups[k]) {
			return nil, "" // "She was freed and two guards died"
		}
	}
	if n := len(r.out) - 1; n >= 0 && r.out[n].CountFirst == first && r.out[n].Rule == ofPronoun && r.owner[n] > 0 {
		return []int{int(r.owner[n]) - 1}, ofPronoun
	}
	return r.pronoun(m, p)
}

// hasAttacked reports one person told as the attacker before: "A man with a
// knife stabbed four people before he was shot".
func (r *reader) hasAttacked(g *group) bool {
	if !g.attacked && g.person.Who == "" && g.counting == Indefinite && r.opensClause(g) {
		g.attacked = r.weaponOf(g) > 0
	}
	return g.attacked
}

// namedFirst returns the one whom a sentence begins with by name, where "he died"
// is said of him later in it and nobody else is counted between.
func (r *reader) namedFirst(m, p lexicon.Match) int {
	s := r.Sentence(m.First)
	if Outcome(p.Outcome) != Killed || m.First == s.First || r.toldIn(m.First, Killed) || !r.clauseEnd(m.First-1) && !r.Has(m.First-1, lexicon.Conjunction) {
		return -1
	}
	g, ok := r.namedAt(s.First)
	if !ok || g.end > m.First || m.First-g.end > 2*farthest {
		return -1
	}
	for k := r.firstGroup(g.end); k < r.found && r.groups[k].first < m.First; k++ {
		if o := &r.groups[k]; o.person != nil && o.counted && !o.plural {
			return -1
		}
	}
	return r.addGroup(g)
}

// hurtByName returns the person told by name in this sentence or the one before,
// hurt or taken so far, whom "she died" may mean; -1 where there is none.
func (r *reader) hurtByName(m, p lexicon.Match) int {
	if p.Outcome != string(Killed) {
		return -1
	}
	i := len(r.out) - 1
	if i < 0 || int(r.Tokens[m.First].Sent)-r.out[i].Sent > 1 {
		return -1
	}
	o := &r.out[i]
	if o.Counting != ByName || o.Actor != Victim || o.Outcome == Killed || r.owner[i] == 0 || o.List != 0 {
		return -1
	}
	return int(r.owner[i]) - 1
}

// againBy makes a group of the pronoun m that means the person of group name.
func (r *reader) againBy(name int, m lexicon.Match) []int {
	c := r.groups[name]
	c.first, c.end, c.countFirst, c.cntEnd = m.First, m.End, m.First, m.End
	return []int{r.addGroup(c)}
}

// toldIn reports a mention of victims with an outcome in the sentence of token i.
func (r *reader) toldIn(i int, o Outcome) bool {
	s := int(r.Tokens[i].Sent)
	for j := len(r.out) - 1; j >= r.recent() && r.out[j].Sent >= s; j-- {
		if r.out[j].Sent == s && r.out[j].Outcome == o && r.out[j].Actor == Victim {
			return true
		}
	}
	return false
}

// toldAnywhere reports a mention of victims with an outcome so far, among the
// first of the text.
func (r *reader) toldAnywhere(o Outcome) bool {
	for i := range r.out[:min(len(r.out), 4*lookBack)] {
		if r.out[i].Outcome == o && r.out[i].Actor == Victim && r.out[i].Count.Max > 0 {
			return true
		}
	}
	return false
}
