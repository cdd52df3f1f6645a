package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
)

// predicate reads who came to the outcome of one predicate. Its frame says
// where they stand; see the head of casualty.toml.
func (r *reader) predicate(p lexicon.Match) {
	switch p.Frame {
	case "past":
		r.past(p)
	case "active":
		r.active(p, "active-object")
	case "subject", "state":
		if k := r.inside(p); k >= 0 {
			r.modifies(k, p)
			return
		}
		r.subjectOf(p)
	case "noun":
		r.noun(p)
	case "deprive":
		r.deprive(p)
	case "self":
		r.self(p)
	case "attack":
		r.attack(p)
	case "result":
		if k := r.leftOf(p.First); k >= 0 && r.groups[k].q >= 0 && r.countable(k, p) && r.groups[k].person != nil {
			r.emit(k, Outcome(p.Outcome), p, "result")
		}
	case "suffer":
		r.suffers(p)
	case "degree":
		r.degree(p)
	}
}

// past reads a form that is active before an object and passive elsewhere.
func (r *reader) past(p lexicon.Match) {
	if k := r.inside(p); k >= 0 {
		r.modifies(k, p)
		return
	}
	if r.passive(p.First) {
		r.subjectOf(p)
		return
	}
	if k := r.object(p.End); k >= 0 && r.groups[k].thing == nil && !r.reduced(p, k) {
		r.active(p, "active-object")
		return
	}
	if p.Kind == "shot" && !r.Sentence(p.First).Heading && r.Has(p.End, lexicon.Preposition) && !r.counts(p) {
		return // "they shot at police"
	}
	if r.sharedObject(p) || r.objectLike(p.End) {
		r.active(p, "active-object")
		return
	}
	r.subjectOf(p)
}

// modifies reads "six wounded soldiers", "nine missing miners". Of people
// displaced or evacuated the word only tells who they are.
func (r *reader) modifies(k int, p lexicon.Match) {
	switch Outcome(p.Outcome) {
	case Killed, Injured, Critical, Missing:
		if (r.groups[k].q >= 0 || p.Outcome == string(Killed)) && r.countable(k, p) && !r.groups[k].partOf {
			r.emit(k, Outcome(p.Outcome), p, "modifier")
		}
	}
}

// inside returns the group that a word of harm describes from within: "six
// wounded soldiers".
func (r *reader) inside(p lexicon.Match) int {
	k := r.firstGroup(p.First+1) - 1
	if k >= 0 && r.groups[k].first < p.First && r.groups[k].end > p.End {
		return k
	}
	return -1
}

// counts reports a number right before a verb: "four shot in Lindow".
func (r *reader) counts(p lexicon.Match) bool {
	k := r.leftOf(r.verbStart(p.First))
	return k >= 0 && r.groups[k].q >= 0
}

// objectLike reports that what stands at token i can only be an object, so
// that the verb before it is active though its object is no count.
func (r *reader) objectLike(i int) bool {
	if !r.same(i, i-1) {
		return false
	}
	if m, ok := r.At(i, lexicon.Pronoun); ok {
		return m.Kind != "relative"
	}
	if !r.Sentence(i).Heading && r.nameWord(i) && r.nameWord(i+1) && r.same(i, i+1) {
		return true
	}
	return r.Has(i, lexicon.Determiner) || r.Has(i, lexicon.Person) && !r.Has(i, lexicon.Aux)
}

// reduced reports "12 killed, 30 wounded" without its comma: the group behind
// the verb has a verb of its own, and another stands right before.
func (r *reader) reduced(p lexicon.Match, object int) bool {
	left := r.groupEnding(r.verbStart(p.First))
	if left < 0 || !r.groups[left].counted || r.groups[left].counting != ByNumber {
		return false
	}
	end := r.groups[object].end
	m, ok := r.At(end, lexicon.Predicate)
	return ok && (m.Frame == "past" || m.Frame == "state") && r.groupAt(m.End) < 0
}

// sharedObject reads "killed and wounded 12 people": the first verb has the
// second one's object.
func (r *reader) sharedObject(p lexicon.Match) bool {
	if !r.Has(p.End, lexicon.Conjunction) {
		return false
	}
	next, ok := r.At(p.End+1, lexicon.Predicate)
	if !ok || next.Frame != "past" || r.passive(p.First) {
		return false
	}
	k := r.object(next.End)
	if k < 0 {
		return false
	}
	r.emitList(k, Outcome(p.Outcome), p, "shared-object")
	return true
}

// passive reports whether a form of "to be" governs the verb at token i.
func (r *reader) passive(i int) bool {
	for i--; i >= 0 && r.same(i, i+1); i-- {
		if m, ok := r.Covering(i, lexicon.Aux); ok {
			if m.Kind == "be" {
				return true
			}
			if m.Kind != "have" && m.Kind != "modal" && m.Kind != "stay" {
				return false
			}
			if m.Kind == "have" {
				return false
			}
			continue
		}
		if !r.Has(i, lexicon.Adverb) {
			return r.coordinated(i)
		}
	}
	return false
}

// coordinated reports that token i joins this verb to an earlier passive one:
// "were killed or injured".
func (r *reader) coordinated(i int) bool {
	if !r.Has(i, lexicon.Conjunction) {
		return false
	}
	m, ok := r.Ending(i, lexicon.Predicate)
	return ok && (m.Frame == "past" || m.Frame == "state") && r.passive(m.First)
}

// verbStart returns the first token of the verb group that ends with the
// predicate at token i: "had also been badly" belongs to it.
func (r *reader) verbStart(i int) int {
	for i > 0 && r.same(i-1, i) && r.Has(i-1, lexicon.Aux, lexicon.Adverb) && r.groupEnding(i) < 0 {
		i--
	}
	return i
}

// active reads the object of a verb.
func (r *reader) active(p lexicon.Match, rule string) {
	k := r.object(p.End)
	if k < 0 {
		if k = r.nameObject(p); k < 0 {
			if k = r.unknownObject(p); k < 0 {
				return
			}
		}
	}
	if p.Frame == "noun" {
		rule = "noun-of"
	}
	r.emitList(k, r.result(p, k), p, rule)
	r.agent(p)
}

// result returns what a verb did to its object: "stabbed two men to death" says
// so behind it.
func (r *reader) result(p lexicon.Match, k int) Outcome {
	ks := r.listFrom(k, p.Frame == "noun")
	if m, ok := r.At(r.groups[ks[len(ks)-1]].end, lexicon.Predicate); ok && m.Frame == "result" {
		return Outcome(m.Outcome)
	}
	return r.outcomeOf(p, k)
}

// outcomeOf tells what "shot" did to people: where the sentence goes on to
// say that some of them died, they are casualties, dead and injured together.
func (r *reader) outcomeOf(p lexicon.Match, k int) Outcome {
	if p.Kind != "shot" {
		return Outcome(p.Outcome)
	}
	s := r.Sentence(p.First)
	for i := max(p.End, r.groups[k].end); i < s.End; i++ {
		if m, ok := r.At(i, lexicon.Predicate); ok && (m.Outcome == string(Killed) && (m.Frame == "active" || r.partAt(m.First))) {
			return Casualties
		}
	}
	return Injured
}

// partAt reports that the predicate at token i tells of a part of people told
// before: "two fatally", "one of them died".
func (r *reader) partAt(i int) bool {
	k := r.groupEnding(r.verbStart(i))
	return k >= 0 && (r.groups[k].partOf || !r.groups[k].noun)
}

// emitList emits group k and the groups listed behind it.
func (r *reader) emitList(k int, outcome Outcome, p lexicon.Match, rule string) {
	ks := r.listFrom(k, p.Frame == "noun")
	list := 0
	if len(ks) > 1 {
		r.list++
		list = r.list
	}
	for _, k := range ks {
		if !r.countable(k, p) {
			continue
		}
		r.groups[k].object = p.Frame != "noun"
		if m := r.emit(k, outcome, p, rule); m != nil {
			m.List = list
		}
	}
}

// countable reports whether a group can have come to a predicate's outcome:
// people, or a number whose noun is left out or unknown but no thing. What only
// names the whole again ("of the 21 injured, …") is no claim of its own.
func (r *reader) countable(k int, p lexicon.Match) bool {
	g := &r.groups[k]
	if !g.counted || g.thing != nil || g.reference || g.compound {
		return false
	}
	switch Outcome(p.Outcome) {
	case Rescued, Unharmed, Evacuated, Displaced, Detained, Present:
		return g.counting != Definite && g.counting != ByName // one known person is no figure there
	}
	return true
}

// subjectOf reads the subject of a passive, of a verb like "died", or what an
// adjective like "dead" stands behind.
func (r *reader) subjectOf(p lexicon.Match) {
	if r.negatedVerb(p) {
		return
	}
	ks, rule := r.subject(p)
	if rule == "clause-subject" && p.Frame == "past" && !r.passive(p.First) && !r.Sentence(p.First).Heading {
		return // without "were" only what stands right before is meant
	}
	if len(ks) == 0 {
		if k := r.allOf(p); k >= 0 {
			r.emit(k, Outcome(p.Outcome), p, "all-of-them")
			return
		}
		for _, k := range r.nameSubjects(p) {
			r.emit(k, r.outcomeOf(p, k), p, "name")
		}
		if k := r.unknownSubject(p); k >= 0 {
			r.emit(k, r.outcomeOf(p, k), p, "unknown-noun")
		}
		return
	}
	if names := r.namesBeside(ks[0], p); len(names) > 0 {
		ks = append(names, ks...)
	}
	list := 0
	if len(ks) > 1 {
		r.list++
		list = r.list
	}
	for _, k := range ks {
		if !r.countable(k, p) || r.neither(k) {
			continue
		}
		if m := r.emit(k, r.outcomeOf(p, k), p, rule); m != nil {
			m.List = list
			m.Additional = m.Additional || r.also(p)
		}
	}
}

// negatedVerb reports "were not hurt", which counts nobody as hurt.
func (r *reader) negatedVerb(p lexicon.Match) bool {
	for i := r.verbStart(p.First); i < p.First; i++ {
		if m, ok := r.At(i, lexicon.Negation); ok && m.Kind == "not" {
			return true
		}
	}
	return false
}

// also reports "were also killed": people on top of those told before.
func (r *reader) also(p lexicon.Match) bool {
	for i := r.verbStart(p.First); i < p.First; i++ {
		if m, ok := r.At(i, lexicon.MoreWord); ok && m.Kind == "also" {
			return true
		}
	}
	return false
}

// neither reports that group k stands behind "neither" or in its "nor".
func (r *reader) neither(k int) bool {
	for i := r.groups[k].first - 1; i > r.groups[k].first-8 && r.same(i, r.groups[k].first); i-- {
		if m, ok := r.At(i, lexicon.Negation); ok && m.Kind == "neither" {
			return true
		}
	}
	return false
}

// noun reads "12 deaths", "no injuries", "the deaths of 12 people", "a body".
func (r *reader) noun(p lexicon.Match) {
	if p.Kind == "lives" {
		r.livesLost(p)
		return
	}
	if k := r.groupAtEnd(p); k >= 0 && !r.groups[k].definite && !r.hasVerb(k) && !r.hasVerb(r.lastListed(k)) { // "14 hostages": the noun is both
		r.emit(k, Outcome(p.Outcome), p, "noun-count")
		return
	}
	at := p.First
	for r.Has(at-1, lexicon.Adverb) && r.groupEnding(at) < 0 && r.same(at-1, at) {
		at--
	}
	_, of := r.Ending(p.End, lexicon.Preposition)
	if k := r.groupEnding(at); k >= 0 && !of && r.same(at-1, at) && r.groups[k].counted && r.groups[k].thing == nil && r.groups[k].counting == ByNumber && !r.groups[k].reference {
		r.emit(k, Outcome(p.Outcome), p, "noun-count")
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
		r.singleNoun(p)
		return
	}
	p.End = end
	if k := r.object(end); k >= 0 {
		r.emitList(k, Outcome(p.Outcome), p, "noun-of")
	} else if k := r.nameObject(p); k >= 0 {
		r.emit(k, Outcome(p.Outcome), p, "name")
	}
}

// lastListed returns the last group of the list that group k is in.
func (r *reader) lastListed(k int) int {
	ks := r.listFrom(k, true)
	return ks[len(ks)-1]
}

// groupAtEnd returns the counted group whose last word the noun is.
func (r *reader) groupAtEnd(p lexicon.Match) int {
	k := r.groupEnding(p.End)
	if k < 0 || r.groups[k].q < 0 || r.groups[k].first >= p.First || r.groups[k].thing != nil || r.groups[k].partOf {
		return -1
	}
	return k
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

// livesLost reads "nine lives were lost", "the loss of 19 lives".
func (r *reader) livesLost(p lexicon.Match) {
	k := r.groupEnding(p.First)
	if k < 0 || !r.groups[k].counted || r.groups[k].q < 0 || !r.sameStart(p.First) {
		return
	}
	i := p.End
	for r.same(i, p.First) && r.Has(i, lexicon.Aux, lexicon.Adverb) {
		i++
	}
	m, ok := r.At(i, lexicon.Predicate)
	lost := ok && r.same(i, p.First) && (m.Frame == "deprive" || m.Frame == "past" && m.Outcome == string(Killed))
	if of, found := r.Ending(r.groups[k].first, lexicon.Preposition); found && of.Kind == "of" && r.Has(of.First-1, lexicon.Former, lexicon.Motion, lexicon.Predicate, lexicon.Hurt) {
		lost = true // "the loss of 19 lives"
	}
	if lost {
		r.emit(k, Killed, p, "lives-lost")
	}
}

// singleNoun reads "a body was found", "one death".
func (r *reader) singleNoun(p lexicon.Match) {
	d, ok := r.Ending(p.First, lexicon.Determiner)
	if !ok || d.Kind != "indefinite" || p.Outcome == string(Injured) {
		return
	}
	k := r.addGroup(one(d.First, p.End, Indefinite))
	r.emit(k, Outcome(p.Outcome), p, "noun-count")
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
	r.emit(k, Killed, p, "none")
	r.emit(k, Injured, p, "none")
}

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

// addGroup adds a group that a predicate made up, outside the order of the
// others: only its number refers to it.
func (r *reader) addGroup(g group) int {
	g.used = true
	r.groups = append(r.groups, g)
	return len(r.groups) - 1
}

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
	} else if g.person != nil && p.Kind == "loss" {
		r.emit(k, Killed, p, "lost-people")
	}
}

// self reads who died by their own hand in an attack. The attacker needs no
// number: one did it unless the text says more.
func (r *reader) self(p lexicon.Match) {
	ks, _ := r.subject(p)
	k := -1
	for _, s := range ks {
		if g := &r.groups[s]; g.counted && g.counting != ByOrdinal && (g.count.Max == 1 || p.Kind == "plural") {
			k = s
		}
	}
	if k < 0 || r.groups[k].q < 0 {
		g := one(p.First, p.End, Definite)
		g.popFirst, g.popEnd = p.End, p.End
		if k >= 0 {
			g.person = r.groups[k].person
		}
		k = r.addGroup(g)
	}
	if m := r.emit(k, Killed, p, "own-hand"); m != nil {
		m.Actor = Perpetrator
	}
	if r.Has(p.End, lexicon.Conjunction) { // "killing herself and a soldier"
		if k := r.groupAt(p.End + 1); k >= 0 && !r.hasVerb(k) {
			r.emitList(k, Killed, p, "active-object")
		}
	}
}
