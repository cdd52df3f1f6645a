package incident

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Responsibility is read from the verb of claiming, blaming or denying: who
// stands before it claims and denies; who stands after it is accused.

func (r *reader) responsibility() []Responsibility {
	var out []Responsibility
	for i := range r.t.Tokens {
		if len(out) == mostClaims {
			break
		}
		if !r.t.Has(i, lexicon.Claim) {
			continue
		}
		m, ok := r.t.At(i, lexicon.Claim)
		if !ok {
			continue
		}
		if c, ok := r.claimAt(m); ok && !claimed(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func claimed(out []Responsibility, c Responsibility) bool {
	for _, o := range out {
		if strings.EqualFold(o.By, c.By) && o.Status == c.Status {
			return true
		}
	}
	return false
}

func (r *reader) claimAt(m lexicon.Match) (Responsibility, bool) {
	switch m.Kind {
	case "claimed", "denied":
		f, e := r.subject(m.First)
		return Responsibility{By: r.t.Slice(f, e), Status: m.Kind, First: f, End: m.End}, e > f
	case "accused":
		if r.isPassive(m.First) {
			f, e := r.subject(m.First)
			return Responsibility{By: r.t.Slice(f, e), Status: m.Kind, First: f, End: m.End}, e > f && !r.holdsVerb(f, e) && r.ofHarm(m.End)
		}
		fallthrough
	case "claimed_by", "accused_by":
		if m.Kind == "accused" && r.isOfNothing(m.End) {
			return Responsibility{}, false
		}
		f, e := r.object(m.End)
		if m.Kind == "accused" && !r.ofHarm(e) {
			return Responsibility{}, false
		}
		status := "accused"
		if m.Kind == "claimed_by" {
			status = "claimed"
		}
		return Responsibility{By: r.t.Slice(f, e), Status: status, First: m.First, End: e}, e > f
	}
	return Responsibility{}, false
}

// isPassive reports "the rebels were accused", "are being held responsible".
func (r *reader) isPassive(verb int) bool {
	i := verb
	for i > 0 && r.t.Has(i-1, lexicon.Adverb) && r.t.Tokens[i-1].Sent == r.t.Tokens[i].Sent {
		i--
	}
	a, ok := r.t.Ending(i, lexicon.Aux)
	return ok && a.Kind == "be" && !participle(r.t.Str(verb))
}

// holdsVerb reports a clause where a name was looked for.
func (r *reader) holdsVerb(first, end int) bool {
	for i := first; i < end; i++ {
		if r.t.Has(i, lexicon.Aux) {
			return true
		}
	}
	return false
}

// isOfNothing reports that a thing, not a group, is blamed ("blamed poor
// maintenance"): no capital and no person follows.
func (r *reader) isOfNothing(i int) bool {
	for j := i; j < min(i+5, len(r.t.Tokens)); j++ {
		k := &r.t.Tokens[j]
		if k.Capital || r.t.Has(j, lexicon.Person) {
			return false
		}
		if k.Kind == text.Punct && j > i {
			return true
		}
	}
	return true
}

const (
	partyTokens = 9  // the longest name of a group with its brackets
	asideTokens = 25 // the longest clause between a group and its claim
	mostClaims  = 8  // claims that one report is read for
)

// subject reads back the noun group that ends before token i.
func (r *reader) subject(i int) (first, end int) {
	t := r.t
	s := t.Sentence(i)
	end = i
	for end > s.First && t.Has(end-1, lexicon.Aux, lexicon.Adverb, lexicon.Pronoun) && !t.Tokens[end-1].Capital {
		end--
	}
	if end > s.First && t.Is(end-1, ",") {
		end = r.beforeAside(s.First, end)
	}
	first = end
	for first > s.First && end-first < partyTokens {
		k := &t.Tokens[first-1]
		if k.Kind == text.Punct && !t.Is(first-1, "-") && !t.Is(first-1, "(") && !t.Is(first-1, ")") && !t.Is(first-1, "'s") ||
			t.Has(first-1, lexicon.Subordinator, lexicon.SourceCue, lexicon.Verb) || first < end && r.pronounKind(first-1) == "relative" {
			break
		}
		first--
	}
	return r.trim(first, end)
}

// beforeAside skips ", which had fought for years," back to its own comma.
func (r *reader) beforeAside(from, end int) int {
	for j := end - 2; j > max(from, end-asideTokens); j-- {
		if r.t.Is(j, ",") {
			return j
		}
	}
	return end - 1
}

// object reads the noun group that begins at token i, behind a word of blame in
// the same sentence.
func (r *reader) object(i int) (first, end int) {
	t := r.t
	if i >= len(t.Tokens) || !r.oneSentence(i-1, i+1) || t.Has(i, lexicon.Preposition) {
		return i, i // "rebels blamed", "accused of", "accused by"
	}
	sent := t.Tokens[i].Sent
	for end = i; end < len(t.Tokens) && t.Tokens[end].Sent == sent && end-i < partyTokens; end++ {
		if t.Tokens[end].Kind == text.Punct && !t.Is(end, "-") && !r.quotesName(end, i) || end > i && r.endsParty(end) {
			break
		}
	}
	return r.trim(i, end)
}

// quotesName reports a quotation mark about a name: Maoist "Red Path" rebels.
func (r *reader) quotesName(i, first int) bool {
	t := r.t
	if !strings.ContainsAny(t.Str(i), "\"“”") || i+1 >= len(t.Tokens) {
		return false
	}
	for j := i - 1; j >= first; j-- {
		if strings.ContainsAny(t.Str(j), "\"“") {
			return true // the closing one
		}
	}
	return t.Tokens[i+1].Capital
}

// chargeTokens is how far behind an accused party its deed is looked for.
const chargeTokens = 8

// ofHarm reports that an accusation is of the event, where it says of what:
// not "accused the authorities of hiding the number".
func (r *reader) ofHarm(end int) bool {
	if end >= len(r.t.Tokens) || !r.isOf(end) {
		return true
	}
	for j := end + 1; j < min(end+chargeTokens, r.t.Sentence(end).End); j++ {
		if r.t.Has(j, lexicon.EventNoun, lexicon.EventVerb, lexicon.Predicate) {
			return true
		}
	}
	return false
}

// endsParty reports a word that a name of a group does not go on with: "of"
// belongs to it before a name ("Army of the Pure"), not before what the group
// is accused of ("of supporting").
func (r *reader) endsParty(i int) bool {
	t := r.t
	if r.isOf(i) {
		j := i + 1
		if j < len(t.Tokens) && t.Has(j, lexicon.Determiner) {
			j++
		}
		return j >= len(t.Tokens) || !t.Tokens[j].Capital || t.Tokens[j].Sent != t.Tokens[i].Sent
	}
	return t.Has(i, lexicon.Preposition, lexicon.Subordinator, lexicon.SourceCue, lexicon.Aux, lexicon.Verb, lexicon.EventVerb, lexicon.Negation) ||
		r.pronounKind(i) == "relative"
}

// trim drops an article and what a cut left behind ("the army and the"). What
// is no name is dropped whole: pronouns, "any group", an empty group.
func (r *reader) trim(first, end int) (int, int) {
	t := r.t
	for first < end && t.Has(first, lexicon.Determiner, lexicon.Preposition, lexicon.Conjunction) && !r.isUniversal(first) {
		first++
	}
	if end > first+1 && strings.ContainsAny(t.Str(first), "\"“") && !strings.ContainsAny(t.Slice(first+1, end), "\"”") {
		first++ // a mark that is closed behind the name
	}
	for end > first && t.Has(end-1, lexicon.Determiner, lexicon.Preposition, lexicon.Conjunction, lexicon.Adverb) && !t.Tokens[end-1].Capital {
		end--
	}
	named := false
	for j := first; j < end; j++ {
		named = named || t.Tokens[j].Capital || t.Has(j, lexicon.Person)
	}
	if !named || r.isUniversal(first) || t.Has(first, lexicon.Pronoun, lexicon.Negation, lexicon.Aux) || t.Has(first, lexicon.Adverb) && !t.Tokens[first].Capital {
		return first, first
	}
	return first, end
}

// isUniversal reports "any", "every": nobody in particular.
func (r *reader) isUniversal(i int) bool {
	m, ok := r.t.At(i, lexicon.Determiner)
	return ok && m.Kind == "universal"
}
