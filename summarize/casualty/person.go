package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
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
	article := led && r.Is(first, "the") || r.Is(first-1, "the")
	office := r.officeEnd(i)
	end := office
	for end < len(r.Tokens) && end-office < longestName && r.same(first, end) && r.nameWord(end) {
		end++
	}
	name, titled := r.afterTitles(i, office, end)
	if end-name == 1 && !titled && (name == first || r.sharedOffice(name-1)) && r.sharesSurname(name) {
		g = one(first, end, ByName)
		g.popFirst = name
		return g, true
	}
	if end-name < 1 || end-name < 2 && !titled || name > i && !titled || article && office == i && !titled { // "the Water Safety Forum"
		return group{}, false
	}
	if r.isOffice(end-1) || !r.personName(name, end) || led && !titled && r.goesOnAsNoun(end) {
		return group{}, false
	}
	g = one(first, end, ByName)
	g.popFirst, g.popEnd = name, end
	return g, true
}

// mostShared is how many first names may share the surname behind the last.
const mostShared = 4

// sharesSurname reports a first name alone at token i whose surname stands behind
// the last of a list: "Bob and Mary Tate", "Ann, Bob and Mary Tate".
func (r *reader) sharesSurname(i int) bool {
	for n := 0; n < mostShared; n++ {
		if !r.firstName(i) {
			return false
		}
		at, joined := r.pastMark(i + 1)
		if at == i+1 || !r.same(i, at+1) || !r.nameWord(at) {
			return false
		}
		if joined {
			return r.firstName(at) && r.wholeName(at) && !r.Has(at+1, lexicon.PlaceWord, lexicon.SourceNoun)
		}
		i = at
	}
	return false
}

// firstName reports a capital word that is nothing else than a name.
func (r *reader) firstName(i int) bool {
	return !r.Tokens[i].AllCaps && r.nameWord(i) && !r.Has(i, lexicon.Person, lexicon.SourceNoun, lexicon.PlaceName, lexicon.PlaceWord,
		lexicon.Adverb, lexicon.Determiner, lexicon.MoreWord, lexicon.Cardinal, lexicon.DateWord)
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
			if lower && !r.ofAge(j-1) && !r.isOffice(j-1) && !r.sharedOffice(j-1) && !r.isOffice(j) {
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
	titled = office > first && (r.isOffice(office-1) || end-office > 1 && (r.ofAge(office-1) || r.sharedOffice(office-1)))
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
	if r.Is(i, "National") { // of bodies: "the National Water Forum"
		return false
	}
	if m, ok := r.Covering(i, lexicon.Person); ok && m.Number == "singular" {
		return m.End == i+1
	}
	m, ok := r.Covering(i, lexicon.SourceNoun)
	return ok && m.Number == "singular" && m.End == i+1
}

// sharedOffice reports the office of several people named behind it: "union
// leaders Ana Mora and Luis Prado".
func (r *reader) sharedOffice(i int) bool {
	m, ok := r.Covering(i, lexicon.Person)
	return ok && m.Number == "plural" && m.End == i+1 && (!r.Tokens[i].Capital || r.Sentence(i).First == i)
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
// Verbs are for relative clauses and participles only.
func (r *reader) asideEnd(i, limit int) int {
	m, relative := r.At(i, lexicon.Pronoun)
	if relative && m.Number == "owner" {
		return i // "Ana Mora, whose son was killed"
	}
	if have, ok := r.At(i, lexicon.Aux); ok && have.Kind == "have" && strings.HasSuffix(r.Str(i), "ing") {
		relative = true // "having fought to the end,"
	}
	for j := i; j < limit && j-i < longestAside && r.same(i, j); j++ {
		if next := r.pastBrackets(j); next > j {
			j = next - 1
			continue
		}
		if r.Is(j, ",") {
			return j
		}
		if r.isDash(j) {
			return i // "Harrow, 12 May (ANP) -- Six peasants,"
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

// isDash reports a dash between words, which ends a dateline.
func (r *reader) isDash(i int) bool {
	switch r.Str(i) {
	case "--", "—", "–":
		return true
	case "-":
		return r.Tokens[i].Space
	}
	return false
}

// nameBefore returns the name that group k tells more of, where one that was
// counted stands right before its mark: "Ana Mora, the candidate"; else k.
func (r *reader) nameBefore(k int) int {
	g := &r.groups[k]
	if g.plural || g.counting != Definite && g.counting != Indefinite || !r.Is(g.first-1, ",") || r.oneOfTheirs(g.first) {
		return k
	}
	for i := len(r.out) - 1; i >= r.recent() && r.out[i].Sent == int(r.Tokens[g.first].Sent); i-- {
		if n := int(r.owner[i]) - 1; n >= 0 && r.out[i].Counting == ByName && r.groups[n].end == g.first-1 {
			return n
		}
	}
	return k
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

// inverted reads a verb that stands before its subject: "Killed in the blast
// were Ana Mora and two guards".
func (r *reader) inverted(p lexicon.Match) bool {
	i := p.First
	if r.Has(i-1, lexicon.Adverb) && r.same(i-1, i) {
		i--
	}
	if !harms(p) || !r.opensNames(i, -1) || !r.Has(p.End, lexicon.Aux, lexicon.Preposition) {
		return false
	}
	for j := p.End; j < p.End+longestAside/3 && r.same(p.First, j) && (r.Tokens[j].Kind != text.Punct || r.joinsWords(j)) && !r.Has(j, lexicon.Predicate); j++ {
		m, ok := r.At(j, lexicon.Aux)
		if !ok {
			continue
		}
		k := r.person(m.End)
		if m.Kind != "be" || k < 0 || r.hasVerb(k) {
			return false
		}
		p.End = m.End
		from := len(r.out)
		r.emitList(k, r.outcomeOf(p, k), p, "inverted")
		r.ofThoseShot(p, from)
		return true
	}
	return false
}

// ofThoseShot makes casualties of people told as shot right before, whom the
// mentions since from tell to be dead: "shot six people. Killed were …".
func (r *reader) ofThoseShot(p lexicon.Match, from int) {
	n := 0
	for i := range r.out[from:] {
		n += r.out[from+i].Count.Max
	}
	if ms, whole := r.hurtBefore(p.First); whole >= n && Outcome(p.Outcome) == Killed && !r.toldAs(Killed, quantity.Of(n)) {
		r.wereCasualties(ms)
	}
}

// identified reads names behind "the dead were" in a text that has told of
// nobody's harm so far: else it only says who they were.
func (r *reader) identified(s *text.Sentence) {
	for i := s.First; i < s.End; i++ {
		m, ok := r.At(i, lexicon.SubsetWord)
		if !ok || m.Kind != "complete" || r.toldAnywhere(Killed) || r.toldAnywhere(Injured) || r.toldAnywhere(Hostages) {
			continue
		}
		if k := r.person(m.End); k >= 0 && r.groups[k].counting == ByName {
			r.list++
			for _, k := range r.listNamed(k, true) {
				if n := r.emit(k, Outcome(m.Outcome), m, "identified"); n != nil {
					n.List, n.Complete = r.list, true
				}
			}
		}
	}
}

// ofNamed ties a mention to the person told by name last: "the general" is he
// who was told with that office, and "two of his guards" are others than he.
func (r *reader) ofNamed(g *group, m *Mention) {
	if g.counting != Definite && g.q < 0 || m.Actor != Victim {
		return
	}
	for i := len(r.out) - 1; i >= r.recent(); i-- {
		o := &r.out[i]
		if o.Counting != ByName || o.Outcome != m.Outcome || r.owner[i] == 0 {
			if g.q >= 0 {
				return
			}
			continue
		}
		if n := &r.groups[r.owner[i]-1]; g.q >= 0 {
			m.Additional = m.Additional || o.Sent != m.Sent && r.ofTheirs(g)
			return
		} else if d, ok := r.At(g.first, lexicon.Determiner); ok && d.Kind == "definite" && r.holds(n, g) {
			m.Counting, m.PopFirst, m.PopEnd = ByName, n.popFirst, n.popEnd
			return
		} else if ok && d.Kind == "possessive" && g.person != nil && (g.person.Kind == "staff" || g.person.Who == "security") {
			m.Additional = m.Additional || o.Sent != m.Sent // "her driver" is not she
			return
		}
	}
}

// ofTheirs reports "two of his bodyguards".
func (r *reader) ofTheirs(g *group) bool {
	of, ok := r.At(g.cntEnd, lexicon.Preposition)
	if !ok || of.Kind != "of" {
		return false
	}
	d, ok := r.At(of.End, lexicon.Determiner)
	return ok && d.Kind == "possessive"
}

// holds reports that name n was told with the office that group g is told by.
func (r *reader) holds(n, g *group) bool {
	for i := n.first; i < n.popFirst; i++ {
		if r.isOffice(i) && strings.EqualFold(r.Str(i), r.Str(g.end-1)) {
			return true
		}
	}
	return false
}
