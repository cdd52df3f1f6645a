package summary

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Page is a text with what belongs to its layout marked.
type Page struct {
	*lexicon.Tagged
	litter    []bool  // of each token: emoji, hashtag, handle or link
	furniture []bool  // of each sentence
	wordsTo   []int32 // of each token: how many words stand before it
	buf       []byte
}

// Lay marks the layout of t.
func Lay(t *lexicon.Tagged) *Page {
	p := &Page{Tagged: t, litter: make([]bool, len(t.Tokens)), furniture: make([]bool, len(t.Sents))}
	p.markLitter()
	p.countWords()
	p.markFurniture()
	return p
}

// titled reports whether the text was sent with a title.
func (p *Page) titled() bool { return len(p.Sents) > 0 && p.Sents[0].Part == text.Title }

// wholeTitle is the title as sent, without litter at its ends.
func (p *Page) wholeTitle() Piece {
	end := 0
	for i := range p.Sents {
		if p.Sents[i].Part != text.Title {
			break
		}
		end = p.Sents[i].End
	}
	first, end := p.trimTitle(0, end)
	if first >= end {
		return none
	}
	return Piece{int(p.Tokens[first].Sent), first, end}
}

// boilerplate returns the entry of the furniture list that begins at token i.
func (p *Page) boilerplate(i int) (lexicon.Match, bool) { return p.At(i, lexicon.Boilerplate) }

// opens reports whether sentence i opens its paragraph.
func (p *Page) opens(i int) bool { return p.Paras[p.Sents[i].Para].First == i }

// gap returns the blanks and breaks between two paragraphs of one part.
func (p *Page) gap(para int) string {
	if para+1 >= len(p.Paras) || p.Paras[para+1].Part != p.Paras[para].Part {
		return ""
	}
	return p.Parts[p.Paras[para].Part][p.Paras[para].Span.End:p.Paras[para+1].Start]
}

// blankLineAfter reports whether a blank line stands behind a paragraph.
func (p *Page) blankLineAfter(para int) bool { return strings.Count(p.gap(para), "\n") > 1 }

func (p *Page) countWords() {
	p.wordsTo = make([]int32, len(p.Tokens)+1)
	for i := range p.Tokens {
		p.wordsTo[i+1] = p.wordsTo[i]
		if p.Tokens[i].Kind != text.Punct && !p.litter[i] {
			p.wordsTo[i+1]++
		}
	}
}

// words counts the words and numbers of tokens [first, end) that are no
// litter.
func (p *Page) words(first, end int) int {
	return int(p.wordsTo[max(first, end)] - p.wordsTo[first])
}

// isMark reports whether token i is one of the marks in set.
func (p *Page) isMark(i int, set string) bool {
	if i < 0 || i >= len(p.Tokens) || p.Tokens[i].Kind != text.Punct {
		return false
	}
	return strings.Contains(set, p.Str(i))
}

const (
	stops    = ".!?…"
	closers  = "\"”’»'')]"
	bullets  = "•·▪■●◦‣*»>|×+-–—−:;,/=_~!"
	dashes   = "-–—|"
	openings = "([“\"«‘{"
)

// stop returns the token of the mark that ends tokens [first, end) as a
// sentence, or -1: quotation marks and brackets may stand behind it.
func (p *Page) stop(first, end int) int {
	for i := end - 1; i > first; i-- {
		if p.isMark(i, stops) {
			return i
		}
		if !p.isMark(i, closers) {
			break
		}
	}
	return -1
}
