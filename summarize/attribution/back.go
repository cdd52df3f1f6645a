package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Words that point back: "… were false", "before deleting it", "that figure
// could not be verified". They speak of the figures before them in their
// sentence; where it has none, of what the sentence before says on somebody
// else's word.

func (r *reader) pointBack(s int, m lexicon.Match) {
	sent := &r.t.Sents[s]
	first := r.backStart(sent, m.First)
	if r.holdsFigure(first, m.First) {
		r.mark(first, m.First, m)
		return
	}
	if before := max(sent.First, first-maxScope); r.holdsFigure(before, first) {
		r.mark(before, first, m)
		return
	}
	if s == 0 || r.t.Sents[s-1].Part != sent.Part || levelOf(m.Stance) == superseded {
		return
	}
	r.markOthers(&r.t.Sents[s-1], sent, m)
}

// backStart returns where the scope of a cue that points back begins.
func (r *reader) backStart(s *text.Sentence, cue int) int {
	first := max(s.First, cue-maxScope)
	for i := cue - 1; i >= first; i-- {
		if r.t.Is(i, ";") || r.ends(i) && i < cue-1 {
			return i + 1
		}
	}
	return first
}

// negated returns where the last figure of tokens [first, end) begins if "not"
// stands before it, else first: "nine, not seven as first reported".
func (r *reader) negated(first, end int) int {
	for i := end - 1; i > first; i-- {
		if r.isFigure(i) {
			for i > first && (r.isFigure(i-1) || r.joins(i-1)) {
				i--
			}
			if i > first && r.t.Has(i-1, lexicon.Negation) {
				return i
			}
			return first
		}
	}
	return first
}

func (r *reader) holdsFigure(first, end int) bool {
	for i := first; i < end; i++ {
		if r.isFigure(i) {
			return true
		}
	}
	return false
}

// markOthers marks what the sentence before ascribes last, unless it is to the
// very source that now speaks.
func (r *reader) markOthers(before, now *text.Sentence, m lexicon.Match) {
	end := before.End
	least := max(before.First, end-maxScope)
	for end > least && r.by[end-1] == 0 {
		end--
	}
	if end == least {
		return
	}
	who := r.by[end-1]
	if by := r.speakerAt(now, m); by != 0 && r.sources[by-1].Identity == r.sources[who-1].Identity && m.Stance == "denied" {
		return
	}
	if r.sources[who-1].Kind == "party" && m.Stance != string(Retracted) {
		return // a disputed claim stays a claim
	}
	first := end
	for first > least && (r.by[first-1] == who || r.by[first-1] == 0) {
		first--
	}
	r.mark(first, end, m)
}

// speakerAt returns to whom the cue's own words are ascribed, or who speaks in
// its sentence.
func (r *reader) speakerAt(s *text.Sentence, m lexicon.Match) int32 {
	if r.by[m.First] != 0 {
		return r.by[m.First]
	}
	for i := m.First - 1; i >= max(s.First, m.First-maxScope); i-- {
		if r.by[i] != 0 {
			return r.by[i]
		}
	}
	return 0
}

// partyClaims marks what a side of a fight says of anybody but its own dead,
// and what an army says of its enemy's.
func (r *reader) partyClaims() {
	for i := 0; i < len(r.by); {
		who := r.by[i]
		end := i + 1
		for end < len(r.by) && r.by[end] == who && r.t.Tokens[end].Sent == r.t.Tokens[i].Sent {
			end++
		}
		if who != 0 {
			r.claims(i, end, r.sources[who-1])
		}
		i = end
	}
}

func (r *reader) claims(first, end int, src Source) {
	m := lexicon.Match{Entry: &lexicon.Entry{Stance: string(Claimed), Kind: src.Kind}, First: src.CueFirst, End: src.CueEnd}
	switch src.Kind {
	case "party":
		if i := r.pastOwn(first, end); i < end {
			r.mark(i, end, m)
			return
		}
		if !r.ownLosses(first, end) && !r.ownLosses(src.CueFirst, min(src.CueEnd, len(r.by))) && !r.t.Has(src.CueFirst, lexicon.Claim) {
			r.mark(first, end, m)
		}
	case "media", "document":
		if src.hearsay {
			m.Entry.Stance = string(Unconfirmed)
			r.mark(first, end, m)
		}
	case "other", "unnamed":
		if src.hearsay {
			m.Entry.Stance = string(Unconfirmed)
			r.mark(first, end, m)
			return
		}
		r.deed(first, end, m) // who says "they had killed 40 soldiers" is a side, whatever it is called
	case "official":
		for i := first; i < end; i++ {
			r.enemyLost(i, end, m)
			if n, ok := r.t.At(i, lexicon.SourceNoun); ok && (n.Who == "combatants" || n.Kind == "party" && n.Number == "group" && r.t.Tokens[i].Capital) {
				r.claimEnemy(first, n, m)
			}
		}
	case "military":
		r.deed(first, end, m)
		for i := first; i < end; i++ {
			r.enemyLost(i, end, m)
			if n, ok := r.t.At(i, lexicon.SourceNoun); ok && n.Kind == "party" {
				r.claimEnemy(first, n, m)
			}
		}
	}
}

// enemyLost marks what a side says that the people named at token i lost: "the
// terrorists lost more than 30 people".
func (r *reader) enemyLost(i, end int, m lexicon.Match) {
	n, ok := r.t.At(i, lexicon.SourceNoun)
	if !ok || n.Kind != "party" {
		return
	}
	j := n.End
	for j < end && r.t.Has(j, lexicon.Aux, lexicon.Adverb) {
		j++
	}
	v, ok := r.t.At(j, lexicon.Predicate)
	if !ok || v.Frame != "deprive" || v.Kind != "loss" {
		return
	}
	last := v.End
	for last < end && last < v.End+maxLoss && r.t.Tokens[last].Kind != text.Punct && !r.t.Has(last, lexicon.Conjunction) {
		last++
	}
	r.mark(v.First, last, m)
}

// deed marks what a side says that it did itself: "the army said it had killed".
func (r *reader) deed(first, end int, m lexicon.Match) {
	i := first
	if i < end && r.isThat(i) {
		i++
	}
	p, ok := r.t.At(i, lexicon.Pronoun)
	if !ok || p.Kind != "other" || first != m.End {
		return
	}
	for i++; i < end && r.t.Has(i, lexicon.Aux, lexicon.Adverb) && !r.t.Has(i, lexicon.Predicate); i++ {
	}
	v, ok := r.t.At(i, lexicon.Predicate)
	if !ok || v.Frame != "active" && v.Frame != "past" {
		return
	}
	armed := false
	for last := min(end, v.End+maxLoss); i < last && !r.t.Has(i, lexicon.Conjunction) && !r.parts(i); i++ {
		armed = armed || r.isArmed(i)
	}
	if armed { // what an army owns up to is no boast
		r.mark(v.End, i, m)
	}
}

// isArmed reports whether token i names people who fight.
func (r *reader) isArmed(i int) bool {
	if n, ok := r.t.At(i, lexicon.SourceNoun); ok && n.Kind == "party" {
		return true
	}
	p, ok := r.t.At(i, lexicon.Person)
	return ok && p.Who != "" && p.Kind != "civilian"
}

// claimEnemy marks a count of the enemy's losses as claimed by m. How many of
// them there were is none of its boasts.
func (r *reader) claimEnemy(first int, enemy, m lexicon.Match) {
	a := r.counted(first, enemy.First)
	if a < enemy.First && r.loses(a, enemy.End) {
		r.mark(a, enemy.End, m)
	}
	i := enemy.End
	for i < min(len(r.by), enemy.End+2) && r.t.Has(i, lexicon.Aux) {
		i++
	}
	if v, ok := r.t.At(i, lexicon.Predicate); ok && v.Kind == "loss" {
		r.mark(v.End, min(len(r.by), v.End+maxLoss, r.t.Sentence(i).End), m) // "the rebels lost 14 men"
	}
}

// maxLoss bounds the tokens between a count and the verb that tells its loss.
const maxLoss = 6

// loses reports whether a word of loss stands around tokens [first, end).
func (r *reader) loses(first, end int) bool {
	for i := max(0, first-maxLoss); i < min(len(r.by), end+maxLoss); i++ {
		if m, ok := r.t.At(i, lexicon.Predicate); ok && m.Outcome != "present" && r.t.Tokens[i].Sent == r.t.Tokens[first].Sent {
			return true
		}
	}
	return false
}

// pastOwn returns where what a side says of its own dead ends, and what it says of
// others begins: "four of their fighters died and that they killed 13 sailors".
func (r *reader) pastOwn(first, end int) int {
	own := false
	for i := first; i+1 < end; i++ {
		if m, ok := r.t.At(i, lexicon.StanceCue); ok && m.Kind == "own" {
			own = true
		}
		if own && r.t.Has(i, lexicon.Conjunction) && r.isThat(i+1) {
			return i
		}
	}
	return end
}

// ownLosses reports whether a side tells of its own dead.
func (r *reader) ownLosses(first, end int) bool {
	for i := first; i < end; i++ {
		if m, ok := r.t.At(i, lexicon.StanceCue); ok && m.Kind == "own" {
			return true
		}
	}
	return false
}

// counted returns where the count of the noun at i begins, or i.
func (r *reader) counted(first, i int) int {
	for j := i - 1; j >= max(first, i-7); j-- {
		if r.isFigure(j) {
			for j > first && r.isFigure(j-1) {
				j--
			}
			return j
		}
		if r.isVerb(j) || r.t.Has(j, lexicon.Conjunction) || r.t.Tokens[j].Kind == text.Punct && !r.joins(j) {
			return i
		}
	}
	return i
}
