package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Noun phrases beside a cue: where the one begins or ends that names the
// source. No grammar is parsed; the phrase is what stands between the cue and
// the next verb, clause opener or mark.

// maxNoun bounds the tokens looked at on one side of a cue.
const maxNoun = 32

// subject returns the source that stands before the cue at token cue, looking
// back no further than lo.
func (r *reader) subject(s *text.Sentence, cue, lo int) (party, bool) {
	lo = max(lo, cue-2*maxNoun)
	e := r.skipBack(cue, lo)
	if e <= lo {
		if e == s.First && cue > s.First || cue == s.First {
			return party{}, false
		}
		return r.elided(s, e)
	}
	switch {
	case r.t.Has(e-1, lexicon.Conjunction):
		return r.elided(s, e)
	case r.afterAside(e - 1):
		return r.elided(s, cue)
	case r.isPersonal(e - 1):
		return r.party(s, e-1, e)
	case r.isOther(e-1) && (e-1 == lo || r.t.Tokens[e-2].Kind == text.Punct || r.t.Has(e-2, lexicon.Conjunction, lexicon.Subordinator)):
		return r.other(s, e-1), true
	case r.isRelative(e - 1), r.isThat(e - 1):
		e--
		if e > lo && r.t.Is(e-1, ",") {
			e--
		}
		return r.nounBefore(s, e, lo)
	case r.t.Is(e-1, ","):
		return r.appositive(s, e-1, lo)
	}
	return r.nounBefore(s, e, lo)
}

// isOther reports whether token i is "another": a second of the kind that spoke
// last.
func (r *reader) isOther(i int) bool {
	m, ok := r.t.At(i, lexicon.Pronoun)
	return ok && m.Kind == "rest" && m.End == i+1 && r.t.Has(i, lexicon.MoreWord) && !r.t.Has(i, lexicon.SourceNoun)
}

// other is the source "another", somebody else than who spoke before.
func (r *reader) other(s *text.Sentence, i int) party {
	p := party{first: i, to: i + 1, noun: "singular"}
	p.First, p.End, p.Kind = i, i+1, "unnamed"
	if before, ok := r.speaker(s); ok {
		p.Kind = before.Kind
	} else if n := len(r.sources); n > 0 {
		p.Kind = r.sources[n-1].Kind
	}
	p.Identity = r.fold(i, i+1)
	return p
}

// afterAside reports whether token i is a "that" that stands for a statement of
// the sentence's subject: "claimed it in a statement that said".
func (r *reader) afterAside(i int) bool {
	m, ok := r.t.Ending(i, lexicon.SourceCue)
	return ok && m.Kind == "aside" && (r.isThat(i) || r.isRelative(i))
}

func (r *reader) isThat(i int) bool {
	return r.t.Has(i, lexicon.Subordinator) && r.t.Has(i, lexicon.Determiner)
}

// elided is the subject of a cue that has none of its own: "and said".
func (r *reader) elided(s *text.Sentence, e int) (party, bool) {
	p, ok := r.speaker(s)
	if !ok {
		return party{}, false
	}
	p.first = e
	p.again = true
	return p, true
}

// skipBack returns the end of what stands before a verb's auxiliaries and
// adverbs.
func (r *reader) skipBack(cue, lo int) int {
	e := cue
	for e > lo {
		i := e - 1
		switch {
		case r.t.Tokens[i].Kind == text.Punct:
			if open, ok := r.openBracket(i, lo); ok {
				e = open
				continue
			}
			return e
		case r.t.Has(i, lexicon.Aux), r.t.Has(i, lexicon.Weekday), r.t.Has(i, lexicon.DateWord) && !r.inName(i):
		case r.t.Has(i, lexicon.Adverb) && !r.t.Has(i, lexicon.SourceNoun, lexicon.Conjunction):
		default:
			return e
		}
		e--
	}
	return e
}

// openBracket returns the token of the bracket that token i closes.
func (r *reader) openBracket(i, lo int) (int, bool) {
	var open string
	switch r.t.Str(i) {
	case ")":
		open = "("
	case "]":
		open = "["
	default:
		return 0, false
	}
	for j := i - 1; j >= max(lo, i-maxNoun); j-- {
		if r.t.Is(j, open) {
			return j, true
		}
	}
	return 0, false
}

// nounBefore returns the source whose phrase ends at token e.
func (r *reader) nounBefore(s *text.Sentence, e, lo int) (party, bool) {
	a := r.walkBack(e, lo)
	if q, ok := r.relativeBefore(a, e, lo); ok {
		e = q
		if e > lo && r.t.Is(e-1, ",") {
			e--
		}
		a = r.walkBack(e, lo)
	}
	a = r.trim(a, e)
	for e > a+1 && r.t.Has(e-1, lexicon.Preposition) && !r.t.Has(e-1, lexicon.SourceNoun) {
		e-- // "the palace on [Monday] said"
	}
	if a >= e {
		return party{}, false
	}
	return r.party(s, a, e)
}

// walkBack returns the first token of the phrase that ends at e.
func (r *reader) walkBack(e, lo int) int {
	i := e
	for i > max(lo, e-maxNoun) {
		j := i - 1
		if r.t.Tokens[j].Kind == text.Punct && !r.joins(j) || r.isVerb(j) || r.opensClause(j) {
			break
		}
		i = j
	}
	return i
}

// relativeBefore looks for a relative pronoun in front of the verb that ended
// a walk at a, or inside the phrase: "two men who hid there said".
func (r *reader) relativeBefore(a, e, lo int) (int, bool) {
	for i := a; i < e; i++ {
		if r.isRelative(i) {
			return i, i > lo
		}
	}
	if a <= lo || !r.isVerb(a-1) {
		return 0, false
	}
	for i := a - 1; i > max(lo, a-12) && (r.t.Tokens[i].Kind != text.Punct || r.joins(i)); i-- {
		if r.isRelative(i) {
			return i, true
		}
	}
	return 0, false
}

// trim drops what stands before the phrase of the source itself: an adverbial
// ("In Karsk police said"), or the tail of another clause.
func (r *reader) trim(a, e int) int {
	for a < e && r.t.Has(a, lexicon.Conjunction, lexicon.Adverb) && !r.t.Has(a, lexicon.SourceNoun) {
		a++
	}
	for i := e - 1; i > a; i-- {
		if r.t.Has(i, lexicon.Conjunction) && !r.t.Has(i, lexicon.SourceNoun) && !r.holdsSource(a, i) {
			a = i + 1
			break
		}
	}
	if a < e && (r.t.Has(a, lexicon.Preposition, lexicon.Subordinator) || r.hedges(a)) {
		return r.lastSource(a, e)
	}
	return r.pastVerb(a, e)
}

// hedges reports whether a hedge opens at token i: "contrary to reports".
func (r *reader) hedges(i int) bool {
	m, ok := r.t.At(i, lexicon.StanceCue)
	return ok && m.End > i+1 && m.Stance == string(Denied)
}

// pastVerb returns where the phrase begins behind a verb that the lexicon has
// no class for: "the opposition demanded answers over a report".
func (r *reader) pastVerb(a, e int) int {
	if e-a < longPhrase {
		return a
	}
	for i := a + 1; i < e-1; i++ {
		if !r.straysFrom(a, i, e) || r.t.Has(i, lexicon.PlaceWord, lexicon.Adverb) {
			continue
		}
		for j := e - 1; j > i; j-- {
			if r.t.Has(j, lexicon.Determiner) {
				return j
			}
		}
		return i + 1
	}
	return a
}

// longPhrase is the length from which a noun phrase is likely to hold a verb.
const longPhrase = 9

// holdsSource reports whether tokens [a, e) hold a source noun or a name.
func (r *reader) holdsSource(a, e int) bool {
	for i := a; i < e; i++ {
		if r.t.Has(i, lexicon.SourceNoun) || r.t.Tokens[i].Capital && i > a && !r.t.Has(i, lexicon.Preposition) {
			return !r.t.Has(a, lexicon.Preposition)
		}
	}
	return false
}

// lastSource returns where the phrase of the last source noun of [a, e)
// begins, or e.
func (r *reader) lastSource(a, e int) int {
	for i := e - 1; i > a; i-- {
		if !r.t.Has(i, lexicon.SourceNoun) {
			continue
		}
		for i > a+1 && !r.t.Has(i-1, lexicon.Preposition) && !r.t.Has(i, lexicon.Determiner) {
			i--
		}
		return i
	}
	return e
}

// appositive returns the source before the comma at token p: "Ana Weber, head
// of the agency, said", "a doctor, who asked not to be named, said".
func (r *reader) appositive(s *text.Sentence, p, lo int) (party, bool) {
	first, end := -1, p
	e := p
	for range 4 {
		a := r.segment(e, lo)
		if p-a > 2*maxNoun {
			break
		}
		if r.isNoun(s, a, e) {
			if first < 0 || e-a > 1 {
				first, end = a, max(e, min(end, a+10))
			}
		} else if first >= 0 {
			break
		} else if !r.isAside(a) {
			if q, ok := r.nounBefore(s, e, max(a, lo)); ok && e != p && !q.weak {
				return q, true
			}
		}
		if a <= lo || !r.t.Is(a-1, ",") {
			break
		}
		e = a - 1
	}
	if first < 0 {
		return party{}, false
	}
	if end >= p || !r.t.Is(end, ",") {
		end = r.segmentEnd(first, p)
	}
	q, ok := r.party(s, first, end)
	if ok && end < p {
		r.explain(s, &q, end+1)
	}
	return q, ok
}

// segmentEnd returns the end of the name that begins at a: past a second
// appositive where the first holds no name.
func (r *reader) segmentEnd(a, p int) int {
	for i := a; i < p; i++ {
		if r.t.Is(i, ",") && i > a {
			if p-a > 10 {
				return i
			}
			if i+1 < p && (r.isRelative(i+1) || r.isVerb(i+1) || r.ends(i+1) || r.holdsAside(i+1, p)) {
				return i
			}
		}
	}
	return p
}

// holdsAside reports whether tokens [i, end) tell how something was said:
// "speaking on condition of anonymity".
func (r *reader) holdsAside(i, end int) bool {
	for ; i < end; i++ {
		if m, ok := r.t.At(i, lexicon.SourceCue); ok && m.Kind == "aside" {
			return true
		}
	}
	return false
}

// segment returns the first token of the stretch between marks that ends at e.
func (r *reader) segment(e, lo int) int {
	i := e
	for i > max(lo, e-maxNoun) && (r.t.Tokens[i-1].Kind != text.Punct || r.joins(i-1)) {
		i--
	}
	return i
}

// isNoun reports whether [a, e) is a phrase without verb that may name a
// source.
func (r *reader) isNoun(s *text.Sentence, a, e int) bool {
	if a >= e || r.t.Has(a, lexicon.Preposition, lexicon.Conjunction, lexicon.Subordinator) || r.isRelative(a) || r.holdsAside(a, a+1) {
		return false
	}
	for i := a; i < e; i++ {
		if r.isVerb(i) {
			return false
		}
	}
	p, ok := r.party(s, a, e)
	return ok && (!p.weak || p.named && e-a > 1)
}

// isAside reports whether a stretch that begins at a belongs to the noun
// before it: a relative clause, a participle, an age.
func (r *reader) isAside(a int) bool {
	m, cue := r.t.Covering(a, lexicon.SourceCue)
	return r.isRelative(a) || r.isVerb(a) || cue && m.Kind != "stage" || r.t.Tokens[a].Kind == text.Number
}

// nounAfter returns the source whose phrase begins at token i; its field to
// ends behind an apposition.
func (r *reader) nounAfter(s *text.Sentence, i int) (party, bool) {
	for i < s.End && r.t.Has(i, lexicon.Adverb) && !r.t.Has(i, lexicon.SourceNoun, lexicon.Determiner) {
		i++
	}
	e := r.walkOn(s, i)
	if e <= i {
		return party{}, false
	}
	p, ok := r.party(s, i, e)
	if !ok {
		return p, false
	}
	p.to = e
	if e+1 < s.End && r.t.Is(e, ",") {
		r.explain(s, &p, e+1)
	}
	return p, true
}

// walkOn returns the end of the phrase that begins at i.
func (r *reader) walkOn(s *text.Sentence, i int) int {
	e := i
	for e < s.End && e < i+maxNoun {
		if e > i && (r.t.Has(e, lexicon.Pronoun) && !r.t.Has(e, lexicon.Determiner) || r.isFigure(e)) {
			break
		}
		if r.t.Has(e, lexicon.Adverb) && !r.t.Has(e, lexicon.SourceNoun) || e > i && r.straysFrom(i, e, s.End) {
			break
		}
		if r.t.Tokens[e].Kind == text.Punct && !r.joins(e) || r.isVerb(e) || r.opensClause(e) || r.breaksOff(s, e) || e > i && r.t.Has(e, lexicon.Subordinator) {
			break
		}
		e++
	}
	for e > i && r.t.Has(e-1, lexicon.Conjunction, lexicon.Preposition) {
		e--
	}
	return e
}

// straysFrom reports whether the word at e, behind a phrase that is complete, is
// one the lexicon has no class for: most likely the verb.
func (r *reader) straysFrom(first, e, end int) bool {
	tok := &r.t.Tokens[e]
	sent := r.t.Sentence(e)
	if tok.Kind != text.Word || r.capital(sent, e) || tok.Capital && r.isTitle(e-1) || r.joins(e-1) || r.t.Has(e, lexicon.SourceNoun, lexicon.Preposition, lexicon.Conjunction, lexicon.Determiner) {
		return false
	}
	if !r.t.Has(e-1, lexicon.SourceNoun) && !(r.capital(sent, e-1) && e-1 > first) {
		return false
	}
	for j := e + 1; j < min(e+3, end); j++ {
		if r.t.Has(j, lexicon.SourceNoun) || r.capital(sent, j) {
			return r.t.Has(j, lexicon.Determiner)
		}
		if r.t.Has(j, lexicon.Determiner) {
			return true
		}
	}
	return true
}

// isTitle reports whether the noun at token i is of one person, so that a name
// may follow.
func (r *reader) isTitle(i int) bool {
	m, ok := r.t.Covering(i, lexicon.SourceNoun)
	return ok && m.Number == "singular"
}

// breaksOff reports whether a preposition or conjunction at i does not carry
// the phrase of a source on.
func (r *reader) breaksOff(s *text.Sentence, i int) bool {
	if !r.t.Has(i, lexicon.Preposition, lexicon.Conjunction) || r.t.Has(i, lexicon.SourceNoun) {
		return false
	}
	if i+1 >= s.End || r.t.Has(i+1, lexicon.Weekday, lexicon.Month, lexicon.DateWord) {
		return true
	}
	if r.t.Has(i, lexicon.Conjunction) {
		return !r.holdsSource(i, min(i+5, s.End))
	}
	return !r.t.Has(i+1, lexicon.Determiner, lexicon.SourceNoun) && !r.t.Tokens[i+1].Capital
}

// explain takes the kind of a bare name from the apposition that follows it:
// "Rosa Lind, the deputy mayor".
func (r *reader) explain(s *text.Sentence, p *party, i int) {
	if r.t.Has(i, lexicon.Conjunction, lexicon.Subordinator) || r.isRelative(i) {
		return
	}
	e := r.walkOn(s, i)
	if e <= i || e < s.End && r.t.Tokens[e].Kind != text.Punct {
		return
	}
	q, ok := r.party(s, i, e)
	if ok && q.named && q.noun == "" && p.noun == "singular" && !p.named {
		if whole, ok := r.party(s, p.first, e); ok && whole.named { // "the labour secretary, Ana Mora"
			*p = whole
			p.to = e
		}
		return
	}
	if !ok || q.noun == "" {
		return
	}
	p.to = e
	if p.named && p.noun == "" {
		p.Kind, p.noun, p.weak = q.Kind, q.noun, false
	}
}
