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
	Sex     string `toml:"sex"`     // person: male or female, where the noun says so
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

	forms     forms
	abbr      map[string]bool
	countries map[string]string // by code
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
// directory. It takes them as they are; [Check] finds their mistakes.
func Load(fsys fs.FS, lang string) (*Lexicon, error) {
	l := &Lexicon{Lang: lang, Entries: make([]Entry, 0, someForms/4), abbr: map[string]bool{}}
	names, err := fs.Glob(fsys, path.Join(lang, "*.toml"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("lexicon %s: no word lists: %w", lang, err)
	}
	for _, name := range names {
		if l.Entries, err = appendFile(l.Entries, fsys, name); err != nil {
			return nil, fmt.Errorf("lexicon %w", err)
		}
	}
	l.Entries = append(l.Entries, joinedNumbers(l.Entries)...)
	l.countries = countriesOf(lang)
	l.Entries = append(l.Entries, countryEntries(l.countries)...)
	g := newGrowing()
	for i := range l.Entries {
		l.compile(int32(i), g)
	}
	l.forms = g.done()
	return l, nil
}

// compile files every form of entry i.
func (l *Lexicon) compile(i int32, g *growing) {
	e := &l.Entries[i]
	for _, f := range e.Forms {
		if e.Class == Abbreviation {
			l.abbr[strings.TrimSuffix(string(text.Fold(nil, f)), ".")] = true
			continue
		}
		g.add(f, end{entry: i, class: e.Class})
	}
	for _, f := range e.Not {
		g.add(f, end{entry: i, class: e.Class, pseudo: true})
	}
}

// Holds reports whether a word, in any case, is by itself a form of the class.
func (l *Lexicon) Holds(word string, c Class) bool {
	return l.Entry(word, c) != nil
}

// Entry returns the entry of the class that a word, in any case, is by itself a
// form of; nil where there is none.
func (l *Lexicon) Entry(word string, c Class) *Entry {
	for _, e := range l.forms.alone(l.forms.words.of(text.Fold(nil, word))) {
		if e.class == c && !e.pseudo {
			return &l.Entries[e.entry]
		}
	}
	return nil
}

// Word reports whether a word, in any case, stands in any form of the lists,
// and whether it is one of the small words that hold the language's sentences
// together.
func (l *Lexicon) Word(word string) (known, small bool) {
	var buf [32]byte
	if len(word) > len(buf) {
		return false, false
	}
	id := l.forms.words.of(text.Fold(buf[:0], word))
	for _, e := range l.forms.alone(id) {
		switch e.class {
		case Aux, Preposition, Conjunction, Determiner, Pronoun:
			return true, !e.pseudo
		}
	}
	return id != 0, false
}

// Abbreviation implements [text.Joiner].
func (l *Lexicon) Abbreviation(folded []byte) bool { return l.abbr[string(folded)] }
