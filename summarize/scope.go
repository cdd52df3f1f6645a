package summarize

import (
	"tollbot/summarize/casualty"
	"tollbot/summarize/lexicon"
)

// scopeReach is how many tokens behind a count the place it is given for may
// stand: "71 deaths in the city of Dorna".
const scopeReach = 4

// scope returns the place a mention is given for, where it names the kind of
// place, and how wide that kind is: 1 a building … 5 a country. Empty and 0
// where it does not: then it is the incident's.
func (s *assembly) scope(m casualty.Mention) (name string, width int) {
	if w, ok := s.t.Ending(m.First, lexicon.Area); ok { // "the city's 71 dead"
		return s.t.Slice(w.First, w.End), w.Value
	}
	sent := &s.t.Sents[m.Sent]
	for i := m.End; i < min(m.End+scopeReach, sent.End); i++ {
		if w, ok := s.t.At(i, lexicon.Area); ok {
			return s.t.Slice(w.First, w.End), w.Value
		}
		if !s.t.Has(i, lexicon.Preposition, lexicon.Determiner, lexicon.Adverb) {
			return s.wholeArea(i, sent.End)
		}
	}
	return "", 0
}

// wholeArea reads the place whose name begins at token i, where the text says
// that all of it is meant: "in Dorna province as a whole".
func (s *assembly) wholeArea(i, end int) (name string, width int) {
	for n := i; n < min(i+scopeReach, end); n++ {
		if w, ok := s.t.At(n, lexicon.Area); ok && w.Kind == "whole" && n > i && s.t.Has(i-1, lexicon.Preposition) {
			return s.t.Slice(w.First, w.End), w.Value
		}
		if !s.t.Tokens[n].Capital {
			break
		}
	}
	return "", 0
}
