package reply

import (
	"cmp"
	"html"
	"slices"
	"strings"

	"tollbot/internal/telegram"
)

// Telegram's limits on one message, after its entities are parsed.
const (
	maxUnits    = telegram.MaxText
	maxEntities = telegram.MaxEntities
)

// columns is what a phone shows of one line, about.
const columns = 40

// run is a stretch of text in one face, line a row of them, page what one
// message holds: lines on the first screen and lines folded into a quote.
type run struct {
	text string
	bold bool
}

type line []run

type page struct {
	head, quote []line
	more        func(n int) line // says that n lines are missing
}

// item is a line of the first screen, which gives way to items of lower rank,
// and what the quote says about it: stays while it is on the screen, moves
// where it is not.
type item struct {
	line         line
	rank         int
	stays, moves line
	order        int // place in the quote
	// Instead of line and stays, where room is short.
	brief, briefStays line
}

// Ranks of the lines of the first screen: what a desk would be sued for first.
const (
	rankAlways = iota
	rankDeaths
	rankHigh
	rankHarm
	rankMedium
	rankLow
	rankSpared
	rankGist
)

// Places in the quote.
const (
	orderCheck = iota
	orderToll
	orderRest
)

func text(s string) run  { return run{text: s} }
func label(s string) run { return run{text: s, bold: true} }

func (l line) units() int {
	n := 0
	for _, r := range l {
		n += units(r.text)
	}
	return n
}

// rows is how many lines of a phone l takes.
func (l line) rows() int { return max(1, (l.units()+columns-1)/columns) }

func (l line) entities() int {
	n := 0
	for _, r := range l {
		if r.bold {
			n++
		}
	}
	return n
}

// screen keeps the items that a first screen of so many rows holds, in reading
// order, and gives what the quote says about all of them.
func screen(items []item, rows int) (head, quote []line) {
	off := leave(items, rows)
	for i, it := range items {
		if !off[i] {
			head = append(head, it.line)
			items[i].moves = it.stays
		}
	}
	slices.SortStableFunc(items, func(a, b item) int { return a.order - b.order })
	for _, it := range items {
		if len(it.moves) > 0 {
			quote = append(quote, it.moves)
		}
	}
	return head, quote
}

// leave marks the items that a screen of so many rows has no room for. The gist
// goes first; then lines become brief; then the highest rank goes, and of one
// rank the last.
func leave(items []item, rows int) []bool {
	off := make([]bool, len(items))
	used := 0
	var order []int
	for i, it := range items {
		if off[i] = it.line == nil; off[i] {
			continue
		}
		used += it.line.rows()
		if it.rank > rankAlways {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(items[b].rank, items[a].rank), cmp.Compare(b, a))
	})
	shortened := false
	for _, i := range order {
		if items[i].rank < rankGist && !shortened {
			used -= shorten(items, used-rows)
			shortened = true
		}
		if used <= rows {
			break
		}
		off[i] = true
		used -= items[i].line.rows()
	}
	return off
}

// shorten makes lines brief, from the last, until so many rows are saved, and
// gives how many were.
func shorten(items []item, rows int) int {
	saved := 0
	for i := len(items) - 1; i >= 0 && saved < rows; i-- {
		it := &items[i]
		if it.brief == nil || it.brief.rows() == it.line.rows() {
			continue
		}
		saved += it.line.rows() - it.brief.rows()
		it.line, it.stays = it.brief, it.briefStays
	}
	return saved
}

// fit drops the last lines of the quote, then of the first screen, until a
// message can hold the page.
func fit(p page) page {
	budget := page{head: p.head, more: p.more}
	// Room for the line that says what is missing, and for the quote itself.
	room, entities := maxUnits-80, maxEntities-1
	take := func(lines []line) int {
		for i, l := range lines {
			room -= l.units() + 1
			entities -= l.entities()
			if room < 0 || entities < 0 {
				return i
			}
		}
		return len(lines)
	}
	kept := take(p.head)
	budget.head = p.head[:kept:kept]
	lost := len(p.head) - kept
	if lost == 0 {
		kept = take(p.quote)
		budget.quote = p.quote[:kept:kept]
		lost = len(p.quote) - kept
		if lost > 0 {
			budget.quote = append(budget.quote, p.more(lost))
		}
		return budget
	}
	budget.head = append(budget.head, p.more(lost+len(p.quote)))
	return budget
}

func (p page) html() string {
	var b strings.Builder
	write := func(lines []line) {
		for i, l := range lines {
			if i > 0 {
				b.WriteByte('\n')
			}
			for _, r := range l {
				if r.bold {
					b.WriteString("<b>" + html.EscapeString(r.text) + "</b>")
				} else {
					b.WriteString(html.EscapeString(r.text))
				}
			}
		}
	}
	write(p.head)
	if len(p.quote) > 0 {
		b.WriteString("\n<blockquote expandable>")
		write(p.quote)
		b.WriteString("</blockquote>")
	}
	return b.String()
}

func (p page) plain() string {
	var b strings.Builder
	write := func(indent string, lines []line) {
		for _, l := range lines {
			b.WriteString(indent)
			for _, r := range l {
				b.WriteString(r.text)
			}
			b.WriteByte('\n')
		}
	}
	write("", p.head)
	if len(p.quote) > 0 {
		b.WriteByte('\n')
	}
	write("  ", p.quote)
	return b.String()
}

// units is the length of s as Telegram counts it.
func units(s string) int { return telegram.UTF16Len(s) }
