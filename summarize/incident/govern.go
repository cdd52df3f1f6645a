package incident

import "tollbot/summarize/lexicon"

// A date governs a mention when both stand in one clause, when it opens the
// sentence, or when a chain of relative clauses leads from it to the mention.
// The nearest such date counts. A date of something that is no event ("built
// in 1987") governs nothing.

// nearDates is how many dates on either side of a mention may govern it.
const nearDates = 5

// governing returns the date that governs a, or -1.
func (r *reader) governing(a *Anchor) int {
	from, to := r.datesIn(r.around(a))
	at := search(len(r.dates), func(i int) bool { return r.dates[i].First >= a.First })
	from, to = max(from, at-nearDates), min(to, at+nearDates)
	best, cost := -1, 1<<30
	for i := from; i < to; i++ {
		if c, ok := r.reach(i, a); ok && c < cost {
			best, cost = i, c
		}
	}
	return best
}

// reach says how far date i is from mention a, if it governs it at all.
func (r *reader) reach(i int, a *Anchor) (cost int, ok bool) {
	d := &r.dates[i]
	if r.inDateline(d) || d.noEvent {
		return 0, false
	}
	switch {
	case d.First >= a.First && d.End <= a.End:
		return 0, true
	case d.First >= a.End:
		return d.First - a.End, (r.link(a.End, d.First) == clause || r.whenClause(a.End, d.First)) && !r.leadsOn(d)
	}
	return r.reachAhead(d, a)
}

// whenClause reports that nothing but a clause of "when" leads from token first
// to a date: "32 died when an airliner missed the runway in 2011".
func (r *reader) whenClause(first, date int) bool {
	for i := first; i < date; i++ {
		if m, ok := r.t.At(i, lexicon.Subordinator); ok && m.Kind == "time" {
			return r.link(first, i) == clause && r.link(m.End, date) == clause
		}
	}
	return false
}

// colonBetween reports that a colon, and no other break, stands between two
// tokens.
func (r *reader) colonBetween(first, end int) bool {
	for i := first; i < end; i++ {
		if r.t.Is(i, ":") {
			return r.link(first, i) == clause && r.link(i+1, end) == clause
		}
	}
	return false
}

// inPerfect reports a mention right behind a date that a perfect leads to: "19
// aircraft have crashed since 2000, killing 48".
func (r *reader) inPerfect(d *date, a *Anchor) bool {
	if a.First-d.End > 2 {
		return false
	}
	for i := max(r.t.Sentence(d.First).First, d.First-reading); i < d.First; i++ {
		if m, ok := r.t.At(i, lexicon.Aux); ok && m.Kind == "have" {
			return true
		}
	}
	return false
}

// A date behind a mention is part of its clause; one before it may belong to
// the clause around that, and one that opens the sentence to all of it.
const aheadCost, chainCost, openingCost = 8, 20, 200

func (r *reader) reachAhead(d *date, a *Anchor) (cost int, ok bool) {
	if r.isSinceDate(d) && !r.leadsOn(d) && !r.dateOpens(d) && !r.inPerfect(d, a) {
		return 0, false // "in the deadliest attack since 2019, gunmen …"
	}
	start := r.afterDate(d)
	if start >= a.First {
		return 0, true
	}
	far := a.First - start
	switch r.link(start, a.First) {
	case clause:
		return far + aheadCost, true
	case chain:
		return far + chainCost, true
	}
	if r.colonBetween(start, a.First) {
		return far + chainCost, true // "It saw worse in 2013: 29 people died"
	}
	if r.dateOpens(d) && !r.opensSentence(a.First) {
		return far + openingCost, true
	}
	return 0, false
}

// afterDate returns where to go on from a date: behind its comma, or behind
// the event that it names ("the July 19, 2012, Aurora theater shooting").
func (r *reader) afterDate(d *date) int {
	end := d.End
	if r.t.Has(d.First-1, lexicon.Determiner) {
		for j := d.End; j < min(d.End+10, len(r.t.Tokens)); j++ {
			if m, ok := r.t.At(j, lexicon.EventNoun); ok && r.t.Tokens[j].Sent == r.t.Tokens[d.First].Sent {
				return m.End
			}
		}
	}
	if r.t.Is(end, ",") {
		end++
	}
	return end
}

// leadsOn reports "since 1998, when …": the date belongs to what follows.
func (r *reader) leadsOn(d *date) bool {
	j := d.End
	if r.t.Is(j, ",") {
		j++
	}
	return r.pronounKind(j) == "relative" || r.t.Has(j, lexicon.Subordinator) && r.isSinceDate(d)
}

func (r *reader) isSinceDate(d *date) bool {
	m, ok := r.t.Ending(d.First, lexicon.DateWord)
	return ok && m.Kind == "since"
}

func (r *reader) inDateline(d *date) bool {
	return r.line.found && d.First >= r.line.first && d.End <= r.line.end
}

// datesNoEvent reports that a date is that of a building, a career, a law.
func (r *reader) datesNoEvent(d *date) bool {
	for _, c := range r.cuesBefore(d.First) {
		if c.kind == "made" && c.class == lexicon.Background && c.End == d.First {
			return !r.eventAfter(d)
		}
	}
	return false
}

// eventAfter reports that an event follows at once: "reopened in 2023 after
// an attack that killed 17".
func (r *reader) eventAfter(d *date) bool {
	return r.t.Has(d.End, lexicon.Subordinator) && r.eventNear(d.End, 8)
}

// findMainDates finds the days of the event reported: those of the title and
// the opening that nothing marks as older, else the day of the report.
func (r *reader) findMainDates() {
	for _, first := range [...]bool{true, false} {
		for i := range r.dates {
			d := &r.dates[i]
			sent := int(r.t.Tokens[d.First].Sent)
			if !first && d.shape == onWeekday && r.daysBefore(d) && r.dateOpens(d) && r.tellsNewEvent(sent) {
				continue
			}
			if !d.ok || !r.opens(sent) || r.opensReport(sent) != first || r.inDateline(d) || !r.mayBeMain(i) {
				continue
			}
			if first {
				r.widenMain(d.span, newsDays)
			} else {
				r.widenMain(d.span, laterDays)
			}
		}
	}
	if i := r.lineDate; i >= 0 {
		r.widenMain(r.dates[i].span, newsDays)
	}
	if !r.main.ok && r.base != 0 {
		r.main = span{r.base - 7, r.base, true}
	}
}

func (r *reader) widenMain(s span, days int) {
	switch {
	case !r.main.ok:
		r.main = s
	case s.apart(r.main) <= days:
		r.main.lo, r.main.hi = min(s.lo, r.main.lo), max(s.hi, r.main.hi)
	case days == newsDays && s.lo > r.main.lo:
		r.main = s // of two events in one sentence the later is the news
	}
}

const (
	newsDays  = 45 // how long after an event its toll is still followed up
	laterDays = 5  // how far from those of the first sentence later dates may lie
)

// mayBeMain reports whether a date of the opening may be that of the event
// reported: not "since 1998", not years before the report.
func (r *reader) mayBeMain(i int) bool {
	d := &r.dates[i]
	if r.isSinceDate(d) || d.noEvent || d.lo > r.base && r.base != 0 {
		return false
	}
	if d.shape == before && d.ago > newsDays || r.olderByName(d) {
		return false
	}
	for _, c := range r.cuesBefore(d.First) {
		if c.class == lexicon.Background && c.kind != "made" && c.kind != "separate" && c.End <= d.First {
			return false
		}
	}
	if r.known && r.base-d.hi > newsDays {
		return false
	}
	return d.shape != inYear || !r.weekdayNews && r.opensReport(int(r.t.Tokens[d.First].Sent))
}

// isMainDate reports that a date may be the main event's.
func (r *reader) isMainDate(d *date) bool {
	if !d.ok || !r.main.ok || d.shape == before && !r.opensReport(int(r.t.Tokens[d.First].Sent)) || r.olderByName(d) {
		return false
	}
	return d.apart(r.main) <= sameEventDays && (d.shape != inYear || r.main.hi-r.main.lo > 300 || !r.weekdayNews && d.hi >= r.main.lo)
}

// findWeekdayNews finds out whether the opening dates its event by a weekday
// or "today", as reports of the last days do.
func (r *reader) findWeekdayNews() bool {
	for i := range r.dates {
		d := &r.dates[i]
		if (d.shape == onWeekday || d.shape == nearby || d.weekday >= 0) && r.opens(int(r.t.Tokens[d.First].Sent)) {
			return true
		}
	}
	return r.lineDate >= 0
}
