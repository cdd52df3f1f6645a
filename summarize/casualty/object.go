package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// object returns the group that begins right at token i, where a verb's
// object stands; adverbs and words like "a total of" are stepped over.
func (r *reader) object(i int) int {
	if d, ok := r.At(i, lexicon.Determiner); ok && d.Kind == "possessive" && r.saysHowOften(d.End) {
		return -1 // "stabbed her several times"
	}
	first := i - 1
	for n := 0; n < 6 && i < len(r.Tokens) && r.same(first, i); n++ {
		if k := r.groupAt(i); k >= 0 {
			if r.groups[k].negated && !r.groups[k].noun {
				return -1
			}
			return k
		}
		if p, ok := r.At(i, lexicon.Predicate); ok && p.Frame != "deprive" && !r.modifier(i) {
			return -1
		}
		if d, ok := r.At(i, lexicon.Determiner); ok && d.Kind != "indefinite" {
			i = d.End // "the 12 passengers", "all nine"
			continue
		}
		if d, ok := r.At(i, lexicon.Determiner); ok && r.sumWord(d.End) > 0 {
			i = r.sumWord(d.End)
			continue
		}
		if r.Has(i, lexicon.Adverb) && !r.Has(i, lexicon.Preposition) || r.Has(i, lexicon.MoreWord) {
			i++
			continue
		}
		return -1
	}
	return -1
}

// sumWord steps over "total of" from token i; 0 where it is not there.
func (r *reader) sumWord(i int) int {
	if i+1 < len(r.Tokens) && r.Has(i, lexicon.Motion) {
		if m, ok := r.At(i+1, lexicon.Preposition); ok && m.Kind == "of" {
			return m.End
		}
	}
	return 0
}

// longestName bounds a run of capitals that can be one person's name with
// what he is: "Salvadoran Attorney General Roberto Garcia Alvarado".
const longestName = 10

// nameSubject returns a group of one for the name before a verb of harm:
// "Jane Doe, 41, was killed". Places, sources and agencies are no people.
func (r *reader) nameSubject(p lexicon.Match) int {
	if !harms(p) {
		return -1
	}
	end := r.verbStart(p.First)
	if m, ok := r.Ending(end, lexicon.Pronoun); ok && m.Kind == "relative" {
		end = m.First
	}
	end = r.backOverAge(end)
	first := end
	for first > 0 && r.same(first-1, p.First) && end-first < longestName && r.nameWord(first-1) {
		first--
	}
	if k := r.name(first, end); k >= 0 {
		return k
	}
	return r.nameBeforeAside(r.verbStart(p.First))
}

// nameBeforeAside reads "Lo Presti, 52, head of the clans of Palermo, was": the
// name that opens the clause, where only an aside parts it from the verb.
func (r *reader) nameBeforeAside(end int) int {
	if !r.sameStart(end) {
		return -1
	}
	first := r.saidFrom(r.Sentence(end-1).First, end)
	if !r.Is(end-1, ",") || end-first > farthest {
		return -1
	}
	e := first
	for e < end && r.nameWord(e) {
		e++
	}
	if e == first || !r.Is(e, ",") || e >= end-1 {
		return -1
	}
	for i := e; i < end; i++ {
		m, ok := r.At(i, lexicon.Pronoun)
		if r.Has(i, lexicon.Aux, lexicon.SourceCue) || ok && m.Number == "owner" || r.isDash(i) {
			return -1
		}
		if p, ok := r.At(i, lexicon.Predicate); ok && (p.Frame != "past" || r.object(p.End) >= 0) {
			return -1 // "the mayor of Harrow kidnapped last week" only says who she is
		}
	}
	return r.name(first, e)
}

// saidFrom returns where what somebody says begins in a sentence, before token
// end: behind "police reported that"; without that, where the sentence does.
func (r *reader) saidFrom(first, end int) int {
	for i := end - 1; i > first+1 && end-i < farthest; i-- {
		if r.Has(i, lexicon.Subordinator) && r.Has(i-1, lexicon.SourceCue) {
			return i + 1
		}
	}
	return first
}

// nameSubjects returns the names before a verb of harm: one, or a list of them.
func (r *reader) nameSubjects(p lexicon.Match) []int {
	k := r.nameSubject(p)
	if k < 0 {
		return nil
	}
	names := append(r.namesBeside(k, p), k)
	return append(r.countedBeside(names[0]), names...)
}

// countedBeside returns the people listed before a name: "two guards and" before
// "Jane Orr were killed".
func (r *reader) countedBeside(name int) []int {
	i := r.groups[name].first
	if !r.sameStart(i) || !r.Has(i-1, lexicon.Conjunction) {
		return nil
	}
	k := r.groupEnding(i - 1)
	if k < 0 || !r.same(r.groups[k].first, i) || !r.groups[k].counted || r.groups[k].person == nil || r.groups[k].object || r.groups[k].prep != nil || r.groups[k].subset {
		return nil
	}
	return r.listBefore(k)
}

// namesBeside returns the names listed before group k: "Jane Orr, Bo Sten and",
// "Colonel Abbas and three guards".
func (r *reader) namesBeside(k int, p lexicon.Match) []int {
	if !harms(p) {
		return nil
	}
	var out []int
	i := r.groups[k].first
	for {
		end := i
		for n := 0; n < 2 && r.same(end-1, p.First) && (r.Is(end-1, ",") || r.Has(end-1, lexicon.Conjunction)); n++ {
			end--
		}
		if g := &r.groups[k]; len(out) == 0 && !g.plural && g.q < 0 && g.counting != ByName && !r.Has(i-1, lexicon.Conjunction) {
			return nil // "Ana Mora, the candidate who was": she is the candidate
		}
		if r.Is(end-2, ",") && r.ageAt(end-1) && (len(out) > 0 || r.Has(i-1, lexicon.Conjunction)) {
			end -= 2 // "Jane Orr, 41, and"
		}
		if end == i || r.groupEnding(end) >= 0 && r.groups[r.groupEnding(end)].counted {
			return out
		}
		first := end
		for first > 0 && r.same(first-1, p.First) && end-first < longestName && r.nameWord(first-1) {
			first--
		}
		n := r.name(first, end)
		if n < 0 || end-first < 2 || r.Is(first-1, "the") || r.Has(first, lexicon.Adverb) || r.inSubset(first) { // "the National Water Forum," is nobody
			return out
		}
		out, i = append([]int{n}, out...), first
	}
}

// inSubset reports "including union leader" before the name at token i.
func (r *reader) inSubset(i int) bool {
	for j := i; j > 0 && j >= i-officeWords && r.same(j, i); j-- {
		if _, ok := r.Ending(j, lexicon.SubsetWord); ok {
			return true
		}
		if r.Tokens[j-1].Kind == text.Punct {
			return false
		}
	}
	return false
}

// unknownSubject returns a group of one for a noun that no list knows, before a
// passive verb of killing: "a jogger was struck and killed".
func (r *reader) unknownSubject(p lexicon.Match) int {
	if p.Outcome != string(Killed) || p.Frame != "past" && p.Frame != "subject" {
		return -1
	}
	end := r.verbStart(p.First)
	if end == p.First || !r.sameStart(end) || !r.singularNoun(end-1) || r.stops(end-1) {
		return -1
	}
	first := end
	for first > 0 && r.same(first-1, end-1) && end-first <= longestUnknown && !r.stops(first-1) {
		first--
	}
	d, ok := r.Ending(first, lexicon.Determiner)
	if !ok || d.Kind != "indefinite" {
		return -1
	}
	g := one(d.First, end, Indefinite)
	g.popFirst = first
	return r.addGroup(g)
}

// backOverAge steps back over ", 41," and ", a nurse,".
func (r *reader) backOverAge(i int) int {
	if !r.Is(i-1, ",") {
		return i
	}
	for j := i - 2; j > 0 && i-j < 9 && r.same(j, i-1); j-- {
		if r.Is(j, ",") {
			return j
		}
	}
	return i
}

// nameObject returns a group of one for the name behind a verb of harm:
// "killed Jane Doe".
func (r *reader) nameObject(p lexicon.Match) int {
	if !harms(p) {
		return -1
	}
	first, led := p.End, false
	if d, ok := r.At(first, lexicon.Determiner); ok && d.Kind == "definite" {
		first, led = d.End, true
	}
	first = r.overOffice(r.overAge(first), p.Outcome == string(Killed))
	end := first
	for end < len(r.Tokens) && r.same(end, p.First) && end-first < longestName && r.nameWord(end) {
		end++
	}
	if led && (end-first == 1 || end > first && r.goesOnAsNoun(end)) {
		return -1
	}
	return r.name(first, end)
}

// overAge steps over "18-year-old" from token i.
func (r *reader) overAge(i int) int {
	if i >= len(r.Tokens) || !r.ageAt(i) {
		return i
	}
	j := i + 1
	if r.joinsWords(j) {
		j++
	}
	if th, ok := r.At(j, lexicon.Thing); ok && th.Why == quantity.Age && r.same(i, j) {
		return th.End
	}
	return i
}

// officeWords bounds the words of an office before a name.
const officeWords = 4

// overOffice steps over what somebody is, before the name at the end of it:
// "killed criminal court judge Ana Ruiz". Unknown words may be what somebody is
// where only people come to it.
func (r *reader) overOffice(first int, unknown bool) int {
	for i := first; i < first+officeWords && r.same(first-1, i) && !r.stops(i) && !r.Tokens[i].Capital; {
		p, ok := r.At(i, lexicon.Person)
		if !ok && unknown && i > first && !r.Has(i, lexicon.Adverb, lexicon.DateWord) && r.wholeName(i+1) {
			return i + 1 // "killed presidential hopeful Ana Ruiz"
		}
		if !ok {
			i++
			continue
		}
		if p.Number == "singular" && r.same(first, p.End) && r.nameWord(p.End) {
			return p.End
		}
		i = p.End
	}
	return first
}

// wholeName reports two words or more of a name from token i on, with no noun
// behind them that they only describe.
func (r *reader) wholeName(i int) bool {
	end := i
	for end < len(r.Tokens) && r.same(i-1, end) && r.Tokens[end].Capital && r.nameWord(end) {
		end++
	}
	return end-i > 1 && !r.goesOnAsNoun(end)
}

// harms reports an outcome that only people come to, so that a name with it
// must be somebody's.
func harms(p lexicon.Match) bool {
	switch Outcome(p.Outcome) {
	case Killed, Hostages, Injured, Critical:
		return p.Frame != "state" || p.Outcome == string(Killed)
	}
	return false
}

// longestUnknown bounds the words of a noun that no list knows.
const longestUnknown = 4

// unknownObject returns a group of one for a noun that no list knows, behind
// an article and a verb of killing: "killed a custodian". What can be killed
// but is nobody stands among the things.
func (r *reader) unknownObject(p lexicon.Match) int {
	d, ok := r.At(p.End, lexicon.Determiner)
	if !ok || p.Outcome != string(Killed) && p.Outcome != string(Injured) || p.Frame == "noun" || p.Kind == "people" || d.Kind == "universal" || d.Kind == "other" || !r.same(p.First, d.End) {
		return -1
	}
	end := d.End
	for end < len(r.Tokens) && r.same(end, p.First) && !r.stops(end) && !r.Has(end, lexicon.Weekday, lexicon.Month, lexicon.Adverb) {
		end++
	}
	if end == d.End || end-d.End > longestUnknown || !r.singularNoun(end-1) {
		return -1
	}
	if d.Kind != "indefinite" && d.Kind != "possessive" && !(r.Is(end, ",") && r.groupAt(end+1) >= 0 && r.groups[r.groupAt(end+1)].person != nil) && !r.othersFollow(end) {
		return -1 // "killed this reform"; "killed the dean, a professor", "shot the juggler and four others" go on with people
	}
	if p.Outcome == string(Injured) && !r.peopleFollow(end) {
		return -1 // "injured a knee", "shot a film"
	}
	g := one(d.First, end, Definite)
	g.popFirst = d.End
	if d.Kind == "indefinite" {
		g.counting = Indefinite
	}
	return r.addGroup(g)
}

// peopleFollow reports that a list goes on with people at token i: "a sacristan,
// a teacher and".
func (r *reader) peopleFollow(i int) bool {
	at, _ := r.pastMark(i)
	k := r.groupAt(at)
	return at > i && k >= 0 && r.groups[k].person != nil && !r.hasVerb(k) && !r.Has(r.groups[k].end, lexicon.SourceCue)
}

// othersFollow reports "and four others", "and another man" at token i: who
// stands before is one of them.
func (r *reader) othersFollow(i int) bool {
	at, joined := r.pastMark(i)
	k := r.groupAt(at)
	if !joined || k < 0 || r.hasVerb(k) || r.groups[k].thing != nil {
		return false
	}
	if r.groups[k].more {
		return true
	}
	for j := r.groups[k].first; j < r.groups[k].end; j++ {
		if m, ok := r.Covering(j, lexicon.MoreWord); ok && (m.Kind == "other" || m.Kind == "after" || m.Kind == "before") {
			return true
		}
		if m, ok := r.Covering(j, lexicon.Person); ok && m.Kind == "other" {
			return true
		}
	}
	return false
}

// singularNoun reports a lower-case word that could name one person: none that
// is listed as anything else, none with a plural's ending.
func (r *reader) singularNoun(i int) bool {
	t := &r.Tokens[i]
	s := r.Str(i)
	return t.Kind == text.Word && !t.Capital && s[len(s)-1] != 's' &&
		!r.Has(i, lexicon.Thing, lexicon.EventNoun, lexicon.Weapon, lexicon.Site, lexicon.Group, lexicon.Predicate, lexicon.SourceNoun)
}

// nameWord reports whether token i can be part of a person's name.
func (r *reader) nameWord(i int) bool {
	if i < 0 || i >= len(r.Tokens) {
		return false
	}
	t := &r.Tokens[i]
	if t.Kind != text.Word {
		return r.Is(i, ".") && i > 0 && len(r.Str(i-1)) <= 3
	}
	if !t.Capital && r.Has(i, lexicon.Particle) {
		return i > 0 && i+1 < len(r.Tokens) && r.Tokens[i-1].Capital && (r.Tokens[i+1].Capital || r.Has(i+1, lexicon.Particle)) && r.same(i-1, i+1)
	}
	return t.Capital && !r.Has(i, lexicon.Month, lexicon.Weekday, lexicon.Predicate, lexicon.Aux,
		lexicon.SourceCue, lexicon.Thing, lexicon.EventNoun, lexicon.Weapon, lexicon.Pronoun,
		lexicon.Preposition, lexicon.Conjunction, lexicon.Subordinator, lexicon.Site)
}

// name makes a group of one out of a name at tokens [first, end): two words
// or more, or one that is no word of the lexicon and opens no sentence.
func (r *reader) name(first, end int) int {
	if end <= first || r.Sentence(first).Heading && r.titleCase(r.Sentence(first)) {
		return -1
	}
	opens := first == r.Sentence(first).First
	if end-first < 2 && (r.Known(first) || r.Tokens[first].AllCaps || opens && !r.namedElsewhere(first)) {
		return -1
	}
	if end-first < 2 && r.same(first, end) && r.Has(end, lexicon.Person) && !r.Tokens[end].Capital {
		return -1 // "the massacre of Jesuit priests"
	}
	if r.placedBy(first) || r.onlyPlaces(first, end) || r.Has(end-1, lexicon.PlaceWord) {
		return -1
	}
	for i := first; i < end; i++ {
		if r.Has(i, lexicon.SourceNoun) && !r.Has(i, lexicon.Person) || r.plural(i) {
			return -1
		}
	}
	return r.addGroup(one(first, end, ByName))
}

// namedElsewhere reports whether the word that opens a sentence at token i
// stands with its capital inside another, so that it is a name.
func (r *reader) namedElsewhere(i int) bool {
	if r.namesSeen == nil {
		r.namesSeen = map[string]bool{}
		for j := 1; j < len(r.Tokens); j++ {
			if t := &r.Tokens[j]; t.Capital && t.Kind == text.Word && r.same(j-1, j) && r.Tokens[j-1].Kind == text.Word && !r.Sentence(j).Heading {
				r.namesSeen[r.Str(j)] = true
			}
		}
	}
	return r.namesSeen[r.Str(i)]
}

// placedBy reports a preposition before a name, other than "of": what hangs on
// it is where something happened, not to whom.
func (r *reader) placedBy(first int) bool {
	m, ok := r.Ending(first, lexicon.Preposition)
	return ok && m.Kind != "of" && r.same(m.First, first)
}

// onlyPlaces reports a name that is a place's alone: "New York".
func (r *reader) onlyPlaces(first, end int) bool {
	for i := first; i < end; i++ {
		if !r.Has(i, lexicon.PlaceName) {
			return false
		}
	}
	return true
}

// plural reports a noun for several people inside a run of capitals: "Rohingya
// Refugees".
func (r *reader) plural(i int) bool {
	m, ok := r.At(i, lexicon.Person)
	return ok && m.Number == "plural"
}
