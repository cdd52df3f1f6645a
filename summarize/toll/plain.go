package toll

import (
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
)

// Dates that clash are found where dates are read, and take their place here
// among the other discrepancies. A toll without any source is worth knowing,
// though no discrepancy.

// clashes takes over the dates that disagree.
func (l *ledger) clashes(dates []DateClash) {
	for _, d := range dates[:min(len(dates), maxDiscrepancies)] {
		f := finding{Discrepancy{
			Kind: DateConflict, Severity: Medium, A: -1, B: -1,
			ATokens: d.A, BTokens: d.B, Why: d.Why, Rule: d.Rule,
		}, d.A[0]}
		l.found = append(l.found, f)
	}
}

// unsourced notes the first toll of the dead that no source is given for.
func (l *ledger) unsourced() {
	for k := range l.rows {
		r := &l.rows[k]
		if !r.given || r.outcome != casualty.Killed || r.toll.Max == 0 || len(r.toll.Claims) == 0 ||
			r.incident >= 0 && l.incidents[r.incident].Role != incident.Main && l.incidents[r.incident].Role != incident.Aggregate {
			continue
		}
		sourced := false
		for _, i := range r.claims {
			sourced = sourced || l.claims[i].Source != "" && l.stands(i)
		}
		if first := r.toll.Claims[0]; !sourced {
			l.flag(UnsourcedFigure, Info, first, -1, "No source is given for "+l.harm(first)+".", "source: none")
		}
		return
	}
}
