// Package incident tells a text's events apart: which one the article is
// about, and which older, wider or imagined ones it only mentions. What an
// article is about decides the main incident, never the largest number.
package incident

// Role says how an incident stands to the article.
type Role string

const (
	Main         Role = "main"
	Secondary    Role = "secondary"
	Aggregate    Role = "aggregate"
	Cumulative   Role = "cumulative"
	Background   Role = "background"
	Hypothetical Role = "hypothetical"
)
