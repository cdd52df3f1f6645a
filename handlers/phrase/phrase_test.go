package phrase

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// families are the phrases chosen at run time, by a code of the report or of
// the page reader.
var families = []string{
	"outcome-", "after-", "toll-", "kind-", "aside-", "status-", "claim-", "notice-", "page-", "kinds-", "set-", "menu-",
}

// used collects every phrase that the code names in a string literal.
func used(t *testing.T) map[string]bool {
	t.Helper()
	keys := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					keys[s] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestNoPhraseIsUnused(t *testing.T) {
	keys := used(t)
	for key := range For("en").say {
		inFamily := slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(key, f) })
		head, tail, _ := strings.Cut(key, "-")
		named := (head == "button" || head == "text") && keys[tail]
		if !keys[key] && !inFamily && !named {
			t.Errorf("phrase %q is said nowhere", key)
		}
	}
}

// Every key that the code says is in the files: a call of Say or Count with a
// literal names one.
func TestNoPhraseIsMissing(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			name, _ := call.Fun.(*ast.SelectorExpr)
			lit, isLit := call.Args[0].(*ast.BasicLit)
			if name == nil || !isLit || name.Sel.Name != "Say" && name.Sel.Name != "Count" {
				return true
			}
			key, _ := strconv.Unquote(lit.Value)
			if !For("en").Has(key) {
				t.Errorf("%s: phrase %q is in no file", path, key)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var placeholder = regexp.MustCompile(`\{\w+\}`)

// A language says everything English says, with the same blanks to fill, and
// with every plural category it has.
func TestLanguagesAreComplete(t *testing.T) {
	needs := map[string][]plural.Form{
		"en": {plural.One, plural.Other},
		"ru": {plural.One, plural.Few, plural.Many, plural.Other},
	}
	english := For("en")
	for _, tag := range Tags() {
		l := For(tag)
		if len(needs[tag]) == 0 {
			t.Errorf("say in this test which plural forms %s needs", tag)
		}
		for key := range english.say {
			if !l.Has(key) {
				t.Errorf("%s lacks %q", tag, key)
			}
		}
		for key, f := range l.say {
			if !english.Has(key) {
				t.Errorf("%s has %q, which English has not", tag, key)
			}
			if len(f) > 1 && len(f) != len(needs[tag]) {
				t.Errorf("%s %q has forms %v", tag, key, slices.Collect(maps.Keys(f)))
			}
			for _, text := range f {
				if got, want := blanks(text), blanks(english.say[key][plural.Other]); !slices.Equal(got, want) && !strings.HasPrefix(key, "kind-") {
					t.Errorf("%s %q fills %v, English %v", tag, key, got, want)
				}
			}
		}
	}
}

func blanks(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestFor(t *testing.T) {
	for tag, want := range map[string]string{
		"": "en", "en-GB": "en", "ru": "ru", "ru-RU": "ru", "fr": "en", "zz": "en", "!!": "en", "uk": "en",
	} {
		if got := For(tag).Tag.String(); got != want {
			t.Errorf("For(%q) speaks %s, want %s", tag, got, want)
		}
	}
}

func TestWriting(t *testing.T) {
	day := time.Date(2024, 3, 22, 2, 10, 0, 0, time.UTC)
	en, ru := For("en"), For("ru")
	for _, c := range []struct{ got, want string }{
		{en.Number(6200), "6,200"},
		{ru.Number(6200), "6\u00a0200"},
		{en.Day(day, false), "22 Mar"},
		{en.LongDay(day, true), "22 March 2024"},
		{ru.LongDay(day, false), "22 марта"},
		{ru.Month(day), "март 2024"},
		{ru.Count("cut", 1), "Ещё 1 строка не поместилась"},
		{ru.Count("cut", 3), "Ещё 3 строки не поместились"},
		{ru.Count("cut", 11), "Ещё 11 строк не поместилось"},
		{en.LanguageName("ar"), "Arabic"},
		{ru.LanguageName("ar"), "арабский"},
		{en.LanguageName("?"), "?"},
		{en.Say("quoted", "text", "{text} {n}"), "“{text} {n}”"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestBrokenFilesAreRefused(t *testing.T) {
	months := `short=["1","2","3","4","5","6","7","8","9","10","11","12"]` + "\n"
	date := "[date]\nday='{day}'\nyear='{year}'\n" + months + strings.Replace(months, "short", "long", 1) + strings.Replace(months, "short", "alone", 1)
	for name, data := range map[string]string{
		"unknown section":  date + "[sya]\nx='y'",
		"unknown category": date + "[say]\nx={ some='y', other='z' }",
		"no other":         date + "[say]\nx={ one='y' }",
		"a number":         date + "[say]\nx=3",
		"eleven months":    strings.Replace(date, `,"12"`, "", 1),
		"no patterns":      strings.Replace(date, "day='{day}'", "", 1),
		"not TOML":         "[",
	} {
		if _, err := load(fstest.MapFS{"en.toml": {Data: []byte(data)}}, "en.toml", language.English); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
	if _, err := load(fstest.MapFS{"en.toml": {Data: []byte(date + "[say]\nx='y'")}}, "en.toml", language.English); err != nil {
		t.Errorf("a sound file: %v", err)
	}
}
