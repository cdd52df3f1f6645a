// Package summary chooses which sentences of an article to show: one that
// tells what happened, and two to five that tell the rest of who, what, where,
// when, how many, who says so and what is disputed. It writes nothing of its
// own: every piece is a run of tokens as sent, without what is no part of the
// news (datelines, bylines, captions, labels, emoji, hashtags), in reading
// order, and no piece says again what another has said.
//
// What sentences hold is told by [Marks]; the package itself knows only words
// and the shape of a page.
package summary

// Mark is what the rest of the engine found in one sentence.
type Mark struct {
	// Counts has one bit for each outcome that the sentence gives a figure of
	// for the main incident. Which bit is which is up to the caller.
	Counts uint64
	// Disputed has one bit for each figure of the sentence, or each stated
	// day, that another one contradicts. Numbers are the caller's, modulo 64.
	Disputed uint64

	// Figures is how many figures of the main incident it holds; "no one was
	// hurt" is none.
	Figures int

	Toll       bool // holds a figure that the report's toll of the dead rests on
	Sourced    bool // names who gives a figure of the main incident
	Claim      bool // says who did it, or who said they did
	Place      bool // names the main incident's place
	Site       bool // names its site
	Date       bool // names its day
	Background bool // its figures are all of older, wider or imagined events
}

// Marks has the mark of each sentence of a text, by index. It may be shorter
// than the text: sentences beyond it hold nothing.
type Marks []Mark

func (m Marks) at(sent int) Mark {
	if sent < 0 || sent >= len(m) {
		return Mark{}
	}
	return m[sent]
}

// Piece is a verbatim part of sentence Sent: tokens [First, End). A title of
// several sentences is a piece of the first of them. Where there is none, Sent
// is -1.
type Piece struct{ Sent, First, End int }

var none = Piece{Sent: -1}

// Found reports whether there is such a piece.
func (p Piece) Found() bool { return p.Sent >= 0 }

// Choice is what to show of a text.
type Choice struct {
	Title    Piece   // the title found in a text that was sent without one
	Headline Piece   // not found only where the text has no words
	Points   []Piece // at most five, in reading order; none repeats the headline
	Drop     []bool  // of each sentence: it is furniture, see [Page.Furniture]
}

// Choose chooses from the page. Two calls with the same text and marks choose
// alike.
func (p *Page) Choose(marks Marks) Choice {
	c := chooser{Page: p, marks: marks, title: none}
	out := Choice{Title: none, Drop: p.furniture}
	if !p.titled() {
		out.Title = p.findTitle().title
		c.title = out.Title
	} else {
		c.title = p.wholeTitle()
	}
	c.survey()
	out.Headline = c.headline()
	out.Points = c.points(out.Headline)
	return out
}

// chooser weighs the sentences of a page.
type chooser struct {
	*Page
	marks Marks
	title Piece // sent or found
	cands []candidate
	told  bool // some sentence has a figure of the main incident
}
