package score

import (
	"math"
	"strings"

	"tollbot/summarize"
)

// place is where a quote stands: a part of the article and a range of bytes.
type place struct {
	part       summarize.Where
	start, end int
}

// places finds a quote wherever it stands, overlapping ones included. Gold
// holds words and no offsets, so that a person can write it.
func places(a summarize.Article, quote string) []place {
	if quote == "" {
		return nil
	}
	var all []place
	for _, p := range []struct {
		where summarize.Where
		text  string
	}{{summarize.InTitle, a.Title}, {summarize.InText, a.Text}} {
		for at := 0; ; {
			i := strings.Index(p.text[at:], quote)
			if i < 0 {
				break
			}
			all = append(all, place{p.where, at + i, at + i + len(quote)})
			at += i + 1
		}
	}
	return all
}

// overlap reports whether two quotes share a byte somewhere.
func overlap(a summarize.Article, p, q string) bool {
	qs := places(a, q)
	for _, x := range places(a, p) {
		for _, y := range qs {
			if x.part == y.part && x.start < y.end && y.start < x.end {
				return true
			}
		}
	}
	return false
}

// sides reports whether two pairs of quotes stand in the same places, in
// either order.
func sides(a summarize.Article, want Pair, p, q string) bool {
	return overlap(a, want.A, p) && overlap(a, want.B, q) ||
		overlap(a, want.A, q) && overlap(a, want.B, p)
}

const open = math.MaxInt // the upper end of an interval that has none

func end(max *int) int {
	if max == nil {
		return open
	}
	return *max
}

// readings are the intervals that may stand for what the reader wants.
func (w Want) readings() []Interval {
	all := []Interval{w.Interval}
	if w.MoreThan && w.Min != nil {
		above := *w.Min + 1
		all = append(all, Interval{Min: &above})
	}
	if w.Or != nil {
		all = append(all, *w.Or)
	}
	return all
}

// same reports whether lo to hi stands for what the reader wants. A word
// without any number wants an interval of whatever width.
func (w Want) same(lo int, hi *int, loose bool) bool {
	if w.Min == nil && w.Max == nil {
		return end(hi) != lo
	}
	for _, r := range w.readings() {
		if r.same(lo, end(hi), loose) {
			return true
		}
	}
	return false
}

func (r Interval) same(lo, hi int, loose bool) bool {
	rlo, rhi := 0, end(r.Max)
	if r.Min != nil {
		rlo = *r.Min
	}
	if rlo == lo && rhi == hi {
		return true
	}
	meet := max(rlo, lo) <= min(rhi, hi)
	if loose && meet {
		return true
	}
	if rhi == open || hi == open || rlo == rhi && lo == hi {
		return false
	}
	return meet && near(rlo+rhi, lo+hi)
}

// near holds two windows around a round number to be the same one when their
// middles are within a seventh: "about 70" has no exact ends.
func near(p, q int) bool {
	const slack = 0.15
	return math.Abs(float64(p-q)) <= slack*float64(max(p, q))
}

// alike are the outcomes a wanted one may also be read as: the language uses
// them of the same people.
var alike = map[summarize.Outcome][]summarize.Outcome{
	summarize.Critical:     {summarize.Injured, summarize.Hospitalised},
	summarize.Hospitalised: {summarize.Injured},
	summarize.Injured:      {summarize.Hospitalised},
}
