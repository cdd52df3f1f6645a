package incident

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A country is inferred from every name that points to one: where it
// happened says more than whose people are named.
const (
	countryNamed = 3 // "in Bangladesh"
	cityNamed    = 3
	peopleNamed  = 1 // "Bangladeshi officials"
	inOpening    = 3 // times

	placeLies = 12 // where the place itself is known to lie
)

// countryOf finds the country that the names of the opening and the first
// paragraphs point to, by its code. place is that of the event's place, or "".
func (r *reader) countryOf(place string) string {
	var names []string
	var sums []int
	if place != "" {
		names, sums = append(names, place), append(sums, placeLies)
	}
	end := min(r.body+4, len(r.t.Sents))
	for i := range r.t.Tokens {
		sent := int(r.t.Tokens[i].Sent)
		if sent >= end {
			break
		}
		m, ok := r.nameAt(i)
		if !ok || m.Kind == "" || r.isOrigin(i, m) || r.inGroup(i) || r.isNamesake(m) {
			continue
		}
		w := [...]int{countryNamed, peopleNamed, cityNamed}[m.Value]
		if m.Value == 1 && r.isSettlement(m.End) { // "the Afghan capital"
			w = countryNamed
		}
		if r.opens(sent) || r.inLine(i) {
			w *= inOpening
		}
		k := 0
		for k < len(names) && names[k] != m.Kind {
			k++
		}
		if k == len(names) {
			names, sums = append(names, m.Kind), append(sums, 0)
		}
		sums[k] += w
	}
	best := ""
	most := 0
	for k := range names {
		if sums[k] > most {
			best, most = names[k], sums[k]
		}
	}
	return best
}

// countryAt returns the country of the place at tokens [first, end): its own,
// or that of the name behind it, which explains it: "Moscow, Idaho".
func (r *reader) countryAt(first, end int) string {
	if outer, ok := r.nameBehind(end); ok {
		return outer.Kind
	}
	if m, ok := r.nameAt(first); ok && m.Value != 1 && m.End <= end && !r.isOrigin(first, m) {
		return m.Kind
	}
	return ""
}

// nameBehind reads the country or province that stands behind a place and a
// comma. A list of places has an "and" behind it.
func (r *reader) nameBehind(end int) (lexicon.Match, bool) {
	t := r.t
	if !t.Is(end, ",") || end+1 >= len(t.Tokens) || t.Tokens[end+1].Sent != t.Tokens[end].Sent {
		return lexicon.Match{}, false
	}
	m, ok := r.nameAt(end + 1)
	if !ok || m.Value == 1 {
		return m, false
	}
	after := m.End
	if t.Is(after, ",") {
		after++
	}
	_, listed := r.nameAt(after)
	return m, !listed && !t.Has(after, lexicon.Conjunction)
}

// isNamesake reports a place that only shares a better known one's name: "in
// Moscow, Idaho".
func (r *reader) isNamesake(m lexicon.Match) bool {
	outer, ok := r.nameBehind(m.End)
	return ok && m.Value == 2 && outer.Kind != m.Kind
}

// inGroup reports a name inside that of a group: "the Islamic State of Iraq".
func (r *reader) inGroup(i int) bool {
	m, ok := r.t.Ending(i-1, lexicon.PlaceWord)
	return ok && r.isOf(i-1) && r.t.Tokens[m.First].Capital && !r.t.Tokens[m.First].AllCaps && m.First > r.t.Sentence(i).First && r.t.Tokens[m.First-1].Capital && !r.t.Has(m.First-1, lexicon.PlaceName)
}

// isOrigin reports a name that tells where people come from, or only what
// something is like: "three Czech men", "a family from Spain",
// "Moscow-style".
func (r *reader) isOrigin(i int, m lexicon.Match) bool {
	t := r.t
	if i > 0 && r.fromAt(i-1) || i > 1 && t.Has(i-1, lexicon.Determiner) && r.fromAt(i-2) || t.Is(m.End, "-") && !t.SpaceBefore(m.End) {
		return true
	}
	if m.End >= len(t.Tokens) {
		return false
	}
	if m.Value == 1 {
		return t.Has(m.End, lexicon.Person) && !t.Tokens[m.End].Capital && !r.isOffice(m.End)
	}
	return r.opensName(i, m)
}

// opensTown reports a city's name that begins a town's, which is explained:
// "Essex Corners, Vermont".
func (r *reader) opensTown(i int, m lexicon.Match) bool {
	if !r.opensName(i, m) {
		return false
	}
	_, ok := r.nameBehind(m.End + 1)
	return ok
}

// opensName reports a city's name that is only the first word of another: "Milan
// Koren", "Essex Corners".
func (r *reader) opensName(i int, m lexicon.Match) bool {
	t := r.t
	if m.Value != 2 || m.End >= len(t.Tokens) {
		return false
	}
	next := &t.Tokens[m.End]
	return next.Kind == text.Word && next.Capital && !next.AllCaps && next.Sent == t.Tokens[i].Sent && !t.Sentence(i).Heading &&
		!t.Has(m.End, lexicon.SourceNoun, lexicon.Site, lexicon.PlaceWord, lexicon.PlaceName, lexicon.Weekday, lexicon.Month)
}

// isOffice reports a source that speaks for a state: "Polish police".
func (r *reader) isOffice(i int) bool {
	m, ok := r.t.At(i, lexicon.SourceNoun)
	return ok && m.Kind != "witness"
}

func (r *reader) fromAt(i int) bool {
	m, ok := r.t.At(i, lexicon.RangeWord)
	return ok && m.Kind == "from"
}
