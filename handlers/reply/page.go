package reply

import (
	"html"
	"slices"
	"strings"
	"unicode/utf16"
)

// Telegram's limits on one message, after its entities are parsed.
const (
	maxUnits    = 4096
	maxEntities = 100
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
}

// Ranks of the lines of the first screen: what a desk would be sued for first.
const (
	rankAlways = iota
	rankDeaths
	rankHigh
	rankHarm
	rankMedium
	rankLow
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
	used := 0
	off := make([]bool, len(items))
	for i, it := range items {
		off[i] = it.line == nil
		if !off[i] {
			used += it.line.rows()
		}
	}
	for used > rows {
		last := leastNeeded(items, off)
		if last < 0 {
			break
		}
		off[last] = true
		used -= items[last].line.rows()
	}
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

// leastNeeded is the last item of the highest rank still on the screen, or -1
// where all that is left must stay.
func leastNeeded(items []item, off []bool) int {
	last := -1
	for i, it := range items {
		if off[i] || it.rank == rankAlways {
			continue
		}
		if last < 0 || it.rank >= items[last].rank {
			last = i
		}
	}
	return last
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

// units counts the UTF-16 code units of s, in which Telegram counts.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
