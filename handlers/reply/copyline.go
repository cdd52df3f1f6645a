package reply

import (
	"slices"
	"strings"

	"tollbot/internal/telegram"
	"tollbot/summarize"
)

// maxCopy is the most that a copy button holds, in UTF-16 units.
const maxCopy = telegram.MaxCopy

// Line is the card as one line for a CMS, at most 256 UTF-16 units: event,
// place and day; the counts; who attacked; as of when; the outlet. The last
// parts give way first. Empty where the report counts nobody.
func (c Card) Line() string {
	v := newView(c)
	if _, stop := v.notices(); stop {
		return ""
	}
	counts := v.copyCounts()
	if len(counts) == 0 {
		return ""
	}
	where := v.copyWhere()
	var tail []string
	if s := v.copyAttackers(); s != "" {
		tail = append(tail, s+".")
	}
	if t := c.Article.Published; !t.IsZero() {
		tail = append(tail, v.say.Say("line-as-of", "time", v.say.Day(t, false)+t.Format(" 15:04 MST")))
	}
	if outlet := clip(c.Outlet, 60); outlet != "" {
		tail = append(tail, v.say.Say("line-source", "outlet", outlet))
	}
	for {
		s := where + strings.Join(counts, "; ") + "."
		if len(tail) > 0 {
			s += " " + strings.Join(tail, " ")
		}
		switch {
		case units(s) <= maxCopy:
			return s
		case len(counts) > 2:
			counts = counts[:len(counts)-1]
		case len(tail) > 0:
			tail = tail[:len(tail)-1]
		case len(counts) > 1:
			counts = counts[:len(counts)-1]
		default:
			return clip(s, maxCopy)
		}
	}
}

func (v *view) copyWhere() string {
	main := v.main()
	if main == nil {
		return ""
	}
	var parts []string
	name := v.name()
	if len(name) > 0 {
		parts = append(parts, name[0].text)
	}
	if place := clip(main.Place, 40); place != "" && !strings.Contains(strings.Join(parts, ""), place) {
		parts = append(parts, place)
	}
	if day := v.day(main, true); day != "" {
		parts = append(parts, day)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + ": "
}

// copyCounts are the counts with their sources. A vague word that an exact
// count agrees with says nothing more and is left out.
func (v *view) copyCounts() []string {
	var out []string
	for _, o := range summarize.Outcomes {
		t, ok := v.Report.Toll[o]
		if !ok || t.Words != "" && v.refined(t) {
			continue
		}
		s := v.counted(o, v.copyCount(t))
		if source := v.source(t.Figures); source != "" && !t.Conflict {
			s += " (" + source + ")"
		}
		out = append(out, s)
	}
	return out
}

// copyCount is the count of a toll, with both sides of a conflict.
func (v *view) copyCount(t summarize.Toll) string {
	if t.Conflict {
		return v.disputed(t)
	}
	return v.count(t)
}

func (v *view) refined(t summarize.Toll) bool {
	return slices.ContainsFunc(v.Report.Compatible, func(c summarize.Compatible) bool {
		return slices.Contains(t.Figures, c.A) || slices.Contains(t.Figures, c.B)
	})
}

// copyAttackers counts those who took part, every account that differs.
func (v *view) copyAttackers() string {
	var counts []string
	for _, f := range v.perpetrators() {
		if f.Outcome == summarize.Present && len(counts) < mostPairs {
			counts = appendNew(counts, v.figureCount(f))
		}
	}
	if len(counts) == 0 {
		return ""
	}
	return v.say.Say("after-attackers", "toll", v.either(counts))
}
