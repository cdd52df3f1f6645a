package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// party is a noun phrase read as a source.
type party struct {
	Source
	first, to int    // the phrase, and where it ends with its appositions
	noun      string // number of its head noun: singular, plural, group; "" without one
	named     bool   // holds a person's name
	headed    bool   // has a noun of the lexicon
	weak      bool   // neither noun, name nor person known before
	again     bool   // somebody heard before
}

// phrase is what a walk over the tokens of a noun phrase finds.
type phrase struct {
	head, prev, inner   lexicon.Match // the head noun, the one before it, the first behind a preposition
	hasHead, hasPrev    bool
	hasInner            bool
	nameFirst, nameEnd  int // the name: the last before a preposition, or behind the head
	coreEnd             int // where the first preposition or comma stands
	commas              int
	definite, isPronoun bool
	apposed             bool // the head stands in apposition to the name
	ofCause             bool // the Army of the Faithful
}

// party reads tokens [first, end) as a source.
func (r *reader) party(s *text.Sentence, first, end int) (party, bool) {
	ph := r.parse(s, first, end)
	p := party{first: first, to: end}
	p.First, p.End = first, end
	if ph.isPronoun {
		return r.known.pronoun(r, p)
	}
	if ph.hasHead {
		p.noun, p.Kind = ph.head.Number, r.kind(ph)
	}
	p.named = ph.nameEnd > ph.nameFirst && (!ph.hasHead || ph.apposed || ph.nameFirst >= ph.head.End)
	if p.named && !ph.hasHead {
		p.Kind = "other"
		if r.t.Has(ph.nameFirst, lexicon.PlaceName) {
			p.Kind, p.noun, p.named = "official", "group", false
		}
	}
	if p.named && !ph.hasHead && ph.hasInner && ph.inner.Number == "group" {
		p.Kind = ph.inner.Kind // "Omar Kassab of the ambulance service"
	}
	if p.Kind == "" {
		p.Kind = "other"
	}
	if p.Kind != "party" && r.isSpeaker(ph) && r.namesSide(first, end) {
		p.Kind = "party"
	}
	p.hearsay = ph.hasHead && (ph.head.Who == "hearsay" || (p.Kind == "media" || p.Kind == "document") && ph.hasInner && ph.inner.Who == "hearsay")
	p.weak = !ph.hasHead && p.noun == ""
	if p.weak && !p.named && !r.t.Has(first, lexicon.Determiner) && !r.isFigure(first) {
		return party{}, false
	}
	p.headed = ph.hasHead
	r.known.identify(r, &p, ph)
	return p, p.Identity != ""
}

// parse walks over a noun phrase.
func (r *reader) parse(s *text.Sentence, first, end int) phrase {
	ph := phrase{coreEnd: end}
	if end-first == 1 && r.isPersonal(first) {
		ph.isPronoun = true
		return ph
	}
	ph.definite = r.isDefinite(first)
	core := true
	for i := first; i < end; {
		if r.t.Is(i, ",") {
			ph.comma(i)
			core = true
		}
		if m, ok := r.t.At(i, lexicon.SourceNoun); ok && m.End <= end && !r.countsRest(first, m) && !(core && i+1 < end && r.namesHead(ph, i)) {
			ph.note(m, core)
			i = m.End
			continue
		}
		if core && i > first && (r.t.Has(i, lexicon.Preposition) || r.isRelative(i)) && !r.capital(s, i) {
			core = false
			ph.coreEnd = min(ph.coreEnd, i)
		}
		if core && r.isName(s, i) {
			if e := r.nameEnd(i, end, ph.hasHead && ph.head.Number != "group" && i >= ph.head.End); ph.nameEnd == 0 || ph.hasHead && !ph.apposed && ph.nameFirst < ph.head.End {
				ph.nameFirst, ph.nameEnd = i, e
				i = e
				continue
			}
		}
		i++
	}
	ph.ofCause = ph.hasHead && ph.head.Kind == "military" && ph.head.Number == "group" && r.ofCause(ph.head)
	return ph
}

// ofCause reports whether an army is of no country but of a cause, as is "the
// Army of the Faithful".
func (r *reader) ofCause(head lexicon.Match) bool {
	i := head.End
	if !r.capital(r.t.Sentence(head.First), head.First) || i+2 >= len(r.t.Tokens) || !r.isOf(i) || !r.isDefinite(i+1) {
		return false
	}
	return r.t.Tokens[i+2].Capital && !r.t.Has(i+2, lexicon.PlaceName, lexicon.PlaceWord, lexicon.SourceNoun)
}

// countsRest reports whether a noun is no source but the rest of a count, as in
// "86 others".
func (r *reader) countsRest(first int, m lexicon.Match) bool {
	return m.Kind == "unnamed" && m.First > first && r.isFigure(m.First-1)
}

// namesHead reports whether the noun at i is part of a name behind a title, as
// in "Mayor Cole King".
func (r *reader) namesHead(ph phrase, i int) bool {
	return ph.hasHead && ph.head.Number == "singular" && ph.nameEnd == i && ph.nameFirst == ph.head.End && r.t.Tokens[i].Capital
}

// comma notes that an apposition begins at i.
func (ph *phrase) comma(i int) {
	ph.commas++
	ph.coreEnd = min(ph.coreEnd, i)
}

func (ph *phrase) note(m lexicon.Match, core bool) {
	switch {
	case ph.commas > 0:
		if core && !ph.hasHead && ph.nameEnd > 0 {
			ph.head, ph.hasHead, ph.apposed = m, true, true
		}
	case !core:
		if !ph.hasInner {
			ph.inner, ph.hasInner = m, true
		}
	case ph.hasHead && ph.head.Number != "group" && ph.nameEnd > ph.head.End && ph.nameFirst >= ph.head.End:
		// A noun behind the name is an apposition: the first one tells the kind.
	default:
		if ph.hasHead {
			ph.prev, ph.hasPrev = ph.head, true
		}
		ph.head, ph.hasHead = m, true
	}
}

// kind tells a phrase's kind: a voice has that of whom it speaks for, and an
// office ("director") that of the house it is held in.
func (r *reader) kind(ph phrase) string {
	k := ph.head.Kind
	voice := ph.head.Who == "voice"
	if ph.ofCause {
		return "party"
	}
	if ph.head.Who == "title" {
		return "other"
	}
	if ph.hasPrev && k == "document" && ph.prev.Kind == "party" {
		return "party" // a leaflet of the Front
	}
	if ph.hasPrev && ph.prev.Who != "title" && (voice || k == "official" || k == "other") && ph.prev.Kind != "other" && ph.prev.Kind != "witness" {
		return ph.prev.Kind
	}
	if isRank(ph.head) && (ph.hasInner && ph.inner.Kind == "official" || ph.hasPrev && ph.prev.Kind == "official") {
		return "official"
	}
	if ph.hasInner && (voice && k != "unnamed" || isOffice(ph.head) && ph.inner.Number == "group") && ph.inner.Kind != "other" {
		return ph.inner.Kind
	}
	return k
}

// isRank reports whether a noun is a rank, which the police has too.
func isRank(m lexicon.Match) bool {
	return m.Kind == "military" && m.Number == "singular"
}

// isOffice reports whether a noun is a public office or role, whose kind
// depends on the house: "director", "officials".
func isOffice(m lexicon.Match) bool {
	return m.Kind == "official" && m.Number != "group"
}

func (r *reader) isPersonal(i int) bool {
	m, ok := r.t.At(i, lexicon.Pronoun)
	return ok && (m.Kind == "singular" || m.Kind == "other")
}

func (r *reader) isDefinite(i int) bool {
	m, ok := r.t.At(i, lexicon.Determiner)
	return ok && (m.Kind == "definite" || m.Kind == "possessive")
}

// isName reports whether token i may begin a name.
func (r *reader) isName(s *text.Sentence, i int) bool {
	tok := &r.t.Tokens[i]
	if tok.Kind != text.Word || !tok.Capital || r.t.Has(i, lexicon.Weekday) {
		return false
	}
	if r.t.Has(i, lexicon.Month) && (i+1 >= s.End || !r.t.Tokens[i+1].Capital) {
		return false
	}
	if r.inCapitals(s, i) && (r.isVerb(i) || r.t.Has(i, lexicon.Conjunction)) {
		return false
	}
	return !r.t.Has(i, lexicon.Determiner, lexicon.Pronoun, lexicon.Cardinal, lexicon.Preposition, lexicon.Negation)
}

// nameEnd returns the end of the name that begins at i. Short words in lower
// case between capitals belong to it: "de la Cruz".
func (r *reader) nameEnd(i, end int, titled bool) int {
	last := i + 1
	for j := i + 1; j < end && j <= last+3; j++ {
		tok := &r.t.Tokens[j]
		switch {
		case !titled && r.t.Has(j, lexicon.SourceNoun):
			return last
		case tok.Kind == text.Punct && !r.joins(j):
			if !r.t.Is(j, ".") {
				return last
			}
		case r.t.Has(j, lexicon.Conjunction, lexicon.Preposition, lexicon.Determiner) && !r.capital(r.t.Sentence(j), j):
			return last
		case tok.Kind == text.Word && tok.Capital:
			last = j + 1
		case tok.Kind == text.Word && tok.End-tok.Start > 3:
			return last
		}
	}
	return last
}
