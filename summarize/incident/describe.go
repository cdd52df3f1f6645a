package incident

import (
	"slices"
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// What an event was is voted on by its words in the title and the sentences
// of its mentions: a verb says what happened, a noun names it, and general
// words ("attack", "incident") yield to any finer one.
const (
	verbVote   = 3
	nounVote   = 2
	titleVotes = 2 // times: a headline names the event once and rightly
	openVotes  = 2 // times
)

// rank orders types by how much they say; a lower one counts only where no
// higher one has a vote.
func rank(kind string) int {
	switch kind {
	case "disaster", "accident", "war", "protest":
		return 0
	case "attack", "clash":
		return 1
	}
	return 2
}

// describe fills in what the text says of each incident and returns the index
// of the main one's date, or -1.
func (r *reader) describe(out *Reading, roles []verdict) (mainDate int) {
	mainDate = -1
	sents := make([][]int, len(out.Incidents))
	first := make([]int, len(out.Incidents))
	for k := range first {
		first[k] = -1
	}
	for i, k := range out.Of {
		if first[k] < 0 {
			first[k] = roles[i].date
		}
		if s := r.anchors[i].Sent; len(sents[k]) == 0 || sents[k][len(sents[k])-1] != s {
			sents[k] = append(sents[k], s)
		}
	}
	for k := range out.Incidents {
		in := &out.Incidents[k]
		if in.Role == Main || in.Role == Aggregate {
			if in.Role == Aggregate {
				sents[k] = nil // its parts tell of their own places
			}
			mainDate = r.mainDate(out, roles, k, first[k])
			r.describeMain(in, sents[k], mainDate)
			continue
		}
		in.Type = r.typeOf(sents[k])
		r.describeDate(in, first[k])
		if in.Role == Secondary {
			in.Place, _ = r.placeOf(sents[k])
			in.Weapons = r.weapons(sents[k])
		}
	}
	return mainDate
}

func (r *reader) describeMain(in *Incident, told []int, d int) {
	sents := r.openingAnd(told)
	in.Type = r.typeOf(sents)
	var lies string
	in.Place, lies = r.placeOf(r.upTo(sents, in.Role))
	in.Country = r.t.Lex.Country(r.countryOf(lies))
	if in.Weapons = r.weapons(sents); in.Weapons == nil {
		in.Weapons = weaponsOf(in.Type)
	}
	var proper bool
	in.Site, proper = r.siteOf(r.upTo(sents, in.Role))
	in.Name = nameOf(in, proper)
	in.Responsibility = r.responsibility()
	r.describeDate(in, d)
}

// placing is how many sentences are searched for the place.
const placing = 7

// upTo adds the sentences after the opening, where a place is often explained.
// A sum has none of its own there: they tell of its parts.
func (r *reader) upTo(sents []int, role Role) []int {
	if role == Aggregate {
		return sents[:min(1, len(sents))]
	}
	out := make([]int, 0, placing+len(sents))
	for s := r.lede; s < min(r.lede+placing, len(r.t.Sents)); s++ {
		out = append(out, s)
	}
	for _, s := range sents {
		if r.t.Sents[s].Part == text.Title {
			out = append(out, s)
		}
	}
	return out
}

// told at most: beyond them an article repeats itself.
const describing = 8

// openingAnd lists title, opening and the first sentences of the mentions.
func (r *reader) openingAnd(told []int) []int {
	var out []int
	for s := range r.t.Sents {
		if s >= r.body {
			break
		}
		if s >= r.lede {
			out = append(out, s)
		}
	}
	for _, s := range told {
		if s >= r.body && len(out) < describing {
			out = append(out, s)
		}
	}
	for s := 0; s < r.lede; s++ {
		if r.t.Sents[s].Part == text.Title {
			out = append(out, s)
		}
	}
	return out
}

func nameOf(in *Incident, proper bool) string {
	what := in.Type
	if what == "" {
		return ""
	}
	switch {
	case proper:
		if violent(what) {
			what = "attack"
		}
		return in.Site + " " + what
	case in.Place != "":
		return in.Place + " " + what
	}
	return ""
}

// violent reports types that are attacks on the site they are named for.
func violent(kind string) bool {
	switch kind {
	case "shooting", "bombing", "stabbing", "siege", "massacre", "ambush", "vehicle attack":
		return true
	}
	return false
}

// typeOf takes the vote of the sentences' words.
func (r *reader) typeOf(sents []int) string {
	var kinds []string
	var votes []int
	vote := func(kind string, n int) {
		for k := range kinds {
			if kinds[k] == kind {
				votes[k] += n
				return
			}
		}
		kinds, votes = append(kinds, kind), append(votes, n)
	}
	for _, sent := range sents {
		s := &r.t.Sents[sent]
		times := 1
		if s.Part == text.Title {
			times = titleVotes
		} else if sent == r.lede {
			times = openVotes
		}
		for i := s.First; i < min(s.End, s.First+reading); i++ {
			if m, ok := r.t.At(i, lexicon.EventVerb); ok {
				vote(m.Kind, verbVote*times)
			}
			if m, ok := r.t.At(i, lexicon.EventNoun); ok && !r.isParticiple(m) {
				vote(m.Kind, nounVote*times)
			}
		}
	}
	return elect(kinds, votes)
}

// isParticiple reports a noun of killing that is none here: "killing four".
func (r *reader) isParticiple(m lexicon.Match) bool {
	return m.Kind == "murder" && participle(r.t.Str(m.First)) && m.End < len(r.t.Tokens) &&
		(r.t.Tokens[m.End].Kind == text.Number || r.t.Has(m.End, lexicon.Cardinal, lexicon.VagueWord, lexicon.Determiner, lexicon.Person))
}

// elect returns the type of the highest rank with the most votes, the earlier
// of equals.
func elect(kinds []string, votes []int) string {
	best, most, top := "", 0, -1
	for k, kind := range kinds {
		if n := rank(kind); n > top || n == top && votes[k] > most {
			best, most, top = kind, votes[k], n
		}
	}
	switch {
	case best == "explosion" && slices.Contains(kinds, "bombing"):
		return "bombing" // a bomb explodes
	case best == "kidnapping" && slices.Contains(kinds, "riot"):
		return "riot" // guards are its hostages
	case best == "drowning" && slices.Contains(kinds, "capsizing"):
		return "capsizing" // its passengers drown
	}
	return best
}

// weaponsOf tells the weapon that a type has by itself: people who are shot
// are shot with guns.
func weaponsOf(kind string) []string {
	switch kind {
	case "shooting":
		return []string{"gunfire"}
	case "bombing":
		return []string{"explosives"}
	}
	return nil
}

func (r *reader) weapons(sents []int) []string {
	var out []string
	for _, sent := range sents {
		s := &r.t.Sents[sent]
	tokens:
		for i := s.First; i < min(s.End, s.First+reading); i++ {
			m, ok := r.t.At(i, lexicon.Weapon)
			if !ok {
				continue
			}
			for _, w := range out {
				if w == m.Kind {
					continue tokens
				}
			}
			out = append(out, m.Kind)
		}
	}
	return out
}

func (r *reader) describeDate(in *Incident, d int) {
	if d < 0 {
		return
	}
	x := &r.dates[d]
	in.DateText = text.TrimGenitive(r.t.Slice(x.First, x.End))
	in.Date = r.iso(x)
}

// mainDate picks the date of the main incident: of its noun in the opening
// ("Tuesday's ferry accident"), else of its first dated mention there, else
// any date of the opening but one of saying so, else of the dateline.
func (r *reader) mainDate(out *Reading, roles []verdict, k, first int) int {
	for i := range r.dates {
		if r.datesOpening(i) && r.datesNoun(&r.dates[i]) {
			return i
		}
	}
	if d := r.dateOfCause(); d >= 0 {
		return d
	}
	for i := range roles {
		d := roles[i].date
		if out.Of[i] == k && d >= 0 && r.datesOpening(d) && !r.datesSaying(&r.dates[d]) {
			return d
		}
	}
	saying := -1
	for i := range r.dates {
		if d := &r.dates[i]; r.datesOpening(i) && d.lo == d.hi {
			if !r.datesSaying(d) {
				return i
			}
			saying = i
		}
	}
	if saying >= 0 {
		return saying
	}
	if first >= 0 {
		return first
	}
	for i := range r.dates {
		if d := &r.dates[i]; int(r.t.Tokens[d.First].Sent) < r.lede+placing && d.shape == onDay && r.eventBefore(d.First) {
			return i
		}
	}
	return r.lineDate
}

// dateOfCause returns the date of the event itself where the opening dates a
// later death or count as well: "one more died on Thursday … when the unit
// caught fire on Tuesday".
func (r *reader) dateOfCause() int {
	if r.lede >= len(r.t.Sents) || !r.counts(r.lede) {
		return -1
	}
	for i := range r.dates {
		d := &r.dates[i]
		if int(r.t.Tokens[d.First].Sent) >= r.lede+placing {
			break
		}
		if (r.datesOpening(i) || d.shape == onWeekday) && !r.isSinceDate(d) && !r.datesSaying(d) && r.verbBefore(d.First) {
			return i
		}
	}
	return -1
}

// counts reports a sentence that brings an older toll up to date.
func (r *reader) counts(sent int) bool {
	s := &r.t.Sents[sent]
	for i := s.First; i < min(s.End, s.First+reading); i++ {
		if m, ok := r.t.At(i, lexicon.Genre); ok && m.Kind == "update" {
			return true
		}
	}
	return false
}

// verbBefore reads "caught fire on Tuesday", "struck the valley on Monday".
func (r *reader) verbBefore(i int) bool {
	for j := i - 1; j > i-7 && j >= 0 && r.t.Tokens[j].Sent == r.t.Tokens[i].Sent; j-- {
		if r.t.Has(j, lexicon.EventVerb) {
			return true
		}
		if r.t.Is(j, ",") || r.t.Has(j, lexicon.SourceCue) {
			return false
		}
	}
	return false
}

// eventBefore reads "the assault on March 22".
func (r *reader) eventBefore(i int) bool {
	for j := i - 1; j > i-4 && j >= 0 && r.t.Tokens[j].Sent == r.t.Tokens[i].Sent; j-- {
		if r.t.Has(j, lexicon.EventNoun) {
			return true
		}
	}
	return false
}

// datesOpening reports a date of the opening that may be the event's.
func (r *reader) datesOpening(i int) bool {
	d := &r.dates[i]
	if !r.opens(int(r.t.Tokens[d.First].Sent)) || r.inDateline(d) || r.isSinceDate(d) {
		return false
	}
	return r.isMainDate(d) || !d.ok && (d.shape == onWeekday || d.shape == nearby)
}

// datesNoun reads "Tuesday's ferry accident", "the March 4 blast".
func (r *reader) datesNoun(d *date) bool {
	tied := r.t.Has(d.First-1, lexicon.Determiner) || possessive(r.t.Str(d.End-1))
	return tied && r.eventNear(d.End, 4)
}

// possessive reports a word with its ending in one token: "Tuesday's".
func possessive(s string) bool {
	return strings.HasSuffix(s, "'s") || strings.HasSuffix(s, "’s")
}

// datesSaying reads "police said on Tuesday".
func (r *reader) datesSaying(d *date) bool {
	return r.t.Has(d.First-1, lexicon.SourceCue) || r.t.Has(d.First-1, lexicon.Preposition) && r.t.Has(d.First-2, lexicon.SourceCue)
}
