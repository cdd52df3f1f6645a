package incident

import (
	"sort"
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A cue is a word of the lexicon that may set a mention apart from the day's
// event. Clauses bound how far it reaches.
type cue struct {
	First, End int
	class      lexicon.Class
	kind       string
}

var cueClasses = [...]lexicon.Class{lexicon.Background, lexicon.Cumulative}

func (r *reader) scanCues() {
	for i := range r.t.Tokens {
		if !r.t.Has(i, cueClasses[:]...) {
			continue
		}
		for _, c := range cueClasses {
			if m, ok := r.t.At(i, c); ok && m.Kind == "counted" {
				if days, end := r.spanAt(m.End); days >= weekAgo {
					r.cues = append(r.cues, cue{i, end, c, "span"})
				}
			} else if ok && m.Kind == "after" && i > 0 && r.daysFrom(i-1, i) >= weekAgo { // "ten days after the murder of"
				r.cues = append(r.cues, cue{i, m.End, c, "long_after"})
			} else if ok {
				r.cues = append(r.cues, cue{i, m.End, c, m.Kind})
			}
		}
	}
}

// daysFrom returns the days of a span whose number stands at token i and its
// unit at token unit; 0 where there is none.
func (r *reader) daysFrom(i, unit int) int {
	if days, end := r.spanAt(i); end == unit+1 {
		return days
	}
	return 0
}

// reading is how many tokens to either side a mention's reasons are looked
// for: longer than any sentence that people write, so that a text without
// full stops is still read in linear time.
const reading = 120

// around returns the part of a mention's sentence that is read for reasons.
func (r *reader) around(a *Anchor) (first, end int) {
	s := &r.t.Sents[a.Sent]
	return max(s.First, a.First-reading), min(s.End, a.End+reading)
}

// cuesIn returns the cues that begin in tokens [first, end).
func (r *reader) cuesIn(first, end int) []cue {
	from := search(len(r.cues), func(i int) bool { return r.cues[i].First >= first })
	to := from
	for to < len(r.cues) && r.cues[to].First < end {
		to++
	}
	return r.cues[from:to]
}

func (r *reader) cuesAround(a *Anchor) []cue { return r.cuesIn(r.around(a)) }

// cuesBefore returns the cues of a sentence up to token i.
func (r *reader) cuesBefore(i int) []cue {
	return r.cuesIn(max(r.t.Sentence(i).First, i-reading), i)
}

func search(n int, f func(int) bool) int { return sort.Search(n, f) }

// linked says how two places of a sentence hang together: by nothing but
// words of one clause, by a chain of relative and participle clauses, or not.
type linked uint8

const (
	apart  linked = iota
	chain         // "in 2004, when …", "since 1998, leaving …"
	clause        // one and the same
)

// link follows the tokens from first up to end, both outside the things that
// are linked.
func (r *reader) link(first, end int) linked {
	best := clause
	for i := first; i < end; i++ {
		switch r.breakAt(i, end) {
		case clause:
		case chain:
			best = chain
		default:
			return apart
		}
	}
	return best
}

// breakAt says what token i does to a clause that runs to end.
func (r *reader) breakAt(i, end int) linked {
	t := r.t
	if t.Tokens[i].Kind == text.Punct {
		return r.markAt(i, end)
	}
	switch {
	case r.isDateLead(i):
		return clause
	case t.Has(i, lexicon.Subordinator):
		return chain
	case r.pronounKind(i) == "relative":
		return chain
	}
	return clause
}

func (r *reader) markAt(i, end int) linked {
	t := r.t
	switch s := t.Str(i); s {
	case ";", ":", "–", "—", "(", ")":
		return apart
	case "-":
		if t.SpaceBefore(i) {
			return apart
		}
	case ",":
		return r.commaAt(i, end)
	}
	return clause
}

// commaAt tells a comma within a name, a date or a list from one that opens a
// relative or participle clause, and both from one that opens a new clause.
func (r *reader) commaAt(i, end int) linked {
	t := r.t
	j := i + 1
	if j >= end {
		return clause
	}
	switch {
	case r.pronounKind(j) == "relative", t.Has(j, lexicon.Subordinator), participle(t.Str(j)):
		return chain
	case t.Tokens[j].Kind != text.Word || t.Tokens[j].Capital && !t.Has(j, lexicon.SourceNoun):
		return clause
	case r.isDateLead(j) && !t.Has(j, lexicon.Subordinator), r.whereAside(j, end):
		return clause
	case t.Has(i-1, lexicon.Predicate) && t.Has(j, lexicon.Predicate): // "were shot, hacked or burned"
		return clause
	case t.Has(j, lexicon.Conjunction) && (participle(t.Str(j+1)) || t.Tokens[j+1].Kind == text.Number):
		return clause
	}
	return apart
}

// longestWhere bounds the words of an aside that only says where.
const longestWhere = 7

// whereAside reports ", near the capital," at token j: a phrase of place between
// marks, of which the second may lead to a date.
func (r *reader) whereAside(j, end int) bool {
	t := r.t
	if !t.Has(j, lexicon.Preposition) || t.Has(j, lexicon.Subordinator) {
		return false
	}
	for i := j; i < min(end, j+longestWhere); i++ {
		if t.Is(i, ",") {
			return i > j+1
		}
		if t.Tokens[i].Kind != text.Word || t.Has(i, lexicon.Aux, lexicon.Predicate, lexicon.SourceCue, lexicon.Pronoun, lexicon.Conjunction, lexicon.Person) {
			return false
		}
	}
	return false
}

func participle(s string) bool { return len(s) > 5 && strings.EqualFold(s[len(s)-3:], "ing") }

func (r *reader) pronounKind(i int) string {
	if m, ok := r.t.At(i, lexicon.Pronoun); ok {
		return m.Kind
	}
	return ""
}

// isDateLead reports a word that is a subordinator elsewhere and here only
// leads to a date: "since 1999", "before dawn", "after Monday".
func (r *reader) isDateLead(i int) bool {
	if !r.t.Has(i, lexicon.Preposition) {
		return false
	}
	from, to := r.datesIn(i+1, i+2)
	return from < to
}
