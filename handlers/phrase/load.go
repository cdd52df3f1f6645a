package phrase

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
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

// tongue is a language file, which is read when somebody speaks the language:
// most processes need one of them.
type tongue struct {
	tag  language.Tag
	lang func() (*Lang, error)
}

// tongues lists the language files, English first and the rest by name.
func tongues(dir fs.FS) ([]tongue, error) {
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
	var all []tongue
	for _, name := range names {
		tag, err := language.Parse(strings.TrimSuffix(name, ".toml"))
		if err != nil {
			return nil, fmt.Errorf("phrases %s: file is not named for a language: %w", name, err)
		}
		all = append(all, tongue{tag, sync.OnceValues(func() (*Lang, error) { return load(dir, name, tag) })})
	}
	return all, nil
}

func load(dir fs.FS, name string, tag language.Tag) (*Lang, error) {
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, err
	}
	l, err := parse(tag, string(data))
	if err != nil {
		return nil, fmt.Errorf("phrases %s: %w", name, err)
	}
	return l, nil
}

// parse reads one language file. A phrase is a string, or a table with one
// string for each plural category.
func parse(tag language.Tag, data string) (*Lang, error) {
	var file struct {
		Date dates          `toml:"date"`
		Say  map[string]any `toml:"say"`
	}
	err := toml.NewDecoder(strings.NewReader(data)).DisallowUnknownFields().Decode(&file)
	if unknown := (*toml.StrictMissingError)(nil); errors.As(err, &unknown) {
		return nil, fmt.Errorf("unknown keys:\n%s", unknown.String())
	}
	if err != nil {
		return nil, err
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
