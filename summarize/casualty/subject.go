package casualty

import (
	"slices"

	"tollbot/summarize/lexicon"
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
	if k := r.leftOf(at); k >= 0 && !r.hangs(k) && !r.objectOfOther(k, at) {
		if who := r.whoDidTo(k); who >= 0 {
			k = who
		}
		k = r.headOf(k)
		return r.wholeSubject(k, p.Frame == "subject" || r.passive(p.First)), "adjacent-subject"
	}
	if !r.sameStart(at) {
		return nil, ""
	}
	if m, ok := r.Ending(at, lexicon.Pronoun); ok {
		return r.relative(m, p)
	}
	if r.Has(at-1, lexicon.Subordinator) && !r.Has(at-1, lexicon.Determiner, lexicon.Pronoun) {
		if k := r.mainSubject(at); k >= 0 {
			return []int{k}, "main-subject"
		}
		return nil, ""
	}
	if r.namedBefore(at) {
		return nil, ""
	}
	if r.Is(at-1, ",") && p.Frame == "past" && !r.passive(p.First) {
		if k := r.groupEnding(at - 1); k >= 0 {
			if h := r.gappedHost(r.listBefore(k)[0]); h >= 0 {
				return []int{h}, "subject-before-aside"
			}
		}
	}
	if k := r.headOf(r.beforeAside(at)); k >= 0 && (p.Frame != "past" || p.Kind == "befell" || r.passive(p.First)) {
		return r.wholeSubject(k, true), "subject-before-aside"
	}
	if k := r.headOf(r.clauseSubject(at)); k >= 0 {
		return r.wholeSubject(k, true), "clause-subject"
	}
	return r.joinedPronoun(at, p)
}

// mainSubject returns the people whom the main clause is about before "before
// being shot" at token at; -1 where it begins with nobody counted.
func (r *reader) mainSubject(at int) int {
	if !r.Is(at, "being") {
		return -1
	}
	for k := r.firstGroup(at) - 1; k >= 0 && r.same(r.groups[k].first, at) && at-r.groups[k].end < farthest; k-- {
		if g := &r.groups[k]; g.prep == nil && r.opensClause(g) && r.hasVerb(k) {
			if g.counted && g.person != nil && g.thing == nil && !g.negated {
				return k
			}
			return -1
		}
	}
	return -1
}

// objectOfOther reports that group k is several people whom another verb was done
// to, so that a verb in the singular behind them, at token verb, is said of
// somebody else: "A man who killed two and wounded five was arrested".
func (r *reader) objectOfOther(k, verb int) bool {
	g := &r.groups[k]
	a, ok := r.At(verb, lexicon.Aux)
	return ok && a.Number == "singular" && g.object && g.counted && g.count.Min > 1
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

// headOf returns the people that group k, told by no number, only says more of:
// "two members of the National Guard", "a friend of the mayor". A verb behind
// them is said of those.
func (r *reader) headOf(k int) int {
	if k < 0 {
		return k
	}
	g := &r.groups[k]
	if g.thing == nil && (g.q >= 0 || g.counting != Definite) || g.prep == nil || g.prep.Kind != "of" {
		return k
	}
	of, _ := r.Ending(g.first, lexicon.Preposition)
	h := r.groupEnding(of.First)
	if h < 0 {
		h = r.groupEnding(of.End) // "employees of" is one word of the lexicon
	}
	if h < 0 || !r.same(r.groups[h].first, g.first) || !r.groups[h].counted || r.groups[h].person == nil || r.groups[h].thing != nil {
		return k
	}
	return h
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
	if len(ks) > 1 && r.allOfThem(k) {
		return []int{k} // "three victims, a man and two women, and all three died"
	}
	if !finite && !r.groups[k].noun && r.toldOneByOne(ks) {
		return []int{k} // "left two dead, a vendor and a guard, and six injured"
	}
	if h := r.gappedHost(ks[0]); h >= 0 && !finite {
		return []int{h} // "40 were killed and 100 more, including 35 children, injured"
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

// gappedHost returns the group that the aside opened before group k belongs to
// where it opens a clause that leaves its "were" out: nothing is told of it yet,
// and "and" joins it to a passive.
func (r *reader) gappedHost(k int) int {
	if !r.groups[k].subset {
		return -1
	}
	h := r.host(k)
	if h < 0 || r.groups[h].used || !r.groups[h].counted || r.groups[h].thing != nil || !r.Has(r.groups[h].first-1, lexicon.Conjunction) {
		return -1
	}
	first := r.groups[h].first
	for i := first - 2; i > max(0, first-farthest) && r.same(i, first); i-- {
		if p, ok := r.At(i, lexicon.Predicate); ok && p.Frame == "past" && r.passive(p.First) {
			return h
		}
	}
	return -1
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

// allOfThem reports "all three", said of those whom the words before it name.
func (r *reader) allOfThem(k int) bool {
	g := &r.groups[k]
	d, ok := r.At(g.first, lexicon.Determiner)
	return ok && d.Kind == "universal" && g.q >= 0 && !g.noun && !g.partOf
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
		prev := r.groupEnding(r.beforeBrackets(i))
		if prev < 0 && i < first {
			if prev = r.beforePlace(i); prev < 0 {
				prev = r.beforeAges(i)
			}
		}
		if i < first && len(ks) == 1 && (prev < 0 || r.groups[prev].prep != nil || r.groups[prev].thing != nil) {
			if h := r.beforeRelative(i); h >= 0 {
				prev = h
			}
		}
		if prev >= 0 && len(ks) == 1 && first-i == 2 && r.isAside(prev) {
			return ks // "said Ann Orr, an official, and three million were"
		}
		if prev >= 0 && len(ks) == 1 && first-i == 1 && r.Is(i, ",") && r.apposes(prev, k) {
			return []int{prev}
		}
		if i == first || prev < 0 || !r.same(r.groups[prev].first, first) || len(ks) >= lookBack || r.groups[ks[0]].subset || r.groups[prev].negated || r.groups[prev].object || r.reached(prev) || r.areSurvivors(prev) && !r.groups[k].noun || !r.listable(prev, ks[0]) {
			return ks
		}
		if len(ks) > 1 && first-i == 1 && r.apposes(prev, ks[0]) && r.agedUpToMark(ks[0]) {
			ks[0] = prev // "The driver, a woman of 22, and her passenger"
			continue
		}
		ks = slices.Insert(ks, 0, prev)
	}
}

// agedUpToMark reports that only the age of group k stands behind it, up to a
// mark: "a woman in her 30s,".
func (r *reader) agedUpToMark(k int) bool {
	aged := false
	for i := r.groups[k].end; i < r.groups[k].end+6 && r.same(r.groups[k].first, i); i++ {
		if r.Is(i, ",") {
			return aged
		}
		aged = aged || r.ageAt(i) || r.decade(i)
	}
	return false
}

// reached reports a bare number that a total has come to, which is no item of a
// list behind it: "The number of deaths has reached 85, and 20 people are missing".
func (r *reader) reached(k int) bool {
	g := &r.groups[k]
	if g.q < 0 || g.noun {
		return false
	}
	i := g.first
	if p, ok := r.Ending(i, lexicon.Preposition); ok {
		i = p.First
	}
	return r.same(i-1, g.first) && r.Has(i-1, lexicon.Motion, lexicon.Total)
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
		if then := r.pastThen(j); j > i && then > j {
			j = then
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
		if j == i || next < 0 || len(ks) >= lookBack || !r.listable(last, next) && !r.nextOf(ks, next) || r.hasVerb(next) && !subject || !r.groups[next].noun && !(r.groups[next].more && r.groups[next].q >= 0) || r.speaks(next) {
			return ks
		}
		ks = append(ks, next)
	}
}

// pastThen steps over "then" at token i where a list goes on behind it with
// somebody who has no verb of his own: "shot his father, then his mother".
func (r *reader) pastThen(i int) int {
	m, ok := r.At(i, lexicon.MoreWord)
	if !ok || m.Kind != "then" || !r.same(i, m.End) {
		return i
	}
	k := r.groupAt(m.End)
	if k < 0 || r.groups[k].person == nil || !r.groups[k].counted {
		return i
	}
	if end := r.groups[k].end; end < len(r.Tokens) && r.same(i, end) && r.Tokens[end].Kind == text.Word && !r.Has(end, lexicon.Conjunction, lexicon.Preposition, lexicon.Subordinator, lexicon.Pronoun) {
		return i
	}
	return m.End
}

// nextOf reports "a third victim" behind two, one by one or counted.
func (r *reader) nextOf(ks []int, next int) bool {
	g := &r.groups[next]
	if g.counting != ByOrdinal || g.person == nil || g.subset {
		return false
	}
	n := 0
	for _, k := range ks {
		if !r.groups[k].counted || r.groups[k].count.Min != r.groups[k].count.Max {
			return false
		}
		n += r.groups[k].count.Max
	}
	return g.count.Value == n+1
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
