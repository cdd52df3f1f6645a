package reply

import (
	"strings"

	"tollbot/summarize"
)

// Pages lists every figure of the report with its quote, as many to a page as
// a message holds. A report without figures has no pages.
func (c Card) Pages() []string {
	v := newView(c)
	var pages []string
	var current page
	flush := func() {
		if len(current.head) > 0 {
			pages = append(pages, current.html())
		}
		current = page{}
	}
	used, bold := 0, 0
	for i := range c.Report.Incidents {
		incident := &c.Report.Incidents[i]
		for j := range incident.Figures {
			l := v.entry(incident, &incident.Figures[j])
			if used+l.units()+1 > pageUnits || bold+l.entities() > pageFigures {
				flush()
				used, bold = 0, 0
			}
			current.head = append(current.head, l)
			used += l.units() + 1
			bold += l.entities()
		}
	}
	flush()
	return pages
}

// A page is meant for a phone: well below what Telegram would take.
const (
	pageUnits   = 1800
	pageFigures = 10
)

// entry is one figure in full: its outcome and count, its incident, its voice,
// its standing, and the words it was read from.
func (v *view) entry(incident *summarize.Incident, f *summarize.Figure) line {
	name := v.outcome(f.Outcome)
	if f.Actor == summarize.Perpetrator {
		name = v.say.Say("outcome-attackers")
		if f.Outcome != summarize.Present {
			name += ", " + strings.ToLower(v.outcome(f.Outcome))
		}
	}
	says := []string{v.figureCount(f)}
	if s := v.incidentName(incident); s != "" {
		says = append(says, s)
	}
	if s := v.source([]string{f.ID}); s != "" {
		says = append(says, s)
	}
	if key := "status-" + string(f.Status); v.say.Has(key) {
		says = append(says, v.say.Say(key))
	}
	says = append(says, v.citeFigure(f))
	return line{label(name), text(" " + strings.Join(says, " · "))}
}

// Names lists every figure of the report in a word or two, in the order of the
// report: "Killed 62".
func (c Card) Names() []string {
	v := newView(c)
	var names []string
	for i := range c.Report.Incidents {
		incident := &c.Report.Incidents[i]
		for j := range incident.Figures {
			f := &incident.Figures[j]
			name := v.outcome(f.Outcome)
			if f.Actor == summarize.Perpetrator {
				name = v.say.Say("outcome-attackers")
			}
			names = append(names, clip(name+" "+v.figureCount(f), 32))
		}
	}
	return names
}
