package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// importRules is the table of ARCHITECTURE.md: what a package may import of
// this module. The first pattern that matches a package is its rule; a package
// that none matches may not be.
var importRules = []struct {
	pkg string
	may []string
}{
	{"cmd/bot", []string{"*", "*/*", "*/*/*"}},
	{"handlers", []string{"summarize", "internal/telegram", "handlers/*"}},
	{"handlers/reply", []string{"summarize", "internal/telegram", "handlers/phrase", "handlers/chart"}},
	{"handlers/phrase", []string{}},
	{"handlers/chart", []string{}},
	{"internal/telegram/fakeapi", []string{}},
	{"internal/*", []string{"summarize"}},

	{"summarize", []string{"summarize/*", "summarize/internal/*"}},
	{"summarize/story", []string{"summarize"}},
	{"summarize/llm", []string{"summarize"}},
	{"summarize/toll", below("casualty", "attribution", "incident", "quantity", "lexicon", "text")},
	{"summarize/casualty", below("quantity", "lexicon", "text")},
	{"summarize/attribution", below("quantity", "lexicon", "text")},
	{"summarize/incident", below("quantity", "lexicon", "text")},
	{"summarize/quantity", below("lexicon", "text")},
	{"summarize/lexicon", below("text")},
	{"summarize/text", []string{}},
	{"summarize/summary", below("casualty", "attribution", "incident", "quantity", "lexicon", "text")},
	{"summarize/internal/*", []string{"summarize", "summarize/*"}},
}

func below(layers ...string) []string {
	for i := range layers {
		layers[i] = "summarize/" + layers[i]
	}
	return layers
}

// Tests may import what they like: the fake Bot API, a Redis of their own.
func TestImportsGoDownward(t *testing.T) {
	for _, p := range modulePackages(t) {
		rule := slices.IndexFunc(importRules, func(r struct {
			pkg string
			may []string
		}) bool {
			return matches(r.pkg, p.path)
		})
		if rule < 0 {
			t.Errorf("%s has no place in the table of ARCHITECTURE.md", p.path)
			continue
		}
		for _, imported := range p.imports {
			if !slices.ContainsFunc(importRules[rule].may, func(may string) bool { return matches(may, imported) }) {
				t.Errorf("%s may not import %s", p.path, imported)
			}
		}
	}
}

func TestEngineKnowsNoOutside(t *testing.T) {
	banned := []string{"net", "net/http", "os/exec", "log", "log/slog", "github.com/redis/", "github.com/go-telegram-bot-api/"}
	for _, p := range modulePackages(t) {
		if p.path != "summarize" && !strings.HasPrefix(p.path, "summarize/") || p.path == "summarize/llm" {
			continue
		}
		for _, imported := range p.foreign {
			if slices.ContainsFunc(banned, func(b string) bool {
				return imported == b || strings.HasSuffix(b, "/") && strings.HasPrefix(imported, b)
			}) {
				t.Errorf("%s imports %s", p.path, imported)
			}
		}
	}
}

func matches(pattern, pkg string) bool {
	ok, err := path.Match(pattern, pkg)
	return err == nil && ok
}

// modulePackage is a package by its path inside the module.
type modulePackage struct {
	path             string
	imports, foreign []string
}

func modulePackages(t *testing.T) []modulePackage {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	const module = "tollbot/"
	var all []modulePackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		m := modulePackage{path: strings.TrimPrefix(p.ImportPath, module)}
		for _, imported := range p.Imports {
			if inside, ok := strings.CutPrefix(imported, module); ok {
				m.imports = append(m.imports, inside)
			} else {
				m.foreign = append(m.foreign, imported)
			}
		}
		all = append(all, m)
	}
}
