package score

import (
	"fmt"
	"strconv"

	"tollbot/summarize"
)

// Measure is one line of a score: a share, or a plain count where Share is
// false, and out of how many.
type Measure struct {
	Name  string
	Value float64
	Share bool
	Of    int
}

func (m Measure) String() string {
	if m.Share {
		return fmt.Sprintf("%-42s %8.3f   of %d", m.Name, m.Value, m.Of)
	}
	return fmt.Sprintf("%-42s %8d   of %d", m.Name, int(m.Value), m.Of)
}

// Measures lists what has been tallied. Measures of which no article offers a
// case are left out.
func (t *Tally) Measures() []Measure {
	var all []Measure
	for _, o := range scored {
		if c := t.toll[o]; c != nil {
			all = append(all, c.measures(o)...)
		}
	}
	all = append(all, t.figures.measures("figures")...)
	all = append(all, t.attackers.measure("attackers: exact")...)
	all = append(all, t.differs.measures("discrepancies")...)
	all = append(all, t.kinds.measure("discrepancies: kind as the reader names it")...)
	if t.Articles > 0 {
		all = append(all, Measure{"false alarms per article", float64(t.alarms) / float64(t.Articles), true, t.Articles})
	}
	return append(all,
		Measure{"flagged what is no discrepancy", float64(t.flagged), false, 1},
		Measure{"quotes not verbatim", float64(t.notVerbatim), false, t.quotes},
		Measure{"numbers unaccounted for", float64(t.unaccounted), false, t.digits})
}

func (p part) measure(name string) []Measure {
	if p.of == 0 {
		return nil
	}
	return []Measure{{name, float64(p.right) / float64(p.of), true, p.of}}
}

func (c tollCount) measures(o summarize.Outcome) []Measure {
	all := c.some.measure(fmt.Sprintf("%s: exact where there is a toll", o))
	all = append(all, part{c.answered, c.some.of}.measure(fmt.Sprintf("%s: answered where there is a toll", o))...)
	all = append(all, c.none.measure(fmt.Sprintf("%s: silent where there is none", o))...)
	if c.some.of == 0 {
		return all
	}
	h := hits{right: c.some.right, missed: c.some.of - c.some.right}
	h.invented = c.answered - c.some.right + c.none.of - c.none.right
	return append(all, Measure{fmt.Sprintf("%s: F1", o), h.f1(), true, c.some.of})
}

func (h hits) measures(name string) []Measure {
	n := h.right + h.missed
	if n+h.invented == 0 {
		return nil
	}
	return []Measure{
		{name + ": precision", h.precision(), true, n},
		{name + ": recall", h.recall(), true, n},
		{name + ": F1", h.f1(), true, n},
	}
}

func ratio(p, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(p) / float64(of)
}

func (h hits) precision() float64 { return ratio(h.right, h.right+h.invented) }
func (h hits) recall() float64    { return ratio(h.right, h.right+h.missed) }

func (h hits) f1() float64 {
	p, r := h.precision(), h.recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (w Want) show(wanted bool) string {
	if !wanted {
		return "none"
	}
	return w.Interval.show()
}

func (r Interval) show() string {
	if r.Min == nil {
		return "unsaid"
	}
	return interval(*r.Min, r.Max)
}

func show(t summarize.Toll, answered bool) string {
	if !answered {
		return "none"
	}
	return interval(t.Min, t.Max)
}

// interval writes lo to hi as a gold line would.
func interval(lo int, hi *int) string {
	switch {
	case hi == nil:
		return ">=" + strconv.Itoa(lo)
	case *hi == lo:
		return strconv.Itoa(lo)
	}
	return strconv.Itoa(lo) + "-" + strconv.Itoa(*hi)
}
