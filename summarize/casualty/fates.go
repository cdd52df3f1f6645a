package casualty

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/quantity"
)

// What became of those who were told as shot: some of them died, all of them did,
// all but one, or only one survived.

// fates makes casualties of people told as shot, where the sentences behind
// tell that some of them died: "Seven people were shot. Three of them died".
func (r *reader) fates(from int) {
	for i := from; i < len(r.out); i++ {
		m := &r.out[i]
		k := int(r.owner[i]) - 1
		if m.Outcome != Killed || m.Actor != Victim || m.Additional || k < 0 || r.groups[k].object || m.Count.Max == 0 || m.Total {
			continue
		}
		g := &r.groups[k]
		if r.allTogether(i, g) {
			continue
		}
		if r.diedInCare(i, g) {
			continue
		}
		ms, whole := r.hurtBefore(m.CountFirst)
		if whole+1 < m.Count.Max || whole < m.Count.Max && !g.definite { // "all four died", the attacker among them
			continue
		}
		if m.Rule == ofPronoun && whole == 1 && len(ms) == 1 && r.out[ms[0]].Sent+1 >= m.Sent {
			r.wereCasualties(ms) // "His wife was found shot. She died"
			continue
		}
		if !r.shotAll(ms) {
			m.Succumbed = g.partOf && !r.ofTheDead(g, i) || !g.noun && r.out[ms[0]].Sent < m.Sent && !r.deathTold(i)
			continue
		}
		if !g.partOf && g.noun && m.Counting != Definite && (whole == m.Count.Max || !r.anybody(ms[0])) {
			continue
		}
		r.wereCasualties(ms)
	}
}

// diedInCare reads "two were rushed to hospital, where one died": he is one of
// those taken there, and none of the dead told before.
func (r *reader) diedInCare(i int, g *group) bool {
	m := &r.out[i]
	w, ok := r.Ending(g.first, lexicon.Subordinator)
	if !ok || w.Kind != "place" || g.person != nil && !g.partOf || i == 0 {
		return false
	}
	b := &r.out[i-1]
	if b.Sent != m.Sent || b.Outcome != Hospitalised && b.Outcome != Injured || b.Actor != Victim || b.Count.Max < m.Count.Min || b.End > g.first {
		return false
	}
	m.Succumbed, m.Additional = true, r.deathTold(i)
	return true
}

// toldTwice makes casualties of people who were told as shot before the sentence
// that says that some of them died: "A man shot five people … Five people were
// shot, two fatally".
func (r *reader) toldTwice(from int) {
	for i := from; i < len(r.out); i++ {
		m := &r.out[i]
		if m.Outcome != Casualties || m.Count.Max < 2 || m.Count.Min != m.Count.Max {
			continue
		}
		if ms, whole := r.hurtBefore(m.First); whole == m.Count.Max && len(ms) == 1 && r.out[ms[0]].Sent < m.Sent && r.shotAll(ms) {
			r.wereCasualties(ms)
		}
	}
}

// allTogether reads "All five died" behind four who were shot and one who was
// strangled: those told dead are among them, and the others were casualties.
func (r *reader) allTogether(i int, g *group) bool {
	if d, ok := r.At(g.first, lexicon.Determiner); !ok || d.Kind != "universal" || g.q < 0 || g.partOf {
		return false
	}
	m := &r.out[i]
	var dead, hurt []int
	sum := 0
	for j := i - 1; j >= max(0, i-lookBack) && m.Sent-r.out[j].Sent <= fateReach; j-- {
		b := &r.out[j]
		if !harm(b.Outcome) || b.Actor != Victim || b.SubsetOf >= 0 || b.Headed != m.Headed || b.Count.Max == 0 {
			continue
		}
		if sum += b.Count.Max; b.Outcome == Killed {
			dead = append(dead, j)
		} else {
			hurt = append(hurt, j)
		}
	}
	if sum != m.Count.Max || len(dead) == 0 || len(hurt) == 0 {
		return false
	}
	for _, j := range dead {
		r.out[j].SubsetOf, r.out[j].List = i, 0
	}
	r.wereCasualties(hurt)
	return true
}

// anybody reports that mention j counts people of any kind, so that a man who
// died may be one of them.
func (r *reader) anybody(j int) bool {
	k := int(r.owner[j]) - 1
	w := r.groups[k].person
	return w == nil || w.Kind == "everyone" || w.Kind == "victim"
}

// shotAll reports that all of some mentions were told as shot, which leaves
// open whether they died.
func (r *reader) shotAll(ms []int) bool {
	for _, j := range ms {
		shot := r.out[j].Rule == foundHurt
		for i := r.out[j].First; i < r.out[j].End && !shot; i++ {
			m, ok := r.At(i, lexicon.Predicate)
			shot = ok && (m.Kind == "shot" || m.Kind == "shot at" || m.Kind == "manner")
		}
		if !shot && r.out[j].Outcome != Casualties {
			return false
		}
	}
	return true
}

// allBut reads "all but one died", "killing all but one": as many as were told
// hurt, or there, less the number; 0 where that is not known.
func (r *reader) allBut(g *group) (ms []int, n int) {
	ms, whole := r.hurtBefore(g.first)
	if len(ms) == 0 {
		for j := len(r.out) - 1; j >= r.recent() && int(r.Tokens[g.first].Sent)-r.out[j].Sent <= 1; j-- {
			if m := &r.out[j]; m.Outcome == Present && m.Actor == Victim && m.Count.Min == m.Count.Max {
				whole = m.Count.Max
				break
			}
		}
	}
	return ms, max(0, whole-g.count.Max)
}

// onlySurvivors reads "only one survived": the rest of those told as shot died.
func (r *reader) onlySurvivors(k int, p lexicon.Match) {
	g := &r.groups[k]
	m, ok := r.At(g.first, lexicon.MoreWord)
	if !ok || m.Kind != "only" {
		m, ok = r.Ending(g.first, lexicon.MoreWord)
	}
	if !ok || m.Kind != "only" || g.plural && g.q < 0 {
		return
	}
	ms, n := r.allBut(g)
	if n < 1 || g.count.Min != g.count.Max {
		return
	}
	d := one(g.first, g.end, Definite)
	d.count, d.plural, d.popFirst = quantity.Of(n), n > 1, g.end
	r.emit(r.addGroup(d), Killed, p, "only-survivors")
	r.wereCasualties(ms)
}
