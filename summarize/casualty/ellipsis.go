package casualty

import (
	"slices"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// What a sentence leaves out because it was just said: the verb of "eight in
// Harrow", the people of "six women and five men" behind a colon, the count of
// "six of the 15 dead".

// breakdowns reads the parts that a colon or a dash opens behind a count:
// "Fourteen people died: six in the first bus, five in the second and two
// pedestrians". Such a list is given as complete.
func (r *reader) breakdowns(s *text.Sentence, from int) {
	for i := s.First; i < s.End; i++ {
		if !r.opensList(i) {
			continue
		}
		host := r.mentionBefore(i, from)
		if host < 0 {
			continue // the dash of a dateline
		}
		if r.out[host].Actor != Victim || r.out[host].Count.Max <= 1 {
			return
		}
		items := r.items(i+1, r.dashEnd(i, s.End))
		if len(items) < 2 {
			return
		}
		h, complete := r.out[host], !slices.ContainsFunc(items, r.inEach)
		r.list++
		for _, k := range items {
			g := &r.groups[k]
			p := lexicon.Match{Entry: &lexicon.Entry{}, First: g.first, End: g.end}
			if m := r.emit(k, h.Outcome, p, "breakdown"); m != nil {
				m.List, m.Complete, m.SubsetOf = r.list, complete, host
			}
		}
		return
	}
}

// announced marks the counts of a sentence that says that it breaks a toll down
// ("the breakdown is as follows") as parts that leave nobody out.
func (r *reader) announced(s *text.Sentence, from int) {
	if len(r.out)-from < 2 || !r.hasIn(s, lexicon.Broken) {
		return
	}
	first, n := -1, 0
	for i := from; i < len(r.out); i++ {
		m := &r.out[i]
		if m.Total || m.Former || m.Additional || m.Headed || m.Actor != Victim || m.SubsetOf >= 0 || m.Complete {
			return
		}
		if first < 0 || m.Outcome == r.out[first].Outcome {
			n++
		}
		if first < 0 {
			first = i
		}
	}
	if n < 2 {
		return
	}
	r.list++
	for i := from; i < len(r.out); i++ {
		if m := &r.out[i]; m.Outcome == r.out[first].Outcome {
			m.List, m.Complete = r.list, true
		}
	}
}

func (r *reader) hasIn(s *text.Sentence, c lexicon.Class) bool {
	for i := s.First; i < s.End; i++ {
		if r.Has(i, c) {
			return true
		}
	}
	return false
}

// dashEnd returns the dash that closes what the one at token i opens, or end where
// none does: "seven dead – five rebels and two soldiers – and four wounded".
func (r *reader) dashEnd(i, end int) int {
	for j := i + 1; j < end && r.Str(i) != ":"; j++ {
		if r.isDash(j) {
			return j
		}
	}
	return end
}

// inEach reports "two each in Lara and Moro": more than the number says.
func (r *reader) inEach(k int) bool {
	d, ok := r.At(r.groups[k].end, lexicon.Determiner)
	return ok && d.Kind == "universal" && r.same(d.First, r.groups[k].first)
}

// opensList reports a colon or a dash that a number follows.
func (r *reader) opensList(i int) bool {
	switch r.Str(i) {
	case ":", "—", "–", "--":
	case "-":
		if !r.Tokens[i].Space && !(r.Is(i-1, "-") && r.Tokens[i-1].Space) { // or the second of "--"
			return false
		}
	default:
		return false
	}
	k := r.groupAt(i + 1)
	return k >= 0 && r.groups[k].counted
}

// items returns the groups between tokens i and end where all of them are
// counts without a verb or a reading of their own; nil otherwise.
func (r *reader) items(i, end int) []int {
	var ks []int
	for k := r.firstGroup(i); k < r.found && r.groups[k].first < end; k++ {
		g := &r.groups[k]
		if g.thing != nil || !g.counted {
			continue
		}
		if g.used || g.negated || r.hasVerb(k) || g.subset || g.partOf || g.person != nil && g.person.Who == "perpetrator" {
			return nil
		}
		if g.prep == nil {
			ks = append(ks, k)
		}
	}
	return ks
}

// restated reads the whole of "six of the 15 dead", where the text has not told
// it before.
func (r *reader) restated(s *text.Sentence) {
	for _, w := range r.wholes {
		if w.First < s.First || w.First >= s.End {
			continue
		}
		q := r.qs[r.qAt[w.First]-1]
		if r.toldAs(Outcome(w.Outcome), q.Count) {
			continue
		}
		g := one(q.First, w.End, Definite)
		g.cntEnd, g.popFirst, g.popEnd, g.count, g.plural = q.End, w.End, w.End, q.Count, true
		r.emit(r.addGroup(g), Outcome(w.Outcome), lexicon.Match{Entry: w.Entry, First: q.First, End: w.End}, "whole")
	}
}

// toldAs reports a mention of victims with an outcome and just that count,
// among the first of the text.
func (r *reader) toldAs(o Outcome, c quantity.Count) bool {
	for i := range r.out[:min(len(r.out), 4*lookBack)] {
		m := &r.out[i]
		if m.Outcome == o && m.Actor == Victim && m.Count.Min == c.Min && m.Count.Max == c.Max {
			return true
		}
	}
	return false
}

// gaps reads counts whose verb was said of the one before: "nine in Lindow
// and eight in Harrow", "killing two here and three villagers there".
func (r *reader) gaps(s *text.Sentence, from int) {
	told := len(r.out)
	defer func() { r.placesAddUp(from, told) }()
	for k := r.firstGroup(s.First); k < r.found && r.groups[k].first < s.End; k++ {
		g := &r.groups[k]
		if g.used || !g.counted || g.q < 0 && (!g.more || g.noun) || g.thing != nil || g.noun && g.person == nil || g.counting == ByOrdinal {
			continue
		}
		if g.person != nil && g.person.Who == "perpetrator" || r.hasVerb(k) || !r.alongWith(k) && (!r.placed(k) || !r.joinedOn(k)) {
			continue
		}
		prev := r.mentionBefore(g.first, from)
		if prev < 0 {
			continue
		}
		h := r.out[prev]
		if h.Actor != Victim || h.Count.Qualifier == "none" || h.Outcome == Present {
			continue
		}
		if h.Count.Max == 1 && !g.noun && r.hurtWord(h.CountEnd, g.first) {
			continue // "she received three bullet wounds, two in the chest"
		}
		p := lexicon.Match{Entry: &lexicon.Entry{}, First: g.first, End: g.end}
		m := r.emit(k, h.Outcome, p, "gapped")
		if m == nil {
			continue
		}
		if h.SubsetOf >= 0 && h.Rule == "gapped" {
			m.SubsetOf = h.SubsetOf
			continue
		}
		if !g.noun && h.End == g.first-1 && r.Is(h.End, ",") && g.count.Max < h.Count.Min {
			m.SubsetOf = prev // "Two men were stabbed, one in the neck"
			continue
		}
		if !g.noun && !g.more && r.opensList(g.first-1) && h.Count.Qualifier != quantity.Vague && g.count.Max <= h.Count.Min {
			m.SubsetOf = prev // "14 are missing – 12 in Moro and one each in Lara and Tota"
			continue
		}
		if h.List == 0 {
			r.list++
			r.out[prev].List = r.list
		}
		m.List = r.out[prev].List
		if h.SubsetOf >= 0 && h.SubsetOf < prev {
			m.SubsetOf = h.SubsetOf
		}
	}
}

// noChance is the number from which places that add up to it are hardly others
// than those it counts: "Four died in Lara, three in Moro and one in Tota".
const noChance = 10

// placesAddUp makes parts of the bare numbers, since told, that a gapped sentence
// gives for its places where they add up to the number before them: "14 died, 12
// in Moro and two in Lara".
func (r *reader) placesAddUp(from, told int) {
	if len(r.out)-told < 2 {
		return
	}
	h, sum, each := r.mentionBefore(r.out[told].CountFirst, from), 0, false
	for i := told; i < len(r.out); i++ {
		m, k := &r.out[i], int(r.owner[i])-1
		if h < 0 || m.List == 0 || m.List != r.out[h].List || m.Additional || r.groups[k].noun || m.Count.Min != m.Count.Max {
			return
		}
		sum, each = sum+m.Count.Min, each || r.inEach(k)
	}
	if w := &r.out[h]; h < told && w.Count.Min == w.Count.Value && w.Count.Min >= noChance && (sum == w.Count.Min || each && sum < w.Count.Min) {
		for i := told; i < len(r.out); i++ {
			r.out[i].SubsetOf, r.out[i].List = h, 0
		}
		w.List = 0
	}
}

// hurtWord reports an injury told by its noun among tokens [first, end).
func (r *reader) hurtWord(first, end int) bool {
	for i := first; i < end; i++ {
		if r.Has(i, lexicon.Hurt) {
			return true
		}
	}
	return false
}

// placed reports that a phrase of place stands behind group k: what tells the
// counts of a gapped sentence apart.
func (r *reader) placed(k int) bool {
	i := r.groups[k].end
	if r.inEach(k) {
		i++
	}
	m, ok := r.At(i, lexicon.Preposition)
	return ok && m.Kind == "" && r.same(i, r.groups[k].first)
}

// alongWith reports "killed along with two of his bodyguards".
func (r *reader) alongWith(k int) bool {
	m, ok := r.Ending(r.groups[k].first, lexicon.Conjunction)
	return ok && m.Kind == "with" && r.same(m.First, r.groups[k].first)
}

// joinedOn reports a conjunction or a mark before group k.
func (r *reader) joinedOn(k int) bool {
	i := r.groups[k].first - 1
	return i >= 0 && r.same(i, i+1) && (r.Has(i, lexicon.Conjunction) || r.Tokens[i].Kind == text.Punct || r.Has(i, lexicon.MoreWord))
}

// mentionBefore returns the last mention, since from, that begins before
// token i; -1 where there is none.
func (r *reader) mentionBefore(i, from int) int {
	best := -1
	for j := max(from, r.recent()); j < len(r.out); j++ {
		if r.out[j].CountFirst < i && (best < 0 || r.out[j].CountFirst >= r.out[best].CountFirst) {
			best = j
		}
	}
	return best
}

// addends marks "eight more bodies" as a part of the total that the same
// sentence gives.
func (r *reader) addends(from int) {
	for i := from; i < len(r.out); i++ {
		m := &r.out[i]
		if !m.Additional || m.SubsetOf >= 0 {
			continue
		}
		for j := max(from, i-lookBack); j < min(len(r.out), i+lookBack); j++ {
			if t := &r.out[j]; t.Total && !t.Former && t.Outcome == m.Outcome && t.Count.Min >= m.Count.Max && j != i {
				m.SubsetOf = j
			}
		}
	}
}
