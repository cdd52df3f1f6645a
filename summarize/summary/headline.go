package summary

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// The headline is one sentence that tells what happened, where and to how
// many. A report's first sentence is written to be just that; a title often is
// no sentence. Where the first sentence sets a scene, asks or quotes, the first
// one that gives the toll takes its place, then the title.

const (
	headlineLength = 220 // characters that a headline has at most …
	headlineLimit  = 400 // … and where there is nothing shorter
	ledeReach      = 8   // sentences in which a delayed lede is looked for
	datelineReach  = 16  // … and a dateline
	headlineWords  = 6   // a shorter sentence sets a scene
	tailTokens     = 16  // the longest attribution cut off a headline
)

func (c *chooser) headline() Piece {
	lede := c.lede()
	if lede == nil {
		return c.fallback()
	}
	if lede.length <= headlineLength {
		return lede.Piece
	}
	if p := c.withoutAttribution(lede); p.Found() {
		return p
	}
	if c.title.Found() && c.runes(c.title) <= headlineLength && c.words(c.title.First, c.title.End) >= minWords {
		return c.title
	}
	if lede.length > headlineLimit {
		if p := c.shorter(); p.Found() {
			return p
		}
	}
	return lede.Piece
}

// lede returns the sentence that tells the news, or nil.
func (c *chooser) lede() *candidate {
	if s := c.datelined(); s != nil {
		return s
	}
	var first, leaning *candidate
	for i := range c.cands[:min(ledeReach, len(c.cands))] {
		s := &c.cands[i]
		switch {
		case !s.whole() || s.quote || c.words(s.First, s.End) < headlineWords:
		case s.leans:
			if leaning == nil {
				leaning = s
			}
		case s.mark.Figures > 0 && !s.mark.Background:
			return s
		case first == nil:
			first = s
			if !c.told || s.tellsNews() {
				return s
			}
		}
	}
	if first == nil {
		return leaning
	}
	return first
}

// datelined returns the sentence behind the first dateline, where it tells the
// news: above it stand the entries of a live blog, or a page's highlights.
func (c *chooser) datelined() *candidate {
	for i := range c.cands[:min(datelineReach, len(c.cands))] {
		s := &c.cands[i]
		if s.dateline && s.whole() && !s.quote && (s.mark.Counts != 0 || !c.told) {
			return s
		}
	}
	return nil
}

// tellsNews reports whether a first sentence is about the main incident.
func (c *candidate) tellsNews() bool {
	m := &c.mark
	return m.Counts != 0 || m.Site || m.Place || c.event && !m.Background
}

// fallback is the headline of a text without a usable sentence: its title,
// else the first words there are.
func (c *chooser) fallback() Piece {
	if c.title.Found() {
		return c.title
	}
	for i := range c.cands {
		if !c.cands[i].torn {
			return c.cands[i].Piece
		}
	}
	if len(c.cands) > 0 {
		return c.cands[0].Piece
	}
	for i := range c.Sents {
		if first, end, _ := c.trim(i); !c.furniture[i] && first < end {
			return Piece{i, first, end}
		}
	}
	for i := range c.Sents {
		return Piece{i, c.Sents[i].First, c.Sents[i].End}
	}
	return none
}

// shorter returns the first sentence of a headline's length that gives a
// figure, where the lede is endless.
func (c *chooser) shorter() Piece {
	for i := range c.cands[:min(ledeReach, len(c.cands))] {
		s := &c.cands[i]
		if s.whole() && !s.leans && !s.quote && s.length <= headlineLength && (s.mark.Counts != 0 || !c.told) {
			return s.Piece
		}
	}
	return none
}

// withoutAttribution cuts the clause that names the source off the end of a
// long lede: ", the interior ministry said on Friday." A clause that hedges,
// denies or counts stays, and what is left must be short enough.
func (c *chooser) withoutAttribution(s *candidate) Piece {
	for j := s.End - 1; j > max(s.First+headlineWords, s.End-tailTokens); j-- {
		if !c.Is(j, ",") {
			continue
		}
		if !c.attributes(j+1, s.End) {
			return none
		}
		if p := (Piece{s.Sent, s.First, j}); c.runes(p) <= headlineLength {
			return p
		}
		return none
	}
	return none
}

// attributes reports whether tokens [first, end) name a source and nothing
// else.
func (c *chooser) attributes(first, end int) bool {
	cue := false
	for i := first; i < end; i++ {
		if c.Tokens[i].Kind == text.Number || c.Tokens[i].Quoted ||
			c.Has(i, lexicon.StanceCue, lexicon.Negation, lexicon.Cardinal, lexicon.VagueWord, lexicon.Predicate, lexicon.Total) {
			return false
		}
		cue = cue || c.Has(i, lexicon.SourceCue)
	}
	return cue
}
