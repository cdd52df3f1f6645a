package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Where the source of a cue stands, and on which side of both the content.
// The shapes are:
//
//	Police said five people died.            source cue content
//	Five people died, police said.           content source cue
//	Five people died, said the police.       content cue source
//	"…," Weber told Reuters, adding that …   content source cue, further content
//	According to police, five people died.   cue source content
//	Five people died, according to police.   content cue source

// says reads a verb of saying, telling or counting.
func (r *reader) says(s *text.Sentence, m lexicon.Match) {
	if r.passive(m) || r.disowned(m) {
		return
	}
	lo := r.lo(s)
	if m.Kind != "tell" && r.inverts(s, m.First) && r.saidBy(s, m, lo) {
		return
	}
	p, ok := r.subject(s, m.First, lo)
	if ok && m.Kind == "care" && p.Kind != "medical" {
		return
	}
	if !ok || (p.weak && !r.takesAnyone(m)) {
		if m.Kind == "say" && !ok {
			r.saidBy(s, m, lo)
		}
		return
	}
	if isCount(m) && r.withinSpeech(p.first) {
		return
	}
	u := utterance{from: p.first, to: m.End}
	if m.Kind == "tell" {
		u.to = r.told(s, m.End)
	}
	if isCount(m) {
		u.right = true
	} else {
		r.sides(s, &u, lo, p.first)
	}
	r.speak(p, m, u)
}

// sides tells on which sides of an utterance its content lies.
func (r *reader) sides(s *text.Sentence, u *utterance, lo, first int) {
	rest := r.rest(s, &u.to)
	before := r.leadsUpTo(lo, first)
	switch rest {
	case restNone, restAdverbial:
		u.left = before || first > lo && r.afterQuote(first)
		u.right = !u.left && rest == restAdverbial
	case restComma:
		u.left, u.right = before, true
	case restColon:
		u.left, u.right = before, true
	default:
		u.left = first > lo && r.afterQuote(first)
		u.right = true
		if before && r.opensAdverbial(u.to) && !r.opensAdverbial(lo) {
			u.left, u.right = true, false
		}
	}
}

// disowned reports whether a cue asserts nothing: as part of a hedge ("could not
// confirm that"), as an infinitive, as a noun ("some reports indicate").
func (r *reader) disowned(m lexicon.Match) bool {
	h, ok := r.t.Covering(m.First, lexicon.StanceCue)
	if ok && m.Kind == "weak" && h.First < m.First && levelOf(h.Stance) == unconfirmed {
		return true
	}
	if r.takesLives(m) {
		return true
	}
	if r.t.Has(m.First-1, lexicon.RangeWord) && r.t.Has(m.First-1, lexicon.Preposition) {
		return true // an infinitive: "to believe"
	}
	return r.t.Has(m.First, lexicon.SourceNoun) && m.End < len(r.t.Tokens) && r.isVerb(m.End)
}

// livesReach is how many tokens behind "claims" its lives may stand.
const livesReach = 6

// takesLives reports "claims three more lives", which nobody says.
func (r *reader) takesLives(m lexicon.Match) bool {
	v, ok := r.t.At(m.First, lexicon.Predicate)
	if !ok || v.Frame != "deprive" {
		return false
	}
	for i := m.End; i < min(m.End+livesReach, r.t.Sentence(m.First).End); i++ {
		if n, ok := r.t.At(i, lexicon.Predicate); ok {
			return n.Kind == "lives"
		}
	}
	return false
}

// opensAdverbial reports whether token i opens a phrase or clause that tells
// when, where or why.
func (r *reader) opensAdverbial(i int) bool {
	return r.t.Has(i, lexicon.Preposition, lexicon.Subordinator) && !r.isThat(i)
}

// takesAnyone reports whether a cue makes a source of a noun the lexicon does
// not know: "a passer-by said", "the note reported that".
func (r *reader) takesAnyone(m lexicon.Match) bool {
	return m.Kind == "say" || m.Kind == "tell" ||
		m.End < len(r.t.Tokens) && r.t.Has(m.End, lexicon.Subordinator) && r.t.Has(m.End, lexicon.Determiner)
}

// withinSpeech reports whether a count at token i is part of what somebody just said:
// "a doctor said the morgue had received 11 bodies" is the doctor's.
func (r *reader) withinSpeech(i int) bool {
	if len(r.spoken) == 0 {
		return false
	}
	prev := &r.spoken[len(r.spoken)-1]
	return prev.right && i >= prev.to && i-prev.to < maxNoun && r.lastBoundary(prev.to-1, i+1) > i
}

func isCount(m lexicon.Match) bool { return m.Kind == "count" || m.Kind == "care" }

// passive reports whether a cue stands in the passive: "was reported".
func (r *reader) passive(m lexicon.Match) bool {
	i := m.First - 1
	for i >= 0 && r.t.Has(i, lexicon.Adverb) && !r.t.Has(i, lexicon.Aux) {
		i--
	}
	a, ok := r.t.Covering(i, lexicon.Aux)
	if !ok || a.Kind != "be" {
		return false
	}
	first, ok := r.t.At(m.First, lexicon.Aux)
	return !ok || first.Kind != "be"
}

// inverts reports whether the mark before a cue lets its source follow.
func (r *reader) inverts(s *text.Sentence, cue int) bool {
	return cue > s.First && r.t.Tokens[cue-1].Kind == text.Punct
}

// saidBy reads a source that follows its verb.
func (r *reader) saidBy(s *text.Sentence, m lexicon.Match, lo int) bool {
	p, ok := r.nounAfter(s, m.End)
	if !ok || m.First == s.First || p.weak && !r.afterQuote(m.First) {
		return false
	}
	if p.to < s.End && r.isVerb(p.to) {
		return false
	}
	if !r.inverts(s, m.First) && !(s.Heading && p.headed && r.onlyMarks(s, p.to)) {
		return false
	}
	u := utterance{from: m.First, to: p.to, left: true}
	switch r.rest(s, &u.to) {
	case restComma, restColon:
		u.right = true
	case restContent:
		if !r.afterQuote(m.First) {
			return false
		}
	}
	r.speak(p, m, u)
	return true
}

// sourceAfter reads "according to" and "citing", whose source follows.
func (r *reader) sourceAfter(s *text.Sentence, m lexicon.Match) {
	if m.Kind == "citing" && m.End < s.End && r.isFigure(m.End) {
		e := *m.Entry
		e.Kind = "count" // "some sources citing three assailants"
		m.Entry = &e
		r.says(s, m)
		return
	}
	p, ok := r.nounAfter(s, m.End)
	if !ok {
		return
	}
	u := utterance{from: m.First, to: p.to, aside: true}
	if m.Kind == "citing" {
		if !p.weak {
			u.citing = true
			r.speak(p, m, u)
		}
		return
	}
	if r.fronted(s, m.First) {
		u.right = true
	} else {
		u.left = true
		switch r.rest(s, &u.to) {
		case restComma, restColon:
			u.right = true
		case restContent:
			u.left, u.right = !r.t.Has(u.to, lexicon.Subordinator), r.t.Has(u.to, lexicon.Subordinator)
		}
	}
	r.speak(p, m, u)
}

// fronted reports whether a cue opens its clause.
func (r *reader) fronted(s *text.Sentence, cue int) bool {
	if cue == s.First || r.t.Has(cue-1, lexicon.Conjunction, lexicon.Subordinator) {
		return true
	}
	return r.t.Tokens[cue-1].Kind == text.Punct && !r.t.Is(cue-1, ",") && !r.closesQuote(cue-1)
}

// goesOn reads "adding that": the last speaker of the sentence, or the subject
// of the sentence, says more.
func (r *reader) goesOn(s *text.Sentence, m lexicon.Match) {
	p, ok := r.speaker(s)
	if !ok {
		return
	}
	r.speak(p, m, utterance{from: m.First, to: m.End, right: true})
}

// speaker returns who is speaking in the sentence so far.
func (r *reader) speaker(s *text.Sentence) (party, bool) {
	for k := len(r.spoken) - 1; k >= 0; k-- {
		if u := &r.spoken[k]; !u.citing && !u.aside {
			src := r.sources[u.source]
			return party{Source: src, first: src.First, to: src.End, again: true}, true
		}
	}
	p, ok := r.nounAfter(s, r.opening(s))
	return p, ok && !p.weak
}

// maxOpening bounds the tokens of a dateline, and of an adverbial before the
// subject of a sentence.
const maxOpening = 18

// opening returns where the subject of a sentence may begin: behind a dateline
// ("KARSK, May 3 -") and behind an adverbial ("In a statement on its website,").
func (r *reader) opening(s *text.Sentence) int {
	first := s.First
	for i := s.First; i < min(s.End, s.First+maxOpening); i++ {
		tok := &r.t.Tokens[i]
		if d := r.t.Str(i); i > s.First && (d == "—" || d == "–" || d == "-" && r.t.SpaceBefore(i)) {
			first = i + 1
			break
		}
		if tok.Kind == text.Word && !tok.Capital {
			break
		}
	}
	if first >= s.End || !r.t.Has(first, lexicon.Preposition) {
		return first
	}
	for i := first + 1; i < min(s.End, first+maxOpening); i++ {
		if r.t.Is(i, ",") {
			return i + 1
		}
	}
	return first
}

// told returns the end of whom is told: "him", "the agency", "Radio Karsk".
func (r *reader) told(s *text.Sentence, i int) int {
	first := i
	if i < s.End && r.t.Has(i, lexicon.Determiner) {
		i++
	}
	for i < s.End && i < first+8 {
		switch {
		case r.t.Has(i, lexicon.SourceNoun), i == first && r.isPersonal(i):
		case r.t.Tokens[i].Capital && !r.isFigure(i), r.joins(i):
		case r.t.Has(i, lexicon.Preposition) && i+1 < s.End && r.t.Tokens[i+1].Capital:
		default:
			return i
		}
		i++
	}
	return i
}
