package source

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

//go:embed phrases.toml
var phrasesTOML string

// phrases is what pages say around their articles.
type phrases struct {
	Walls struct {
		Paywall, Consent, Robot, Hosts []string
	}
	Clutter struct {
		Classes, Starts []string

		classes map[string]bool
	}
}

// known reads the file once. It is part of the program: a fault in it is ours.
var known = sync.OnceValue(func() *phrases {
	var p phrases
	err := toml.NewDecoder(strings.NewReader(phrasesTOML)).DisallowUnknownFields().Decode(&p)
	if unknown := (*toml.StrictMissingError)(nil); errors.As(err, &unknown) {
		panic("source: phrases.toml: unknown keys:\n" + unknown.String())
	}
	if err != nil {
		panic(fmt.Sprintf("source: phrases.toml: %v", err))
	}
	p.Clutter.classes = map[string]bool{}
	for _, c := range p.Clutter.Classes {
		p.Clutter.classes[c] = true
	}
	return &p
})

// fold makes two spellings of one phrase equal.
func fold(s string) string {
	s = strings.NewReplacer("’", "'", "\u00a0", " ").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

func says(folded string, list []string) bool {
	for _, p := range list {
		if strings.Contains(folded, p) {
			return true
		}
	}
	return false
}

func isConsentHost(host string) bool {
	for _, h := range known().Walls.Hosts {
		if strings.EqualFold(host, h) {
			return true
		}
	}
	return false
}

// maxClutter is the length in letters up to which a paragraph may be an aside;
// a longer one that begins alike is part of the text.
const maxClutter = 160

func isClutter(paragraph string) bool {
	if utf8.RuneCountInString(paragraph) > maxClutter {
		return false
	}
	folded := fold(paragraph)
	for _, s := range known().Clutter.Starts {
		rest, found := strings.CutPrefix(folded, s)
		if found && (rest == "" || strings.ContainsAny(s[len(s)-1:]+rest[:1], ":.… -—|(«\"'")) {
			return true
		}
	}
	return false
}

var camel = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// clutterName says whether a class or id attribute names something beside the
// text.
func clutterName(attr string) bool {
	words := strings.FieldsFunc(strings.ToLower(camel.ReplaceAllString(attr, "$1 $2")), func(r rune) bool {
		return r == ' ' || r == '-' || r == '_' || r == '\t' || r == '\n' || r == ':' || r == '/'
	})
	classes := known().Clutter.classes
	for i, w := range words {
		if classes[w] || i > 0 && classes[words[i-1]+w] {
			return true
		}
	}
	return false
}
