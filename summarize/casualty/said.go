package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// saidCounts reads the bare number that somebody else gives of what was counted
// just before: "Police said 12 had died; the Red Cross said 15".
func (r *reader) saidCounts(s *text.Sentence) {
	for k := r.firstGroup(s.First); k < r.found && r.groups[k].first < s.End; k++ {
		g := &r.groups[k]
		if g.used || !g.counted || g.q < 0 || g.noun || g.person != nil || g.thing != nil || g.more || g.partOf || g.subset || g.counting == ByOrdinal {
			continue
		}
		cue, ok := r.Ending(g.first, lexicon.SourceCue)
		if !ok || cue.Kind != "say" || !r.same(cue.First, g.first) || !r.endsPhrase(g.end) {
			continue
		}
		if h := r.countedJustBefore(g.first); h >= 0 {
			r.emit(k, r.out[h].Outcome, lexicon.Match{Entry: cue.Entry, First: cue.First, End: g.end}, "said-count")
		}
	}
}

// countedJustBefore returns the last mention before token i, of this sentence or
// the one before, that a number with no noun may set right; -1 where that counts
// no victims.
func (r *reader) countedJustBefore(i int) int {
	for j := len(r.out) - 1; j >= r.recent() && int(r.Tokens[i].Sent)-r.out[j].Sent <= 1; j-- {
		m := &r.out[j]
		if m.CountFirst >= i {
			continue
		}
		if m.Actor != Victim || m.Outcome == Present || m.Headed && m.Sent < int(r.Tokens[i].Sent) || m.Count.Max < 2 {
			return -1
		}
		return j
	}
	return -1
}

// butNot reads the number that the one before it is told to be instead of: "14
// were killed, not 30 as the rebels claimed".
func (r *reader) butNot(s *text.Sentence, from int) {
	for k := r.firstGroup(s.First); k < r.found && r.groups[k].first < s.End; k++ {
		g := &r.groups[k]
		if g.used || g.q < 0 || g.noun || g.thing != nil || g.person != nil || g.more {
			continue
		}
		not, ok := r.Ending(g.first, lexicon.Negation)
		if !ok {
			not, ok = r.At(g.first, lexicon.Negation)
		}
		if !ok || not.Kind != "not" || !r.Is(not.First-1, ",") || !r.same(not.First-1, g.first) {
			continue
		}
		h := r.mentionBefore(g.first, from)
		if h < 0 || r.out[h].Outcome == Present || r.out[h].Count.Max < 2 {
			continue
		}
		g.negated = false
		if m := r.emit(k, r.out[h].Outcome, lexicon.Match{Entry: not.Entry, First: not.First, End: g.end}, "not-count"); m != nil {
			m.Actor, m.Refuted = r.out[h].Actor, true
		}
	}
}
