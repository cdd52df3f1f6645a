package toll

import (
	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/quantity"
)

// The headline. Its number must be one that the text has for the same outcome.
// Where it is not, the text often shows where it comes from: another outcome,
// the missing counted as dead, another event, two places added up. That reason
// is told rather than the bare difference.

// headline checks each headline claim of a row against the text.
func (l *ledger) headline(r *row) {
	if !l.reported(r) || r.actor == casualty.Perpetrator {
		return
	}
	heads := l.wholes(r, true)
	for _, h := range heads {
		if len(heads) > 1 && l.alongside(h, heads) || l.claims[h].Source != "" && l.claims[h].Status == attribution.Claimed {
			continue
		}
		if l.inQuestion(h) || l.supported(r, h) {
			continue
		}
		if l.explained(r, h) {
			continue
		}
		if b := l.contradiction(r, h); b >= 0 {
			l.flag(HeadlineBodyValue, High, h, b, l.against(h, b, l.harm), "headline: no count of the text fits")
		}
	}
}

// alongside says that a headline gives several counts of one outcome, which
// may be of different people.
func (l *ledger) alongside(h int, heads []int) bool {
	for _, o := range heads {
		if o != h && l.claims[o].Count.Disjoint(l.claims[h].Count) && l.claims[o].Sent == l.claims[h].Sent {
			return true
		}
	}
	return false
}

// supported says that some count of the text, or what its counts come to, can
// be true together with the headline's.
func (l *ledger) supported(r *row, h int) bool {
	c := l.claims[h].Count
	for _, i := range r.claims {
		if !l.claims[i].Headed && l.whole(i) && !l.claims[i].Count.Disjoint(c) {
			return true
		}
	}
	return r.given && !l.onHeadline(r) && !c.Disjoint(quantity.Count{Min: r.toll.Min, Max: r.toll.Max})
}

func (l *ledger) onHeadline(r *row) bool {
	return len(r.toll.Claims) > 0 && l.claims[r.toll.Claims[0]].Headed
}

// contradiction returns the count of the text that speaks most plainly against
// headline h, or -1. A lower count speaks against it only where it is of
// everybody: texts tell of some of the victims, and leave others out.
func (l *ledger) contradiction(r *row, h int) int {
	body := l.wholes(r, false)
	best := -1
	for _, i := range body {
		if l.nearMiss(h, i) {
			return -1
		}
		if best < 0 || l.authority(i) > l.authority(best) {
			best = i
		}
	}
	if best < 0 {
		return l.partAbove(r, h)
	}
	return best
}

// authority ranks counts of the text as the thing to hold against a headline.
func (l *ledger) authority(i int) int {
	c := &l.claims[i]
	n := 0
	for _, sign := range []bool{c.Running, c.Total, c.Source != ""} {
		n *= 2
		if sign {
			n++
		}
	}
	return n
}

// partAbove returns a part that alone is more than the headline's whole.
func (l *ledger) partAbove(r *row, h int) int {
	for _, i := range r.claims {
		c := &l.claims[i]
		if !c.Headed && l.stands(i) && l.isNumber(i) && c.Scope == "" && c.Count.Min > l.claims[h].Count.Max && l.exact(h) {
			return i
		}
	}
	return -1
}

// slack is how far a vague or rounded headline may miss the text's count: 19
// are "dozens" to some desks, and 95 "hundreds" to none.
const slack = 0.2

// nearMiss says that two counts differ by no more than rounding does.
func (l *ledger) nearMiss(a, b int) bool {
	if !l.loose(a) && !l.loose(b) {
		return false
	}
	x, y := l.claims[a].Count, l.claims[b].Count
	if x.Min > y.Max {
		x, y = y, x
	}
	return float64(y.Min-x.Max) <= slack*float64(y.Min)
}

// loose says that a claim's window is a convention rather than a bound.
func (l *ledger) loose(i int) bool {
	switch l.claims[i].Count.Qualifier {
	case quantity.Vague, quantity.About, quantity.Nearly, quantity.MoreThan:
		return true
	}
	return false
}

// explained looks for what the headline's number really counts.
func (l *ledger) explained(r *row, h int) bool {
	if !l.exact(h) && !l.floor(h) || l.size(h) == 0 {
		return false
	}
	return l.otherOutcome(r, h) || l.withMissing(r, h) || l.onlyClaimed(r, h) || l.otherEvent(r, h)
}

// hedgeDropped finds a headline that gives flatly what the text hedges. One
// flat count of the same number in the text answers for the headline.
func (l *ledger) hedgeDropped(r *row) {
	if !l.reported(r) {
		return
	}
	for _, h := range r.claims {
		if !l.claims[h].Headed || !l.exact(h) || !l.isNumber(h) || l.size(h) == 0 ||
			l.claims[h].Count.Qualifier != quantity.Exact || l.inQuestion(h, StaleFigure) && !l.stands(h) && l.claims[h].Former {
			continue
		}
		if b := l.hedged(r, h); b >= 0 {
			l.flag(HeadlineDropsQualifier, Low, h, b, l.against(h, b, l.number), "headline: the text hedges the same number")
		}
	}
}

// hedged returns the hedged count of the text that headline h repeats, or -1.
func (l *ledger) hedged(r *row, h int) int {
	best := -1
	for _, i := range r.claims {
		c := &l.claims[i]
		if c.Headed || l.size(i) != l.size(h) && c.Count.Value != l.size(h) || !l.sameGroup(i, h) || c.Status == attribution.Denied {
			continue
		}
		switch c.Count.Qualifier {
		case quantity.Exact:
			if l.stands(i) && l.isNumber(i) {
				return -1
			}
		case quantity.AtLeast, quantity.MoreThan, quantity.About, quantity.Nearly, quantity.UpTo:
			if best < 0 {
				best = i
			}
		}
	}
	return best
}

func (l *ledger) sameGroup(i, j int) bool {
	return l.claims[i].Group == l.claims[j].Group && l.claims[i].Scope == l.claims[j].Scope
}
