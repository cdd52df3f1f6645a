package attribution

import (
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// isVerb reports whether token i is a verb that ends a noun phrase. A capital
// inside a sentence makes it part of a name.
func (r *Reading) isVerb(i int) bool {
	if r.inName(i) || i > 0 && r.joins(i-1) && r.t.Is(i-1, "-") {
		return false // "state-run"
	}
	if r.t.Has(i, lexicon.Verb, lexicon.Aux, lexicon.Predicate, lexicon.EventVerb) {
		return !r.t.Has(i, lexicon.SourceNoun)
	}
	m, ok := r.t.Covering(i, lexicon.SourceCue)
	return ok && !isNote(m) && !r.t.Has(i, lexicon.SourceNoun)
}

// isNote reports whether a cue ascribes nothing by itself.
func isNote(m lexicon.Match) bool { return m.Kind == "aside" || m.Kind == "stage" }

// inName reports whether token i is a capital beside another one inside a
// sentence. In a headline capitals tell nothing.
func (r *Reading) inName(i int) bool {
	if i >= len(r.t.Tokens) {
		return false // "the army rejected that", and nothing more
	}
	s := r.t.Sentence(i)
	if !r.t.Tokens[i].Capital || i == s.First || s.Heading && !r.t.Tokens[i-1].Capital {
		return false
	}
	if r.inCapitals(s, i) {
		return false
	}
	before := r.t.Tokens[i-1].Kind == text.Word && r.t.Tokens[i-1].Capital
	return before || i+1 < s.End && r.t.Tokens[i+1].Kind == text.Word && r.t.Tokens[i+1].Capital
}

// inCapitals reports whether the text around token i is set in capitals, as old
// wires are.
func (r *Reading) inCapitals(s *text.Sentence, i int) bool {
	if !r.t.Tokens[i].AllCaps {
		return false
	}
	caps := 0
	for j := max(s.First, i-4); j < min(s.End, i+5); j++ {
		tok := &r.t.Tokens[j]
		if tok.Kind == text.Word && !tok.AllCaps && tok.End-tok.Start > 1 {
			return false
		}
		if tok.AllCaps {
			caps++
		}
	}
	return caps > 2
}

// capital reports whether token i begins with a capital that tells something.
func (r *Reading) capital(s *text.Sentence, i int) bool {
	return r.t.Tokens[i].Capital && !r.inCapitals(s, i)
}

// opensClause reports whether token i opens a clause: "that", "while". Words
// that are prepositions too do not count.
func (r *Reading) opensClause(i int) bool {
	return r.t.Has(i, lexicon.Subordinator) && !r.t.Has(i, lexicon.Preposition, lexicon.SourceNoun) || r.ends(i)
}

// ends reports whether token i is a word that ends any scope: "but".
func (r *Reading) ends(i int) bool {
	m, ok := r.t.Covering(i, lexicon.StanceCue)
	return ok && m.Stance == "end"
}

func (r *Reading) isRelative(i int) bool {
	m, ok := r.t.Covering(i, lexicon.Pronoun)
	return ok && m.Kind == "relative"
}

// isFigure reports whether token i is a number, in digits, words or vague.
func (r *Reading) isFigure(i int) bool {
	return r.t.Tokens[i].Kind == text.Number ||
		r.t.Has(i, lexicon.Cardinal, lexicon.Scale, lexicon.VagueWord)
}

// joins reports whether the mark at token i holds a phrase together: a hyphen,
// the full stop of an abbreviation, an ampersand.
func (r *Reading) joins(i int) bool {
	switch r.t.Str(i) {
	case "-", "‑", "/", "'", "’":
		return !r.t.SpaceBefore(i)
	case "&":
		return true
	case ".":
		return i+1 < r.t.Sentence(i).End && !r.t.SpaceBefore(i) && r.t.Tokens[i+1].Kind != text.Punct
	}
	return false
}
