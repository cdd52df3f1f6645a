package summary

import (
	"unicode/utf8"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// candidate is a sentence that may be shown, trimmed, with what speaks for it
// and against it.
type candidate struct {
	Piece
	mark   Mark
	length int // characters
	rank   int // how many candidates stand before it
	worth  int // see form

	fragment bool // no sentence: a heading, a line of a list, a torn line
	question bool
	torn     bool // begins or ends inside a quotation or bracket
	short    bool // fewer than fewWords
	quote    bool // opens with a quotation
	leans    bool // opens with a word that points back: he, it, but
	littered bool // has hashtags or links inside
	event    bool // has a word for what happened
	dateline bool // stood behind a dateline
}

const (
	minWords = 4 // a shorter sentence is no candidate
	fewWords = 8 // a shorter one tells little by itself
)

// survey lists the candidates of the body in reading order.
func (c *chooser) survey() {
	c.cands = make([]candidate, 0, len(c.Sents))
	for i := range c.Sents {
		if c.Sents[i].Part == text.Title || c.furniture[i] || c.inTitle(i) {
			continue
		}
		first, end, dateline := c.trim(i)
		if c.words(first, end) < minWords {
			continue
		}
		cand := c.look(Piece{i, first, end})
		cand.dateline = dateline
		cand.worth = cand.form()
		c.told = c.told || cand.mark.Counts != 0
		c.cands = append(c.cands, cand)
	}
}

func (c *chooser) inTitle(i int) bool {
	return c.title.Found() && i >= c.title.Sent && c.Sents[i].First < c.title.End
}

func (c *chooser) look(p Piece) candidate {
	out := candidate{
		Piece: p, mark: c.marks.at(p.Sent), rank: len(c.cands),
		length: utf8.RuneCountInString(c.Slice(p.First, p.End)),
	}
	stop := c.stop(p.First, p.End)
	out.fragment = stop < 0 && !c.endsInPicture(p)
	out.question = stop >= 0 && c.Is(stop, "?")
	out.quote = c.isMark(p.First, openings)
	out.leans = c.leans(p.First)
	out.short = c.words(p.First, p.End) < fewWords
	quotes, brackets := 0, 0
	for i := p.First; i < p.End; i++ {
		t := &c.Tokens[i]
		switch {
		case t.Kind == text.Punct:
			q, b := nesting(c.Str(i))
			quotes += q
			brackets += b
			out.torn = out.torn || brackets < 0
		case !out.event:
			out.event = c.Has(i, lexicon.EventNoun, lexicon.EventVerb, lexicon.Predicate)
		}
		out.littered = out.littered || c.litter[i]
	}
	out.torn = out.torn || brackets != 0 || quotes%2 != 0 || c.Tokens[p.First].Quoted && !out.quote
	return out
}

// endsInPicture reports whether an emoji stands for the full stop of a
// sentence, as in channels: "police confirm ❗️".
func (c *chooser) endsInPicture(p Piece) bool {
	return c.words(p.First, p.End) >= headlineWords && p.End < c.Sents[p.Sent].End &&
		c.litter[p.End] && isPicture(c.Str(p.End))
}

// nesting tells whether a mark is one of a pair of quotation marks, and how it
// nests brackets.
func nesting(s string) (quotes, brackets int) {
	switch s {
	case "\"", "“", "”", "«", "»":
		return 1, 0
	case "(", "[":
		return 0, 1
	case ")", "]":
		return 0, -1
	}
	return 0, 0
}

// leans reports whether a sentence that begins at token i cannot be understood
// without the one before it.
func (c *chooser) leans(i int) bool {
	if m, ok := c.At(i, lexicon.Pronoun); ok && m.Kind != "rest" {
		return true
	}
	if m, ok := c.At(i, lexicon.Determiner); ok && m.Kind == "possessive" {
		return true
	}
	return c.Has(i, lexicon.Conjunction)
}

// whole reports whether a piece can stand by itself.
func (c *candidate) whole() bool { return !c.fragment && !c.question && !c.torn }
