package incident

import (
	"strings"
	"unicode"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Places are read by their pattern: "in the northern city of Darwaz",
// "Mongla, a port city in …", "near Slaviansk", and the dateline, which names
// where the reporter sits and so counts least.
const (
	byKindOf      = 6 // "the city of X"
	byApposition  = 6 // "X, a town in …"
	byPreposition = 3 // "in X", "near X"
	byTitle       = 1 // the same in the title: short of the full name
	byDateline    = 2
	countryOnly   = -3 // a country says too little
	byKindAfter   = 5  // "Dimapur district"
	bySite        = 10 // "at the concert venue in X"
	laterSentence = 2  // sentences that cost a point
)

type placeFound struct {
	first, end int
	weight     int
}

// placeOf finds the place of the main event from sentences that tell of it,
// and the code of the country it is known to lie in.
func (r *reader) placeOf(sents []int) (name, country string) {
	var best placeFound
	try := func(p placeFound) {
		if c, ok := r.nameAt(p.first); ok && c.Value == 0 && c.End >= p.end {
			p.weight = max(p.weight+countryOnly, 1)
		}
		if p.weight > best.weight {
			best = p
		}
	}
	for n, sent := range sents {
		s := &r.t.Sents[sent]
		for i := s.First; i < min(s.End, s.First+reading); i++ {
			if p, ok := r.placeFoundAt(i); ok && !r.inLine(p.first) {
				if p.weight -= n * laterSentence; p.weight < 1 && r.tellsEvent(sent) {
					p.weight = 1
				}
				if s.Part == text.Title {
					p.weight = byTitle
				}
				try(p)
			}
		}
	}
	if r.line.found && !r.isPeople(r.line.first) {
		try(placeFound{r.line.first, r.line.placeEnd, byDateline})
	}
	if best.weight <= 0 {
		return "", ""
	}
	if !r.inLine(best.first) { // the reporter may sit in another country
		country = r.countryAt(best.first, best.end)
	}
	name = r.spell(best.first, best.end)
	if r.line.found { // the dateline has the whole of a name in two words
		if whole := r.spell(r.line.first, r.line.placeEnd); strings.HasPrefix(whole, name+" ") {
			name = whole
		}
	}
	return name, country
}

func (r *reader) inLine(i int) bool { return r.line.found && i >= r.line.first && i < r.line.end }

// placeFoundAt reads a place that is led to by token i.
func (r *reader) placeFoundAt(i int) (placeFound, bool) {
	t := r.t
	if m, ok := t.At(i, lexicon.PlaceWord); ok {
		switch {
		case m.Kind == "near" || m.Kind == "at":
			p, ok := r.placeAfter(m.End)
			if ok && m.Kind == "at" && r.isSite(p) {
				return p, false
			}
			if m.Kind == "at" && r.isStruckSite(i-1) && !t.Tokens[i-1].Capital && t.Tokens[i-1].Sent == t.Tokens[i].Sent {
				p.weight = bySite
			}
			return p, ok
		case m.Kind == "settlement" && r.isOf(m.End):
			if f, e, ok := r.placeAt(m.End + 1); ok && !r.isOffices(m) && !r.inGroup(f) {
				return placeFound{f, e, byKindOf}, true
			}
		case m.Kind == "settlement" && !t.Tokens[i].Capital && r.endsGroup(m.End):
			return r.apposed(i)
		}
		return placeFound{}, false
	}
	return placeFound{}, false
}

// placeAfter reads the place behind a word that leads to one, and its kind
// where that follows: "Dimapur district".
func (r *reader) placeAfter(i int) (placeFound, bool) {
	f, e, ok := r.placeAt(i)
	if ok && r.t.Has(e, lexicon.PlaceWord) && !r.t.Tokens[e].Capital && r.t.Tokens[e].Sent == r.t.Tokens[f].Sent && r.isSettlement(e) {
		return placeFound{f, e, byKindAfter}, true
	}
	return placeFound{f, e, byPreposition}, ok
}

// isSite reports a name of several words that is said to lie in a city: "at
// Edgeley Technology in Chicago".
func (r *reader) isSite(p placeFound) bool {
	in, ok := r.t.At(p.end, lexicon.PlaceWord)
	if !ok || in.Kind != "at" || p.end-p.first < 2 || r.t.Tokens[p.end].Sent != r.t.Tokens[p.first].Sent {
		return false
	}
	for i := p.first; i < p.end; i++ {
		if _, known := r.nameAt(i); known { // "in South Central Los Angeles in California"
			return false
		}
	}
	first, end, ok := r.placeAt(in.End)
	if !ok || r.isSettlement(end) {
		return false
	}
	_, explained := r.nameBehind(end)
	m, known := r.nameAt(first)
	return explained || known && m.Value == 2
}

// isOffices reports a name that looks like a settlement's and is an office's:
// "the Department of Public Health".
func (r *reader) isOffices(m lexicon.Match) bool {
	_, known := r.nameAt(m.End + 1)
	return r.t.Tokens[m.First].Capital && !known && r.t.Has(m.First, lexicon.SourceNoun)
}

func (r *reader) isSettlement(i int) bool {
	m, ok := r.t.At(i, lexicon.PlaceWord)
	return ok && m.Kind == "settlement"
}

func (r *reader) isOf(i int) bool {
	m, ok := r.t.At(i, lexicon.Preposition)
	return ok && m.Kind == "of"
}

// endsGroup reports that no noun goes on from a word: "a port city in", not
// "the state news agency".
func (r *reader) endsGroup(i int) bool {
	return i >= len(r.t.Tokens) || r.t.Tokens[i].Kind == text.Punct ||
		r.t.Has(i, lexicon.Preposition, lexicon.Subordinator, lexicon.Pronoun, lexicon.PlaceWord)
}

// apposed reads "Mongla, a port city": the name before the comma.
func (r *reader) apposed(i int) (placeFound, bool) {
	t := r.t
	j := i
	for j > 0 && i-j < 4 && !t.Is(j-1, ",") {
		j--
	}
	if j < 2 || !t.Is(j-1, ",") || !t.Has(j, lexicon.Determiner) {
		return placeFound{}, false
	}
	first := j - 2
	for first > 0 && t.Tokens[first-1].Capital && t.Tokens[first-1].Sent == t.Tokens[i].Sent && j-2-first < 3 {
		first--
	}
	f, e, ok := r.placeAt(first)
	return placeFound{f, e, byApposition}, ok && e == j-1 && f == first
}

const nameTokens = 4 // the longest name of a place

// placeAt reads a run of capitalised words that may be a place's name: not a
// day, a month, a people or an agency.
func (r *reader) placeAt(i int) (first, end int, ok bool) {
	t := r.t
	if i >= len(t.Tokens) {
		return 0, 0, false
	}
	if m, ok := r.nameAt(i); ok && m.Value != 1 && !r.opensTown(i, m) {
		return i, m.End, true
	}
	sent := t.Tokens[i].Sent
	for end = i; end < len(t.Tokens) && end-i < nameTokens && t.Tokens[end].Sent == sent; end++ {
		k := &t.Tokens[end]
		if end > i && t.Is(end, "-") && !k.Space {
			continue
		}
		if k.Kind != text.Word || !k.Capital || t.Has(end, lexicon.Month, lexicon.Weekday, lexicon.DateWord, lexicon.SourceNoun, lexicon.Genre, lexicon.Pronoun) {
			break
		}
		if end == i && t.Has(end, lexicon.Determiner, lexicon.Person) || end > i && r.endsName(end) {
			break
		}
	}
	if end == i || r.speaks(end) {
		return 0, 0, false
	}
	site := t.Has(end-1, lexicon.Site) && end > i+1 || t.Has(end, lexicon.Site) && !t.Tokens[end].Capital
	return i, end, !site && !r.isAddress(end) && !r.isPeople(i) && !possessive(t.Str(end-1))
}

// isAddress reports that what ends before token i is a street's name, or stands
// before its number: "Avalon boulevard", "South 16th Street".
func (r *reader) isAddress(i int) bool {
	for j := i - 1; j <= i; j++ {
		if m, ok := r.t.At(j, lexicon.PlaceWord); ok && m.Kind == "street" {
			return true
		}
	}
	return i < len(r.t.Tokens) && r.t.Tokens[i].Digits && r.t.Tokens[i].Kind == text.Word
}

// endsName reports words behind a name: small ones in a text of capitals, and
// "Local Government Area".
func (r *reader) endsName(i int) bool {
	if r.t.Tokens[i].AllCaps && r.t.Has(i, lexicon.Preposition, lexicon.Conjunction, lexicon.Aux, lexicon.Subordinator) && !r.isOf(i) {
		return true
	}
	m, ok := r.t.At(i, lexicon.PlaceWord)
	return ok && m.Kind == "settlement" && m.End > i+1
}

// isStruckSite reports that token i ends the name of a kind of site that can
// be the event's: not where the hurt were taken.
func (r *reader) isStruckSite(i int) bool {
	m, ok := r.t.Ending(i+1, lexicon.Site)
	return ok && (m.Kind != "care" || r.isStruck(m.First))
}

// isStruck reports an event's word just before a site: "a blast at a hospital".
func (r *reader) isStruck(i int) bool {
	for j := i - 1; j > i-6 && j >= 0 && r.t.Tokens[j].Sent == r.t.Tokens[i].Sent; j-- {
		if r.t.Has(j, lexicon.EventNoun, lexicon.EventVerb, lexicon.Weapon) {
			return true
		}
	}
	return false
}

// speaks reports a verb of saying: the name before it is no place's.
func (r *reader) speaks(i int) bool {
	m, ok := r.t.At(i, lexicon.SourceCue)
	return ok && m.End == i+1
}

func (r *reader) isPeople(i int) bool {
	m, ok := r.nameAt(i)
	return ok && m.Value == 1
}

// nameAt returns a known name that begins at token i. "us" and "Mo" are none,
// "US" and "MO" are.
func (r *reader) nameAt(i int) (lexicon.Match, bool) {
	m, ok := r.t.At(i, lexicon.PlaceName)
	if !ok || !r.t.Tokens[i].Capital {
		return m, false
	}
	s := r.t.Str(i)
	return m, m.End > i+1 || len(s) > 3 || r.t.Tokens[i].AllCaps || m.Value == 2 && len(s) > 2
}

// spell writes a name as names are written, for datelines have capitals only.
func (r *reader) spell(first, end int) string {
	s := r.t.Slice(first, end)
	if !r.t.Tokens[first].AllCaps || len(s) < 4 {
		return s
	}
	var b strings.Builder
	up := true
	for _, c := range s {
		if up {
			b.WriteRune(c)
		} else {
			b.WriteRune(unicode.ToLower(c))
		}
		up = !unicode.IsLetter(c) && c != '\'' && c != '’'
	}
	return b.String()
}

// siteOf finds the site struck: a proper name ("Crocus City Hall"), else the
// kind of place ("police academy").
func (r *reader) siteOf(sents []int) (site string, proper bool) {
	for _, sent := range sents {
		s := &r.t.Sents[sent]
		for i := s.First; i < s.End; i++ {
			m, ok := r.t.At(i, lexicon.Site)
			if !ok || r.inLine(i) || m.Kind == "care" && !r.isStruck(i) {
				continue
			}
			if f, e := r.properAround(i, m.End); e-f > m.End-i {
				if site == "" || sameKind(site, r.t.Str(m.End-1)) {
					return r.t.Slice(f, e), true
				}
				continue
			}
			if r.t.Tokens[i].Capital || s.Part == text.Title || r.t.Has(i, lexicon.SourceNoun) && site != "" {
				continue
			}
			what := r.t.Slice(i, m.End)
			if f := r.nameBefore(i); f < i && strings.HasSuffix(site, what[max(0, len(what)-len(site)):]) {
				return r.t.Slice(f, m.End), true
			}
			if site == "" {
				site = what
			}
		}
	}
	return site, false
}

// sameKind reports that a site told by its kind ("concert hall") can be the one
// whose name ends in the word last ("Hall").
func sameKind(site, last string) bool {
	k := len(site) - len(last)
	return k >= 0 && strings.EqualFold(site[k:], last) && (k == 0 || site[k-1] == ' ')
}

// nameBefore reads the name that a site has before it: "Zasyadko mine".
func (r *reader) nameBefore(i int) int {
	f := i
	for f > 0 && i-f < 3 && r.t.Tokens[f-1].Sent == r.t.Tokens[i].Sent && r.t.Tokens[f-1].Capital &&
		!r.t.Has(f-1, lexicon.Month, lexicon.Weekday, lexicon.Determiner, lexicon.Preposition, lexicon.PlaceName) &&
		!possessive(r.t.Str(f-1)) {
		f--
	}
	if f == r.t.Sentence(i).First {
		return i
	}
	return f
}

// properAround widens a capitalised site word to its whole name: "Hotel
// Meridian", "Grand Theatre".
func (r *reader) properAround(first, end int) (int, int) {
	t := r.t
	if !t.Tokens[first].Capital || t.Sentence(first).Heading {
		return first, end
	}
	part := func(i int) bool {
		k := &t.Tokens[i]
		return k.Sent == t.Tokens[first].Sent && k.Kind == text.Word && k.Capital && !k.AllCaps &&
			!t.Has(i, lexicon.Month, lexicon.Weekday, lexicon.Determiner, lexicon.Preposition)
	}
	f, e := first, end
	for f > 0 && first-f < 4 && part(f-1) && f-1 != t.Sentence(first).First {
		f--
	}
	if f > 0 && f-1 == t.Sentence(first).First && part(f-1) && !t.Has(f-1, lexicon.SourceNoun) && t.Tokens[f].Capital {
		f--
	}
	for e < len(t.Tokens) && e-end < 2 && part(e) {
		e++
	}
	return f, e
}
