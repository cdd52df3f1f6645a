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
	root  []int32          // word id → the node of forms that begin with it; 0: none
	nodes []node           // from 1
	abbr  map[string]bool
}

// node is the beginning of some forms: what may follow it, and what ends with
// it.
type node struct {
	next []edge // by word
	ends []end
}

type edge struct{ word, node int32 }

type end struct {
	entry  int32
	class  Class // of the entry
	pseudo bool  // a form of Entry.Not: it hides the entry here
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
		Lang: lang, words: map[string]int32{}, root: []int32{0}, nodes: make([]node, 1), abbr: map[string]bool{},
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
		l.addForm(f, end{entry: i, class: e.Class})
	}
	for _, f := range e.Not {
		l.addForm(f, end{entry: i, class: e.Class, pseudo: true})
	}
}

func (l *Lexicon) addForm(form string, e end) {
	at := int32(0)
	for _, w := range tokensOf(form) {
		id, ok := l.words[w]
		if !ok {
			id = int32(len(l.root))
			l.words[w] = id
			l.root = append(l.root, 0)
		}
		at = l.grow(at, id)
	}
	if at != 0 {
		l.nodes[at].ends = append(l.nodes[at].ends, e)
	}
}

// grow returns the node that word leads to from node at, 0 being where forms
// begin, and makes it where there is none.
func (l *Lexicon) grow(at, word int32) int32 {
	if at == 0 {
		if l.root[word] == 0 {
			l.root[word] = l.newNode()
		}
		return l.root[word]
	}
	next := l.nodes[at].next
	k, ok := slices.BinarySearchFunc(next, word, func(e edge, w int32) int { return int(e.word) - int(w) })
	if ok {
		return next[k].node
	}
	n := l.newNode()
	l.nodes[at].next = slices.Insert(next, k, edge{word, n})
	return n
}

func (l *Lexicon) newNode() int32 {
	l.nodes = append(l.nodes, node{})
	return int32(len(l.nodes) - 1)
}

// follow returns the node that word leads to from n, or 0.
func (n *node) follow(word int32) int32 {
	lo, hi := 0, len(n.next)
	for lo < hi {
		mid := (lo + hi) / 2
		if n.next[mid].word < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(n.next) && n.next[lo].word == word {
		return n.next[lo].node
	}
	return 0
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
	for _, e := range l.nodes[l.root[id]].ends {
		if e.class == c && !e.pseudo {
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
	for _, e := range l.nodes[l.root[id]].ends {
		switch e.class {
		case Aux, Preposition, Conjunction, Determiner, Pronoun:
			return !e.pseudo
		}
	}
	return false
}

// Abbreviation implements [text.Joiner].
func (l *Lexicon) Abbreviation(folded []byte) bool { return l.abbr[string(folded)] }
