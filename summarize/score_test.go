package summarize_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tollbot/summarize"
	"tollbot/summarize/internal/score"
)

var (
	update = flag.Bool("update", false, "rewrite testdata/scores.txt")
	misses = flag.Bool("misses", false, "print what was read amiss")
)

// TestScore holds how well the engine reads the articles of testdata against
// what is committed, so that a change of a rule or a word shows its effect in
// the same diff. It fails on better scores as on worse: run with -update and
// look at the diff; with -misses to see what was read amiss.
func TestScore(t *testing.T) {
	const golden = "testdata/scores.txt"
	got := scores(t, articles(t))
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("scores changed (-committed +now); -update accepts, -misses explains:\n%s", d)
	}
}

func scores(t *testing.T, all []score.Article) string {
	t.Helper()
	var tally score.Tally
	var each strings.Builder
	for _, a := range all {
		before := len(tally.Misses)
		tally.Add(a, summarize.Read(a.Article))
		fmt.Fprintf(&each, "%-42s %8d\n", a.Name, len(tally.Misses)-before)
	}
	var b strings.Builder
	for _, m := range tally.Measures() {
		fmt.Fprintln(&b, m)
	}
	if *misses {
		for _, m := range tally.Misses {
			t.Log(m)
		}
	}
	return b.String() + "\nmisses in each article\n" + each.String()
}

func articles(t *testing.T) []score.Article {
	t.Helper()
	all, err := score.Articles("testdata/articles")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no articles")
	}
	return all
}
