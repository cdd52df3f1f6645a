package reply

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"

	"tollbot/handlers/phrase"
	"tollbot/summarize/lexicon"
)

// reasonsIn gives the string constants of a file of the engine.
func reasonsIn(t *testing.T, file string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, d := range tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		ast.Inspect(g, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				all = append(all, s)
			}
			return true
		})
	}
	if len(all) < 3 {
		t.Fatalf("%s names %d reasons: they stand elsewhere now", file, len(all))
	}
	return all
}

// Whatever reason the engine has for setting a number aside, each language has
// words for it.
func TestEveryReasonHasAPhrase(t *testing.T) {
	reasons := slices.Concat(reasonsIn(t, "../../summarize/quantity/reason.go"), reasonsIn(t, "../../summarize/casualty/aside.go"))
	words := 0
	for _, e := range lexicon.For("en").Entries {
		if e.Why != "" {
			reasons, words = append(reasons, e.Why), words+1
		}
	}
	if words < 10 {
		t.Fatalf("the lexicon names %d reasons", words)
	}
	slices.Sort(reasons)
	for _, why := range slices.Compact(reasons) {
		for _, tag := range phrase.Tags() {
			if key := "aside-" + slug(why); !phrase.For(tag).Has(key) {
				t.Errorf("%s: no phrase %s for %q", tag, key, why)
			}
		}
	}
}
