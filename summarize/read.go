// Package summarize reads one news article for its casualty figures: what it
// says of how many people came to which harm, who says so, and where two of
// those statements cannot both be true. It never picks a winner, and it quotes
// nothing that is not in the text.
//
// The work is done by the packages below it, each of which knows one thing:
//
//	text         where sentences and words begin and end
//	lexicon      what a language's words are
//	quantity     how many
//	casualty     what became of how many people
//	attribution  who says so, and how far the article stands by it
//	incident     which event is meant
//	toll         which of the claims cannot all be true
//	summary      which sentences to show
//
// This package puts their findings together into a [Report].
package summarize

import (
	"slices"
	"strings"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/lexicon"
	"tollbot/summarize/summary"
	"tollbot/summarize/text"
	"tollbot/summarize/toll"
)

// Read reads one article. It never fails: what cannot be read is said in
// [Report.Notices].
func Read(a Article) Report {
	rep, _ := Explain(a)
	return rep
}

// Explain reads one article as [Read] does, and names the evidence for the
// report's kind, in the order found; nil where the language is not read or
// nobody was harmed. It is for a reader's eye, and no part of the report.
func Explain(a Article) (rep Report, kind []string) {
	rep = emptyReport(a)
	lang := language(a)
	rep.Lang = lang
	lex := lexicon.For(lang)
	if lex == nil {
		rep.Notices = append(rep.Notices, noticesOf(a, nil)...)
		if !slices.Contains(rep.Notices, NoticeEmpty) {
			rep.Notices = append(rep.Notices, NoticeLanguage)
		}
		rep.Headline, rep.Generated = plainHeadline(a)
		return rep, nil
	}
	doc, truncated := text.Cut(a.Title, a.Text, lex)
	if truncated {
		rep.Notices = append(rep.Notices, NoticeTruncated)
	}
	t := lex.Tag(doc)
	page := summary.Lay(t)
	if p := page.Title(); p.Found() {
		rep.Title = heading(doc, doc.Span(p.First, p.End))
	}
	rep.Notices = append(rep.Notices, noticesOf(a, t)...)
	s := newAssembly(a, t, page)
	s.fill(&rep)
	return rep, s.incidents.Why
}

func emptyReport(a Article) Report {
	return Report{
		Schema: Schema, Engine: Fingerprint(), Kind: KindNone, Title: a.Title,
		KeyPoints: []KeyPoint{}, Toll: map[Outcome]Toll{}, Incidents: []Incident{},
		Discrepancies: []Discrepancy{}, Compatible: []Compatible{}, SetAside: []SetAside{},
	}
}

// assembly holds what each package found while the report is put together.
type assembly struct {
	t         *lexicon.Tagged
	page      *summary.Page
	mentions  []casualty.Mention
	asides    []casualty.Aside
	said      *attribution.Reading
	incidents *incident.Reading
	entries   []int // of each sentence, if the text is a live blog
	claims    []toll.Claim
	verdict   toll.Verdict
}

func newAssembly(a Article, t *lexicon.Tagged, page *summary.Page) *assembly {
	s := &assembly{t: t, page: page}
	s.mentions, s.asides = casualty.Read(t, page.Furniture())
	s.said = attribution.Read(t)
	anchors := make([]incident.Anchor, len(s.mentions))
	for i, m := range s.mentions {
		anchors[i] = incident.Anchor{
			First: m.First, End: m.End, Sent: m.Sent, Outcome: string(m.Outcome), Actor: string(m.Actor),
			Min: m.Count.Min, Max: m.Count.Max, Headed: m.Headed, Indefinite: m.Counting == casualty.Indefinite,
		}
	}
	s.incidents = incident.Read(t, a.Published, anchors)
	s.entries = entries(t)
	s.claims = make([]toll.Claim, len(s.mentions))
	for i := range s.mentions {
		s.claims[i] = s.claim(i)
	}
	s.verdict = toll.Judge(s.claims, s.judged(), s.clashes())
	return s
}

// claim joins what the packages found of mention i.
func (s *assembly) claim(i int) toll.Claim {
	m := s.mentions[i]
	c := toll.Claim{
		Mention: m, Incident: s.incidents.Of[i],
		Title: m.Headed && s.titled(m.Sent),
		Words: s.t.Slice(m.CountFirst, m.CountEnd),
	}
	c.Status = s.status(&m)
	if src, ok := s.said.Source(m.CountFirst, m.CountEnd); ok {
		c.Source, c.SourceKind, c.SourceID = s.t.Slice(src.First, src.End), src.Kind, src.Identity
	}
	if m.PopEnd > m.PopFirst {
		c.Population = s.t.Slice(m.PopFirst, m.PopEnd)
		c.Group = populationGroup(s.t, m.PopFirst, m.PopEnd)
		if _, own := s.t.Ending(m.PopEnd, lexicon.Person); own && m.Counting == casualty.ByOrdinal && c.Group == string(text.Fold(nil, s.t.Slice(m.PopEnd-1, m.PopEnd))) {
			c.Group = plural(c.Group) // "five workers … a sixth worker"
		}
		if m.Counting == casualty.ByName {
			c.Population = text.TrimGenitive(c.Population) // "Ana Mora's murder"
		}
	}
	c.Speakers = s.speakers(&m)
	if m.Unarmed {
		c.Group = "civilian"
	}
	if m.Identified && m.Actor == casualty.Perpetrator && s.notToThem(&c, i) {
		c.Actor = casualty.Victim
	}
	if c.SourceKind == "party" && s.ownLosses(m) || m.Rule == "lost-people" && s.fightersBefore(m) {
		c.Group = "militant"
	}
	if c.SourceKind == "military" && m.Rule == "lost-people" {
		c.Group = "security"
	}
	if m.Actor == casualty.Perpetrator && m.Outcome == casualty.Present {
		c.Group = "" // every word for attackers counts the same people
	}
	c.Scope, c.Width = s.scope(m)
	if s.entries != nil {
		c.AsOf = s.entries[m.Sent]
	}
	return c
}

// speakers reports people whom a speaker calls his own: "my three sons", "two of my
// cousins".
func (s *assembly) speakers(m *casualty.Mention) bool {
	if m.PopEnd-m.CountFirst > longestOwn {
		return false
	}
	for i := m.CountFirst - 1; i >= 0 && i < m.PopEnd; i++ {
		if d, ok := s.t.At(i, lexicon.Determiner); ok && d.Number == "speaker" {
			return true
		}
	}
	return false
}

// longestOwn bounds the tokens of "two of my younger cousins".
const longestOwn = 8

// status returns how far the text stands by mention m: by its own number, where
// the quote holds another before it: "the toll rose from 19 to 27".
func (s *assembly) status(m *casualty.Mention) attribution.Status {
	first, end := m.First, m.End
	if s.said.HoldsNumber(m.CountFirst, m.CountEnd) {
		first, end = m.CountFirst, m.CountEnd
	}
	status, _ := s.said.Status(first, end)
	if m.Refuted && (status == "" || status == attribution.Current) {
		return attribution.Denied // "nine were killed, not 17"
	}
	return status
}

// answerReach is how many claims back the number of fighters may stand that
// another source takes up.
const answerReach = 64

// notToThem says that claim i, by a source of its own, says of fighters killed
// that they were something else: to that source they are victims.
func (s *assembly) notToThem(c *toll.Claim, i int) bool {
	if c.SourceID == "" || c.Group == "" || c.Group == "militant" || c.Group == "perpetrator" {
		return false
	}
	for k := i - 1; k >= max(0, i-answerReach); k-- {
		f := &s.claims[k]
		if f.Outcome == c.Outcome && f.Actor == casualty.Perpetrator && f.Count == c.Count && !f.Headed {
			return f.SourceID != "" && f.SourceID != c.SourceID
		}
	}
	return false
}

// ownReach is how many tokens before a count the speaker may stand who owns up
// to it: "we have lost just one fighter".
const ownReach = 6

// ownLosses reports a count that its source gives of its own people: "they had
// lost one man", "we have one martyr".
func (s *assembly) ownLosses(m casualty.Mention) bool {
	if m.Rule == "lost-people" {
		return true
	}
	for i := m.First; i < m.End; i++ {
		if c, ok := s.t.At(i, lexicon.StanceCue); ok && c.Kind == "own" { // "four of their number"
			return true
		}
	}
	for i := m.First; i >= max(s.t.Sents[m.Sent].First, m.First-ownReach); i-- {
		if p, ok := s.t.At(i, lexicon.Pronoun); ok && p.Number == "self" {
			return m.Outcome == casualty.Killed || m.Outcome == casualty.Injured
		}
	}
	return false
}

// fightersBefore reports fighters right before a mention, as those who "lost 30
// men".
func (s *assembly) fightersBefore(m casualty.Mention) bool {
	p, ok := s.t.Ending(m.First, lexicon.Person)
	return ok && (p.Who == "combatant" || p.Who == "perpetrator")
}

// titled reports that a sentence is the title: as sent, or the first of a text
// that was sent without one.
func (s *assembly) titled(sent int) bool {
	return s.t.Sents[sent].Part == text.Title || sent == 0
}

// populationGroup names the kind of people a noun group counts, so that
// "seven officers" is not set against "nine people". Empty for everyone.
func populationGroup(t *lexicon.Tagged, first, end int) string {
	p, ok := t.Ending(end, lexicon.Person)
	switch {
	case ok && (p.Kind == "everyone" || p.Kind == "victim"):
		return ""
	case ok && p.Kind != "" && p.Kind != "staff":
		return p.Kind
	case ok && p.Who == "combatant":
		return "militant"
	case ok && p.Who != "":
		return p.Who
	}
	return string(text.Fold(nil, t.Slice(end-1, end)))
}

// plural returns the word that counts several of a noun which names one.
func plural(noun string) string {
	if stem, ok := strings.CutSuffix(noun, "man"); ok {
		return stem + "men"
	}
	return noun + "s"
}

func (s *assembly) judged() []toll.Incident {
	out := make([]toll.Incident, len(s.incidents.Incidents))
	for i, in := range s.incidents.Incidents {
		out[i] = toll.Incident{Role: in.Role, Label: in.Name}
	}
	return out
}

func (s *assembly) clashes() []toll.DateClash {
	out := make([]toll.DateClash, len(s.incidents.DateConflicts))
	for i, c := range s.incidents.DateConflicts {
		out[i] = toll.DateClash{A: [2]int{c.AFirst, c.AEnd}, B: [2]int{c.BFirst, c.BEnd}, Rule: c.Why, Why: dateWhy(s.t, c)}
	}
	return out
}

func dateWhy(t *lexicon.Tagged, c incident.DateConflict) string {
	a, b := t.Slice(c.AFirst, c.AEnd), t.Slice(c.BFirst, c.BEnd)
	if c.Why == "weekday" {
		return "“" + a + "” and “" + b + "” are not the same day."
	}
	return "The event is dated “" + a + "” and “" + b + "”."
}
