package toll

import (
	"slices"
	"strings"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
)

// Claims of a party. What one side says of its enemy's losses, or of its own,
// stays a claim; where nothing the article stands by can be true together with
// it, the desk should know that the figure is disputed.

// disputes holds each claimed count of a row against what the article has.
func (l *ledger) disputes(r *row) {
	if !l.reported(r) || r.outcome == casualty.Present {
		return
	}
	for _, i := range r.claims {
		if !l.disputed(i) || l.isPart(i) || l.claims[i].Headed {
			continue
		}
		j := l.answer(r, i)
		if k := l.madeLight(r, i); k >= 0 && (j < 0 || l.claims[j].Group != forces && l.claims[j].SourceID != l.claims[k].SourceID) {
			j = k
		}
		if j < 0 || l.disputedBeside(i, j) {
			continue
		}
		severity := Medium
		if r.actor == casualty.Perpetrator || l.claims[i].Count.Max == 0 {
			severity = Low // nobody reports its own losses in full
		}
		l.flag(ClaimDispute, severity, i, j, l.against(i, j, l.harm), "claim: the article's own count contradicts it")
	}
}

// disputedBeside says that the sentences of two claims are in dispute already over
// another outcome: 13 dead and 18 wounded to one, 3 and 7 to the other.
func (l *ledger) disputedBeside(i, j int) bool {
	return slices.ContainsFunc(l.found, func(f finding) bool {
		return f.Kind == ClaimDispute && f.A >= 0 && f.B >= 0 && l.rowOf[f.A] != l.rowOf[i] &&
			l.claims[f.A].Sent == l.claims[i].Sent && l.claims[f.B].Sent == l.claims[j].Sent
	})
}

// madeLight returns what another source says right behind a party's boast of
// soldiers killed, where that is of far smaller harm: that nobody was hurt, or one
// of them slightly; or -1.
func (l *ledger) madeLight(r *row, i int) int {
	c := &l.claims[i]
	hurt := l.find(r.incident, casualty.Injured, r.actor)
	if r.outcome != casualty.Killed || hurt == nil || c.SourceKind != party || c.Group != forces {
		return -1
	}
	for _, k := range hurt.claims {
		d := &l.claims[k]
		if (d.SourceKind == "military" || d.SourceKind == "official") && l.stands(k) && l.before(i, k) && d.Sent-c.Sent <= 1 &&
			(d.Group == forces || d.Group == "" && d.Count.Max == 0) && farFromAll*d.Count.Max < l.size(i) {
			return k
		}
	}
	return -1
}

// claimBreakdowns makes dead and wounded that add up to casualties which a side
// only claims, told right with them, a claim too: "inflicted 31 casualties on the
// enemy: 13 dead and 18 wounded".
func (l *ledger) claimBreakdowns(order []int) {
	for k, t := range order {
		if c := &l.claims[t]; c.Outcome != casualty.Casualties || l.status[t] != attribution.Claimed || c.Headed {
			continue
		}
		next := order[k+1 : min(k+nextClaims, len(order))]
		for _, d := range next {
			for _, w := range next {
				if l.toldWith(d, t, casualty.Killed) && l.toldWith(w, t, casualty.Injured) && l.size(d)+l.size(w) == l.size(t) {
					l.status[d], l.standing[d] = attribution.Claimed, false
					l.status[w], l.standing[w] = attribution.Claimed, false
				}
			}
		}
	}
}

// nextClaims is how many claims behind its total a breakdown may stand.
const nextClaims = 5

// toldWith says that claim i, of an outcome, stands with claim t or in the
// sentence behind it.
func (l *ledger) toldWith(i, t int, o casualty.Outcome) bool {
	c := &l.claims[i]
	return c.Outcome == o && l.stands(i) && l.exact(i) && !c.Headed && c.Sent >= l.claims[t].Sent && c.Sent-l.claims[t].Sent <= 1
}

// denials finds a count that an office answers with none: "villagers said 30 had
// died … the army said no civilians were killed". None of the office's own people
// is no answer.
func (l *ledger) denials(r *row) {
	if !l.reported(r) || r.actor == casualty.Perpetrator || r.outcome != casualty.Killed && r.outcome != casualty.Injured {
		return
	}
	for k, j := range r.claims {
		if l.claims[j].Count.Max != 0 {
			continue
		}
		for _, i := range r.claims[:k] {
			if l.denies(j, i) {
				l.flag(ClaimDispute, Medium, i, j, l.against(i, j, l.harm), "claim: an office answers with none")
			}
		}
	}
}

// denies says that claim j, of an office, answers claim i with none.
func (l *ledger) denies(j, i int) bool {
	a, b := &l.claims[i], &l.claims[j]
	if b.Headed || b.Additional || b.SubsetOf >= 0 || b.SourceKind != "official" && b.SourceKind != "military" || !l.stands(j) {
		return false
	}
	return !a.Headed && !a.Additional && a.SubsetOf < 0 && l.isNumber(i) && l.stands(i) && a.Count.Min > 1 && l.differentSources(i, j) && b.Sent-a.Sent <= 2 && b.Sent > a.Sent &&
		a.SourceKind != "official" && a.SourceKind != "military" && a.Scope == b.Scope && (b.Group == "" || b.Group == civilians && a.Group == "" || a.Group != forces && strings.HasPrefix(a.Group, b.Group)) // none: "not one protester"
}

// answer returns the count that a claimed one contradicts, or -1: the first
// that the article stands by, else the claim of another party. Any count that
// fits settles the matter.
func (l *ledger) answer(r *row, i int) int {
	current, claimed := -1, -1
	for _, j := range r.claims {
		if !l.contests(i, j) {
			continue
		}
		if !l.claims[i].Count.Disjoint(l.claims[j].Count) && !l.farAbove(i, j) {
			if l.stands(j) {
				return -1
			}
			continue
		}
		if l.nearMiss(i, j) {
			continue
		}
		switch {
		case l.stands(j) && (current < 0 || l.answers(j) > l.answers(current) || l.saidNearer(j, current, i)):
			current = j
		case l.status[j] == attribution.Claimed && claimed < 0 && l.before(j, i) && l.differentSources(i, j):
			claimed = j
		}
	}
	if current >= 0 {
		return current
	}
	return claimed
}

// saidNearer says that claim j gives the number of claim k for the same group, and
// nearer to claim i.
func (l *ledger) saidNearer(j, k, i int) bool {
	a, b := &l.claims[j], &l.claims[k]
	return a.Count == b.Count && a.Group == b.Group && a.Group != "" && l.before(k, j) && l.before(j, i)
}

// disputed says that claim i is what a side claims, denied or not. Rumours that
// are put to rest are no dispute; and who "denied that nine had died" gives no
// figure of his own.
func (l *ledger) disputed(i int) bool {
	return l.status[i] == attribution.Claimed || l.status[i] == attribution.Denied && l.claims[i].SourceKind == party
}

// party is the kind of source that takes part in what it tells of.
const party = "party"

// farClaim is how many times over a claim must exceed a floor to contest it: "at
// least 15" leaves room for 20, and hardly for a party's 60.
const farClaim = 2

// farAbove says that claim i contests the floor of claim j although the floor
// leaves room for it: it is denied, or far above.
func (l *ledger) farAbove(i, j int) bool {
	return l.floor(j) && !l.floor(i) && l.size(i) > l.size(j) &&
		(l.status[i] == attribution.Denied || l.size(i) > farClaim*l.size(j))
}

// answers ranks counts as the reply to a party's claim: those of officials
// first, for it is their figure that the claim contests, and wholes before parts.
func (l *ledger) answers(j int) int {
	rank := 0
	switch l.claims[j].SourceKind {
	case "official", "military":
		rank = 2
	}
	if l.counts(j) {
		rank++
	}
	return rank
}

// contests says that claim j, of the text, counts the people of claim i. A
// claim of fewer than all may be true beside any larger count.
func (l *ledger) contests(i, j int) bool {
	a, b := &l.claims[i], &l.claims[j]
	if j == i || b.Headed || b.SubsetOf >= 0 || l.nested[j] || !l.isNumber(j) || a.Scope != b.Scope || a.SourceID != "" && a.SourceID == b.SourceID {
		return false
	}
	switch {
	case a.Group == b.Group:
		return true
	case b.Group == "":
		if l.isPart(j) {
			j = l.part[j] // whoever is claimed may be among the others
		}
		return l.size(i) > l.size(j)
	case a.Group == "":
		return l.size(j) > l.size(i) || b.Group == forces && l.counts(j)
	}
	return a.Group == forces && l.populationsDiffer(j, l.part[j])
}
