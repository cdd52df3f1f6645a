package reply

import (
	"slices"
	"strings"

	"tollbot/summarize"
)

// mostQuotes is how many quotes one line of evidence shows.
const mostQuotes = 3

// tolls are the lines of counts: of the one event, or of several and their sum.
func (v *view) tolls() []item {
	parts := v.parts()
	var items []item
	if len(parts) > 1 {
		items = v.incidents(parts)
	}
	for _, o := range summarize.Outcomes {
		t, ok := v.Report.Toll[o]
		if !ok {
			continue
		}
		items = append(items, v.tollItem(o, t, parts))
	}
	items = append(items, v.attackers()...)
	if len(items) == 0 {
		return v.noToll()
	}
	return items
}

func (v *view) tollItem(o summarize.Outcome, t summarize.Toll, parts []*summarize.Incident) item {
	name := label(v.outcome(o))
	it := item{line: line{name, text(" " + v.sourced(t))}, rank: rank(o), order: orderToll}
	source := v.source(t.Figures)
	if source != "" && !t.Conflict {
		it.brief = v.brief(name, t)
		it.briefStays = line{name, text(" " + source)}
	}
	if s := v.sum(o, t, parts); s != "" {
		it.line, it.brief = line{text("✓ " + s)}, nil
	}
	it.moves = it.line
	if quotes := v.quotes(t.Figures); quotes != "" {
		it.stays = line{name, text(" " + quotes)}
		it.briefStays = line{name, text(" " + source + " · " + quotes)}
		it.moves = append(slices.Clone(it.line), text(" · "+quotes))
	}
	return it
}

// brief is the line within the rows that the count alone takes: as much of the
// source as they have room for, and none where that says nothing.
func (v *view) brief(name run, t summarize.Toll) line {
	l := line{name, text(" " + v.count(t) + v.subset(t))}
	const dot = " · "
	room := l.rows()*columns - l.units() - units(dot)
	if short := shortName(v.sourceOf(t.Figures), v.Report.Lang, room); short != "" {
		l = append(l, text(dot+isolate(short)))
	}
	return l
}

// rank puts those who came to harm before those who were spared it.
func rank(o summarize.Outcome) int {
	switch o {
	case summarize.Killed:
		return rankDeaths
	case summarize.Rescued, summarize.Unharmed, summarize.Evacuated, summarize.Displaced, summarize.Detained, summarize.Present:
		return rankSpared
	}
	return rankHarm
}

// subset names the first part of the counted people that the article tells of.
func (v *view) subset(t summarize.Toll) string {
	for i := range v.Report.Incidents {
		for j := range v.Report.Incidents[i].Figures {
			f := &v.Report.Incidents[i].Figures[j]
			if f.SubsetOf == nil || f.Population == "" || f.Min < 2 || !slices.Contains(t.Figures, *f.SubsetOf) {
				continue
			}
			who := isolate(clip(f.Population, 30))
			if whole, ok := v.figures[*f.SubsetOf]; ok && whole.Outcome != f.Outcome {
				return ", " + v.say.Say("toll-part", "part", v.counted(f.Outcome, v.figureCount(f)))
			}
			return ", " + v.say.Say("toll-subset", "a", v.figureCount(f), "who", who)
		}
	}
	return ""
}

// quotes gives the words the figures rest on, leaving out what the card quotes
// elsewhere already.
func (v *view) quotes(ids []string) string {
	var cites []string
	more := 0
	for _, id := range ids {
		f, ok := v.figures[id]
		if !ok || v.shown[id] {
			continue
		}
		v.shown[id] = true
		c := v.citeFigure(f.Figure)
		switch {
		case slices.Contains(cites, c):
		case len(cites) == mostQuotes:
			more++
		default:
			cites = append(cites, c)
		}
	}
	if more > 0 {
		cites = append(cites, v.say.Count("others", more))
	}
	return strings.Join(cites, " · ")
}

// attackers is the line on those who did it: how many, and what became of them.
func (v *view) attackers() []item {
	var present, became, ids []string
	for _, f := range v.perpetrators() {
		if v.shown[f.ID] {
			continue
		}
		ids = append(ids, f.ID)
		count := v.figureCount(f)
		if f.Outcome == summarize.Present {
			if len(present) < mostPairs {
				present = appendNew(present, count)
			}
		} else if len(became) < mostQuotes {
			became = appendNew(became, v.counted(f.Outcome, count))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	says := became
	if either := v.either(present); either != "" {
		says = append([]string{either}, became...)
	}
	name, quotes := label(v.say.Say("outcome-attackers")), v.quotes(ids)
	l := line{name, text(" " + strings.Join(says, " · "))}
	return []item{{
		line: l, rank: rankSpared, order: orderToll,
		stays: line{name, text(" " + quotes)}, moves: append(slices.Clone(l), text(" · "+quotes)),
	}}
}

// perpetrators are the figures the article stands by that count attackers.
func (v *view) perpetrators() []*summarize.Figure {
	var out []*summarize.Figure
	for i := range v.Report.Incidents {
		incident := &v.Report.Incidents[i]
		for j := range incident.Figures {
			f := &incident.Figures[j]
			if current(incident.Role) && f.Actor == summarize.Perpetrator && f.Status == summarize.Current {
				out = append(out, f)
			}
		}
	}
	return out
}

// either writes differing counts of one thing: "3 or 5".
func (v *view) either(counts []string) string {
	switch len(counts) {
	case 0:
		return ""
	case 1:
		return counts[0]
	}
	return v.say.Say("toll-or", "a", strings.Join(counts[:len(counts)-1], ", "), "b", counts[len(counts)-1])
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// noToll says that there is nothing to count, and why where the text does hold
// figures.
func (v *view) noToll() []item {
	if v.has(summarize.NoticeLanguage) {
		return nil // said already; whether there are figures, nobody has read
	}
	for _, i := range v.Report.Incidents {
		if !current(i.Role) && len(i.Figures) > 0 {
			return []item{{line: line{text(v.say.Say("no-current"))}}}
		}
		if len(i.Figures) > 0 {
			return v.unconfirmedFirst()
		}
	}
	return []item{{line: line{text(v.say.Say("no-figures"))}}}
}
