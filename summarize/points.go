package summarize

import "strings"

// summarise chooses the headline and the key points.
func (s *assembly) summarise(rep *Report) {
	rep.Headline = rep.Title
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
