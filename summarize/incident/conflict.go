package incident

import (
	"unicode"

	"tollbot/summarize/lexicon"
)

// Two statements of a day are called a conflict only when nothing could make
// both true: a weekday with a date of a known year that fell on another, and
// one point event dated twice, more than a night apart.

func (r *reader) dateConflicts(incidents []Incident, main int) []DateConflict {
	var out []DateConflict
	for i := range r.dates {
		if d := &r.dates[i]; d.shape == onDay && d.weekday >= 0 && r.wrongWeekday(d) {
			first := d.wdEnd
			if !r.t.Has(first, lexicon.Month) && !unicode.IsDigit(rune(r.t.Str(first)[0])) {
				first++
			}
			out = append(out, DateConflict{d.First, d.wdEnd, first, d.End, "weekday"})
		}
	}
	if c, ok := r.twoDates(incidents, main); ok {
		out = append(out, c)
	}
	return out
}

// twoDates reads "a blast on March 12 … The blast occurred on March 15". Only
// an event of one moment has one date, and a text that tells of another of
// its kind may mean that one.
func (r *reader) twoDates(incidents []Incident, main int) (DateConflict, bool) {
	if main < 0 || len(incidents) == 0 || !momentary(incidents[0].Type) || !r.exact(main) || !r.datesEvent(main) {
		return DateConflict{}, false
	}
	for _, in := range incidents[1:] {
		if in.Role != Hypothetical && in.Type == incidents[0].Type {
			return DateConflict{}, false
		}
	}
	a := &r.dates[main]
	for i := range r.dates {
		b := &r.dates[i]
		if i != main && b.shape == onDay && r.exact(i) && b.apart(a.span) > 1 && r.datesDefinite(b, incidents[0].Type) {
			return DateConflict{a.First, a.End, b.First, b.End, "two_dates"}, true
		}
	}
	return DateConflict{}, false
}

// datesEvent reports that a date of the opening is the event's, not that of
// its toll ("rose to 27 on July 24"), of a statement or of the report.
func (r *reader) datesEvent(i int) bool {
	d := &r.dates[i]
	if r.datesNoun(d) {
		return true
	}
	if d.shape != onDay || i == r.lineDate || r.datesSaying(d) {
		return false
	}
	s := r.t.Sentence(d.First)
	for j := max(s.First, d.First-reading); j < d.First; j++ {
		if r.t.Has(j, lexicon.Motion, lexicon.Total) {
			return false
		}
	}
	for j := range r.anchors {
		if a := &r.anchors[j]; a.First >= s.First && a.End <= s.End && r.governing(a) == i {
			return true
		}
	}
	return false
}

// exact reports a date that is one certain day.
func (r *reader) exact(i int) bool {
	d := &r.dates[i]
	return d.ok && d.lo == d.hi && (d.shape == onDay || d.shape == onWeekday && r.known)
}

// datesDefinite reads "The blast occurred on …" at the head of a sentence.
func (r *reader) datesDefinite(d *date, kind string) bool {
	if m, ok := r.t.Ending(d.First, lexicon.DateWord); !ok || m.Kind != "occur" {
		return false
	}
	first := r.t.Sentence(d.First).First
	if m, ok := r.t.At(first, lexicon.Determiner); !ok || m.Kind != "definite" {
		return false
	}
	for i := first + 1; i < min(first+4, d.First); i++ {
		if m, ok := r.t.At(i, lexicon.EventNoun); ok {
			return m.Kind == kind || m.Kind == "disaster" || m.Kind == "accident" || m.Kind == "attack"
		}
	}
	return false
}

// momentary reports types of event that are over within minutes.
func momentary(kind string) bool {
	switch kind {
	case "explosion", "bombing", "crash", "collapse", "shooting", "capsizing", "stabbing", "stampede", "earthquake":
		return true
	}
	return false
}

// nearYear is how far a date without a year may lie from the report for its
// year to be certain.
const nearYear = 120

func (r *reader) wrongWeekday(d *date) bool {
	if d.year == 0 && !r.known {
		return false
	}
	n := d.lo
	if d.year == 0 {
		y := civil(r.base).Year()
		for _, k := range [...]int{day(y-1, d.month, d.day), day(y, d.month, d.day), day(y+1, d.month, d.day)} {
			if abs(k-r.base) < abs(n-r.base) {
				n = k
			}
		}
		if abs(n-r.base) > nearYear {
			return false
		}
	}
	return int(civil(n).Weekday()) != d.weekday
}

func abs(n int) int { return max(n, -n) }
