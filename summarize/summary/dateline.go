package summary

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A dateline opens a report: "KARSK, Sept. 17 -", "LAFAYETTE, La. —", "New
// Delhi, India (CNN)". Before its dash, or its bracket, stand only names,
// numbers and the words of dates, and one of them gives it away: a place in
// capitals, a month, an agency in brackets.

const (
	datelineTokens = 26 // the longest dateline looked for
	particle       = 3  // "de", "los": letters of a lower-case word in a name
)

func (p *Page) isClock(i int) bool { return p.Has(i, lexicon.Clock) }

// afterDateline returns the token behind the dateline that begins at first, in
// sentence i, or first.
func (p *Page) afterDateline(first, end, i int) int {
	if first >= end || !p.mayOpenReport(i) {
		return first
	}
	evidence := p.Tokens[first].AllCaps && !p.Has(first, lexicon.SourceNoun)
	depth, closed := 0, false
	for j := first; j < min(first+datelineTokens, end); j++ {
		switch {
		case p.isMark(j, "(["):
			depth++
		case p.isMark(j, ")]"):
			depth, closed, evidence = max(depth-1, 0), j > first, true
		case depth > 0:
		case j > first && p.isMark(j, dashes) && p.Tokens[j].Space:
			return p.datelineEnd(first, j, end, evidence)
		case j > first && p.Is(j, ":") && evidence && !p.inTime(j, end) && p.beginsNews(j+1, end):
			return j + 1
		case closed && !p.Tokens[j].Space && p.beginsNews(j, end):
			return j
		case !p.mayStandInDateline(j):
			return first
		case p.Has(j, lexicon.Month) && p.Tokens[j].Capital:
			evidence = true
		}
	}
	return first
}

// inTime reports the mark of a time of day at token j: "17:50".
func (p *Page) inTime(j, end int) bool {
	return j+1 < end && p.Tokens[j-1].Kind == text.Number && p.Tokens[j+1].Kind == text.Number && !p.Tokens[j+1].Space
}

// datelineEnd returns the token behind the dash at j, where news begins there.
func (p *Page) datelineEnd(first, j, end int, evidence bool) int {
	for j++; j < end && p.isMark(j, dashes); j++ {
	}
	if evidence && p.beginsNews(j, end) {
		return j
	}
	return first
}

// mayOpenReport reports whether a dateline may stand before sentence i: at the
// head of a paragraph, or behind the shreds of one ("Kyiv. June 5. AGENCY -").
func (p *Page) mayOpenReport(i int) bool {
	return p.opens(i) || p.Sents[i-1].End-p.Sents[i-1].First <= 4
}

func (p *Page) beginsNews(j, end int) bool {
	if j >= end {
		return false
	}
	t := &p.Tokens[j]
	return t.Capital || t.Kind == text.Number || p.isMark(j, openings)
}

func (p *Page) mayStandInDateline(j int) bool {
	t := &p.Tokens[j]
	if t.Kind != text.Word {
		return t.Kind == text.Number || p.isMark(j, ",./'’-")
	}
	return t.Capital || t.End-t.Start <= particle ||
		p.Has(j, lexicon.PlaceWord, lexicon.DateWord, lexicon.Month)
}
