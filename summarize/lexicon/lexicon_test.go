package lexicon

import (
	"strings"
	"testing"
	"testing/fstest"

	"tollbot/summarize/text"
)

// Every entry must be found in its own example: a word that never fires is a
// mistake of the list.
func TestExamplesFire(t *testing.T) {
	for _, lang := range Languages() {
		l, err := Load(files, lang)
		if err != nil {
			t.Fatal(err)
		}
		for i := range l.Entries {
			if e := &l.Entries[i]; e.Class != Abbreviation && !fires(l, e) {
				t.Errorf("lexicon %s: %s %q is not found in its example %q", e.File, e.Class, e.Forms[0], e.Example)
			}
		}
	}
}

func fires(l *Lexicon, e *Entry) bool {
	d, _ := text.Cut("", e.Example, l)
	tagged := l.Tag(d)
	for i := range d.Tokens {
		if m, ok := tagged.At(i, e.Class); ok && m.Entry == e {
			return true
		}
	}
	return false
}

// A form that stands in two entries of one class would make one of them dead.
func TestFormsStandOnce(t *testing.T) {
	for _, lang := range Languages() {
		l := For(lang)
		seen := map[string]string{}
		for _, e := range l.Entries {
			for _, f := range e.Forms {
				key := e.Class.String() + " " + strings.Join(tokensOf(f), " ")
				if prev, ok := seen[key]; ok {
					t.Errorf("lexicon %s: %s %q stands twice (%s)", e.File, e.Class, f, prev)
				}
				seen[key] = e.File
			}
		}
	}
}

// A place lies in a country that has a name.
func TestPlacesLieInCountries(t *testing.T) {
	for _, lang := range Languages() {
		l := For(lang)
		for _, e := range l.Entries {
			if e.Class == PlaceName && e.Kind != "" && l.Country(e.Kind) == "" {
				t.Errorf("lexicon %s: place_name %q: there is no country %q", e.File, e.Forms[0], e.Kind)
			}
		}
	}
	if got := For("en").Country("CI"); got != "Côte d’Ivoire" {
		t.Errorf("CI is called %q", got)
	}
}

func TestListsHaveNoMistake(t *testing.T) {
	for _, lang := range Languages() {
		if err := Check(files, lang); err != nil {
			t.Error(err)
		}
	}
}

func TestCheckNamesTheMistake(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"unknown key":   {"[[bound]]\nfroms = ['x']", `xx/a.toml: bound 1 "": key "froms" is not for this table`},
		"unknown table": {"[[bond]]\nforms = ['x']", `xx/a.toml: unknown table "bond"`},
		"missing":       {"[[cardinal]]\nforms = ['one']\nexample = 'one'", `xx/a.toml: cardinal 1 "one": no "value"`},
		"foreign key":   {"[[cardinal]]\nforms = ['one']\nexample = 'one'\nvalue = 1\nwhy = 'x'", `key "why" is not for this table`},
		"type":          {"[[cardinal]]\nforms = ['one']\nexample = 'one'\nvalue = 'one'", "xx/a.toml:"},
		"syntax":        {"[[cardinal]\n", "xx/a.toml:"},
	} {
		err := Check(fstest.MapFS{"xx/a.toml": {Data: []byte(c.data)}}, "xx")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}
