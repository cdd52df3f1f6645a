package summarize

import (
	"strconv"

	"tollbot/summarize/casualty"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
	"tollbot/summarize/toll"
)

// fill writes the findings into a report.
func (s *assembly) fill(rep *Report) {
	rep.Kind = s.incidents.Kind
	ids := s.figureIDs()
	s.fillIncidents(rep, ids)
	rep.Toll = s.tolls(s.verdict.Report, ids)
	for i, d := range s.verdict.Discrepancies {
		rep.Discrepancies = append(rep.Discrepancies, s.discrepancy(d, i, ids))
	}
	for _, c := range s.verdict.Compatible {
		rep.Compatible = append(rep.Compatible, Compatible{A: ids[c.A], B: ids[c.B], Why: c.Why})
	}
	for _, a := range s.asides {
		q, where, span := s.quote(a.First, a.End)
		rep.SetAside = append(rep.SetAside, SetAside{Quote: q, Where: where, Span: span, Why: a.Why})
	}
	s.summarise(rep)
}

// figureIDs numbers the figures in reading order.
func (s *assembly) figureIDs() []string {
	ids := make([]string, len(s.claims))
	for i := range ids {
		ids[i] = "f" + strconv.Itoa(i+1)
	}
	return ids
}

// fillIncidents lists the incidents that have figures, and a main one without.
func (s *assembly) fillIncidents(rep *Report, ids []string) {
	figures := make([][]Figure, len(s.incidents.Incidents))
	of := make([]int, len(figures))
	for i := range s.claims {
		of[s.claims[i].Incident]++
	}
	for i := range s.claims {
		k := s.claims[i].Incident
		if figures[k] == nil {
			figures[k] = make([]Figure, 0, of[k])
		}
		figures[k] = append(figures[k], s.figure(i, ids))
	}
	for k, in := range s.incidents.Incidents {
		if len(figures[k]) == 0 && in.Role != RoleMain {
			continue
		}
		out := Incident{
			ID: "i" + strconv.Itoa(len(rep.Incidents)+1), Role: in.Role,
			Type: in.Type, Name: in.Name, Place: in.Place, Site: in.Site, Country: in.Country,
			Date: in.Date, DateText: in.DateText, Weapons: in.Weapons,
			Toll: s.tolls(s.verdict.ByIncident[k], ids), Figures: figures[k],
		}
		if out.Figures == nil {
			out.Figures = []Figure{}
		}
		for _, r := range in.Responsibility {
			q, where, span := s.quote(r.First, r.End)
			out.Responsibility = append(out.Responsibility, Responsibility{By: r.By, Status: r.Status, Quote: q, Where: where, Span: span})
		}
		rep.Incidents = append(rep.Incidents, out)
	}
}

func (s *assembly) tolls(ts []toll.Toll, ids []string) map[Outcome]Toll {
	out := make(map[Outcome]Toll, len(ts))
	for _, t := range ts {
		r := Toll{Min: t.Min, Max: openEnd(t.Max), Words: t.Words, Conflict: t.Conflict}
		for _, c := range t.Claims {
			r.Figures = append(r.Figures, ids[c])
		}
		out[t.Outcome] = r
	}
	return out
}

// openEnd is the JSON form of a count's upper end: nil where it is open.
func openEnd(n int) *int {
	if n == quantity.Open {
		return nil
	}
	return &n
}

// figure writes claim i as a figure.
func (s *assembly) figure(i int, ids []string) Figure {
	c := &s.claims[i]
	m := c.Mention
	f := Figure{
		ID: ids[i], Outcome: m.Outcome, Actor: m.Actor,
		Min: m.Count.Min, Max: openEnd(m.Count.Max), Qualifier: m.Count.Qualifier,
		Words: c.Words, Population: c.Population, Status: s.verdict.Status[i], Rule: m.Rule,
	}
	if m.Count.Qualifier != quantity.Vague {
		v := m.Count.Value
		f.Value = &v
	}
	f.Quote, f.Where, f.Span = s.quote(m.First, m.End)
	if h := s.verdict.SubsetOf[i]; h >= 0 {
		f.SubsetOf = &ids[h]
	}
	if s.verdict.Includes[i] {
		yes := true
		f.IncludesPerpetrators = &yes
	}
	if c.Scope != "" {
		f.Scope = &c.Scope
	}
	f.Source = s.source(m)
	return f
}

func (s *assembly) source(m casualty.Mention) *Source {
	src, ok := s.said.Source(m.CountFirst, m.CountEnd)
	if !ok {
		return nil
	}
	out := &Source{Text: s.t.Slice(src.First, src.End), Kind: src.Kind}
	if src.CueEnd > src.CueFirst {
		out.Cue = s.t.Slice(src.CueFirst, src.CueEnd)
	}
	return out
}

// quote returns tokens [first, end) verbatim with their place.
func (s *assembly) quote(first, end int) (string, Where, Span) {
	sp := s.t.Span(first, end)
	return s.t.Slice(first, end), whereOf(s.t.Tokens[first].Part), Span{sp.Start, sp.End}
}

func whereOf(p text.Part) Where {
	if p == text.Title {
		return InTitle
	}
	return InText
}

func (s *assembly) discrepancy(d toll.Discrepancy, i int, ids []string) Discrepancy {
	out := Discrepancy{
		ID: "d" + strconv.Itoa(i+1), Kind: string(d.Kind), Severity: d.Severity, Why: d.Why, Rule: d.Rule,
	}
	out.A, out.AQuote = s.side(d.A, d.ATokens, ids)
	out.B, out.BQuote = s.side(d.B, d.BTokens, ids)
	return out
}

// side names one side of a discrepancy: a figure, or the words that are none.
func (s *assembly) side(claim int, tokens [2]int, ids []string) (id, quote string) {
	if claim >= 0 {
		return ids[claim], ""
	}
	if tokens[0] < tokens[1] {
		return "", s.t.Slice(tokens[0], tokens[1])
	}
	return "", ""
}
