package incident

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A mention leaves the main event only for a reason in its own sentence, or
// because it goes on from one that did. The reasons are tried in this order:
// imagined, older by comparison or description, total of a span, another
// event beside this one, older by its date.

// verdict is a mention's role, why, and the date that decided or dates it.
type verdict struct {
	role Role
	why  string
	date int // index into dates, or -1
	run  int // mentions of one older event share a number > 0
}

func (r *reader) roles() []verdict {
	out := make([]verdict, len(r.anchors))
	run := 0
	for i := range r.anchors {
		out[i] = r.verdictOf(&r.anchors[i])
		if out[i].role == Main && i > 0 && r.goesOn(out[i-1], &r.anchors[i-1], &r.anchors[i], out[i].date) {
			out[i].role, out[i].why, out[i].date = out[i-1].role, "goes on", out[i-1].date
			out[i].run = out[i-1].run
			continue
		}
		if out[i].role == Main && r.toldOlder(&r.anchors[i], out[i].date) {
			out[i].role, out[i].why = Background, "told as older"
		}
		if out[i].role != Main {
			if i == 0 || !r.sameEvent(out[i-1], out[i], &r.anchors[i-1], &r.anchors[i]) {
				run++
			}
			out[i].run = run
		}
	}
	return out
}

// sameEvent reports whether two neighbours set apart are one event: for one
// reason, in one sentence, at one date; or told one after the other next to the
// main one.
func (r *reader) sameEvent(a, b verdict, x, y *Anchor) bool {
	if a.role == Secondary && b.role == Secondary && x.Sent != y.Sent {
		return r.t.Sents[x.Sent].Para == r.t.Sents[y.Sent].Para && !r.besideOpens(y.Sent)
	}
	return a.role == b.role && x.Sent == y.Sent && a.date == b.date
}

func (r *reader) verdictOf(a *Anchor) verdict {
	d := r.governing(a)
	v := verdict{role: Main, date: d}
	for _, f := range [...]func(*Anchor, int) (Role, string){
		r.imagined, r.described, r.summed, r.beside, r.dated, r.dayBefore,
	} {
		if role, why := f(a, d); role != "" {
			v.role, v.why = role, why
			return v
		}
	}
	return v
}

// imagined reads drills, scenarios and threats.
func (r *reader) imagined(a *Anchor, _ int) (Role, string) {
	if r.staged() && a.Max > 0 {
		return Hypothetical, "staged"
	}
	for _, c := range r.cuesAround(a) {
		if c.class != lexicon.Background {
			continue
		}
		switch {
		case (c.kind == "imagined" || c.kind == "threat") && (c.First < a.End || r.link(a.End, c.First) == clause):
			return Hypothetical, "imagined"
		case c.kind == "drill" && c.End <= a.First && !r.afterPreposition(c.First):
			return Hypothetical, "drill"
		}
	}
	return "", ""
}

// afterPreposition reports that a noun group with its article follows one.
func (r *reader) afterPreposition(i int) bool {
	if r.t.Has(i-1, lexicon.Determiner) {
		i--
	}
	return r.t.Has(i-1, lexicon.Preposition)
}

// described reads comparisons and older events named as such.
func (r *reader) described(a *Anchor, d int) (Role, string) {
	if r.habit(a, d) {
		return Background, "habit"
	}
	for _, c := range r.cuesAround(a) {
		if c.class != lexicon.Background {
			continue
		}
		after := c.First < a.First
		switch c.kind {
		case "compare", "history":
			if after && r.link(c.End, a.First) != apart && !r.t.Has(c.First, lexicon.Cumulative) {
				return Background, c.kind
			}
		case "older":
			if after && (r.link(c.End, a.First) != apart || r.opensSentence(c.First)) || !after && r.link(a.End, c.First) == clause {
				return Background, c.kind
			}
		case "after":
			if after && r.link(c.End, a.First) != apart && (!r.opensReport(a.Sent) || r.toldBefore(a.Sent, c.First)) {
				return Background, c.kind
			}
		case "sought":
			if after && r.link(c.End, a.First) == clause {
				return Background, c.kind
			}
		case "answered":
			if after && r.link(c.End, a.First) == clause && !r.fresh(a) {
				return Background, c.kind
			}
		case "long_after":
			if after && r.link(c.End, a.First) != apart {
				return Background, c.kind
			}
		case "anniversary":
			if after && r.link(c.End, a.First) != apart || !after && r.link(a.End, c.First) == clause && !a.Headed {
				return Background, c.kind
			}
		}
	}
	return "", ""
}

// habit reads what somebody has done at other times: "the guerrillas, who have
// killed several policemen", "the group has killed several people". Of a flood
// or a bomb the same words tell the news.
func (r *reader) habit(a *Anchor, d int) bool {
	i := a.First
	for r.t.Has(i-1, lexicon.Adverb) {
		i--
	}
	m, ok := r.t.Ending(i, lexicon.Aux)
	if !ok || m.Kind != "have" || m.First <= r.t.Sentence(a.First).First || d >= 0 && r.isMainDate(&r.dates[d]) {
		return false
	}
	i = m.First
	relative := r.pronounKind(i-1) == "relative"
	if relative {
		for i--; i-1 > r.t.Sentence(a.First).First && r.t.Tokens[i-1].Kind == text.Punct; i-- {
		}
	}
	if !relative && (r.opensReport(a.Sent) || !r.vague(a)) {
		return false
	}
	return r.namesActor(i)
}

// vague reports a mention that counts by a word: "several people".
func (r *reader) vague(a *Anchor) bool {
	for i := a.First; i < a.End; i++ {
		if r.t.Has(i, lexicon.VagueWord) {
			return true
		}
	}
	return false
}

// namesActor reports people or a body of people right before token i.
func (r *reader) namesActor(i int) bool {
	if _, ok := r.t.Ending(i, lexicon.Collective); ok {
		return true
	}
	if p, ok := r.t.Ending(i, lexicon.Person); ok {
		return p.Number == "plural"
	}
	n, ok := r.t.Ending(i, lexicon.SourceNoun)
	return ok && (n.Number == "plural" || n.Number == "group")
}

// toldBefore reports a mention in a sentence before token i.
func (r *reader) toldBefore(sent, i int) bool {
	k := search(len(r.anchors), func(k int) bool { return r.anchors[k].First >= i })
	return k > 0 && r.anchors[k-1].Sent == sent
}

// summed reads totals of a span: a year, a war, a rate.
func (r *reader) summed(a *Anchor, d int) (Role, string) {
	for _, c := range r.cuesAround(a) {
		if c.class != lexicon.Cumulative || r.comparesEvents(a.End, c.First) || r.inDate(c.First) ||
			c.kind == "they" && !(r.endsClause(c) && r.sumsUp(a.Sent-1)) ||
			c.kind == "days" && (!r.aboveDays(a) || r.comparesEvents(a.First, c.First)) {
			continue
		}
		if c.First >= a.First && r.link(min(a.End, c.First), c.First) == clause ||
			c.End <= a.First && (r.link(c.End, a.First) == clause || r.opensSentence(c.First)) ||
			c.kind == "campaign" {
			return Cumulative, c.kind
		}
	}
	if d >= 0 && r.isSinceDate(&r.dates[d]) && r.longAgo(d) && !r.comparesEvents(a.End, r.dates[d].First) && r.dates[d].First >= a.First {
		return Cumulative, "since"
	}
	if d >= 0 && r.isSinceDate(&r.dates[d]) && r.longAgo(d) && (r.dateOpens(&r.dates[d]) || r.inPerfect(&r.dates[d], a)) || r.sinceClause(a) {
		return Cumulative, "since"
	}
	if r.ofWar(a, d >= 0 && r.isMainDate(&r.dates[d])) {
		return Cumulative, "war"
	}
	return "", ""
}

// endsClause reports a cue with nothing but the end of its clause behind it:
// "died in them", and not "in these streets".
func (r *reader) endsClause(c cue) bool {
	return c.End >= len(r.t.Tokens) || r.t.Tokens[c.End].Kind == text.Punct
}

// sumsUp reports a sentence that tells of several events over a span: "3,150
// attacks last year".
func (r *reader) sumsUp(sent int) bool {
	if sent < 0 {
		return false
	}
	s := &r.t.Sents[sent]
	for _, c := range r.cuesIn(s.First, s.End) {
		if c.class == lexicon.Cumulative {
			return true
		}
	}
	from, to := r.datesIn(s.First, s.End)
	for i := from; i < to; i++ {
		if d := &r.dates[i]; d.shape == before || d.shape == inYear {
			return true
		}
	}
	return false
}

// inDate reports that a span's words end a date: "earlier this year".
func (r *reader) inDate(i int) bool {
	m, ok := r.t.Covering(i, lexicon.DateWord)
	return ok && m.First < i
}

func (r *reader) opensSentence(i int) bool {
	return i <= r.t.Sentence(i).First+1
}

// dateOpens reports a date at the head of its sentence, with or without its
// preposition.
func (r *reader) dateOpens(d *date) bool {
	return d.First <= r.t.Sentence(d.First).First+2
}

// comparesEvents reports a single event's noun between a mention and a span:
// "killed 34 in the deadliest attack this year" counts one day.
func (r *reader) comparesEvents(first, end int) bool {
	for i := first; i < end; i++ {
		if m, ok := r.t.At(i, lexicon.EventNoun); ok && m.Number != "plural" && m.Kind != "war" && r.oneEvent(i) {
			return true
		}
	}
	return false
}

// leadWords is how many tokens before an event's noun its article may stand.
const leadWords = 5

// oneEvent reports a determiner before the event's noun at token i: "the
// deadliest attack", and not "drug-related violence".
func (r *reader) oneEvent(i int) bool {
	for j := i - 1; j >= 0 && j > i-leadWords && r.t.Tokens[j].Sent == r.t.Tokens[i].Sent; j-- {
		if r.t.Has(j, lexicon.Determiner) {
			return true
		}
		if r.t.Has(j, lexicon.Preposition) {
			return false
		}
	}
	return false
}

// recent is how many days back a total may reach and still be the toll of
// the event reported.
const recent = 12

func (r *reader) longAgo(d int) bool {
	x := &r.dates[d]
	switch x.shape {
	case onWeekday, nearby:
		return false
	}
	return !x.ok || r.base == 0 || r.base-x.lo > recent
}

// warToll is the least count that a whole war's total has: below it, "in the
// conflict" names the side, not the span.
const warToll = 50

// ofWar reads "the war has killed 10,000", "30,000 have died in the conflict".
// A count of the day in a war is the day's.
func (r *reader) ofWar(a *Anchor, ofDay bool) bool {
	if a.Min < warToll || a.Headed {
		return false
	}
	first, end := r.around(a)
	for i := first; i < end; i++ {
		m, ok := r.t.At(i, lexicon.EventNoun)
		if !ok || m.Kind != "war" {
			continue
		}
		if m.End <= a.First && r.link(r.pastAside(m.End, a.First), a.First) != apart || i >= a.End && !ofDay && r.link(a.End, i) == clause {
			return true
		}
	}
	return r.itsWar(a)
}

// itsWar reports "It has killed 10,000" behind a sentence that tells of a war.
func (r *reader) itsWar(a *Anchor) bool {
	s := r.t.Sentence(a.First)
	if a.Sent == 0 || !r.t.Is(s.First, "It") || !r.t.Has(s.First+1, lexicon.Aux) {
		return false
	}
	before := &r.t.Sents[a.Sent-1]
	for i := before.First; i < min(before.End, before.First+reading); i++ {
		if m, ok := r.t.At(i, lexicon.EventNoun); ok && m.Kind == "war" {
			return true
		}
	}
	return false
}

func (r *reader) opensReport(sent int) bool {
	return r.t.Sents[sent].Heading || sent == r.lede
}

// dated compares the date of a mention with those of the event reported.
func (r *reader) dated(a *Anchor, d int) (Role, string) {
	if d < 0 {
		return "", ""
	}
	x := &r.dates[d]
	if r.isMainDate(x) {
		return "", ""
	}
	if r.isSinceDate(x) && x.First >= a.End && r.comparesEvents(a.End, x.First) {
		return "", "" // "with nine dead it is the worst accident since 1972"
	}
	if x.shape == before {
		return Background, "past"
	}
	if !x.ok {
		// Only a text of one day's news gives bare weekdays; a month in it is
		// another time.
		if x.shape == inMonth && r.weekdayNews && !r.opens(a.Sent) {
			return Background, "month"
		}
		return "", ""
	}
	if x.shape == onWeekday && r.daysBefore(x) && r.dateOpens(x) && r.tellsEvent(a.Sent) && !r.opensReport(a.Sent) {
		return Background, "weekday"
	}
	if x.shape == onWeekday || x.shape == nearby {
		return "", ""
	}
	if r.main.ok && r.main.lo-x.hi > sameEventDays {
		return Background, "date"
	}
	if !r.main.ok && x.year != 0 && a.Sent != r.lede {
		return Background, "year"
	}
	return "", ""
}

// daysBefore reports a weekday too long before the day of the event for the
// two to be one.
func (r *reader) daysBefore(x *date) bool {
	return r.base != 0 && r.main.ok && r.main.lo == r.main.hi && r.main.lo-x.hi > sameEventDays
}

// sameEventDays is how far two dates of one event may lie apart: a storm
// passes, a night has two dates, a body is found days later.
const sameEventDays = 3

// goesOn reports that a mention still tells of the older event of the mention
// before it: in the next sentences of its paragraph, nothing dating it anew.
func (r *reader) goesOn(prev verdict, p, a *Anchor, d int) bool {
	if prev.role != Background && prev.role != Secondary && prev.role != Hypothetical || d >= 0 || prev.why == "sought" || prev.why == "answered" {
		return false
	}
	if p.Sent == a.Sent {
		return a.First < p.First || r.link(p.End, a.First) != apart || prev.role != Background ||
			prev.why == "date" || prev.why == "year" || r.inBrackets(p.End, a)
	}
	if r.t.Sents[p.Sent].Para != r.t.Sents[a.Sent].Para || a.Sent-p.Sent > 2 || r.opensReport(a.Sent) || prev.why == "compare" || prev.why == "imagined" {
		return false
	}
	for s := p.Sent + 1; s <= a.Sent; s++ {
		if r.renews(s) {
			return false
		}
	}
	return true
}

// inBrackets reports a mention in brackets that open behind token i: "about 500
// were killed (police put it at 109)".
func (r *reader) inBrackets(i int, a *Anchor) bool {
	depth := 0
	for ; i < a.First; i++ {
		if r.t.Is(i, "(") {
			depth++
		} else if r.t.Is(i, ")") {
			depth--
		}
	}
	return depth > 0
}

// renews reports that a sentence is of the day's news again: it has a date of
// it, or someone speaks in it.
func (r *reader) renews(sent int) bool {
	if r.renewed[sent] == 0 {
		r.renewed[sent] = 1
		if r.findRenewal(sent) {
			r.renewed[sent] = 2
		}
	}
	return r.renewed[sent] == 2
}

func (r *reader) findRenewal(sent int) bool {
	s := &r.t.Sents[sent]
	from, to := r.datesIn(s.First, s.End)
	for i := from; i < to; i++ {
		if x := &r.dates[i]; x.shape == onWeekday || x.shape == nearby || r.isMainDate(x) {
			return true
		}
	}
	for i := s.First; i < s.End; i++ {
		if r.t.Has(i, lexicon.SourceCue) || r.t.Tokens[i].Quoted {
			return true
		}
	}
	return false
}

// toldOlder reports that one of the two sentences before a mention, in its
// paragraph, opened an older event without counting anyone: "The worst
// happened on April 24, 2013, when a factory collapsed."
func (r *reader) toldOlder(a *Anchor, d int) bool {
	if d >= 0 || r.opensReport(a.Sent) || r.renews(a.Sent) {
		return false
	}
	for s := a.Sent - 1; s >= max(a.Sent-2, r.lede+1) && r.t.Sents[s].Para == r.t.Sents[a.Sent].Para; s-- {
		if r.opensOlder(s) {
			return true
		}
		if r.renews(s) {
			return false
		}
	}
	return false
}

// aged is how many days ago what a sentence opens with needs no word for an event
// to be an older one: "Sixty-two years ago a slab of mountain slid".
const aged = 2 * 365

// opensOlder reports a sentence whose main clause tells of an older event.
func (r *reader) opensOlder(sent int) bool {
	s := &r.t.Sents[sent]
	for _, c := range r.cuesIn(s.First, min(s.End, s.First+2)) {
		if c.class == lexicon.Background && c.kind == "older" {
			return true
		}
	}
	from, to := r.datesIn(s.First, min(s.End, s.First+4))
	for i := from; i < to; i++ {
		d := &r.dates[i]
		older := d.ok && r.main.ok && r.main.lo-d.hi > sameEventDays || !d.ok && d.shape == inMonth || !r.main.ok && d.year != 0
		if older && r.dateOpens(d) && (r.tellsEvent(sent) || d.ok && r.main.ok && r.main.lo-d.hi > aged) && !d.noEvent && !r.isSinceDate(d) {
			return true
		}
	}
	return false
}
