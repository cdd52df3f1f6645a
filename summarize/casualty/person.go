package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A person told by name has an office before the name ("the union leader Ana
// Mora"), says behind it who he was ("Luis Prado, head of the Reform Party,"),
// and stands in one list with others, named or counted. The office and what
// stands behind the name are the same person: they never count again.

const (
	longestOffice = 8  // tokens before a name: "the former Maran social democratic leader"
	longestAside  = 30 // tokens that tell who somebody was
)

// namedAt reads somebody told by name from token i on, his office included,
// and returns a group of one that no predicate owns yet.
func (r *reader) namedAt(i int) (g group, ok bool) {
	first := i
	if d, found := r.At(i, lexicon.Determiner); found && (d.Kind == "definite" || d.Kind == "possessive") {
		i = d.End
	}
	led := i > first
	office := r.officeEnd(i)
	end := office
	for end < len(r.Tokens) && end-office < longestName && r.same(first, end) && r.nameWord(end) {
		end++
	}
	name, titled := r.afterTitles(i, office, end)
	if end-name < 1 || end-name < 2 && !titled || name > i && !titled {
		return group{}, false
	}
	if r.isOffice(end-1) || !r.personName(name, end) || led && !titled && r.goesOnAsNoun(end) {
		return group{}, false
	}
	g = one(first, end, ByName)
	g.popFirst, g.popEnd = name, end
	return g, true
}

// goesOnAsNoun reports that the noun group of a capital word before token i goes
// on: "the Northern Star Liberation Front", "the Umopar camp".
func (r *reader) goesOnAsNoun(i int) bool {
	return r.same(i-1, i) && r.Tokens[i].Kind == text.Word && (r.Tokens[i].Capital || !r.stops(i))
}

// officeEnd steps over the lower-case words that stand before a name.
func (r *reader) officeEnd(i int) int {
	at, lower := i, false
	for j := i; j < len(r.Tokens) && j-i < longestOffice && r.same(i, j); j++ {
		switch t := &r.Tokens[j]; {
		case r.joinsWords(j), r.ageAt(j), r.ofAge(j):
			lower = true
		case t.Kind == text.Word && t.Capital:
			if lower && !r.ofAge(j-1) && !r.isOffice(j-1) && !r.isOffice(j) {
				return at // "Luis Prado outraged Harrow"
			}
			if lower {
				at, lower = j, false
			}
		case t.Kind == text.Word && r.Has(j, lexicon.Particle): // "Angela de Guerrero"
		case t.Kind == text.Word && !r.stops(j):
			lower = true
		default:
			return at
		}
	}
	return at
}

// afterTitles returns where a name begins among the capitals of tokens
// [office, end), behind any titles, and whether an office stands before it.
func (r *reader) afterTitles(first, office, end int) (name int, titled bool) {
	titled = office > first && (r.isOffice(office-1) || r.ofAge(office-1) && end-office > 1)
	name = office
	for i := office; i < end; i++ {
		if r.isOffice(i) {
			name, titled = i+1, true
			if r.Is(i+1, ".") && i+1 < end { // "Dr. Ana Mora"
				name, i = i+2, i+1
			}
		}
	}
	return name, titled
}

// isOffice reports a word that says what one person is: "senator", "nun".
func (r *reader) isOffice(i int) bool {
	if m, ok := r.Covering(i, lexicon.Person); ok && m.Number == "singular" {
		return m.End == i+1
	}
	m, ok := r.Covering(i, lexicon.SourceNoun)
	return ok && m.Number == "singular" && m.End == i+1
}

// personName reports that tokens [first, end) can be one person's name: no
// place, no body, no noun for several people.
func (r *reader) personName(first, end int) bool {
	if s := r.Sentence(first); s.Heading && r.titleCase(s) {
		return false
	}
	if r.onlyPlaces(first, end) || r.Has(end-1, lexicon.PlaceWord) || r.Has(first, lexicon.Adverb) && end-first < 3 {
		return false
	}
	for i := first; i < end; i++ {
		if r.Has(i, lexicon.SourceNoun) || r.plural(i) {
			return false
		}
	}
	return true
}

// person returns the group that begins at token i and counts people: somebody
// told by name, or a group found before. A name comes
// before a group that is only the office in it.
func (r *reader) person(i int) int {
	k := r.groupAt(i)
	if g, ok := r.namedAt(i); ok && (k < 0 || r.groups[k].end < g.end && r.groups[k].q < 0) {
		return r.addGroup(g)
	}
	if k >= 0 && r.groups[k].counted && r.groups[k].thing == nil && !r.groups[k].compound && !r.groups[k].negated {
		return k
	}
	return -1
}

// separator is what stands behind an item of a list of people.
type separator uint8

const (
	ends      separator = iota // nothing of a list
	comma                      // a mark alone: the next item, or who the last one was
	andBehind                  // a conjunction, with or without a mark
)

// behind reads the mark and the conjunction behind an item that ends at token
// i, and returns where the next one would begin.
func (r *reader) behind(i int) (separator, int) {
	i = r.pastBrackets(i)
	sep := ends
	if r.Is(i, ",") {
		sep, i = comma, i+1
	}
	if c, ok := r.At(i, lexicon.Conjunction); ok && (c.Kind == "list" || c.Kind == "with") && r.same(i-1, i) {
		return andBehind, c.End
	}
	return sep, i
}

// pastBrackets steps over "(MOR)" and "[revolutionary front]" at token i.
func (r *reader) pastBrackets(i int) int {
	if !r.Is(i, "(") && !r.Is(i, "[") {
		return i
	}
	for j := i + 1; j < len(r.Tokens) && j-i < longestAside && r.same(i, j); j++ {
		if r.Is(j, ")") || r.Is(j, "]") {
			return j + 1
		}
	}
	return i
}

// asideEnd returns the mark that ends what token i begins to tell of the person
// before ("leader of the Reform Party (MOR),"): i itself where it is no aside.
// Verbs are for relative clauses only.
func (r *reader) asideEnd(i, limit int) int {
	m, relative := r.At(i, lexicon.Pronoun)
	if relative && m.Number == "owner" {
		return i // "Ana Mora, whose son was killed"
	}
	for j := i; j < limit && j-i < longestAside && r.same(i, j); j++ {
		if next := r.pastBrackets(j); next > j {
			j = next - 1
			continue
		}
		if r.Is(j, ",") {
			return j
		}
		if r.clauseEnd(j) && !(r.Is(j, ".") && r.same(j, j+1)) || r.Is(j, "”") || r.Is(j, "\"") {
			return i
		}
		if !relative && (r.Has(j, lexicon.Aux, lexicon.SourceCue, lexicon.Pronoun) || r.Has(j, lexicon.Predicate, lexicon.Verb) && !r.Has(j, lexicon.Person)) {
			return i
		}
	}
	return i
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
		if next >= 0 && (r.groups[next].subset || r.groups[next].partOf && sep == comma || sep == comma && r.groups[next].counting != ByName || r.hasVerb(next) && !subject) {
			next = -1
		}
		if next < 0 && sep == comma {
			e := r.asideEnd(at, len(r.Tokens))
			if e == at {
				break
			}
			if sep, _ := r.behind(e); sep != andBehind {
				break
			}
			i = e
			continue
		}
		if next < 0 {
			break
		}
		ks, i = append(ks, next), r.groups[next].end
		if sep == andBehind {
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
		if !r.opensNames(i, first) {
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

// opensNames reports that the subject of a clause can stand at token i.
func (r *reader) opensNames(i, first int) bool {
	if i == r.Sentence(i).First {
		return true
	}
	if i == first {
		return false
	}
	if r.Tokens[i-1].Kind == text.Punct && !r.joinsWords(i-1) && !r.Is(i-1, ".") && !r.Is(i-1, "(") && !r.Is(i-1, "[") {
		return true
	}
	return r.Has(i-1, lexicon.Subordinator, lexicon.SourceCue)
}

// peopleUpTo reads a list of people from token i that ends at a verb; nil
// where anything else stands between or nobody is named.
func (r *reader) peopleUpTo(i, end int) (ks []int) {
	named := false
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
			}
			return ks
		}
		if i == end || len(ks) >= lookBack {
			return nil
		}
	}
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
			if e == i {
				return -1
			}
			i = e
		}
		sep, at := r.behind(i)
		if sep == ends || at == end {
			return map[bool]int{true: end, false: -1}[at == end]
		}
		if sep == andBehind || r.startsPerson(at) || r.groups[k].counting == Indefinite && r.indefiniteAt(at) {
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

// nameBefore returns the name that group k tells more of, where one that was
// counted stands right before its mark: "Ana Mora, the candidate"; else k.
func (r *reader) nameBefore(k int) int {
	g := &r.groups[k]
	if g.plural || g.counting != Definite && g.counting != Indefinite || !r.Is(g.first-1, ",") {
		return k
	}
	for i := len(r.out) - 1; i >= r.recent() && r.out[i].Sent == int(r.Tokens[g.first].Sent); i-- {
		if n := int(r.owner[i]) - 1; n >= 0 && r.out[i].Counting == ByName && r.groups[n].end == g.first-1 {
			return n
		}
	}
	return k
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
		if g := &r.groups[k]; g.q >= 0 && g.counted && g.thing == nil {
			return true
		}
	}
	if r.Has(i, lexicon.Determiner) {
		return false
	}
	_, ok := r.namedAt(i)
	return ok
}

// namedObject returns somebody told by name right behind a verb of harm, or -1.
func (r *reader) namedObject(p lexicon.Match) int {
	if !harms(p) || !r.same(p.First, p.End) {
		return -1
	}
	if k := r.person(p.End); k >= 0 && r.groups[k].counting == ByName {
		return k
	}
	return -1
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
	return append(ks[:max(0, len(ks)-1)], r.listNamed(last, p.Frame == "noun")...)
}
