package incident

import (
	"slices"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A roundup sums events of one day and then tells them one by one: "Six
// people were killed in strikes on two towns", "In Novi Luky, … four". Its
// opening is the aggregate, its parts are secondary. Districts of one flood
// are no events: only what happens at several points can be told apart.

// roundup splits the parts of a roundup off its sum.
func (r *reader) roundup(roles []verdict) {
	if !r.opensPlural() {
		return
	}
	parts, places := r.parts(roles)
	if len(places) < 2 || !r.sumFits(roles, parts) {
		return
	}
	for i := range roles {
		if roles[i].role != Main {
			continue
		}
		if parts[i] > 0 {
			roles[i].role, roles[i].why, roles[i].run = Secondary, "part", 1000+parts[i]
		} else {
			roles[i].role = Aggregate
		}
	}
}

// opensPlural reports that title or first sentence names several events.
func (r *reader) opensPlural() bool {
	for s := range r.t.Sents {
		if s != r.lede && r.t.Sents[s].Part != text.Title {
			continue
		}
		for i := r.t.Sents[s].First; i < r.t.Sents[s].End; i++ {
			if m, ok := r.t.At(i, lexicon.EventNoun); ok && m.Number == "plural" {
				return true
			}
		}
	}
	return false
}

// parts numbers the places that open a sentence or a paragraph after the
// lede and tell an event of their own there.
func (r *reader) parts(roles []verdict) (of []int, places []int) {
	of = make([]int, len(roles))
	part, para, last := 0, -1, r.lede
	for i := range r.anchors {
		a := &r.anchors[i]
		if a.Sent <= r.lede || roles[i].role != Main {
			continue
		}
		if p := r.t.Sents[a.Sent].Para; p != para {
			part = 0
			para = p
		}
		for s := a.Sent; s > last && r.t.Sents[s].Para == para; s-- {
			if first, end, ok := r.placeOpens(s); ok && r.tellsEvent(s) {
				part = r.placeNumber(&places, first, end)
				break
			}
		}
		last = a.Sent
		of[i] = part
	}
	return of, places
}

// mostPlaces is how many parts a roundup is split into.
const mostPlaces = 40

// placeOpens reads "In Novi Luky, …" at the head of a sentence.
func (r *reader) placeOpens(sent int) (first, end int, ok bool) {
	i := r.t.Sents[sent].First
	if !r.t.Has(i, lexicon.Preposition) || r.isDateLead(i) {
		return 0, 0, false
	}
	return r.placeAt(i + 1)
}

func (r *reader) placeNumber(places *[]int, first, end int) int {
	name := r.t.Slice(first, end)
	for k, p := range *places {
		f, e, _ := r.placeAt(p)
		if r.t.Slice(f, e) == name {
			return k + 1
		}
	}
	if len(*places) < mostPlaces {
		*places = append(*places, first)
	}
	return len(*places)
}

// tellsEvent reports that a sentence has an event's word: a place with a
// count alone is a part of one event.
func (r *reader) tellsEvent(sent int) bool {
	s := &r.t.Sents[sent]
	for i := s.First; i < min(s.End, s.First+reading); i++ {
		if r.t.Has(i, lexicon.EventVerb, lexicon.EventNoun, lexicon.Weapon) {
			return true
		}
	}
	return false
}

// sumFits reports that for some outcome the parts do not exceed the opening's
// figure, and reach it or at least half of it.
func (r *reader) sumFits(roles []verdict, parts []int) bool {
	sums, seen := map[string]int{}, map[partKey]bool{}
	for i := range r.anchors {
		a := &r.anchors[i]
		k := partKey{parts[i], a.Outcome}
		if parts[i] > 0 && a.Actor != "perpetrator" && !seen[k] {
			seen[k] = true
			sums[a.Outcome] += a.Min
		}
	}
	for i := range r.anchors {
		a := &r.anchors[i]
		if roles[i].role == Main && parts[i] == 0 && a.Sent == r.lede {
			if s := sums[a.Outcome]; s > 0 && s <= a.Max && s*2 >= a.Min {
				return true
			}
		}
	}
	return false
}

type partKey struct {
	part    int
	outcome string
}

// lasting lists the types of event whose toll is counted over weeks, so that
// a total since a month is the news itself.
var lasting = [...]string{"outbreak", "flood", "heat", "storm", "poisoning"}

// keepLasting takes totals of an opening about such an event for its toll.
func (r *reader) keepLasting(roles []verdict) {
	for i := range roles {
		if roles[i].role == Main && r.anchors[i].Sent == r.lede {
			return
		}
	}
	if !r.opensLasting() {
		return
	}
	for i := range roles {
		if roles[i].role == Cumulative && roles[i].why != "rate" && r.anchors[i].Sent == r.lede {
			roles[i].role, roles[i].why = Main, "lasting"
		}
	}
}

func (r *reader) opensLasting() bool { return r.opensOne(lasting[:]) }

// opensOne reports that title or first sentence names an event of the kinds.
func (r *reader) opensOne(kinds []string) bool {
	for s := 0; s <= min(r.lede, len(r.t.Sents)-1); s++ {
		for i := r.t.Sents[s].First; i < min(r.t.Sents[s].End, r.t.Sents[s].First+reading); i++ {
			if m, ok := r.t.At(i, lexicon.EventNoun); ok && slices.Contains(kinds, m.Kind) {
				return true
			}
		}
	}
	return false
}
