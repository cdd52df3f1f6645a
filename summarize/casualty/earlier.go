package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// What was said earlier in the day: "Earlier, a police officer said two had
// died" behind a count of five. The text itself replaced it. A side's claim is
// never outdated so: its enemy only says otherwise.

// saidEarlier marks the smaller counts of a sentence that opens with "Earlier"
// and its speaker as former.
func (r *reader) saidEarlier(s *text.Sentence, from int) {
	f, ok := r.At(s.First, lexicon.Former)
	if !ok || f.Kind != "earlier" || s.Heading || len(r.out) == from || r.Has(s.First, lexicon.DateWord) {
		return
	}
	i := f.End
	if d, ok := r.At(i, lexicon.Determiner); !r.Is(i, ",") && !r.Has(i, lexicon.SourceNoun) && (!ok || d.Kind == "demonstrative") {
		return // "Earlier this week"
	}
	for ; i < s.End && !r.Has(i, lexicon.SourceCue); i++ {
		if m, ok := r.At(i, lexicon.SourceNoun); ok && m.Kind == "party" {
			return
		}
	}
	for j := from; j < len(r.out); j++ {
		if m := &r.out[j]; m.CountFirst > i && m.Count.Max > 0 && !m.Additional && m.SubsetOf < 0 && r.outgrown(m, from) {
			m.Former = true
		}
	}
}

// outgrown reports that a mention before index from counts more people than m
// does, or says that there were none.
func (r *reader) outgrown(m *Mention, from int) bool {
	for j := from - 1; j >= max(0, from-lookBack); j-- {
		h := &r.out[j]
		if h.Outcome == m.Outcome && h.Actor == m.Actor && h.SubsetOf < 0 && !h.Headed && !h.Former {
			return h.Count.Min > m.Count.Max || h.Count.Max == 0
		}
	}
	return false
}
