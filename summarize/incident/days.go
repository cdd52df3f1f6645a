package incident

import (
	"math"

	"tollbot/summarize/lexicon"
)

// The toll of some days: "bringing the death toll over the past week to 31".
// Of a flood or a collapse that is the toll; violence starts anew each day.

// aboveDays reports a text of violence that counted fewer people of the kind
// before mention a, which adds the day's to those of the days before.
func (r *reader) aboveDays(a *Anchor) bool {
	return r.fewestBefore(a) < a.Min && r.opensViolent()
}

// fewestBefore returns the least number of people of the kind of mention a that
// the text counts before it.
func (r *reader) fewestBefore(a *Anchor) int {
	if r.least == nil {
		type kind struct{ outcome, actor string }
		soFar := map[kind]int{}
		r.least = make([]int, len(r.anchors))
		for i := range r.anchors {
			b := &r.anchors[i]
			k := kind{b.Outcome, b.Actor}
			fewest, ok := soFar[k]
			if !ok {
				fewest = math.MaxInt
			}
			r.least[i] = fewest
			if !b.Headed {
				soFar[k] = min(fewest, b.Max)
			}
		}
	}
	k := search(len(r.anchors), func(k int) bool { return r.anchors[k].First >= a.First })
	return r.least[k]
}

// opensViolent reports that title or first sentence names an act of violence
// before any other event.
func (r *reader) opensViolent() bool {
	for s := max(0, r.lede-mostHeadings); s <= min(r.lede, len(r.t.Sents)-1); s++ {
		for i := r.t.Sents[s].First; i < min(r.t.Sents[s].End, r.t.Sents[s].First+reading); i++ {
			m, ok := r.t.At(i, lexicon.EventNoun)
			if !ok {
				m, ok = r.t.At(i, lexicon.EventVerb)
			}
			if ok {
				return violent(m.Kind) || fought(m.Kind)
			}
		}
	}
	return false
}

// fought reports types of violence that go on from day to day.
func fought(kind string) bool {
	switch kind {
	case "clash", "air strike", "war", "riot", "attack", "murder":
		return true
	}
	return false
}
