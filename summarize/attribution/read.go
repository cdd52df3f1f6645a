package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Read finds the sources of a text and how firmly it stands by what it says.
// Its work grows with the length of the text, whatever the text says: walks
// from a cue are bounded by maxNoun tokens or by the cue's sentence.
func Read(t *lexicon.Tagged) *Reading {
	n := len(t.Tokens)
	r := &reader{Reading: &Reading{
		t: t, by: make([]int32, n), level: make([]level, n), cue: make([]int32, n),
		cues: make([]Cue, 1, 8), voice: make([]uint64, n/64+1),
	}}
	r.known.reset()
	r.findSides()
	for s := range t.Sents {
		r.sentence(&t.Sents[s])
	}
	r.quotations()
	for s := range t.Sents {
		r.stances(s)
	}
	r.partyClaims()
	return r.Reading
}

type reader struct {
	*Reading
	known      known
	shortSides map[string]bool // short names of parties to the conflict; nil: none
	spoken     []utterance     // of the sentence being read
	buf        []byte

	inTurn   int32 // whose turn it is in a transcript: index into sources, plus one
	turnLeft int   // sentences that a turn may still have
}

// utterance is a source, its cue, and the sides of it that the content lies
// on.
type utterance struct {
	from, to    int // tokens that are neither content nor anybody else's
	left, right bool
	citing      bool
	aside       bool  // the source follows its cue: it is no subject for a later verb
	source      int32 // index into sources
}

// sentence finds the utterances of a sentence and hands out its tokens.
func (r *reader) sentence(s *text.Sentence) {
	r.spoken = r.spoken[:0]
	r.introduce(s)
	if !(r.isLine(s) && r.headline(s)) && !s.Heading {
		r.labelled(s)
	}
	for i := s.First; i < s.End && len(r.spoken) < maxUtterances; i++ {
		m, ok := r.t.At(i, lexicon.SourceCue)
		if !ok || isNote(m) {
			continue
		}
		r.heed(s, m)
		i = m.End - 1
	}
	r.linkRoots()
	r.spread(s)
	r.turn(s)
}

// maxUtterances bounds the sources of one sentence; no sentence that people
// write has more.
const maxUtterances = 64

// lo is the first token of the sentence that no utterance before has taken.
// One that only cites stands between a subject and its verb, and takes nothing.
func (r *reader) lo(s *text.Sentence) int {
	for n := len(r.spoken) - 1; n >= 0; n-- {
		if !r.spoken[n].citing {
			return r.spoken[n].to
		}
	}
	return s.First
}

// heed reads one cue. A cue without a source is none.
func (r *reader) heed(s *text.Sentence, m lexicon.Match) {
	if n := len(r.spoken); n > 0 && m.First < r.spoken[n-1].to {
		return
	}
	switch m.Kind {
	case "after", "citing":
		r.sourceAfter(s, m)
	case "further":
		r.goesOn(s, m)
	default:
		r.says(s, m)
	}
}

// speak records an utterance of p.
func (r *reader) speak(p party, m lexicon.Match, u utterance) {
	src := p.Source
	src.CueFirst, src.CueEnd = m.First, m.End
	if src.Root == "" {
		src.Root = src.Identity
	}
	r.sources = append(r.sources, src)
	u.source = int32(len(r.sources) - 1)
	r.known.heard(p, src)
	for i := u.from; i < u.to; i++ {
		r.voice[i/64] |= 1 << (i % 64)
	}
	r.spoken = append(r.spoken, u)
}

func (r *Reading) isVoice(i int) bool { return r.voice[i/64]&(1<<(i%64)) != 0 }

// linkRoots gives every source that cites another the root it cites.
func (r *reader) linkRoots() {
	for k := range r.spoken {
		if !r.spoken[k].citing {
			continue
		}
		root := r.sources[r.spoken[k].source].Identity
		switch {
		case k > 0 && !r.spoken[k-1].citing:
			r.sources[r.spoken[k-1].source].Root = root
		case k+1 < len(r.spoken):
			r.sources[r.spoken[k+1].source].Root = root
		}
	}
}
