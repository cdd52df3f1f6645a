package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// What an utterance covers. A sentence is cut at its utterances; each stretch
// between two goes to the one that reaches for it, and is divided at its last
// clause boundary where both do.

// What follows a cue.
const (
	restNone      = iota // nothing: the sentence ends
	restAdverbial        // a few words that hold no clause: "on Monday"
	restComma            // a comma: the cue is a parenthesis
	restColon            // a colon
	restContent
)

// rest tells what follows token *to, moving it past asides ("in a statement").
func (r *reader) rest(s *text.Sentence, to *int) int {
	i := *to
	for i < s.End {
		if m, ok := r.t.At(i, lexicon.SourceCue); ok && m.Kind == "aside" {
			i = m.End
			continue
		}
		if r.t.Has(i, lexicon.Weekday, lexicon.DateWord) {
			i++
			continue
		}
		break
	}
	*to = i
	switch {
	case r.onlyMarks(s, i):
		return restNone
	case r.t.Is(i, ","):
		return restComma
	case r.t.Is(i, ":"):
		return restColon
	}
	if end, ok := r.adverbial(s, i); ok {
		*to = end
		switch {
		case r.onlyMarks(s, end):
			return restAdverbial
		case r.t.Is(end, ":"):
			return restColon
		}
		return restComma
	}
	return restContent
}

// adverbial returns the end of a stretch from i to the next comma that holds
// neither verb nor figure, as "on Monday" and "late in the day" do.
func (r *reader) adverbial(s *text.Sentence, i int) (end int, ok bool) {
	prep := r.t.Has(i, lexicon.Preposition)
	limit := 3
	if prep {
		limit = 9
	}
	for j := i; j < s.End && j <= i+limit; j++ {
		if r.t.Is(j, ",") || r.t.Is(j, ":") || r.onlyMarks(s, j) {
			return j, j > i
		}
		if r.isVerb(j) || r.t.Is(j, "\"") || r.t.Is(j, "“") || r.isFigure(j) && !prep {
			return 0, false
		}
	}
	return 0, false
}

// onlyMarks reports whether nothing but marks stands from i to the end of the
// sentence.
func (r *reader) onlyMarks(s *text.Sentence, i int) bool {
	for n := 0; i < s.End; i++ {
		if r.t.Tokens[i].Kind != text.Punct || n > 4 || r.t.Is(i, ",") || r.t.Is(i, ":") {
			return false
		}
		n++
	}
	return true
}

// leadsUpTo reports whether content that begins at lo is set off from a source
// at i by a comma, a dash or the end of a quotation.
func (r *reader) leadsUpTo(lo, i int) bool {
	if i-lo < 2 || r.t.Tokens[i-1].Kind != text.Punct {
		return false
	}
	return !r.t.Is(i-1, ":") && !r.t.Is(i-1, "(") && !r.dateline(lo, i)
}

// longestDateline bounds "DORNA, Lower Brenta, May 4 (Wire service) -".
const longestDateline = 14

// dateline reports a short stretch without a verb that a dash ends: it tells
// where and when, and holds nothing that anybody said.
func (r *reader) dateline(lo, i int) bool {
	switch r.t.Str(i - 1) {
	case "-", "–", "—", "--":
	default:
		return false
	}
	for j := lo; j < i && i-lo <= longestDateline; j++ {
		if r.isVerb(j) && !r.t.Has(j, lexicon.Month) {
			return false
		}
	}
	return i-lo <= longestDateline && r.t.Tokens[lo].Capital
}

// afterQuote reports whether a quotation ends before token i.
func (r *reader) afterQuote(i int) bool {
	if i < 2 {
		return false
	}
	return r.closesQuote(i-1) || r.t.Is(i-1, ",") && r.closesQuote(i-2)
}

func (r *reader) closesQuote(i int) bool {
	return r.t.Tokens[i].Kind == text.Punct && !r.t.Tokens[i].Quoted && i > 0 && r.t.Tokens[i-1].Quoted
}

// spread gives the tokens of a sentence to its utterances.
func (r *reader) spread(s *text.Sentence) {
	if len(r.spoken) == 0 {
		return
	}
	at := s.First
	for k := 0; k <= len(r.spoken); k++ {
		end := s.End
		var next *utterance
		if k < len(r.spoken) {
			next = &r.spoken[k]
			end = next.from
		}
		var prev *utterance
		if k > 0 {
			prev = r.reaching(k - 1)
		}
		r.divide(at, end, prev, next)
		if next != nil {
			at = max(at, next.to)
		}
	}
}

// reaching returns the utterance whose content runs on after utterance k: a
// cited source leaves the word with the one who cites it.
func (r *reader) reaching(k int) *utterance {
	if r.spoken[k].citing && k > 0 {
		return &r.spoken[k-1]
	}
	return &r.spoken[k]
}

// divide gives tokens [at, end) to the utterance before or the one after.
func (r *reader) divide(at, end int, prev, next *utterance) {
	right := prev != nil && prev.right
	left := next != nil && next.left
	switch {
	case right && left:
		cut := r.lastBoundary(at, end)
		if cut == end && r.sources[prev.source].Kind == "document" {
			cut = at // "figures showed …, the ministry said": the ministry's word
		}
		r.give(at, cut, prev.source)
		r.give(cut, end, next.source)
	case right:
		r.give(at, end, prev.source)
	case left:
		r.give(at, end, next.source)
	}
}

func (r *reader) give(at, end int, source int32) {
	for i := at; i < end; i++ {
		r.by[i] = source + 1
	}
}

// lastBoundary returns where the last clause of [at, end) begins, or end.
func (r *reader) lastBoundary(at, end int) int {
	for i := end - 2; i > at; i-- {
		if r.t.Is(i, ";") {
			return i + 1
		}
		if r.t.Has(i, lexicon.Conjunction, lexicon.Subordinator) && r.t.Is(i-1, ",") || r.ends(i) {
			return i
		}
	}
	return end
}
