package reply

import (
	"cmp"
	"slices"
	"strings"

	"tollbot/summarize"
)

// mostIncidents is how many incidents the first screen names one by one; more
// than that show as their totals, and the quote has the rest.
const mostIncidents = 5

// parts are the incidents that the report's toll is made of: what an aggregate
// sums, or the main ones.
func (v *view) parts() []*summarize.Incident {
	var parts []*summarize.Incident
	for i := range v.Report.Incidents {
		incident := &v.Report.Incidents[i]
		if (incident.Role == summarize.RoleMain || incident.Role == summarize.RoleSecondary) && len(incident.Toll) > 0 {
			parts = append(parts, incident)
		}
	}
	return parts
}

// incidents gives one line for each of several incidents.
func (v *view) incidents(parts []*summarize.Incident) []item {
	var items []item
	for _, incident := range parts {
		name := label(cmp.Or(v.incidentName(incident), incident.ID))
		var says, ids []string
		for _, o := range summarize.Outcomes {
			if t, ok := incident.Toll[o]; ok {
				says = append(says, v.counted(o, v.count(t)))
				ids = append(ids, t.Figures...)
			}
		}
		l := line{name, text(" " + strings.Join(says, ", "))}
		it := item{line: l, rank: rankDeaths, order: orderToll, moves: l}
		if quotes := v.quotes(ids); quotes != "" {
			it.stays = line{name, text(" " + quotes)}
			it.moves = append(slices.Clone(l), text(" · "+quotes))
		}
		items = append(items, it)
	}
	if len(parts) <= mostIncidents {
		return items
	}
	return folded(items)
}

// folded takes items off the first screen whatever room there is.
func folded(items []item) []item {
	for i := range items {
		items[i].line = nil
	}
	return items
}

// incidentName is the shortest name that tells an incident from the others.
func (v *view) incidentName(i *summarize.Incident) string {
	return isolate(clip(cmp.Or(i.Name, i.Site, i.Place, i.DateText, i.Type), 40))
}

// sum writes the addition "4 + 2 = 6 killed" where the parts are exact and the
// sum is right. One that is not right is a discrepancy, which the report names.
func (v *view) sum(o summarize.Outcome, total summarize.Toll, parts []*summarize.Incident) string {
	if len(parts) < 2 || len(parts) > mostIncidents || !exact(total) {
		return ""
	}
	var terms []string
	rest := total.Min
	for _, incident := range parts {
		t, ok := incident.Toll[o]
		if !ok {
			continue
		}
		if !exact(t) {
			return ""
		}
		terms = append(terms, v.say.Number(t.Min))
		rest -= t.Min
	}
	if len(terms) < 2 || rest != 0 {
		return ""
	}
	return v.counted(o, v.say.Say("sum", "parts", strings.Join(terms, " + "), "total", v.say.Number(total.Min)))
}

func exact(t summarize.Toll) bool {
	return t.Words == "" && !t.Conflict && t.Max != nil && *t.Max == t.Min
}
