package casualty

import (
	"strings"

	"tollbot/summarize/lexicon"
)

// What a verb came to, told behind it: "mauled to death", "held 26 people hostage",
// "pulled a woman out alive".

// withResult widens a verb of harm to what it came to: "mauled to death".
func (r *reader) withResult(p lexicon.Match) lexicon.Match {
	if p.Frame != "past" && p.Frame != "active" || !r.same(p.First, p.End) {
		return p
	}
	if m, ok := r.At(p.End, lexicon.Predicate); ok && m.Frame == "result" && m.Outcome == string(Killed) {
		e := *p.Entry
		e.Outcome, e.Kind = m.Outcome, ""
		p.Entry, p.End = &e, m.End
	} else if pro, ok := r.At(p.End, lexicon.Pronoun); ok && pro.Kind == "singular" && r.diedOfIt(pro.End) {
		e := *p.Entry
		e.Outcome, e.Kind = string(Killed), ""
		p.Entry = &e // "shot him dead"
	}
	return p
}

// diedOfIt reports "dead" or "to death" at token i, behind whom a verb harmed.
func (r *reader) diedOfIt(i int) bool {
	m, ok := r.At(i, lexicon.Predicate)
	return ok && m.Outcome == string(Killed) && (m.Frame == "result" || m.Frame == "state") && r.same(i-1, i)
}

// unknownVerb reads a passive of a verb that no list holds by what it came to:
// "was clubbed to death".
func (r *reader) unknownVerb(p lexicon.Match) (lexicon.Match, bool) {
	i := p.First - 1
	if p.Outcome != string(Killed) || !r.same(i, p.First) || !strings.HasSuffix(r.Str(i), "ed") || r.stops(i) || !r.passive(i) {
		return p, false
	}
	e := *p.Entry
	e.Frame = "past"
	return lexicon.Match{Entry: &e, First: i, End: p.End}, true
}

// resulted reads what a verb came to behind its object: "held 26 people
// hostage", "two men were stabbed, one to death".
func (r *reader) resulted(p lexicon.Match) {
	if p.Outcome == string(Killed) && r.degree(p) {
		return
	}
	if v, ok := r.unknownVerb(p); ok {
		r.past(v)
	} else if k := r.leftOf(p.First); k >= 0 && !r.told(k, Detained) && !(p.Outcome == string(Displaced) && r.told(k, Evacuated)) && r.countable(k, p) && r.resultOf(k, p) {
		r.emit(k, Outcome(p.Outcome), p, "result")
	}
}

// resultOf reports people of whom a result can be told: counted, or one who was
// pulled out "alive". To hope to find somebody alive is to find nobody.
func (r *reader) resultOf(k int, p lexicon.Match) bool {
	g := &r.groups[k]
	saved := p.Outcome == string(Rescued)
	if g.q < 0 && p.Outcome != string(Killed) && !(saved && g.counting == Indefinite) || saved && r.hopedFor(g.first) {
		return false
	}
	return g.person != nil || !g.noun && (r.Has(g.first-1, lexicon.Verb) || p.Outcome == string(Displaced))
}

// hopedFor reports "of finding", "to find" before people at token i, or before
// their article.
func (r *reader) hopedFor(i int) bool {
	if d, ok := r.Ending(i, lexicon.Determiner); ok {
		i = d.First
	}
	if !r.Is(i-1, "finding") && !r.Is(i-1, "find") {
		return false
	}
	for j := i - 2; j > i-6 && r.same(j, i); j-- {
		if r.Has(j, lexicon.Hope) {
			return true
		}
	}
	return false
}

// orToDeath reports that the verbs behind p, joined to it, say that all of them
// died: "were shot, hacked or burned to death".
func (r *reader) orToDeath(p lexicon.Match) bool {
	joined := false
	for i := p.End; i < p.End+longestUndergone && r.same(p.First, i); {
		switch m, ok := r.At(i, lexicon.Predicate); {
		case ok && m.Outcome == string(Killed) && m.Frame == "past":
			return joined
		case ok && (m.Kind == "shot" || m.Kind == "manner"):
			i = m.End
			if d, ok := r.At(i, lexicon.Predicate); ok && d.Frame == "result" && d.Outcome == string(Killed) {
				return joined
			}
		case r.Is(i, ",") || r.Is(i, "or"):
			joined = joined || r.Is(i, "or")
			i++
		default:
			return false
		}
	}
	return false
}
