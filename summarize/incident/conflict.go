package incident

import (
	"unicode"

	"tollbot/summarize/lexicon"
)

// Two statements of a day are called a conflict only when nothing could make
// both true: a weekday with a date of a known year that fell on another, and
// one point event dated twice, more than a night apart.

func (r *reader) dateConflicts() []DateConflict {
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
	return out
}

// nearYear is how far a date without a year may lie from the report for its
// year to be certain.
const nearYear = 150

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
