package toll

import (
	"slices"
	"strings"

	"tollbot/summarize/casualty"
)

// Parts and wholes. What the text calls a part is one. Besides that, of two
// counts the smaller is taken for a part of the larger where that makes both
// true and nothing speaks against it: people told one at a time, a narrower
// group, a narrower place, a list, numbers that add up to the whole, or a
// smaller number from no other source. Two sources that are told apart, and
// "all seven victims", do speak against it.

// findParts decides for each claim of a row of which other it is a part.
func (l *ledger) findParts(r *row) {
	l.findSums(r)
	l.findGroupSums(r)
	for k, i := range r.claims {
		if !l.counts(i) {
			continue
		}
		switch c := &l.claims[i]; {
		case l.ofCasualties(i) && l.wholeOf(r, i) >= 0 && !l.claims[l.wholeOf(r, i)].Headed:
			l.part[i] = l.wholeOf(r, i) // "shot six, two fatally", where seven died in all
		case c.Speakers && l.countedBeside(r, i) >= 0:
			l.part[i] = l.countedBeside(r, i)
		case l.more[i]:
			l.placeAddition(r, k)
		case !l.isNumber(i):
			l.placeSingle(r, i)
		case l.list[i] != 0 || c.Group != "" || c.Scope != "":
			l.placeNarrower(r, i)
		}
	}
	if ofAttackers(r) {
		return // accounts of one scene, of which the smaller is no part of the larger
	}
	for _, i := range r.claims {
		if l.counts(i) {
			l.placeSmaller(r, i)
		}
	}
	l.placeOutgrown(r)
}

// countedBeside returns the larger count that another source gives of everybody,
// the speaker's own among them ("my brother was killed", and the police's five
// dead worshippers), or -1.
func (l *ledger) countedBeside(r *row, i int) int {
	for _, t := range r.claims {
		if c := &l.claims[t]; t != i && l.counts(t) && l.isNumber(t) && !c.Speakers && !c.Headed && !c.Additional && c.Scope == "" &&
			l.differentSources(i, t) && c.Count.Min > l.claims[i].Count.Max {
			return t
		}
	}
	return -1
}

// placeOutgrown makes a count of the text a part of the headline's where a part
// of that, told in the text too, is larger: "killing 16 on board and two on the
// ground", and the five bodies that somebody saw, under "18 dead".
func (l *ledger) placeOutgrown(r *row) {
	for _, j := range r.claims {
		h := l.part[j]
		if h < 0 || !l.claims[h].Headed || l.claims[j].Headed || !l.stands(j) || !l.isNumber(j) || l.rowOf[h] != l.rowOf[j] {
			continue
		}
		for _, i := range r.claims {
			if !l.claims[i].Headed && l.whole(i) && l.claims[i].Count.Max < l.claims[j].Count.Min {
				l.part[i] = h
			}
		}
	}
}

// placeSingle makes a person told by name or noun a part of the row's total.
func (l *ledger) placeSingle(r *row, i int) {
	t := l.wholeOf(r, i)
	if t < 0 && l.claims[i].Found {
		t = l.groupBefore(r, i)
	}
	if t < 0 || l.claims[i].Headed && !l.claims[t].Headed {
		return
	}
	if l.toldApart(r, i, t) {
		l.more[i] = true
		return
	}
	l.part[i] = t
}

// groupBefore returns the first number of people before claim i, of whatever
// group: a body found later is one of "three children" told dead. It returns -1
// where there is none.
func (l *ledger) groupBefore(r *row, i int) int {
	for _, t := range r.claims {
		if t != i && l.counts(t) && l.isNumber(t) && l.before(t, i) && !l.claims[t].Headed && l.claims[t].Scope == "" && l.list[t] == 0 && !l.more[t] && l.size(t) > 1 {
			return t
		}
	}
	return -1
}

// wholeOf returns the claim that may hold claim i: the first whole claim of
// the text that is large enough and stands for i's place or more, else one of
// a heading, else -1. A claim equal to i restates it and holds nothing.
func (l *ledger) wholeOf(r *row, i int) int {
	heading := -1
	for _, t := range r.claims {
		if t == i || !l.whole(t) || l.size(t) <= l.size(i) && !l.sameSize(i, t) || l.claims[t].Count.Max < l.claims[i].Count.Min {
			continue
		}
		if !l.claims[t].Headed {
			return t
		}
		if heading < 0 {
			heading = t
		}
	}
	return heading
}

// ofCasualties says that claim i counts the dead among people dead or injured.
func (l *ledger) ofCasualties(i int) bool {
	return l.part[i] >= 0 && l.claims[l.part[i]].Outcome == casualty.Casualties
}

// sameSize says that claim i, which is narrower than t by its wording, still
// counts as many people: seven officers, and seven people.
func (l *ledger) sameSize(i, t int) bool { return l.size(i) == l.size(t) && !l.whole(i) }

// toldApart says that a person and the number told later are different people:
// "killed her neighbour … killing six" of colleagues. That needs a first
// person, nobody who gives a total, and a number that is not of people at
// large.
func (l *ledger) toldApart(r *row, single, number int) bool {
	s, n := &l.claims[single], &l.claims[number]
	if l.besideCasualties(s, n) {
		return true
	}
	if s.Headed || n.Headed || !l.before(single, number) || s.Sent == n.Sent || s.Counting == casualty.ByName ||
		n.Total || n.Running || n.Source != "" || n.Population != "" || s.Population == "" {
		return false
	}
	for _, i := range r.claims {
		if i != number && i != single && l.isNumber(i) && l.stands(i) {
			return false
		}
	}
	return true
}

// besideCasualties says that number n is of the casualties that the sentence
// tells of after it told of somebody dead: "stabbed his wife to death, then shot
// two clerks, one of whom died".
func (l *ledger) besideCasualties(s, n *Claim) bool {
	if n.SubsetOf < 0 || n.SubsetOf >= len(l.claims) || s.Headed || s.Counting == casualty.ByName {
		return false
	}
	all := &l.claims[n.SubsetOf]
	return all.Outcome == casualty.Casualties && all.Sent == s.Sent && s.First < all.First
}

// placeNarrower makes a group, a place or a list's item a part of the first
// total that can hold it.
func (l *ledger) placeNarrower(r *row, i int) {
	if t := l.wholeOf(r, i); t >= 0 && l.mayHold(r, t, i) {
		l.part[i] = t
		return
	}
	for _, t := range r.claims {
		if t != i && l.counts(t) && l.isNumber(t) && l.within(i, t) && l.size(t) > l.size(i) {
			l.part[i] = t
			return
		}
	}
}

// mayHold says that total t may hold the narrower claim i. A headline repeats
// what the text counts: "29 workers", and nobody beside them, are the text's
// toll and no part of a headline's 112. The losses of one side are, and what
// the text itself gives as one of several.
func (l *ledger) mayHold(r *row, t, i int) bool {
	c := &l.claims[i]
	if c.Headed == l.claims[t].Headed {
		return true
	}
	if !l.claims[t].Headed || l.size(t) <= l.size(i) {
		return false
	}
	return l.list[i] != 0 || c.Scope != "" || someOnly(c.Group) || l.tellsOfOthers(r, i)
}

// someOnly says that a group is by its nature not everybody that an event
// harmed: one side, or the children.
func someOnly(group string) bool {
	return group == children || group == forces || group == fighters
}

// tellsOfOthers says that the text counts people of another group beside those
// of claim i.
func (l *ledger) tellsOfOthers(r *row, i int) bool {
	for _, j := range r.claims {
		if c := &l.claims[j]; j != i && !c.Headed && l.stands(j) && l.part[j] != i && c.SubsetOf < 0 &&
			c.Count.Max > 0 && c.Group != l.claims[i].Group {
			return true
		}
	}
	return false
}

// within says that the place of claim i lies in the place of claim t, as far
// as their kinds tell: a city is within a province.
func (l *ledger) within(i, t int) bool {
	a, b := &l.claims[i], &l.claims[t]
	return a.Scope != "" && b.Scope != "" && a.Width > 0 && a.Width < b.Width && (a.Group == b.Group || b.Group == "")
}

// placeAddition decides whether "another two" stands within a total given
// elsewhere or comes on top of the number before it.
func (l *ledger) placeAddition(r *row, k int) {
	i := r.claims[k]
	if t := l.foundBeside(r, k); t >= 0 {
		l.part[i] = t
		return
	}
	if t := l.addedBefore(r, k); t >= 0 {
		l.part[i] = t
		return
	}
	base := l.deedsBefore(r, k)
	for _, j := range r.claims[:k] {
		if l.whole(j) && !l.claims[j].Headed && !l.claims[i].Then {
			base = l.size(j)
		}
	}
	for _, t := range r.claims {
		if !l.whole(t) {
			continue
		}
		c := &l.claims[t]
		if l.size(t) >= base+l.size(i) || c.Headed && c.Count.Max < base+l.size(i) {
			l.part[i] = t
			return
		}
	}
	for _, t := range r.claims[k+1:] {
		if c := &l.claims[t]; l.whole(t) && !c.Headed && c.Counting == casualty.ByNumber && base > 0 && l.size(t) == base && l.size(i) < base {
			l.part[i] = t // the number is told again behind it: those two are among the 17
			return
		}
	}
}

// saidAgainReach is how many sentences on the same addition is told once more.
const saidAgainReach = 2

// addedBefore returns the total that claim k of the row went into already, where an
// equal addition a sentence or two before was part of it: "three more bodies found,
// toll now 15", and "rescuers pulled out three more bodies"; -1 elsewhere.
func (l *ledger) addedBefore(r *row, k int) int {
	c := &l.claims[r.claims[k]]
	for _, j := range r.claims[:k] {
		b := &l.claims[j]
		if t := b.SubsetOf; b.Additional && c.Additional && !c.Then && l.exact(j) && b.Count == c.Count && b.Sent != c.Sent && c.Sent-b.Sent <= saidAgainReach &&
			t >= 0 && t < len(l.claims) && l.claims[t].Sent == b.Sent && l.claims[t].Total && l.rowOf[t] == l.rowOf[j] {
			return t
		}
	}
	return -1
}

// foundBeside returns the whole that claim k of the row is a part of where it goes
// on from bodies found: nine dead, "six bodies by noon and three more at night";
// -1 where it does not.
func (l *ledger) foundBeside(r *row, k int) int {
	if k == 0 || !l.claims[r.claims[k-1]].Found || l.claims[r.claims[k-1]].Sent != l.claims[r.claims[k]].Sent {
		return -1
	}
	for _, t := range r.claims[:k-1] {
		if l.whole(t) && !l.claims[t].Headed && !l.claims[t].Found && l.size(t) >= l.size(r.claims[k-1])+l.size(r.claims[k]) {
			return t
		}
	}
	return -1
}

// deedsBefore returns how many the text told of in the deeds that claim k of the
// row goes on from: all the way back to the first, which goes on from none.
func (l *ledger) deedsBefore(r *row, k int) int {
	n := 0
	for j := k - 1; j >= 0 && l.claims[r.claims[k]].Then; j-- {
		d := &l.claims[r.claims[j]]
		n = plus(n, l.size(r.claims[j]))
		if next := j - 1; !d.Then && (d.List == 0 || next < 0 || l.claims[r.claims[next]].List != d.List) {
			break
		}
	}
	return n
}

// goesOnFrom says that claim i tells of a deed after that of claim t, with none
// but such deeds between.
func (l *ledger) goesOnFrom(i, t int) bool {
	if !l.claims[i].Then || l.rowOf[i] != l.rowOf[t] {
		return false
	}
	claims := l.rows[l.rowOf[i]].claims
	for k := slices.Index(claims, i); k > 0 && l.claims[claims[k]].Then; k-- {
		if claims[k-1] == t {
			return true
		}
	}
	return false
}

// moreThanHalf is the share of a total from which "the seven victims" is taken
// for all of them. Fewer are mostly some whom the text has just told of.
const moreThanHalf = 0.5

// placeSmaller makes a smaller count a part of a larger one of the same group
// and place, unless they are rival counts of the same people.
func (l *ledger) placeSmaller(r *row, i int) {
	if l.claims[i].Count.Max == 0 {
		return
	}
	for _, t := range r.claims {
		if t == i || !l.counts(t) || !l.comparable(i, t) || !l.claims[t].Count.Disjoint(l.claims[i].Count) || l.size(t) < l.size(i) {
			continue
		}
		if l.claims[i].Headed || l.claims[t].Headed || l.rivals(i, t) || l.sideBySide(r, i, t) {
			continue
		}
		l.part[i] = t
		return
	}
}

// farFromAll is how many times over one source must outdo another for the
// lower to be taken for a count of some: of one street, one ward, one morning.
const farFromAll = 3

// rivals says that two counts with disjoint intervals, the first of them the
// smaller, cannot be a part and its whole: two sources give each its toll, or
// the text refers to everybody.
func (l *ledger) rivals(small, large int) bool {
	s, t := &l.claims[small], &l.claims[large]
	if s.Total || s.Running {
		return true
	}
	if s.Found {
		return false // more may be found
	}
	if l.differentSources(small, large) {
		// A hospital counts whom it received. The losses of one side are
		// counted by both, however far apart.
		return s.SourceKind != hospital && s.SourceKind != witness && (s.Group != "" || l.size(large) <= farFromAll*l.size(small))
	}
	if float64(l.size(small)) <= moreThanHalf*float64(l.size(large)) {
		return false
	}
	if l.exact(small) && l.exact(large) && t.Source != "" && t.SourceID != s.SourceID && !l.grew(small, large) && l.inHeadline(small) {
		return true // the article's own count, which a source contradicts
	}
	if s.Counting == t.Counting {
		return false
	}
	return s.Counting == casualty.Definite || t.Counting == casualty.Definite && l.before(small, large) && !l.grew(small, large)
}

// inHeadline says that the headline has the number of claim i.
func (l *ledger) inHeadline(i int) bool {
	return slices.ContainsFunc(l.rows[l.rowOf[i]].claims, func(h int) bool {
		return l.claims[h].Headed && l.whole(h) && l.claims[h].Count == l.claims[i].Count
	})
}

// grew says that the text tells, between two counts, of others who joined the
// first: two more, a third, a woman in hospital.
func (l *ledger) grew(from, to int) bool {
	for _, i := range l.rows[l.rowOf[from]].claims {
		if i != from && i != to && !l.claims[i].Headed && l.stands(i) && l.claims[i].SubsetOf < 0 && l.part[i] != from && l.size(i) < l.size(to) &&
			l.size(i) > 0 && (l.claims[i].Group == "" || !l.isNumber(i) || l.claims[i].Group != l.claims[from].Group) {
			return true
		}
	}
	return false
}

// The kinds of sources that see only some of the harmed.
const (
	hospital = "medical"
	witness  = "witness"
)

// sideBySide says that one sentence gives both counts of different people:
// "two in the lobby and five upstairs". Bodies found are of the dead beside them.
func (l *ledger) sideBySide(r *row, i, t int) bool {
	a, b := &l.claims[i], &l.claims[t]
	if a.Sent != b.Sent || a.Total || b.Total || a.Running || b.Running || a.Found && !b.Found {
		return false
	}
	for _, j := range r.claims {
		if j != i && j != t && l.counts(j) && l.comparable(i, j) && l.size(j) >= l.size(i) {
			return false
		}
	}
	return true
}

// sameNoun says that two claims may name the same people: one's words are
// among the other's.
func (l *ledger) sameNoun(i, j int) bool {
	a, b := strings.Fields(strings.ToLower(l.claims[i].Population)), strings.Fields(strings.ToLower(l.claims[j].Population))
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}
