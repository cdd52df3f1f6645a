package summarize_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"tollbot/summarize"
)

// TestChanges takes articles whose figures fit and changes a few words of
// them: exactly the discrepancy that the change makes must appear. The form of
// the files is explained in testdata/changes/README.
func TestChanges(t *testing.T) {
	names, err := filepath.Glob("testdata/changes/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files of changes (%v)", err)
	}
	for _, name := range names {
		base, changes := changesIn(t, name)
		for _, c := range changes {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txt")+"/"+c.name, func(t *testing.T) { c.run(t, base) })
		}
	}
}

// change is one way to alter an article, and the kinds of discrepancies that
// the altered article holds.
type change struct {
	name     string
	old, new []string
	want     string
	known    bool // a known failure
}

func (c change) run(t *testing.T, base summarize.Article) {
	for i := range c.old {
		switch {
		case strings.Contains(base.Title, c.old[i]):
			base.Title = strings.Replace(base.Title, c.old[i], c.new[i], 1)
		case strings.Contains(base.Text, c.old[i]):
			base.Text = strings.Replace(base.Text, c.old[i], c.new[i], 1)
		default:
			t.Fatalf("%q does not stand in the article", c.old[i])
		}
	}
	r := summarize.Read(base)
	got := kinds(r)
	right := slices.Contains(strings.Split(c.want, " or "), got)
	switch {
	case c.known && right:
		t.Errorf("comes out right by now (%s): make its ?> a =>", got)
	case !c.known && !right:
		t.Errorf("found %s, want %s\n%s", got, c.want, why(r))
	}
}

func kinds(r summarize.Report) string {
	var all []string
	for _, d := range r.Discrepancies {
		if d.Severity != summarize.Info {
			all = append(all, d.Kind)
		}
	}
	if len(all) == 0 {
		return "nothing"
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

func why(r summarize.Report) string {
	var b strings.Builder
	for _, d := range r.Discrepancies {
		fmt.Fprintf(&b, "  %s (%s): %s\n", d.Kind, d.Severity, d.Why)
	}
	return b.String()
}

func changesIn(t *testing.T, name string) (base summarize.Article, all []change) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(b).Files {
		switch data := strings.TrimSpace(string(f.Data)); f.Name {
		case "article":
			day, err := time.Parse("published "+time.DateOnly, data)
			if err != nil {
				t.Fatal(err)
			}
			base.Published = day
		case "title":
			base.Title = data
		case "text":
			base.Text = data
		case "changes":
			all = changeLines(t, name, data)
		default:
			t.Fatalf("%s: unknown section %q", name, f.Name)
		}
	}
	return base, all
}

func changeLines(t *testing.T, name, data string) []change {
	t.Helper()
	var all []change
	for line := range strings.Lines(data) {
		mark, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if mark == "==" {
			all = append(all, change{name: rest})
			continue
		}
		if len(all) == 0 || !all[len(all)-1].add(mark, rest) {
			t.Fatalf("%s: %q: not a line of a change", name, line)
		}
	}
	for _, c := range all {
		if len(c.old) != len(c.new) || c.want == "" {
			t.Fatalf("%s: %s: want pairs of - and +, and =>", name, c.name)
		}
	}
	return all
}

func (c *change) add(mark, rest string) bool {
	switch mark {
	case "-":
		c.old = append(c.old, rest)
	case "+":
		c.new = append(c.new, rest)
	case "=>", "?>":
		c.want, c.known = rest, mark == "?>"
	default:
		return false
	}
	return true
}
