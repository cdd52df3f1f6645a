package summarize

import (
	"tollbot/summarize/casualty"
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// scopeReach is how many tokens behind a count the place it is given for may
// stand: "71 deaths in the city of Dorna".
const scopeReach = 4

// scope returns the place a mention is given for, where it names the kind of
// place, and how wide that kind is: 1 a building … 5 a country. Empty and 0
// where it does not: then it is the incident's.
func (s *assembly) scope(m casualty.Mention) (name string, width int) {
	if w, ok := s.t.Ending(m.First, lexicon.Area); ok && !holds(w) { // "the city's 71 dead"
		return s.t.Slice(w.First, w.End), w.Value
	}
	sent := &s.t.Sents[m.Sent]
	for i := m.End; i < min(m.End+scopeReach, sent.End); i++ {
		if w, ok := s.t.At(i, lexicon.Area); ok && !holds(w) {
			return s.t.Slice(w.First, w.End), w.Value
		}
		if !s.t.Has(i, lexicon.Preposition, lexicon.Determiner, lexicon.Adverb) {
			return s.wholeArea(i, sent)
		}
	}
	return "", 0
}

// wholeArea reads the place whose name begins at token i, where the text says
// that all of it is meant ("in Dorna province as a whole"), or sets it beside a
// place within it: "57 in Dorna city and 91 in the whole province".
func (s *assembly) wholeArea(i int, sent *text.Sentence) (name string, width int) {
	if !s.t.Has(i-1, lexicon.Preposition) {
		return "", 0
	}
	for n := i; n < min(i+scopeReach, sent.End); n++ {
		if w, ok := s.t.At(n, lexicon.Area); ok && n > i && !holds(w) && (w.Kind == "whole" || s.nested(i, sent)) {
			return s.t.Slice(w.First, w.End), w.Value
		}
		if !s.t.Tokens[n].Capital {
			break
		}
	}
	return "", 0
}

// nested reports that a sentence tells places that hold one another: one of them
// is the whole, or has the name, at token i, of the other.
func (s *assembly) nested(i int, sent *text.Sentence) bool {
	for n := sent.First; n < min(sent.End, sent.First+longestBreakdown); n++ {
		w, ok := s.t.At(n, lexicon.Area)
		if !ok {
			continue
		}
		if w.Kind == "names" && (n == sent.First || !s.t.Tokens[n-1].Capital) {
			continue // not "Kirem included"
		}
		if w.Kind != "" || w.End < i-1 && s.t.Has(w.End, lexicon.Preposition) && s.t.Is(w.End+1, s.t.Str(i)) {
			return true
		}
	}
	return false
}

// longestBreakdown bounds the tokens of a sentence that breaks a toll down by
// places.
const longestBreakdown = 80

// holds reports words that name no place, but say that one lies in another.
func holds(w lexicon.Match) bool { return w.Kind == "holds" || w.Kind == "names" }
