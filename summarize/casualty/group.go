package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// group is a noun group that may stand for people: "at least 12 railway
// workers", "his wife", "nine" (with its noun left out), "Jane Doe".
type group struct {
	first, end         int // tokens, count and hedge included
	popFirst, popEnd   int // the noun with what stands before it; equal: no noun
	countFirst, cntEnd int // the count, or the noun that counts
	person             *lexicon.Entry
	count              quantity.Count
	q                  int // index of its quantity; -1: counted by its noun
	counting           Counting
	counted            bool // false: people, but not how many ("gunmen")
	plural             bool
	more               bool // "another five", "two more"
	partOf             bool // "five of them": a part of people told before
	thing              *lexicon.Entry
	noun               bool           // a head noun was found, known or not
	used               bool           // some mention counts it
	object             bool           // a verb has it as its object
	prep               *lexicon.Entry // the preposition it hangs on, nil: none
	subset             bool           // opened by "including" or its like
	partOutcome        Outcome        // of "among the dead": what its part came to
	negated            bool           // "no one", "no civilians"
	reference          bool           // names a whole told before: "Of the 21 injured, 10 …"
	definite           bool           // "all seven", "the 12": people told before
	compound           bool           // the number is half of a word: "five-storey"
	complete           bool           // of "the dead are": the parts are all of them
	collective         bool           // "a family of five"
	attacked           bool           // told to have attacked, or to have carried the weapon
	except             bool           // "all but one": all of those told before, less the number
	is                 int32          // from 1: the person told by name whom "the driver" is; 0: nobody told
}

// maxModifiers is how many words may stand between a count and its noun: "12
// mainly young Bolivian tin mine workers".
const maxModifiers = 7

// groups finds every noun group of the text, in reading order; two of them
// never overlap.
func (r *reader) findGroups() {
	qi := 0
	for i := 0; i < len(r.Tokens); {
		for qi < len(r.qs) && r.qs[qi].End <= i {
			qi++
		}
		counted := qi < len(r.qs) && r.qs[qi].First == i && !r.oneByOne(i)
		if !counted && !r.beginsUncounted(i) {
			i++
			continue
		}
		g, ok := group{}, false
		if counted {
			g, ok = r.counted(qi)
			if n := len(r.groups); ok && n > 0 && g.first < r.groups[n-1].end {
				g.first = max(r.groups[n-1].end, min(i, g.first))
			}
		}
		if !ok {
			g, ok = r.uncounted(i)
		}
		if !ok {
			i++
			continue
		}
		if !g.plural && g.person != nil {
			g.end = r.pastDecade(g.end)
		}
		r.context(&g)
		r.culprit(&g)
		r.refers(&g)
		r.groups = append(r.groups, g)
		i = max(g.end, i+1)
	}
}

// pastDecade steps over "(50s)" and "(late teens)" at token i.
func (r *reader) pastDecade(i int) int {
	if i >= len(r.Tokens) || !r.Is(i, "(") {
		return i
	}
	for j := i + 1; j < i+4 && r.same(i, j+1); j++ {
		if p, ok := r.At(j, lexicon.Person); (r.decade(j) || ok && p.Number == "plural") && r.Is(j+1, ")") {
			return j + 2
		}
	}
	return i
}

// culprit makes one person an attacker whom the words behind him call that:
// "the man we believe was responsible".
func (r *reader) culprit(g *group) {
	if g.person == nil || !g.counted || g.count.Max > mostAttackers || !r.same(g.first, g.end) {
		return
	}
	i := g.end
	if m, ok := r.At(i, lexicon.Pronoun); ok && m.Kind == "relative" && !r.Has(i, lexicon.Culprit) {
		i = m.End
		for r.same(g.first, i) && r.Has(i, lexicon.Aux) {
			i++
		}
	}
	if m, ok := r.At(i, lexicon.Predicate); ok && i > g.end && m.Frame == "attack" && g.person.Who == "" && g.count.Max == 1 && r.same(g.first, i) && r.shotByPolice(g.first) {
		e := *g.person
		e.Who = "perpetrator"
		g.person = &e
		return
	}
	if m, ok := r.At(i, lexicon.Culprit); ok && r.same(g.first, i) {
		e := *g.person
		e.Who = "perpetrator"
		g.person, g.end = &e, m.End
	}
}

// shotByPolice reports a verb of killing before token i whose sentence begins
// with police: "Police have shot dead a man who drove a van into shoppers".
func (r *reader) shotByPolice(i int) bool {
	p, ok := r.Ending(i, lexicon.Predicate)
	if !ok || p.Outcome != string(Killed) {
		return false
	}
	s := r.Sentence(i)
	for j := s.First; j < min(p.First, s.First+relativeReach); j++ {
		if w, ok := r.At(j, lexicon.Person); ok && w.Who == "security" {
			return true
		}
	}
	return false
}

// context notes what leads into a group: a preposition, "including".
func (r *reader) context(g *group) {
	if m, ok := r.subsetWord(g.first); ok {
		g.subset, g.partOutcome, g.complete = true, Outcome(m.Outcome), m.Kind != ""
	}
	if m, ok := r.Ending(g.first, lexicon.Preposition); ok && r.same(m.First, g.first) {
		g.prep = m.Entry
	}
}

// refers marks "Of the 21 injured people," as naming the whole again, and the
// number behind it as a part.
func (r *reader) refers(g *group) {
	if k := len(r.groups); k > 0 && r.groups[k-1].reference && r.same(r.groups[k-1].first, g.first) {
		if g.counted && g.first-r.groups[k-1].end <= 4 {
			g.partOf = true
		}
		return
	}
	i := g.first
	if d, ok := r.Ending(i, lexicon.Determiner); ok {
		i = d.First
	}
	p, ok := r.Ending(i, lexicon.Preposition)
	opens := ok && (p.First == r.Sentence(g.first).First || r.Is(p.First-1, ","))
	if r.shareOf(g.first) {
		g.reference = true
		return
	}
	g.reference = opens && p.Kind == "of" && r.same(p.First, g.first)
}

// subsetWord returns the word that makes what stands at token i a part:
// "including 12", "among the dead are three".
func (r *reader) subsetWord(i int) (lexicon.Match, bool) {
	at := i
	for n := 0; n < 3 && r.same(i-1, at); n++ {
		if m, ok := r.Ending(i, lexicon.SubsetWord); ok {
			return m, true
		}
		if !r.Has(i-1, lexicon.Aux, lexicon.Adverb, lexicon.Determiner) {
			break
		}
		i--
	}
	return lexicon.Match{}, false
}

// counted reads a group that a quantity leads.
func (r *reader) counted(qi int) (group, bool) {
	q := r.qs[qi]
	if q.Reason != "" {
		return group{}, false
	}
	if q.Ordinal {
		return r.ordinal(qi)
	}
	g := group{
		first: q.First, end: q.End, countFirst: q.First, cntEnd: q.End,
		count: q.Count, q: qi, counted: true, plural: true,
	}
	r.leadIn(&g)
	i := g.end
	if m, ok := r.At(i, lexicon.MoreWord); ok && m.Kind == "after" && r.same(i, g.first) {
		g.more, i, g.end = true, m.End, m.End
	}
	if m, ok := r.At(i, lexicon.PartOf); ok && r.same(i, g.first) {
		g.partOf, g.end = true, m.End
		if p, ok := r.At(m.End, lexicon.Person); ok && p.Number == "plural" && r.same(i, p.End-1) && r.Has(m.End-1, lexicon.Determiner) {
			g.person, g.popFirst, g.popEnd, g.end = p.Entry, m.End, p.End, p.End // "two of those occupants"
		}
		g.noun, g.partOutcome = true, Outcome(m.Outcome)
		r.partHead(&g, m)
		return g, true
	}
	r.head(&g, i)
	zero := q.Count.Max == 0 && r.Tokens[q.NumFirst].Kind == text.Number && g.person == nil
	return g, !zero || !g.noun // "blood group 0 negative" counts nobody
}

// leadIn takes in what stands before a count and belongs to it: "another", the
// article of "the 12 victims", the noun of "a family of five", "of whom".
func (r *reader) leadIn(g *group) {
	if m, ok := r.Ending(g.first, lexicon.PartOf); ok && r.same(m.First, g.first) {
		g.partOf, g.partOutcome = true, Outcome(m.Outcome)
	}
	if r.Is(g.first-1, ",") { // "Of the dead, three were from Harrow"
		if m, ok := r.Ending(g.first-1, lexicon.PartOf); ok && m.First == r.Sentence(g.first).First {
			g.partOf, g.partOutcome = true, Outcome(m.Outcome)
		}
	}
	if m, ok := r.Ending(g.first, lexicon.MoreWord); ok && (m.Kind == "before" || m.Kind == "rest" || m.Kind == "other") && r.same(m.First, g.first) {
		g.first, g.more = m.First, m.Kind == "before"
	}
	if m, ok := r.Ending(g.first, lexicon.MoreWord); ok && m.Kind == "except" && r.same(m.First, g.first) {
		g.first, g.except = m.First, true
	}
	if of, ok := r.Ending(g.first, lexicon.Preposition); ok && of.Kind == "of" {
		if c, ok := r.Ending(of.First, lexicon.Collective); ok && c.Kind == "" && r.same(c.First, g.first) {
			g.first, g.collective = c.First, true
		}
	}
	if d, ok := r.Ending(g.first, lexicon.Determiner); ok && r.same(d.First, g.first) && (d.Kind != "indefinite" && d.Kind != "demonstrative" || g.collective) {
		g.definite = !g.collective && (d.Kind == "definite" || d.Kind == "universal")
		g.first = d.First
	}
}

// partHead gives "two of the gunmen" the noun inside the phrase.
func (r *reader) partHead(g *group, m lexicon.Match) {
	for j := m.First; j < m.End; j++ {
		if p, ok := r.Covering(j, lexicon.Person); ok {
			g.person, g.popFirst, g.popEnd = p.Entry, j, p.End
		}
	}
}

// sized reads a count of people that is half of a word before their collective:
// "a 28-member crew", "the 19-strong team".
func (r *reader) sized(g *group, i int) bool {
	if i <= g.first || !r.joinsWords(i) {
		return false
	}
	m, ok := r.At(i+1, lexicon.Collective)
	if !ok || m.Kind != "size" || !r.same(i, m.End) {
		return false
	}
	c, ok := r.At(m.End, lexicon.Collective)
	if !ok || c.Kind != "" {
		return false
	}
	g.collective, g.noun, g.plural, g.end = true, true, true, c.End
	g.popFirst, g.popEnd = m.End, c.End
	if p, ok := r.At(m.End, lexicon.Person); ok {
		g.person = p.Entry
	}
	return true
}

// head finds the noun behind a count from token i on: the last noun for
// people in a run of words that no small word or verb interrupts.
func (r *reader) head(g *group, i int) {
	if !r.same(i, g.first) {
		return // the number ends the headline
	}
	if r.sized(g, i) {
		return
	}
	if i > g.first && r.joinsWords(i) { // "6,200-seat hall", "five-storey block", "four-member crew"
		g.compound, g.noun, g.end = true, true, i+2
		if th, ok := r.At(i+1, lexicon.Thing); ok {
			g.thing = th.Entry
		}
		return
	}
	if r.Is(i, "(") && r.Is(i+2, ")") && r.Tokens[i+1].Kind == text.Number { // "five (5) persons"
		i += 3
	}
	if th, ok := r.At(i, lexicon.Thing); ok && th.Why == quantity.Score { // "six out of every ten venues"
		g.thing, g.noun, g.end = th.Entry, true, th.End
		return
	}
	i = r.skipOf(g, i)
	start := i
	last := -1
	for n := 0; n < maxModifiers && i < len(r.Tokens) && r.same(i, g.first); n++ {
		if p, ok := r.At(i, lexicon.Person); ok {
			if m, found := r.At(i, lexicon.Predicate); found && m.Frame == "result" && (g.person != nil || p.Number == "singular" && g.count.Min > 1) {
				break // "held 26 people hostage"
			}
			g.person, g.thing = p.Entry, nil
			i, last = p.End, p.End
			continue
		}
		if th, ok := r.At(i, lexicon.Thing); ok {
			if g.person != nil && g.person.Number == "plural" {
				break
			}
			g.person, g.thing = nil, th.Entry
			i, last = th.End, th.End
			continue
		}
		if r.stops(i) || g.person != nil && r.isBreak(i) || i == start && r.dateOnly(i) {
			break
		}
		i = r.pastWord(i)
	}
	switch {
	case last >= 0:
		g.popFirst, g.popEnd, g.end, g.noun = start, last, last, true
	case i > start:
		g.popFirst, g.popEnd, g.end, g.noun = start, i, i, true
	}
	if m, ok := r.At(g.end, lexicon.Group); ok && g.end == start && r.same(g.end, g.first) {
		g.end, g.noun = m.End, true // "two couples" keeps its number
	}
	r.tail(g)
}

// dateOnly reports a word of time with no noun behind it: "rose to nine today".
func (r *reader) dateOnly(i int) bool {
	m, ok := r.At(i, lexicon.DateWord)
	return ok && (!r.same(i, m.End) || r.stops(m.End))
}

// animals is the reason for which the lexicon sets their counts aside.
const animals = "animals or plants"

// skipOf steps over "of the" between a count and its noun.
func (r *reader) skipOf(g *group, i int) int {
	if i >= len(r.Tokens) || !r.same(i, g.first) {
		return i
	}
	if p, ok := r.At(i, lexicon.Preposition); ok && p.Kind == "of" {
		if end := r.wholeOf(p.End); end > 0 {
			g.partOf, g.end = true, end
			if who, ok := r.At(end, lexicon.Person); ok && who.Kind == "everyone" {
				if m, ok := r.At(who.End, lexicon.Predicate); ok && m.Frame == "past" && m.Kind == "" && m.Outcome != string(Present) {
					r.wholes = append(r.wholes, lexicon.Match{Entry: m.Entry, First: end - 1, End: m.End}) // "one of the 13 people killed"
				}
			}
			if m, ok := r.At(end, lexicon.Predicate); ok && (m.Frame == "state" || m.Frame == "past") && r.Has(m.End, lexicon.Aux) {
				g.partOutcome, g.end, g.noun = Outcome(m.Outcome), m.End, true // "six of the 15 dead were"
				r.wholes = append(r.wholes, lexicon.Match{Entry: m.Entry, First: end - 1, End: m.End})
			}
			return g.end
		}
		if d, ok := r.At(p.End, lexicon.Determiner); ok && d.Kind != "indefinite" {
			if _, person := r.nounAfter(d.End); person {
				g.partOf = d.Kind != "possessive" // "two of her co-workers" are told for the first time
				return d.End
			}
			if th, ok := r.At(d.End, lexicon.Thing); ok && th.Why == animals {
				return d.End // "two of its lions"
			}
		}
	}
	if d, ok := r.At(i, lexicon.Determiner); ok && d.Kind == "universal" {
		return d.End
	}
	return i
}

// nounAfter reports whether a noun for people follows within a few words.
func (r *reader) nounAfter(i int) (end int, ok bool) {
	for n := 0; n < 4 && r.same(i-1, i); n++ {
		if p, ok := r.At(i, lexicon.Person); ok {
			return p.End, true
		}
		if r.stops(i) {
			return 0, false
		}
		i++
	}
	return 0, false
}

// tail takes in what hangs behind a noun: "two more", "people of them".
func (r *reader) tail(g *group) {
	if m, ok := r.At(g.end, lexicon.PartOf); ok && r.same(g.end, g.first) && !g.partOf {
		g.partOf, g.end, g.partOutcome = true, m.End, Outcome(m.Outcome)
		if g.person == nil {
			r.partHead(g, m)
		}
	}
}

// stops reports whether token i cannot stand inside a noun group.
func (r *reader) stops(i int) bool {
	t := &r.Tokens[i]
	switch t.Kind {
	case text.Number:
		return true
	case text.Punct:
		return !r.joinsWords(i) && !(r.Is(i, ".") && r.same(i, i+1)) // "U.S. soldiers"
	}
	if r.joinsWords(i+1) || t.AllCaps && r.country(i) { // "off-duty", "US soldiers"
		return false
	}
	if m, ok := r.At(i, lexicon.Predicate); ok && m.Kind == "capitals" && !t.AllCaps {
		return false // "three Kia cars"
	}
	return r.Has(i, lexicon.Aux, lexicon.Preposition, lexicon.Conjunction, lexicon.Determiner,
		lexicon.Pronoun, lexicon.Subordinator, lexicon.SubsetWord, lexicon.Predicate,
		lexicon.Negation, lexicon.SourceCue, lexicon.Verb, lexicon.Bound, lexicon.Weekday,
		lexicon.Cardinal, lexicon.VagueWord) && !r.modifier(i) && !r.joinsWords(i-1) // "bullet-riddled"
}

// country reports a word in capitals that is "us" in small letters.
func (r *reader) country(i int) bool {
	m, ok := r.At(i, lexicon.Pronoun)
	return ok && m.Number == "self"
}

// isBreak reports whether a plain word behind a noun for people begins
// something else: an adverb, a lower-case word that is no noun for people.
func (r *reader) isBreak(i int) bool {
	if r.joinsWords(i) {
		return false
	}
	_, ok := r.nounAfter(i)
	return !ok || r.Has(i, lexicon.Adverb)
}

// joinsWords reports whether token i is a hyphen or an apostrophe within a
// compound: "five-storey", "guards'".
func (r *reader) joinsWords(i int) bool {
	if i+1 >= len(r.Tokens) || !r.same(i, i+1) {
		return false
	}
	t := &r.Tokens[i]
	if t.Kind != text.Punct || t.Space {
		return false
	}
	s := r.Str(i)
	return (s == "-" || s == "‐" || s == "‑") && !r.Tokens[i+1].Space
}

// same reports that two tokens stand in one sentence.
func (r *reader) same(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(r.Tokens) && j < len(r.Tokens) && r.Tokens[i].Sent == r.Tokens[j].Sent
}
