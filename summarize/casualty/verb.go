package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A past form of a verb of harm is active before an object and passive behind
// its subject; English leaves it to the words around it to tell which.

// past reads a form that is active before an object and passive elsewhere.
func (r *reader) past(p lexicon.Match) {
	if p.Kind == "vessel" && !r.byVessel(p) || p.Kind == "hit" && !r.hitPeople(p) {
		return
	}
	if k := r.inside(p); k >= 0 {
		r.modifies(k, p)
		return
	}
	if p.Kind == "shot at" {
		r.shotAt(p)
		return
	}
	if r.passive(p.First) {
		r.subjectOf(p)
		return
	}
	if r.inverted(p) {
		return
	}
	if k := r.object(p.End); k >= 0 && r.groups[k].thing == nil && !r.reduced(p, k) {
		if p.Kind == "buried" && r.byPeople(p.First) {
			e := *p.Entry
			e.Outcome = string(Killed)
			p.Entry = &e
		}
		r.active(p, "active-object")
		return
	}
	if p.Kind == "shot" && !r.Sentence(p.First).Heading && r.Has(p.End, lexicon.Preposition) && !r.counts(p) {
		return // "they shot at police"
	}
	if r.sharedObject(p) {
		return
	}
	if _, named := r.namedAt(p.End); named && harms(p) || r.objectLike(p.End) && !r.endsInPreposition(p) || r.unknownOffice(p) {
		r.active(p, "active-object")
		return
	}
	r.subjectOf(p)
}

// endsInPreposition reports "plucked from", "trapped under": what follows is a
// place, no object.
func (r *reader) endsInPreposition(p lexicon.Match) bool {
	return p.End-p.First > 1 && r.Has(p.End-1, lexicon.Preposition)
}

// unknownOffice reports a name behind a verb of killing past words that no list
// knows: "killed presidential hopeful Ana Ruiz".
func (r *reader) unknownOffice(p lexicon.Match) bool {
	if p.Outcome != string(Killed) || !r.same(p.First, p.End) {
		return false
	}
	at := r.overOffice(p.End, true)
	return at > p.End && r.wholeName(at)
}

// shotAt reads "four people were shot at a party", where the preposition tells
// of a place, and "they shot at police", where it tells of the aim.
func (r *reader) shotAt(p lexicon.Match) {
	e := *p.Entry
	e.Kind = "shot"
	p.Entry = &e
	passive := r.passive(p.First)
	switch {
	case !passive && (!r.counts(p) || r.byAttackers(p)):
		r.attack(p)
	case r.same(p.First, p.End) && !r.clauseEnd(p.End) && (r.Has(p.End, lexicon.Determiner, lexicon.Site, lexicon.PlaceName) || r.Tokens[p.End].Capital || r.qAt[p.End] > 0):
		r.subjectOf(p)
	}
}

// byAttackers reports attackers right before a verb: "two gunmen shot at a car".
func (r *reader) byAttackers(p lexicon.Match) bool {
	k := r.leftOf(r.verbStart(p.First))
	if k < 0 || r.groups[k].person == nil {
		return false
	}
	w := r.groups[k].person
	return w.Who == "perpetrator" || w.Who == "suspect"
}

// hitPeople reports "three more were hit": a passive right behind people.
func (r *reader) hitPeople(p lexicon.Match) bool {
	if !r.passive(p.First) {
		return false
	}
	k := r.leftOf(r.verbStart(p.First))
	return k >= 0 && r.groups[k].counted && r.groups[k].thing == nil && (r.groups[k].person != nil || !r.groups[k].noun)
}

// byPeople reports that people are the subject of the verb at token i: they
// bury their dead, where a landslide buries the living.
func (r *reader) byPeople(i int) bool {
	at := r.verbStart(i)
	if !r.sameStart(at) {
		return false
	}
	k := r.groupEnding(at)
	return r.Has(at-1, lexicon.Pronoun) || k >= 0 && r.groups[k].person != nil || r.Has(at-1, lexicon.Person)
}

// vesselReach is how many tokens from a verb its vessel may stand.
const vesselReach = 8

// byVessel reports a boat, a helicopter or the like beside a verb: what picks
// people up that are in danger.
func (r *reader) byVessel(p lexicon.Match) bool {
	first := p.First - vesselReach
	if r.passive(p.First) {
		first = p.End
	}
	for i := max(first, 0); i < min(len(r.Tokens), first+vesselReach); i++ {
		if m, ok := r.At(i, lexicon.Thing); ok && m.Why == "vehicles" && r.same(i, p.First) {
			return true
		}
	}
	return false
}

// byRescuers reports rescuers, or what they come in, before a verb of searching,
// in a text that tells of no attackers.
func (r *reader) byRescuers(p lexicon.Match) bool {
	k := r.object(p.End)
	if k < 0 || r.groups[k].q < 0 || r.groups[k].definite && !r.groups[k].more || r.attackers {
		return false
	}
	if p.Kind == "sought" {
		return true
	}
	for i := max(p.First-vesselReach, 0); i < p.First; i++ {
		if m, ok := r.At(i, lexicon.Thing); ok && (m.Why == "vehicles" || m.Why == "responders") && r.same(i, p.First) {
			return true
		}
	}
	return false
}

// counts reports a number right before a verb: "four shot in Lindow".
func (r *reader) counts(p lexicon.Match) bool {
	k := r.leftOf(r.verbStart(p.First))
	return k >= 0 && r.groups[k].q >= 0
}

// objectLike reports that what stands at token i can only be an object, so
// that the verb before it is active though its object is no count.
func (r *reader) objectLike(i int) bool {
	if !r.same(i, i-1) {
		return false
	}
	if m, ok := r.At(i, lexicon.Pronoun); ok {
		return m.Kind != "relative"
	}
	if r.Has(i, lexicon.DateWord) {
		return false // "another wounded this afternoon"
	}
	if i = r.overAge(i); i >= len(r.Tokens) {
		return false
	}
	if !r.Sentence(i).Heading && r.nameWord(i) && r.nameWord(i+1) && r.same(i, i+1) {
		return true
	}
	return r.Has(i, lexicon.Determiner, lexicon.Weapon) || r.Has(i, lexicon.Person) && !r.Has(i, lexicon.Aux)
}

// reduced reports "12 killed, 30 wounded" without its comma: the group behind
// the verb has a verb of its own, and another stands right before.
func (r *reader) reduced(p lexicon.Match, object int) bool {
	left := r.groupEnding(r.verbStart(p.First))
	if left < 0 || !r.groups[left].counted || r.groups[left].counting != ByNumber {
		return false
	}
	end := r.groups[object].end
	m, ok := r.At(end, lexicon.Predicate)
	return ok && (m.Frame == "past" || m.Frame == "state") && r.groupAt(m.End) < 0
}

// sharedObject reads "killed and wounded 12 people": the first verb has the
// second one's object.
func (r *reader) sharedObject(p lexicon.Match) bool {
	if !r.Has(p.End, lexicon.Conjunction) {
		return false
	}
	next, ok := r.At(p.End+1, lexicon.Predicate)
	if !ok || next.Frame != "past" || r.passive(p.First) {
		return false
	}
	k := r.object(next.End)
	if k < 0 {
		return false
	}
	r.emitList(k, Outcome(p.Outcome), p, "shared-object")
	return true
}

// passive reports whether a form of "to be" governs the verb at token i.
func (r *reader) passive(i int) bool {
	for i--; i >= 0 && r.same(i, i+1); i-- {
		if m, ok := r.Covering(i, lexicon.Aux); ok {
			if m.Kind == "be" {
				return true
			}
			if m.Kind != "have" && m.Kind != "modal" && m.Kind != "stay" {
				return false
			}
			if m.Kind == "have" {
				return false
			}
			continue
		}
		if !r.Has(i, lexicon.Adverb) && !r.manner(i) && !r.joinsManner(i) {
			return r.coordinated(i)
		}
	}
	return false
}

// longAdverb is how long a word in -ly is that can be no first name.
const longAdverb = 10

// manner reports an adverb that no list need hold: "violently".
func (r *reader) manner(i int) bool {
	t := &r.Tokens[i]
	s := r.Str(i)
	if t.Kind != text.Word || len(s) < 5 || t.Capital && len(s) < longAdverb {
		return false
	}
	return s[len(s)-2:] == "ly" && !r.Has(i, lexicon.Person, lexicon.Thing, lexicon.Site, lexicon.Group)
}

// coordinated reports that token i joins this verb to an earlier passive one:
// "were killed or injured".
func (r *reader) coordinated(i int) bool {
	if !r.Has(i, lexicon.Conjunction) {
		return false
	}
	m, ok := r.Ending(i, lexicon.Predicate)
	if ok && (m.Frame == "past" || m.Frame == "state") {
		return r.passive(m.First)
	}
	p, ok := r.At(i+1, lexicon.Predicate)
	return ok && !r.objectLike(p.End) && r.object(p.End) < 0 && r.undergone(i)
}

// longestUndergone is how many tokens a passive verb that no list holds may have
// with what stands behind it: "were caught in the crossfire and killed".
const longestUndergone = 8

// undergone reports a form of "to be" with a participle in the clause before the
// conjunction at token i.
func (r *reader) undergone(i int) bool {
	for j := i - 1; j > i-longestUndergone && r.same(j, i) && r.Tokens[j].Kind == text.Word; j-- {
		if r.Has(j, lexicon.Subordinator, lexicon.SourceCue, lexicon.Pronoun, lexicon.Conjunction) {
			return false
		}
		if m, ok := r.Covering(j, lexicon.Aux); ok {
			return m.Kind == "be" && pastParticiple(r.Str(m.End))
		}
	}
	return false
}

// pastParticiple reports the ending of a past participle, regular or not.
func pastParticiple(s string) bool {
	for _, end := range [...]string{"ed", "en", "wn", "ght", "pt", "hit", "struck", "cut", "shot"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// verbStart returns the first token of the verb group that ends with the
// predicate at token i: "had also been badly" belongs to it.
func (r *reader) verbStart(i int) int {
	for i > 0 && r.same(i-1, i) && r.groupEnding(i) < 0 && (r.Has(i-1, lexicon.Aux, lexicon.Adverb) || r.manner(i-1) || r.joinsManner(i-1)) {
		i--
	}
	return i
}

// joinsManner reports the conjunction of "brutally and coldly murdered".
func (r *reader) joinsManner(i int) bool {
	return r.Has(i, lexicon.Conjunction) && r.same(i-1, i+1) && r.manner(i-1) && r.manner(i+1)
}

// negatedVerb reports "were not hurt", which counts nobody as hurt.
func (r *reader) negatedVerb(p lexicon.Match) bool {
	for i := r.verbStart(p.First); i < p.First; i++ {
		if m, ok := r.At(i, lexicon.Negation); ok && m.Kind == "not" {
			return true
		}
	}
	return false
}

// inAnother reports "were wounded in a second blast": people of another event
// than those told before.
func (r *reader) inAnother(p lexicon.Match) bool {
	i := p.End
	if !r.same(p.First, i+2) || !r.Has(i, lexicon.Preposition) {
		return false
	}
	i++
	d, ok := r.At(i, lexicon.Determiner)
	switch {
	case ok && d.Kind == "indefinite" && r.Has(d.End, lexicon.Ordinal):
		i = d.End + 1
	case r.Has(i, lexicon.MoreWord):
		i++
	default:
		return false
	}
	for end := i + 3; i < end && r.same(p.First, i) && !r.stops(i); i++ {
		if m, ok := r.At(i, lexicon.EventNoun); ok {
			return m.Number != "plural"
		}
	}
	return false
}

// also reports "were also killed": people on top of those told before.
func (r *reader) also(p lexicon.Match) bool {
	for i := r.verbStart(p.First); i < p.First; i++ {
		if m, ok := r.At(i, lexicon.MoreWord); ok && m.Kind == "also" {
			return true
		}
	}
	return false
}

// neither reports that group k stands behind "neither" or in its "nor".
func (r *reader) neither(k int) bool {
	for i := r.groups[k].first - 1; i > r.groups[k].first-8 && r.same(i, r.groups[k].first); i-- {
		if m, ok := r.At(i, lexicon.Negation); ok && m.Kind == "neither" {
			return true
		}
	}
	return false
}
