package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Items of a list of objects that do not stand one right behind the other:
// "killed the wife of a clerk, a boy at the gate and a dog walker".

// longestTail is how many tokens may tell more of one item of a list.
const longestTail = 12

// itemBeyond returns the item that follows group k where more than a comma or
// a conjunction parts them: what the first one is of, where he is, what he is
// doing; or where the item's noun is one that no list knows. At the mark itself
// (marked) there is no such tail.
func (r *reader) itemBeyond(k int, marked bool) int {
	g := &r.groups[k]
	if g.person == nil && g.counting != Indefinite || g.counting == ByName || len(r.groups) > r.found+lookBack {
		return -1
	}
	i, inner := g.end, -1
	if end := r.overName(i); end > i {
		i, marked = end, false
	} else if !marked {
		if i, inner = r.tailEnd(i); i < 0 {
			return -1
		}
	}
	at, joined := r.pastMark(i)
	if at == i {
		return -1
	}
	next := r.groupAt(at)
	if next < 0 {
		return r.unknownItem(at, joined)
	}
	n := &r.groups[next]
	if marked || n.person == nil || n.counting == ByName || !r.listable(k, next) || r.hasVerb(next) || r.Has(n.end, lexicon.SourceCue) || r.speaks(next) {
		return -1
	}
	if !r.Has(at, lexicon.Determiner) && n.q < 0 && !n.more {
		return -1
	}
	if of, ok := r.At(n.end, lexicon.Preposition); inner >= 0 && joined && !r.Is(i, ",") && !r.determinedBy(n, "possessive") && (!ok || of.Kind != "of") {
		return -1 // "the son of a clerk and a nurse": both may be parents
	}
	return next
}

// tailEnd steps over what tells more of the item before token i: "of a retired
// clerk", "at the gate", "running for a seat on the council". It returns where
// the list may go on, and the last group of people inside; -1, -1 where no
// tail ends at a mark.
func (r *reader) tailEnd(i int) (end, inner int) {
	inner = -1
	if i >= len(r.Tokens) || !r.same(i-1, i) || !r.Has(i, lexicon.Preposition) && !r.participle(i) {
		return -1, -1
	}
	if r.Has(i, lexicon.Subordinator) {
		return -1, -1 // "before her brother and his wife arrived"
	}
	for j := i; j < i+longestTail && r.same(i-1, j); j++ {
		if j > i && (r.Is(j, ",") || r.Has(j, lexicon.Conjunction)) {
			if at, _ := r.pastMark(j); r.groupAt(at) >= 0 || r.Has(at, lexicon.Determiner) {
				return j, inner
			}
			if r.Is(j, ",") {
				return -1, -1
			}
			continue
		}
		if r.Tokens[j].Kind == text.Punct && !r.joinsWords(j) || r.Has(j, lexicon.Predicate, lexicon.Aux, lexicon.Pronoun, lexicon.SourceCue) ||
			r.Has(j, lexicon.Subordinator) && !r.Has(j, lexicon.Preposition) {
			return -1, -1
		}
		if k := r.groupAt(j); k >= 0 && r.groups[k].person != nil {
			inner = k
		}
	}
	return -1, -1
}

// overName steps over the name and the age of who stands before token i: ", Jane
// Orr, 41"; it returns i where there is no name, or no mark behind it.
func (r *reader) overName(i int) int {
	j := i
	if r.Is(j, ",") {
		j++
	}
	first := j
	for r.same(i-1, j) && j-first < longestName && r.nameWord(j) {
		j++
	}
	if j == first {
		return i
	}
	if r.Is(j, ",") && r.same(j, j+1) && r.ageAt(j+1) {
		j += 2
	}
	if r.same(i, j) && (r.Is(j, ",") && r.Has(j+1, lexicon.Conjunction, lexicon.Determiner) || r.Has(j, lexicon.Conjunction)) {
		return j
	}
	return i
}

// pastAges steps over ", ages 4 and 6" from token i, up to the mark behind it.
func (r *reader) pastAges(i int) int {
	if !r.Is(i, ",") || !r.same(i, i+1) || !r.ofAge(i+1) {
		return i
	}
	end := i
	for j := i + 1; j < i+longestTail && r.same(i, j) && (r.ofAge(j) || r.Is(j, ",") || r.Has(j, lexicon.Conjunction)); j++ {
		if r.ofAge(j) {
			end = j + 1
		}
	}
	return end
}

// participle reports "running", "seated" and their like by their ending.
func (r *reader) participle(i int) bool {
	return r.Tokens[i].Kind == text.Word && !r.Tokens[i].Capital && strings.HasSuffix(r.Str(i), "ing") && !r.Has(i, lexicon.Predicate)
}

// pastMark steps over a comma, a conjunction, or both; joined tells that there
// was a conjunction.
func (r *reader) pastMark(i int) (at int, joined bool) {
	at = i
	for n := 0; n < 2 && r.same(i-1, at); n++ {
		if m, ok := r.At(at, lexicon.Conjunction); ok && m.Kind == "list" {
			at, joined = m.End, true
		} else if r.Is(at, ",") {
			at++
		} else {
			break
		}
	}
	return at, joined
}

func (r *reader) determinedBy(g *group, kind string) bool {
	d, ok := r.At(g.first, lexicon.Determiner)
	return ok && d.Kind == kind
}

// unknownItem returns a group of one for a noun that no list knows, behind the
// mark that token i follows: "a teacher, an oblate and a sacristan". The list
// must end there, or go on with people.
func (r *reader) unknownItem(i int, joined bool) int {
	end := r.unknownEnd(i, joined, mostUnknown)
	if end < 0 {
		return -1
	}
	d, _ := r.At(i, lexicon.Determiner)
	g := one(d.First, end, Definite)
	g.popFirst = d.End
	if d.Kind == "indefinite" {
		g.counting = Indefinite
	}
	return r.addGroup(g)
}

// mostUnknown is how many unknown nouns may end a list, one behind the other.
const mostUnknown = 3

// unknownEnd returns where an unknown item that begins at token i ends, or -1.
func (r *reader) unknownEnd(i int, joined bool, left int) int {
	d, ok := r.At(min(i, len(r.Tokens)-1), lexicon.Determiner)
	if !ok || left == 0 || d.Kind != "indefinite" && d.Kind != "possessive" || !r.same(i-1, d.End) {
		return -1
	}
	end := d.End
	for end < len(r.Tokens) && r.same(end, i) && !r.stops(end) && !r.Has(end, lexicon.Weekday, lexicon.Month, lexicon.Adverb) {
		end++
	}
	if end == d.End || end-d.End >= longestUnknown || !r.singularNoun(end-1) {
		return -1
	}
	if joined && (!r.same(i, end) || r.clauseEnd(end) || r.Has(end, lexicon.Subordinator, lexicon.Preposition)) || r.peopleFollow(end) {
		return end
	}
	if at, and := r.pastMark(end); at == end || joined || r.unknownEnd(at, and, left-1) < 0 {
		return -1
	}
	return end
}

// speaks reports "two people, a neighbour said": group k only says so.
func (r *reader) speaks(k int) bool {
	first, end := r.groups[k].first, r.groups[k].end
	if r.groups[k].q < 0 {
		end = r.pastPost(end)
	}
	return r.Has(end, lexicon.SourceCue) && r.same(first, end) &&
		(!r.Has(first-1, lexicon.Conjunction) || r.Is(first-2, ",") && r.groups[k].q < 0)
}

// longestPost bounds what else is said of somebody who speaks: "a doctor at the
// main hospital of the town", "a local volunteer group".
const longestPost = 10

// pastPost returns the cue behind what is said of the speaker before token i; i
// where another kind of word stands before one.
func (r *reader) pastPost(i int) int {
	for j := i; j < i+longestPost && r.same(i-1, j); j++ {
		if r.Has(j, lexicon.SourceCue) {
			return j
		}
		if m, ok := r.At(j+1, lexicon.Pronoun); ok && m.Kind == "relative" && r.Is(j, ",") {
			if j = r.nextMark(j + 1); r.Has(j+1, lexicon.SourceCue) { // "an official, who asked not to be named, said"
				return j + 1
			}
			break
		}
		list, ok := r.At(j, lexicon.Conjunction)
		if r.Tokens[j].Kind == text.Punct || r.Has(j, lexicon.Aux, lexicon.Pronoun, lexicon.Subordinator) || ok && list.Kind != "list" || r.qAt[j] > 0 && !r.Has(j, lexicon.Determiner) {
			break
		}
	}
	return i
}

// nextMark returns the next mark at token i or behind it that ends an aside.
func (r *reader) nextMark(i int) int {
	for j := i; j < i+longestPost && r.same(i, j); j++ {
		if r.Tokens[j].Kind == text.Punct {
			return j
		}
	}
	return i
}

// longestPlace bounds a phrase of place between two items of a list.
const longestPlace = 6

// pastPlace steps over where the item before token i was, up to the next item:
// "16 of those on board and two people on the ground". It returns i where no
// item follows.
func (r *reader) pastPlace(i int) int {
	if !r.Has(i, lexicon.Preposition) && !r.isPresent(i) {
		return i
	}
	for j := i + 1; j < i+longestPlace && r.same(i-1, j); j++ {
		if m, ok := r.At(j, lexicon.Conjunction); ok && m.Kind == "list" {
			at := r.pastThen(m.End)
			if k := r.groupAt(at); k >= 0 && r.groups[k].counted && (r.groups[k].person != nil || r.groups[k].more && r.groups[k].q >= 0) && r.same(i, at) {
				return at
			}
			return i
		}
		if r.Tokens[j].Kind == text.Punct || r.Has(j, lexicon.Aux, lexicon.Verb, lexicon.Pronoun, lexicon.SourceCue, lexicon.Subordinator) || r.Has(j, lexicon.Predicate) && !r.isPresent(j) || r.groupAt(j) >= 0 && r.groups[r.groupAt(j)].counted {
			return i
		}
	}
	return i
}

// isPresent reports "on board" or "inside" at token i, or a word of it.
func (r *reader) isPresent(i int) bool {
	m, ok := r.Covering(i, lexicon.Predicate)
	return ok && m.Outcome == string(Present) && m.Frame == "state"
}
