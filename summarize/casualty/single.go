package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// Nouns that count one, without an article before them or far behind it: "a
// 31-year-old fruit seller", "Man killed in crash", "his father and brother".

func (r *reader) coupleAfter(d lexicon.Match) (group, bool) {
	i := d.End
	for n := 0; n < 3 && i < len(r.Tokens) && !r.stops(i); n++ {
		if m, ok := r.At(i, lexicon.Group); ok {
			g := one(d.First, m.End, Definite)
			if d.Kind == "indefinite" {
				g.counting = Indefinite
			}
			g.count, g.plural = quantity.Of(m.Value), true
			if of, ok := r.At(m.End, lexicon.Preposition); ok && of.Kind == "of" {
				if p, ok := r.At(of.End, lexicon.Person); ok { // "a pair of climbers"
					g.person, g.popFirst, g.popEnd, g.end = p.Entry, of.End, p.End, p.End
				}
			}
			return g, r.same(d.First, i)
		}
		i++
	}
	return group{}, false
}

// personAfter finds the noun for people that ends the noun group going on at
// token i; ages inside it are stepped over.
func (r *reader) personAfter(i int) (p lexicon.Match, ok bool) {
	led := i - 1
	for n := 0; n < 2*maxModifiers && r.same(led, i); n++ {
		if m, found := r.At(i, lexicon.Person); found {
			p, ok, i = m, true, m.End
			continue
		}
		if ok && !r.joinsWords(i) {
			break
		}
		if m, found := r.At(i, lexicon.Thing); found && m.Why == quantity.Age {
			i = m.End
			continue
		} else if found && r.Has(m.End, lexicon.Predicate) {
			break // "a motorcycle killed bystander Bo Sten"
		}
		if r.ageAt(i) || r.joinsWords(i) || r.commaInside(i) {
			i++
			continue
		}
		if r.stops(i) && !r.Has(i, lexicon.Ordinal) {
			break
		}
		i++
	}
	return p, ok
}

// ageAt reports that token i is a number that tells an age.
func (r *reader) ageAt(i int) bool {
	k := r.qAt[i]
	return k > 0 && r.qs[k-1].Reason == quantity.Age
}

// commaInside reports a comma between two adjectives: "a tall, thin man". One
// plain word must follow and the noun come at once.
func (r *reader) commaInside(i int) bool {
	if !r.Is(i, ",") || i+2 >= len(r.Tokens) || r.Tokens[i+1].Capital {
		return false
	}
	_, ok := r.At(i+2, lexicon.Person)
	return ok && !r.stops(i+1)
}

// bare reads a noun for people that nothing leads. It counts one in the
// clipped grammar of headlines ("Man killed in crash") and where it goes on a
// list of single people ("his father and brother").
func (r *reader) bare(m lexicon.Match) (group, bool) {
	end := m.End
	for {
		p, ok := r.At(end, lexicon.Person)
		if !ok || !r.same(m.First, end) {
			break
		}
		m.Entry, end = p.Entry, p.End
	}
	g := one(m.First, end, Indefinite)
	g.person = m.Entry
	g.plural = m.Number != "singular"
	if n, ok := r.At(end, lexicon.Group); ok && n.Kind != kin && !g.plural && r.same(m.First, end) {
		g = one(m.First, n.End, Indefinite) // "deaths of baby twins"
		g.count, g.plural, g.counted = quantity.Of(n.Value), true, r.Sentence(m.First).Heading
		return g, true
	}
	g.counted = !g.plural && !r.names(lexicon.Match{Entry: m.Entry, First: m.First, End: end}) && (r.headlineSubject(m.First) || r.continues(&g) || r.clippedObject(&g))
	if r.possessed(m.First) {
		r.kin(&g)
		if at := m.First - 1; !g.plural && r.Tokens[at].Capital && !r.Has(at, lexicon.Weekday, lexicon.Month) { // "Mora's wife"
			g.first, g.counted, g.counting = at, true, Definite
		}
	}
	return g, true
}

// agedBare reads "14-year-old girl" with its article left out.
func (r *reader) agedBare(first, i int) (group, bool) {
	p, ok := r.At(i, lexicon.Person)
	if !ok || p.Number != "singular" || !r.same(first, i) || p.End < len(r.Tokens) && r.Tokens[p.End].Capital && r.same(i, p.End) {
		return group{}, false
	}
	g := one(first, p.End, Indefinite)
	g.person, g.popFirst = p.Entry, i
	return g, true
}

// headlineSubject reports whether a bare noun stands where a headline leaves
// its article out: no name follows, which would make it a title ("President
// Putin").
func (r *reader) headlineSubject(i int) bool {
	s := r.Sentence(i)
	if !s.Heading {
		return false
	}
	p, _ := r.At(i, lexicon.Person)
	next := p.End
	return next >= s.End || r.Tokens[next].Kind == text.Punct || r.stops(next) || !r.Tokens[next].Capital || r.Tokens[i].AllCaps || r.titleCase(s)
}

// clippedWords bounds the words before a noun whose article is left out: "killed
// prominent Danish lawyer".
const clippedWords = 2

// clippedObject reports a noun behind a verb of harm whose article is left out:
// "A man murders wife, shoots two sons". The group then begins behind the verb.
func (r *reader) clippedObject(g *group) bool {
	first := g.first
	for n := 0; n < clippedWords && r.same(first-1, g.first) && r.Tokens[first-1].Kind == text.Word && !r.stops(first-1) && !r.Has(first-1, lexicon.Predicate, lexicon.DateWord, lexicon.Weekday, lexicon.Month, lexicon.Adverb, lexicon.SourceNoun); n++ {
		first--
	}
	if k := len(r.groups); k > 0 && r.groups[k-1].end > first {
		return false
	}
	p, ok := r.Ending(first, lexicon.Predicate)
	if !ok || p.Frame != "active" && p.Frame != "past" || !harms(p) || !r.same(p.First-1, g.first) || g.person.Kind == "everyone" || g.person.Kind == "victim" {
		return false
	}
	if s := r.Str(p.End - 1); strings.HasSuffix(s, "ing") || r.Has(p.First-1, lexicon.Determiner, lexicon.Preposition, lexicon.Cardinal, lexicon.Aux) {
		return false // "the shooting suspect", "a murdered wife"
	}
	next := g.end
	if next < len(r.Tokens) && r.same(g.first, next) && (r.Tokens[next].Capital || !r.stops(next)) {
		return false
	}
	g.first = first
	return true
}

// titleCase reports a heading set With Capitals Throughout, where a capital
// tells nothing.
func (r *reader) titleCase(s *text.Sentence) bool {
	caps, words := 0, 0
	for i := s.First; i < s.End; i++ {
		if t := &r.Tokens[i]; t.Kind == text.Word && t.End-t.Start > 3 {
			words++
			if t.Capital {
				caps++
			}
		}
	}
	return words > 2 && caps*10 >= words*8
}

// continues reports whether a bare singular noun goes on a list of single
// people: "his mother, stepfather and grandmother".
func (r *reader) continues(g *group) bool {
	k := len(r.groups)
	at := g.first
	if r.Has(at-1, lexicon.Conjunction) {
		at--
	}
	if r.Is(at-1, ",") {
		at--
	}
	if k == 0 || at == g.first || !r.same(at, g.first) {
		return false
	}
	prev := &r.groups[k-1]
	if prev.end != at || !prev.counted {
		return false
	}
	if r.determinedBy(prev, "possessive") && prev.person != nil { // "his two daughters, wife and mother-in-law"
		g.counting = Definite
		return true
	}
	if prev.q >= 0 || prev.count.Max != 1 || prev.counting == ByNumber {
		return false
	}
	g.counting = prev.counting
	return true
}

// ordinal reads "a ninth victim", "the third person": the count so far.
func (r *reader) ordinal(qi int) (group, bool) {
	q := r.qs[qi]
	i := q.End
	p, ok := r.At(i, lexicon.Person)
	if !ok || p.Number != "singular" || !r.same(q.First, i) {
		return group{}, false
	}
	g := group{
		first: q.First, end: p.End, countFirst: q.First, cntEnd: q.End, popFirst: i, popEnd: p.End,
		count: q.Count, q: qi, counted: true, counting: ByOrdinal, person: p.Entry, noun: true,
	}
	return g, q.Count.Value > 1
}
