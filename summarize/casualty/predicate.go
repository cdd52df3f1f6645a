package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// predicate reads who came to the outcome of one predicate. Its frame says
// where they stand; see the head of casualty.toml.
func (r *reader) predicate(p lexicon.Match) {
	if p.Kind == "captives" && !r.toldAnywhere(Hostages) {
		return
	}
	if (p.Frame == "past" || p.Frame == "subject") && r.inQuotes(p) {
		p.First, p.End = p.First-1, p.End+1 // they were "annihilated"
	}
	p = r.withResult(p)
	switch p.Frame {
	case "past":
		r.past(p)
	case "active":
		if p.Kind == "or noun" && r.countsItself(p) {
			r.noun(p)
			return
		}
		if p.Kind != "searched" && p.Kind != "sought" || r.byRescuers(p) {
			r.active(p, "active-object")
		}
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
		r.resulted(p)
	case "suffer":
		r.suffers(p)
	case "declared":
		r.declaredDead(p)
	case "degree":
		r.degree(p)
	case "counted":
		r.countedCrime(p)
	}
}

// inQuotes reports a word of harm that stands between marks by itself.
func (r *reader) inQuotes(p lexicon.Match) bool {
	open := r.Is(p.First-1, "\"") || r.Is(p.First-1, "“")
	return open && (r.Is(p.End, "\"") || r.Is(p.End, "”")) && r.same(p.First-1, p.First)
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

// active reads the object of a verb.
func (r *reader) active(p lexicon.Match, rule string) {
	if (r.Is(p.End, "\"") || r.Is(p.End, "”") || r.Is(p.End, "'") || r.Is(p.End, "’")) && r.same(p.First, p.End) && r.Tokens[p.First].Quoted {
		p.End++ // accused of "murdering" two men
	}
	if p.Outcome == string(Present) && r.Has(p.First-1, lexicon.Determiner) && r.same(p.First-1, p.First) {
		return // "100 motorcycles, each carrying three men"
	}
	k := r.namedObject(p)
	if k < 0 {
		k = r.object(p.End)
	}
	if k >= 0 && r.callNumber(p, k) {
		return
	}
	if k < 0 {
		if again := r.takenUp(p); r.takenUpWith(p, again) || again {
			return
		}
		if k = r.nameObject(p); k < 0 {
			if k = r.unknownObject(p); k < 0 {
				r.namesBehindColon(p)
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

// callNumber reports a service that is called by its number: "Rescue 1122 said".
func (r *reader) callNumber(p lexicon.Match, k int) bool {
	g := &r.groups[k]
	return p.Outcome == string(Rescued) && p.End == p.First+1 && r.Tokens[p.First].Capital && g.first == p.End && g.q >= 0 && g.person == nil && r.Tokens[g.first].Kind == text.Number
}

// result returns what a verb did to its object: "stabbed two men to death" says
// so behind it.
func (r *reader) result(p lexicon.Match, k int) Outcome {
	ks := r.listFrom(k, p.Frame == "noun")
	if m, ok := r.At(r.groups[ks[len(ks)-1]].end, lexicon.Predicate); ok && m.Frame == "result" && p.Outcome != string(Detained) && m.Outcome != string(Displaced) {
		return Outcome(m.Outcome) // but "captured three alive", "evacuated 40 people from their homes"
	}
	return r.outcomeOf(p, k)
}

// outcomeOf tells what "shot" did to people: where the sentence goes on to
// say that some of them died, they are casualties, dead and injured together.
func (r *reader) outcomeOf(p lexicon.Match, k int) Outcome {
	if p.Outcome == string(Detained) && p.Kind == "seized" && r.seizedByForce(p) {
		return Hostages
	}
	if (p.Kind == "shot" || p.Kind == "manner") && r.orToDeath(p) {
		return Killed
	}
	if p.Kind != "shot" {
		return Outcome(p.Outcome)
	}
	s := r.Sentence(p.First)
	alone := r.groups[k].counted && r.groups[k].count.Max == 1 && p.Frame != "noun" && len(r.listFrom(k, false)) == 1
	for i := max(p.End, r.groups[k].end); i < min(s.End, p.End+diedReach); i++ {
		if m, ok := r.At(i, lexicon.Predicate); ok && (m.Outcome == string(Killed) && (m.Frame == "active" || r.partAt(m.First))) {
			if alone && m.Frame == "active" && r.object(m.End) >= 0 {
				continue // "shot a boy, then killed two dancers": "killing him" is read as such
			}
			return Casualties
		}
	}
	return Injured
}

// diedReach is how many tokens behind "shot" its sentence may say who died of it.
const diedReach = 160

// partAt reports that the predicate at token i tells of a part of people told
// before: "two fatally", "one of them died".
func (r *reader) partAt(i int) bool {
	k := r.groupEnding(r.verbStart(i))
	return k >= 0 && (r.groups[k].partOf || !r.groups[k].noun)
}

// emitList emits group k and the groups listed behind it.
func (r *reader) emitList(k int, outcome Outcome, p lexicon.Match, rule string) {
	r.emitPeople(r.peopleFrom(k, p), outcome, p, rule)
}

// emitPeople emits the people whom a verb or "the murder of" leads to.
func (r *reader) emitPeople(ks []int, outcome Outcome, p lexicon.Match, rule string) {
	list := 0
	if len(ks) > 1 {
		r.list++
		list = r.list
	}
	before := 0
	for _, k := range ks {
		before = r.lastOf(before, k)
		if !r.countable(k, p) {
			continue
		}
		r.groups[k].object = p.Frame != "noun"
		if m := r.emit(k, outcome, p, rule); m != nil {
			m.List = list
			r.ofCasualties(m, k)
			r.byPolice(m, k, p)
		}
	}
	r.apposed(ks, outcome)
}

// apposed reads "three reporters, two Colombians and an Israeli": people told by
// their countries behind a mark, who add up to the count before it, are those.
func (r *reader) apposed(ks []int, o Outcome) {
	if len(ks) < 3 || r.groups[ks[0]].q < 0 || r.groups[ks[0]].count.Min != r.groups[ks[0]].count.Max || r.Has(r.groups[ks[1]].first-1, lexicon.Conjunction) {
		return
	}
	sum := 0
	for _, k := range ks[1:] {
		if !r.Has(r.groups[k].end-1, lexicon.PlaceName) {
			return
		}
		sum += r.groups[k].count.Min
	}
	last := ks[len(ks)-1]
	if sum != r.groups[ks[0]].count.Min || sum < 2 || r.Is(r.groups[last].first-1, ",") {
		return
	}
	host := r.mentionOf(ks[0], o)
	for _, k := range ks[1:] {
		if i := r.mentionOf(k, o); i >= 0 && host >= 0 {
			r.out[i].SubsetOf, r.out[i].Complete = host, true
		}
	}
	if host >= 0 {
		r.out[host].List = 0
	}
}

// mentionOf returns the mention of group k with an outcome, or -1.
func (r *reader) mentionOf(k int, o Outcome) int {
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		if r.owner[i] == int32(k+1) && r.out[i].Outcome == o {
			return i
		}
	}
	return -1
}

// subjectOf reads the subject of a passive, of a verb like "died", or what an
// adjective like "dead" stands behind.
func (r *reader) subjectOf(p lexicon.Match) {
	if p.Frame == "state" && r.ofThem(p.First) {
		return // "the next of kin of the deceased"
	}
	if r.negatedVerb(p) {
		return
	}
	if p.Frame == "past" && (harm(Outcome(p.Outcome)) || p.Outcome == string(Hostages)) && r.passive(p.First) {
		r.byWhom(p)
	}
	ks, rule := r.namedSubjects(p), "name"
	if len(ks) > 0 {
		r.emitSubjects(ks, p, rule)
		return
	}
	ks, rule = r.subject(p)
	if len(ks) == 1 && r.tellsWhich(ks[0], p) {
		return
	}
	if rule == "clause-subject" && (p.Outcome == string(Present) || p.Frame == "past" && p.Kind != "befell" && !r.passive(p.First) && !r.Sentence(p.First).Heading) {
		return // without "were" only what stands right before is meant
	}
	if len(ks) == 0 {
		if r.allOfHurt(p) {
			return
		}
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
		r.namesBehindColon(p)
		return
	}
	if k := r.butNone(ks[0]); k >= 0 && p.Frame == "state" {
		ks = append([]int{k}, ks...)
	}
	if names := r.namesBeside(ks[0], p); len(names) > 0 {
		ks = append(names, ks...)
	}
	if !r.groups[ks[len(ks)-1]].counted {
		r.namesBehindColon(p)
	}
	r.emitSubjects(ks, p, rule)
}

// tellsWhich reports "The man in a critical condition remains in hospital": a state
// between one known person and his verb, told before, only says which he is.
func (r *reader) tellsWhich(k int, p lexicon.Match) bool {
	g := &r.groups[k]
	return p.Frame == "state" && g.end == p.First && g.counting == Definite && !g.plural && g.q < 0 && r.Has(p.First, lexicon.Preposition) &&
		r.same(p.First, p.End) && r.Has(p.End, lexicon.Aux, lexicon.Verb) && r.toldAnywhere(Outcome(p.Outcome))
}

// butNone returns the people before "but no soldiers", of whom the same is said;
// or -1.
func (r *reader) butNone(k int) int {
	g := &r.groups[k]
	if c, ok := r.Ending(g.first, lexicon.Conjunction); !ok || c.Kind != "contrast" || !g.negated {
		return -1
	}
	before := r.leftOf(g.first - 1)
	if before < 0 || r.groups[before].q < 0 || !r.groups[before].counted || r.groups[before].used {
		return -1
	}
	return before
}

// emitSubjects emits the people that predicate p is said of.
func (r *reader) emitSubjects(ks []int, p lexicon.Match, rule string) {
	list := 0
	if len(ks) > 1 {
		r.list++
		list = r.list
	}
	before := 0
	for _, k := range ks {
		before = r.lastOf(before, k)
		if g := &r.groups[k]; g.reference && g.counted && g.q >= 0 && g.thing == nil && (g.end == p.First || rule == "relative-clause") && !r.toldAs(Outcome(p.Outcome), g.count) {
			r.emit(k, Outcome(p.Outcome), p, "whole") // "Of the 104 injured", "Of the 21 who were hurt", told for the first time
			continue
		}
		if !r.countable(k, p) || r.neither(k) {
			continue
		}
		if m := r.emit(k, r.outcomeOf(p, k), p, rule); m != nil {
			m.List = list
			m.Additional = m.Additional || r.also(p) || r.inAnother(p)
			if p.Kind == "survived" {
				r.onlySurvivors(k, p)
			}
		}
	}
	r.apposed(ks, Outcome(p.Outcome))
	if k := r.alsoSo(p); k >= 0 {
		if m := r.emit(k, r.outcomeOf(p, k), p, "as-was"); m != nil {
			m.Additional = true
		}
	}
}

// ofThem reports "of the" before the word of harm at token i: it names people.
func (r *reader) ofThem(i int) bool {
	d, ok := r.Ending(i, lexicon.Determiner)
	return ok && d.Kind == "definite" && r.same(d.First-1, i) && r.Has(d.First-1, lexicon.Preposition) && r.groupEnding(i) < 0
}

// lastOf makes "a third person" one more where two stand before it in a list:
// one by one, or counted. It returns how many stand there with group k; -1 where
// nobody knows.
func (r *reader) lastOf(before, k int) int {
	g := &r.groups[k]
	if before > 0 && g.counting == ByOrdinal && g.count.Value == before+1 {
		g.count, g.counting = quantity.Of(1), Indefinite
	}
	if before < 0 || g.counting == ByOrdinal || !g.counted || g.count.Min != g.count.Max {
		return -1
	}
	return before + g.count.Max
}

// addGroup adds a group that a predicate made up, outside the order of the
// others: only its number refers to it.
func (r *reader) addGroup(g group) int {
	g.used = true
	r.groups = append(r.groups, g)
	return len(r.groups) - 1
}
