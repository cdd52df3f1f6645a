package score

import (
	"fmt"
	"slices"

	"tollbot/summarize"
)

// scored are the outcomes whose toll is judged.
var scored = []summarize.Outcome{summarize.Killed, summarize.Injured, summarize.Missing}

// Miss is one thing a report has wrong about its article.
type Miss struct {
	Article, What string
}

func (m Miss) String() string { return m.Article + ": " + m.What }

// Tally adds up how well reports agree with their gold. The zero value is
// ready for use.
type Tally struct {
	Misses   []Miss
	Articles int

	toll                map[summarize.Outcome]*tollCount
	figures, differs    hits
	attackers           part
	kinds               part // of the discrepancies found, those named as the reader names them
	alarms              int  // medium and high discrepancies that are none
	flagged             int  // pairs the reader says agree, yet were flagged
	quotes, notVerbatim int
	digits, unaccounted int
}

// hits counts what was found, invented and missed.
type hits struct{ right, invented, missed int }

// part is so many of so many.
type part struct{ right, of int }

func (p *part) add(ok bool) {
	p.of++
	if ok {
		p.right++
	}
}

// tollCount counts the tolls of one outcome, over the articles that have one
// and those that have none.
type tollCount struct {
	some, none part
	answered   int
}

// figure is a report's figure with the incident it stands in.
type figure struct {
	summarize.Figure
	elsewhen bool
	used     bool
}

// Add judges one report.
func (t *Tally) Add(a Article, r summarize.Report) {
	t.Articles++
	t.tolls(a, r)
	have := figuresOf(r)
	t.match(a, have)
	t.attack(a, have)
	t.differences(a, r, have)
	t.verbatim(a, r, have)
	t.accounted(a, r)
}

func (t *Tally) miss(a Article, format string, args ...any) {
	t.Misses = append(t.Misses, Miss{a.Name, fmt.Sprintf(format, args...)})
}

func figuresOf(r summarize.Report) []figure {
	var all []figure
	for _, inc := range r.Incidents {
		var elsewhen bool
		switch inc.Role {
		case summarize.RoleMain, summarize.RoleAggregate, summarize.RoleSecondary:
		default:
			elsewhen = true
		}
		for _, f := range inc.Figures {
			all = append(all, figure{Figure: f, elsewhen: elsewhen})
		}
	}
	return all
}

func (t *Tally) tolls(a Article, r summarize.Report) {
	if t.toll == nil {
		t.toll = map[summarize.Outcome]*tollCount{}
	}
	for _, o := range scored {
		c := t.toll[o]
		if c == nil {
			c = &tollCount{}
			t.toll[o] = c
		}
		want, wanted := a.Gold.Toll[o]
		if want.Unscored {
			continue
		}
		got, answered := r.Toll[o]
		if !c.judge(want, wanted, got, answered) {
			t.miss(a, "toll %s: want %s, got %s", o, want.show(wanted), show(got, answered))
		}
	}
}

func (c *tollCount) judge(want Want, wanted bool, got summarize.Toll, answered bool) bool {
	if !wanted {
		ok := !answered || got.Min == 0
		c.none.add(ok)
		return ok
	}
	if answered {
		c.answered++
	}
	ok := answered && want.same(got.Min, got.Max, false)
	c.some.add(ok)
	return ok
}

// match pairs the figures wanted with those of the report, each used once.
// Of several that would do, the one whose quote stands in the same place is
// taken.
func (t *Tally) match(a Article, have []figure) {
	for _, w := range a.Gold.Figures {
		switch best := bestFor(a, w, have); {
		case best >= 0:
			have[best].used = true
			t.figures.right++
		case !w.Unscored:
			t.figures.missed++
			t.miss(a, "figure missed: %s %s | %s", w.Outcome, w.show(true), w.Quote)
		}
	}
	for _, h := range have {
		if h.used || unlabelled(h.Outcome) || optional(a, h) {
			continue
		}
		t.figures.invented++
		t.miss(a, "figure invented: %s %s | %s", h.Outcome, interval(h.Min, h.Max), h.Quote)
	}
}

func bestFor(a Article, w Want, have []figure) int {
	best, rank := -1, -1
	for k, h := range have {
		if h.used || h.elsewhen != w.Elsewhen || h.Actor != w.Actor || !w.is(h) {
			continue
		}
		r := 0
		if overlap(a.Article, w.Quote, h.Quote) {
			r += 2
		}
		if h.Outcome == w.Outcome {
			r++
		}
		if r > rank {
			best, rank = k, r
		}
	}
	return best
}

func (w Want) is(h figure) bool {
	if h.Outcome != w.Outcome && h.Outcome != w.OrAs && !slices.Contains(alike[w.Outcome], h.Outcome) {
		return false
	}
	return w.same(h.Min, h.Max, w.Loose)
}

// unlabelled are outcomes that gold names only where they matter.
func unlabelled(o summarize.Outcome) bool {
	return o == summarize.Present || o == summarize.Unharmed
}

func optional(a Article, h figure) bool {
	return slices.ContainsFunc(a.Gold.Figures, func(w Want) bool {
		return w.Unscored && overlap(a.Article, w.Quote, h.Quote)
	})
}

// attack judges how many are said to have taken part, over all accounts.
func (t *Tally) attack(a Article, have []figure) {
	want := a.Gold.Attackers
	if want == nil {
		return
	}
	var got Interval
	for _, h := range have {
		if h.Actor != summarize.Perpetrator || h.Outcome != summarize.Present || h.elsewhen {
			continue
		}
		if lo := h.Min; got.Min == nil || lo < *got.Min {
			got.Min = &lo
		}
		if h.Max != nil && (got.Max == nil || *h.Max > *got.Max) {
			got.Max = h.Max
		}
	}
	ok := equal(want.Min, got.Min) && equal(want.Max, got.Max)
	t.attackers.add(ok)
	if !ok {
		t.miss(a, "attackers: want %s, got %s", want.show(), got.show())
	}
}

func equal(p, q *int) bool {
	if p == nil || q == nil {
		return p == q
	}
	return *p == *q
}
