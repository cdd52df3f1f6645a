package incident

import "tollbot/summarize/lexicon"

// The toll of some days: "bringing the death toll over the past week to 31".
// Of a flood or a collapse that is the toll; violence starts anew each day.

// aboveDays reports a text of violence that counted fewer people of the kind
// before mention a, which adds the day's to those of the days before.
func (r *reader) aboveDays(a *Anchor) bool {
	for i := range r.anchors {
		b := &r.anchors[i]
		if b.First >= a.First {
			break
		}
		if !b.Headed && b.Outcome == a.Outcome && b.Actor == a.Actor && b.Max < a.Min {
			return r.opensViolent()
		}
	}
	return false
}

// opensViolent reports that title or first sentence names an act of violence
// before any other event.
func (r *reader) opensViolent() bool {
	for s := 0; s <= min(r.lede, len(r.t.Sents)-1); s++ {
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
