package summarize

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Live blogs tell a day in entries, each under its hour, most often the newest
// first. A later entry's count replaces an earlier one's.

// leastEntries is how many paragraphs must open with an hour to make a blog: a
// report that says once or twice when something happened is none.
const leastEntries = 3

// entries returns of each sentence the rank in time of the entry it stands in,
// from 1 for the earliest; nil where the text is no live blog.
func entries(t *lexicon.Tagged) []int {
	var at, first []int // hour in minutes and first sentence of each entry
	for k := range t.Paras {
		if t.Paras[k].Part == text.Title {
			continue
		}
		if m, ok := hourAt(t, t.Sents[t.Paras[k].First].First); ok {
			at, first = append(at, m), append(first, t.Paras[k].First)
		}
	}
	if len(at) < leastEntries {
		return nil
	}
	falls := 0
	for i := 1; i < len(at); i++ {
		switch {
		case at[i] < at[i-1]:
			falls++
		case at[i] > at[i-1]:
			falls--
		}
	}
	rank := make([]int, len(t.Sents))
	for i, s := range first {
		end := len(t.Sents)
		if i+1 < len(first) {
			end = first[i+1]
		}
		for ; s < end; s++ {
			if rank[s] = i + 1; falls > 0 {
				rank[s] = len(first) - i
			}
		}
	}
	return rank
}

// hourAt reads the hour that opens an entry at token i, in minutes of the day:
// "21:40", "[09:05]", or between marks behind a short heading, "UPDATE 3 - 19:40:".
func hourAt(t *lexicon.Tagged, i int) (minutes int, ok bool) {
	if minutes, ok = clockAt(t, i); ok {
		return minutes, true
	}
	for j := i + 1; j < i+longestHeading && j+3 < len(t.Tokens); j++ {
		if t.Tokens[j].Kind != text.Punct || t.Tokens[j+1].Kind == text.Punct {
			continue
		}
		minutes, ok = clockAt(t, j+1)
		return minutes, ok && t.Tokens[min(j+4, len(t.Tokens)-1)].Kind == text.Punct
	}
	return 0, false
}

// longestHeading is how many tokens of a heading may stand before an entry's hour.
const longestHeading = 4

// clockAt reads an hour at token i, past any mark that opens it.
func clockAt(t *lexicon.Tagged, i int) (minutes int, ok bool) {
	for n := 0; n < 2 && i < len(t.Tokens) && t.Tokens[i].Kind == text.Punct; n++ {
		i++
	}
	if i+2 >= len(t.Tokens) || !t.Is(i+1, ":") || t.Tokens[i+1].Space || t.Tokens[i+2].Space {
		return 0, false
	}
	h, ok := twoDigits(t.Str(i))
	m, ok2 := twoDigits(t.Str(i + 2))
	return h*60 + m, ok && ok2 && h < 24 && m < 60
}

// twoDigits reads a number of one or two digits.
func twoDigits(s string) (n int, ok bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, len(s) == 1 || len(s) == 2
}
