package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// The whole that a count is a part of, told behind it: "nine of the 14 passengers",
// "half of the village's 300 residents".

// longestShare bounds what may stand between "half of" and the number of the
// whole: "half of the village's 300 residents".
const longestShare = 4

// shareOf reports a fraction of the people whose number stands at token i: of the
// whole nothing is told.
func (r *reader) shareOf(i int) bool {
	for j := i - 1; j > i-longestShare && j > 0 && r.same(j, i); j-- {
		if m, ok := r.At(j, lexicon.Preposition); ok {
			return m.Kind == "of" && r.Has(j-1, lexicon.Share) && r.same(j-1, i)
		}
	}
	return false
}

// wholeOf returns the end of the whole's number at token i: "nine of the 14
// passengers", "one of 40"; 0 where there is none.
func (r *reader) wholeOf(i int) int {
	if d, ok := r.At(i, lexicon.Determiner); ok && d.Kind != "indefinite" {
		i = r.overOwner(d.End)
	} else if r.nameWord(i) {
		i = r.overOwner(i)
	}
	k := r.qAt[min(i, len(r.qAt)-1)]
	if k == 0 || r.qs[k-1].First != i || r.qs[k-1].Reason != "" || r.qs[k-1].Ordinal {
		return 0
	}
	return r.qs[k-1].End
}

// longestOwner bounds the words that name whose people a number counts.
const longestOwner = 4

// overOwner steps over whose people a number counts: "52 of the ferry's 86
// passengers". It returns i where no owner stands there.
func (r *reader) overOwner(i int) int {
	for j := i; j < i+longestOwner && r.same(i, j) && r.Tokens[j].Kind == text.Word; j++ {
		if r.possessed(j + 1) {
			return j + 1
		}
	}
	return i
}
