package summary

import (
	"hash/fnv"
	"slices"

	"tollbot/summarize/text"
)

// A piece repeats another where nearly all its words stand there too: live
// blogs and pasted pages tell the same sentence twice.

const (
	sameWords = 4 // four in five words of the shorter piece
	ofWords   = 5
)

// repeats reports whether a piece of these words says again what one of those
// shown has said.
func repeats(shown [][]uint64, words []uint64) bool {
	return slices.ContainsFunc(shown, func(s []uint64) bool { return overlap(s, words) })
}

// wordSet returns the piece's words as sorted hashes.
func (c *chooser) wordSet(p Piece) []uint64 {
	out := make([]uint64, 0, p.End-p.First)
	var buf []byte
	h := fnv.New64a()
	for i := p.First; i < p.End; i++ {
		if c.Tokens[i].Kind != text.Punct && !c.litter[i] {
			buf = text.Fold(buf[:0], c.Str(i))
			h.Reset()
			h.Write(buf)
			out = append(out, h.Sum64())
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// overlap reports whether nearly all of the smaller set is in the other.
func overlap(a, b []uint64) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n++
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return len(a) > 0 && n*ofWords >= len(a)*sameWords
}
