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

// headline reads who says what a heading tells, before or behind a mark: "12 dead:
// police". It reports whether somebody does.
func (r *reader) headline(s *text.Sentence) bool {
	end := s.End
	for end > s.First && r.t.Is(end-1, ".") {
		end--
	}
	first := r.pastSigns(s)
	for i := first + 1; i < end-1; i++ {
		if !r.setsOff(i) {
			continue
		}
		if i-first <= maxByline && r.byline(s, first, i, i+1) {
			return true
		}
		if end-i-1 <= maxByline && r.byline(s, i+1, end, i) {
			return true
		}
	}
	return false
}

// labelled reads a long line of the text that begins with who says it, and a
// colon: "Northern Command: a strike at 03:40 …". Signs may stand before it.
func (r *reader) labelled(s *text.Sentence) {
	if int(r.t.Tokens[s.First].Sent) != r.t.Paras[s.Para].First {
		return
	}
	first := r.pastSigns(s)
	for i := first + 1; i < min(s.End-1, first+maxLabel); i++ {
		if r.t.Is(i, ":") {
			r.byline(s, first, i, i+1)
			return
		}
	}
}

// maxLabel bounds the tokens of a source that a colon sets off from a sentence:
// it may have a name, and tell how it was reached.
const maxLabel = 24

// pastSigns steps over the signs that a line of a channel begins with.
func (r *reader) pastSigns(s *text.Sentence) int {
	i := s.First
	for i < s.End-1 && r.t.Tokens[i].Kind != text.Word && r.t.Tokens[i].Kind != text.Number {
		i++
	}
	return i
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
