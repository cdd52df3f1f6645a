package summary

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

// Key points are chosen one by one: each time the sentence that adds most to
// what the headline and the points before it have told. A fact counts once, so
// that five points cover who, what, where, when, how many, who says so and
// what is disputed, where the text has them.

const (
	mostPoints  = 5
	leastPoints = 2
	fairPoints  = 3 // a point beyond these must bring news
)

// What a sentence gains for what no piece before it has told.
const (
	gainToll     = 8 // the toll itself
	gainDisputed = 6 // each side of a dispute: both must be seen
	gainCount    = 5 // another outcome
	gainClaim    = 5 // who did it
	gainPlace    = 3
	gainSource   = 3 // a figure with somebody to stand by it
	gainDate     = 2
	gainSite     = 2
	gainEvent    = 1 // tells what happened
)

// What a sentence gains or loses by where it stands and how it reads.
const (
	gainFigure  = 1 // each, to mostFigures
	mostFigures = 3
	worthwhile  = 2 // what a sentence without news must be worth as the last of the fair ones
	gainEarly   = 4 // the first; every second sentence after it one less
	lossLeans   = 3 // points back to a sentence that is not shown
	lossQuote   = 2 // what somebody feels more often than what happened
	lossLong    = 2
	lossShort   = 2 // "He was wrong.": tells nothing by itself
	lossLitter  = 1
	lossTorn    = 6
	lossAsks    = 6
	lossShred   = 7 // no full sentence
	lossOldNews = 6 // its figures are of other events
)

const (
	pointLength = 320 // characters from which a sentence is long
	pointLimit  = 600 // a longer one is shown only where there is nothing else
	// rejections bounds the search for a sentence that repeats none.
	rejections = 40
)

// told is what the pieces chosen so far tell.
type told struct {
	counts, disputed                        uint64
	toll, sourced, claim, place, site, date bool
	sents                                   []int      // the sentences shown
	words                                   [][]uint64 // of each piece shown, see wordSet
}

func (t *told) add(sent int, m Mark) {
	t.sents = append(t.sents, sent)
	t.counts |= m.Counts
	t.disputed |= m.Disputed
	t.toll = t.toll || m.Toll
	t.sourced = t.sourced || m.Sourced
	t.claim = t.claim || m.Claim
	t.place = t.place || m.Place
	t.site = t.site || m.Site
	t.date = t.date || m.Date
}

// news is what a mark adds to what is told.
func (t *told) news(m Mark) int {
	return gainCount*bits.OnesCount64(m.Counts&^t.counts) +
		gainDisputed*min(2, bits.OnesCount64(m.Disputed&^t.disputed)) +
		first(m.Toll, t.toll, gainToll) + first(m.Claim, t.claim, gainClaim) +
		first(m.Sourced, t.sourced, gainSource) + first(m.Place, t.place, gainPlace) +
		first(m.Site, t.site, gainSite) + first(m.Date, t.date, gainDate)
}

// first is what a fact gains where it is told for the first time.
func first(has, told bool, gain int) int {
	if has && !told {
		return gain
	}
	return 0
}

// form is what a sentence is worth by itself.
func (c *candidate) form() int {
	n := max(0, gainEarly-c.rank/2) + gainFigure*min(mostFigures, c.mark.Figures)
	for _, l := range [...]struct {
		is   bool
		loss int
	}{
		{c.quote, lossQuote}, {c.length > pointLength, lossLong}, {c.littered, lossLitter},
		{c.torn, lossTorn}, {c.question, lossAsks}, {c.fragment, lossShred}, {c.mark.Background, lossOldNews},
	} {
		if l.is {
			n -= l.loss
		}
	}
	if c.event {
		n += gainEvent
	}
	return n - c.alone()
}

// alone is what a sentence loses without the one before it.
func (c *candidate) alone() int {
	n := 0
	if c.leans {
		n += lossLeans
	}
	if c.short && c.mark == (Mark{}) {
		n += lossShort
	}
	return n
}

// points chooses the key points beside the headline.
func (c *chooser) points(headline Piece) []Piece {
	var known told
	known.add(headline.Sent, c.marks.at(headline.Sent))
	known.words = append(known.words, c.wordSet(headline))
	shown := []Piece{headline}
	open := c.pool(headline)
	for tries := 0; len(shown) <= mostPoints && tries < rejections; tries++ {
		best, news := c.best(open, &known)
		if best < 0 || news == 0 && !c.worthShowing(&c.cands[best], len(shown)-1) {
			break
		}
		s := &c.cands[best]
		open[best] = false
		words := c.wordSet(s.Piece)
		if repeats(known.words, words) {
			continue
		}
		known.add(s.Sent, s.mark)
		known.words = append(known.words, words)
		shown = append(shown, s.Piece)
	}
	out := shown[1:]
	slices.SortFunc(out, func(a, b Piece) int { return a.First - b.First })
	return out
}

// worthShowing reports whether a sentence that tells nothing new of the main
// incident may be one more point beside n others.
func (c *chooser) worthShowing(s *candidate, n int) bool {
	return n < leastPoints || n < fairPoints && s.worth >= worthwhile
}

// pool marks the candidates that may be points: whole sentences, those of
// older events only in a text about such. Torn ones may be where little else
// is or where they hold a figure, shreds where nothing else is.
func (c *chooser) pool(headline Piece) []bool {
	open := make([]bool, len(c.cands))
	n := 0
	for i := range c.cands {
		s := &c.cands[i]
		if s.Sent == headline.Sent {
			continue
		}
		open[i] = s.whole() && s.length <= pointLimit && !(s.mark.Background && s.mark.Counts == 0 && c.told)
		if open[i] {
			n++
		}
	}
	for i := range c.cands {
		s := &c.cands[i]
		if s.Sent == headline.Sent || open[i] || s.question || s.length > pointLimit {
			continue
		}
		open[i] = s.mark.Counts != 0 || n == 0 || n < leastPoints && !s.fragment
	}
	return open
}

// best returns the open candidate that adds most, the earlier of equals, and
// how much of that is news; -1 where none is worth showing.
func (c *chooser) best(open []bool, known *told) (best, news int) {
	best, most := -1, 0
	for i := range c.cands {
		if !open[i] {
			continue
		}
		s := &c.cands[i]
		n := known.news(s.mark)
		total := n + s.worth
		if slices.Contains(known.sents, s.Sent-1) {
			total += s.alone() // what it leans on is shown
		}
		if best < 0 || total > most {
			best, most, news = i, total, n
		}
	}
	return best, news
}

func (c *chooser) runes(p Piece) int { return utf8.RuneCountInString(c.Slice(p.First, p.End)) }
