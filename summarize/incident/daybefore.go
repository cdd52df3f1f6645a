package incident

import "tollbot/summarize/lexicon"

// The event of a day before that of the news: "On Sunday, a roadside bomb
// killed three in Kesh", "A day earlier, gunmen stormed a police post". It must
// open its sentence, and tell an event that nothing has told yet: the days of
// one siege, one storm, one search are told in the same way.

// dayBefore reads such an opening in a mention's own sentence.
func (r *reader) dayBefore(a *Anchor, d int) (Role, string) {
	if r.opensReport(a.Sent) || r.opensWide() || !r.opensEarlier(a, d) || !r.tellsAnother(a) {
		return "", ""
	}
	return Background, "day before"
}

// opensEarlier reports that a mention's sentence opens with a day before that
// of the event reported.
func (r *reader) opensEarlier(a *Anchor, d int) bool {
	first := r.t.Sents[a.Sent].First
	for _, c := range r.cuesIn(first, first+2) {
		if c.class == lexicon.Background && c.kind == "day_before" {
			return true
		}
	}
	if d < 0 {
		return false
	}
	x := &r.dates[d]
	if x.shape != onWeekday && x.shape != onDay || !r.dateOpens(x) || x.First >= a.First {
		return false
	}
	if r.doneToAnother(a) {
		return true
	}
	if !x.ok {
		return false
	}
	if before := min(a.Sent, r.body); r.event.before != before || !r.event.asked {
		day, ok := r.eventDay(before)
		r.event = eventDated{asked: true, before: before, day: day, ok: ok}
	}
	return r.event.ok && x.hi < r.event.day
}

// doneToAnother reports "stormed another post" before mention a.
func (r *reader) doneToAnother(a *Anchor) bool {
	first := r.t.Sents[a.Sent].First
	for i := first; i < min(a.First, first+reading); i++ {
		if m, ok := r.t.At(i, lexicon.EventVerb); ok && r.t.Has(m.End, lexicon.MoreWord) {
			return true
		}
	}
	return false
}

// eventDated is an answer of [reader.eventDay], kept: the sentences of a body all
// ask the same.
type eventDated struct {
	asked  bool
	before int
	day    int
	ok     bool
}

// eventDay returns the first day that title and opening name, up to the
// sentence that dates a toll, which must stand before sentence before. The day on
// which somebody spoke dates none.
func (r *reader) eventDay(before int) (day int, ok bool) {
	last := r.lede
	for i := range r.anchors {
		a := &r.anchors[i]
		if a.Sent >= before || a.Sent >= r.body || a.Sent > r.lede && ok {
			break
		}
		if !r.opens(a.Sent) {
			continue
		}
		if d := r.governing(a); d >= 0 && r.namesDay(d) && !r.spokenOn(d) {
			ok, last = true, max(last, a.Sent)
		}
	}
	day = 1 << 30
	for i := range r.dates {
		if d := &r.dates[i]; int(r.t.Tokens[d.First].Sent) <= last && d.ok && !r.inDateline(d) {
			day = min(day, d.lo)
		}
	}
	return day, ok
}

// namesDay reports a date of one day.
func (r *reader) namesDay(i int) bool {
	d := &r.dates[i]
	return d.ok && d.lo == d.hi
}

// spokenWords is how many words such as "on" and "late" may stand between a
// speaker's verb and the day.
const spokenWords = 6

// spokenOn reports "police said on Tuesday".
func (r *reader) spokenOn(i int) bool {
	first := r.dates[i].First
	for first > r.dates[i].First-spokenWords && r.t.Has(first-1, lexicon.Preposition, lexicon.Adverb, lexicon.DateWord) {
		first--
	}
	return r.t.Has(first-1, lexicon.SourceCue) || r.endsWithCue(first)
}

// endsWithCue reports a cue of several words that ends before token i.
func (r *reader) endsWithCue(i int) bool {
	_, ok := r.t.Ending(i, lexicon.SourceCue)
	return ok
}

// tellsAnother reports that a mention's sentence tells an event as new: "a
// bomb", "another post", "clashes"; or what was done to something new, "stormed
// a police post".
func (r *reader) tellsAnother(a *Anchor) bool {
	first, end := r.around(a)
	found := false
	for i := first; i < end; i++ {
		if r.t.Has(i, lexicon.EventNoun, lexicon.Weapon) {
			switch r.article(i, first) {
			case "definite", "demonstrative":
				return false
			case "indefinite":
				found = true
			default:
				m, ok := r.t.At(i, lexicon.EventNoun)
				found = found || !ok || m.Number == "plural" || r.another(i, first)
			}
		}
		if m, ok := r.t.At(i, lexicon.EventVerb); ok && (i < a.First || i >= a.End) {
			switch r.objectOf(m, end) {
			case "definite", "possessive", "demonstrative":
				return false
			case "indefinite":
				found = true
			}
		}
	}
	return found || r.newPlace(a.End, end)
}

// another reports "another" in the noun group that token i is in.
func (r *reader) another(i, from int) bool {
	for j := i - 1; j >= max(from, i-3); j-- {
		if r.t.Has(j, lexicon.MoreWord) {
			return true
		}
	}
	return false
}

// objectOf returns the kind of determiner of what a verb is done to; it may be
// a part of the verb ("hit a mine"), and "another" is as indefinite as "a".
func (r *reader) objectOf(v lexicon.Match, end int) string {
	for j := v.First + 1; j < v.End; j++ {
		if m, ok := r.t.At(j, lexicon.Determiner); ok && m.Kind == "indefinite" {
			return m.Kind
		}
	}
	i := v.End
	if r.t.Has(i, lexicon.Preposition) {
		i++
	}
	if i >= end {
		return ""
	}
	if r.t.Has(i, lexicon.MoreWord) {
		return "indefinite"
	}
	m, ok := r.t.At(i, lexicon.Determiner)
	switch {
	case ok:
		return m.Kind
	case r.t.Tokens[i].Capital && !r.named(i):
		return "indefinite" // "raided Tsawa village", of which nothing was told
	}
	return ""
}

// mostHeadings is how many headings over the report are read for what it tells.
const mostHeadings = 12

// named reports that title or opening have the name at token i.
func (r *reader) named(i int) bool {
	name := r.t.Str(i)
	for s := max(0, r.lede-mostHeadings); s < r.body; s++ {
		for j := r.t.Sents[s].First; j < min(r.t.Sents[s].End, r.t.Sents[s].First+reading); j++ {
			if j != i && r.t.Tokens[j].Capital && r.t.Str(j) == name {
				return true
			}
		}
	}
	return false
}
