package reply

import (
	"cmp"
	"slices"
	"strings"

	"tollbot/summarize"
)

// How many entries one line of the quote lists before it counts the rest.
const (
	mostPairs  = 4
	mostAsides = 8
)

// aside is what the quote holds beyond the evidence: figures that did not
// count, pairs that fit, numbers left out, who claimed it, other events.
func (v *view) aside() []line {
	var lines []line
	lines = append(lines, v.unconfirmed()...)
	lines = append(lines, v.list("agree", v.agreeing(), mostAgreeing)...)
	lines = append(lines, v.list("left-out", v.leftOut(), mostAsides)...)
	lines = append(lines, v.claims()...)
	lines = append(lines, v.older()...)
	return append(lines, v.notes()...)
}

// list is one line of entries under a label, or none.
func (v *view) list(key string, entries []string, most int) []line {
	if len(entries) == 0 {
		return nil
	}
	if extra := len(entries) - most; extra > 0 {
		entries = append(slices.Clone(entries[:most]), v.say.Count("others", extra))
	}
	return []line{{label(v.say.Say(key)), text(" " + strings.Join(entries, " · "))}}
}

// doubtful are the figures of the event itself that no toll rests on.
func (v *view) doubtful() []*summarize.Figure {
	var out []*summarize.Figure
	for i := range v.Report.Incidents {
		if !current(v.Report.Incidents[i].Role) {
			continue
		}
		for j := range v.Report.Incidents[i].Figures {
			f := &v.Report.Incidents[i].Figures[j]
			if f.Status != summarize.Current && f.Status != summarize.Provisional {
				out = append(out, f)
			}
		}
	}
	return out
}

// doubt writes such a figure with its voice and its standing.
func (v *view) doubt(f *summarize.Figure) string {
	s := v.counted(f.Outcome, v.figureCount(f))
	if source := v.source([]string{f.ID}); source != "" {
		s += " · " + source
	}
	if key := "status-" + string(f.Status); v.say.Has(key) {
		s += " (" + v.say.Say(key) + ")"
	}
	return s
}

// standing labels such a figure: a replaced one was confirmed in its day.
func (v *view) standing(f *summarize.Figure) string {
	if f.Status == summarize.Superseded {
		return v.say.Say("earlier")
	}
	return v.say.Say("not-confirmed")
}

func (v *view) unconfirmed() []line {
	var lines []line
	for _, f := range v.doubtful() {
		if v.shown[f.ID] {
			continue
		}
		v.shown[f.ID] = true
		lines = append(lines, line{label(v.standing(f)), text(" " + v.doubt(f) + " · " + v.citeFigure(f))})
	}
	return lines
}

// unconfirmedFirst puts figures that nobody confirmed on the screen where the
// article has no others.
func (v *view) unconfirmedFirst() []item {
	var items []item
	for _, f := range v.doubtful() {
		items = append(items, item{
			line: line{label(v.standing(f)), text(" " + v.doubt(f))}, rank: rankHarm,
		})
	}
	if len(items) == 0 {
		return []item{{line: line{text(v.say.Say("no-figures"))}}}
	}
	return items
}

// mostAgreeing is how many pairs are worth a reader's time: those a hasty eye
// would take for a contradiction.
const mostAgreeing = 2

// agreeing are the pairs that fit although they look otherwise: two counts of
// one outcome first, then those of the same people under two words.
func (v *view) agreeing() []string {
	var alike, akin []string
	for _, c := range v.Report.Compatible {
		a, okA := v.figures[c.A]
		b, okB := v.figures[c.B]
		if !okA || !okB || !current(a.of.Role) || !current(b.of.Role) || a.Actor != b.Actor {
			continue
		}
		pair := v.say.Say("pair", "a", v.beside(a, b), "b", v.beside(b, a))
		switch {
		case a.Outcome == b.Outcome && v.figureCount(a.Figure) != v.figureCount(b.Figure):
			alike = appendNew(alike, pair)
		case puzzling(a.Figure, b.Figure), puzzling(b.Figure, a.Figure):
			akin = appendNew(akin, pair)
		}
	}
	all := slices.Concat(alike, akin)
	return all[:min(len(all), mostAgreeing)]
}

// puzzling tells two counts of the hurt that a reader would compare: a vague
// word beside a number, or more people in hospital than are counted as hurt.
func puzzling(whole, part *summarize.Figure) bool {
	if whole.Outcome != summarize.Injured {
		return false
	}
	switch part.Outcome {
	case summarize.Hospitalised, summarize.Critical:
		return whole.Qualifier == summarize.Vague || part.Qualifier == summarize.Vague || part.Min > whole.Min
	}
	return false
}

// beside is a figure's count beside another one. It says what is counted where
// two plain numbers count different things.
func (v *view) beside(f, other found) string {
	count := v.figureCount(f.Figure)
	if f.Outcome == other.Outcome || f.Qualifier == summarize.Vague || other.Qualifier == summarize.Vague {
		return count
	}
	return v.counted(f.Outcome, count)
}

// slug makes the key of a phrase from the engine's words for a reason.
func slug(why string) string {
	return strings.Join(strings.FieldsFunc(why, func(r rune) bool { return r < 'a' || r > 'z' }), "-")
}

// leftOut lists the numbers that are no figures, with the reason. A reason that
// the phrases do not know stands as the engine gives it.
func (v *view) leftOut() []string {
	var out []string
	for _, s := range v.Report.SetAside {
		why := clip(s.Why, 40)
		if key := "aside-" + slug(s.Why); v.say.Has(key) {
			why = v.say.Say(key)
		}
		why = cmp.Or(why, v.say.Say("aside-other"))
		if quote := clip(s.Quote, 40); quote != "" {
			out = appendNew(out, isolate(quote)+" ("+why+")")
		}
	}
	return out
}

// older names the events the article tells of besides its own, each once,
// however often it comes back to it.
func (v *view) older() []line {
	var told, cites []string
	for i := range v.Report.Incidents {
		incident := &v.Report.Incidents[i]
		if current(incident.Role) || len(incident.Figures) == 0 {
			continue
		}
		s := cmp.Or(v.incidentName(incident), isolate(clip(incident.Figures[0].Quote, 40)))
		for _, o := range summarize.Outcomes {
			if t, ok := incident.Toll[o]; ok {
				s += ", " + v.counted(o, v.count(t))
			}
		}
		if !slices.Contains(told, s) {
			told = append(told, s)
			cites = append(cites, v.citeFigure(&incident.Figures[0]))
		}
	}
	var lines []line
	for i, s := range told {
		lines = append(lines, line{label(v.say.Say("older")), text(" " + s + " · " + cites[i])})
	}
	return lines
}

// notes are the discrepancies that ask nothing of a desk.
func (v *view) notes() []line {
	var lines []line
	for _, d := range v.Report.Discrepancies {
		if _, asks := severities[d.Severity]; !asks {
			lines = append(lines, line{label(v.say.Say("note")), text(" " + v.discrepancy(d))})
		}
	}
	return lines
}
