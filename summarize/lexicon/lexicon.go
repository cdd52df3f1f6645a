// Package lexicon holds what the engine knows of a language's words. Each word
// stands once, in a data file under the language's directory; Go code names
// classes, never words.
//
// A file is strict TOML, one layer a file. Its tables are named for a [Class];
// each entry lists forms, a few properties, and an example sentence in which
// it must be found. A mistake is reported with its file and entry.
package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"tollbot/summarize/text"
)

//go:embed */*.toml
var files embed.FS

// Entry is one item of a data file. Which properties it may have depends on
// its class; see schema.
type Entry struct {
	Class   Class    `toml:"-"`
	Forms   []string `toml:"forms"`
	Example string   `toml:"example"`
	Not     []string `toml:"not"` // longer forms in which it is something else

	Value     int    `toml:"value"`     // cardinal, scale, group, ordinal, month, weekday
	Min       int    `toml:"min"`       // vague: the least the word promises
	Max       int    `toml:"max"`       // vague: the most
	Qualifier string `toml:"qualifier"` // bound
	Side      string `toml:"side"`      // bound: before or after the number

	Outcome string `toml:"outcome"` // predicate, total, negation
	Frame   string `toml:"frame"`   // predicate: where its people stand
	Who     string `toml:"who"`     // person: victim, perpetrator, security, responder, official …
	Number  string `toml:"number"`  // person: singular, plural, group
	Why     string `toml:"why"`     // thing: the reason a count of it is set aside

	Kind   string   `toml:"kind"`   // source, event, weapon, site …: finer class
	Stance string   `toml:"stance"` // stance cue
	Reach  string   `toml:"reach"`  // cue: forward, backward, both
	Until  []string `toml:"until"`  // cue: its scope ends at these words

	File string `toml:"-"`
}

// Lexicon is a language's word lists, ready for matching. It is immutable.
type Lexicon struct {
	Lang    string
	Entries []Entry

	words map[string]int32 // folded token → word id, from 1
	root  []int32          // word id → node, 0: none
	edges map[uint64]int32 // node<<32 | word id → node
	ends  [][]end          // node → entries that end there
	abbr  map[string]bool
}

type end struct {
	entry  int32
	pseudo bool // a form of Entry.Not: it hides the class here
}

// Languages lists the languages there are word lists for, in order. The slice
// is the caller's to read only.
func Languages() []string { return languages() }

var languages = sync.OnceValue(func() []string {
	dirs, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil
	}
	var out []string
	for _, d := range dirs {
		out = append(out, d.Name())
	}
	slices.Sort(out)
	return out
})

var loaded = func() map[string]func() (*Lexicon, error) {
	m := map[string]func() (*Lexicon, error){}
	for _, lang := range Languages() {
		m[lang] = sync.OnceValues(func() (*Lexicon, error) { return Load(files, lang) })
	}
	return m
}()

// For returns the word lists of a language (a BCP 47 tag; only its primary
// language counts), or nil where there are none. The embedded files were
// checked when the program was tested, so a mistake in them panics.
func For(lang string) *Lexicon {
	base, _, _ := strings.Cut(lang, "-")
	load, ok := loaded[strings.ToLower(base)]
	if !ok {
		return nil
	}
	l, err := load()
	if err != nil {
		panic(err)
	}
	return l
}

// Load reads the word lists of lang from fsys, every *.toml file of that
// directory. The error names every mistake with its file and entry.
func Load(fsys fs.FS, lang string) (*Lexicon, error) {
	l := &Lexicon{
		Lang: lang, words: map[string]int32{}, root: []int32{0},
		edges: map[uint64]int32{}, ends: make([][]end, 1), abbr: map[string]bool{},
	}
	names, err := fs.Glob(fsys, path.Join(lang, "*.toml"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("lexicon %s: no word lists: %w", lang, err)
	}
	var faults []string
	for _, name := range names {
		entries, bad := decodeFile(fsys, name)
		faults = append(faults, bad...)
		l.Entries = append(l.Entries, entries...)
	}
	for i := range l.Entries {
		l.compile(int32(i))
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("lexicon %s", strings.Join(faults, "\nlexicon "))
	}
	return l, nil
}

// compile files every form of entry i.
func (l *Lexicon) compile(i int32) {
	e := &l.Entries[i]
	for _, f := range e.Forms {
		if e.Class == Abbreviation {
			l.abbr[strings.TrimSuffix(string(text.Fold(nil, f)), ".")] = true
			continue
		}
		l.addForm(f, end{entry: i})
	}
	for _, f := range e.Not {
		l.addForm(f, end{entry: i, pseudo: true})
	}
}

func (l *Lexicon) addForm(form string, e end) {
	node := int32(0)
	for _, w := range tokensOf(form) {
		id, ok := l.words[w]
		if !ok {
			id = int32(len(l.root))
			l.words[w] = id
			l.root = append(l.root, 0)
		}
		node = l.child(node, id)
	}
	if node != 0 {
		l.ends[node] = append(l.ends[node], e)
	}
}

func (l *Lexicon) child(node, word int32) int32 {
	if node == 0 && l.root[word] != 0 {
		return l.root[word]
	}
	key := uint64(node)<<32 | uint64(word)
	next, ok := l.edges[key]
	if !ok {
		next = int32(len(l.ends))
		l.ends = append(l.ends, nil)
		l.edges[key] = next
		if node == 0 {
			l.root[word] = next
		}
	}
	return next
}

// tokensOf cuts a form as the text is cut, so that both always agree.
func tokensOf(form string) []string {
	var out []string
	for w := range text.Words(form) {
		out = append(out, string(text.Fold(nil, w)))
	}
	return out
}

// Holds reports whether a word, in any case, is by itself a form of the class.
func (l *Lexicon) Holds(word string, c Class) bool {
	id := l.words[string(text.Fold(nil, word))]
	if id == 0 {
		return false
	}
	for _, e := range l.ends[l.root[id]] {
		if l.Entries[e.entry].Class == c && !e.pseudo {
			return true
		}
	}
	return false
}

// Knows reports whether a word, in any case, stands in any form of the lists.
func (l *Lexicon) Knows(word string) bool {
	var buf [32]byte
	return len(word) <= len(buf) && l.words[string(text.Fold(buf[:0], word))] != 0
}

// Small reports whether a word, in any case, is one of the small words that
// hold the language's sentences together.
func (l *Lexicon) Small(word string) bool {
	var buf [24]byte
	if len(word) > len(buf) {
		return false
	}
	id := l.words[string(text.Fold(buf[:0], word))]
	if id == 0 {
		return false
	}
	for _, e := range l.ends[l.root[id]] {
		switch l.Entries[e.entry].Class {
		case Aux, Preposition, Conjunction, Determiner, Pronoun:
			return !e.pseudo
		}
	}
	return false
}

// Abbreviation implements [text.Joiner].
func (l *Lexicon) Abbreviation(folded []byte) bool { return l.abbr[string(folded)] }
