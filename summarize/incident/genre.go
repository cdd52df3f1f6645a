package incident

import (
	"slices"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Kind is a decision over the title and the lede: news puts what happened
// first. Evidence for an event is that its toll, its verb and its day stand
// there; evidence against is the vocabulary of another kind of text. Weights
// are whole numbers on one scale, set by what the evidence is worth alone.
const (
	toldAtOnce   = 3 // a toll of the day in the first sentence
	toldNext     = 2 // in the second
	toldInBrief  = 3 // a toll of the day anywhere in a text of few sentences
	toldEarly    = 1 // a toll of the day in the first half
	toldAsKnown  = 1 // the same, but only as what someone says or does something about
	toldInTitle  = 2 // a headline counts only what the article is about
	unopposed    = 2 // a toll of the day, and no vocabulary of another kind anywhere
	happenedVerb = 2 // "opened fire", "capsized"
	happenedNext = 1 // the same in the second sentence
	happenedNoun = 2 // "an attack"
	namedNoun    = 1 // the same as the object of what someone says or does
	datedToday   = 2 // "on Tuesday", the day of the dateline
	datedNext    = 3 // "the incident occurred on Tuesday", below the opening
	onTheScene   = 1 // rescuers, witnesses, police said: for each two, to a limit
	sceneLimit   = 3

	onePassed = -6 // one death, of age or illness
	olderLede = -4 // every toll of the opening is another time's
	toldLate  = -1 // the day's first toll stands in the lower half
	openFirst = 3  // the least sum that makes a report of an event
)

// genreWeight is what a kind of vocabulary takes away: in the title, in the
// first sentence, and where it fills a quarter of the sentences.
type genreWeight struct {
	kind                string
	title, lede, filled int
}

var genreWeights = [...]genreWeight{
	{"court", -3, -4, -2},  // the killing was tried, so it is not new
	{"law", -1, -2, -1},    // judges are shot too
	{"arrest", -1, -1, -1}, // an arrest follows within days
	{"charge", 0, -1, 0},
	{"memory", -3, -3, -1},  // vigils are also held the night after
	{"obituary", -3, -4, 0}, // one death, of no event
	{"politics", -1, -1, -2},
	{"talks", -2, -2, -2},
	{"stance", -1, -2, 0}, // someone says something about it
	{"sport", -3, -3, -2},
	{"game", -1, -1, -1},    // people die on their way to a match
	{"culture", -2, -4, -3}, // a film about it
	{"artist", -1, -1, -1},  // artists are victims too
	{"market", -2, -5, -2},  // profits and deaths share a lede only in hindsight
	{"research", -2, -3, -2},
	{"comment", -2, -4, 0}, // an interview, a speech
	{"list", -4, -4, 0},    // other events, one after the other
	{"aid", -2, -2, -1},
}

// aboutFresh lists what is said of an event on the day it happens, too: it takes
// away a third as much there.
var aboutFresh = [...]string{"stance", "comment", "politics", "talks", "law"}

// inBoth is what a kind of vocabulary takes away beyond its greater weight
// where title and lede both have it: they tell one thing twice.
const inBoth = -1

// kindOf decides the kind of text and names its evidence.
func (r *reader) kindOf(roles []verdict) (Kind, []string) {
	if !slices.ContainsFunc(r.anchors, tells) {
		return NoCasualty, nil
	}
	if r.staged() {
		return Context, []string{"an exercise"}
	}
	var e evidence
	if !r.weighToll(&e, roles) {
		return Context, []string{"no toll of the day"}
	}
	marks := r.markGenres()
	r.weighEvent(&e, marks)
	before := len(e.why)
	r.weighGenre(&e, marks, roles)
	if len(e.why) == before && e.has("toll told late") == 0 && !r.looksBack(marks) && (r.tellsOneDay() || !r.presupposesAll(roles)) {
		e.add(unopposed, "unopposed")
	}
	if r.mourns(marks, roles) {
		e.add(onePassed, "a life told")
	}
	if e.sum < openFirst {
		return Context, e.why
	}
	return Casualty, e.why
}

type evidence struct {
	sum   int
	why   []string
	known bool // the opening takes its tolls for known
	fresh bool // it comments on what happened within the day
}

func (e *evidence) add(weight int, why string) {
	if weight != 0 {
		e.sum += weight
		e.why = append(e.why, why)
	}
}

// tells reports outcomes that make an event one with victims: arrests and
// crowds make none.
func tells(a Anchor) bool {
	return a.Outcome != "detained" && a.Outcome != "present"
}

// weighToll weighs where the tolls stand; any is false without one of the day.
func (r *reader) weighToll(e *evidence, roles []verdict) (day bool) {
	first, told, older := -1, 0, false
	for i := range r.anchors {
		a := &r.anchors[i]
		if !tells(*a) {
			continue
		}
		ofDay := roles[i].role == Main
		if ofDay && first < 0 {
			first = a.Sent
		}
		if ofDay && r.t.Sents[a.Sent].Part == text.Title && !r.takenForKnown(a, roles[i].date) {
			e.once(toldInTitle, "toll in title")
		}
		if a.Sent <= r.lede+1 {
			older = older || !ofDay
			if ofDay {
				told = max(told, r.toldWeight(a, roles[i].date))
				e.fresh = e.fresh || r.fresh(a)
			}
		}
	}
	e.known = told == toldAsKnown
	switch {
	case told > 0:
		e.add(told, "toll in opening")
	case older:
		e.add(olderLede, "older toll in opening")
	}
	switch n := len(r.t.Sents) - r.lede; {
	case told > 0 || older || first < 0:
	case n <= brief:
		e.add(toldInBrief, "toll in a short text")
	case first-r.lede > n/2:
		e.add(toldLate, "toll told late")
	default:
		e.add(toldEarly, "toll in the first half")
	}
	return first >= 0
}

// toldWeight weighs a toll of the day in title or opening.
func (r *reader) toldWeight(a *Anchor, date int) int {
	switch {
	case r.takenForKnown(a, date):
		return toldAsKnown
	case a.Sent == r.lede+1 && len(r.t.Sents)-r.lede > brief:
		return toldNext
	}
	return toldAtOnce
}

// isToday reports a governing date of the day's news.
func (r *reader) isToday(d int) bool {
	if d < 0 {
		return false
	}
	s := r.dates[d].shape
	return s == onWeekday || s == nearby || s == onDay && r.isMainDate(&r.dates[d])
}

// opensAtHour reports "Around 2 a.m. three bombs came down": who tells the hour
// tells the news.
func (r *reader) opensAtHour(s *text.Sentence) bool {
	for i := s.First; i < min(s.First+opensHour, s.End); i++ {
		if m, ok := r.t.At(i, lexicon.Clock); ok {
			return m.First < s.First+opensHour
		}
	}
	return false
}

// opensHour is how many tokens of a sentence an hour at its beginning may take.
const opensHour = 4

// soon is how many sentences from the opening a report says when it happened.
const soon = 6

// brief is how many sentences a text has that tells one thing only.
const brief = 8

func (e *evidence) once(weight int, why string) {
	if e.has(why) == 0 {
		e.add(weight, why)
	}
}

// has returns 1 where a piece of evidence was found, else 0.
func (e *evidence) has(why string) int {
	if slices.Contains(e.why, why) {
		return 1
	}
	return 0
}

// weighEvent weighs the event's own words in title and first sentence, and
// the words of the scene everywhere.
func (r *reader) weighEvent(e *evidence, marks []uint32) {
	scene := 0
	for s := range r.t.Sents {
		if r.t.Sents[s].Part == text.Title || s == r.lede || s == r.lede+1 {
			r.weighSentence(e, s)
		}
		if marks[s]&sceneBit != 0 {
			scene++
		}
	}
	e.add(min(scene/2*onTheScene, sceneLimit), "words of the scene")
	for s := r.lede + 1; s < min(r.lede+soon, len(r.t.Sents)); s++ {
		if sent := &r.t.Sents[s]; !e.known && (marks[s]&happenedBit != 0 && r.datesReport(sent.First, sent.End) || r.opensAtHour(sent)) {
			e.once(datedNext, "dated soon")
		}
	}
}

func (r *reader) weighSentence(e *evidence, sent int) {
	s := &r.t.Sents[sent]
	next, named := sent == r.lede+1, false
	for i := s.First; i < s.End; i++ {
		if r.t.Has(i, lexicon.EventVerb) && !next {
			e.once(happenedVerb, "event verb")
		} else if r.t.Has(i, lexicon.EventVerb) {
			e.once(happenedNext, "event verb next")
		}
		if m, ok := r.t.At(i, lexicon.EventNoun); ok && m.Kind != "war" && !next && !named {
			named = true
			if sent != r.lede || e.known || r.presupposed(sent, i) {
				e.once(namedNoun, "event named")
			} else {
				e.once(happenedNoun-e.has("event named")*namedNoun, "event noun")
			}
		}
	}
	if next {
		return
	}
	if sent == r.lede && r.tellsHarm(s.First, s.End) {
		e.once(namedNoun, "event named")
	}
	if (e.happened() || e.has("toll in a short text") > 0 && r.tellsOneDay()) && !e.known && r.datesReport(s.First, s.End) {
		e.once(datedToday, "dated")
	}
}

// tellsHarm reports a verb of harm whose people were not counted: "killed the
// party's leader".
func (r *reader) tellsHarm(first, end int) bool {
	for i := first; i < end; i++ {
		if m, ok := r.t.At(i, lexicon.Predicate); ok && (m.Outcome == "killed" || m.Outcome == "injured") {
			return true
		}
	}
	return false
}

// happened reports evidence of an event: without it a date is that of a
// meeting or a vote.
func (e *evidence) happened() bool {
	return e.has("toll in opening")+e.has("event verb")+e.has("event noun")+e.has("event named") > 0
}

// datesReport reports a date of the day's news in tokens [first, end).
func (r *reader) datesReport(first, end int) bool {
	from, to := r.datesIn(first, end)
	for i := from; i < to; i++ {
		d := &r.dates[i]
		if d.shape == onWeekday || d.shape == nearby || d.shape == onDay && r.isMainDate(d) {
			return true
		}
	}
	return false
}

// tellsOneDay reports a text of few sentences that opens with the day of its
// event, as an entry of a list of events does: it introduces nobody, and "the
// victim" is none who was known before.
func (r *reader) tellsOneDay() bool {
	if r.line.found || len(r.t.Sents)-r.lede > brief || r.lede >= len(r.t.Sents) {
		return false
	}
	first := r.t.Sents[r.lede].First
	from, to := r.datesIn(first, min(first+opensDated, r.t.Sents[r.lede].End))
	return from < to && r.dates[from].shape == onDay && r.isMainDate(&r.dates[from])
}

// opensDated is how many tokens a date that opens a text may take: "On the
// evening of May 25".
const opensDated = 6

// weighGenre weighs the vocabularies of other kinds of text.
// An obituary is of one.
func (r *reader) weighGenre(e *evidence, marks []uint32, roles []verdict) {
	var counts [len(genreWeights)]int
	var title, lede uint32
	n := 0
	for s, m := range marks {
		if r.t.Sents[s].Part == text.Title {
			title |= m
		} else {
			n++
		}
		if s == r.lede || r.line.found && s < r.lede && s >= int(r.t.Tokens[r.line.first].Sent) {
			lede |= m
		}
		for g := range counts {
			counts[g] += int(m >> g & 1)
		}
	}
	several := r.severalDied(roles)
	for g, w := range genreWeights {
		if several && w.kind == "obituary" {
			continue
		}
		if e.fresh && slices.Contains(aboutFresh[:], w.kind) {
			w.title, w.lede, w.filled = w.title/3, w.lede/3, w.filled/3
		}
		inTitle, inLede := title>>g&1 != 0, lede>>g&1 != 0
		switch {
		case inTitle && inLede:
			e.add(min(w.title, w.lede)+inBoth, w.kind+" in title and lede")
		case inLede:
			e.add(w.lede, w.kind+" in lede")
		case inTitle:
			e.add(w.title, w.kind+" in title")
		}
		if counts[g]*4 > n && n >= 6 {
			e.add(w.filled, w.kind+" throughout")
		}
	}
}

// markGenres notes, for each sentence, which kinds of text its words tell of:
// bit g of genreWeights, sceneBit and happenedBit.
func (r *reader) markGenres() []uint32 {
	marks := make([]uint32, len(r.t.Sents))
	for i := range r.t.Tokens {
		if !r.t.Has(i, lexicon.Genre) {
			continue
		}
		if m, ok := r.t.At(i, lexicon.Genre); ok {
			marks[r.t.Tokens[i].Sent] |= genreBit(m.Kind)
		}
	}
	return marks
}

const (
	sceneBit    = 1 << 31
	happenedBit = 1 << 30 // "the incident occurred at about ten"
)

func genreBit(kind string) uint32 {
	if kind == "occurrence" {
		return happenedBit
	}
	for g := range genreWeights {
		if genreWeights[g].kind == kind {
			return 1 << g
		}
	}
	return sceneBit
}
