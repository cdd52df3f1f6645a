package casualty

import (
	"sort"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// Aside is a number that counts no casualties, and why.
type Aside struct {
	First, End int // tokens
	Why        string
}

// Read finds the mentions of a text in reading order, and sets every other
// number aside with the reason. Sentences that drop holds true for are not
// read; it may be nil.
func Read(t *lexicon.Tagged, drop []bool) ([]Mention, []Aside) {
	r := &reader{Tagged: t, drop: drop, qs: quantity.Scan(t)}
	r.qAt = make([]int32, len(t.Tokens)+1)
	for k, q := range r.qs {
		for i := q.First; i < q.End; i++ {
			r.qAt[i] = int32(k + 1)
		}
	}
	r.groups = make([]group, 0, len(t.Tokens)/8+4)
	r.out = make([]Mention, 0, len(r.qs)+4)
	r.owner = make([]int32, 0, len(r.qs)+4)
	r.findGroups()
	r.found = len(r.groups)
	r.index()
	for s := range t.Sents {
		if !r.dropped(s) {
			r.sentence(s)
		}
	}
	r.finish()
	return r.out, r.asides()
}

// reader holds one text while it is read.
type reader struct {
	*lexicon.Tagged
	drop      []bool // sentences that are no part of the news
	qs        []quantity.Quantity
	qAt       []int32 // quantity of each token, from 1; 0: none
	groups    []group
	found     int     // groups found in the text; the rest predicates made up
	startAt   []int32 // group that begins at a token, from 1
	endAt     []int32 // group that ends before a token, from 1
	listed    []int8  // of each group: is it an item of a list of parts? see listedSubset
	inPart    []bool  // inside "of the injured" and its like
	out       []Mention
	owner     []int32         // group of each mention, from 1; 0: none
	list      int             // lists so far
	namesSeen map[string]bool // capitalised words inside sentences; nil until asked for
	people    []int           // the list that namedSubjects reads, used again
	present   bool            // some mention says how many there were
	attackers bool            // some noun is for attackers, fighters or suspects
	hostile   bool            // fighters are told to have attacked
	wholes    []lexicon.Match // "15 dead" of "six of the 15 dead": from the last token of the number to the word of harm
}

func (r *reader) dropped(sent int) bool { return sent < len(r.drop) && r.drop[sent] }

// index files the groups by where they begin and end.
func (r *reader) index() {
	r.startAt = make([]int32, len(r.Tokens)+1)
	r.endAt = make([]int32, len(r.Tokens)+1)
	r.listed = make([]int8, len(r.groups))
	r.inPart = make([]bool, len(r.Tokens)+1)
	for k := range r.groups {
		if g := &r.groups[k]; g.partOf {
			for i := g.cntEnd; i < g.end; i++ {
				r.inPart[i] = true
			}
		}
		if p := r.groups[k].person; p != nil && (p.Who == "perpetrator" || p.Who == "suspect" || p.Who == "combatant") {
			r.attackers = true
		}
		r.startAt[r.groups[k].first] = int32(k + 1)
		r.endAt[r.groups[k].end] = int32(k + 1)
	}
}

// groupAt returns the group that begins at token i, or -1.
func (r *reader) groupAt(i int) int { return int(r.startAt[min(max(i, 0), len(r.Tokens))]) - 1 }

// groupEnding returns the group that ends before token i, or -1.
func (r *reader) groupEnding(i int) int { return int(r.endAt[min(max(i, 0), len(r.Tokens))]) - 1 }

// firstGroup returns the first group that begins at token i or later.
func (r *reader) firstGroup(i int) int {
	return sort.Search(r.found, func(k int) bool { return r.groups[k].first >= i })
}

// sentence reads the mentions of sentence s: what its predicates say, then
// its totals, its parts, and what it leaves out because it was just said.
func (r *reader) sentence(s int) {
	from := len(r.out)
	sent := &r.Sents[s]
	for i := sent.First; i < sent.End; {
		if c, ok := r.At(i, lexicon.Carry); ok {
			r.carried(c)
		}
		if r.Has(i, lexicon.Negation, lexicon.EventNoun) {
			r.noVictims(i)
			if end, ok := r.crimeApart(i); ok {
				i = end
				continue
			}
		}
		m, ok := r.At(i, lexicon.Predicate)
		if !ok || r.inPart[i] || m.Kind == "capitals" && !r.Tokens[i].AllCaps { // "of the injured" only names the whole
			i++
			continue
		}
		if end, ok := r.label(m); ok {
			i = end
			continue
		}
		r.predicate(m)
		i = m.End
	}
	r.restated(sent)
	r.totals(sent)
	r.amongThem(sent, from)
	r.subsets(sent, from)
	r.identified(sent)
	r.survivors(sent.First, sent.End)
	r.breakdowns(sent, from)
	r.formers(sent, from)
	r.saidEarlier(sent, from)
	r.gaps(sent, from)
	r.saidCounts(sent)
	r.butNot(sent, from)
	r.announced(sent, from)
	r.identities(sent, from)
	r.withHurt(from)
	r.diedThere(from)
	r.died(from)
	r.fates(from)
	r.toldTwice(from)
	r.order(from)
	r.apposedToCount(from)
	r.nest(from)
	r.summedUp(sent, from)
	r.addends(from)
	r.sequence(from)
	r.andOne(from)
}

// died drops the injury of people who died of it in the same sentence, "a man
// wounded in the blast died", and that they were missing: "the bodies of two
// trapped miners were found".
func (r *reader) died(from int) {
	keep := from
	for i := from; i < len(r.out); i++ {
		m := &r.out[i]
		if (m.Outcome == Injured || m.Outcome == Critical) && m.Count.Max > 0 && r.owner[i] > 0 && (r.told(int(r.owner[i])-1, Killed) || r.deadByName(&r.groups[r.owner[i]-1])) {
			continue
		}
		if (m.Outcome == Rescued || m.Outcome == Hospitalised) && r.owner[i] > 0 && r.told(int(r.owner[i])-1, Killed) {
			continue // "three people pulled from the sea died"
		}
		if m.Outcome == Present && m.Actor == Victim && m.Counting == Indefinite && m.Count.Max == 1 && r.owner[i] > 0 && r.harmed(int(r.owner[i])-1) {
			continue // "a passenger in the car was hurt"
		}
		if m.Outcome == Missing && m.Count.Max == 1 && r.owner[i] > 0 && r.told(int(r.owner[i])-1, Unharmed) {
			continue // "A girl reported missing has been found safe"
		}
		if r.owner[i] > 0 && (m.Outcome == Missing && r.foundDead(int(r.owner[i])-1) || m.Outcome == Killed && r.presumed(m, int(r.owner[i])-1)) {
			continue
		}
		r.out[keep], r.owner[keep] = r.out[i], r.owner[i]
		keep++
	}
	if keep < len(r.out) {
		r.out, r.owner = r.out[:keep], r.owner[:keep]
		for i := from; i < keep; i++ {
			if r.out[i].SubsetOf >= keep {
				r.out[i].SubsetOf = -1
			}
		}
	}
}

// harmed reports that group k is told dead or hurt.
func (r *reader) harmed(k int) bool {
	return r.told(k, Killed) || r.told(k, Injured) || r.told(k, Critical) || r.told(k, Hospitalised)
}

// foundDead reports that the sentence tells group k dead, and no hedge leaves
// that open: "missing and presumed drowned".
func (r *reader) foundDead(k int) bool {
	j := r.mentionOf(k, Killed)
	return j >= 0 && r.out[j].Sent == int(r.Tokens[r.groups[k].first].Sent) && !r.hedged(r.groups[k].end, r.out[j].End)
}

// presumed reports that mention m only tells people dead whom the sentence
// tells missing: "missing and presumed drowned".
func (r *reader) presumed(m *Mention, k int) bool {
	return r.hedged(r.groups[k].end, m.End) && r.told(k, Missing)
}

// order sorts the mentions from index from on by place; what was read of one
// place keeps the order in which it was read. Parts keep their hosts.
func (r *reader) order(from int) {
	n := len(r.out) - from
	idx := make([]int, n)
	sorted := true
	for i := range idx {
		idx[i] = from + i
		sorted = sorted && (i == 0 || r.out[from+i-1].CountFirst <= r.out[from+i].CountFirst)
	}
	if sorted {
		return
	}
	sort.SliceStable(idx, func(a, b int) bool { return r.out[idx[a]].CountFirst < r.out[idx[b]].CountFirst })
	ms, own, now := make([]Mention, n), make([]int32, n), make([]int, n)
	for to, was := range idx {
		ms[to], own[to], now[was-from] = r.out[was], r.owner[was], from+to
	}
	copy(r.out[from:], ms)
	copy(r.owner[from:], own)
	for i := range r.out {
		if h := r.out[i].SubsetOf; h >= from {
			r.out[i].SubsetOf = now[h-from]
		}
	}
}

// emit adds the mention that group k came to an outcome, as predicate p says.
func (r *reader) emit(k int, outcome Outcome, p lexicon.Match, rule string) *Mention {
	if n := r.groups[k].is; n > 0 {
		k = int(n) - 1
	}
	k = r.nameBefore(k)
	g := &r.groups[k]
	if r.Tokens[g.first].Part != r.Tokens[p.First].Part || r.withinPart(g.first, max(g.end, p.End)) < max(g.end, p.End) {
		return nil // a quote cannot run from the title into the text
	}
	if r.told(k, outcome) || outcome == Present && !attackersByNoun(g) && !g.attacked && (r.told(k, Killed) || r.told(k, Injured)) {
		return nil
	}
	if g.except {
		ms, n := r.allBut(g)
		if n == 0 {
			return nil
		}
		g.count, g.counting, g.except, rule = quantity.Of(n), Definite, false, "all-but"
		if outcome == Killed {
			r.wereCasualties(ms)
		}
	}
	if (outcome == Rescued || outcome == Evacuated) && (r.told(k, Killed) || r.bodiesAt(g.end)) {
		return nil // "the bodies of four men were brought ashore", "extricated eight bodies"
	}
	if (outcome == Injured || outcome == Casualties) && (g.partOf && g.partOutcome == Killed || r.mannerOfDeath(g, p)) {
		outcome = Killed // "two of the dead had been shot four times"
		if r.told(k, outcome) {
			return nil
		}
	}
	if (outcome == Injured || outcome == Critical) && (r.deadByName(g) || r.deadByNoun(g)) {
		return nil // "Vargas was shot eight times", told dead before
	}
	if g.counting == ByOrdinal && (!harm(outcome) || r.ofHostages(g)) {
		g.count, g.counting = quantity.Of(1), Indefinite // "a fourth clerk survived": one did
	}
	g.used = true
	if outcome == Present {
		r.present = true
	}
	m := Mention{
		First: min(g.first, p.First), End: max(g.end, p.End),
		CountFirst: g.countFirst, CountEnd: g.cntEnd, PopFirst: g.popFirst, PopEnd: g.popEnd,
		Sent: int(r.Tokens[g.first].Sent), Count: g.count, Counting: g.counting,
		Outcome: outcome, Actor: r.actor(g, outcome), SubsetOf: -1, Additional: g.more,
		Running: g.counting == ByOrdinal, Headed: r.Sentence(g.first).Heading, Rule: rule,
	}
	if m.End-m.First > longQuote {
		m.First, m.End = g.first, g.end
	}
	if g.q >= 0 && r.qs[g.q].Emphatic && !r.hedged(g.end, p.End) {
		m.Count = quantity.Of(m.Count.Value) // "as many as 17 have died": seventeen have
	}
	if g.definite && g.counting == ByNumber {
		m.Counting = Definite
	}
	if m.Actor == Perpetrator && outcome == Killed && g.counting == Definite && g.q < 0 && !g.plural && rule != ownHand && rule != "included-attacker" && r.attackerDead(m.Sent) {
		return nil
	}
	r.population(&m)
	r.ofNamed(g, &m)
	r.byHisSex(g, &m)
	r.out = append(r.out, m)
	r.owner = append(r.owner, int32(k+1))
	return &r.out[len(r.out)-1]
}

// withinPart cuts tokens [first, end) to the title or the text that they begin in,
// and returns where they end then: no quote runs from the one into the other.
func (r *reader) withinPart(first, end int) int {
	end = min(end, len(r.Tokens))
	for end > first+1 && r.Tokens[end-1].Part != r.Tokens[first].Part {
		end--
	}
	return end
}

// bodiesAt reports a noun of the dead at token i.
func (r *reader) bodiesAt(i int) bool {
	p, ok := r.At(i, lexicon.Predicate)
	return ok && p.Frame == "noun" && p.Outcome == string(Killed)
}

// attackerDead reports an attacker told dead by himself in a sentence of the text
// before: "the gunman", dead too, is that one.
func (r *reader) attackerDead(sent int) bool {
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		if m := &r.out[i]; m.Actor == Perpetrator && m.Outcome == Killed && m.Count.Max == 1 && !m.Headed && m.Sent < sent {
			return true
		}
	}
	return false
}

// sideOfWhole tells the side of "two of them": that of the people told last.
func (r *reader) sideOfWhole(g *group) Actor {
	at := r.firstGroup(g.first)
	for k := at - 1; k >= max(0, at-lookBack) && int(r.Tokens[g.first].Sent)-int(r.Tokens[r.groups[k].first].Sent) <= 1; k-- {
		w := &r.groups[k]
		if w.person == nil && w.used && w.q >= 0 && w.thing == nil && !w.partOf {
			break // "27 injured, of whom four"
		}
		if w.person == nil || !w.plural || w.subset {
			continue
		}
		if w.person.Who == "perpetrator" || w.person.Who == "combatant" && r.hostile {
			return Perpetrator
		}
		break
	}
	return Victim
}

// hedged reports a modal verb or a hedge between two tokens: "as many as 30
// may be trapped".
func (r *reader) hedged(i, end int) bool {
	for ; i < end; i++ {
		if m, ok := r.Covering(i, lexicon.Aux); ok && m.Kind == "modal" {
			return true
		}
		if m, ok := r.Covering(i, lexicon.StanceCue); ok && (m.Stance == "unconfirmed" || m.Stance == "hypothetical") {
			return true
		}
	}
	return false
}

// besideAttackers reports that the mention right before group g, in its sentence,
// is one of attackers.
func (r *reader) besideAttackers(g *group) bool {
	i := len(r.out) - 1
	return i >= 0 && r.out[i].Sent == int(r.Tokens[g.first].Sent) && r.out[i].Actor == Perpetrator
}

// population reads who was counted from behind the verb: "all 13 dead were
// civilians".
func (r *reader) population(m *Mention) {
	if m.PopEnd > m.PopFirst {
		return
	}
	i := m.End
	for r.same(i, m.First) && r.Has(i, lexicon.Aux) {
		i++
	}
	if p, ok := r.At(i, lexicon.Person); ok && i > m.End && p.Number == "plural" && r.same(i, m.First) {
		m.PopFirst, m.PopEnd = i, p.End
		m.quoteOf(i, p.End)
	}
}

// longQuote is how many tokens a quote may have before it is cut to the count:
// a reader must see at a glance what is quoted.
const longQuote = 28

// lookBack bounds how many mentions, groups or items of a list are looked back
// over. No sentence of news has as many; a hostile one must not cost the square
// of its length.
const lookBack = 64

// recent returns the index of the earliest mention that is looked back to.
func (r *reader) recent() int { return max(0, len(r.out)-lookBack) }

// told reports whether group k already has a mention with the outcome.
func (r *reader) told(k int, outcome Outcome) bool {
	for i := len(r.out) - 1; i >= r.recent() && r.out[i].Sent == int(r.Tokens[r.groups[k].first].Sent); i-- {
		if r.owner[i] == int32(k+1) && r.out[i].Outcome == outcome {
			return true
		}
	}
	return false
}

// actor tells on which side a group stood: attackers by the very noun, fighters
// where the text has them attack, and the suspect who died.
func (r *reader) actor(g *group, outcome Outcome) Actor {
	if g.person == nil {
		if g.partOf {
			return r.sideOfWhole(g)
		}
		if (outcome == Detained || harm(outcome) && g.counting == ByOrdinal) && !g.noun && r.besideAttackers(g) {
			return Perpetrator // "killed three gunmen and arrested a fourth"
		}
		return Victim
	}
	if g.attacked && harm(outcome) {
		return Perpetrator
	}
	switch g.person.Who {
	case "perpetrator":
		if g.person.Kind == "unknown" && harm(outcome) && !r.present && !g.definite {
			return Victim
		}
		return Perpetrator
	case "combatant":
		if r.hostile && outcome != Detained {
			return Perpetrator
		}
	case "suspect":
		if harm(outcome) && g.counting == Definite {
			return Perpetrator
		}
	}
	return Victim
}

// quoteOf widens a mention's quote to take in tokens [first, end).
func (m *Mention) quoteOf(first, end int) {
	if max(m.End, end)-min(m.First, first) <= longQuote {
		m.First, m.End = min(m.First, first), max(m.End, end)
	}
}

// clauseEnd reports a mark that ends a clause.
func (r *reader) clauseEnd(i int) bool {
	if r.Tokens[i].Kind != text.Punct {
		return false
	}
	switch r.Str(i) {
	case ";", ":", ".", "?", "!", "…":
		return true
	}
	return false
}
