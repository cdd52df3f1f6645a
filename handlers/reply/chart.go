package reply

import (
	"cmp"
	"slices"
	"strings"

	"tollbot/handlers/chart"
	"tollbot/internal/telegram"
	"tollbot/summarize"
)

// fewestVoices is how many accounts of one count there must be for a picture to
// say more than a line: two are read faster than they are looked at.
const fewestVoices = 3

// Chart sets the accounts of one count side by side: the worst outcome that at
// least three voices give, and not all alike. The caption, in Telegram's HTML,
// says in words all that the picture shows. Most reports have no such outcome,
// and ok is false.
func (c Card) Chart() (picture chart.Chart, caption string, ok bool) {
	v := newView(c)
	for _, o := range summarize.Outcomes {
		rows := v.voices(o)
		if len(rows) < fewestVoices || !differ(rows) {
			continue
		}
		title, rest := v.say.Say("chart-title", "outcome", v.outcome(o)), len(rows)-chart.MostRows
		rows = rows[:min(len(rows), chart.MostRows)]
		caption := captionOf(title, rows)
		if rest > 0 {
			caption += "\n" + v.say.Count("others", rest)
		}
		return chart.Chart{Title: title, Rows: rows, Number: v.say.Number}, caption, true
	}
	return chart.Chart{}, "", false
}

func differ(rows []chart.Row) bool {
	return slices.ContainsFunc(rows, func(r chart.Row) bool { return r.Says != rows[0].Says })
}

// voices are the accounts of how many of the main event's victims met an
// outcome, in the order of the article; who says the same twice is one.
func (v *view) voices(o summarize.Outcome) []chart.Row {
	main := v.main()
	if main == nil {
		return nil
	}
	var rows []chart.Row
	for _, f := range v.inOrder(main.Figures) {
		if f.Outcome != o || f.Actor != summarize.Victim || f.SubsetOf != nil || f.Scope != nil {
			continue
		}
		r := v.voice(f)
		if !slices.ContainsFunc(rows, func(had chart.Row) bool { return had.Who == r.Who && had.Says == r.Says }) {
			rows = append(rows, r)
		}
	}
	return rows
}

// inOrder sorts figures by where they stand, the title first.
func (v *view) inOrder(figures []summarize.Figure) []summarize.Figure {
	return slices.SortedStableFunc(slices.Values(figures), func(a, b summarize.Figure) int {
		return cmp.Or(-strings.Compare(string(a.Where), string(b.Where)), cmp.Compare(a.Span[0], b.Span[0]))
	})
}

// voice is one figure as a row. Who is not named is called by the place.
func (v *view) voice(f summarize.Figure) chart.Row {
	place := v.place(v.text.find(f.Where, f.Span, f.Quote))
	if place == "" {
		place = capital(v.say.Say("side-text"))
	}
	r := chart.Row{
		Who: capital(cmp.Or(sourceName(f.Source), place)), Place: place,
		Says: v.figureCount(&f), Min: f.Min, Max: f.Max,
	}
	if key := "status-" + string(f.Status); v.say.Has(key) {
		r.Says += " (" + v.say.Say(key) + ")"
		r.Doubtful = f.Status != summarize.Provisional
	}
	return r
}

// captionOf says a chart in words, as many rows as a caption holds.
func captionOf(title string, rows []chart.Row) string {
	p := page{head: []line{{label(title)}}}
	const others = 40 // "and 192 more", in any language
	room := telegram.MaxCaption - others - p.head[0].units()
	for _, r := range rows {
		l := line{text(isolate(r.Who) + " · " + r.Says)}
		if r.Place != r.Who {
			l[0].text += " · " + r.Place
		}
		if room -= l.units() + 1; room < 0 {
			break
		}
		p.head = append(p.head, l)
	}
	return p.html()
}
