package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// subsets reads the parts of what the sentence has just counted: "including
// 13 children", "five of them children", "among them a couple". A part with
// no verb of its own has its host's outcome.
func (r *reader) subsets(s *text.Sentence, from int) {
	for k := r.firstGroup(s.First); k < r.found && r.groups[k].first < s.End; k++ {
		g := &r.groups[k]
		if (g.subset || attackersByNoun(g) && r.wasAmong(g)) && g.person != nil && r.includesAttackers(k, from) {
			continue
		}
		if g.used || !g.counted || g.thing != nil {
			continue
		}
		if !g.subset && !g.partOf && !r.listedSubset(k) && !r.wasAmong(g) && !r.areWho(g) {
			continue
		}
		host := r.partHost(k, from, s)
		if host < 0 {
			r.theDeadWere(k)
			continue
		}
		h := r.out[host]
		p := lexicon.Match{Entry: &lexicon.Entry{}, First: g.first, End: g.end}
		if m := r.emit(k, h.Outcome, p, "part"); m != nil {
			m.Bare = true
			m.SubsetOf = host
			if r.opener(k).complete {
				m.List, m.Complete = r.listOf(k), true
			}
			if h.Actor == Perpetrator || g.person == nil && r.perpetratorsAt(g.end) {
				m.Actor = Perpetrator
				r.out[host].Includes = r.out[host].Includes || h.Actor == Victim
			}
		}
	}
}

// perpetratorsAt reports a noun for attackers at token i: "two of them attackers".
func (r *reader) perpetratorsAt(i int) bool {
	w, ok := r.At(i, lexicon.Person)
	return ok && w.Who == "perpetrator" && r.same(i-1, i)
}

// theDeadWere reads "The dead were a teacher and two pupils" where nobody was
// counted before: the list is the count.
func (r *reader) theDeadWere(k int) {
	o := r.groups[k].partOutcome
	m, ok := r.subsetWord(r.groups[k].first)
	if !ok || m.Kind != "complete" || o == "" {
		return // "the victims" may be hurt
	}
	list := r.listOf(k)
	for j := k; j < r.found && (j == k || r.listedSubset(j) && r.same(r.groups[k].first, r.groups[j].first)); j++ {
		g := &r.groups[j]
		if g.person == nil && (g.q >= 0 || !g.plural) || !g.counted { // "a couple" is two without a noun
			continue
		}
		if m := r.emit(j, o, lexicon.Match{Entry: &lexicon.Entry{}, First: g.first, End: g.end}, "the-dead-were"); m != nil {
			m.List, m.Complete = list, true
		}
	}
}

// wasAmong reads "four officers were among the dead": the phrase that makes
// the group a part stands behind it, or behind the list that it begins.
func (r *reader) wasAmong(g *group) bool {
	m, ok := r.At(g.end, lexicon.SubsetWord)
	if ok && m.Outcome == "" && r.same(g.end, g.first) && (m.End >= len(r.Tokens) || !r.same(g.end, m.End) || r.Tokens[m.End].Kind == text.Punct) {
		return r.Is(g.first-1, ",") || r.Has(g.first-1, lexicon.Conjunction) // "nine died, two nurses among them"
	}
	o := r.amongWhich(g.end)
	if o == "" {
		o = r.amongWhich(r.pastItems(g.end))
	}
	if o == "" {
		return false
	}
	g.partOutcome = o
	return true
}

// amongWhich returns the outcome of "were among the dead" from token i on.
func (r *reader) amongWhich(i int) Outcome {
	at := i
	for r.same(i-1, at) && r.Has(at, lexicon.Aux, lexicon.Adverb) {
		at++
	}
	if m, ok := r.At(at, lexicon.SubsetWord); ok && at > i && r.same(i-1, at) {
		return Outcome(m.Outcome)
	}
	return ""
}

// mostItems is how many items of a list of people are stepped over.
const mostItems = 8

// pastItems steps from token i over further people of a list: "and three
// children", "and staff". It returns i where there are none.
func (r *reader) pastItems(i int) int {
	end := i
	for n := 0; n < mostItems; n++ {
		j := end
		for r.same(end-1, j) && (r.Is(j, ",") || r.Has(j, lexicon.Conjunction)) {
			j++
		}
		if j == end || !r.same(end-1, j) {
			break
		}
		if k := r.groupAt(j); k >= 0 && r.groups[k].thing == nil {
			end = r.groups[k].end
		} else if p, ok := r.At(j, lexicon.Person); ok {
			end = p.End
		} else {
			break
		}
	}
	return end
}

// areWho reads "Nine are children": a bare count that the sentence says who
// they are of.
func (r *reader) areWho(g *group) bool {
	if g.noun || g.q < 0 || !r.beginsClause(g.first) {
		return false
	}
	i := g.end
	for r.same(i, g.first) && r.Has(i, lexicon.Aux, lexicon.Adverb) {
		i++
	}
	p, ok := r.At(i, lexicon.Person)
	if !ok || i == g.end || p.Number != "plural" || !r.same(i, g.first) {
		return false
	}
	g.person, g.popFirst, g.popEnd, g.partOf = p.Entry, i, p.End, true
	return true
}

// beginsClause reports that token i opens a sentence, a quotation, what somebody
// says, or a clause that a conjunction or a mark joins on.
func (r *reader) beginsClause(i int) bool {
	return !r.same(i-1, i) || r.Has(i-1, lexicon.Conjunction, lexicon.SourceCue) || r.Tokens[i-1].Kind == text.Punct
}

// amongThem reads "the shooter was among the five dead", "two children among
// five dead": a part of the count that "among" leads to.
func (r *reader) amongThem(s *text.Sentence, from int) {
	for j := from; j < len(r.out); j++ {
		h := r.out[j]
		w := int(r.owner[j]) - 1
		if w < 0 || w >= r.found || h.SubsetOf >= 0 || h.Count.Max < 2 {
			continue
		}
		p := r.groups[w].prep
		if p == nil || p.Kind != "among" {
			continue
		}
		at := r.verbStart(r.groups[w].first - 1)
		k := r.groupEnding(at)
		if k < 0 || r.groups[k].used || !r.groups[k].counted || r.groups[k].thing != nil || r.groups[k].negated || !r.sameStart(at) {
			continue
		}
		m := r.emit(k, h.Outcome, lexicon.Match{Entry: p, First: r.groups[k].first, End: r.groups[w].end}, "among")
		if m == nil {
			continue
		}
		m.SubsetOf = j
		r.out[j].Includes = r.out[j].Includes || m.Actor == Perpetrator
	}
}

// listOf returns the number of the list that the parts of one sentence make.
func (r *reader) listOf(k int) int {
	if r.groups[k].subset {
		r.list++
	}
	return r.list
}

// partHost returns the mention that group k is a part of, or -1.
func (r *reader) partHost(k, from int, s *text.Sentence) int {
	if o := r.opener(k).partOutcome; o != "" {
		return r.toldBefore(r.groups[k].first, o)
	}
	if r.groups[k].partOutcome != "" {
		return r.toldBefore(r.groups[k].first, r.groups[k].partOutcome)
	}
	if r.ofThings(k) || r.ofAccused(k) {
		return -1
	}
	if host := r.ofReference(k); host >= 0 {
		return host
	}
	host := r.hostMention(k, from)
	if host < 0 {
		host = r.hostByNoun(k, s)
	}
	if host < 0 {
		host = r.lastMention(k, s)
	}
	if host >= 0 && r.out[host].Count.Max == 1 && r.groups[k].count.Min > 1 {
		return -1 // "left one dead and sent six, including four children, to hospital"
	}
	if w := r.wholeNumber(k); host >= 0 && w > 0 && (r.out[host].Count.Min > w || r.out[host].Count.Max < w) {
		return -1 // "one of the six who voted against", of 38 injured
	}
	return host
}

// wholeNumber returns how many the whole of "one of the six" is said to be; 0
// where no number says so.
func (r *reader) wholeNumber(k int) int {
	g := &r.groups[k]
	if !g.partOf {
		return 0
	}
	for i := g.cntEnd; i < g.end; i++ {
		if q := r.qAt[i]; q > 0 && r.qs[q-1].First == i && !r.qs[q-1].Ordinal {
			return r.qs[q-1].Count.Value
		}
	}
	return 0
}

// hostByNoun returns the mention of the outcome that the sentence names before
// the parts, without a number: "The adults killed included two teachers", "We
// have counted the bodies and they include 27 children"; or -1.
func (r *reader) hostByNoun(k int, s *text.Sentence) int {
	g := r.opener(k)
	for i := g.first - 1; g.subset && i >= max(s.First, g.first-farthest); i-- {
		if p, ok := r.Ending(i+1, lexicon.Predicate); ok && (p.Frame == "noun" || p.Frame == "past" || p.Frame == "state") && harm(Outcome(p.Outcome)) {
			return r.toldBefore(g.first, Outcome(p.Outcome))
		}
	}
	return -1
}

// ofReference returns the mention whose number a phrase before group k names
// again: "Of the 26, nineteen had been identified".
func (r *reader) ofReference(k int) int {
	if k == 0 || !r.groups[k-1].reference || r.groups[k-1].q < 0 || !r.same(r.groups[k-1].first, r.groups[k].first) {
		return -1
	}
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		if m := &r.out[i]; m.Count.Value == r.groups[k-1].count.Value && m.SubsetOf < 0 && m.Actor == Victim && m.Outcome != Present {
			return i
		}
	}
	return -1
}

// ofAccused reports "14 of the accused": no part of any victims.
func (r *reader) ofAccused(k int) bool {
	g := &r.groups[k]
	if g.subset && k > 0 && r.same(r.groups[k-1].first, g.first) {
		g = &r.groups[k-1] // "14 of the accused, including two constables"
	}
	return g.partOf && g.person != nil && g.person.Who == "suspect"
}

// ofThings reports that "three of them" are of the things counted right before:
// "five wounds, three of them in the head".
func (r *reader) ofThings(k int) bool {
	if k == 0 || !r.groups[k].partOf || r.groups[k].person != nil {
		return false
	}
	prev := &r.groups[k-1]
	return prev.thing != nil && prev.counted && r.same(prev.first, r.groups[k].first) && r.Is(r.groups[k].first-1, ",")
}

// opener returns the group that opened the list of parts that group k is in.
func (r *reader) opener(k int) *group { return &r.groups[r.openerIndex(k)] }

func (r *reader) openerIndex(k int) int {
	if r.groups[k].subset || !r.listedSubset(k) {
		return k
	}
	for !r.groups[k].subset {
		k--
	}
	return k
}

// toldBefore returns the largest count of victims with an outcome told before
// token i: what "among the dead" is a part of.
func (r *reader) toldBefore(i int, o Outcome) int {
	best := -1
	for j := range r.out[:min(len(r.out), lookBack)] { // a text gives its totals early
		m := &r.out[j]
		if m.Outcome == o && m.Actor == Victim && m.CountFirst < i && m.SubsetOf < 0 && (best < 0 || m.Count.Min >= r.out[best].Count.Min) {
			best = j
		}
	}
	return best
}

// listedSubset reports an item behind one that "including" opened.
func (r *reader) listedSubset(k int) bool {
	first := k
	for first > 0 && r.listed[first] == unasked {
		if !r.itemBehind(first) {
			r.listed[first] = notListed
		} else if r.groups[first-1].subset {
			r.listed[first] = isListed
		} else {
			first--
		}
	}
	for ; first < k; first++ { // each item is what the one before it is
		r.listed[first+1] = max(r.listed[first], notListed)
	}
	return r.listed[k] == isListed
}

// Answers of listedSubset, kept so that a list is walked once.
const (
	unasked int8 = iota
	notListed
	isListed
)

// itemBehind reports that only commas, conjunctions, an age or the part's own
// verb stand between group k and the one before it.
func (r *reader) itemBehind(k int) bool {
	g, prev := &r.groups[k], &r.groups[k-1]
	if r.Has(g.end, lexicon.SourceCue) && r.same(g.end, g.first) { // "including two women, the sheriff said"
		return false
	}
	if !r.same(prev.first, g.first) || r.Has(g.end, lexicon.Aux) && r.same(g.end, g.first) { // "and 12 were hurt"
		return false
	}
	i := prev.end
	if m, ok := r.At(i, lexicon.Predicate); ok && (m.Frame == "past" || m.Frame == "state") {
		i = m.End // "including 14 injured and one dead"
	}
	for i < g.first && (r.Is(i, ",") || r.Has(i, lexicon.Conjunction) || r.ofAge(i)) {
		i++
	}
	return i == g.first && i > prev.end
}

// hostMention returns the mention of this sentence, since from, that group k
// is a part of: the nearest that begins before it, one that is large enough if there is any.
func (r *reader) hostMention(k, from int) int {
	g := &r.groups[k]
	best, fits := -1, false
	for i := max(from, r.recent()); i < len(r.out); i++ {
		m := &r.out[i]
		if m.CountFirst >= g.first || m.Bare || m.Outcome == Present && m.Actor == Perpetrator || m.Count.Max <= 1 {
			continue
		}
		fit := g.count.Min <= m.Count.Max
		if best < 0 || fit && !fits || fit == fits && m.CountFirst >= r.out[best].CountFirst {
			best, fits = i, fit
		}
	}
	return best
}

// lastMention returns the last mention before sentence s that "of them" can
// refer to; -1 where a part names no people told before.
func (r *reader) lastMention(k int, s *text.Sentence) int {
	g := &r.groups[k]
	if !g.partOf && !g.subset {
		return -1
	}
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		m := &r.out[i]
		if m.CountFirst >= g.first {
			continue
		}
		if int(r.Tokens[s.First].Sent)-m.Sent > 1 {
			return -1
		}
		if m.SubsetOf < 0 && m.Count.Max > g.count.Min && m.Actor == Victim && !r.groupsNegated(i) {
			return i
		}
	}
	return -1
}

func (r *reader) groupsNegated(i int) bool { return r.owner[i] > 0 && r.groups[r.owner[i]-1].negated }

// includesAttackers reads "12 dead, including the gunman": the total counts
// him, and he died.
func (r *reader) includesAttackers(k, from int) bool {
	g := &r.groups[k]
	if g.person.Who != "perpetrator" && !(g.person.Who == "combatant" && r.hostile) && g.person.Who != "suspect" {
		return false
	}
	host := r.hostMention(k, from)
	if host < 0 || r.out[host].Outcome != Killed && r.out[host].Outcome != Injured {
		return false
	}
	r.out[host].Includes = true
	if !g.counted {
		return true
	}
	p := lexicon.Match{Entry: &lexicon.Entry{}, First: g.first, End: g.end}
	if m := r.emit(k, r.out[host].Outcome, p, "included-attacker"); m != nil {
		m.Actor, m.SubsetOf, m.Bare = Perpetrator, host, true
	}
	return true
}

// nest tells of mentions with a verb of their own whether they are parts of
// one before: "Thirty-four of the injured were admitted to hospital".
func (r *reader) nest(from int) {
	for i := from; i < len(r.out); i++ {
		m := &r.out[i]
		k := int(r.owner[i]) - 1
		if m.SubsetOf >= 0 || k < 0 || m.Succumbed {
			continue
		}
		if k < r.found && (r.groups[k].subset || r.listedSubset(k)) && m.Actor == Victim {
			first := r.openerIndex(k)
			host := r.hostMention(first, from)
			if host < 0 && r.groups[k].subset {
				host = r.lastMention(k, &r.Sents[m.Sent])
			}
			if host < 0 || first == k || r.groups[k].noun || r.hasVerb(first) || within(m.Outcome, r.out[host].Outcome) {
				m.SubsetOf = host // but not "six dead, including two children, and 15 injured"
			}
			continue
		}
		if !r.groups[k].partOf {
			r.withDeaths(i, k, from)
			r.barePart(i, k, from)
			r.remaining(i, k)
			r.theOthers(i, k)
			r.someOfThem(i, k)
			continue
		}
		if r.groups[k].partOutcome == Unharmed && m.Outcome == Killed {
			m.Additional = m.Additional || r.deathTold(i)
			continue // "one of the survivors died": none of the dead told before
		}
		if j := i + 1; j < len(r.out) && r.out[j].Rule == "whole" && r.out[j].CountFirst < r.groups[k].end && r.out[j].Outcome == m.Outcome {
			m.SubsetOf = j // "one of the 13 people killed"
			continue
		}
		for j := i - 1; j >= max(0, i-lookBack) && m.Sent-r.out[j].Sent <= farBack; j-- {
			h := &r.out[j]
			if h.Actor == m.Actor && h.SubsetOf < 0 && h.Count.Max > m.Count.Min && h.Outcome != Present && within(m.Outcome, h.Outcome) {
				m.SubsetOf = j
				break
			}
		}
	}
}

// withDeaths makes a part of "one death" in "Six clerks were shot dead, with one
// death believed to be a suicide".
func (r *reader) withDeaths(i, k, from int) {
	m := &r.out[i]
	p, ok := r.Ending(m.CountFirst, lexicon.Preposition)
	if m.Rule != "noun-count" || m.Additional || !ok || p.Kind != "" || !r.Is(p.First-1, ",") {
		return
	}
	for j := i - 1; j >= max(from, i-lookBack); j-- {
		if h := &r.out[j]; h.Outcome == m.Outcome && h.Actor == m.Actor && h.SubsetOf < 0 && h.Count.Min > m.Count.Max {
			m.SubsetOf = j
			return
		}
	}
}

// farBack is how many sentences back "of the dead" may refer.
const farBack = 12
