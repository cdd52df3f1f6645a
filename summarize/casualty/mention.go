// Package casualty reads mentions: a count of people, what became of them and
// on which side they stood. A mention is what one sentence says; other
// sentences matter only for whom it counts ("three of the dead", "he died"). Who
// says so, and which incident is meant, is not known here.
package casualty

import (
	"tollbot/summarize/quantity"
)

// Outcome is what became of the people counted.
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

// Actor says on which side the counted people stood.
type Actor string

const (
	Victim      Actor = "victim"
	Perpetrator Actor = "perpetrator"
)

// Counting says how the text counts.
type Counting uint8

const (
	ByNumber   Counting = iota // "12 people", "dozens", "no one"
	Indefinite                 // "a woman": somebody not told before
	Definite                   // "the driver", "his wife": perhaps told before
	ByName                     // "Jane Doe, 41, was killed"
	ByOrdinal                  // "a ninth victim died": the count so far
)

// Mention is one count of people with one outcome. All token indices are
// those of the text's Doc; the span of the quote is Doc.Span(First, End).
type Mention struct {
	First, End int // tokens of the quote
	CountFirst int // tokens of the count with its hedge, or of the noun that counts
	CountEnd   int
	PopFirst   int // tokens that name who is counted ("Ukrainian servicemen"); PopFirst == PopEnd: unsaid
	PopEnd     int
	Sent       int

	Count    quantity.Count
	Counting Counting
	Outcome  Outcome
	Actor    Actor

	SubsetOf   int  // index of the mention it is a part of; -1: of none
	List       int  // mentions of one list ("two officers, a soldier and a child") share a number > 0
	Complete   bool // the list is given as complete: behind a colon or a dash, or "the dead are …"
	Additional bool // "another two", "eight more": on top of what was said before
	Includes   bool // this total says that it includes its attackers ("12 dead, including the gunman")
	Running    bool // "rose to", "brings the toll to": the newest count so far
	Bare       bool // a part without a verb of its own ("five of them children"), which holds no parts
	Identified bool // says who they were: "the dead were farmers"
	Unarmed    bool // says that they were no fighters: "none of the dead was armed"
	Borrowed   bool // says no number: the count is that of those told last
	Found      bool // bodies found, perhaps not all of them yet
	Former     bool // "up from", "an earlier count": replaced by the text itself
	Hurt       bool // in care, and the text says of which injury: "taken to hospital with burns"
	Refuted    bool // ", not 17": the number that the text sets right
	Total      bool // the text calls it the toll: "death toll of 27"
	Then       bool // done after what was told before: "… then drove to a bank and killed two"
	Again      bool // takes up some who were told just before ("both died"): no count of everybody
	Succumbed  bool // dead who were told as injured before: "one of the wounded died"
	Headed     bool // stands in the title or a heading

	Rule string // the rule that read it
}
