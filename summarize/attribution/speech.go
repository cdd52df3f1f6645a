package attribution

import "tollbot/summarize/text"

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

func (r *reader) fillQuoted(first, end int, who int32) {
	for i := first; i < end; i++ {
		if r.by[i] == 0 && r.t.Tokens[i].Kind != text.Punct {
			r.by[i] = who
		}
	}
}
