package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// Subjects far from their verb: before an aside between marks, before phrases of
// place and time, before a relative clause. What begins a clause of its own ends
// the search.

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
		if k >= 0 && r.groups[k].partOf && r.groups[k].counted && best < 0 && (r.groups[k].first == r.Sentence(i).First || r.ofWhom(k)) {
			part = k // "One of them, a nurse, died"; "one of whom, a nurse, died"
			if r.ofWhom(k) {
				break
			}
		}
	}
	if best < 0 {
		return part
	}
	return best
}

// ofWhom reports "one of whom": a clause of its own, whose subject it is.
func (r *reader) ofWhom(k int) bool {
	m, ok := r.Covering(r.groups[k].end-1, lexicon.Pronoun)
	return ok && m.Kind == "relative"
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
		if r.hangs(k) || r.objectOfOther(k, at) {
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

// longestRelative bounds the relative clause of one item of a list.
const longestRelative = 16

// beforeRelative returns the people whose relative clause ends at the conjunction
// at token i, so that a list goes on behind it: "Two men who had worked in the
// field and a child were killed". Where the clause itself has people whom the
// list could go on from, nobody is sure.
func (r *reader) beforeRelative(i int) int {
	if k := r.groupEnding(i); !r.Has(i, lexicon.Conjunction) || k >= 0 && r.groups[k].person != nil && r.groups[k].counting != Definite {
		return -1
	}
	for j := i - 1; j > i-longestRelative && r.same(j, i); j-- {
		if m, ok := r.At(j, lexicon.Pronoun); ok && m.Kind == "relative" && m.Number == "" && j < i-1 {
			if k := r.groupEnding(j); k >= 0 && r.groups[k].counted && r.groups[k].person != nil && r.groups[k].prep == nil && r.opensClause(&r.groups[k]) {
				return k
			}
			return -1
		}
		if r.Tokens[j].Kind == text.Punct && !r.joinsWords(j) || r.Has(j, lexicon.Subordinator, lexicon.SourceCue, lexicon.Conjunction) && !r.Has(j, lexicon.Preposition) {
			return -1
		}
		if k := r.groupAt(j); k >= 0 && r.groups[k].person != nil && r.groups[k].prep == nil {
			return -1
		}
	}
	return -1
}
