package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Headlines name their source at one end, set off by a mark:
//
//	Police: five dead in market blast
//	Five dead in market blast: police
//
// So do the short lines of live reports and the bullets above a wire.

// maxByline bounds the tokens of a source that a headline sets off.
const maxByline = 6

// maxLine bounds the tokens of a line in the body that is read as a headline.
const maxLine = 16

func (r *reader) isLine(s *text.Sentence) bool {
	return s.Heading || s.End-s.First <= maxLine
}

func (r *reader) headline(s *text.Sentence) {
	end := s.End
	for end > s.First && r.t.Is(end-1, ".") {
		end--
	}
	for i := s.First + 1; i < end-1; i++ {
		if !r.setsOff(i) {
			continue
		}
		if i-s.First <= maxByline && r.byline(s, s.First, i, i+1) {
			return
		}
		if end-i-1 <= maxByline && r.byline(s, i+1, end, i) {
			return
		}
	}
}

// setsOff reports whether the mark at i may part a headline from its source.
func (r *reader) setsOff(i int) bool {
	switch r.t.Str(i) {
	case ":":
		return true
	case "-", "–", "—", "|":
		return r.t.SpaceBefore(i)
	}
	return false
}

// byline records the source at [first, end), which a mark at "mark" or before
// "mark" sets off.
func (r *reader) byline(s *text.Sentence, first, end, mark int) bool {
	for i := first; i < end; i++ {
		if r.isVerb(i) || r.t.Has(i, lexicon.Claim) || r.isFigure(i) && !r.t.Has(i, lexicon.SourceNoun) {
			return false // a clause that says something of its own
		}
	}
	p, ok := r.party(s, first, end)
	if !ok || !p.headed {
		return false
	}
	u := utterance{from: first, to: end, right: true}
	m := lexicon.Match{First: end, End: end + 1}
	if mark < first {
		m.First, m.End = mark, mark+1
		u = utterance{from: mark, to: end, left: true}
	} else {
		u.to = mark
	}
	r.speak(p, m, u)
	return true
}
