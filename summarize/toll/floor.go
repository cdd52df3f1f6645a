package toll

import "tollbot/summarize/quantity"

// Floors. "At least 14" leaves room for any larger number, and a headline that
// says 17 may know more. Yet where the text has the headline's number for
// something else, or nothing at all to rest it on, a desk wants to see it.

// aboveFloor checks a headline that only the floors of the text leave room for.
func (l *ledger) aboveFloor(r *row, h int) {
	if !l.onlyRoom(r, h) || l.explained(r, h) {
		return
	}
	b := l.wholes(r, false)[0]
	if l.claims[h].Title && l.claims[h].Source == "" && !l.nearMiss(h, b) && l.nothingElse(r, b) {
		l.flag(HeadlineBodyValue, Medium, h, b, l.against(h, b, l.harm), "headline: above the only floor of the text")
	}
}

// onlyRoom says that nothing supports headline h but floors below it.
func (l *ledger) onlyRoom(r *row, h int) bool {
	if !l.exact(h) && !l.floor(h) || !r.given || r.toll.Max != quantity.Open {
		return false
	}
	found := false
	for _, i := range r.claims {
		c := &l.claims[i]
		if c.Headed {
			continue
		}
		if l.isNumber(i) && l.size(i) == l.size(h) && l.stands(i) {
			return false
		}
		if !l.whole(i) {
			continue
		}
		if !l.floor(i) || l.size(i) >= l.size(h) || l.nearMiss(i, h) {
			return false
		}
		found = true
	}
	return found
}

// nothingElse says that the text tells of nobody beside total b and its parts.
func (l *ledger) nothingElse(r *row, b int) bool {
	for _, i := range r.claims {
		if i != b && !l.claims[i].Headed && (!l.isPart(i) || l.part[i] != b) {
			return false
		}
	}
	return true
}
