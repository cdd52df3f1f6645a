package casualty

import (
	"slices"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// farthest is how many tokens may stand between a subject and its verb.
const farthest = 40

// subject finds the groups that predicate p is said of, which stand before
// it, and the rule that found them. Groups without a number are returned too:
// they hide a farther one.
func (r *reader) subject(p lexicon.Match) (ks []int, rule string) {
	at := r.verbStart(p.First)
	if as, ok := r.Ending(at, lexicon.Preposition); ok && as.Kind == "as" && p.Frame == "state" {
		at = as.First // "listed 640 people as missing"
	}
	if k := r.leftOf(at); k >= 0 && !r.hangs(k) {
		if who := r.whoDidTo(k); who >= 0 {
			k = who
		}
		return r.wholeSubject(k, p.Frame == "subject" || r.passive(p.First)), "adjacent-subject"
	}
	if !r.sameStart(at) {
		return nil, ""
	}
	if m, ok := r.Ending(at, lexicon.Pronoun); ok {
		return r.relative(m, p)
	}
	if r.Has(at-1, lexicon.Subordinator) && !r.Has(at-1, lexicon.Determiner, lexicon.Pronoun) {
		return nil, "" // "before being arrested": its subject is the main clause's
	}
	if r.namedBefore(at) {
		return nil, ""
	}
	if k := r.beforeAside(at); k >= 0 && (p.Frame != "past" || r.passive(p.First)) {
		return r.wholeSubject(k, true), "subject-before-aside"
	}
	if k := r.clauseSubject(at); k >= 0 {
		return r.wholeSubject(k, true), "clause-subject"
	}
	return nil, ""
}

// relativeReach is how many tokens a relative clause may have between who it
// tells of and whom that one did something to.
const relativeReach = 4

// whoDidTo returns who the subject is where group k is only the object of its
// relative clause: "A teacher who tackled the shooter was hurt". It returns -1
// elsewhere.
func (r *reader) whoDidTo(k int) int {
	g := &r.groups[k]
	if g.counting != Definite || g.prep != nil {
		return -1
	}
	for i := g.first - 1; i >= g.first-relativeReach && r.same(i, g.first); i-- {
		if r.Has(i, lexicon.Aux, lexicon.Preposition) || r.Tokens[i].Kind == text.Punct {
			return -1
		}
		if m, ok := r.At(i, lexicon.Pronoun); ok && m.Kind == "relative" && m.Number == "" && i < g.first-1 {
			if who := r.groupEnding(i); who >= 0 && r.groups[who].counted && r.groups[who].person != nil {
				return who
			}
			return -1
		}
	}
	return -1
}

// alsoSo reads ", as was a gardener" behind predicate p and its subject: somebody
// else came to the same.
func (r *reader) alsoSo(p lexicon.Match) int {
	i := p.End
	if r.Is(i, ",") {
		i++
	}
	as, ok := r.At(i, lexicon.Preposition)
	if !ok || as.Kind != "as" || !r.same(p.First, as.End) {
		return -1
	}
	if be, ok := r.At(as.End, lexicon.Aux); !ok || be.Kind != "be" && be.Kind != "do" {
		return -1
	}
	k := r.groupAt(as.End + 1)
	if k < 0 || !r.countable(k, p) {
		return -1
	}
	return k
}

// hangs reports a thing that only tells where or how: "three men on two
// motorcycles".
func (r *reader) hangs(k int) bool {
	g := &r.groups[k]
	return g.thing != nil && g.prep != nil && g.prep.Kind == ""
}

// namedBefore reports that a name stands right before the verb: it is the
// subject, and no group farther away.
func (r *reader) namedBefore(at int) bool {
	if r.Tokens[at-1].Kind != text.Word || !r.nameWord(at-1) || !r.nameWord(at-2) || !r.same(at-2, at) {
		return false
	}
	first := at - 2
	for r.same(first-1, at) && r.nameWord(first-1) {
		first--
	}
	if d, ok := r.Ending(first, lexicon.Determiner); ok {
		first = d.First
	}
	return !r.same(first-1, first) || !r.Has(first-1, lexicon.Preposition) // "servicemen of the Armed Forces were"
}

// sameStart reports that something of the sentence stands before token i.
func (r *reader) sameStart(i int) bool { return i > 0 && r.same(i-1, i) }

// leftOf returns the group that ends at token i, an apposed age stepped over
// ("Jane, a nurse, 41, died").
func (r *reader) leftOf(i int) int {
	if !r.sameStart(i) {
		return -1
	}
	return r.groupEnding(i)
}

// wholeSubject widens the last group of a subject to the list it closes. A
// list that "including" opens is an aside before a finite verb: its host is the
// subject. Of "12 hurt, including two dead" it is not.
func (r *reader) wholeSubject(k int, finite bool) []int {
	ks := r.listBefore(k)
	if g := &r.groups[k]; r.groups[ks[0]].subset && len(ks) > 1 && !finite && !g.noun && !g.more && !g.partOf {
		return []int{k} // "six dead, including two children, and 15 injured"
	}
	if r.groups[ks[0]].subset && finite {
		host := r.host(ks[0])
		if (host < 0 || r.groups[host].used) && r.toldInSentence(r.groups[ks[0]].first) {
			return []int{k} // "nine died, among them two women and a boy, and 12 were hurt"
		}
		if host >= 0 {
			return r.listBefore(host)
		}
	}
	return ks
}

// toldInSentence reports a mention of the sentence that begins before token i.
func (r *reader) toldInSentence(i int) bool {
	s := int(r.Tokens[i].Sent)
	for j := len(r.out) - 1; j >= r.recent() && r.out[j].Sent == s; j-- {
		if r.out[j].CountFirst < i {
			return true
		}
	}
	return false
}

// host returns the group that the aside opened before group k belongs to.
func (r *reader) host(k int) int {
	m, ok := r.Ending(r.groups[k].first, lexicon.SubsetWord)
	if !ok {
		return -1
	}
	i := m.First
	if i > 0 && r.Tokens[i-1].Kind == text.Punct {
		i--
	}
	if h := r.groupEnding(i); h >= 0 && r.sameStart(i) {
		return h
	}
	for n := 0; n < 8 && i > 0 && r.same(i-1, i); n++ { // "12 people in the bus, including …"
		i--
		if h := r.groupEnding(i); h >= 0 && r.sameStart(i) && r.groups[h].prep == nil {
			return h
		}
	}
	return -1
}

// listBefore returns the groups of the list that group k closes, in order:
// "two officers, a soldier and a child".
func (r *reader) listBefore(k int) []int {
	ks := []int{k}
	for {
		first := r.groups[ks[0]].first
		i := first
		for n := 0; n < 2 && i > 0 && r.same(i-1, i) && (r.Is(i-1, ",") || r.Has(i-1, lexicon.Conjunction)); n++ {
			i--
		}
		prev := r.groupEnding(i)
		if prev < 0 && i < first {
			if prev = r.beforePlace(i); prev < 0 {
				prev = r.beforeAges(i)
			}
		}
		if prev >= 0 && len(ks) == 1 && first-i == 2 && r.isAside(prev) {
			return ks // "said Ann Orr, an official, and three million were"
		}
		if i == first || prev < 0 || !r.same(r.groups[prev].first, first) || len(ks) >= lookBack || r.groups[ks[0]].subset || r.groups[prev].negated || r.groups[prev].object || !r.listable(prev, ks[0]) {
			return ks
		}
		ks = slices.Insert(ks, 0, prev)
	}
}

// isAside reports one person between commas behind a name: an apposition, no
// item of a list.
func (r *reader) isAside(k int) bool {
	g := &r.groups[k]
	return g.counting == Indefinite && !g.plural && r.Is(g.first-1, ",") && r.same(g.first-2, g.first) && r.nameWord(g.first-2)
}

// beforeAges returns the group before an aside of ages that ends at token i:
// "Two sisters, aged 14 and 16, and".
func (r *reader) beforeAges(i int) int {
	for j := i - 1; j > i-9 && j > 0 && r.same(j, i); j-- {
		if k := r.groupEnding(j); k >= 0 && r.Is(j, ",") {
			return k
		}
		if !r.ofAge(j) && !r.Is(j, ",") && !r.Has(j, lexicon.Conjunction) {
			break
		}
	}
	return -1
}

// ofAge reports a token that tells an age: "aged", "14".
func (r *reader) ofAge(i int) bool {
	th, ok := r.Covering(i, lexicon.Thing)
	return r.ageAt(i) || ok && th.Why == quantity.Age
}

// beforePlace returns the group before a phrase of place that ends at token
// i: "eight people inside the salon and one".
func (r *reader) beforePlace(i int) int {
	for j := i - 1; j > i-7 && r.same(j, i) && j > 0; j-- {
		if r.Tokens[j].Kind == text.Punct || r.Has(j, lexicon.Predicate, lexicon.Aux, lexicon.Verb) && !r.Has(j, lexicon.Preposition) {
			return -1
		}
		if k := r.groupEnding(j); k >= 0 {
			if r.Has(j, lexicon.Preposition) && r.groups[k].prep == nil {
				return k
			}
			return -1
		}
	}
	return -1
}

// listable reports whether two neighbouring groups can be items of one list,
// neither a part of the other.
func (r *reader) listable(a, b int) bool {
	x, y := &r.groups[a], &r.groups[b]
	if m, ok := r.Ending(y.first, lexicon.Conjunction); ok && m.Kind != "list" {
		return false
	}
	return x.counted && (y.counted || y.person != nil && y.plural) && !y.subset && (!y.partOf || y.person != nil) && y.counting != ByOrdinal &&
		x.thing == nil && y.thing == nil && (y.noun || y.q >= 0 && x.noun)
}

// listFrom returns the groups of the list that group k opens. An item with a
// verb of its own begins the next clause.
// A list that "the bodies of" leads is a subject, and then its verb follows.
func (r *reader) listFrom(k int, subject bool) []int {
	ks := []int{k}
	for {
		last := ks[len(ks)-1]
		i := r.pastAges(r.groups[last].end)
		j := i
		for n := 0; n < 2 && j < len(r.Tokens) && r.same(i-1, j); n++ {
			if m, ok := r.At(j, lexicon.Conjunction); ok {
				j = m.End
			} else if r.Is(j, ",") {
				j++
			}
		}
		if j == i {
			j = r.pastPlace(i)
		}
		next := r.groupAt(j)
		if next >= 0 && r.groups[last].counting == ByName && r.groups[next].counting == Indefinite && !r.Has(j-1, lexicon.Conjunction) {
			return ks // "Jane Orr, a nurse"
		}
		if next < 0 && !subject {
			if next = r.itemBeyond(last, j > i); next >= 0 {
				ks = append(ks, next)
				continue
			}
		}
		if j == i || next < 0 || len(ks) >= lookBack || !r.listable(last, next) || r.hasVerb(next) && !subject || !r.groups[next].noun && !(r.groups[next].more && r.groups[next].q >= 0) || r.speaks(next) {
			return ks
		}
		ks = append(ks, next)
	}
}

// hasVerb reports whether a verb stands right behind group k.
func (r *reader) hasVerb(k int) bool {
	i := r.groups[k].end
	for i < len(r.Tokens) && r.same(i, i-1) && r.Has(i, lexicon.Adverb) {
		i++
	}
	if i >= len(r.Tokens) || !r.same(i, r.groups[k].first) {
		return false
	}
	if m, ok := r.At(i, lexicon.Predicate); ok {
		return m.Frame == "past" || m.Frame == "subject" || m.Frame == "state" && !r.Has(i, lexicon.Preposition) // "inside the bank"
	}
	return r.Has(i, lexicon.Aux, lexicon.Verb)
}

// relative reads "people who died", "12 of whom": the group before the
// pronoun, a comma stepped over.
func (r *reader) relative(m, p lexicon.Match) ([]int, string) {
	if m.Kind == "singular" {
		return r.pronoun(m, p)
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

// pronoun reads "he was shot dead" of the attacker told last: he died too.
// Anybody else was counted where he was named, unless nobody is told dead yet,
// or he was brought up without a word of his death: "guards beat a youth … He
// died".
func (r *reader) pronoun(m, p lexicon.Match) ([]int, string) {
	if k := r.namedFirst(m, p); k >= 0 {
		return []int{k}, "pronoun"
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
			return r.againBy(name, m), "pronoun"
		}
		if g.person == nil || g.plural || g.negated {
			continue
		}
		if g.person.Who == "perpetrator" || g.person.Who == "suspect" {
			return []int{k}, "pronoun"
		}
		if police {
			continue // "police shot him dead": the attacker, wherever he was told
		}
		if !g.counted || g.counting == ByOrdinal || r.toldAnywhere(Killed) && (p.Outcome != string(Killed) || g.counting != Indefinite || r.toldIn(g.first, Killed)) {
			return nil, ""
		}
		c := *g // "A motorcyclist was hurt … He died": nobody else is told dead
		c.first, c.end, c.countFirst, c.cntEnd, c.popFirst, c.popEnd = m.First, m.End, m.First, m.End, m.End, m.End
		c.counting, c.q = Definite, -1
		return []int{r.addGroup(c)}, "pronoun"
	}
	if name >= 0 {
		return r.againBy(name, m), "pronoun"
	}
	return nil, ""
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
	for i := len(r.out) - 1; i >= r.recent() && int(r.Tokens[m.First].Sent)-r.out[i].Sent <= 1; i-- {
		o := &r.out[i]
		if o.Counting != ByName || o.Actor != Victim || o.Outcome == Killed || r.owner[i] == 0 || o.List != 0 {
			return -1
		}
		return int(r.owner[i]) - 1
	}
	return -1
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

// beforeAside returns the group before an aside between commas or dashes that
// ends at token i: "Three people, one of them pregnant, were killed".
func (r *reader) beforeAside(i int) int {
	if !r.aside(i - 1) {
		return -1
	}
	best, part := -1, -1
	for j := i - 2; j > 0 && r.same(j, i) && i-j < farthest; j-- {
		if r.clauseEnd(j) {
			break
		}
		if !r.aside(j) || !r.pairs(j, i-1) {
			continue
		}
		k := r.groupEnding(j)
		if k < 0 {
			k = r.beforePlace(j)
		}
		if k >= 0 && r.same(r.groups[k].first, i) && !r.groups[k].subset && !r.groups[k].partOf && r.groups[k].counted && r.groups[k].thing == nil && (best < 0 || r.larger(k, best)) {
			best = k
		}
		if k >= 0 && r.groups[k].partOf && r.groups[k].counted && r.groups[k].first == r.Sentence(i).First {
			part = k // "One of them, a nurse, died"
		}
	}
	if best < 0 {
		return part
	}
	return best
}

// pairs reports that a mark at token j can open the aside that the one at token
// i closes.
func (r *reader) pairs(j, i int) bool {
	switch r.Str(i) {
	case ")":
		return r.Str(j) == "("
	case "]":
		return r.Str(j) == "["
	}
	return r.Str(j) == r.Str(i)
}

// larger reports that group a is a number that can hold group b: "Four people,
// a man, a boy and two women, were".
func (r *reader) larger(a, b int) bool {
	return r.groups[a].q >= 0 && r.groups[a].count.Min > r.groups[b].count.Max
}

func (r *reader) aside(i int) bool {
	if i < 0 || r.Tokens[i].Kind != text.Punct {
		return false
	}
	switch r.Str(i) {
	case ",", "—", "–", "--", "-", ")", "(", "[", "]":
		return true
	}
	return false
}

// clauseSubject looks back over what may stand between a subject and its verb
// (phrases of place and time, a relative clause) for the nearest group that
// hangs on no preposition.
func (r *reader) clauseSubject(at int) int {
	joined := r.Has(at-1, lexicon.Conjunction) // "stormed a mosque and were killed"
	blocked := false
	for k := r.firstGroup(at) - 1; k >= 0; k-- {
		g := &r.groups[k]
		if !r.same(g.first, at-1) || at-g.end > farthest {
			return -1
		}
		blocked = blocked || r.barrier(g.end, at, joined)
		if blocked {
			return -1
		}
		if g.prep != nil && g.prep.Kind != "of" && !r.Has(g.first-1, lexicon.Subordinator) || g.subset || g.partOf && !g.counted || g.negated && !g.noun {
			continue
		}
		if joined && !r.opensClause(g) {
			continue
		}
		if r.hangs(k) {
			continue
		}
		if g.thing != nil {
			return -1
		}
		return k
	}
	return -1
}

// opensClause reports that nothing but a mark or a small word stands before
// the group: it is where a clause's subject stands.
func (r *reader) opensClause(g *group) bool {
	i := g.first - 1
	return i < 0 || !r.same(i, g.first) || r.Tokens[i].Kind == text.Punct ||
		r.Has(i, lexicon.Subordinator, lexicon.Conjunction, lexicon.SourceCue)
}

// barrier reports whether a new clause begins between tokens i and at, so that
// a group before i cannot be the subject there. A relative clause right behind
// the group is none, nor is a participle there ("a man wounded in the blast").
func (r *reader) barrier(i, at int, joined bool) bool {
	if r.Has(i, lexicon.Pronoun) || r.Is(i, ",") && r.Has(i+1, lexicon.Pronoun) || r.whoBelong(i) {
		return false
	}
	for j := i; j < at; j++ {
		if r.clauseEnd(j) || r.Is(j, "”") || r.Is(j, "“") || r.Is(j, "\"") {
			return true
		}
		if joined {
			if r.Has(j, lexicon.Subordinator) && !r.Has(j, lexicon.Preposition) {
				return true
			}
			continue
		}
		if r.Has(j, lexicon.Subordinator, lexicon.SourceCue) && !r.Has(j, lexicon.Preposition) {
			return true
		}
		if m, ok := r.At(j, lexicon.Predicate); ok && m.Frame != "noun" && m.Frame != "state" && !(j == i && m.Frame == "past") {
			return true
		}
		if r.Has(j, lexicon.Aux) || r.Has(j, lexicon.Conjunction) && j+1 < at && !r.listedWord(j) && !r.inNumber(j) {
			return true
		}
	}
	return false
}

// longestBody bounds the words of what people are members of.
const longestBody = 6

// whoBelong reports "of a maintenance gang who" at token i: a relative clause
// about the group before it, with what they belong to in between.
func (r *reader) whoBelong(i int) bool {
	of, ok := r.At(i, lexicon.Preposition)
	if !ok || of.Kind != "of" {
		return false
	}
	for j := of.End; j < of.End+longestBody && r.same(i, j); j++ {
		if m, ok := r.At(j, lexicon.Pronoun); ok {
			return m.Kind == "relative" && m.Number == "" && j > of.End
		}
		if r.Tokens[j].Kind == text.Punct && !r.joinsWords(j) || r.Has(j, lexicon.Aux, lexicon.Predicate, lexicon.Verb) {
			return false
		}
	}
	return false
}

// listedWord reports a conjunction between two plain words: "in Iraq and
// Syria".
func (r *reader) listedWord(j int) bool {
	return j+1 < len(r.Tokens) && r.Tokens[j+1].Kind == text.Word && !r.Has(j+1, lexicon.Predicate, lexicon.Aux, lexicon.Verb)
}

// inNumber reports the word that joins two ages: "between 13 and 17 years".
func (r *reader) inNumber(j int) bool {
	q := r.qAt[j+1]
	return q > 0 && r.qs[q-1].Reason == quantity.Age && r.qAt[j-1] > 0
}

// allOf reads "all were shot dead": as many as were counted last.
func (r *reader) allOf(p lexicon.Match) int {
	at := r.verbStart(p.First)
	d, ok := r.Ending(at, lexicon.Determiner)
	if !ok || d.Kind != "universal" || len(d.Forms) == 0 {
		return -1
	}
	s := int(r.Tokens[at-1].Sent)
	before := r.firstGroup(d.First)
	for k := before - 1; k >= max(0, before-lookBack); k-- {
		g := &r.groups[k]
		if s-int(r.Tokens[g.first].Sent) > 0 {
			return -1
		}
		if !g.counted || g.q < 0 || g.thing != nil || g.person == nil || g.negated {
			continue
		}
		c := *g
		c.first, c.end, c.countFirst, c.cntEnd, c.popFirst, c.popEnd = d.First, d.End, d.First, d.End, d.End, d.End
		return r.addGroup(c)
	}
	return -1
}
