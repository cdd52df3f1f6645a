package summary

import (
	"unicode/utf8"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A pasted text's title is its first line that is no furniture, where it looks
// like one: short and without a full stop, or a short line set off by a blank
// one. A dateline, an attribution or a day with a full stop behind it belong
// to a report's first sentence, however short.

const (
	titleHead       = 1 << 10 // bytes looked through for a title: its own, and the line behind it
	titleParas      = 16      // paragraphs looked through
	titleMinWords   = 3
	titleFewWords   = 5 // a shorter line is a title only where it is set apart
	titleMaxWords   = 30
	stoppedMaxWords = 16 // a title with a full stop
	askingMaxWords  = 20 // a title with another mark, or behind what may be a dateline
	wrappedLine     = 50 // bytes in a line of a hard-wrapped text, at least
)

// FindTitle finds the title in a text that was sent without one. Both spans
// are bytes of s; body begins with the paragraph behind the title. ok is false
// where there is no title, or nothing behind it: then body is all of s. lex
// may be nil; then only the shape of the text counts.
func FindTitle(lex *lexicon.Lexicon, s string) (title, body text.Span, ok bool) {
	body = text.Span{Start: 0, End: len(s)}
	if lex == nil {
		lex = &lexicon.Lexicon{}
	}
	head := s
	if len(head) > titleHead {
		head = head[:titleHead]
		for titleHead-len(head) < utf8.UTFMax && !utf8.RuneStart(s[len(head)]) {
			head = head[:len(head)-1]
		}
	}
	doc, _ := text.Cut("", head, lex)
	p := Lay(lex.Tag(doc))
	f := p.findTitle()
	if !f.title.Found() {
		return text.Span{}, body, false
	}
	body.Start = p.Paras[f.para+1].Start
	return p.Span(f.title.First, f.title.End), body, true
}

// Title returns the title found in a text that was sent without one, as
// [FindTitle] does, from a text that is cut up already.
func (p *Page) Title() Piece {
	if p.titled() {
		return none
	}
	return p.findTitle().title
}

type foundTitle struct {
	title Piece
	para  int
}

// findTitle looks for a title in a text sent without one.
func (p *Page) findTitle() foundTitle {
	for k := 0; k < min(titleParas, len(p.Paras)-1); k++ {
		first, end := p.bounds(k)
		if p.furniture[p.Paras[k].First] || p.isIntroduction(first, end) {
			continue
		}
		first, end = p.trimTitle(first, end)
		if p.words(first, end) < titleMinWords || p.words(first, end) < titleFewWords && !p.isSetApart(k) {
			continue // a section's name, an hour, a button
		}
		if p.looksLikeTitle(k, first, end) {
			return foundTitle{Piece{int(p.Tokens[first].Sent), first, end}, k}
		}
		break
	}
	return foundTitle{title: none}
}

// isIntroduction reports whether a line introduces what follows: "From the
// wires:".
func (p *Page) isIntroduction(first, end int) bool {
	return p.Is(end-1, ":") && p.words(first, end) <= greetingWords
}

func (p *Page) looksLikeTitle(k, first, end int) bool {
	words := p.words(first, end)
	if words < titleMinWords || words > titleMaxWords || p.isMark(end-1, ":]-–—") || !p.newsBehind(k) {
		return false
	}
	i := p.stop(first, end)
	switch {
	case i < 0:
		return !p.isWrapped(k) && (words <= askingMaxWords || !p.hasDateline(first, end))
	case p.Is(i, "."):
		return p.blankLineAfter(k) && words <= stoppedMaxWords && !p.isLede(k, first, end)
	}
	return words <= askingMaxWords && p.Paras[k].End-p.Paras[k].First == 1
}

// isSetApart reports whether a blank line or a full sentence stands behind
// paragraph k.
func (p *Page) isSetApart(k int) bool {
	first, end := p.bounds(k + 1)
	return p.blankLineAfter(k) || p.stop(first, end) >= 0
}

// newsBehind reports whether something to be a title of stands behind
// paragraph k.
func (p *Page) newsBehind(k int) bool {
	for _, drop := range p.furniture[p.Paras[k].End:] {
		if !drop {
			return true
		}
	}
	return false
}

// isWrapped reports whether paragraph k is a line of a hard-wrapped text: as
// long as the line behind it, and neither ends a sentence.
func (p *Page) isWrapped(k int) bool {
	next := &p.Paras[k+1]
	first, end := p.bounds(k + 1)
	return !p.blankLineAfter(k) && p.Paras[k].Span.End-p.Paras[k].Start >= wrappedLine &&
		next.Span.End-next.Start >= wrappedLine && p.stop(first, end) < 0
}

// isLede reports whether a short line with a full stop is a report's first
// sentence after all.
func (p *Page) isLede(k, first, end int) bool {
	if p.Paras[k].End-p.Paras[k].First > 1 || p.hasDateline(first, end) {
		return true
	}
	for i := first; i < end; i++ {
		if p.Has(i, lexicon.SourceCue, lexicon.Weekday, lexicon.DateWord) {
			return true
		}
	}
	return false
}

func (p *Page) hasDateline(first, end int) bool {
	return p.afterDateline(first, end, int(p.Tokens[first].Sent)) > first
}
