package incident

import "tollbot/summarize/lexicon"

// An event told next to the main one is opened by a word for it:
// "Separately, …", "In another incident, …", "Meanwhile, in the capital, …".
// It goes on to the end of its paragraph.

// beside reads such an opening in a mention's own sentence or in the sentences
// of its paragraph before it. A date may still make the event an older one.
func (r *reader) beside(a *Anchor, d int) (Role, string) {
	if r.opensReport(a.Sent) || !r.besideIn(a) && !r.moreElsewhere(a) {
		return "", ""
	}
	if role, why := r.dated(a, d); role != "" {
		return role, why
	}
	return Secondary, "separate"
}

// moreElsewhere reads "Another three people were killed when a bomb went off in
// the town of Nahra": more people, by something new, in a place not told yet. A
// second bomb belongs to the first.
func (r *reader) moreElsewhere(a *Anchor) bool {
	s := &r.t.Sents[a.Sent]
	if a.First > s.First+1 || !r.t.Has(a.First, lexicon.MoreWord) && !r.t.Has(a.First+1, lexicon.MoreWord) || r.opensWide() {
		return false
	}
	end := min(s.End, a.End+reading)
	for i := a.End; i < end; i++ {
		if !r.t.Has(i, lexicon.EventNoun, lexicon.Weapon) {
			continue
		}
		if r.article(i, a.End) != "indefinite" || r.t.Has(i-1, lexicon.Ordinal) || r.t.Has(i-2, lexicon.Ordinal) {
			return false
		}
		return r.newPlace(i, end)
	}
	return false
}

// newPlace reports a name behind a preposition in tokens [first, end) that title
// and opening do not have.
func (r *reader) newPlace(first, end int) bool {
	for i := first + 1; i < end; i++ {
		if r.t.Has(i-1, lexicon.Preposition) && r.t.Tokens[i].Capital && !r.t.Has(i, lexicon.Weekday, lexicon.Month) && !r.named(i) {
			return true
		}
	}
	return false
}

// besideReach is how many sentences an event beside the main one goes on for.
const besideReach = 2

func (r *reader) besideIn(a *Anchor) bool {
	for _, c := range r.cuesAround(a) {
		if c.First < a.First && (c.kind == "separate" || c.kind == "meanwhile" && r.opensBeside(a.Sent)) {
			return true
		}
	}
	for s := a.Sent - 1; s >= max(a.Sent-besideReach, r.lede+1) && r.t.Sents[s].Para == r.t.Sents[a.Sent].Para; s-- {
		if r.opensBeside(s) {
			return true
		}
	}
	return false
}

// besideOpens reports a sentence with an opening of its own.
func (r *reader) besideOpens(sent int) bool {
	for _, c := range r.cuesIn(r.t.Sents[sent].First, r.t.Sents[sent].End) {
		if c.kind == "separate" || c.kind == "meanwhile" {
			return true
		}
	}
	return false
}

// opensBeside reports a sentence that opens with the word for another event
// and tells it. "Meanwhile" alone may go on about the same one, so that it
// needs an event's own verb, or a new event by its indefinite noun.
func (r *reader) opensBeside(sent int) bool {
	s := &r.t.Sents[sent]
	for _, c := range r.cuesIn(s.First, min(s.End, s.First+2)) {
		switch c.kind {
		case "separate":
			return r.tellsEvent(sent)
		case "meanwhile":
			return r.tellsNewEvent(sent) && !r.opensWide()
		}
	}
	return false
}

// wide lists the types of event that are in many places at once: "elsewhere"
// goes on about the same one.
var wide = [...]string{"storm", "flood", "earthquake", "heat", "outbreak", "landslide", "eruption"}

func (r *reader) opensWide() bool {
	if r.width == 0 {
		r.width = 1
		if r.opensOne(wide[:]) {
			r.width = 2
		}
	}
	return r.width == 2
}

func (r *reader) tellsNewEvent(sent int) bool {
	s := &r.t.Sents[sent]
	verb := false
	for i := s.First; i < min(s.End, s.First+reading); i++ {
		verb = verb || r.t.Has(i, lexicon.EventVerb)
		if p, ok := r.t.At(i+1, lexicon.Person); ok && p.Who == "perpetrator" && r.t.Has(i, lexicon.MoreWord) {
			return true
		}
		if !r.t.Has(i, lexicon.EventNoun) {
			continue
		}
		switch r.article(i, s.First) {
		case "definite":
			return false // "the blast": the one told already
		case "indefinite":
			return true
		}
	}
	return verb
}

// article returns the kind of determiner of the noun group that token i is in.
func (r *reader) article(i, from int) string {
	for j := i - 1; j >= max(from, i-3); j-- {
		if m, ok := r.t.At(j, lexicon.Determiner); ok {
			return m.Kind
		}
		if r.t.Has(j, lexicon.Preposition, lexicon.Verb) {
			return ""
		}
	}
	return ""
}
