package summarize

import (
	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/quantity"
	"tollbot/summarize/toll"
)

// Schema is the number of the report's public format. Fields are added freely
// under one number; renaming or removing one needs the next.
const Schema = 1

// Report is what the engine says of one article. The same value is cached,
// rendered for people, printed by the command line and offered as an export,
// so its JSON form is a public interface (see ARCHITECTURE.md).
//
// Two calls of [Read] with the same [Article] give equal reports, byte for
// byte once marshalled.
type Report struct {
	Schema    int        `json:"schema"`
	Engine    string     `json:"engine"` // see [Fingerprint]
	Lang      string     `json:"lang"`   // BCP 47; "und" where unknown
	Kind      Kind       `json:"kind"`
	Notices   []Notice   `json:"notices,omitempty"`
	Title     string     `json:"title"`    // as sent, or found in the text; empty where there is none
	Headline  string     `json:"headline"` // one verbatim sentence, unless Generated
	Generated bool       `json:"generated,omitempty"`
	KeyPoints []KeyPoint `json:"key_points"`
	// Toll counts the victims of what the article reports, over its main
	// incidents. Empty where the article is not about a casualty event.
	Toll          map[Outcome]Toll `json:"toll"`
	Incidents     []Incident       `json:"incidents"`
	Discrepancies []Discrepancy    `json:"discrepancies"`
	Compatible    []Compatible     `json:"compatible"`
	SetAside      []SetAside       `json:"set_aside"`
}

// Kind says what the article is about.
type Kind = incident.Kind

const (
	KindCasualty   = incident.Casualty   // reports an event with victims, or with none by its own word
	KindBackground = incident.Context    // mentions casualties only of older or other events
	KindNone       = incident.NoCasualty // mentions no casualties at all
)

// Notice is something about the text as a whole that a reader should be told
// before anything else.
type Notice string

const (
	NoticeEmpty        Notice = "empty"         // no words at all
	NoticeTooShort     Notice = "too_short"     // fewer words than an article has
	NoticeHeadlineOnly Notice = "headline_only" // a title without a text
	NoticeNotNews      Notice = "not_news"      // reads like no report (a chat message, a list, code)
	NoticeLanguage     Notice = "language"      // Lang is not covered: no outcomes were read
	NoticeTruncated    Notice = "truncated"     // longer than the engine reads; the end was left out
)

// Where names the part of the article that a span counts in.
type Where string

const (
	InTitle Where = "title"
	InText  Where = "text"
)

// Span is a half-open range of bytes [start, end) in the UTF-8 of a title or
// text as sent.
type Span [2]int

// KeyPoint is one verbatim sentence of the article.
type KeyPoint struct {
	Text  string `json:"text"`
	Where Where  `json:"where"`
	Span  Span   `json:"span"`
}

// Outcome is what became of the people a figure counts.
type Outcome = casualty.Outcome

const (
	Killed       = casualty.Killed
	Injured      = casualty.Injured
	Hospitalised = casualty.Hospitalised
	Critical     = casualty.Critical
	Missing      = casualty.Missing
	Rescued      = casualty.Rescued
	Unharmed     = casualty.Unharmed
	Detained     = casualty.Detained
	Hostages     = casualty.Hostages
	Displaced    = casualty.Displaced
	Evacuated    = casualty.Evacuated
	Casualties   = casualty.Casualties // dead and injured together
	Present      = casualty.Present    // aboard, inside, or how many attackers took part
)

// Outcomes lists every outcome in the order in which they are shown.
var Outcomes = []Outcome{
	Killed, Injured, Hospitalised, Critical, Casualties, Missing, Hostages,
	Rescued, Unharmed, Evacuated, Displaced, Detained, Present,
}

// Toll is one outcome's count with all current claims put together: their
// intersection, or lowest to highest where they cannot all be true.
type Toll struct {
	Min      int      `json:"min"`
	Max      *int     `json:"max"`             // nil: open above
	Words    string   `json:"words,omitempty"` // a vague word, to be shown instead of its window
	Conflict bool     `json:"conflict,omitempty"`
	Figures  []string `json:"figures,omitempty"` // ids of the figures it rests on
}

// Role says how an incident stands to the article.
type Role = incident.Role

const (
	RoleMain         = incident.Main
	RoleSecondary    = incident.Secondary  // another current incident of the same report
	RoleAggregate    = incident.Aggregate  // a region or a day that sums the incidents told
	RoleCumulative   = incident.Cumulative // a war, a year, "since January"
	RoleBackground   = incident.Background // an older event told for context
	RoleHypothetical = incident.Hypothetical
)

// Incident is one event of the article with the figures given for it.
type Incident struct {
	ID             string           `json:"id"`
	Role           Role             `json:"role"`
	Type           string           `json:"type,omitempty"`
	Name           string           `json:"name,omitempty"`
	Place          string           `json:"place,omitempty"`
	Site           string           `json:"site,omitempty"`
	Country        string           `json:"country,omitempty"`
	Date           string           `json:"date,omitempty"` // 2006-01-02, 2006-01 or 2006
	DateText       string           `json:"date_text,omitempty"`
	Weapons        []string         `json:"weapons,omitempty"`
	Responsibility []Responsibility `json:"responsibility,omitempty"`
	Toll           map[Outcome]Toll `json:"toll"`
	Figures        []Figure         `json:"figures"`
}

// Responsibility is what the text says of who did it.
type Responsibility struct {
	By     string `json:"by"`
	Status string `json:"status"` // claimed | accused | denied
	Quote  string `json:"quote"`
	Where  Where  `json:"where"`
	Span   Span   `json:"span"`
}

// Actor says on which side the counted people stood.
type Actor = casualty.Actor

const (
	Victim      = casualty.Victim
	Perpetrator = casualty.Perpetrator
)

// Qualifier says how the text hedges a number.
type Qualifier = quantity.Qualifier

const (
	Exact     = quantity.Exact
	AtLeast   = quantity.AtLeast
	MoreThan  = quantity.MoreThan
	About     = quantity.About
	Nearly    = quantity.Nearly
	UpTo      = quantity.UpTo
	FewerThan = quantity.FewerThan
	Range     = quantity.Range
	None      = quantity.None
	Vague     = quantity.Vague
)

// Status says how far the article stands by a figure.
type Status = attribution.Status

const (
	Current            = attribution.Current
	Superseded         = attribution.Superseded
	Provisional        = attribution.Provisional
	Claimed            = attribution.Claimed
	Unconfirmed        = attribution.Unconfirmed
	Denied             = attribution.Denied
	Retracted          = attribution.Retracted
	StatusHypothetical = attribution.Hypothetical
)

// Figure is a claim: a count of people, what became of them, who says so and
// the very words of the article. No quote, no figure.
type Figure struct {
	ID                   string    `json:"id"`
	Outcome              Outcome   `json:"outcome"`
	Actor                Actor     `json:"actor"`
	Value                *int      `json:"value"` // the number as written; nil for a vague word
	Min                  int       `json:"min"`
	Max                  *int      `json:"max"` // nil: open above
	Qualifier            Qualifier `json:"qualifier"`
	Words                string    `json:"words"`                 // the count with its hedge, verbatim
	Population           string    `json:"population,omitempty"`  // who is counted, as the text names them
	Scope                *string   `json:"scope"`                 // the place counted, where narrower or wider than the incident's
	SubsetOf             *string   `json:"subset_of"`             // id of the figure it is a part of
	IncludesPerpetrators *bool     `json:"includes_perpetrators"` // nil where the text does not say
	Status               Status    `json:"status"`
	Source               *Source   `json:"source"` // nil where the text names none
	Quote                string    `json:"quote"`
	Where                Where     `json:"where"`
	Span                 Span      `json:"span"`
	Rule                 string    `json:"rule"` // the rule that read it; see bot summarize --explain
}

// Source is who the article says a figure comes from.
type Source struct {
	Text string `json:"text"`           // as the text names it
	Kind string `json:"kind,omitempty"` // official | medical | military | party | witness | media | company | document | unnamed | other
	Cue  string `json:"cue,omitempty"`  // "said", "according to"
}

// Severity says what a discrepancy asks of a desk.
type Severity = toll.Severity

const (
	High   = toll.High   // would be a published error
	Medium = toll.Medium // ask the desk
	Low    = toll.Low    // wording
	Info   = toll.Info   // never called a discrepancy
)

// Discrepancy is two figures (or dates) of one article that do not fit.
// Where a side is no figure, A or B is empty and AQuote or BQuote holds its
// words.
type Discrepancy struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Severity Severity `json:"severity"`
	A        string   `json:"a,omitempty"`
	B        string   `json:"b,omitempty"`
	AQuote   string   `json:"a_quote,omitempty"`
	BQuote   string   `json:"b_quote,omitempty"`
	Why      string   `json:"why"` // one plain sentence that names both sides
	Rule     string   `json:"rule,omitempty"`
}

// Compatible is two figures that look inconsistent and are not.
type Compatible struct {
	A   string `json:"a"`
	B   string `json:"b"`
	Why string `json:"why"`
}

// SetAside is a number of the text that is no figure, with the reason.
type SetAside struct {
	Quote string `json:"quote"`
	Where Where  `json:"where"`
	Span  Span   `json:"span"`
	Why   string `json:"why"`
}
