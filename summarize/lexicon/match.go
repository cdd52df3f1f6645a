package lexicon

import (
	"math/bits"

	"tollbot/summarize/text"
)

// Match is an entry found at tokens [First, End).
type Match struct {
	*Entry
	First, End int
}

// Tagged is a text with every entry of a lexicon that was found in it. Of one
// class the longest match at a place counts, and none that begins inside
// another.
type Tagged struct {
	*text.Doc
	Lex *Lexicon

	words   []int32  // word id of each token; 0: not in the lexicon
	covers  []uint64 // classes with a match over the token
	begins  []uint64 // classes with a match that begins at the token
	matches []found  // by token, then by class
	index   []int32  // first match of each token, in matches
}

type found struct{ entry, end int32 }

// Tag looks every token up.
func (l *Lexicon) Tag(d *text.Doc) *Tagged {
	n := len(d.Tokens)
	t := &Tagged{
		Doc: d, Lex: l, words: make([]int32, n), covers: make([]uint64, n),
		begins: make([]uint64, n), index: make([]int32, n+1), matches: make([]found, 0, n+n/4),
	}
	var buf []byte
	for i := range d.Tokens {
		buf = text.Fold(buf[:0], d.Str(i))
		t.words[i] = l.forms.words.of(buf)
	}
	var st tagging
	for i := range n {
		t.index[i] = int32(len(t.matches))
		t.tagAt(i, &st)
	}
	t.index[n] = int32(len(t.matches))
	return t
}

// tagging is what earlier tokens mean for later ones, by class.
type tagging struct {
	best   [nClasses]found // of the token at hand; of earlier ones where nothing was seen
	until  [nClasses]int   // where the last match ends
	hidden [nClasses]found // an entry that is something else up to a token
}

// tagAt finds the entries that begin at token i, the longest of each class. A
// form of Entry.Not hides that entry, and no other, as far as it reaches.
func (t *Tagged) tagAt(i int, st *tagging) {
	l := t.Lex
	if t.words[i] == 0 {
		return
	}
	var seen uint64
	sent := t.Tokens[i].Sent
	at := l.forms.root[t.words[i]]
	for j := i; at != 0; {
		for _, e := range l.forms.endsAt(at) {
			c := e.class
			switch {
			case e.pseudo:
				st.hidden[c] = found{e.entry, int32(j + 1)}
				if st.best[c].entry == e.entry {
					seen &^= 1 << c
				}
			case st.hidden[c].entry != e.entry || int(st.hidden[c].end) <= i || int(st.hidden[c].end) < j+1:
				st.best[c] = found{e.entry, int32(j + 1)}
				seen |= 1 << c
			}
		}
		j++
		if j >= len(t.Tokens) || t.words[j] == 0 || t.Tokens[j].Sent != sent {
			break
		}
		at = l.forms.follow(at, t.words[j])
	}
	for ; seen != 0; seen &= seen - 1 {
		c := bits.TrailingZeros64(seen)
		if i < st.until[c] {
			continue
		}
		m := st.best[c]
		st.until[c] = int(m.end)
		t.matches = append(t.matches, m)
		t.begins[i] |= 1 << c
		for j := i; j < int(m.end); j++ {
			t.covers[j] |= 1 << c
		}
	}
}

// At returns the match of class c that begins at token i.
func (t *Tagged) At(i int, c Class) (Match, bool) {
	if i < 0 || i >= len(t.begins) || t.begins[i]&(1<<c) == 0 {
		return Match{}, false
	}
	before := bits.OnesCount64(t.begins[i] & (1<<c - 1))
	m := t.matches[int(t.index[i])+before]
	return Match{&t.Lex.Entries[m.entry], i, int(m.end)}, true
}

// Covering returns the match of class c that token i lies in.
func (t *Tagged) Covering(i int, c Class) (Match, bool) {
	if i < 0 || i >= len(t.covers) || t.covers[i]&(1<<c) == 0 {
		return Match{}, false
	}
	for j := i; j >= 0; j-- {
		if m, ok := t.At(j, c); ok && m.End > i {
			return m, true
		}
	}
	return Match{}, false
}

// Ending returns the match of class c that ends before token i.
func (t *Tagged) Ending(i int, c Class) (Match, bool) {
	m, ok := t.Covering(i-1, c)
	return m, ok && m.End == i
}

// Has reports whether token i lies in a match of any of the classes.
func (t *Tagged) Has(i int, cs ...Class) bool {
	if i < 0 || i >= len(t.covers) || t.covers[i] == 0 {
		return false
	}
	var mask uint64
	for _, c := range cs {
		mask |= 1 << c
	}
	return t.covers[i]&mask != 0
}

// Known reports whether token i is a word of any form in the lexicon.
func (t *Tagged) Known(i int) bool { return t.words[i] != 0 }
