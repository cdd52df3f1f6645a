// Package toll sets the counts that several sources give for one incident side
// by side and says where they cannot all be true. It never picks a winner.
//
// Its laws:
//
//   - Two claims conflict only where incident, outcome, actor, population and
//     scope are the same and their intervals are disjoint, or where the text
//     itself says that one replaced the other.
//   - The toll of an outcome is the intersection of its current claims; where
//     that is empty, lowest to highest, marked as a conflict. Nothing is
//     averaged and nothing guessed.
//   - A part never enters the toll of its whole; a figure that is claimed,
//     denied, retracted, unconfirmed, hypothetical or replaced never enters any.
//   - Claims are never joined because their numbers are equal.
//   - Where the text leaves open whether two figures count the same people,
//     nothing is flagged.
package toll

import (
	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
)

// Claim is one figure with everything that decides what it may be compared
// with. SubsetOf of the embedded mention is an index into the claims judged
// together, or negative.
type Claim struct {
	casualty.Mention

	Status   attribution.Status
	Incident int  // index into the incidents given to Judge
	Title    bool // Headed, and in the title rather than a heading of the text

	Source     string // as the text names it; empty: none
	SourceKind string // attribution.Source.Kind
	SourceID   string // attribution.Source.Identity; equal for one source

	Population string // who is counted, as the text names them; empty: unsaid
	// Speakers says that they are the speaker's own ("my brother"): not all who
	// were harmed, where others count those.
	Speakers bool
	// Group is the kind of people that Population names, as the lexicon classes
	// them ("security", "civilian", "child"), or their folded noun. Empty where
	// everyone is counted: people, victims, bodies, or unsaid.
	Group string
	Scope string // the place counted, where the claim says that it is narrower or wider than the incident's
	Width int    // how wide Scope is, 1 a building … 5 a country; 0: not known

	// AsOf orders claims in time where the text dates them (the entries of a
	// live blog, "as of Tuesday"): of two that are dated the later replaces the
	// earlier. 0: not known.
	AsOf int

	Words string // the count with its hedge, verbatim: what a vague claim is called by
}

// Incident is what judging needs to know of an event.
type Incident struct {
	Role  incident.Role
	Label string // how to call it in a sentence ("the 1998 train bombing"); empty: another event
}

// DateClash is two dates of one event that disagree, each by its tokens.
type DateClash struct {
	A, B [2]int // tokens [first, end)
	Why  string // a plain sentence
	Rule string
}

// Verdict is what putting the claims side by side came to. Slices by claim and
// by incident run parallel to what was given to Judge.
type Verdict struct {
	Report     []Toll   // of what the article reports; in the order of outcomes
	ByIncident [][]Toll // of each incident; in the order of outcomes

	Discrepancies []Discrepancy // the most severe first, then in reading order
	Compatible    []Compatible  // the most telling first, at most maxCompatible

	Status   []attribution.Status // of each claim, after all replacements
	SubsetOf []int                // of each claim: the claim it is a part of, or -1
	Includes []bool               // of each claim: its total holds the attackers too
}

// Toll is one outcome's count of victims with all current claims put together.
type Toll struct {
	Outcome  casualty.Outcome
	Min, Max int    // Max is quantity.Open where there is no upper end
	Words    string // a vague word, to be shown instead of its window
	Conflict bool   // the claims cannot all be true: Min and Max are the lowest and the highest
	Claims   []int  // what it rests on, in reading order
}

// Severity says what a discrepancy asks of a desk.
type Severity string

const (
	High   Severity = "high"   // would be a published error
	Medium Severity = "medium" // ask the desk
	Low    Severity = "low"    // wording
	Info   Severity = "info"   // never called a discrepancy
)

// Kind names a discrepancy.
type Kind string

const (
	HeadlineBodyValue      Kind = "headline_body_value"
	StaleFigure            Kind = "stale_figure"
	HeadlineDropsQualifier Kind = "headline_drops_qualifier"
	CategoryMismatch       Kind = "category_mismatch"
	UnconfirmedAsConfirmed Kind = "unconfirmed_as_confirmed"
	PerpetratorInclusion   Kind = "perpetrator_inclusion"
	BackgroundMixed        Kind = "background_mixed"
	SubsetExceedsTotal     Kind = "subset_exceeds_total"
	InternalConflict       Kind = "internal_conflict"
	SourceConflict         Kind = "source_conflict"
	ClaimDispute           Kind = "claim_dispute"
	VictimStatus           Kind = "victim_status"
	BreakdownSum           Kind = "breakdown_sum"
	PeopleAccount          Kind = "people_account"
	PerpetratorCount       Kind = "perpetrator_count"
	ScopeMixed             Kind = "scope_mixed"
	DateConflict           Kind = "date_conflict"
	UnsourcedFigure        Kind = "unsourced_figure"
)

// Discrepancy is two claims that do not fit. A side that is no claim is -1,
// and then its tokens say where it stands (equal ends: there is no such side).
type Discrepancy struct {
	Kind             Kind
	Severity         Severity
	A, B             int
	ATokens, BTokens [2]int
	Why              string // one plain sentence or two that name both sides
	Rule             string
}

// Compatible is two claims that look inconsistent and are not.
type Compatible struct {
	A, B int
	Why  string
}

// Judge sets claims side by side. It neither changes nor keeps its arguments.
// Indices out of range (a claim's incident, or the whole it is a part of) are
// treated as unsaid. Time is linear in the number of claims, apart from a
// bounded number of comparisons within each outcome.
func Judge(claims []Claim, incidents []Incident, dates []DateClash) Verdict {
	l := open(claims, incidents)
	l.settle()
	l.total()
	l.survivors()
	l.diedOfWounds()
	l.critical()
	l.inCare()
	l.nobody()
	l.compare()
	l.clashes(dates)
	l.agree()
	l.copyToRestated()
	return Verdict{
		Report: l.report(), ByIncident: l.byIncident(),
		Discrepancies: l.discrepancies(), Compatible: l.compatible(),
		Status: l.status, SubsetOf: l.part, Includes: l.includes,
	}
}

// settle decides what each claim counts before anything is compared: which
// were replaced, and which are parts of others. The order matters: a replaced
// total must not make a part of anything.
func (l *ledger) settle() {
	for i := range l.rows {
		l.replace(&l.rows[i])
	}
	for i := range l.rows {
		l.setApartAttackers(&l.rows[i])
		l.findNestedSums(&l.rows[i])
		l.findParts(&l.rows[i])
	}
	for i := range l.rows {
		l.tellApart(&l.rows[i])
	}
}

// compare looks for discrepancies, a kind at a time. Where two kinds fit one
// pair of claims the earlier stands (see discrepancies).
func (l *ledger) compare() {
	for _, look := range []func(*row){
		l.stale, l.nestedSums, l.attackersCounted, l.headline, l.hedgeDropped, l.retracted,
		l.partsTooLarge, l.breakdowns, l.conflicts, l.disputes, l.denials, l.identity, l.attackers,
	} {
		for i := range l.rows {
			look(&l.rows[i])
		}
	}
	l.accounts()
	l.unsourced()
}
