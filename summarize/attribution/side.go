package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Short names. A text spells out a side of a conflict once and gives its short
// name behind it: "the Northern Liberation Front (NLF)". From then on the short
// name is the side, and "an NLF spokesman" speaks for a party.

// sideReach is how many tokens before a short name the noun of the full one may
// stand.
const sideReach = 6

// findSides learns the short names of the text.
func (r *reader) findSides() {
	for i := 1; i+1 < len(r.t.Tokens); i++ {
		if !r.t.Tokens[i].AllCaps || !r.t.Is(i-1, "(") || !r.t.Is(i+1, ")") || !r.sideBefore(i-1) {
			continue
		}
		if r.shortSides == nil {
			r.shortSides = map[string]bool{}
		}
		r.shortSides[r.t.Str(i)] = true
	}
}

// sideBefore reports the name of a side that ends before token i.
func (r *reader) sideBefore(i int) bool {
	for j := i - 1; j >= 0 && j > i-sideReach && r.t.Tokens[j].Sent == r.t.Tokens[i].Sent && r.t.Tokens[j].Kind == text.Word; j-- {
		if m, ok := r.t.At(j, lexicon.SourceNoun); ok && m.Kind == "party" && r.t.Tokens[j].Capital {
			return true
		}
	}
	return false
}

// isSpeaker reports a phrase whose head says nothing of its side: a voice, an
// office, a rank or a bare name.
func (r *reader) isSpeaker(ph phrase) bool {
	return !ph.hasHead || ph.head.Number == "singular" || ph.head.Who == "voice"
}

// namesSide reports a short name among tokens [first, end).
func (r *reader) namesSide(first, end int) bool {
	if r.shortSides == nil {
		return false
	}
	for i := first; i < end; i++ {
		if r.shortSides[r.t.Str(i)] {
			return true
		}
	}
	return false
}
