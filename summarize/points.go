package summarize

import (
	"slices"
	"strings"

	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/summary"
	"tollbot/summarize/text"
)

// summarise chooses the headline and the key points.
func (s *assembly) summarise(rep *Report) {
	c := s.page.Choose(s.marks())
	if c.Headline.Found() {
		rep.Headline, _, _ = s.quote(c.Headline.First, c.Headline.End)
	}
	if rep.Headline == "" {
		rep.Headline = rep.Title
	}
	for _, p := range c.Points {
		q, where, span := s.quote(p.First, p.End)
		rep.KeyPoints = append(rep.KeyPoints, KeyPoint{Text: q, Where: where, Span: span})
	}
}

// marks tells the summary what each sentence holds.
func (s *assembly) marks() summary.Marks {
	marks := make(summary.Marks, len(s.t.Sents))
	outside := make([]int, len(s.t.Sents))
	counts := make([]int, len(s.t.Sents))
	for i := range s.claims {
		c := &s.claims[i]
		counts[c.Sent]++
		role := s.incidents.Incidents[c.Incident].Role
		reported := role == incident.Main || role == incident.Aggregate || role == incident.Secondary
		if reported && standsBy(s.verdict.Status[i]) {
			m := &marks[c.Sent]
			if c.Count.Max > 0 {
				m.Figures++
			}
			m.Counts |= 1 << max(slices.Index(Outcomes, c.Outcome), 0)
			m.Sourced = m.Sourced || c.Source != ""
		} else {
			outside[c.Sent]++
		}
	}
	for i := range marks {
		marks[i].Background = counts[i] > 0 && outside[i] == counts[i]
	}
	s.markDisputes(marks)
	for _, t := range s.verdict.Report {
		if t.Outcome == casualty.Killed {
			for _, i := range t.Claims {
				marks[s.claims[i].Sent].Toll = true
			}
		}
	}
	s.markEvents(marks)
	return marks
}

// standsBy reports whether the article still stands by a figure of this
// status. A denied one is no key point: its denial may stand elsewhere.
func standsBy(st Status) bool {
	return st != Denied && st != Retracted && st != StatusHypothetical
}

// markDisputes marks both sides of every discrepancy, each with a bit of its
// own: one side shown does not make up for the other.
func (s *assembly) markDisputes(marks summary.Marks) {
	for _, d := range s.verdict.Discrepancies {
		s.markSide(marks, d.A, d.ATokens)
		s.markSide(marks, d.B, d.BTokens)
	}
}

func (s *assembly) markSide(marks summary.Marks, claim int, tokens [2]int) {
	first := tokens[0]
	switch {
	case claim >= 0:
		first = s.claims[claim].First
	case tokens[0] >= tokens[1]:
		return
	}
	marks[s.t.Tokens[first].Sent].Disputed |= 1 << (first % 64)
}

// markEvents marks the sentences that name the main event's place, site and
// day, and who is said to have done it.
func (s *assembly) markEvents(marks summary.Marks) {
	for _, in := range s.incidents.Incidents {
		if in.Role != incident.Main && in.Role != incident.Aggregate {
			continue
		}
		for _, r := range in.Responsibility {
			marks[s.t.Tokens[r.First].Sent].Claim = true
		}
		for i := range s.t.Sents {
			sent := &s.t.Sents[i]
			str := s.t.Parts[sent.Part][sent.Start:sent.Span.End]
			m := &marks[i]
			m.Place = m.Place || in.Place != "" && strings.Contains(str, in.Place)
			m.Site = m.Site || in.Site != "" && strings.Contains(str, in.Site)
			m.Date = m.Date || in.DateText != "" && strings.Contains(str, in.DateText)
		}
		return
	}
}

// heading marks the sentences of the title that stands in the text itself, so
// that they are read as a headline, and returns it.
func heading(d *text.Doc, title text.Span) string {
	for i := range d.Sents {
		if s := &d.Sents[i]; s.Part == text.Body && s.Start < title.End && s.Span.End > title.Start {
			s.Heading = true
		}
	}
	return d.Parts[text.Body][title.Start:title.End]
}

// plainHeadline is the headline of a text that was not read: its title, or its
// first line.
func plainHeadline(a Article) (headline string, generated bool) {
	if a.Title != "" {
		return a.Title, false
	}
	line, _, _ := strings.Cut(strings.TrimSpace(a.Text), "\n")
	return head(line, 300), false
}
