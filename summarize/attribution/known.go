package attribution

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Who is who. A source is named in full once and by a part of the name from
// then on: "city police chief Omar Latif", "Latif", "he"; "the interior
// ministry", "the ministry", "it". The identity is the folded part that all
// of them lead back to.

// known is who the text has named so far.
type known struct {
	bySurname map[string]person
	byHead    map[string]person // head noun → who was last named with it
	person    *heardParty       // whom "he" or "she" means
	body      *heardParty       // what "it" means
	several   *heardParty       // whom "they" means
}

type person struct{ identity, kind string }

type heardParty struct{ src Source }

func (k *known) reset() {
	k.bySurname = map[string]person{}
	k.byHead = map[string]person{}
}

// heard makes a source the one that pronouns after it mean.
func (k *known) heard(p party, src Source) {
	if p.again && p.noun == "" {
		return
	}
	h := &heardParty{src}
	switch {
	case p.named || p.noun == "singular":
		k.person = h
	case p.noun == "plural":
		k.several = h
	case p.noun == "group":
		k.body = h
		k.several = h
	}
}

// introduce learns the people a sentence names with a title, and makes the one
// it opens with, known by then, the one that "he" means.
func (r *reader) introduce(s *text.Sentence) {
	for i := s.First; i < s.End; i++ {
		m, ok := r.t.At(i, lexicon.SourceNoun)
		if !ok || m.Number != "singular" || m.End >= s.End {
			continue
		}
		i = m.End - 1
		if r.isName(s, m.End) && !r.t.Has(m.End, lexicon.SourceNoun) {
			r.party(s, m.First, r.nameEnd(m.End, min(s.End, m.End+8), true))
		}
	}
	at := r.overTrade(s)
	if !r.isName(s, at) {
		return
	}
	if p, ok := r.nounAfter(s, at); ok && p.named && (!p.weak || at > s.First) {
		p.Root = p.Identity
		r.known.person = &heardParty{p.Source}
	}
}

// longestTrade bounds the words of a trade before a name.
const longestTrade = 3

// overTrade steps over what somebody is who opens a sentence by name: "Shop
// assistant Ana Ruiz", "Retired teacher Karl Orr".
func (r *reader) overTrade(s *text.Sentence) int {
	first := s.First
	for first < s.End && r.t.Tokens[first].Kind != text.Word { // the hour of an entry
		first++
	}
	for i := first; i < min(s.End, first+longestTrade); i++ {
		if p, ok := r.t.At(i, lexicon.Person); ok && p.Number == "singular" && p.End+1 < s.End &&
			r.isName(s, p.End) && r.isName(s, p.End+1) && !r.t.Has(p.End, lexicon.SourceNoun) {
			return p.End
		}
		if i > first && r.t.Tokens[i].Capital {
			break
		}
	}
	return s.First
}

// pronoun resolves a pronoun.
func (k *known) pronoun(r *reader, p party) (party, bool) {
	m, _ := r.t.At(p.first, lexicon.Pronoun)
	var h *heardParty
	switch m.Number {
	case "person":
		h = k.person
	case "thing":
		h = k.body
	case "people":
		h = k.several
	}
	if h == nil {
		return party{}, false
	}
	first, to := p.first, p.to
	p = party{Source: h.src, first: first, to: to, again: true}
	p.Root = ""
	return p, true
}

// identify sets a party's identity, and remembers what later mentions may be
// shortened to.
func (k *known) identify(r *reader, p *party, ph phrase) {
	if p.named {
		k.identifyPerson(r, p, ph)
		return
	}
	if !ph.hasHead {
		p.Identity = r.fold(p.First, ph.coreEnd)
		return
	}
	head := r.lastWord(ph.head.End)
	if ph.definite && ph.bare(p) {
		if who, ok := k.byHead[head]; ok {
			p.Identity, p.Kind = who.identity, who.kind
			return
		}
	}
	p.Identity = r.bodyName(p, ph)
	k.byHead[head] = person{p.Identity, p.Kind}
}

// bare reports whether a phrase is a determiner and its head alone.
func (ph phrase) bare(p *party) bool {
	return ph.head.First == p.First+1 && ph.head.End == p.First+2 && ph.coreEnd <= ph.head.End
}

func (k *known) identifyPerson(r *reader, p *party, ph phrase) {
	full := r.fold(ph.nameFirst, ph.nameEnd)
	surname := full[strings.LastIndexByte(full, ' ')+1:]
	who, seen := k.bySurname[surname]
	if !seen || surname != full && who.identity != full && who.identity != surname {
		who = person{identity: full, kind: p.Kind}
		if !ph.hasHead && surname == full && r.t.Tokens[ph.nameFirst].AllCaps {
			p.named, p.noun = false, "group"
		}
	}
	if ph.hasHead && ph.head.Who != "title" {
		who.kind = p.Kind
		k.byHead[r.lastWord(ph.head.End)] = who
	} else if seen && who.kind != "" {
		p.Kind = who.kind
	}
	p.weak = p.weak && !seen
	p.Identity = who.identity
	k.bySurname[surname] = who
	if given, _, two := strings.Cut(full, " "); two {
		if _, taken := k.bySurname[given]; !taken {
			k.bySurname[given] = who
		}
	}
}

// bodyName folds the name of a body or group. A voice gives way to whom it
// speaks for.
func (r *reader) bodyName(p *party, ph phrase) string {
	first, end := p.First, ph.coreEnd
	if r.t.Has(first, lexicon.Determiner) {
		first++
	}
	speaks := ph.head.Who == "voice" || ph.head.Kind == "official" && ph.head.Number == "plural"
	switch {
	case speaks && ph.hasPrev && ph.prev.Kind != "unnamed":
		return r.fold(first, ph.head.First)
	case speaks && ph.hasInner && ph.head.Kind != "unnamed":
		return r.fold(ph.inner.First, min(p.End, ph.inner.End))
	case ph.head.Kind == "witness" || ph.head.Kind == "unnamed" || ph.head.Number == "singular" && !ph.definite:
		return r.fold(p.First, p.End)
	}
	if ph.coreEnd < p.End && r.isOf(ph.coreEnd) {
		end = r.ofEnd(ph.coreEnd, p.End)
	}
	return r.fold(first, end)
}

func (r *reader) isOf(i int) bool {
	m, ok := r.t.At(i, lexicon.Preposition)
	return ok && m.Kind == "of"
}

// ofEnd returns the end of an "of" phrase that begins at i.
func (r *reader) ofEnd(i, end int) int {
	for j := i + 1; j < end; j++ {
		if r.t.Has(j, lexicon.Preposition) || r.t.Is(j, ",") {
			return j
		}
	}
	return end
}

func (r *reader) lastWord(end int) string { return r.fold(end-1, end) }

// fold spells tokens [first, end) for comparison: letters and digits only,
// words set apart by one blank.
func (r *reader) fold(first, end int) string {
	r.buf = r.buf[:0]
	for i := first; i < min(end, first+16); i++ {
		if r.t.Tokens[i].Kind == text.Punct || r.t.Has(i, lexicon.Determiner) && i == first {
			continue
		}
		if len(r.buf) > 0 {
			r.buf = append(r.buf, ' ')
		}
		r.buf = text.Fold(r.buf, r.t.Str(i))
	}
	return strings.TrimSuffix(string(r.buf), "'s")
}
