package quantity

import "tollbot/summarize/lexicon"

// Quantity is a number found in the text, with its hedge.
type Quantity struct {
	First, End       int // tokens, hedge included
	NumFirst, NumEnd int // tokens of the number itself
	Count            Count
	Vague            bool   // a word, no number: "scores"
	Emphatic         bool   // "as many as": of what has happened, no bound but stress
	Ordinal          bool   // "ninth": counts only where people are said to follow one another
	Reason           string // not empty: its shape says that it counts no people (money, a date …)
}

// Scan finds every number of the text in reading order. Two of them never
// overlap.
func Scan(t *lexicon.Tagged) []Quantity {
	s := scanner{Tagged: t, out: make([]Quantity, 0, len(t.Tokens)/8+4)}
	for i := 0; i < len(t.Tokens); {
		i = s.at(i)
	}
	return s.out
}

type scanner struct {
	*lexicon.Tagged
	out []Quantity
}

// at reads the number that begins at token i, if any, and returns the token
// to go on from.
func (s *scanner) at(i int) int {
	if !s.Tokens[i].Digits && !s.Has(i, lexicon.Cardinal, lexicon.VagueWord, lexicon.Ordinal, lexicon.Determiner) {
		return i + 1 // most words begin no number
	}
	if q, ok := s.vague(i); ok {
		return s.add(q)
	}
	n, end, ok := s.number(i)
	if !ok {
		if m, ok := s.At(i, lexicon.Ordinal); ok {
			s.out = append(s.out, Quantity{First: i, End: m.End, NumFirst: i, NumEnd: m.End, Count: Of(m.Value), Ordinal: true})
			return m.End
		}
		return s.digitsInside(i)
	}
	q := Quantity{First: i, End: end, NumFirst: i, NumEnd: end, Count: Of(n)}
	q.Reason = s.reason(i, end, n)
	switch q.Reason {
	case "":
		s.hedge(&q)
	case Clock:
		q.End = s.clockEnd(end)
		q.NumEnd = q.End
	}
	return s.add(q)
}

func (s *scanner) add(q Quantity) int {
	s.out = append(s.out, q)
	return q.End
}

// vague reads "scores", "more than a dozen", "at least a few".
func (s *scanner) vague(i int) (q Quantity, ok bool) {
	m, ok := s.At(i, lexicon.VagueWord)
	if !ok {
		return q, false
	}
	c := Count{Min: m.Min, Max: m.Max, Qualifier: Vague}
	if m.Max == 0 {
		c.Max = Open
	}
	q = Quantity{First: i, End: m.End, NumFirst: i, NumEnd: m.End, Count: c, Vague: true}
	if b, ok := s.boundBefore(i); ok {
		q.First = b.First
		q.Count = vagueBound(Qualifier(b.Qualifier), c, s.singleScale(m))
	}
	return q, true
}

// singleScale returns what "a dozen" stands for as a number, 0 for words that
// stand for none.
func (s *scanner) singleScale(m lexicon.Match) int {
	if sc, ok := s.Ending(m.End, lexicon.Scale); ok && m.End-m.First == 2 {
		return sc.Value
	}
	return 0
}

// vagueBound bounds a vague word: "more than a dozen" has a number to be more
// than, "at least several" only its window.
func vagueBound(q Qualifier, c Count, n int) Count {
	if n > 0 {
		return Qualified(q, n)
	}
	switch q {
	case AtLeast, MoreThan:
		c.Max = Open
	case UpTo, FewerThan:
		c.Min = 0
	}
	return c
}

// hedge widens q by the bounds and the range around it.
func (s *scanner) hedge(q *Quantity) {
	lo := q.Count.Value
	if hi, end, ok := s.rangeEnd(q.NumFirst, q.NumEnd, lo); ok {
		q.End, q.NumEnd = end, end
		q.Count = Count{Min: lo, Max: hi, Value: lo, Qualifier: Range}
		if m, ok := s.Ending(q.NumFirst, lexicon.RangeWord); ok && m.Kind == "open" {
			q.First = m.First
		}
		return
	}
	if b, ok := s.boundBefore(q.First); ok {
		q.First, q.Emphatic = b.First, b.Kind == "emphatic"
		q.Count = Qualified(Qualifier(b.Qualifier), lo)
		if outer, ok := s.boundBefore(q.First); ok { // "at least some 20"
			q.First = outer.First
			if Qualifier(outer.Qualifier) != About {
				q.Count = Qualified(Qualifier(outer.Qualifier), lo)
			}
		}
		return
	}
	if b, ok := s.At(q.NumEnd, lexicon.Bound); ok && b.Side == "after" && s.sameSentence(q.First, q.NumEnd) {
		q.End = b.End
		q.Count = Qualified(Qualifier(b.Qualifier), lo)
	}
}

// boundBefore returns the hedge that ends right before token i. "under" and
// its like are hedges only before a number, so the caller must stand on one.
func (s *scanner) boundBefore(i int) (lexicon.Match, bool) {
	m, ok := s.Ending(i, lexicon.Bound)
	return m, ok && m.Side == "before" && s.Tokens[m.First].Sent == s.Tokens[i].Sent
}

// rangeEnd reads the second number of "15-20", "three or four", "between 15
// and 20". A falling pair is a score or a time, no range.
func (s *scanner) rangeEnd(first, end, lo int) (hi, to int, ok bool) {
	m, ok := s.At(end, lexicon.RangeWord)
	if !ok || !s.sameSentence(first, m.First) {
		return 0, 0, false
	}
	opened := ""
	if before, ok := s.Ending(first, lexicon.RangeWord); ok {
		opened = before.Kind
	}
	switch m.Kind {
	case "joint":
		if opened == "from" || first > 0 && s.Is(first-1, "by") { // "from 40 to 62", "by 12 to 62" tell of a rise
			return 0, 0, false
		}
	case "close":
		if opened != "open" {
			return 0, 0, false
		}
	default:
		return 0, 0, false
	}
	hi, to, ok = s.number(m.End)
	return hi, to, ok && hi > lo && s.sameSentence(first, m.End) && s.reason(m.End, to, hi) == ""
}
