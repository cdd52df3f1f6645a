package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// What people suffer and where they are taken is told by a verb that says
// little and a noun behind it: "sustained grievous injuries", "was rushed to
// the General Hospital". The verb counts only with its noun.

// sufferReach and careReach are how many tokens behind the verb the noun may
// stand.
const (
	sufferReach = 6
	careReach   = 8
)

// suffers reads "three others sustained grievous injuries".
func (r *reader) suffers(p lexicon.Match) {
	end, ok := r.nounBehind(p.End, sufferReach, lexicon.Hurt)
	switch {
	case ok:
		p = r.ofFatal(p, p.End, end)
		p.End = end
	case p.Kind != "alone" || p.End < len(r.Tokens) && r.Tokens[p.End].Kind != text.Punct:
		return
	}
	if k := r.foundBefore(p.First); k >= 0 && r.leftOf(p.First) != k {
		if !r.told(k, Killed) && r.countable(k, p) {
			r.emit(k, Outcome(p.Outcome), p, foundHurt)
		}
		return
	}
	r.subjectOf(p)
}

// ofFatal gives a verb the outcome of "fatal injuries" among tokens [first, end).
func (r *reader) ofFatal(p lexicon.Match, first, end int) lexicon.Match {
	for i := first; i < end; i++ {
		if m, ok := r.At(i, lexicon.Hurt); ok && m.Outcome != "" {
			e := *p.Entry
			e.Outcome = m.Outcome
			p.Entry = &e
		}
	}
	return p
}

// foundHurt is the rule that reads who was found with injuries, of which people
// die like those told as shot.
const foundHurt = "found-hurt"

// foundReach is how many tokens may stand between a verb of finding and the
// injuries: "was found in a neighbouring block of flats with".
const foundReach = 14

// foundBefore returns whom the clause before token i tells as found, or -1:
// "Another man was found in a car with gunshot wounds".
func (r *reader) foundBefore(i int) int {
	for j := i - 1; j > i-foundReach && j > 0 && r.same(j, i) && !r.clauseEnd(j); j-- {
		if !r.Has(j, lexicon.Found) {
			cue, speaks := r.At(j, lexicon.SourceCue)
			if speaks && cue.Kind != "aside" || r.Has(j, lexicon.Conjunction) {
				break
			}
			continue
		}
		k := r.object(j + 1)
		if r.passive(j) {
			k = r.leftOf(r.verbStart(j))
		}
		if k >= 0 && r.groups[k].person != nil && r.groups[k].counted && !r.groups[k].negated {
			return k
		}
		break
	}
	return -1
}

// verbBetween reports a verb among tokens [first, end).
func (r *reader) verbBetween(first, end int) bool {
	for i := first; i < end; i++ {
		if r.Has(i, lexicon.Aux, lexicon.Verb, lexicon.Carry) || r.Has(i, lexicon.Predicate) && !r.Has(i, lexicon.Preposition) {
			return true
		}
	}
	return false
}

// carried reads "nine were rushed to the General Hospital", "ambulances took 24
// people to hospital".
func (r *reader) carried(c lexicon.Match) {
	switch c.Kind {
	case "with":
		if !r.riding(c) {
			r.withInjuries(c)
		}
		return
	case "had":
		r.had(c)
		return
	case "receive":
		r.received(c)
		return
	}
	if k := r.object(c.End); k >= 0 && !r.groups[k].noun && r.received(c) {
		return
	}
	if m, ok := r.At(c.First, lexicon.Predicate); ok && m.Outcome == string(Hospitalised) {
		return // the whole phrase is a word of its own
	}
	if k := r.object(c.End); k >= 0 && r.groups[k].q >= 0 && !r.passive(c.First) {
		end, ok := r.nounBehind(r.pastParts(r.groups[k].end), careReach, lexicon.Care)
		if !ok && r.careBefore(c.First) {
			end, ok = r.groups[k].end, true // "the hospital said it had admitted 37 people"
		}
		if forHarm, found := r.treatedFor(c, k); !ok && found && r.countable(k, c) && r.groups[k].person != nil {
			r.emit(k, Injured, lexicon.Match{Entry: c.Entry, First: c.First, End: forHarm}, "treated-for")
			return
		}
		if !ok && c.Kind == "treat" && r.medicsBefore(c.First) && r.countable(k, c) && r.groups[k].person != nil {
			r.emit(k, Injured, lexicon.Match{Entry: c.Entry, First: c.First, End: r.groups[k].end}, "treated-for")
			return
		}
		if ok && r.countable(k, c) && (r.groups[k].person != nil || r.groups[k].more && !r.groups[k].noun || r.others(k)) {
			r.emit(k, Outcome(c.Outcome), lexicon.Match{Entry: c.Entry, First: c.First, End: end}, "taken-to-care")
		}
		return
	}
	end, ok := r.nounBehind(c.End, careReach, lexicon.Care)
	outcome := Outcome(c.Outcome)
	if !ok && c.Kind == "admitted" && r.passive(c.First) && (r.careBefore(c.First) || r.endsPhrase(c.End)) {
		end, ok = c.End, true
	}
	if !ok {
		if c.Kind != "treat" || r.Has(c.First, lexicon.Predicate) {
			return
		}
		end, outcome = c.End, Injured
	}
	ks, _ := r.subject(c)
	for _, k := range ks {
		if (r.groups[k].q >= 0 || r.onePerson(k)) && r.countable(k, c) && !r.told(k, Killed) {
			r.emit(k, outcome, lexicon.Match{Entry: c.Entry, First: c.First, End: end}, "taken-to-care")
		}
	}
}

// pastParts steps over ", including four children," at token i.
func (r *reader) pastParts(i int) int {
	if i+1 >= len(r.Tokens) || !r.Is(i, ",") || !r.Has(i+1, lexicon.SubsetWord) {
		return i
	}
	for j := i + 2; j < i+longestTail && r.same(i, j); j++ {
		if r.Is(j, ",") && r.Has(j+1, lexicon.Preposition) {
			return j + 1
		}
	}
	return i
}

// onePerson reports one person told by a noun: "a 34-year-old man".
func (r *reader) onePerson(k int) bool {
	g := &r.groups[k]
	return g.person != nil && !g.plural && g.counting != ByName && g.person.Who == ""
}

// others reports "two others": people beside those told before.
func (r *reader) others(k int) bool {
	g := &r.groups[k]
	return g.more && r.Has(g.end-1, lexicon.MoreWord)
}

// treatedFor reads the injury behind "treated 34 people": "for burns".
func (r *reader) treatedFor(c lexicon.Match, k int) (end int, ok bool) {
	i := r.groups[k].end
	if c.Kind != "treat" || !r.same(c.First, i) || !r.Has(i, lexicon.Preposition) {
		return 0, false
	}
	return r.nounBehind(i+1, sufferReach, lexicon.Hurt)
}

// received reads "the hospital received 86 victims", "our clinic took 34".
func (r *reader) received(c lexicon.Match) bool {
	k := r.object(c.End)
	if k < 0 || r.groups[k].q < 0 || r.passive(c.First) && !strings.HasSuffix(r.Str(c.First), "ing") || !r.careBefore(c.First) || !r.countable(k, c) || r.groups[k].partOf || c.Outcome != string(Hospitalised) {
		return false
	}
	g := &r.groups[k]
	if g.person == nil && (g.noun || r.same(c.First, g.end) && r.Tokens[g.end].Kind != text.Punct) {
		return false // "received seven bodies"
	}
	return r.emit(k, Hospitalised, lexicon.Match{Entry: c.Entry, First: c.First, End: g.end}, "taken-to-care") != nil
}

// declaredDead reads "two were taken to the clinic, where the doctors declared them
// dead": those whom the sentence took there are dead.
func (r *reader) declaredDead(p lexicon.Match) {
	for i := len(r.out) - 1; i >= r.recent() && r.out[i].Sent == int(r.Tokens[p.First].Sent); i-- {
		m := &r.out[i]
		if k := int(r.owner[i]) - 1; m.Outcome == Hospitalised && m.Actor == Victim && k >= 0 && !r.told(k, Killed) {
			m.Outcome, m.Rule = Killed, "declared-dead"
			return
		}
	}
}

// careBefore reports a place of care before a verb, as its subject.
func (r *reader) careBefore(i int) bool {
	for j := i - 1; j > i-2*careReach && r.same(j, i); j-- {
		if r.Has(j, lexicon.Care) {
			return true
		}
	}
	return false
}

// withHurt notes the injury that people are told to be in care with: "were taken
// to hospital with minor burns", "are being treated in Kell for gunshot wounds".
func (r *reader) withHurt(from int) {
	for j := from; j < len(r.out); j++ {
		m := &r.out[j]
		if m.Outcome != Hospitalised {
			continue
		}
		for i := m.End; i < m.End+careReach && r.same(m.End-1, i) && !r.clauseEnd(i) && !r.Is(i, ","); i++ {
			if p, ok := r.At(i, lexicon.Preposition); ok && (p.Kind == "with" || p.Kind == "for" || r.Is(i, "with") || r.Is(i, "for")) {
				_, m.Hurt = r.nounBehind(p.End, sufferReach, lexicon.Hurt)
				break
			}
			if c, ok := r.At(i, lexicon.Carry); ok && c.Kind == "with" {
				_, m.Hurt = r.nounBehind(c.End, sufferReach, lexicon.Hurt)
				break
			}
			if r.Has(i, lexicon.Predicate, lexicon.Subordinator, lexicon.Conjunction) {
				break
			}
		}
	}
}

// medicsBefore reports those who treat people where they find them as the subject
// of the verb at token i: "Paramedics treated 12 people at the scene".
func (r *reader) medicsBefore(i int) bool {
	m, ok := r.Ending(r.verbStart(i), lexicon.SourceNoun)
	return ok && m.Kind == "medical" && r.same(m.First, i)
}

// withInjuries reads "two of them with serious injuries".
func (r *reader) withInjuries(c lexicon.Match) {
	k := r.leftOf(c.First)
	end, ok := r.nounBehind(c.End, sufferReach, lexicon.Hurt)
	c = r.ofFatal(c, c.End, end)
	if k < 0 {
		k = r.rescuedBefore(c.First)
	}
	if found := r.foundBefore(c.First); ok && found >= 0 && found != k && !r.criticalIn(c.First, end) {
		if !r.told(found, Killed) && r.countable(found, c) {
			r.emit(found, Outcome(c.Outcome), lexicon.Match{Entry: c.Entry, First: c.First, End: end}, foundHurt)
		}
		return
	}
	if ok && k >= 0 && (r.groups[k].q >= 0 || r.onePerson(k)) && r.countable(k, c) && !r.told(k, Critical) && !r.criticalIn(c.First, end) {
		m := r.emit(k, Outcome(c.Outcome), lexicon.Match{Entry: c.Entry, First: c.First, End: end}, "with-injuries")
		if m != nil {
			r.ofThoseBefore(m, k)
		}
	}
}

// ofThoseBefore makes a bare number behind a mark a part of the people told right
// before the mark: "31 of them, two with fractures".
func (r *reader) ofThoseBefore(m *Mention, k int) {
	g := &r.groups[k]
	if g.noun || !r.Is(g.first-1, ",") || m.SubsetOf >= 0 {
		return
	}
	for i := len(r.out) - 2; i >= r.recent() && r.out[i].Sent == m.Sent; i-- {
		if h := &r.out[i]; h.End == g.first-1 && h.Actor == m.Actor && h.Count.Min > m.Count.Max {
			m.SubsetOf = i
			return
		}
	}
	if w := r.groupEnding(g.first - 1); w >= 0 && r.groups[w].counted && r.groups[w].count.Min > g.count.Max {
		g.subset = true
	}
}

// rescuedBefore returns the group told as rescued right before token i: "nine
// were pulled out with broken bones".
func (r *reader) rescuedBefore(i int) int {
	if n := len(r.out) - 1; n >= 0 && r.out[n].Outcome == Rescued && r.out[n].End == i && r.owner[n] > 0 {
		return int(r.owner[n]) - 1
	}
	return -1
}

// criticalIn reports injuries that are told to be critical: "with
// life-threatening injuries".
func (r *reader) criticalIn(first, end int) bool {
	for i := first; i < end; i++ {
		if m, ok := r.At(i, lexicon.Predicate); ok && m.Outcome == string(Critical) {
			return true
		}
	}
	return false
}

// had reads "ten had chemical burns"; with a verb between, the injury is
// somebody else's ("had treated 12 people for burns").
func (r *reader) had(c lexicon.Match) {
	end, ok := r.nounBehind(c.End, sufferReach, lexicon.Hurt)
	if !ok || r.verbBetween(c.End, end) {
		return
	}
	ks, _ := r.subject(c)
	for _, k := range ks {
		if r.groups[k].q >= 0 && r.countable(k, c) && !r.told(k, Killed) {
			r.emit(k, Outcome(c.Outcome), lexicon.Match{Entry: c.Entry, First: c.First, End: end}, "with-injuries")
		}
	}
}

// nounBehind finds a word of a class within reach of token i, in the same
// clause.
func (r *reader) nounBehind(i, reach int, c lexicon.Class) (end int, ok bool) {
	for j := i; j < i+reach && r.same(i-1, j); j++ {
		if m, ok := r.At(j, c); ok {
			return m.End, true
		}
		if r.Tokens[j].Kind == text.Punct && !r.joinsWords(j) && !r.Is(j, ".") || r.Has(j, lexicon.Subordinator) && !r.Has(j, lexicon.Preposition) {
			return 0, false
		}
	}
	return 0, false
}

// degree reads the bare count before "critically" in "eight were hurt, two
// critically": a part of those told before.
func (r *reader) degree(p lexicon.Match) bool {
	k := r.groupEnding(p.First)
	if k < 0 || !r.sameStart(p.First) {
		return false
	}
	g := &r.groups[k]
	ends := p.End >= len(r.Tokens) || !r.same(p.First, p.End) || r.Tokens[p.End].Kind == text.Punct || r.Has(p.End, lexicon.Conjunction)
	if !g.counted || g.q < 0 || g.person != nil || !ends {
		return false
	}
	for j := len(r.out) - 1; j >= r.recent() && r.out[j].Sent == int(r.Tokens[p.First].Sent); j-- {
		if h := r.out[j]; h.Count.Max > g.count.Min && h.CountFirst < g.first && (h.Outcome == Injured || h.Outcome == Hospitalised || h.Outcome == Casualties) {
			if m := r.emit(k, Outcome(p.Outcome), p, "degree"); m != nil {
				m.SubsetOf = j
			}
			if p.Outcome == string(Killed) && h.Outcome == Injured {
				r.out[j].Outcome = Casualties
			}
			return true
		}
	}
	return false
}
