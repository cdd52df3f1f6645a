package reply

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"tollbot/summarize"
)

var update = flag.Bool("update", false, "rewrite the golden replies in testdata")

// fixture is one archive in testdata: an article, the report on it, and the
// replies expected.
type fixture struct {
	card    Card
	archive *txtar.Archive
}

func readFixture(t testing.TB, path string) fixture {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := fixture{archive: archive}
	for _, file := range archive.Files {
		data := strings.TrimSuffix(string(file.Data), "\n")
		switch file.Name {
		case "title":
			f.card.Article.Title = data
		case "text":
			f.card.Article.Text = data
		case "meta":
			readMeta(t, &f.card, data)
		case "report.json":
			dec := json.NewDecoder(strings.NewReader(data))
			dec.DisallowUnknownFields()
			if err := dec.Decode(&f.card.Report); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
	}
	return f
}

func readMeta(t testing.TB, c *Card, data string) {
	t.Helper()
	for meta := range strings.SplitSeq(data, "\n") {
		key, value, _ := strings.Cut(meta, " ")
		var err error
		switch key {
		case "outlet":
			c.Outlet = value
		case "published":
			c.Article.Published, err = time.Parse(time.RFC3339, value)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// outputs are the golden files of a fixture, in their order.
func (c Card) outputs() []txtar.File {
	ru, short := c, c
	ru.Lang, short.Length = "ru", Short
	files := []txtar.File{
		{Name: "card.html", Data: []byte(c.HTML() + "\n")},
		{Name: "card.ru.html", Data: []byte(ru.HTML() + "\n")},
		{Name: "card.short.html", Data: []byte(short.HTML() + "\n")},
		{Name: "card.txt", Data: []byte(c.Plain())},
		{Name: "copy.txt", Data: []byte(c.Line() + "\n" + ru.Line() + "\n")},
	}
	if _, caption, ok := c.Chart(); ok {
		_, inRussian, _ := ru.Chart()
		files = append(files, txtar.File{Name: "chart.html", Data: []byte(caption + "\n" + inRussian + "\n")})
	}
	return files
}

func fixtures(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) < 15 {
		t.Fatalf("%d fixtures, %v", len(paths), err)
	}
	return paths
}

func TestGolden(t *testing.T) {
	for _, path := range fixtures(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			f := readFixture(t, path)
			got := f.card.outputs()
			if *update {
				f.rewrite(t, path, got)
				return
			}
			for _, file := range got {
				if diff := cmp.Diff(f.golden(file.Name), string(file.Data)); diff != "" {
					t.Errorf("%s (-want +got; -update rewrites it):\n%s", file.Name, diff)
				}
			}
		})
	}
}

func (f fixture) golden(name string) string {
	for _, file := range f.archive.Files {
		if file.Name == name {
			return string(file.Data)
		}
	}
	return ""
}

func (f fixture) rewrite(t *testing.T, path string, got []txtar.File) {
	t.Helper()
	var files []txtar.File
	for _, file := range f.archive.Files {
		if !strings.HasPrefix(file.Name, "card.") && file.Name != "copy.txt" && file.Name != "chart.html" {
			files = append(files, file)
		}
	}
	f.archive.Files = append(files, got...)
	if err := os.WriteFile(path, txtar.Format(f.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A fixture whose spans do not hold its quotes would test nothing of places.
func TestFixturesQuoteTheirArticles(t *testing.T) {
	for _, path := range fixtures(t) {
		c := readFixture(t, path).card
		for _, i := range c.Report.Incidents {
			for _, f := range i.Figures {
				in := c.Article.Text
				if f.Where == summarize.InTitle {
					in = c.Article.Title
				}
				if !holds(in, f.Span, f.Quote) {
					t.Errorf("%s: %s does not stand at %v", path, f.ID, f.Span)
				}
			}
		}
	}
}

// Every kind of discrepancy that the phrases name is met in a fixture.
func TestFixturesCoverEveryKind(t *testing.T) {
	met := map[string]bool{}
	for _, path := range fixtures(t) {
		for _, d := range readFixture(t, path).card.Report.Discrepancies {
			met[d.Kind] = true
		}
	}
	for _, kind := range []string{
		"headline_body_value", "stale_figure", "headline_drops_qualifier", "category_mismatch",
		"unconfirmed_as_confirmed", "perpetrator_inclusion", "background_mixed", "subset_exceeds_total",
		"internal_conflict", "source_conflict", "claim_dispute", "victim_status", "breakdown_sum",
		"people_account", "perpetrator_count", "scope_mixed", "date_conflict", "unsourced_figure",
	} {
		if !met[kind] {
			t.Errorf("no fixture has a %s", kind)
		}
	}
}
