package reply

import (
	"fmt"
	"sort"
	"strings"

	"tollbot/summarize"
)

// places finds where in an article a quote stands. Spans are checked against
// the text and never trusted: a report and an article that do not belong
// together give quotes without a place, not wrong ones.
type places struct {
	title, text string
	starts      []int // where each paragraph of text begins
}

func newPlaces(a summarize.Article) places {
	return places{a.Title, a.Text, paragraphs(a.Text)}
}

// paragraphs gives the offsets at which the paragraphs of s begin: runs of
// lines between blank lines, or lines in a text that has no blank ones.
func paragraphs(s string) []int {
	var loose, tight []int
	gap := true
	for at := 0; at < len(s); {
		end := len(s)
		if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		blank := strings.TrimSpace(s[at:end]) == ""
		if !blank {
			tight = append(tight, at)
			if gap {
				loose = append(loose, at)
			}
		}
		gap = blank
		at = end
	}
	if len(loose) > 1 {
		return loose
	}
	return tight
}

// spot is a checked place: in the title, or in a paragraph of the text counted
// from 1; paragraph 0 outside the title is unknown.
type spot struct {
	title     bool
	paragraph int
	span      summarize.Span
}

func (p places) find(where summarize.Where, span summarize.Span, quote string) spot {
	if where == summarize.InTitle {
		return spot{title: true, span: span}
	}
	if !holds(p.text, span, quote) {
		return spot{}
	}
	n := sort.SearchInts(p.starts, span[0]+1)
	return spot{paragraph: max(1, n), span: span}
}

func holds(s string, span summarize.Span, quote string) bool {
	return span[0] >= 0 && span[0] < span[1] && span[1] <= len(s) && s[span[0]:span[1]] == quote
}

// nearby is how far apart two quotes of one paragraph may stand, in bytes, to
// be shown as one.
const nearby = 60

// span gives the words from one spot to the other where they stand close in
// one paragraph, so that a reader sees both in their sentence.
func (p places) join(a, b spot) (string, bool) {
	if a.title || b.title || a.paragraph == 0 || a.paragraph != b.paragraph {
		return "", false
	}
	from, to := min(a.span[0], b.span[0]), max(a.span[1], b.span[1])
	if max(a.span[0], b.span[0])-min(a.span[1], b.span[1]) > nearby {
		return "", false
	}
	return p.text[from:to], true
}

// cite writes a quote with its place: Title: “…” or ¶3 “…”.
func (v *view) cite(s spot, quote string) string {
	quote = v.quoted(quote)
	switch where := v.place(s); {
	case s.title:
		return where + ": " + quote
	case where != "":
		return where + " " + quote
	}
	return quote
}

// place is where a quote stands: Title or ¶3; empty where that is not known.
func (v *view) place(s spot) string {
	switch {
	case s.title:
		return capital(v.say.Say("side-title"))
	case s.paragraph > 0:
		return fmt.Sprintf("¶%d", s.paragraph)
	}
	return ""
}

func (v *view) quoted(s string) string { return v.say.Say("quoted", "text", isolate(s)) }

// quoteLength is how much of a quote the evidence shows, in UTF-16 units.
const quoteLength = 110

// citeFigure quotes the words a figure rests on.
func (v *view) citeFigure(f *summarize.Figure) string {
	return v.cite(v.text.find(f.Where, f.Span, f.Quote), around(f.Quote, f.Words, quoteLength))
}
