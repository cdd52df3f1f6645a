package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
	"tollbot/summarize/text"
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
	if len(ks) != 1 || r.attackNoun(ks[0], p) {
		return
	}
	r.tookPart(ks[0], p)
}

// attackNoun reports that an attack is the noun behind one who attacked: "a
// militant attack killed 12".
func (r *reader) attackNoun(k int, p lexicon.Match) bool {
	g := &r.groups[k]
	return g.end == p.First && g.count.Max == 1 && !g.plural && (r.Is(p.First, "attack") || r.Is(p.First, "storm"))
}

// attackersByNoun reports a group that its noun calls attackers: they took part whatever
// became of them.
func attackersByNoun(g *group) bool { return g.person != nil && g.person.Who == "perpetrator" }

// agent reads the subject of a verb of harm in the active: "a suicide bomber
// killed 12 people".
func (r *reader) agent(p lexicon.Match) {
	if p.Frame == "noun" {
		return
	}
	switch Outcome(p.Outcome) {
	case Killed, Injured, Hostages:
	default:
		return
	}
	at := r.verbStart(p.First)
	if !r.sameStart(at) {
		return
	}
	k := r.groupEnding(at)
	if k < 0 {
		r.whoAttacked(at)
	}
	if k < 0 && r.Has(at-1, lexicon.Conjunction) {
		if k = r.clauseSubject(at); k >= 0 && r.groups[k].q < 0 && !attackersByNoun(&r.groups[k]) {
			return
		}
	}
	if k >= 0 {
		r.tookPart(k, p)
	}
}

// whoReach is how many tokens a relative clause may have before its second verb.
const whoReach = 10

// whoAttacked reads "33 militants, who overpowered guards and" before a verb of
// harm: fighters attacked.
func (r *reader) whoAttacked(at int) {
	for i := at - 1; i > at-whoReach && r.same(i, at); i-- {
		if m, ok := r.At(i, lexicon.Pronoun); ok && m.Kind == "relative" {
			if r.Is(i-1, ",") {
				i--
			}
			k := r.leftOf(i)
			if k >= 0 && r.groups[k].person != nil && r.groups[k].person.Who == "combatant" {
				r.hostile = true
				r.wereAttackers(k)
			}
			return
		}
	}
}

// wereAttackers puts what was told of group k on the side of the attackers:
// "killing all 33 militants, who had killed two guards".
func (r *reader) wereAttackers(k int) {
	for i := r.recent(); i < len(r.out); i++ {
		if r.owner[i] == int32(k+1) && r.out[i].Outcome != Detained {
			r.out[i].Actor = Perpetrator
		}
	}
}

// byReach is how many tokens behind a passive verb "by" may stand.
const byReach = 6

// byWhom reads who did it behind a passive verb of harm: "was kidnapped at dawn
// by four men". One man alone may be a driver.
func (r *reader) byWhom(p lexicon.Match) {
	for i := p.End; i < p.End+byReach && r.same(p.First, i); i++ {
		if r.clauseEnd(i) || r.Is(i, ",") || r.Has(i, lexicon.Conjunction, lexicon.Predicate) && i > p.End {
			return
		}
		by, ok := r.At(i, lexicon.Preposition)
		if !ok || by.Kind != "by" {
			continue
		}
		if k := r.groupAt(by.End); k >= 0 && (r.groups[k].count.Min > 1 || attackersByNoun(&r.groups[k])) {
			r.tookPart(k, lexicon.Match{Entry: p.Entry, First: r.groups[k].first, End: r.groups[k].end})
		}
		return
	}
}

// weaponReach is how many tokens behind people the weapon may stand that they
// carry.
const weaponReach = 4

// armed reads "a man with a knife", "four men carrying rifles": attackers,
// whatever else is told of them.
func (r *reader) armed() {
	for k := range r.groups[:r.found] {
		g := &r.groups[k]
		if g.used && !g.attacked || !g.counted || g.counting == Definite || g.prep == nil && !r.opensClause(g) || g.person == nil || g.person.Who != "" || r.dropped(int(r.Tokens[g.first].Sent)) {
			continue
		}
		if end := r.weaponOf(g); end > 0 {
			r.tookPart(k, lexicon.Match{Entry: g.person, First: g.first, End: end})
		}
	}
}

// weaponOf returns the end of the weapon that a group is told to carry right
// behind it; 0 where there is none.
func (r *reader) weaponOf(g *group) (end int) {
	if g.end >= len(r.Tokens) || r.Tokens[g.end].Kind == text.Word && !r.Has(g.end, lexicon.Bearing) {
		return 0 // "two farmers stepped on a landmine"
	}
	for i := g.end; i < g.end+weaponReach && r.same(g.first, i); i++ {
		if r.Tokens[i].Kind == text.Punct || r.Has(i, lexicon.Predicate, lexicon.Aux, lexicon.Hurt, lexicon.Conjunction, lexicon.Person) {
			break
		}
		if m, ok := r.At(i, lexicon.Weapon); ok && i > g.end {
			return m.End
		}
	}
	return 0
}

// toldBeside reads "The attackers, about 30 men and women,": how many they were
// stands between marks behind them.
func (r *reader) toldBeside() {
	for k := range r.groups[:max(0, r.found-1)] {
		g, n := &r.groups[k], &r.groups[k+1]
		if g.counted || !attackersByNoun(g) || n.used || n.q < 0 || n.thing != nil || !r.Is(g.end, ",") || n.first != g.end+1 || !r.same(g.first, n.end) ||
			r.dropped(int(r.Tokens[g.first].Sent)) || !r.Is(n.end, ",") && !r.Has(n.end, lexicon.Conjunction) {
			continue
		}
		if m := r.emit(k+1, Present, lexicon.Match{Entry: g.person, First: g.first, End: n.end}, "attackers"); m != nil {
			m.Actor = Perpetrator
		}
	}
}

// mostAttackers bounds how many people of no stated side can have carried out
// an attack: a crowd of thousands that storms a building is no count of
// attackers.
const mostAttackers = 50

// tookPart notes group k as attackers.
func (r *reader) tookPart(k int, p lexicon.Match) {
	g := &r.groups[k]
	if g.person == nil || g.thing != nil || g.negated || g.partOf || !attackersByNoun(g) && !g.attacked && (r.told(k, Killed) || r.told(k, Injured) || r.told(k, Casualties)) {
		return
	}
	switch g.person.Who {
	case "combatant":
		r.hostile = true
	case "security", "official":
		return // police who open fire are no attackers of this article's making
	}
	if !g.counted || g.counting == ByOrdinal || g.person.Kind != "" && g.person.Kind != "staff" || g.count.Qualifier == quantity.Vague {
		return
	}
	if g.person.Who == "" && g.count.Max > mostAttackers {
		return
	}
	if p.Kind == "alone" && g.count.Max == 1 {
		g.counting = ByNumber // "the gunman acted alone": that is a number
	}
	g.attacked = p.Frame == "attack" || p.Class == lexicon.Person // "a guard shot at dawn" may be the one who was hit
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
