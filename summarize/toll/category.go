package toll

import (
	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
)

// Figures that change what they count. The dead of a headline are the text's
// dead and injured together, or its injured, or the dead with the missing; or
// only what a party claims; or the dead of another event.

// mistakable lists the outcomes whose numbers turn up as another's.
var mistakable = map[casualty.Outcome][]casualty.Outcome{
	casualty.Killed:  {casualty.Casualties, casualty.Injured, casualty.Missing},
	casualty.Injured: {casualty.Casualties, casualty.Killed},
}

// leastTelling is the smallest number whose recurrence under another outcome
// means anything: in every third article there are three of something.
const leastTelling = 5

// otherOutcome finds the headline's number under another outcome of the text.
func (l *ledger) otherOutcome(r *row, h int) bool {
	if l.size(h) < leastTelling || len(l.wholes(r, false)) == 0 && !l.hasBodyCount(r) {
		return false
	}
	for _, o := range mistakable[r.outcome] {
		if i := l.withSize(l.find(r.incident, o, r.actor), l.size(h)); i >= 0 {
			i = l.deadOf(r, i)
			l.flag(CategoryMismatch, High, h, i, l.against(h, i, l.harm), "category: the number counts another outcome in the text")
			return true
		}
	}
	return false
}

// deadOf returns the text's count of those of claim i who died ("four of the 23
// have died"), which is what a headline should have said; else i. Casualties are
// by their word both.
func (l *ledger) deadOf(r *row, i int) int {
	for _, d := range r.claims {
		if c := &l.claims[d]; l.claims[i].Outcome != casualty.Casualties && c.SubsetOf == i && l.stands(d) && !c.Headed {
			return d
		}
	}
	return i
}

func (l *ledger) hasBodyCount(r *row) bool {
	for _, i := range r.claims {
		if !l.claims[i].Headed && l.stands(i) && l.isNumber(i) {
			return true
		}
	}
	return false
}

// withSize returns the standing count of the text that is n, or -1.
func (l *ledger) withSize(r *row, n int) int {
	if r == nil {
		return -1
	}
	for _, i := range r.claims {
		if c := &l.claims[i]; !c.Headed && l.stands(i) && l.isNumber(i) && l.size(i) == n && (c.Group == "" || l.counts(i) && !someOnly(c.Group)) {
			return i
		}
	}
	return -1
}

// withInjured finds a headline whose dead are the text's dead and injured.
func (l *ledger) withInjured(r *row, h int) bool {
	hurt := l.find(r.incident, casualty.Injured, r.actor)
	if r.outcome != casualty.Killed || hurt == nil || l.size(h) < leastTelling {
		return false
	}
	for _, d := range l.totals(r) {
		for _, i := range l.totals(hurt) {
			if l.size(d) > 0 && l.size(i) > 0 && l.size(d)+l.size(i) == l.size(h) && !l.withMore(r, d, h) {
				why := l.label(h) + ": " + l.harm(h) + ". " + l.label(d) + ": " + l.harm(d) + " and " + l.harm(i) + "."
				l.flag(CategoryMismatch, High, h, d, why, "category: dead and injured make the headline's number")
				return true
			}
		}
	}
	return false
}

// withMore says that others told on top of claim d make the headline's number as
// well: nine bodies in the house and three more next door.
func (l *ledger) withMore(r *row, d, h int) bool {
	for _, i := range r.claims {
		if i != d && !l.claims[i].Headed && l.claims[i].Additional && l.stands(i) && l.size(d)+l.size(i) == l.size(h) {
			return true
		}
	}
	return false
}

// withMissing finds a headline that adds the missing to the dead.
func (l *ledger) withMissing(r *row, h int) bool {
	missing := l.find(r.incident, casualty.Missing, r.actor)
	if r.outcome != casualty.Killed || missing == nil {
		return false
	}
	for _, d := range l.totals(r) {
		for _, m := range l.totals(missing) {
			if l.size(m) > 0 && l.size(d)+l.size(m) == l.size(h) {
				why := l.label(h) + ": " + l.harm(h) + ". " + l.label(d) + ": " + l.harm(d) + " and " + l.harm(m) + "."
				l.flag(UnconfirmedAsConfirmed, High, h, d, why, "category: dead and missing make the headline's number")
				return true
			}
		}
	}
	return false
}

// withUnfound finds a headline that gives as dead all who were aboard and are not
// told to have been saved, of whom the text counts fewer dead.
func (l *ledger) withUnfound(r *row, h int) bool {
	aboard, saved := l.find(r.incident, casualty.Present, r.actor), l.find(r.incident, casualty.Rescued, r.actor)
	if r.outcome != casualty.Killed || aboard == nil || saved == nil || l.size(h) < leastTelling {
		return false
	}
	for _, d := range l.totals(r) {
		for _, p := range l.totals(aboard) {
			for _, s := range l.totals(saved) {
				if l.exact(p) && l.exact(s) && l.size(s) > 0 && l.size(p)-l.size(s) == l.size(h) && l.size(d) > 0 && l.size(d) < l.size(h) {
					why := l.label(h) + ": " + l.harm(h) + ". " + l.label(d) + ": " + l.harm(d) + "; of " + l.number(p) + " people there " + l.number(s) + " were saved."
					l.flag(UnconfirmedAsConfirmed, High, h, d, why, "category: whoever was not saved makes the headline's number")
					return true
				}
			}
		}
	}
	return false
}

// onlyClaimed finds a headline that states what the text has only as a claim
// or as unconfirmed.
func (l *ledger) onlyClaimed(r *row, h int) bool {
	if l.claims[h].Source != "" {
		return false
	}
	for _, i := range r.claims {
		c := &l.claims[i]
		if c.Headed || l.size(i) != l.size(h) && c.Count.Value != l.size(h) {
			continue
		}
		switch l.status[i] {
		case attribution.Claimed, attribution.Unconfirmed, attribution.Denied, attribution.Retracted:
			why := l.against(h, i, l.harm) + " The text has that number only as " + string(l.status[i]) + "."
			l.flag(UnconfirmedAsConfirmed, High, h, i, why, "category: the text does not stand by the number")
			return true
		}
	}
	return false
}

// otherEvent finds the headline's number as the toll of an event that the text
// only recalls, while its own count differs.
func (l *ledger) otherEvent(r *row, h int) bool {
	if l.size(h) < leastTelling || !l.hasBodyCount(r) {
		return false
	}
	for k := range l.rows {
		o := &l.rows[k]
		if o.incident < 0 || o.outcome != r.outcome || o.actor != r.actor {
			continue
		}
		switch l.incidents[o.incident].Role {
		case incident.Background, incident.Cumulative:
		default:
			continue
		}
		if i := l.withSize(o, l.size(h)); i >= 0 {
			own := i
			if body := l.totals(r); len(body) > 0 {
				own = body[0] // what the headline should have said
			}
			why := l.against(h, own, l.harm) + " " + l.number(i) + " is the toll of " + l.eventName(i) + "."
			l.flag(BackgroundMixed, High, h, own, why, "background: the number is another event's")
			return true
		}
	}
	return false
}

// eventName names the incident of a claim in a sentence.
func (l *ledger) eventName(i int) string {
	if k := l.event[i]; k >= 0 && l.incidents[k].Label != "" {
		return l.incidents[k].Label
	}
	return "another event"
}

// retracted finds, where the text takes back a number of dead, that it was its
// number of casualties: the reader should know how it came about.
func (l *ledger) retracted(r *row) {
	if r.outcome != casualty.Killed || !l.reported(r) {
		return
	}
	for _, i := range r.claims {
		if l.status[i] != attribution.Retracted && l.status[i] != attribution.Denied || l.size(i) < leastTelling || l.claims[i].Headed {
			continue
		}
		if j := l.withSize(l.find(r.incident, casualty.Casualties, r.actor), l.size(i)); j >= 0 {
			l.flag(CategoryMismatch, Low, i, j, l.against(i, j, l.harm), "category: a number taken back counts another outcome")
		}
	}
}
