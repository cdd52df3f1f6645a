package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Direct speech. A quotation of several sentences has one speaker, whom only
// one of them names; and one that begins right where another ended goes on.

// maxQuoted bounds the sentences of a quotation: where a closing mark was
// forgotten, half the article is none.
const maxQuoted = 8

// quotations gives every quotation its speaker.
func (r *reader) quotations() {
	last, lastEnd := int32(0), -2 // speaker and last sentence of the quotation before
	toks := r.t.Tokens
	for i := 0; i < len(toks); {
		if !toks[i].Quoted {
			i++
			continue
		}
		end := i + 1
		for end < len(toks) && toks[end].Quoted && toks[end].Part == toks[i].Part {
			end++
		}
		from, to := int(toks[i].Sent), int(toks[end-1].Sent)
		who := r.speakerIn(i, end)
		if who == 0 && from-lastEnd <= 1 && r.goesOnQuoting(i, end) {
			who = last
		}
		if who != 0 && to-from <= maxQuoted {
			r.fillQuoted(i, end, who)
		}
		if who != 0 || to-from > maxQuoted {
			last, lastEnd = who, to
		}
		i = end
	}
}

// speakerIn returns to whom the cues of its sentences give a quotation.
func (r *reader) speakerIn(first, end int) int32 {
	if by := r.by[end-1]; by != 0 {
		return by
	}
	return r.by[first]
}

// goesOnQuoting reports whether a quotation opens a sentence or is all of it.
func (r *reader) goesOnQuoting(first, end int) bool {
	s := r.t.Sentence(first)
	for i := s.First; i < s.End; i++ {
		if r.isVoice(i) {
			return false
		}
	}
	return first-s.First <= 1 && end-first >= 3
}

// maxTurn bounds the sentences of one turn in a transcript.
const maxTurn = 16

// turn gives a sentence of a transcript to whose turn it is: "[Weber] We have
// counted nine dead." A turn ends at the next bracket that opens a sentence, or
// with the text part.
func (r *reader) turn(s *text.Sentence) {
	if r.t.Is(s.First, "[") {
		r.inTurn = 0
		r.takeTurn(s)
	}
	if r.inTurn == 0 || r.turnLeft == 0 || s.Heading {
		return
	}
	r.turnLeft--
	r.fillQuoted(s.First, s.End, r.inTurn)
}

// maxSpeaker bounds the tokens of a name in brackets.
const maxSpeaker = 4

func (r *reader) takeTurn(s *text.Sentence) {
	end := s.First + 1
	for end < s.End && !r.t.Is(end, "]") {
		if !r.t.Tokens[end].Capital && end == s.First+1 || end-s.First > maxSpeaker || r.t.Has(end, lexicon.SourceCue, lexicon.SourceNoun, lexicon.Verb, lexicon.Predicate) {
			return
		}
		end++
	}
	if end+1 >= s.End || end == s.First+1 || r.t.Known(s.First+1) {
		return
	}
	p, ok := r.party(s, s.First+1, end)
	if !ok {
		return
	}
	r.speak(p, lexicon.Match{First: s.First, End: s.First + 1}, utterance{from: s.First, to: end + 1, right: true})
	r.inTurn, r.turnLeft = int32(len(r.sources)), maxTurn
}

func (r *reader) fillQuoted(first, end int, who int32) {
	for i := first; i < end; i++ {
		if r.by[i] == 0 && r.t.Tokens[i].Kind != text.Punct {
			r.by[i] = who
		}
	}
}
