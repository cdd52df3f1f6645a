package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
)

// What may stand between people and the verb or the item of a list behind them:
// brackets, ages, a place, a phrase between marks that says who they are.

// beforeBrackets returns where the brackets that end at token i begin: "Six
// friars (five of them Maranians) and"; i itself without any.
func (r *reader) beforeBrackets(i int) int {
	if !r.Is(i-1, ")") {
		return i
	}
	for j := i - 2; j > i-longestAside && r.same(j, i-1); j-- {
		if r.Is(j, "(") {
			return j
		}
	}
	return i
}

// apposes reports that group k, behind a mark alone, only says who the one person
// before it was: "The rider of the motorcycle, a man in his 60s, was".
func (r *reader) apposes(prev, k int) bool {
	a, b := &r.groups[prev], &r.groups[k]
	if d, ok := r.At(b.first, lexicon.Determiner); ok && d.Kind == "both" {
		return a.count.Min == d.Value && a.count.Max == d.Value // "The two passengers, both children, were"
	}
	return a.counting == Definite && !a.plural && a.q < 0 && a.person != nil && b.counting == Indefinite && !b.plural && b.person != nil && b.person.Sex != ""
}

// isAside reports one person between commas behind a name: an apposition, no
// item of a list.
func (r *reader) isAside(k int) bool {
	g := &r.groups[k]
	return g.counting == Indefinite && !g.plural && r.Is(g.first-1, ",") && r.same(g.first-2, g.first) && r.nameWord(g.first-2)
}

// beforeAges returns the group before an aside of ages that ends at token i:
// "Two sisters, aged 14 and 16, and".
func (r *reader) beforeAges(i int) int {
	decade := false
	for j := i - 1; j > i-9 && j > 0 && r.same(j, i); j-- {
		if k := r.groupEnding(j); k >= 0 && r.Is(j, ",") {
			return k
		}
		if decade = decade || r.decade(j); decade && (r.decade(j) || r.Has(j, lexicon.Determiner, lexicon.Preposition)) {
			continue // "Two men, both in their 20s, and"
		}
		if !r.ofAge(j) && !r.Is(j, ",") && !r.Has(j, lexicon.Conjunction) {
			break
		}
	}
	return -1
}

// decade reports "20s", in which somebody may be.
func (r *reader) decade(i int) bool {
	return r.Tokens[i].Digits && strings.HasSuffix(r.Str(i), "0s")
}

// ofAge reports a token that tells an age: "aged", "14".
func (r *reader) ofAge(i int) bool {
	th, ok := r.Covering(i, lexicon.Thing)
	return r.ageAt(i) || ok && th.Why == quantity.Age
}

// beforePlace returns the group before a phrase of place that ends at token
// i: "eight people inside the salon and one".
func (r *reader) beforePlace(i int) int {
	for j := i - 1; j > i-7 && r.same(j, i) && j > 0; j-- {
		if r.Tokens[j].Kind == text.Punct || r.Has(j, lexicon.Predicate, lexicon.Aux, lexicon.Verb) && !r.Has(j, lexicon.Preposition) {
			return -1
		}
		if k := r.groupEnding(j); k >= 0 {
			if r.Has(j, lexicon.Preposition) && r.groups[k].prep == nil {
				return k
			}
			return -1
		}
	}
	return -1
}
