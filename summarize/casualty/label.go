package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// Lines of a table, as ministries, relief agencies and channels print them: what
// became of people, a mark, and how many: "Dead: 12 / Injured: 34", "Persons
// missing – 5". The word of harm opens its item, so that the number before it is
// another item's.

// labelReach is how many words may stand before the word of harm, and between it
// and its mark: "Civilians killed so far:".
const labelReach = 3

// label reads one item of a table and returns where it ends.
func (r *reader) label(p lexicon.Match) (int, bool) {
	k := r.labelled(p)
	if k < 0 {
		return 0, false
	}
	g := &r.groups[k]
	var m *Mention
	if g.noun {
		from := len(r.out)
		if r.emitList(k, Outcome(p.Outcome), p, "label"); len(r.out) > from {
			m = &r.out[from]
		}
	} else {
		m = r.emit(k, Outcome(p.Outcome), p, "label")
	}
	if m == nil {
		return 0, false
	}
	host, end := len(r.out)-1, g.end
	if w, ok := r.labelledWho(p); ok && !g.noun {
		m.PopFirst, m.PopEnd = w.First, w.End
		m.Actor = r.actor(&group{person: w.Entry, plural: true, counted: true}, m.Outcome)
	}
	if r.same(p.First, end) && r.Is(end, "(") {
		return r.labelParts(end, host), true
	}
	return end, true
}

// labelled returns the number of the item that a word of harm opens, or -1.
func (r *reader) labelled(p lexicon.Match) int {
	switch p.Frame {
	case "past", "state", "subject", "noun":
	default:
		return -1
	}
	i := r.labelMark(p)
	if i < 0 || !r.opensItem(p.First) {
		return -1
	}
	k := r.groupAt(i + 1)
	if k < 0 || !r.same(p.First, i+1) {
		return -1
	}
	g := &r.groups[k]
	if g.q < 0 || g.counting != ByNumber || g.partOf || g.more || g.used || !r.countable(k, p) || g.noun && g.person == nil {
		return -1
	}
	if r.same(i, g.end) && r.Has(g.end, lexicon.Predicate, lexicon.Aux, lexicon.Verb) {
		return -1 // "Casualties: 12 dead, 34 wounded"
	}
	return k
}

// labelMark returns the mark that parts a word of harm from its number; or -1.
func (r *reader) labelMark(p lexicon.Match) int {
	for i := p.End; i <= p.End+labelReach && r.same(p.First, i); i++ {
		switch r.Str(i) {
		case ":", "=":
			return i
		case "—", "–", "--", "-":
			if i > p.End || !r.Tokens[i].Space {
				return -1
			}
			if r.Is(i+1, "-") && r.Is(i, "-") {
				return i + 1
			}
			return i
		}
		if m, ok := r.At(i, lexicon.Adverb); ok {
			i = m.End - 1
		} else if !r.Has(i, lexicon.Person, lexicon.DateWord) {
			return -1
		}
	}
	return -1
}

// opensItem reports that nothing but who is counted stands between token i and
// the mark or the line before it.
func (r *reader) opensItem(i int) bool {
	for j := i - 1; j >= i-labelReach-1; j-- {
		if !r.same(j, i) {
			return true
		}
		t := &r.Tokens[j]
		if t.Kind == text.Punct {
			return true
		}
		if t.Kind != text.Word || r.groupEnding(j+1) >= 0 && r.groups[r.groupEnding(j+1)].counted || r.Has(j, lexicon.Pronoun, lexicon.Preposition, lexicon.SourceCue) || r.Has(j, lexicon.Aux) && !r.Has(j, lexicon.Adverb) {
			return false
		}
	}
	return false
}

// labelledWho returns who is counted, beside the word of harm: "Soldiers killed".
func (r *reader) labelledWho(p lexicon.Match) (lexicon.Match, bool) {
	if w, ok := r.Ending(p.First, lexicon.Person); ok && r.same(w.First, p.First) {
		return w, true
	}
	return r.At(p.End, lexicon.Person)
}

// labelParts reads the brackets behind an item as parts of it: "Dead: 8 (3 in
// Moro; 5 in Lara)". It returns where they end.
func (r *reader) labelParts(open, host int) int {
	h := r.out[host]
	i := open + 1
	for ; i < open+longestAside && r.same(open, i) && !r.Is(i, ")"); i++ {
		k := r.groupAt(i)
		if k < 0 || r.groups[k].q < 0 || r.groups[k].thing != nil || r.groups[k].used || !r.groups[k].counted ||
			r.groups[k].count.Qualifier != quantity.Exact {
			continue
		}
		g, o := &r.groups[k], h.Outcome
		if d, ok := r.At(g.end, lexicon.Predicate); ok && (d.Frame == "state" || d.Frame == "past" || d.Frame == "degree") {
			o = Outcome(d.Outcome)
		}
		if m := r.emit(k, o, lexicon.Match{Entry: &lexicon.Entry{}, First: g.first, End: g.end}, "label-part"); m != nil {
			m.SubsetOf, m.Bare, m.Actor = host, true, h.Actor
		}
	}
	return i
}
