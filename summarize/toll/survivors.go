package toll

import (
	"slices"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
)

// survivors works out the injured where the text counts the dead and injured
// together and the dead by themselves ("shot five people, killing two"), both
// exactly, and gives no number of injured: the toll is the difference, and
// rests on both claims. It is the text's own sum, read backwards.
func (l *ledger) survivors() {
	for i := range len(l.rows) {
		all := &l.rows[i]
		if all.outcome != casualty.Casualties || all.actor == casualty.Perpetrator || !exactly(all) {
			continue
		}
		dead := l.find(all.incident, casualty.Killed, casualty.Victim)
		if dead == nil || !exactly(dead) || l.deadAmong(all, dead) >= all.toll.Min {
			continue
		}
		if hurt := l.find(all.incident, casualty.Injured, casualty.Victim); hurt != nil && hurt.given {
			continue
		}
		n := all.toll.Min - l.deadAmong(all, dead)
		t := Toll{Outcome: casualty.Injured, Min: n, Max: n}
		t.Claims = append(append(t.Claims, all.toll.Claims...), dead.toll.Claims...)
		l.rows = append(l.rows, row{incident: all.incident, outcome: casualty.Injured, actor: casualty.Victim, toll: t, given: true})
	}
}

// deadAmong returns how many of the dead the text counts among the casualties:
// those it tells as a part of them, or else all.
func (l *ledger) deadAmong(all, dead *row) int {
	n := 0
	for _, d := range dead.toll.Claims {
		if slices.Contains(all.toll.Claims, l.claims[d].SubsetOf) {
			n += l.size(d)
		}
	}
	if n == 0 {
		return dead.toll.Min
	}
	return n
}

// diedOfWounds takes off the injured those who are told to have died of it, and
// so are among the dead now, where the text gives just one count of the injured:
// "Four were wounded. One of them died".
func (l *ledger) diedOfWounds() {
	for i := range l.rows {
		hurt := &l.rows[i]
		if hurt.outcome != casualty.Injured || hurt.actor == casualty.Perpetrator || !exactly(hurt) || len(hurt.toll.Claims) != 1 {
			continue
		}
		dead := l.find(hurt.incident, casualty.Killed, casualty.Victim)
		if dead == nil || !exactly(dead) {
			continue
		}
		of := hurt.toll.Claims[0]
		for _, d := range dead.toll.Claims {
			if n := l.size(d); l.claims[d].Succumbed && l.before(of, d) && l.exact(d) && n < hurt.toll.Min {
				hurt.toll.Min -= n
				hurt.toll.Max = hurt.toll.Min
				hurt.toll.Claims = append(slices.Clone(hurt.toll.Claims), d)
			}
		}
	}
}

// critical takes people critically hurt for the injured, where the text has no
// other word for any: "two dead, one critically wounded".
func (l *ledger) critical() {
	for i := range len(l.rows) {
		if r := &l.rows[i]; r.outcome == casualty.Critical && exactly(r) {
			l.takeForInjured(r, casualty.Injured, casualty.Hospitalised, casualty.Casualties)
		}
	}
}

// inCare takes people in care with an injury that the text names for the injured,
// where it has no other word for any: "two died; four were taken to hospital with
// burns". Of those in hospital for some other reason nothing is known.
func (l *ledger) inCare() {
	for i := range len(l.rows) {
		r := &l.rows[i]
		if r.outcome != casualty.Hospitalised || !r.given || len(r.toll.Claims) == 0 ||
			slices.ContainsFunc(r.toll.Claims, func(j int) bool { return !l.claims[j].Hurt }) {
			continue
		}
		l.takeForInjured(r, casualty.Injured, casualty.Casualties)
	}
}

// takeForInjured adds the victims of a row as the injured of its incident, unless
// the text gives a toll of one of some outcomes there.
func (l *ledger) takeForInjured(r *row, unless ...casualty.Outcome) {
	if r.actor == casualty.Perpetrator || r.toll.Max == 0 || slices.ContainsFunc(unless, func(o casualty.Outcome) bool {
		given := l.find(r.incident, o, casualty.Victim)
		return given != nil && given.given
	}) {
		return
	}
	t := r.toll
	t.Outcome, t.Claims = casualty.Injured, slices.Clone(r.toll.Claims)
	l.rows = append(l.rows, row{incident: r.incident, outcome: casualty.Injured, actor: casualty.Victim, toll: t, given: true})
}

// exactly reports a toll of one certain number.
func exactly(r *row) bool { return r.given && !r.toll.Conflict && r.toll.Min == r.toll.Max }

// nobody sets the dead to none where the text says that nobody was hurt: who is
// not hurt is not dead. People still missing leave that open.
func (l *ledger) nobody() {
	for i := range len(l.rows) {
		hurt := &l.rows[i]
		if hurt.outcome != casualty.Injured || hurt.actor == casualty.Perpetrator || !exactly(hurt) || hurt.toll.Max != 0 {
			continue
		}
		for _, o := range []casualty.Outcome{casualty.Killed, casualty.Casualties, casualty.Missing} {
			if r := l.find(hurt.incident, o, casualty.Victim); r != nil && r.given {
				hurt = nil
				break
			}
		}
		if hurt == nil || l.deathsClaimed(hurt.incident) {
			continue
		}
		t := Toll{Outcome: casualty.Killed, Claims: slices.Clone(hurt.toll.Claims)}
		if dead := l.find(hurt.incident, casualty.Killed, casualty.Victim); dead != nil {
			dead.toll, dead.given = t, true
			continue
		}
		l.rows = append(l.rows, row{incident: hurt.incident, outcome: casualty.Killed, actor: casualty.Victim, toll: t, given: true})
	}
}

// deathsClaimed says that somebody tells of dead, whom the toll leaves out: those
// who were not hurt are then of one side.
func (l *ledger) deathsClaimed(incident int) bool {
	dead := l.find(incident, casualty.Killed, casualty.Victim)
	return dead != nil && slices.ContainsFunc(dead.claims, func(i int) bool {
		return l.claims[i].Count.Max > 0 && (l.status[i] == attribution.Claimed || l.status[i] == attribution.Unconfirmed)
	})
}
