package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// The scopes of hedges, denials and corrections. How far a cue reaches is in
// its entry of the lexicon; here is what each kind of reach means.

// stances applies the stance cues of sentence s.
func (r *reader) stances(s int) {
	sent := &r.t.Sents[s]
	if i := r.openingDay(sent); i > sent.First {
		r.hadSaid(sent, lexicon.Match{Entry: dayOpener, First: sent.First, End: i})
	}
	for i := sent.First; i < sent.End; i++ {
		m, ok := r.t.At(i, lexicon.StanceCue)
		if !ok {
			continue
		}
		switch m.Kind {
		case "object", "name":
			r.objection(s, m)
		case "verdict", "matter", "number", "this":
			continue
		case "back":
			r.pointBack(s, m)
		case "contrast":
			if i := r.negated(sent.First, m.First); i > sent.First {
				r.mark(i, m.First, m)
			}
		case "figure":
			r.figureAfter(sent, m)
		case "between":
			r.between(sent, m)
		case "opener":
			r.hadSaid(sent, m)
		case "own", "":
		default:
			if r.pronominal(sent, m) {
				r.against(s, m, objectWord)
				break
			}
			r.scope(sent, m)
		}
		i = m.End - 1
	}
}

// scope marks what a cue of kind clause or phrase reaches.
func (r *reader) scope(s *text.Sentence, m lexicon.Match) {
	first, end := m.First, m.End
	if m.Reach != "forward" {
		first = r.clauseStart(s, m.First)
	}
	if m.Reach != "backward" {
		end = r.clauseEnd(s, m)
	}
	r.mark(first, end, m)
}

// mark gives tokens [first, end) the status of cue m, where it outranks what
// they have.
func (r *reader) mark(first, end int, m lexicon.Match) {
	l := levelOf(m.Stance)
	if l == current || first >= end {
		return
	}
	kind := m.Kind
	if kind == "" {
		kind = "clause"
	}
	r.cues = append(r.cues, Cue{First: m.First, End: m.End, Rule: m.Stance + "-" + kind})
	for i := first; i < end; i++ {
		if l > r.level[i] {
			r.level[i], r.cue[i] = l, int32(len(r.cues)-1)
		}
	}
}

// clauseEnd returns where the forward scope of a cue ends.
func (r *reader) clauseEnd(s *text.Sentence, m lexicon.Match) int {
	comma := m.Kind == "phrase" || r.isCondition(m)
	quoted := r.t.Tokens[m.First].Quoted
	last := min(s.End, m.End+maxScope)
	for i := m.End; i < last; i++ {
		switch {
		case r.t.Is(i, ";"), r.ends(i), r.isUntil(i, m.Until):
			return i
		case comma && r.parts(i):
			return i
		case m.Kind == "attempt" && i > m.End && r.t.Has(i, lexicon.Predicate, lexicon.Aux, lexicon.Carry):
			return r.beforeMark(m.End, i)
		case quoted && !r.t.Tokens[i].Quoted:
			return i
		case i > m.End+1 && r.isVoice(i) && !r.isVoice(i-1) && r.setOff(i):
			return i
		}
	}
	return last
}

// beforeMark returns the last comma or conjunction between an attempt and the
// verb at token i, or the verb: what came of the attempt, or who did something
// else, is told behind it ("tried to kill a judge and two guards died").
func (r *reader) beforeMark(first, i int) int {
	for j := i - 1; j > first; j-- {
		if r.t.Is(j, ",") || r.t.Has(j, lexicon.Conjunction) {
			return j
		}
	}
	return i
}

// maxScope bounds the tokens that a cue reaches on one side, so that a text of
// nothing but cues costs no more than its length.
const maxScope = 100

// isCondition reports whether a cue is a clause opener, as "if" is: its clause
// ends at the comma.
func (r *reader) isCondition(m lexicon.Match) bool {
	c, ok := r.t.At(m.First, lexicon.Subordinator)
	return ok && c.End == m.End
}

// parts reports whether the mark at i ends a phrase.
func (r *reader) parts(i int) bool {
	switch r.t.Str(i) {
	case ",", ":", "—", "–", "(", ")":
		return true
	}
	return false
}

// setOff reports whether a source at i is set off from what stands before it.
func (r *reader) setOff(i int) bool {
	return r.t.Tokens[i-1].Kind == text.Punct || r.t.Has(i-1, lexicon.Conjunction)
}

func (r *reader) isUntil(i int, until []string) bool {
	for _, u := range until {
		if r.spells(i, u) {
			return true
		}
	}
	return false
}

// spells reports whether the tokens at i are the words of a folded phrase.
func (r *reader) spells(i int, words string) bool {
	sent := r.t.Tokens[i].Sent
	for words != "" {
		if i >= len(r.t.Tokens) || r.t.Tokens[i].Sent != sent {
			return false
		}
		r.buf = text.Fold(r.buf[:0], r.t.Str(i))
		n := len(r.buf)
		if len(words) < n || words[:n] != string(r.buf) || len(words) > n && words[n] != ' ' {
			return false
		}
		words = words[min(len(words), n+1):]
		i++
	}
	return true
}

// clauseStart returns where the clause begins whose predicate stands at cue:
// behind the last comma or conjunction that another verb stands before.
func (r *reader) clauseStart(s *text.Sentence, cue int) int {
	boundary := -1
	first := max(s.First, cue-maxScope)
	for i := cue - 1; i >= first; i-- {
		switch {
		case r.hardStop(i):
			return i + 1
		case r.t.Is(i, ","), r.t.Has(i, lexicon.Conjunction):
			boundary = i + 1
		case boundary > 0 && r.isVerb(i) && !r.inRelative(s, i):
			return boundary
		}
	}
	return first
}

// hardStop reports whether no clause runs across token i.
func (r *reader) hardStop(i int) bool {
	switch r.t.Str(i) {
	case ";", ":", "—", "–":
		return true
	}
	return r.ends(i) || r.isVoice(i) || r.t.Has(i, lexicon.Subordinator) && !r.t.Has(i, lexicon.Preposition)
}

// inRelative reports whether the verb at i stands right behind a relative
// pronoun: "who were aboard".
func (r *reader) inRelative(s *text.Sentence, i int) bool {
	for j := i - 1; j >= max(s.First, i-2); j-- {
		if r.isRelative(j) {
			return true
		}
	}
	return false
}

// maxSayer bounds the tokens between "Earlier" and "had said".
const maxSayer = 10

// dayOpener is the cue that a weekday is at the head of a sentence.
var dayOpener = &lexicon.Entry{Stance: "superseded", Reach: "forward", Kind: "opener"}

// openingDay returns the end of the weekday that a sentence opens with: "On Sunday
// the ministry had said"; its first token where it opens otherwise.
func (r *reader) openingDay(s *text.Sentence) int {
	i := s.First
	if p, ok := r.t.At(i, lexicon.Preposition); ok {
		i = p.End
	}
	if m, ok := r.t.At(i, lexicon.Weekday); ok && m.End < s.End {
		return m.End
	}
	return s.First
}

// hadSaid marks what somebody "had said" in a sentence that opens with "Earlier".
func (r *reader) hadSaid(s *text.Sentence, m lexicon.Match) {
	if m.First > s.First+1 {
		return
	}
	for i := m.End; i < min(s.End, m.End+maxSayer); i++ {
		a, ok := r.t.At(i, lexicon.Aux)
		if !ok || a.Kind != "have" || !r.t.Has(a.End, lexicon.SourceCue) {
			continue
		}
		m.End = a.End + 1
		r.scope(s, m)
		return
	}
}

// maxNumber bounds the tokens of a number in words.
const maxNumber = 12

// maxFigure bounds the tokens between a cue and the number that it needs.
const maxFigure = 5

// figureAfter marks the next number and its noun: "up from 19 a day earlier".
func (r *reader) figureAfter(s *text.Sentence, m lexicon.Match) {
	seen := false
	i := m.End
	for ; i < min(s.End, m.End+maxScope); i++ {
		if r.t.Is(i, ";") || r.parts(i) || r.ends(i) || r.isUntil(i, m.Until) || r.isVoice(i) {
			break
		}
		if r.isFigure(i) {
			seen = true
		}
		if !seen && i-m.End >= maxFigure || seen && r.opensClause(i) {
			break
		}
	}
	if seen {
		r.mark(m.End, i, m)
	}
}

// between marks the number after a cue that stands between two: "to 27 from
// 19", "to 27, from 19".
func (r *reader) between(s *text.Sentence, m lexicon.Match) {
	b := m.First
	if b > s.First && r.t.Is(b-1, ",") {
		b--
	}
	last := b
	for b > s.First && m.First-b < maxNumber && (r.isFigure(b-1) || r.joins(b-1)) {
		b--
	}
	if b == last || b == s.First || m.End >= s.End || !r.isFigure(m.End) {
		return
	}
	if !r.t.Has(b-1, lexicon.RangeWord, lexicon.Motion) {
		return
	}
	e := m.End
	for e < s.End && e-m.End < maxNumber && (r.isFigure(e) || r.joins(e)) {
		e++
	}
	r.mark(m.End, e, m)
}
