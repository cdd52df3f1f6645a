// Package incident tells a text's events apart: which one the article is
// about, and which older, wider or imagined ones it only mentions. What an
// article is about decides the main incident, never the largest number, and a
// mention that nothing sets apart belongs to the main one.
package incident

import (
	"time"

	"tollbot/summarize/lexicon"
)

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

// Kind says what the article is about.
type Kind string

const (
	Casualty   Kind = "casualty"   // an event with victims, or with none by its own word
	Context    Kind = "background" // casualties only of older or other events
	NoCasualty Kind = "none"       // no casualties at all
)

// Anchor is one mention of casualties: where it stands and what it counts.
type Anchor struct {
	First, End int // tokens of the quote
	Sent       int
	Outcome    string
	Actor      string
	Min, Max   int
	Headed     bool // stands in the title or a heading
	Indefinite bool // counts by an indefinite noun: "a woman"
}

// Incident is one event of the article. What the text does not say is empty.
type Incident struct {
	Role Role
	Type string // shooting, flood, crash …
	Name string // "Crocus City Hall attack"

	Place   string
	Site    string
	Country string // as CLDR names it

	Date     string // 2006-01-02, 2006-01 or 2006
	DateText string // as the text has it

	Weapons        []string // kinds of weapon, in the order named
	Responsibility []Responsibility
	Sent           int // the first sentence that tells of it
}

// Responsibility is what the text says of who did it: tokens [First, End).
type Responsibility struct {
	By         string
	Status     string // claimed | accused | denied
	First, End int
}

// DateConflict is two statements of a day that cannot both be true, with the
// tokens of both. Why is "weekday" (a weekday and a date that do not meet) or
// "two_dates" (one event on two days).
type DateConflict struct {
	AFirst, AEnd int
	BFirst, BEnd int
	Why          string
}

// Reading is what a text's events are.
type Reading struct {
	Incidents     []Incident // a main one first, where there is one
	Of            []int      // anchor → index into Incidents
	Kind          Kind
	DateConflicts []DateConflict
	Why           []string // the evidence for Kind, by name
}

// Read tells the events of t apart and says to which each anchor belongs.
// anchors are in text order. published is the day of the report; zero where
// it is not known.
func Read(t *lexicon.Tagged, published time.Time, anchors []Anchor) *Reading {
	r := newReader(t, published, anchors)
	roles := r.roles()
	r.keepLasting(roles)
	kind, why := r.kindOf(roles)
	out := &Reading{Kind: kind, Why: why}
	switch kind {
	case Context:
		setAside(roles)
	case Casualty:
		r.roundup(roles)
	}
	r.group(out, roles)
	main := r.describe(out, roles)
	out.DateConflicts = r.dateConflicts(out.Incidents, main)
	return out
}

// setAside makes every mention of a text that reports no event background.
func setAside(roles []verdict) {
	for i := range roles {
		if roles[i].role == Main || roles[i].role == Secondary {
			roles[i].role = Background
		}
	}
}

// reader holds what is found once and asked for often.
type reader struct {
	t       *lexicon.Tagged
	anchors []Anchor

	line  dateline
	base  int  // day of the report; see day
	known bool // base is a day with its true year
	dates []date
	cues  []cue
	lede  int // first sentence of the report proper
	body  int // end of the opening sentences, title included
	event eventDated
	least []int // of each anchor, see fewestBefore; nil until asked for
	main  span

	lineDate    int  // the dateline's own date in dates, or -1
	weekdayNews bool // see findWeekdayNews
	renewed     []uint8
	stage       uint8 // see staged
	width       uint8 // see opensWide
}

func newReader(t *lexicon.Tagged, published time.Time, anchors []Anchor) *reader {
	r := &reader{t: t, anchors: anchors, renewed: make([]uint8, len(t.Sents))}
	r.readDateline()
	r.scanDates()
	r.lineDate = r.line.date(r.dates)
	r.setBase(published)
	r.resolveDates()
	r.scanCues()
	for i := range r.dates {
		r.dates[i].noEvent = r.datesNoEvent(&r.dates[i])
	}
	r.findOpening()
	r.weekdayNews = r.findWeekdayNews()
	r.findMainDates()
	return r
}

// opening is how many sentences of the text tell what a report is about.
const opening = 3

// findOpening finds where the report proper begins, after any dateline.
func (r *reader) findOpening() {
	for r.lede < len(r.t.Sents) && r.t.Sents[r.lede].Heading {
		r.lede++
	}
	if r.line.found {
		r.lede = int(r.t.Tokens[min(r.line.end, len(r.t.Tokens)-1)].Sent)
	}
	r.body = min(r.lede+opening, len(r.t.Sents))
}

// opens reports whether a sentence belongs to the title or the opening.
func (r *reader) opens(sent int) bool {
	return r.t.Sents[sent].Heading || sent < r.body && sent >= r.lede
}

// opensParagraph reports a sentence that a line break stands before.
func (r *reader) opensParagraph(sent int) bool {
	return sent == 0 || r.t.Sents[sent].Para != r.t.Sents[sent-1].Para
}
