package incident

import (
	"fmt"
	"strconv"
	"time"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A date is a run of tokens that names a day, a month, a year or a span of
// them. What it names is a range of days; a weekday and a date without a year
// get theirs from the day of the report, and stay open without it.

type dateShape uint8

const (
	onDay     dateShape = iota // March 22, 22 March 2024
	onWeekday                  // Friday, Friday night
	inMonth                    // December, November 2012
	inYear                     // 2004
	nearby                     // today, this week
	before                     // last month, two years ago
)

type date struct {
	First, End int // tokens, without a preposition
	shape      dateShape
	year       int // 0: unsaid
	month, day int
	weekday    int  // -1: unsaid
	ago        int  // days before the report, of nearby and before
	noEvent    bool // it dates a building, a career
	wdEnd      int  // end of the weekday's tokens, where both are said
	span
}

// span is a range of days, both included; ok is false where it is not known.
type span struct {
	lo, hi int
	ok     bool
}

func (s span) apart(o span) int {
	switch {
	case s.lo > o.hi:
		return s.lo - o.hi
	case o.lo > s.hi:
		return o.lo - s.hi
	}
	return 0
}

// day counts days from the epoch, so that dates can be subtracted.
func day(y, m, d int) int {
	return int(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func civil(n int) time.Time { return time.Unix(int64(n)*86400, 0).UTC() }

const oldest, newest = 1000, 2100 // years that a number of four digits may be

func (r *reader) scanDates() {
	for i := 0; i < len(r.t.Tokens); {
		d, ok := r.dateAt(i)
		if !ok {
			i++
			continue
		}
		r.dates = append(r.dates, d)
		i = max(d.End, i+1)
	}
}

func (r *reader) dateAt(i int) (date, bool) {
	t := r.t
	if !t.Tokens[i].Digits && !t.Has(i, lexicon.Weekday, lexicon.Month, lexicon.DateWord, lexicon.Cardinal) {
		return date{}, false // most words begin no date
	}
	if t.Has(i, lexicon.Weekday) && t.Tokens[i].Capital {
		if r.inByline(i) {
			return date{}, false
		}
		return r.weekdayAt(i)
	}
	if d, ok := r.dayAt(i); ok && r.oneSentence(i, d.End) {
		return d, true
	}
	if d, ok := r.monthAt(i); ok && r.oneSentence(i, d.End) {
		return d, true
	}
	if m, ok := t.At(i, lexicon.DateWord); ok && (m.Kind == "day" || m.Kind == "recent" || m.Kind == "past") {
		return r.relative(m), true
	}
	if d, ok := r.agoAt(i); ok {
		return d, true
	}
	return r.yearAt(i)
}

// inByline reads "From Sunday Abah, Lafun": a writer's name.
func (r *reader) inByline(i int) bool {
	t := r.t
	return i == t.Sentence(i).First+1 && (r.fromAt(i-1) || t.Has(i-1, lexicon.Preposition) && !t.Has(i-1, lexicon.PlaceWord)) &&
		i+1 < len(t.Tokens) && t.Tokens[i+1].Capital && !t.Has(i+1, lexicon.Month) && t.Tokens[i+1].Sent == t.Tokens[i].Sent
}

// oneSentence reports that tokens [first, end) are of one sentence.
func (r *reader) oneSentence(first, end int) bool {
	return end <= r.t.Sentence(first).End
}

// weekdayAt reads "Friday", "Friday night" and "Tuesday, March 15".
func (r *reader) weekdayAt(i int) (date, bool) {
	m, ok := r.t.At(i, lexicon.Weekday)
	if !ok {
		return date{}, false
	}
	d := date{First: i, End: m.End, shape: onWeekday, weekday: m.Value, wdEnd: m.End}
	if p, ok := r.t.At(d.End, lexicon.DateWord); ok && p.Kind == "part" {
		d.End = p.End
	}
	j := d.End
	if r.t.Is(j, ",") || r.t.Is(j, "(") || r.isOf(j) { // "Sunday night of March 15"
		j++
	}
	if full, ok := r.dayAt(j); ok && r.oneSentence(i, full.End) {
		full.First, full.weekday, full.wdEnd = i, m.Value, m.End
		return full, true
	}
	return d, true
}

// dayAt reads "March 22", "Sept. 17, 2025", "22 March" and "22 Mar 90".
func (r *reader) dayAt(i int) (date, bool) {
	d := date{First: i, shape: onDay, weekday: -1}
	if m, end, ok := r.monthName(i); ok {
		n, ok := r.dayNumber(end)
		if !ok {
			return d, false
		}
		d.month, d.day, d.End = m, n, end+1
		d.year, d.End = r.yearAfter(d.End, false)
		return d, validDay(d.month, d.day)
	}
	n, ok := r.dayNumber(i)
	if !ok {
		return d, false
	}
	j := i + 1
	if p, ok := r.t.At(j, lexicon.Preposition); ok && p.Kind == "of" {
		j++
	}
	m, end, ok := r.monthName(j)
	if !ok {
		return d, false
	}
	d.month, d.day = m, n
	d.year, d.End = r.yearAfter(end, true)
	return d, validDay(m, n)
}

func validDay(month, d int) bool {
	return time.Date(2000, time.Month(month), d, 0, 0, 0, 0, time.UTC).Day() == d
}

// monthName reads a month and the full stop of its short form.
func (r *reader) monthName(i int) (month, end int, ok bool) {
	m, ok := r.t.At(i, lexicon.Month)
	if !ok || !r.t.Tokens[i].Capital {
		return 0, 0, false
	}
	end = m.End
	if r.t.Is(end, ".") && !r.t.SpaceBefore(end) && end+1 < r.t.Sentence(end).End {
		end++
	}
	return m.Value, end, true
}

// dayNumber reads 1 to 31, with or without the ending of an ordinal.
func (r *reader) dayNumber(i int) (int, bool) {
	if i < 0 || i >= len(r.t.Tokens) || r.t.Tokens[i].Kind == text.Punct {
		return 0, false
	}
	s := r.t.Str(i)
	k := 0
	for k < len(s) && s[k] >= '0' && s[k] <= '9' {
		k++
	}
	if k == 0 || k > 2 || len(s)-k > 2 || k == len(s)-1 {
		return 0, false
	}
	n, _ := strconv.Atoi(s[:k])
	return n, n >= 1 && n <= 31
}

// yearAfter reads a year after a day. short allows two digits, as wires of
// the last century wrote it.
func (r *reader) yearAfter(i int, short bool) (year, end int) {
	j := i
	if r.t.Is(j, ",") {
		j++
	}
	if y, ok := r.yearNumber(j); ok {
		return y, j + 1
	}
	if short && j == i && j < len(r.t.Tokens) && len(r.t.Str(j)) == 2 && j < r.line.limit {
		if n, err := strconv.Atoi(r.t.Str(j)); err == nil {
			return 1900 + n, j + 1
		}
	}
	return 0, i
}

func (r *reader) yearNumber(i int) (int, bool) {
	if i < 0 || i >= len(r.t.Tokens) || r.t.Tokens[i].Kind != text.Number {
		return 0, false
	}
	s := r.t.Str(i)
	if len(s) != 4 {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= oldest && n <= newest
}

// monthAt reads "in December", "November 2012", "the January deaths". A month
// whose name is another word too needs a preposition or a year.
func (r *reader) monthAt(i int) (date, bool) {
	m, end, ok := r.monthName(i)
	if !ok {
		return date{}, false
	}
	d := date{First: i, End: end, shape: inMonth, month: m, weekday: -1}
	if y, ok := r.yearNumber(end); ok {
		d.year, d.End = y, end+1
		return d, true
	}
	named := end < len(r.t.Tokens) && r.oneSentence(i, end+1) && r.t.Tokens[end].Capital && r.t.Tokens[end].Kind == text.Word // "Jan Novak", "June Express"
	doubtful := named || r.t.Has(i, lexicon.Aux, lexicon.EventNoun, lexicon.EventVerb)
	return d, !doubtful || r.t.Has(i-1, lexicon.Preposition)
}

// yearAt reads a bare year: after a preposition, as "the 2004 siege", or
// alone in brackets. A count of people is none.
func (r *reader) yearAt(i int) (date, bool) {
	t := r.t
	y, ok := r.yearNumber(i)
	if !ok || y < 1800 || t.Has(i+1, lexicon.Person, lexicon.Thing) && !t.Has(i+1, lexicon.EventNoun) {
		return date{}, false
	}
	dated := t.Has(i-1, lexicon.Preposition, lexicon.Month) || r.partOfYear(i) || t.Is(i-1, "(") && t.Is(i+1, ")")
	named := t.Has(i-1, lexicon.Determiner) || i > 0 && t.Tokens[i-1].Kind == text.Word
	if named && !dated {
		dated = r.eventNear(i+1, 6)
	}
	return date{First: i, End: i + 1, shape: inYear, year: y, weekday: -1}, dated
}

// partOfYear reports "in late" before the year at token i.
func (r *reader) partOfYear(i int) bool {
	t := r.t
	return i > 1 && t.Has(i-2, lexicon.Preposition) && t.Tokens[i-1].Kind == text.Word && !t.Tokens[i-1].Capital &&
		t.Has(i-1, lexicon.Adverb, lexicon.DateWord) && !t.Has(i-1, lexicon.Bound)
}

// eventNear reports an event's noun within n tokens of one clause.
func (r *reader) eventNear(i, n int) bool {
	for j := i; j < min(i+n, len(r.t.Tokens)); j++ {
		if r.t.Tokens[j].Kind == text.Punct && !r.t.Is(j, ",") && !r.t.Is(j, "-") {
			return false
		}
		if r.t.Has(j, lexicon.EventNoun) {
			return true
		}
	}
	return false
}

// agoAt reads "18 months ago", "eleven days ago".
func (r *reader) agoAt(i int) (date, bool) {
	days, end := r.spanAt(i)
	m, ok := r.t.Covering(min(end, len(r.t.Tokens)-1), lexicon.DateWord) // "months ago"
	if days == 0 || !ok || m.First != end-1 || m.End != end+1 || !r.oneSentence(i, m.End) {
		return date{}, false
	}
	d := date{First: i, End: m.End, shape: nearby, ago: days, weekday: -1}
	if days >= weekAgo {
		d.shape = before
	}
	return d, true
}

// spanAt reads a number of days, weeks, months or years at token i; no days
// where there is none.
func (r *reader) spanAt(i int) (days, end int) {
	if i >= len(r.t.Tokens) {
		return 0, i
	}
	n := 0
	if m, ok := r.t.At(i, lexicon.Cardinal); ok {
		n, end = m.Value, m.End
	} else if m, ok := r.t.At(i, lexicon.VagueWord); ok {
		n, end = m.Min, m.End
	} else if r.t.Tokens[i].Kind == text.Number {
		if v, err := strconv.Atoi(r.t.Str(i)); err == nil && v < mostUnits {
			n, end = v, i+1
		}
	}
	u, ok := r.t.At(end, lexicon.Unit)
	if n <= 0 || !ok {
		return 0, i
	}
	return n * u.Value, u.End
}

// mostUnits bounds the number of units in a span that a text looks back on.
const mostUnits = 1000

func (r *reader) relative(m lexicon.Match) date {
	d := date{First: m.First, End: m.End, shape: nearby, ago: m.Value, weekday: -1}
	if m.Kind == "past" {
		d.shape = before
	}
	return d
}

// setBase finds the day of the report: as published, else as its dateline
// says, else any day after every year it names, so that dates of one text can
// still be compared.
func (r *reader) setBase(published time.Time) {
	if i := r.lineDate; i >= 0 && r.dates[i].year != 0 {
		// A dateline with its year says when the text was written, whatever day
		// it was forwarded.
		d := &r.dates[i]
		r.base, r.known = day(d.year, d.month, d.day), true
		return
	}
	if !published.IsZero() {
		y, m, d := published.Date()
		r.base, r.known = day(y, int(m), d), true
		return
	}
	last := 0
	for i := range r.dates {
		last = max(last, r.dates[i].year)
	}
	if i := r.lineDate; i >= 0 {
		d := &r.dates[i]
		if last == 0 {
			last = 1999
		}
		r.base = day(last+1, d.month, d.day)
	}
}

// resolveDates gives each date its range of days.
func (r *reader) resolveDates() {
	for i := range r.dates {
		d := &r.dates[i]
		d.span = r.resolve(d)
	}
}

func (r *reader) resolve(d *date) span {
	switch d.shape {
	case inYear:
		return span{day(d.year, 1, 1), day(d.year, 12, 31), true}
	case onDay:
		if d.year != 0 {
			n := day(d.year, d.month, d.day)
			return span{n, n, true}
		}
	case inMonth:
		if d.year != 0 {
			return span{day(d.year, d.month, 1), day(d.year, d.month+1, 0), true}
		}
	}
	if r.base == 0 {
		return span{}
	}
	return r.resolveOpen(d)
}

// resolveOpen resolves what the day of the report must complete: always to
// the last such day before it, for news looks back.
func (r *reader) resolveOpen(d *date) span {
	now := civil(r.base)
	switch d.shape {
	case onDay:
		n := day(now.Year(), d.month, d.day)
		if n > r.base+31 {
			n = day(now.Year()-1, d.month, d.day)
		}
		return span{n, n, true}
	case inMonth:
		y := now.Year()
		if d.month > int(now.Month()) {
			y--
		}
		return span{day(y, d.month, 1), day(y, d.month+1, 0), true}
	case onWeekday:
		n := r.base - (int(now.Weekday())-d.weekday+7)%7
		return span{n, n, true}
	case nearby:
		if d.ago <= exactDays {
			return span{r.base - d.ago, r.base - d.ago, true}
		}
		return span{r.base - d.ago, r.base - min(d.ago, 1), true}
	}
	return span{r.base - d.ago*3/2, r.base - d.ago*2/3, true}
}

// exactDays is how far back words name a day: "yesterday", "two days ago".
const exactDays = 2

// iso writes a date as far as it is known.
func (r *reader) iso(d *date) string {
	if !d.ok || d.year == 0 && !r.known {
		return ""
	}
	c := civil(d.lo)
	switch {
	case d.lo == d.hi:
		return c.Format(time.DateOnly)
	case d.shape == inMonth:
		return c.Format("2006-01")
	case d.shape == inYear:
		return fmt.Sprint(d.year)
	}
	return ""
}

// datesIn returns the indices [from, to) of the dates in tokens [first, end).
func (r *reader) datesIn(first, end int) (from, to int) {
	from = search(len(r.dates), func(i int) bool { return r.dates[i].First >= first })
	to = from
	for to < len(r.dates) && r.dates[to].First < end {
		to++
	}
	return from, to
}
