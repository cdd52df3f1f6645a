package casualty

import "tollbot/summarize/lexicon"

// A count and, behind a mark, who they are one by one: "killed two people, a
// mother and her son". They are no more than the count says. A list of people
// looks the same, so that the noun must leave nobody out, its list must be closed
// already ("and two passengers, a mother and her son"), or one of them must be the
// other's: "two teachers, a woman and her brother".

// apposedToCount makes parts of the people who stand behind a count and add up to it.
func (r *reader) apposedToCount(from int) {
	for i := from; i < len(r.out); i++ {
		end := r.addedUpBehind(i)
		for j := i + 1; j < end; j++ {
			m := &r.out[j]
			m.SubsetOf, m.List, m.Complete, m.Bare = i, 0, false, true
		}
		i = max(i, end-1)
	}
}

// addedUpBehind returns the end of the mentions behind mention i that are its
// people told one by one; 0 where there are none.
func (r *reader) addedUpBehind(i int) int {
	m, k := &r.out[i], int(r.owner[i])-1
	if k < 0 || r.groups[k].q < 0 || m.Count.Min != m.Count.Max || m.Count.Min < 2 || m.Count.Min > mostApposed || r.groups[k].negated {
		return 0
	}
	sum, last := 0, k
	for j := i + 1; j < len(r.out) && sum < m.Count.Min; j++ {
		n, next := &r.out[j], int(r.owner[j])-1
		if next < 0 || n.Outcome != m.Outcome || n.Count.Min != n.Count.Max || n.SubsetOf == i || r.groups[next].more || r.groups[next].counting == ByName {
			return 0
		}
		joined := r.Has(r.groups[next].first-1, lexicon.Conjunction)
		if at, _ := r.pastMark(r.groups[last].end); at != r.groups[next].first || joined && last == k {
			return 0
		}
		sum, last = sum+n.Count.Min, next
		if sum == m.Count.Min && (joined || j == i+1) && r.apposable(k, last) && !r.goesOn(last) {
			return j + 1
		}
	}
	return 0
}

// mostApposed is how many people are told one by one behind their number.
const mostApposed = 6

// apposable reports that what stands behind group k, to group last, can only be
// who they are.
func (r *reader) apposable(k, last int) bool {
	g := &r.groups[k]
	if g.person == nil || g.person.Kind == "everyone" || g.person.Kind == "victim" {
		return true
	}
	return r.Has(g.first-1, lexicon.Conjunction) || r.determinedBy(&r.groups[last], "possessive")
}

// goesOn reports that the list goes on behind group k with no mark: "a cook and a
// guard and three drivers".
func (r *reader) goesOn(k int) bool {
	at, joined := r.pastMark(r.groups[k].end)
	return joined && !r.Is(r.groups[k].end, ",") && r.groupAt(at) >= 0 && !r.hasVerb(r.groupAt(at))
}

// toldOneByOne reports that all groups but the last tell one by one whom the
// number before their mark counted, and emits them as its parts.
func (r *reader) toldOneByOne(ks []int) bool {
	host := len(r.out) - 1
	if len(ks) < 3 || host < r.recent() || r.out[host].End != r.groups[ks[0]].first-1 || !r.Is(r.out[host].End, ",") || !r.Has(r.groups[ks[len(ks)-1]].first-1, lexicon.Conjunction) {
		return false
	}
	h, sum := r.out[host], 0
	for _, k := range ks[:len(ks)-1] {
		if r.groups[k].count.Min != r.groups[k].count.Max {
			return false
		}
		sum += r.groups[k].count.Min
	}
	if h.Count.Min != h.Count.Max || sum != h.Count.Min {
		return false
	}
	for _, k := range ks[:len(ks)-1] {
		g := &r.groups[k]
		if m := r.emit(k, h.Outcome, lexicon.Match{Entry: &lexicon.Entry{}, First: g.first, End: g.end}, "apposed"); m != nil {
			m.SubsetOf, m.Bare = host, true
		}
	}
	return true
}
