package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// reach is how many tokens behind "death toll" its number may stand.
const reach = 24

// longTotal is how many tokens a total's quote may have before it is cut to the
// number.
const longTotal = 16

// totals reads "the death toll rose to 27, up from 19", "bringing the number
// of dead to nine", "police had put the toll at eight".
func (r *reader) totals(s *text.Sentence) {
	for i := s.First; i < s.End; i++ {
		t, ok := r.At(i, lexicon.Total)
		if !ok {
			r.movingNoun(i, s)
			continue
		}
		if of, harmed := r.ofHarmed(t); harmed {
			t = of
		} else if t.Outcome == sameOutcome {
			if t, ok = r.ofLast(t); !ok {
				continue
			}
		} else if of, fate := r.numberOf(t); fate {
			from := len(r.out)
			r.totalBehind(of, s)
			r.countedAs(from, of)
			i = of.End - 1
			continue
		} else if t.Outcome == peopleOutcome {
			continue
		}
		if t, ok = r.ofVictims(t); !ok {
			continue
		}
		if !r.totalBehind(t, s) {
			r.totalBefore(t)
		}
		i = t.End - 1
	}
}

// sameOutcome marks the totals that name no outcome of their own.
const sameOutcome = "same"

// peopleOutcome marks the totals whose people and what became of them stand
// behind them: "the number of rebels killed".
const peopleOutcome = "people"

// peopleReach is how many words may stand between "the number of" and its
// people: "the number of young army recruits".
const peopleReach = 4

// numberOf takes in the people and the verb of "the number of rebels killed".
// Without a verb they are counted, but nothing is told of them.
func (r *reader) numberOf(t lexicon.Match) (lexicon.Match, bool) {
	if t.Outcome != peopleOutcome && t.Outcome != string(Present) {
		return t, false
	}
	for i := t.First + 1; i < t.End+peopleReach && r.same(t.First, i); i++ {
		p, ok := r.At(i, lexicon.Person)
		if ok && r.same(i, p.End) {
			v, told := r.At(p.End, lexicon.Predicate)
			if who, ok := r.At(p.End, lexicon.Pronoun); ok && who.Kind == "relative" {
				v, told = r.verbAt(who.End) // "the number of persons who have died"
			}
			if told && p.Number != "singular" && (v.Frame == "past" || v.Frame == "state" || v.Frame == "subject") && v.Outcome != string(Present) {
				e := *t.Entry
				e.Outcome = v.Outcome
				return lexicon.Match{Entry: &e, First: t.First, End: v.End}, true
			}
		}
		if i >= t.End && r.stops(i) {
			return t, false
		}
	}
	return t, false
}

// ofHarmed takes in who is counted and what became of them where no noun for
// people stands before that: "the number of those abducted", "put the figure of
// the injured at", "the number of kidnapped villagers".
func (r *reader) ofHarmed(t lexicon.Match) (lexicon.Match, bool) {
	if t.Outcome != sameOutcome && t.Outcome != peopleOutcome || !r.same(t.First, t.End) {
		return t, false
	}
	i := t.End
	if of, ok := r.At(i, lexicon.Preposition); t.Outcome == sameOutcome {
		if !ok || of.Kind != "of" {
			return t, false
		}
		i = of.End
	}
	if d, ok := r.At(i, lexicon.Determiner); ok && r.same(t.First, d.End) {
		i = d.End
	}
	v, ok := r.At(i, lexicon.Predicate)
	if !ok || v.Frame != "past" && v.Frame != "state" && (v.Frame != "noun" || v.Outcome == string(Killed)) || v.Outcome == string(Present) || r.Has(i, lexicon.Person) {
		return t, false
	}
	e := *t.Entry
	e.Outcome = v.Outcome
	end := v.End
	if p, ok := r.At(end, lexicon.Person); ok && r.same(t.First, end) {
		end = p.End
	}
	return lexicon.Match{Entry: &e, First: t.First, End: end}, true
}

// verbAt reads a predicate at token i, auxiliaries stepped over.
func (r *reader) verbAt(i int) (lexicon.Match, bool) {
	for n := 0; n < 3 && r.same(i-1, i); n++ {
		if p, ok := r.At(i, lexicon.Predicate); ok || !r.Has(i, lexicon.Aux) {
			return p, ok
		}
		i++
	}
	return lexicon.Match{}, false
}

// ofVictims reads behind "the number of victims" what became of them, where they are
// not the dead: "victims rescued"; of "victims recovered so far" nobody knows.
func (r *reader) ofVictims(t lexicon.Match) (lexicon.Match, bool) {
	if p, ok := r.Ending(t.End, lexicon.Person); !ok || p.Kind != "victim" || !r.same(t.First, t.End) {
		return t, true
	}
	if v, ok := r.At(t.End, lexicon.Predicate); ok && (v.Frame == "past" || v.Frame == "state") && v.Outcome != t.Outcome {
		e := *t.Entry
		e.Outcome = v.Outcome
		return lexicon.Match{Entry: &e, First: t.First, End: v.End}, true
	}
	return t, !r.Has(t.End, lexicon.Found)
}

// countedAs gives the mentions since from the people that total t names.
func (r *reader) countedAs(from int, t lexicon.Match) {
	for i := t.End - 1; i > t.First; i-- {
		p, ok := r.At(i, lexicon.Person)
		if !ok {
			continue
		}
		for j := from; j < len(r.out); j++ {
			m := &r.out[j]
			m.PopFirst, m.PopEnd = i, p.End
			m.Actor = r.actor(&group{person: p.Entry, plural: true, counted: true}, m.Outcome)
		}
		return
	}
}

// ofLast gives "their number" the outcome of the victims told last.
func (r *reader) ofLast(t lexicon.Match) (lexicon.Match, bool) {
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		if m := &r.out[i]; m.Actor == Victim && m.CountFirst < t.First && m.Count.Max > 0 {
			e := *t.Entry
			e.Outcome = string(m.Outcome)
			t.Entry = &e
			return t, true
		}
	}
	return t, false
}

// movingNoun reads "deaths rose to 27", "casualties could exceed 150": a noun
// that would be counted stands as the total instead.
func (r *reader) movingNoun(i int, s *text.Sentence) {
	p, ok := r.At(i, lexicon.Predicate)
	if !ok || p.Frame != "noun" || p.Kind != "" || r.groupEnding(i) >= 0 {
		return
	}
	for j := p.End; j < min(s.End, p.End+movingReach); j++ {
		near := j < p.End+4
		if k := r.groupAt(j); k >= 0 && (near || r.groups[k].q >= 0) {
			if near && r.Has(j, lexicon.Motion) && r.groups[k].q >= 0 {
				r.totalBehind(p, s)
			}
			return
		}
		if m, ok := r.At(j, lexicon.Motion); ok && m.Kind != "still" && (near || m.Kind == "up" && r.Has(j-1, lexicon.Aux)) {
			r.totalBehind(p, s)
			return
		}
		if !near && (r.Tokens[j].Kind == text.Punct || r.Has(j, lexicon.Predicate, lexicon.Verb, lexicon.Pronoun)) {
			return
		}
	}
}

// movingReach is how many tokens behind a noun of harm the verb may stand that
// moves it: "deaths from the cyclones Osang and Pita have climbed to 14".
const movingReach = 12

// totalBehind reads the numbers behind a total: the first is the count, unless
// "from" marks it as the former one. So is each further one that no word of harm
// of its own takes, until the sentence goes on to something else.
func (r *reader) totalBehind(t lexicon.Match, s *text.Sentence) bool {
	found, moved, how := false, false, ""
	for i, end := t.End, min(s.End, t.End+reach); i < end; i++ {
		if r.Is(i, ";") || found && r.Has(i, lexicon.Predicate) && !r.nearNumber(i) {
			break
		}
		if m, ok := r.At(i, lexicon.Motion); ok && m.Kind != "still" {
			moved, how = true, m.Kind
		}
		k := r.groupAt(i)
		if k < 0 || !r.countable(k, t) || r.laterClause(i, t.End) || r.groups[k].q < 0 || r.groups[k].negated {
			continue
		}
		g := &r.groups[k]
		if r.added(g) || g.used && !r.told(k, Outcome(t.Outcome)) || g.partOf {
			continue
		}
		if g.subset {
			break
		}
		former := r.replacedBy(k) || r.earlierAccount(s) && r.toldAnywhere(Outcome(t.Outcome))
		if found && !former && g.used {
			break // "the toll is 25, with six bodies recovered"
		}
		m := r.totalMention(k, t)
		if m == nil {
			continue
		}
		if r.Is(g.first-1, "past") || r.Is(g.first-1, "beyond") || r.Is(g.first-1, "above") {
			how = "past" // "pushed the toll past 100"
		}
		if q := reached[how]; q != "" && m.Count.Qualifier == quantity.Exact {
			m.Count = quantity.Qualified(q, m.Count.Value)
		}
		if m.Count.Qualifier == quantity.UpTo && (g.first == t.End || r.inMotion(g.first)) { // "death toll up to nine": it rose
			m.Count, moved = quantity.Of(m.Count.Value), true
		}
		if former || r.stoodThen(m, t) && r.toldAnywhere(Outcome(t.Outcome)) {
			m.Former = true
			continue
		}
		m.Running = moved || r.bringing(t)
		found, end = true, min(s.End, i+reach)
	}
	return found
}

// stoodThen reports a total of an earlier day, of which the text has told a
// greater since: "the figure stood at 15 as of Sunday".
func (r *reader) stoodThen(m *Mention, t lexicon.Match) bool {
	stood, dated := false, false
	for i := max(t.First, m.CountFirst-reach); i < m.CountFirst; i++ {
		w, ok := r.At(i, lexicon.Motion)
		stood = stood || ok && w.Kind == "still"
	}
	for i := m.CountEnd; i < m.CountEnd+4 && r.same(m.First, i); i++ {
		dated = dated || r.Has(i, lexicon.Weekday, lexicon.Month)
	}
	for i := len(r.out) - 2; stood && dated && i >= r.recent(); i-- {
		if b := &r.out[i]; b.Outcome == m.Outcome && b.Running && b.Count.Min > m.Count.Max {
			return true
		}
	}
	return false
}

// reached is what a way of moving makes of the number: "the toll passed 200" is
// more than that, "nears 200" nearly as many.
var reached = map[string]quantity.Qualifier{"past": quantity.MoreThan, "near": quantity.Nearly}

// inMotion reports that the word at token i belongs to how a total moved: "gone
// up to 14" is no "up to 14".
func (r *reader) inMotion(i int) bool {
	m, ok := r.Covering(i, lexicon.Motion)
	return ok && m.First < i
}

// replacedBy reports a word before group k that makes it the count of before:
// "up from 19".
func (r *reader) replacedBy(k int) bool {
	f, ok := r.Ending(r.groups[k].first, lexicon.Former)
	return ok && r.same(f.First, r.groups[k].first)
}

// earlierAccount reports a sentence that opens with "Earlier accounts".
func (r *reader) earlierAccount(s *text.Sentence) bool {
	m, ok := r.At(s.First, lexicon.Former)
	return ok && m.Kind == "account"
}

// laterClause reports a number behind "after" or its like, at a token behind
// first: the toll "rose after two women died".
func (r *reader) laterClause(i, first int) bool {
	as, ok := r.Ending(i, lexicon.Preposition)
	return i > first && r.Has(i-1, lexicon.Subordinator) && !(ok && as.Kind == "as")
}

// formers reads "correcting an earlier figure of 15", which has the outcome of
// what the sentence counts.
func (r *reader) formers(s *text.Sentence, from int) {
	for k := r.firstGroup(s.First); k < r.found && r.groups[k].first < s.End; k++ {
		g := &r.groups[k]
		m, ok := r.Ending(g.first, lexicon.Former)
		if !ok || m.Kind != "noun" && m.Kind != "moved" || g.used || g.q < 0 || !g.counted || g.thing != nil {
			continue
		}
		host := r.mentionBefore(g.first, from)
		if host < 0 && len(r.out) > from {
			host = from
		}
		if host < 0 {
			continue
		}
		if n := r.emit(k, r.out[host].Outcome, lexicon.Match{Entry: m.Entry, First: m.First, End: g.end}, "former"); n != nil {
			n.Former = true
		}
	}
}

// summedUp makes totals of the numbers of a sentence that an adverb opens: "In
// all, ten people died and six were hurt".
func (r *reader) summedUp(s *text.Sentence, from int) {
	a, ok := r.At(s.First, lexicon.Adverb)
	if !ok || a.Kind != "total" {
		return
	}
	for i := from; i < len(r.out); i++ {
		m, k := &r.out[i], int(r.owner[i])-1
		if k >= 0 && r.groups[k].q >= 0 && m.Actor == Victim && m.SubsetOf < 0 && m.List == 0 && !m.Additional && !m.Former && m.Counting == ByNumber {
			m.Total = true
		}
	}
}

// nearNumber reports that a predicate belongs to the number right before it:
// "put the toll at eight dead".
func (r *reader) nearNumber(i int) bool { return r.groupEnding(i) >= 0 }

// added reports "rose by five", which is no count of all.
func (r *reader) added(g *group) bool {
	by, ok := r.At(g.first-1, lexicon.Preposition)
	return g.more || ok && by.Kind == "by"
}

// totalMention emits group k as a total, or marks the mention it has.
func (r *reader) totalMention(k int, t lexicon.Match) *Mention {
	g := &r.groups[k]
	for i := len(r.out) - 1; i >= r.recent() && r.out[i].Sent == int(r.Tokens[g.first].Sent); i-- {
		if r.owner[i] == int32(k+1) && r.out[i].Outcome == Outcome(t.Outcome) {
			r.out[i].Total = true
			return &r.out[i]
		}
	}
	m := r.emit(k, Outcome(t.Outcome), t, "total")
	if m != nil {
		m.Total = true
		m.PopFirst, m.PopEnd = g.popFirst, g.popEnd
		if m.End-m.First > longTotal || t.Outcome == string(Present) {
			m.First, m.End = g.first, g.end
		}
		if t.Outcome == string(Present) {
			m.Actor = Perpetrator
		}
	}
	return m
}

// bringing reports "bringing the toll to": the verb stands before the total.
func (r *reader) bringing(t lexicon.Match) bool {
	if m, ok := r.At(t.First, lexicon.Motion); ok && m.Kind == "up" {
		return true
	}
	for i := t.First - 1; i > t.First-5 && i >= 0 && r.same(i, t.First); i-- {
		if m, ok := r.At(i, lexicon.Motion); ok && m.Kind != "still" {
			return true
		}
	}
	return false
}

// totalBefore reads a number before the total's name: "a 12-strong death
// toll" is not said; "27 was the toll" and "27 in all" are.
func (r *reader) totalBefore(t lexicon.Match) {
	i := t.First
	for i > 0 && r.same(i-1, t.First) && r.Has(i-1, lexicon.Aux, lexicon.Adverb, lexicon.Determiner) && r.groupEnding(i) < 0 {
		i--
	}
	if k := r.groupEnding(i); k >= 0 && i < t.First && r.sameStart(i) && r.groups[k].q >= 0 && !r.groups[k].noun {
		r.totalMention(k, t)
	}
}
