package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
)

// attack reads who took part: the subject of a verb of attacking. A man who
// opens fire is an attacker whatever he is called.
func (r *reader) attack(p lexicon.Match) {
	if r.passive(p.First) {
		if by, ok := r.At(p.End, lexicon.Preposition); ok && by.Kind == "by" {
			if k := r.groupAt(by.End); k >= 0 { // "was carried out by two men"
				r.tookPart(k, lexicon.Match{Entry: p.Entry, First: p.First, End: by.End})
			}
		}
		return
	}
	ks, _ := r.subject(p)
	if len(ks) != 1 {
		return
	}
	r.tookPart(ks[0], p)
}

// attackersByNoun reports a group that its noun calls attackers: they took part whatever
// became of them.
func attackersByNoun(g *group) bool { return g.person != nil && g.person.Who == "perpetrator" }

// agent reads the subject of a verb of harm in the active: "a suicide bomber
// killed 12 people".
func (r *reader) agent(p lexicon.Match) {
	if p.Outcome != string(Killed) && p.Outcome != string(Injured) || p.Frame == "noun" {
		return
	}
	at := r.verbStart(p.First)
	k := r.groupEnding(at)
	if k < 0 || !r.sameStart(at) {
		return
	}
	r.tookPart(k, p)
}

// mostAttackers bounds how many people of no stated side can have carried out
// an attack: a crowd of thousands that storms a building is no count of
// attackers.
const mostAttackers = 50

// tookPart notes group k as attackers.
func (r *reader) tookPart(k int, p lexicon.Match) {
	g := &r.groups[k]
	if g.person == nil || g.thing != nil || g.negated || g.partOf || !attackersByNoun(g) && (r.told(k, Killed) || r.told(k, Injured) || r.told(k, Casualties)) {
		return
	}
	switch g.person.Who {
	case "combatant":
		r.hostile = true
	case "security", "official":
		return // police who open fire are no attackers of this article's making
	}
	if !g.counted || g.counting == ByOrdinal || g.person.Kind != "" || g.count.Qualifier == quantity.Vague {
		return
	}
	if g.person.Who == "" && g.count.Max > mostAttackers {
		return
	}
	if m := r.emit(k, Present, p, "attackers"); m != nil {
		m.Actor = Perpetrator
		m.First, m.End = g.first, max(g.end, min(p.End, g.end+8))
		if p.First > g.end+8 {
			m.End = g.end
		}
	}
}

// counts of attackers that no verb carries: "conflicting reports of three
// gunmen", "some citing three assailants while others mentioned five".
func (r *reader) loneAttackers() {
	for k := range r.groups[:r.found] {
		g := &r.groups[k]
		if g.used && !r.alone(g) || !g.counted || r.dropped(int(r.Tokens[g.first].Sent)) || g.partOf || g.subset || g.more || g.person == nil || g.person.Who != "perpetrator" || g.counting == ByOrdinal {
			continue
		}
		if g.counting == Definite && r.attackersTold() || g.counting == Indefinite && r.Sentence(g.first).Heading && r.attackersTold() {
			continue
		}
		m := r.emit(k, Present, lexicon.Match{Entry: g.person, First: g.first, End: g.end}, "attackers")
		if m != nil {
			m.Actor = Perpetrator
			r.otherCount(k)
		}
	}
}

// alone reports "a lone bomber": whatever became of him, there was no other.
func (r *reader) alone(g *group) bool {
	m, ok := r.At(g.countFirst, lexicon.Cardinal)
	return ok && m.Kind == "alone"
}

// attackersTold reports that some mention says how many attackers there were.
func (r *reader) attackersTold() bool {
	if !r.present {
		return false
	}
	for i := range r.out[:min(len(r.out), 4*lookBack)] {
		if r.out[i].Actor == Perpetrator && r.out[i].Outcome == Present {
			return true
		}
	}
	return false
}

// otherCount reads the bare number that the same sentence sets against a
// count of attackers: "while others mentioned five".
func (r *reader) otherCount(k int) {
	g := &r.groups[k]
	for j := k + 1; j < min(r.found, k+lookBack) && r.same(r.groups[j].first, g.first); j++ {
		o := &r.groups[j]
		if o.used || !o.counted || o.noun || o.q < 0 || o.partOf || r.groups[k].counting != ByNumber {
			continue
		}
		if !r.Has(o.first-1, lexicon.SourceCue, lexicon.Motion, lexicon.Verb) {
			continue
		}
		m := r.emit(j, Present, lexicon.Match{Entry: g.person, First: o.first, End: o.end}, "attackers-other-count")
		if m != nil {
			m.Actor = Perpetrator
		}
	}
}
