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
	for p := range r.t.Paras {
		para := &r.t.Paras[p]
		if para.Part == text.Title {
			continue
		}
		if n++; n > datelineParas {
			return
		}
		first, end := r.t.Sents[para.First].First, r.t.Sents[para.End-1].End
		if l, ok := r.datelineAt(first, min(end, first+datelineTokens)); ok {
			r.line = l
			return
		}
	}
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
