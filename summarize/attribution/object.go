package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Objections to what was said before: "called that nonsense", "dismissed the
// figure as fantasy", "denied it". Whoever objects to a word of hearsay denies
// it; against the word of somebody who answers for it there stands but another
// word, and it is a claim from then on.

// What an objection is to.
const (
	objectNone   = iota
	objectWord   // it, that: what was said
	objectMatter // the reports, the claim
	objectFigure // the figure: no other thing can be meant
)

// objection reads a verb of objecting.
func (r *reader) objection(s int, m lexicon.Match) {
	sent := &r.t.Sents[s]
	i, judged := r.verdict(sent, m.End)
	i, object := r.object(sent, i)
	if object == objectNone && sent.Heading && r.countsNext(sent, i) {
		r.mark(i, r.clauseEnd(sent, m), m) // "Ministry denies 40 soldiers killed"
		return
	}
	if that := r.laterThat(sent, m.End); object == objectNone && m.Kind == "object" && that >= 0 && r.countsNext(sent, that+1) {
		r.mark(that, r.clauseEnd(sent, m), m)
		return
	}
	if object == objectNone && (r.closes(sent, m.End) || r.t.Is(m.End, "as") || judged || r.judgedAfter(sent, i)) && r.apposed(sent, m.First) {
		r.against(s, m, objectFigure)
		return
	}
	if object == objectNone || m.Kind == "name" && !judged && !r.judgedAfter(sent, i) {
		return
	}
	if object != objectWord && r.tellsContent(sent, i) {
		r.mark(i, r.clauseEnd(sent, m), m)
		return
	}
	r.against(s, m, object)
}

// maxLater bounds the tokens between a verb of objecting and the "that" of its clause.
const maxLater = 8

// laterThat returns the "that" which begins the clause of the verb before token i,
// where no more than a day or a place stands between, or -1: "denied late on Monday
// that 40 had died".
func (r *reader) laterThat(s *text.Sentence, i int) int {
	for j := i; j < min(s.End, i+maxLater); j++ {
		switch {
		case r.isThat(j):
			if r.isVerb(j+1) || r.t.Has(j+1, lexicon.Predicate) {
				return -1 // "negligence in the collapse that killed 12"
			}
			return j
		case r.t.Tokens[j].Kind != text.Word || r.isVerb(j) || r.t.Has(j, lexicon.Conjunction):
			return -1
		}
	}
	return -1
}

// verdict returns the end of a verdict at i, as "as false" is.
func (r *reader) verdict(s *text.Sentence, i int) (end int, ok bool) {
	if m, ok := r.t.At(i, lexicon.StanceCue); ok && m.Kind == "verdict" {
		return m.End, true
	}
	if m, ok := r.t.At(i, lexicon.StanceCue); ok && m.Kind == "back" && m.Stance == "denied" && m.End < s.End {
		return m.End, true
	}
	return i, false
}

// maxVerdict bounds the tokens between what is objected to and what it is
// called.
const maxVerdict = 14

func (r *reader) judgedAfter(s *text.Sentence, i int) bool {
	for end := min(s.End, i+maxVerdict); i < end; i++ {
		if _, ok := r.verdict(s, i); ok {
			return true
		}
		if m, ok := r.t.At(i, lexicon.StanceCue); ok && m.Kind == "back" && m.Stance == "denied" {
			return true
		}
	}
	return false
}

// object returns the end and kind of the object that begins at i.
func (r *reader) object(s *text.Sentence, i int) (end, kind int) {
	if m, ok := r.t.At(i, lexicon.StanceCue); ok && (m.Kind == "matter" || m.Kind == "number") {
		return m.End, matterKind(m)
	}
	first := i
	for i < min(s.End, first+5) {
		if m, ok := r.t.At(i, lexicon.StanceCue); ok && (m.Kind == "matter" || m.Kind == "number") {
			return m.End, matterKind(m)
		}
		if r.t.Tokens[i].Kind != text.Word || r.t.Has(i, lexicon.Preposition, lexicon.Conjunction) || i > first && r.isVerb(i) {
			break
		}
		i++
	}
	if p, ok := r.t.At(first, lexicon.Pronoun); ok && p.Number == "thing" || r.isThat(first) || r.isBareThis(first) {
		return first + 1, objectWord
	}
	return first, objectNone
}

func matterKind(m lexicon.Match) int {
	if m.Kind == "number" {
		return objectFigure
	}
	return objectMatter
}

// isBareThis reports whether token i is a demonstrative without a noun.
func (r *reader) isBareThis(i int) bool {
	m, ok := r.t.At(i, lexicon.StanceCue)
	return ok && m.Kind == "this"
}

// tellsContent reports whether what is objected to is told right there: "the
// reports spread by hostile media that 40 had died", "claims of 12 deaths".
func (r *reader) tellsContent(s *text.Sentence, i int) bool {
	told := s.Heading || i < s.End && (r.isPersonal(i) || r.t.Has(i, lexicon.Preposition) && r.isHave(i+1))
	for end := min(s.End, i+maxNoun); i < end; i++ {
		switch {
		case r.isThat(i):
			told = true
		case !told && r.isOf(i):
			return r.countsNext(s, i+1)
		case told && r.isFigure(i):
			return true
		case r.t.Is(i, ",") && !told, r.t.Is(i, ";"), r.ends(i), r.t.Has(i, lexicon.Conjunction) && !told:
			return false
		}
	}
	return false
}

func (r *reader) isHave(i int) bool {
	m, ok := r.t.At(i, lexicon.Aux)
	return ok && m.Kind == "have"
}

// countsNext reports whether a count of people begins at i: "reports of at least
// 12 deaths", not "the claims of two of the owners".
func (r *reader) countsNext(s *text.Sentence, i int) bool {
	for end := min(s.End, i+4); i < end; i++ {
		if r.isFigure(i) {
			return i+1 < s.End && !r.isOf(i+1)
		}
		if r.t.Has(i, lexicon.Determiner) {
			return false
		}
	}
	return false
}

// pronominal reports whether a cue that ends with "that" is all of its clause:
// "denied that and said", not "denied that three had died".
func (r *reader) pronominal(s *text.Sentence, m lexicon.Match) bool {
	if levelOf(m.Stance) != denied || m.End-m.First < 2 || !r.isThat(m.End-1) {
		return false
	}
	return r.closes(s, m.End) && (m.End >= s.End || !r.opensQuote(m.End))
}

// closes reports whether nothing of the clause follows at i.
func (r *reader) closes(s *text.Sentence, i int) bool {
	return i >= s.End || r.t.Tokens[i].Kind == text.Punct || r.t.Has(i, lexicon.Conjunction)
}

// maxApposed bounds the tokens between "a figure" and who disputes it.
const maxApposed = 10

// apposed reports whether the verb at token i belongs to "a figure", said of
// what stands before: "300 had died, a figure the government disputed".
func (r *reader) apposed(s *text.Sentence, i int) bool {
	for j := i - 1; j > max(s.First, i-maxApposed); j-- {
		if r.t.Is(j, ",") {
			m, ok := r.t.At(j+2, lexicon.StanceCue)
			return ok && (m.Kind == "number" || m.Kind == "matter") && r.t.Has(j+1, lexicon.Determiner) && !r.isDefinite(j+1)
		}
	}
	return false
}

func (r *reader) opensQuote(i int) bool {
	return i+1 < len(r.t.Tokens) && r.t.Tokens[i+1].Quoted
}

// against marks what an objection in sentence s is to: figures before it in
// the sentence, else in the last sentence that has any, no further than two
// back.
func (r *reader) against(s int, m lexicon.Match, object int) {
	sent := &r.t.Sents[s]
	if first := max(sent.First, m.First-maxScope); r.saidByOther(first, m.First, sent, m) {
		r.dispute(first, m.First, sent, m, object)
		return
	}
	for k := s - 1; k >= max(0, s-2); k-- {
		before := &r.t.Sents[k]
		if before.Part != sent.Part || before.Heading {
			return
		}
		first := max(before.First, before.End-maxScope)
		if r.holdsFigure(first, before.End) {
			r.dispute(first, before.End, sent, m, object)
			return
		}
	}
}

// saidByOther reports whether tokens [first, end) hold a figure on the word of
// anybody but who objects.
func (r *reader) saidByOther(first, end int, s *text.Sentence, m lexicon.Match) bool {
	by := r.objector(s, m).Identity
	for i := first; i < end; i++ {
		if r.isFigure(i) && r.by[i] != 0 && (by == "" || r.sources[r.by[i]-1].Identity != by) {
			return true
		}
	}
	return false
}

// objector returns who objects, or no source.
func (r *reader) objector(s *text.Sentence, m lexicon.Match) Source {
	for k := len(r.sources) - 1; k >= 0 && k >= len(r.sources)-1-2*maxUtterances; k-- {
		if src := &r.sources[k]; src.CueFirst == m.First {
			return *src
		}
	}
	if p, ok := r.subject(s, m.First, s.First); ok {
		return p.Source
	}
	return Source{}
}

// dispute marks the figures among tokens [first, end) that somebody else gave.
func (r *reader) dispute(first, end int, s *text.Sentence, m lexicon.Match, object int) {
	src := r.objector(s, m)
	by := src.Identity
	answers := object == objectFigure || r.givesFigures(by, first) || r.stoodBy(src, first, end)
	for i := first; i < end; i++ {
		if !r.isFigure(i) {
			continue
		}
		switch who := r.by[i]; {
		case who == 0:
			if r.level[i] == unconfirmed {
				r.mark(i, i+1, m)
			}
		case r.sources[who-1].Identity == by || r.sources[who-1].Kind == "party":
		case isHearsay(r.sources[who-1]):
			r.mark(i, i+1, m)
		case answers:
			r.mark(i, i+1, asClaim(m))
		}
	}
}

// isHearsay reports whether a source does not answer for what it says.
func isHearsay(src Source) bool {
	switch src.Kind {
	case "media", "document", "unnamed":
		return true
	}
	return src.hearsay
}

func asClaim(m lexicon.Match) lexicon.Match {
	e := *m.Entry
	e.Stance, e.Kind = string(Claimed), "disputed"
	m.Entry = &e
	return m
}

// stoodBy reports whether an office objects to what witnesses saw and do not
// blame on offices.
func (r *reader) stoodBy(src Source, first, end int) bool {
	if src.Kind != "official" && src.Kind != "medical" {
		return false
	}
	for i := first; i < end; i++ {
		if m, ok := r.t.At(i, lexicon.SourceNoun); ok && (m.Kind == src.Kind || m.Kind == "military") {
			return false
		}
		if r.isFigure(i) && r.by[i] != 0 && r.sources[r.by[i]-1].Kind != "witness" {
			return false
		}
	}
	return true
}

// maxLookBack bounds the tokens looked through for a figure of the one who
// objects.
const maxLookBack = 1500

// givesFigures reports whether a source has given a figure before token end: its
// "denied it" is then a word on numbers, and not on guilt.
func (r *reader) givesFigures(identity string, end int) bool {
	if identity == "" {
		return false
	}
	for i := end - 1; i >= max(0, end-maxLookBack); i-- {
		if r.by[i] != 0 && r.isFigure(i) && r.sources[r.by[i]-1].Identity == identity {
			return true
		}
	}
	return false
}
