package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
)

// Words that take people up again who were just told, and say what became of
// them: "killing both", "killed him", "both died", "all but one died", "only one
// survived". Who was told as shot, and then as dead, was a casualty.

// fateReach is how many sentences after people were shot their fate is told.
const fateReach = 2

// hurtBefore returns the mentions of victims told as shot or hurt last before
// token i: one, or all of a list, the last of them first. whole is how many
// they are; negative where that is not known exactly.
func (r *reader) hurtBefore(i int) (ms []int, whole int) {
	s := int(r.Tokens[i].Sent)
	for j := len(r.out) - 1; j >= r.recent() && s-r.out[j].Sent <= fateReach; j-- {
		m := &r.out[j]
		if m.CountFirst >= i || m.Actor != Victim || m.Outcome != Injured && m.Outcome != Casualties || m.SubsetOf >= 0 || m.Count.Max == 0 || m.Headed != r.Sentence(i).Heading {
			continue
		}
		if len(ms) > 0 && (m.List == 0 || m.List != r.out[ms[0]].List) {
			break
		}
		ms = append(ms, j)
		if m.Count.Min != m.Count.Max || whole < 0 {
			whole = -1
		} else {
			whole += m.Count.Max
		}
	}
	return ms, whole
}

// takenUp reads "killing both", "killed them both", "killing him": those who
// were told as hurt just before, or somebody the sentence tells of.
func (r *reader) takenUp(p lexicon.Match) bool {
	n, end := r.again(p)
	if n < 0 || p.Frame == "noun" {
		return false
	}
	if Outcome(p.Outcome) != Killed {
		return r.hurtThere(p, n, end) || n > 1 && r.anew(p, n, end)
	}
	if r.killedByPolice(p, n) {
		return r.attackerKilled(p, end) // whom the police kill is no victim
	}
	ms, whole := r.hurtBefore(p.First)
	if n == 1 && len(ms) > 0 {
		ms, whole = ms[:1], r.out[ms[0]].Count.Max
	}
	who := r.owners(ms)
	if len(ms) == 0 || n < 2 {
		if ks, count := r.toldOf(p, n); count > 0 && (len(ms) == 0 || r.groups[ks[0]].prep == nil && r.groups[ks[0]].first > r.out[ms[0]].CountFirst) {
			ms, whole, who = nil, count, ks
		}
	}
	if whole < 1 && n == 1 && !r.toldAnywhere(Killed) && r.namesBefore(p.First) {
		r.emit(r.addGroup(one(p.End, end, Definite)), Killed, p, "taken-up")
		return true
	}
	if whole < 1 || n > 0 && whole != n {
		return n > 1 && r.anew(p, n, end)
	}
	r.emitAgain(who, p.End, end, p, "taken-up")
	r.wereCasualties(ms)
	return true
}

// attackerKilled counts the attacker told before whom somebody kills: "A gunman
// shot two clerks. Officers killed him".
func (r *reader) attackerKilled(p lexicon.Match, end int) bool {
	s := int(r.Tokens[p.First].Sent)
	for j := len(r.out) - 1; j >= r.recent() && s-r.out[j].Sent <= fateReach+1; j-- {
		m := &r.out[j]
		if m.Actor != Perpetrator || m.Headed {
			continue
		}
		k := int(r.owner[j]) - 1
		if m.Outcome != Present || m.Count.Max != 1 || k < 0 || r.attackerDead(s+1) {
			return false
		}
		if m.Sent == s {
			return r.emit(k, Killed, p, "taken-up") != nil
		}
		if s-m.Sent == 1 && r.diedOfIt(end) {
			return false // "dead" says so itself
		}
		g := one(p.End, end, Definite)
		g.popFirst, g.person = g.popEnd, r.groups[k].person
		g.attacked = true
		return r.emit(r.addGroup(g), Killed, p, "taken-up") != nil
	}
	return false
}

// anew reads "shot and killed them both" where nobody is known whom that takes
// up: it says itself how many they were. Of people just told as harmed it says
// nothing new.
func (r *reader) anew(p lexicon.Match, n, end int) bool {
	dead := 0
	for j := len(r.out) - 1; j >= r.recent() && int(r.Tokens[p.First].Sent)-r.out[j].Sent <= fateReach; j-- {
		m := &r.out[j]
		if !harm(m.Outcome) || m.Actor != Victim || m.Count.Max == 0 {
			continue
		}
		if dead += m.Count.Max; m.Outcome != Killed || p.Outcome != string(Killed) || dead >= n {
			return false
		}
	}
	g := one(p.End, end, Definite)
	g.count, g.plural, g.popFirst = quantity.Of(n), true, end
	return r.emit(r.addGroup(g), Outcome(p.Outcome), p, "taken-up") != nil
}

// namesBefore reports that the sentence names somebody before token i whom "him"
// can mean, and tells of no attacker behind the name.
func (r *reader) namesBefore(i int) bool {
	k := r.firstGroup(i) - 1
	for j := i - 1; j > i-farthest && r.same(j, i); j-- {
		for k >= 0 && r.groups[k].first > j {
			if w := r.groups[k].person; w != nil && !r.groups[k].plural && (w.Who == "perpetrator" || w.Who == "suspect") {
				return false
			}
			k--
		}
		if !r.nameWord(j) || r.nameWord(j-1) {
			continue
		}
		if _, ok := r.namedAt(j); ok {
			return true
		}
	}
	return false
}

// killedByPolice reports that one person was killed by somebody other than the
// attacker: the police of the sentence, or a subject of the verb's own.
func (r *reader) killedByPolice(p lexicon.Match, n int) bool {
	if n > 1 {
		return false
	}
	at := r.verbStart(p.First)
	if k := r.groupEnding(at); k >= 0 && r.sameStart(at) && !r.tookPartIn(k) {
		return true
	}
	return r.policeAct(r.firstGroup(p.First), p.First)
}

// policeAct reports that police open a clause of the sentence before token i, by
// the groups before index at.
func (r *reader) policeAct(at, i int) bool {
	for k := at - 1; k >= max(0, at-lookBack) && r.same(r.groups[k].first, i); k-- {
		if g := &r.groups[k]; g.person != nil && g.person.Who == "security" && r.opensClause(g) {
			return true
		}
	}
	return false
}

// byPolice makes an attacker of one known man whom the police kill in a text
// that has told of victims: "An off-duty officer returned fire and killed the
// younger brother".
func (r *reader) byPolice(m *Mention, k int, p lexicon.Match) {
	g := &r.groups[k]
	if m.Outcome != Killed || g.counting != Definite || g.plural || g.person == nil || g.person.Who != "" || r.determinedBy(g, "possessive") ||
		len(r.out) < 2 || r.out[0].Sent == m.Sent || !r.toldAnywhere(Killed) && !r.toldAnywhere(Injured) {
		return
	}
	first := r.firstGroup(r.Sentence(p.First).First)
	if s := &r.groups[first]; first < k && s.person != nil && s.person.Who == "security" && s.first < p.First && r.opensClause(s) {
		m.Actor = Perpetrator
	}
}

// tookPartIn reports that group k was told as attackers.
func (r *reader) tookPartIn(k int) bool {
	w := r.groups[k].person
	return w != nil && w.Who == "perpetrator" || r.told(k, Present)
}

// again tells how many the words behind a verb take up, 0 where they do not
// say ("killed them"), and where they end; -1 where they take up nobody.
func (r *reader) again(p lexicon.Match) (n, end int) {
	i := p.End
	pro, ok := r.At(i, lexicon.Pronoun)
	switch {
	case !r.same(p.First, i):
		return -1, 0
	case ok && pro.Kind == "singular" && pro.Number == "":
		n, i = 1, pro.End
	case ok && pro.Number == "others":
		n, i = 0, pro.End
	default:
		ok = false
	}
	if d, found := r.At(i, lexicon.Determiner); found && r.same(p.First, i) {
		switch {
		case d.Kind == "both":
			n, i, ok = d.Value, d.End, true
		case d.Kind == "possessive" && !ok && len(d.Forms) > 0 && r.endsPhrase(d.End): // "killing her"
			n, i, ok = 1, d.End, true
		}
	}
	if ok && r.diedOfIt(i) {
		return n, i
	}
	if !ok || !r.endsPhrase(i) {
		return -1, 0
	}
	return n, i
}

// endsPhrase reports that no noun goes on at token i.
func (r *reader) endsPhrase(i int) bool {
	return i >= len(r.Tokens) || !r.same(i-1, i) || r.clauseEnd(i) || r.Is(i, ",") || r.saysHowOften(i) ||
		r.Has(i, lexicon.Conjunction, lexicon.Preposition, lexicon.Subordinator, lexicon.Adverb, lexicon.DateWord, lexicon.Weekday)
}

// saysHowOften reports "several times" at token i.
func (r *reader) saysHowOften(i int) bool {
	k := r.qAt[i]
	if k == 0 || r.qs[k-1].First != i {
		return false
	}
	th, ok := r.At(r.qs[k-1].End, lexicon.Thing)
	why := r.qs[k-1].Reason
	return why != "" && why != quantity.Age || ok && th.Why == "duration"
}

// toldOf returns who a sentence about an attacker tells of before a verb, where
// they are n, and how many they are: "asked to see the manager, and shot her".
func (r *reader) toldOf(p lexicon.Match, n int) (who []int, count int) {
	subject := r.groupEnding(r.verbStart(p.First))
	own := subject >= 0
	at := r.firstGroup(p.First)
	for k := at - 1; k >= max(0, at-lookBack) && r.same(r.groups[k].first, p.First); k-- {
		g := &r.groups[k]
		if k == subject || g.person == nil || g.person.Who == "perpetrator" || !g.counted || r.told(k, Present) || r.told(k, Killed) {
			continue
		}
		if (g.q >= 0 || g.count.Max > 1) && g.count.Min == g.count.Max && (n == 0 || n == g.count.Max) {
			return []int{k}, g.count.Max
		}
		if g.plural {
			continue
		}
		ks := r.listBefore(k)
		if opens := r.opensClause(&r.groups[ks[0]]); opens && !own {
			own = true // "the son shot him and killed him"
			continue
		}
		if len(ks) != n {
			return nil, 0
		} else {
			return ks, n
		}
	}
	return nil, 0
}

// owners returns the groups of some mentions, in reading order.
func (r *reader) owners(ms []int) []int {
	ks := make([]int, len(ms))
	for i, j := range ms {
		ks[len(ms)-1-i] = int(r.owner[j]) - 1
	}
	return ks
}

// emitAgain emits groups told before anew, all of them as one count, with tokens
// [first, end) for a quote.
func (r *reader) emitAgain(who []int, first, end int, p lexicon.Match, rule string) {
	g := one(first, end, Definite)
	g.popFirst = end
	if len(who) == 1 {
		g.person, g.popFirst, g.popEnd = r.groups[who[0]].person, r.groups[who[0]].popFirst, r.groups[who[0]].popEnd
	}
	n := 0
	for _, k := range who {
		n += r.groups[k].count.Max
	}
	g.count, g.plural = quantity.Of(n), n > 1
	if m := r.emit(r.addGroup(g), Outcome(p.Outcome), p, rule); m != nil {
		m.Again = true
	}
}

// ofCasualties reads "shot ten people, killing six": the bare number is of those
// who were shot.
func (r *reader) ofCasualties(m *Mention, k int) {
	if m.Outcome != Killed || r.groups[k].noun || r.groups[k].q < 0 || m.Additional || len(r.out) < 2 {
		return
	}
	for j := len(r.out) - 2; j >= r.recent() && r.out[j].Sent == m.Sent; j-- {
		if b := &r.out[j]; b.Outcome == Casualties && b.Actor == Victim && b.List == 0 && b.Count.Min >= m.Count.Max && b.Count.Max > 1 && b.CountFirst < m.CountFirst {
			m.SubsetOf = j
			return
		}
	}
}

// ofTheDead reports "two of the victims" before mention i, in a text that has
// told of more dead: they are of those, not of the injured told since.
func (r *reader) ofTheDead(g *group, i int) bool {
	if g.person == nil || g.person.Kind != "victim" || g.partOutcome != "" && g.partOutcome != Killed {
		return false
	}
	for j := i - 1; j >= max(0, i-lookBack); j-- {
		if m := &r.out[j]; m.Outcome == Killed && m.Actor == Victim && m.SubsetOf < 0 && !m.Headed && m.Count.Max > g.count.Min {
			return true
		}
	}
	return false
}

// mannerOfDeath reports a verb that says how some of the dead died, not that
// somebody was hurt: "14 of the victims had been stabbed and two shot".
func (r *reader) mannerOfDeath(g *group, p lexicon.Match) bool {
	if p.Kind != "manner" && p.Kind != "shot" {
		return false
	}
	i := len(r.out) - 1
	if g.partOf {
		return r.ofTheDead(g, i+1)
	}
	if i < 0 || g.noun || g.q < 0 || g.more || r.owner[i] == 0 || r.out[i].Outcome != Killed || r.out[i].Sent != int(r.Tokens[g.first].Sent) {
		return false
	}
	b := &r.groups[r.owner[i]-1] // "Five of the dead had been shot and six hacked"
	if !b.partOf || b.end > g.first || b.partOutcome != Killed && !r.ofTheDead(b, i) || !r.tellsHow(b.end, r.out[i].End) {
		return false
	}
	g.partOf, g.person, g.partOutcome = true, b.person, Killed
	return true
}

// tellsHow reports a verb among tokens [i, end) that says how people died.
func (r *reader) tellsHow(i, end int) bool {
	for ; i < end; i++ {
		if m, ok := r.At(i, lexicon.Predicate); ok && (m.Kind == "manner" || m.Kind == "shot") {
			return true
		}
	}
	return false
}

// wereCasualties makes casualties, dead and injured together, of people told as
// shot.
func (r *reader) wereCasualties(ms []int) {
	for _, j := range ms {
		if r.out[j].Outcome == Injured {
			r.out[j].Outcome = Casualties
		}
	}
}

// allOfHurt reads "both died", "all of whom died" of people told as hurt just
// before.
func (r *reader) allOfHurt(p lexicon.Match) bool {
	at := r.verbStart(p.First)
	d, ok := r.Ending(at, lexicon.Determiner)
	if !ok || d.Kind != "both" && d.Kind != "universal" || !r.sameStart(at) {
		return false
	}
	ms, whole := r.hurtBefore(d.First)
	if whole < 2 || d.Kind == "both" && whole != d.Value || r.othersBetween(ms, d.First) {
		return false
	}
	r.emitAgain(r.owners(ms), d.First, d.End, p, "all-of-the-hurt")
	if Outcome(p.Outcome) == Killed {
		r.wereCasualties(ms)
	}
	return true
}

// deathTold reports victims told dead before mention i.
func (r *reader) deathTold(i int) bool {
	for j := i - 1; j >= max(0, i-lookBack); j-- {
		if r.out[j].Outcome == Killed && r.out[j].Actor == Victim && r.out[j].Count.Max > 0 {
			return true
		}
	}
	return false
}

// othersBetween reports that people were counted between some mentions, the last
// of them first, and token i: "both" and "all" are said of them.
func (r *reader) othersBetween(ms []int, i int) bool {
	at := r.firstGroup(i)
	for k := at - 1; k >= max(0, at-lookBack) && r.groups[k].first >= r.out[ms[0]].CountEnd; k-- {
		if g := &r.groups[k]; g.person != nil && g.counted && !g.negated && (g.q >= 0 || g.person.Who == "perpetrator" || g.plural) {
			return true
		}
	}
	return false
}
