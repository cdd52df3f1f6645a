// Package score says how well reports agree with what a careful reader takes
// from the same articles. It judges only the public form of a report, its
// quotes and intervals, and knows nothing of the rules that made it.
//
// A figure is right when outcome, actor, interval and current-or-other
// incident agree; the quote serves to tell equal figures apart. A discrepancy
// is right when its two sides stand where the reader's two sides stand. What
// the reader calls optional is scored neither way.
package score

import "tollbot/summarize"

// Article is one article with its gold.
type Article struct {
	Name string
	summarize.Article
	Gold Gold
}

// Gold is what a careful reader takes from an article.
type Gold struct {
	Toll      map[summarize.Outcome]Want
	Attackers *Interval // nil: not scored
	Figures   []Want
	Differ    []Pair
	Agree     []Pair
}

// Interval holds both ends of a count; nil is open.
type Interval struct{ Min, Max *int }

// Want is one figure, or the toll of one outcome, as the reader has it.
type Want struct {
	Interval
	Or       *Interval // another reading that is as good
	Outcome  summarize.Outcome
	OrAs     summarize.Outcome // the words also fit this outcome; empty: they do not
	Actor    summarize.Actor
	Loose    bool // about, up to, or a vague word: overlapping intervals agree
	MoreThan bool // "more than 12" may also be kept as "at least 12"
	Elsewhen bool // of another incident than those the article reports
	Unscored bool // optional; or, for a toll, open to more than one reading
	Quote    string
}

// Pair is two pieces of an article, side by side.
type Pair struct {
	Kind     string // of a discrepancy; empty for pairs that agree
	Severity summarize.Severity
	A, B     string
}
