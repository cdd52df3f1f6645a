package phrase

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
)

//go:embed *.toml
var files embed.FS

// Plural categories by their CLDR names.
var categories = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two,
	"few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// load reads every language file, English first and the rest by name.
func load(dir fs.FS) ([]*Lang, error) {
	names, err := fs.Glob(dir, "*.toml")
	if err != nil {
		return nil, err
	}
	slices.SortFunc(names, func(a, b string) int {
		if a == "en.toml" {
			return -1
		} else if b == "en.toml" {
			return 1
		}
		return strings.Compare(a, b)
	})
	var langs []*Lang
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		l, err := parse(strings.TrimSuffix(name, ".toml"), string(data))
		if err != nil {
			return nil, fmt.Errorf("phrases %s: %w", name, err)
		}
		langs = append(langs, l)
	}
	return langs, nil
}

// parse reads one language file. A phrase is a string, or a table with one
// string for each plural category.
func parse(name, data string) (*Lang, error) {
	tag, err := language.Parse(name)
	if err != nil {
		return nil, fmt.Errorf("file is not named for a language: %w", err)
	}
	var file struct {
		Date dates          `toml:"date"`
		Say  map[string]any `toml:"say"`
	}
	meta, err := toml.Decode(data, &file)
	if err != nil {
		return nil, err
	}
	for _, key := range meta.Undecoded() {
		if key[0] != "say" {
			return nil, fmt.Errorf("unknown key %q", key)
		}
	}
	if err := file.Date.check(); err != nil {
		return nil, err
	}
	l := &Lang{
		Tag: tag, say: map[string]forms{}, dates: file.Date,
		printer: message.NewPrinter(tag), names: display.Tags(tag),
	}
	for key, value := range file.Say {
		if l.say[key], err = parseForms(value); err != nil {
			return nil, fmt.Errorf("phrase %q: %w", key, err)
		}
	}
	return l, nil
}

func (d dates) check() error {
	for _, months := range [][]string{d.Short, d.Long, d.Alone} {
		if len(months) != 12 {
			return fmt.Errorf("date: %d months in a list of 12", len(months))
		}
	}
	if d.Day == "" || d.Year == "" {
		return fmt.Errorf("date: no pattern for a day with or without its year")
	}
	return nil
}

func parseForms(value any) (forms, error) {
	switch v := value.(type) {
	case string:
		return forms{plural.Other: strings.TrimSpace(v)}, nil
	case map[string]any:
		f := forms{}
		for name, text := range v {
			category, known := categories[name]
			s, isText := text.(string)
			if !known || !isText {
				return nil, fmt.Errorf("%q is no plural category with a text", name)
			}
			f[category] = strings.TrimSpace(s)
		}
		if _, ok := f[plural.Other]; !ok {
			return nil, fmt.Errorf("lacks the category \"other\"")
		}
		return f, nil
	}
	return nil, fmt.Errorf("neither a text nor a table of plural forms")
}
