package summarize

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
type Kind string

const (
	KindCasualty   Kind = "casualty"   // reports an event with victims, or with none by its own word
	KindBackground Kind = "background" // mentions casualties only of older or other events
	KindNone       Kind = "none"       // mentions no casualties at all
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
type Outcome string

const (
	Killed       Outcome = "killed"
	Injured      Outcome = "injured"
	Hospitalised Outcome = "hospitalised"
	Critical     Outcome = "critical"
	Missing      Outcome = "missing"
	Rescued      Outcome = "rescued"
	Unharmed     Outcome = "unharmed"
	Detained     Outcome = "detained"
	Hostages     Outcome = "hostages"
	Displaced    Outcome = "displaced"
	Evacuated    Outcome = "evacuated"
	Casualties   Outcome = "casualties" // dead and injured together
	Present      Outcome = "present"    // aboard, inside, or how many attackers took part
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
type Role string

const (
	RoleMain         Role = "main"
	RoleSecondary    Role = "secondary"  // another current incident of the same report
	RoleAggregate    Role = "aggregate"  // a region or a day that sums the incidents told
	RoleCumulative   Role = "cumulative" // a war, a year, "since January"
	RoleBackground   Role = "background" // an older event told for context
	RoleHypothetical Role = "hypothetical"
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
type Actor string

const (
	Victim      Actor = "victim"
	Perpetrator Actor = "perpetrator"
)

// Qualifier says how the text hedges a number.
type Qualifier string

const (
	Exact     Qualifier = "exact"
	AtLeast   Qualifier = "at_least"
	MoreThan  Qualifier = "more_than"
	About     Qualifier = "about"
	Nearly    Qualifier = "nearly"
	UpTo      Qualifier = "up_to"
	FewerThan Qualifier = "fewer_than"
	Range     Qualifier = "range"
	None      Qualifier = "none"
	Vague     Qualifier = "vague"
)

// Status says how far the article stands by a figure.
type Status string

const (
	Current            Status = "current"
	Superseded         Status = "superseded"
	Provisional        Status = "provisional"
	Claimed            Status = "claimed"
	Unconfirmed        Status = "unconfirmed"
	Denied             Status = "denied"
	Retracted          Status = "retracted"
	StatusHypothetical Status = "hypothetical"
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
	Kind string `json:"kind,omitempty"` // official | medical | military | party | witness | media | company | unnamed
	Cue  string `json:"cue,omitempty"`  // "said", "according to"
}

// Severity says what a discrepancy asks of a desk.
type Severity string

const (
	High   Severity = "high"   // would be a published error
	Medium Severity = "medium" // ask the desk
	Low    Severity = "low"    // wording
	Info   Severity = "info"   // never called a discrepancy
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
