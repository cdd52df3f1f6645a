// Package reply writes a report for people: as a Telegram card, as plain text,
// and as one line to copy.
//
// It says only what the report says, in the words of the article where it
// quotes. What does not fit is left out by meaning, the least important line
// first; nothing is ever cut inside a tag. A card stays within what Telegram
// takes: 4,096 UTF-16 units after parsing and 100 entities. Its first screen is
// 12 lines of a phone, and the evidence is one tap away.
package reply

import (
	"tollbot/handlers/phrase"
	"tollbot/summarize"
)

// Length says how much of a report the first screen holds.
type Length string

const (
	Normal Length = ""      // 12 lines: figures, what to check, the gist
	Short  Length = "short" // 7 lines: figures and what to check
)

// Card is one answer: a report, the article it was read from, and for whom it
// is written.
type Card struct {
	Report summarize.Report
	// Article is what the report was read from. Where the two do not belong
	// together, quotes are shown without their paragraph.
	Article summarize.Article
	Outlet  string   // who published the article; empty where unknown
	Lang    string   // the reader's language, BCP 47; empty for English
	Covers  []string // languages the engine reads; empty for English alone
	Length  Length
	// Anyway summarises a text that reads like no news report.
	Anyway bool
	// Part says that the article may go on in another message.
	Part bool
}

// HTML is the card in Telegram's HTML. It is never empty.
func (c Card) HTML() string { return fit(newView(c).page()).html() }

// Plain is the whole card without markup and without Telegram's limits, ending
// in a newline.
func (c Card) Plain() string { return newView(c).page().plain() }

// view is a card at work: its phrases, and its figures by id.
type view struct {
	Card
	say     *phrase.Lang
	figures map[string]found
	text    places
	shown   map[string]bool // figures whose quotes stand on the card already
}

// found is a figure with the incident it belongs to.
type found struct {
	*summarize.Figure
	of *summarize.Incident
}

func newView(c Card) *view {
	if len(c.Covers) == 0 {
		c.Covers = []string{"en"}
	}
	v := &view{
		Card: c, say: phrase.For(c.Lang), figures: map[string]found{},
		text: newPlaces(c.Article), shown: map[string]bool{},
	}
	for i := range c.Report.Incidents {
		incident := &c.Report.Incidents[i]
		for j := range incident.Figures {
			f := &incident.Figures[j]
			if _, twice := v.figures[f.ID]; !twice {
				v.figures[f.ID] = found{f, incident}
			}
		}
	}
	return v
}

// page puts the card together, before any limit but the first screen's.
func (v *view) page() page {
	if head, stop := v.notices(); stop {
		return page{head: head}
	}
	checks := v.checks()
	items := v.opening()
	items = append(items, v.tolls()...)
	items = append(items, checks...)
	items = append(items, v.gist()...)
	head, quote := screen(items, v.rows())
	return page{head: head, quote: append(quote, v.aside()...), more: v.more}
}

func (v *view) rows() int {
	if v.Length == Short {
		return 7
	}
	return 12
}

// more is the line that stands for n lines a message could not hold.
func (v *view) more(n int) line { return line{{text: "… " + v.say.Count("cut", n)}} }
