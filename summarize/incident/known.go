package incident

import (
	"slices"

	"tollbot/summarize/lexicon"
)

// What a sentence takes for known is no news: the deaths that an arrest, a
// trial or a protest is about, the one death that closes a life.

// aboutKnown lists the kinds of words whose objects are known events.
var aboutKnown = [...]string{"stance", "court", "memory", "talks", "arrest"}

// takenForKnown reports a mention that its sentence takes for known. A comment
// that says the killing was this morning tells of it.
func (r *reader) takenForKnown(a *Anchor, date int) bool {
	if r.fresh(a) {
		return false
	}
	today := r.isToday(date)
	if i, kind := r.presupposing(a.Sent, a.First); i >= 0 {
		return kind != "arrest" || !(today && r.dates[date].First > i) && !r.diedToday(a)
	}
	if r.definite(a) {
		return !today
	}
	i := r.relativeOf(a)
	return i >= 0 && !(today && r.dates[date].First > i) && !r.counts(a.Sent)
}

// fresh reports a mention that a comment dates within the news: behind it in its
// sentence ("the murder of Ana Mora, by gunmen, this morning"), at the head of
// it ("Today rebels bombed a village, killing six"), or in the next one ("The
// murder was committed this morning").
func (r *reader) fresh(a *Anchor) bool {
	if !tells(*a) || a.Max == 0 {
		return false
	}
	end := min(r.t.Sents[a.Sent].End, a.End+freshTokens)
	if r.datesFresh(a.End, end) || r.opensToday(a) {
		return true
	}
	next := a.Sent + 1
	if next >= len(r.t.Sents) {
		return false
	}
	s := &r.t.Sents[next]
	if r.eventNear(s.First, 4) && r.datesFresh(s.First, min(s.End, s.First+freshTokens)) {
		return true
	}
	for i := s.First; i < min(s.End, s.First+reading); i++ {
		if m, ok := r.t.At(i, lexicon.EventNoun); ok && r.datesFresh(m.End, min(s.End, m.End+attributeTokens)) {
			return true // "condemned the attack perpetrated on 12 January"
		}
	}
	return false
}

// opensToday reports a day of the news that opens a mention's sentence, behind
// any dateline, with nobody speaking in between.
func (r *reader) opensToday(a *Anchor) bool {
	first := r.t.Sents[a.Sent].First
	if r.line.found && r.line.end > first {
		first = r.line.end
	}
	if a.First <= first || a.First-first > openTokens {
		return false
	}
	from, to := r.datesIn(first, min(a.First, first+2))
	return to > from && r.dates[from].shape == nearby && !r.clauseBreaks(r.dates[from].End, a.First)
}

// attributeTokens is how far behind an event's noun its day may stand.
const attributeTokens = 6

// openTokens is how long a sentence may be that opens with the day of what it
// tells.
const openTokens = 80

// freshTokens is how far behind a mention the day of its event may stand, past
// who did it and where.
const freshTokens = 40

// datesFresh reports a day of the news in tokens [first, end), before anybody
// speaks or a clause of its own begins.
func (r *reader) datesFresh(first, end int) bool {
	from, to := r.datesIn(first, end)
	for d := from; d < to; d++ {
		x := &r.dates[d]
		if x.shape != nearby && !(x.shape == onDay && x.ok && r.base != 0 && r.base-x.hi <= sameEventDays) {
			continue
		}
		return !r.clauseBreaks(first, x.First)
	}
	return false
}

// clauseBreaks reports that somebody speaks, or a clause with a verb of its own
// begins, in tokens [first, end).
func (r *reader) clauseBreaks(first, end int) bool {
	for i := first; i < end; i++ {
		t := &r.t.Tokens[i]
		if t.Quoted || r.t.Has(i, lexicon.SourceCue) || r.t.Is(i, ";") || r.t.Is(i, ":") && r.t.SpaceBefore(min(i+1, end)) {
			return true
		}
		if r.t.Has(i, lexicon.Aux) && r.t.Is(i-1, ",") {
			return true // "implicated in the murder, was removed today"
		}
		if m, ok := r.t.At(i, lexicon.Genre); ok && slices.Contains(aboutKnown[:], m.Kind) {
			return true
		}
	}
	return false
}

// diedToday reads "charged with the murder of three people who died on Sunday".
func (r *reader) diedToday(a *Anchor) bool {
	end := min(r.t.Sents[a.Sent].End, a.End+reading)
	from, to := r.datesIn(a.First, end)
	for d := from; d < to; d++ {
		if !r.isToday(d) || r.datesSaying(&r.dates[d]) {
			continue
		}
		for i := a.First; i < r.dates[d].First; i++ {
			if r.pronounKind(i) == "relative" {
				return true
			}
		}
	}
	return false
}

// relativeOf returns the word that opens the relative clause a mention stands in
// where nothing in its sentence before that tells an event: "the king visited
// the school where a gunman killed ten". Without one, -1.
func (r *reader) relativeOf(a *Anchor) int {
	s := r.t.Sents[a.Sent]
	at := -1
	for i := max(s.First, a.First-relativeTokens); i < a.End; i++ {
		if i > s.First+1 && (r.pronounKind(i) == "relative" && !r.closes(i, a.End) || r.opensPlace(i)) {
			at = i
			break
		}
	}
	for i := max(s.First, at-reading); i < at; i++ {
		if r.t.Has(i, lexicon.EventNoun, lexicon.EventVerb, lexicon.Predicate) {
			return -1
		}
		if m, ok := r.t.At(i, lexicon.Genre); ok && m.Kind == "response" {
			return -1 // "Deputies were called to a house where"
		}
	}
	return at
}

// closes reports that the relative clause which token i opens is over before a
// mention ends: "three persons who have not been identified were killed".
func (r *reader) closes(i, end int) bool {
	verbs := 0
	for aux := false; i < end; i++ {
		now := r.t.Has(i, lexicon.Aux) || aux && r.t.Has(i, lexicon.Adverb)
		if now && !aux {
			verbs++
		}
		aux = now
	}
	return verbs > 1
}

// relativeTokens is how far before a mention its relative clause may open.
const relativeTokens = 6

// opensPlace reports "where" and "in which".
func (r *reader) opensPlace(i int) bool {
	m, ok := r.t.At(i, lexicon.Subordinator)
	return ok && m.Kind == "place"
}

// presupposed reports that token end is the object of what someone says or
// does about it: "demanded that he investigate the murder of".
func (r *reader) presupposed(sent, end int) bool {
	i, _ := r.presupposing(sent, end)
	return i >= 0
}

// presupposing returns the word that makes it so and its kind, or -1.
func (r *reader) presupposing(sent, end int) (at int, kind string) {
	for i := end - 1; i >= max(r.t.Sents[sent].First, end-reading); i-- {
		m, ok := r.t.At(i, lexicon.Genre)
		if !ok {
			continue
		}
		for _, k := range aboutKnown {
			if m.Kind == k && !(k == "arrest" && r.tellsAfresh(m.End, end)) {
				return i, k
			}
		}
	}
	return -1, ""
}

// tellsAfresh reports a temporal clause: "held after two people were stabbed"
// tells what "held over the stabbing of two" takes for known.
func (r *reader) tellsAfresh(first, end int) bool {
	for i := first; i < end; i++ {
		if r.t.Has(i, lexicon.Subordinator) && r.t.Has(i, lexicon.Preposition) {
			return true
		}
	}
	return false
}

// looksBack reports vocabulary of the courts, of mourning or of fiction
// anywhere in a text.
func (r *reader) looksBack(marks []uint32) bool {
	back := genreBit("court") | genreBit("memory") | genreBit("obituary") | genreBit("culture")
	for _, m := range marks {
		if m&back != 0 {
			return true
		}
	}
	return false
}

// presupposesAll reports that no toll of the day is told for its own sake.
func (r *reader) presupposesAll(roles []verdict) bool {
	for i := range r.anchors {
		a := &r.anchors[i]
		if tells(*a) && roles[i].role == Main && a.Max > 0 && !r.takenForKnown(a, roles[i].date) {
			return false
		}
	}
	return true
}

// definite reports a mention of people known already: "the 10 members killed".
func (r *reader) definite(a *Anchor) bool {
	m, ok := r.t.At(a.First, lexicon.Determiner)
	if !ok {
		m, ok = r.t.Ending(a.First, lexicon.Determiner)
	}
	return ok && m.Kind == "definite"
}

// mourns reports an obituary: the words of one in the title or the opening
// and again in the text, and at most one death of the day.
func (r *reader) mourns(marks []uint32, roles []verdict) bool {
	obituary, opening, all := genreBit("obituary"), 0, 0
	for s, m := range marks {
		if m&obituary == 0 {
			continue
		}
		all++
		if r.opens(s) {
			opening++
		}
	}
	return opening > 0 && all > 1 && !r.severalDied(roles)
}

// severalDied reports a mention of several dead that no reason sets apart.
func (r *reader) severalDied(roles []verdict) bool {
	for i := range r.anchors {
		if roles[i].role == Main && r.anchors[i].Outcome == "killed" && r.anchors[i].Min > 1 {
			return true
		}
	}
	return false
}

// olderByName reports a date that stands before an event's name as its
// attribute: "last month's bombing" is known, unless its toll is counted on.
func (r *reader) olderByName(d *date) bool {
	if d.shape != before || d.ago < weekAgo || !r.namesEvent(d.End) {
		return false
	}
	s := r.t.Sentence(d.First)
	for i := s.First; i < min(s.End, d.End+reading); i++ {
		if m, ok := r.t.At(i, lexicon.Genre); ok && m.Kind == "update" {
			return false
		}
	}
	return true
}

// weekAgo is how many days back an event has become an older one.
const weekAgo = 7

// namesEvent reports a noun group of an event that begins at token i.
func (r *reader) namesEvent(i int) bool {
	for j := i; j < min(i+4, len(r.t.Tokens)); j++ {
		if r.t.Has(j, lexicon.EventNoun) {
			return true
		}
		if r.t.Has(j, lexicon.Preposition, lexicon.Verb, lexicon.Aux, lexicon.Pronoun) {
			return false
		}
	}
	return false
}
