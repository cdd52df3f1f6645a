package incident

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// What an event was is voted on by its words in the title and the sentences
// of its mentions: a verb says what happened, a noun names it, and general
// words ("attack", "incident") yield to any finer one.
const (
	verbVote    = 3
	nounVote    = 2
	titleVotes  = 2 // times: a headline names the event once and rightly
	openVotes   = 2 // times
	generalVote = -1
)

// general are the types that say least; they count only alone.
var general = [...]string{"attack", "accident", "disaster", "protest", "war"}

func isGeneral(kind string) bool {
	for _, g := range general {
		if g == kind {
			return true
		}
	}
	return false
}

// describe fills in what the text says of each incident.
func (r *reader) describe(out *Reading, roles []verdict) {
	sents := make([][]int, len(out.Incidents))
	for i, k := range out.Of {
		if s := r.anchors[i].Sent; len(sents[k]) == 0 || sents[k][len(sents[k])-1] != s {
			sents[k] = append(sents[k], s)
		}
	}
	for k := range out.Incidents {
		in := &out.Incidents[k]
		if in.Role == Main || in.Role == Aggregate {
			r.describeMain(in, sents[k], r.mainDate(out, roles, k))
			continue
		}
		in.Type = r.typeOf(sents[k])
		r.describeDate(in, r.firstDate(out, roles, k))
		if in.Role == Secondary {
			in.Place = r.placeOf(sents[k])
			in.Weapons = r.weapons(sents[k])
		}
	}
}

func (r *reader) describeMain(in *Incident, told []int, d int) {
	sents := r.openingAnd(told)
	in.Type = r.typeOf(sents)
	in.Place = r.placeOf(sents)
	in.Country = r.countryOf()
	in.Weapons = r.weapons(sents)
	var proper bool
	in.Site, proper = r.siteOf(sents)
	in.Name = nameOf(in, proper)
	in.Responsibility = r.responsibility()
	r.describeDate(in, d)
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
		for i := s.First; i < s.End; i++ {
			if m, ok := r.t.At(i, lexicon.EventVerb); ok {
				vote(m.Kind, verbVote*times)
			}
			if m, ok := r.t.At(i, lexicon.EventNoun); ok {
				vote(m.Kind, nounVote*times)
			}
		}
	}
	return elect(kinds, votes)
}

// elect returns the finest type with the most votes, the earlier of equals.
func elect(kinds []string, votes []int) string {
	best, most, fine := "", 0, false
	for k, kind := range kinds {
		f := !isGeneral(kind)
		if f && !fine || f == fine && votes[k] > most {
			best, most, fine = kind, votes[k], f
		}
	}
	return best
}

func (r *reader) weapons(sents []int) []string {
	var out []string
	for _, sent := range sents {
		s := &r.t.Sents[sent]
	tokens:
		for i := s.First; i < s.End; i++ {
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
	in.DateText = r.t.Slice(x.First, x.End)
	in.Date = r.iso(x)
}

// mainDate picks the date of the main incident: of its first dated mention in
// the opening, else any date of the opening, else of the dateline.
func (r *reader) mainDate(out *Reading, roles []verdict, k int) int {
	for i := range roles {
		if d := roles[i].date; out.Of[i] == k && d >= 0 && r.opens(r.anchors[i].Sent) && r.isMainDate(&r.dates[d]) {
			return d
		}
	}
	for i := range r.dates {
		d := &r.dates[i]
		if r.opens(int(r.t.Tokens[d.First].Sent)) && !r.inDateline(d) && r.isMainDate(d) && d.lo == d.hi {
			return i
		}
	}
	if d := r.firstDate(out, roles, k); d >= 0 {
		return d
	}
	return r.line.date(r.dates)
}

func (r *reader) firstDate(out *Reading, roles []verdict, k int) int {
	for i := range roles {
		if out.Of[i] == k && roles[i].date >= 0 {
			return roles[i].date
		}
	}
	return -1
}
