package summary

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Furniture is what stands around the news on a page or in a channel and is no
// part of it: "read also" lines, captions, bylines, credits, adverts, cookie
// notices, signatures. It is told by its words and by where they stand, never
// by its words alone where a report could use them too.

// Furniture tells of each sentence whether it is furniture. Figures in such
// sentences are of other articles, or of none. The slice is to be read only.
func (p *Page) Furniture() []bool { return p.furniture }

const (
	captionSents   = 3  // a longer paragraph is no caption
	captionTokens  = 40 // nor is a longer sentence, where the text is one paragraph
	signatureWords = 8  // a channel's signature, a button
	creditSents    = 4  // how near the end a credit stands
	greetingWords  = 14
	bylineWords    = 12
)

func (p *Page) markFurniture() {
	listing, news := false, false
	for k := range p.Paras {
		if p.Paras[k].Part == text.Title {
			continue
		}
		listing = news && p.isListing(k, listing)
		if listing || p.isFurniture(k) {
			p.dropParagraph(k)
			continue
		}
		for i := p.Paras[k].First; i < p.Paras[k].End; i++ {
			p.furniture[i] = p.isFurnitureSentence(i)
			news = news || !p.furniture[i] && p.stop(p.Sents[i].First, p.Sents[i].End) >= 0
		}
	}
}

func (p *Page) dropParagraph(k int) {
	for i := p.Paras[k].First; i < p.Paras[k].End; i++ {
		p.furniture[i] = true
	}
}

// bounds returns the tokens of a paragraph.
func (p *Page) bounds(k int) (first, end int) {
	return p.Sents[p.Paras[k].First].First, p.Sents[p.Paras[k].End-1].End
}

// isListing reports whether paragraph k is the heading of a list of links, or,
// behind one, a line of it: lines go on until a sentence ends with a stop.
// Lists stand behind news; at the head of a page the title would be lost.
func (p *Page) isListing(k int, listing bool) bool {
	first, end := p.bounds(k)
	if listing && p.stop(first, end) < 0 && end-first <= captionTokens {
		return true
	}
	i := p.afterOrnament(first, end)
	m, ok := p.boilerplate(i)
	return ok && (m.Kind == "list" || m.Kind == "opening" && p.Is(end-1, ":")) &&
		p.words(m.End, end) == 0 && p.stop(first, end) < 0
}

// isFurniture reports whether paragraph k is furniture as a whole.
func (p *Page) isFurniture(k int) bool {
	first, end := p.bounds(k)
	sents := p.Paras[k].End - p.Paras[k].First
	i := p.afterOrnament(first, end)
	if i >= end {
		return true
	}
	if m, ok := p.boilerplate(i); ok {
		switch m.Kind {
		case "opening":
			return sents <= 2
		case "byline":
			return p.onlyNames(m.End, end)
		case "greeting":
			return k == p.firstPara() && p.words(first, end) <= greetingWords && len(p.Paras) > k+1
		}
	}
	return p.isStamp(first, end) || p.isTrail(first, end) || sents <= captionSents && len(p.Paras) > p.firstPara()+1 && p.hasCaption(k)
}

// afterOrnament returns the first token that is no litter, bullet or bracket.
func (p *Page) afterOrnament(i, end int) int {
	for i < end && (p.litter[i] || p.isMark(i, bullets+openings)) {
		i++
	}
	return i
}

// isStamp reports whether a line is a date or an hour and nothing else:
// "Published 14:32, 12 May 2025".
func (p *Page) isStamp(first, end int) bool {
	dated := false
	for i := first; i < end; i++ {
		t := &p.Tokens[i]
		switch {
		case t.Kind == text.Punct:
		case t.Kind == text.Number, isDigit(p.Str(i)[0]):
			dated = true
		case p.Has(i, lexicon.Month, lexicon.Weekday, lexicon.Clock, lexicon.DateWord, lexicon.Boilerplate, lexicon.Preposition):
		case p.isAbbreviation(i): // "Wed"
		default:
			return false
		}
	}
	return dated
}

func (p *Page) isAbbreviation(i int) bool {
	p.buf = text.Fold(p.buf[:0], p.Str(i))
	return p.Lex.Abbreviation(p.buf)
}

// isTrail reports whether a line is a row of links: "Home › News › Local".
func (p *Page) isTrail(first, end int) bool {
	seps := 0
	for i := first + 1; i < end-1; i++ {
		if p.isMark(i, "|›»>·•") {
			seps++
		}
	}
	return seps > 1 && p.words(first, end) <= 2*(seps+1) && p.stop(first, end) < 0
}

// onlyNames reports whether tokens [first, end) may follow "by": names, the
// words between them, titles. "By Monday, the toll had risen" is none.
func (p *Page) onlyNames(first, end int) bool {
	if p.words(first, end) == 0 || p.words(first, end) > bylineWords || p.stop(first, end) >= 0 {
		return false
	}
	for i := first; i < end; i++ {
		t := &p.Tokens[i]
		if t.Kind == text.Word && !t.Capital && !p.litter[i] && !p.Has(i, lexicon.Conjunction, lexicon.Preposition) {
			return false
		}
	}
	return p.Tokens[first].Capital
}

// firstPara is the first paragraph of the body.
func (p *Page) firstPara() int {
	if p.titled() {
		return p.Sents[0].Para + 1
	}
	return 0
}

// hasCaption reports whether the words of a caption stand at the head or the
// tail of paragraph k, where a report's own words do not have them.
func (p *Page) hasCaption(k int) bool {
	first, end := p.bounds(k)
	for i := first; i < end; i++ {
		if i == first+3 {
			i = max(i, end-12)
		}
		if m, ok := p.boilerplate(i); ok && m.Kind == "caption" {
			return true
		}
	}
	return false
}

func (p *Page) isFurnitureSentence(i int) bool {
	s := &p.Sents[i]
	words := p.words(s.First, s.End)
	if words == 0 {
		return true
	}
	open := p.afterOrnament(s.First, s.End)
	stopped := p.stop(s.First, p.trimEnd(s.First, s.End)) >= 0
	litter := 0
	for j := s.First; j < s.End; j++ {
		if p.litter[j] {
			litter++
		}
		m, ok := p.boilerplate(j)
		if !ok {
			continue
		}
		switch m.Kind {
		case "anywhere":
			return true
		case "opening":
			if j == open || !stopped && words <= signatureWords {
				return true
			}
		case "caption":
			if s.End-s.First <= captionTokens && (j == open || j+8 > s.End) {
				return true
			}
		case "credit":
			if i+creditSents >= len(p.Sents) && !p.tells(i) {
				return true
			}
		}
	}
	return !stopped && litter > words
}

// tells reports whether a sentence has a number or an outcome, which a credit
// has not.
func (p *Page) tells(i int) bool {
	for j := p.Sents[i].First; j < p.Sents[i].End; j++ {
		if p.Tokens[j].Kind == text.Number || p.Has(j, lexicon.Cardinal, lexicon.VagueWord, lexicon.Predicate) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
