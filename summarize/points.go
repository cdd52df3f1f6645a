package summarize

import (
	"slices"
	"strings"

	"tollbot/summarize/incident"
	"tollbot/summarize/summary"
	"tollbot/summarize/text"
)

// summarise chooses the headline and the key points.
func (s *assembly) summarise(rep *Report) {
	c := summary.Choose(s.t, s.marks())
	if rep.Title == "" && c.Title.Found() {
		rep.Title = s.t.Slice(c.Title.First, c.Title.End)
	}
	rep.Headline = rep.Title
	if c.Headline.Found() {
		rep.Headline = s.t.Slice(c.Headline.First, c.Headline.End)
	}
	for _, p := range c.Points {
		q, where, span := s.quote(p.First, p.End)
		rep.KeyPoints = append(rep.KeyPoints, KeyPoint{Text: q, Where: where, Span: span})
	}
}

// marks tells of each sentence what was found in it.
func (s *assembly) marks() summary.Marks {
	out := make(summary.Marks, len(s.t.Sents))
	for i := range s.claims {
		s.markClaim(&out[s.mentions[i].Sent], i)
	}
	for n, d := range s.verdict.Discrepancies {
		s.markSide(out, n, d.A, d.ATokens)
		s.markSide(out, n, d.B, d.BTokens)
	}
	for k := range s.incidents.Incidents {
		if in := &s.incidents.Incidents[k]; isReported(in.Role) {
			s.markIncident(out, in)
		}
	}
	return out
}

// isReported reports whether an incident of this role is what the article
// reports.
func isReported(r Role) bool { return r == RoleMain || r == RoleSecondary || r == RoleAggregate }

func (s *assembly) markClaim(m *summary.Mark, i int) {
	c := &s.claims[i]
	if !isReported(s.incidents.Incidents[c.Incident].Role) {
		m.Background = m.Counts == 0
		return
	}
	m.Background = false
	if c.Mention.Count.Max > 0 {
		m.Figures++
	}
	m.Counts |= 1 << slices.Index(Outcomes, c.Mention.Outcome)
	m.Sourced = m.Sourced || c.Source != ""
	for _, t := range s.verdict.Report {
		m.Toll = m.Toll || t.Outcome == Killed && slices.Contains(t.Claims, i)
	}
}

// markSide marks one side of a discrepancy, a claim or tokens.
func (s *assembly) markSide(out summary.Marks, n, claim int, tokens [2]int) {
	first := tokens[0]
	switch {
	case claim >= 0:
		first = s.mentions[claim].First
	case tokens[0] >= tokens[1]:
		return
	}
	out[s.t.Tokens[first].Sent].Disputed |= 1 << (uint(first) % 64)
}

// markIncident marks the sentences that name an incident's place, site, day
// and who did it.
func (s *assembly) markIncident(out summary.Marks, in *incident.Incident) {
	for i := range s.t.Sents {
		sent := &s.t.Sents[i]
		if sent.Part == text.Title {
			continue
		}
		words := s.t.Slice(sent.First, sent.End)
		m := &out[i]
		m.Place = m.Place || names(words, in.Place)
		m.Site = m.Site || names(words, in.Site)
		m.Date = m.Date || names(words, in.DateText)
	}
	for _, r := range in.Responsibility {
		out[s.t.Tokens[r.First].Sent].Claim = true
	}
}

func names(words, name string) bool { return name != "" && strings.Contains(words, name) }

// plainHeadline is the headline of a text that was not read: its title, or its
// first line.
func plainHeadline(a Article) (headline string, generated bool) {
	if a.Title != "" {
		return a.Title, false
	}
	line, _, _ := strings.Cut(strings.TrimSpace(a.Text), "\n")
	return head(line, 300), false
}
