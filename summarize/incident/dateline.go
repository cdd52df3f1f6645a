package incident

import (
	"unicode"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A dateline opens a report: "KARSK, Sept. 17 -", "New Delhi, India (CNN)".
// Before its dash or its agency stand only names, dates and brackets.
type dateline struct {
	found      bool
	first, end int // tokens, with the dash
	placeEnd   int
	limit      int // tokens in which a year of two digits may stand
}

const (
	datelineTokens = 26 // the longest dateline looked for
	bracketTokens  = 30 // the longest mark in brackets behind it
	datelineParas  = 8  // how far down a dateline may stand
)

// date returns the index of the dateline's own date, or -1.
func (l *dateline) date(dates []date) int {
	for i := range dates {
		if d := &dates[i]; l.found && d.First >= l.first && d.End <= l.end && d.shape == onDay {
			return i
		}
	}
	return -1
}

func (r *reader) readDateline() {
	n := 0
	for i := range r.t.Sents {
		if r.t.Sents[i].Part == text.Title || !r.opensParagraph(i) {
			continue
		}
		if n++; n > datelineParas {
			return
		}
		if l, ok := r.datelineAt(r.t.Sents[i].First, r.paragraphEnd(i, datelineTokens)); ok {
			r.line = l
			r.skipBrackets()
			return
		}
	}
}

// paragraphEnd returns where the paragraph of a sentence ends, or n tokens on.
func (r *reader) paragraphEnd(sent, n int) int {
	first := r.t.Sents[sent].First
	end := first
	for s := sent; s < len(r.t.Sents) && r.t.Sents[s].Para == r.t.Sents[sent].Para && end-first < n; s++ {
		end = r.t.Sents[s].End
	}
	return min(end, first+n)
}

func (r *reader) datelineAt(first, end int) (dateline, bool) {
	l := dateline{first: first, placeEnd: -1}
	evidence := r.t.Tokens[first].AllCaps
	depth, closed := 0, false
	for j := first; j < end; j++ {
		t := &r.t.Tokens[j]
		switch s := r.t.Str(j); {
		case s == "(" || s == "[":
			l.setPlace(j)
			depth++
		case s == ")" || s == "]":
			depth, closed, evidence = max(depth-1, 0), true, true
		case depth > 0:
		case isDash(s) && t.Space:
			l.setPlace(j)
			for j+1 < end && isDash(r.t.Str(j+1)) {
				j++
			}
			l.end, l.limit, l.found = j+1, j+1, true
			return l, evidence && l.placeEnd > first
		case closed && !t.Space && t.Kind == text.Word:
			l.end, l.limit, l.found = j, j, true
			return l, l.placeEnd > first
		case r.t.Has(j, lexicon.Month) && t.Capital:
			l.setPlace(j)
			evidence = true
		case t.Kind == text.Number || s == ",":
			l.setPlace(j)
		case t.Kind == text.Word && !t.Capital && !r.mayStandInDateline(j):
			return l, false
		}
	}
	return l, false
}

// skipBrackets takes editors' marks behind a dateline for a part of it:
// "[REPORT] [TEXT]".
func (r *reader) skipBrackets() {
	for n := len(r.t.Tokens); r.line.end < n && r.t.Is(r.line.end, "["); {
		j := r.line.end
		for j < min(r.line.end+bracketTokens, n) && !r.t.Is(j, "]") {
			j++
		}
		if !r.t.Is(j, "]") || j+1 >= n {
			return
		}
		r.line.end = j + 1
	}
}

func (l *dateline) setPlace(j int) {
	if l.placeEnd < 0 {
		l.placeEnd = j
	}
}

// mayStandInDateline reports lower-case words that datelines have: "Panama
// city", "no date", "17th".
func (r *reader) mayStandInDateline(j int) bool {
	return r.t.Has(j, lexicon.PlaceWord, lexicon.DateWord, lexicon.Negation) || unicode.IsDigit(rune(r.t.Str(j)[0]))
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "--" }
