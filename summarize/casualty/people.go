package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// People told by name stand in lists with others: behind a verb ("killed Ana
// Mora, a judge, and two guards"), where the list ends with the last of them, and
// before one, where nothing but people and who they are may stand from the
// beginning of the clause.

// separator is what stands behind an item of a list of people.
type separator uint8

const (
	ends      separator = iota // nothing of a list
	comma                      // a mark alone: the next item, or who the last one was
	semicolon                  // a mark that parts items which have commas of their own
	andBehind                  // a conjunction, with or without a mark
)

// behind reads the mark and the conjunction behind an item that ends at token
// i, and returns where the next one would begin.
func (r *reader) behind(i int) (separator, int) {
	i = r.pastBrackets(i)
	sep := ends
	if r.Is(i, ",") {
		sep, i = comma, i+1
	} else if r.Is(i, ";") {
		sep, i = semicolon, i+1
	}
	if c, ok := r.At(i, lexicon.Conjunction); ok && (c.Kind == "list" || c.Kind == "with") && r.same(i-1, i) {
		return andBehind, c.End
	}
	return sep, i
}

// listNamed returns group k and the people told with it behind a verb or "the
// murder of", asides stepped over: "Ana Mora, a judge, and Luis Prado". A mark
// alone parts two people only in a list that a conjunction closes.
func (r *reader) listNamed(k int, subject bool) []int {
	ks, sure := []int{k}, 1
	i := r.groups[k].end
	for len(ks) < lookBack {
		sep, at := r.behind(i)
		next := -1
		if of, ok := r.At(at, lexicon.Preposition); ok && of.Kind == "of" && sep == andBehind && subject {
			at = of.End // "the murder of Ana Mora and of Luis Prado"
		}
		if sep != ends && r.same(i-1, at) {
			next = r.person(at)
		}
		if sep == semicolon && !r.closedName(next) {
			break
		}
		if next >= 0 && (r.speaks(next) || r.groups[next].subset || r.groups[next].partOf && sep == comma || sep == comma && r.groups[next].counting != ByName && !r.oneOfTheirs(at) || r.hasVerb(next) && !subject) {
			next = -1
		}
		if next >= 0 && sep == comma && r.namesPerson(ks[len(ks)-1], next) {
			ks[len(ks)-1], i = next, r.groups[next].end // "his wife, Ana Mora,"
			continue
		}
		if next < 0 && sep == comma {
			e := r.asideEnd(at, len(r.Tokens))
			if s := r.asideSemicolon(at); s > at {
				i = s
				continue
			}
			if sep, _ := r.behind(e); e == at || sep != andBehind && !r.ageAt(at) {
				break
			}
			i = e
			continue
		}
		if next < 0 && sep == ends && len(ks) == 1 {
			if e := r.nameBehindPlace(ks[0], i); e > i {
				i = e // "the mayor of Harrow, Ana Mora,"
				continue
			}
		}
		if next < 0 {
			break
		}
		ks, i = append(ks, next), r.groups[next].end
		if sep == andBehind || sep == semicolon {
			sure = len(ks)
		}
	}
	return ks[:sure]
}

// namedSubjects reads the people before a verb from where their clause begins:
// "Ana Mora, a judge, Luis Prado and two guards were". It returns nothing
// unless all up to the verb is people and who they were, and one of them named.
func (r *reader) namedSubjects(p lexicon.Match) []int {
	if !harms(p) {
		return nil
	}
	end, relative := r.firstVerb(r.verbStart(p.First)), false
	if j := r.verbOfName(p, end); j > 0 {
		end = j
	}
	if m, ok := r.Ending(end, lexicon.Pronoun); ok && m.Kind == "relative" {
		end, relative = m.First, true
		if r.Is(end-1, ",") {
			end--
		}
	}
	first := end
	for first > 0 && r.same(first-1, p.First) && end-first < farthest {
		first--
	}
	for i := first; i < end; i++ {
		if !r.opensNames(i, first) && !(relative && r.Has(i-1, lexicon.Preposition)) {
			continue
		}
		made := len(r.groups)
		if ks := r.peopleUpTo(i, end); len(ks) > 0 && relative {
			return ks[len(ks)-1:] // of "Ana Mora and Luis Prado, who died" only he is meant
		} else if len(ks) > 0 {
			return ks
		}
		r.groups = r.groups[:made]
	}
	return nil
}

// firstVerb returns where the first verb of "was kidnapped and murdered", "was
// dragged from her car and killed" begins, for the last one at token i.
func (r *reader) firstVerb(i int) int {
	if !r.Has(i-1, lexicon.Conjunction) || !r.same(i-1, i) {
		return i
	}
	for j := i - 2; j > i-longestAside/2 && r.same(j, i) && r.Tokens[j].Kind == text.Word && !r.Has(j, lexicon.Subordinator, lexicon.SourceCue); j-- {
		if m, ok := r.Covering(j, lexicon.Aux); ok && (m.Kind == "be" || m.Kind == "have") {
			return r.verbStart(m.End)
		}
	}
	return i
}

// verbOfName returns the verb right behind a name, of which "and died" at token i
// goes on: "Captain Ana Mora fought on, alone, and died"; 0 where there is none.
func (r *reader) verbOfName(p lexicon.Match, i int) int {
	if p.Frame != "subject" || !r.Has(i-1, lexicon.Conjunction) || !r.same(i-1, i) {
		return 0
	}
	for j := i - 2; j > i-longestAside/2 && r.same(j-1, i) && !r.Has(j, lexicon.Subordinator, lexicon.SourceCue, lexicon.Pronoun, lexicon.Aux); j-- {
		if t := &r.Tokens[j]; t.Kind != text.Word || t.Capital || r.Has(j, lexicon.Person, lexicon.Preposition, lexicon.Adverb, lexicon.Conjunction, lexicon.Determiner) {
			continue
		}
		if r.nameWord(j-1) && r.nameWord(j-2) || r.Is(j-1, ")") {
			return j
		}
	}
	return 0
}

// opensNames reports that the subject of a clause can stand at token i.
func (r *reader) opensNames(i, first int) bool {
	if i == r.Sentence(i).First {
		return true
	}
	if i == first {
		return false
	}
	if i-1 == r.Sentence(i).First && r.Has(i-1, lexicon.Conjunction, lexicon.Subordinator, lexicon.Adverb) {
		return true // "But Ana Mora, who drove, was killed"
	}
	if r.Tokens[i-1].Kind == text.Punct && !r.joinsWords(i-1) && !r.Is(i-1, ".") && !r.Is(i-1, "(") && !r.Is(i-1, "[") {
		return true
	}
	return r.Has(i-1, lexicon.Subordinator, lexicon.SourceCue)
}

// peopleUpTo reads a list of people from token i that ends at a verb; nil
// where anything else stands between or nobody is named.
func (r *reader) peopleUpTo(i, end int) []int {
	named := false
	ks := r.people[:0]
	defer func() { r.people = ks[:0] }()
	var alias []int // groups, each with the name behind it of the same person
	for {
		k := r.person(i)
		if k < 0 || r.groups[k].end > end || r.groups[k].subset {
			return nil
		}
		if n := len(ks) - 1; n >= 0 && r.Is(i-1, ",") && r.namesPerson(ks[n], k) {
			alias, ks = append(alias, ks[n], k), ks[:n] // "the driver, Ana Mora,"
		}
		ks = append(ks, k)
		named = named || r.groups[k].counting == ByName
		if i = r.nextPerson(k, end); i < 0 {
			return nil
		}
		if i == end && named {
			for a := 0; a < len(alias); a += 2 {
				r.groups[alias[a]].is = int32(alias[a+1] + 1)
				if r.groups[alias[a]].counting == Indefinite {
					r.groups[alias[a+1]].counting = Indefinite // "a passerby, Ana Mora,": told for the first time
				}
			}
			return r.withoutNames(ks)
		}
		if i == end || len(ks) >= lookBack {
			return nil
		}
	}
}

// nameBehindPlace returns the mark behind "of Harrow" at token i, where the name
// of group k follows it; else i.
func (r *reader) nameBehindPlace(k, i int) int {
	if g := &r.groups[k]; g.plural || g.counting != Definite && g.counting != Indefinite || !r.Has(i, lexicon.Preposition) {
		return i
	}
	e := r.asideEnd(i, len(r.Tokens))
	if e == i {
		return i
	}
	if g, ok := r.namedAt(e + 1); !ok || g.end < len(r.Tokens) && r.same(e, g.end) && !r.Is(g.end, ",") && !r.clauseEnd(g.end) {
		return i
	}
	return e
}

// withoutNames drops the names behind a mark that only say who a count before
// them counts: "two engineers, Mark Orr and Jane Stone,".
func (r *reader) withoutNames(ks []int) []int {
	g := &r.groups[ks[0]]
	if g.q < 0 || g.count.Min != len(ks)-1 || g.count.Max != len(ks)-1 || !r.Is(g.end, ",") {
		return ks
	}
	for _, k := range ks[1:] {
		if r.groups[k].counting != ByName {
			return ks
		}
	}
	return ks[:1]
}

// namesPerson reports that name k, behind a mark, tells who group of is.
func (r *reader) namesPerson(of, k int) bool {
	g := &r.groups[of]
	return r.groups[k].counting == ByName && (g.counting == Definite || g.counting == Indefinite) && !g.plural
}

// nextPerson returns where the next person of a list begins behind person k, end
// where the list is over, and -1 where something else follows.
func (r *reader) nextPerson(k, end int) int {
	i := r.pastBrackets(r.groups[k].end)
	for i < end {
		if r.Has(i, lexicon.Preposition) && !r.Is(i-1, ",") { // "Ana Mora of the Reform Party"
			e := r.asideEnd(i, end)
			if e == i && r.bodyUpTo(i, end) {
				return end
			}
			if e == i {
				return -1
			}
			i = e
		}
		sep, at := r.behind(i)
		if at == end {
			return end
		}
		if sep == ends || sep == semicolon {
			return -1
		}
		if sep == andBehind || r.startsPerson(at) || r.oneOfTheirs(at) || r.groups[k].counting == Indefinite && r.indefiniteAt(at) {
			return at
		}
		e := r.asideEnd(at, end)
		if e == at {
			return -1
		}
		i = e
	}
	return end
}

// bodyUpTo reports that tokens [i, end) tell no more than what somebody named is
// of: "Ana Mora of the Reform Party was".
func (r *reader) bodyUpTo(i, end int) bool {
	of, ok := r.At(i, lexicon.Preposition)
	if !ok || of.Kind != "of" || end-of.End > longestBody || of.End >= end {
		return false
	}
	i = of.End
	if d, ok := r.At(i, lexicon.Determiner); ok && d.Kind == "definite" {
		i = d.End
	}
	for j := i; j < end; j++ {
		if !r.Tokens[j].Capital && !r.joinsWords(j) && !r.Has(j, lexicon.Particle) {
			return false
		}
	}
	return i < end
}

// oneOfTheirs reports "his wife and their sons" at token i, behind a mark: what
// only says who the last one was has a mark of its own before the conjunction.
func (r *reader) oneOfTheirs(i int) bool {
	d, ok := r.At(i, lexicon.Determiner)
	if !ok || d.Kind != "possessive" {
		return false
	}
	end := 0
	if g, ok := r.namedAt(i); ok {
		end = g.end
	} else if k := r.groupAt(i); k >= 0 && r.groups[k].person != nil {
		end = r.groups[k].end
	}
	and, ok := r.At(end, lexicon.Conjunction)
	return end > 0 && ok && and.Kind == "list" && r.same(i, and.End) && (r.groupAt(and.End) >= 0 || r.Has(and.End, lexicon.Determiner))
}

// indefiniteAt reports "a judge" at token i: behind "a colonel," that is another
// person, behind a name it says who she was.
func (r *reader) indefiniteAt(i int) bool {
	k := r.groupAt(i)
	return k >= 0 && r.groups[k].counting == Indefinite && r.groups[k].counted
}

// startsPerson reports that the next of a list stands at token i and not who
// the last one was: a name, or a number.
func (r *reader) startsPerson(i int) bool {
	if k := r.groupAt(i); k >= 0 {
		if g := &r.groups[k]; g.q >= 0 && g.counted && g.thing == nil && g.counting != ByOrdinal {
			return true
		}
	}
	if r.Has(i, lexicon.Determiner) {
		return false
	}
	_, ok := r.namedAt(i)
	return ok
}

// peopleFrom returns the people that a verb or "the murder of" leads to: a list
// with names in it, or one of counts.
func (r *reader) peopleFrom(k int, p lexicon.Match) []int {
	ks := r.listFrom(k, p.Frame == "noun")
	if !harms(p) {
		return ks
	}
	last := ks[len(ks)-1]
	if r.groups[k].counting == ByName {
		ks, last = nil, k
	}
	return r.withoutNames(append(ks[:max(0, len(ks)-1)], r.listNamed(last, p.Frame == "noun")...))
}
