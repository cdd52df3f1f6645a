package score

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"tollbot/summarize"
)

// Articles reads every article of a directory, in the order of their names.
// The form of a file is explained in that directory's README.
func Articles(dir string) ([]Article, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, fmt.Errorf("articles: %w", err)
	}
	slices.Sort(names)
	var all []Article
	for _, name := range names {
		a, err := ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
}

// ReadFile reads one article. It refuses gold whose quotes do not stand in
// the article, and words that it does not know.
func ReadFile(name string) (Article, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return Article{}, err
	}
	a := Article{Name: strings.TrimSuffix(filepath.Base(name), ".txt")}
	a.ID = a.Name
	for _, f := range txtar.Parse(b).Files {
		if err := a.part(f.Name, string(f.Data)); err != nil {
			return Article{}, fmt.Errorf("%s: %s: %w", name, f.Name, err)
		}
	}
	return a, nil
}

// part takes one section of the file. The gold comes last, so that its
// quotes can be held against the article.
func (a *Article) part(name, data string) error {
	switch name {
	case "article":
		return a.heads(data)
	case "title":
		a.Title = strings.TrimSpace(data)
	case "text":
		a.Text = strings.TrimSpace(data)
	case "gold":
		return a.gold(data)
	default:
		return fmt.Errorf("unknown section")
	}
	return nil
}

func (a *Article) heads(data string) error {
	for line := range strings.Lines(data) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if key != "published" {
			return fmt.Errorf("unknown word %q", key)
		}
		day, err := time.Parse(time.DateOnly, value)
		if err != nil {
			return fmt.Errorf("published: %w", err)
		}
		a.Published = day
	}
	return nil
}

func (a *Article) gold(data string) error {
	a.Gold.Toll = map[summarize.Outcome]Want{}
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := a.goldLine(line); err != nil {
			return fmt.Errorf("%q: %w", line, err)
		}
	}
	return nil
}

func (a *Article) goldLine(line string) error {
	cells := strings.Split(line, "|")
	for i := range cells {
		cells[i] = strings.ReplaceAll(strings.TrimSpace(cells[i]), `\n`, "\n")
	}
	words := strings.Fields(cells[0])
	switch words[0] {
	case "toll":
		return a.tollLine(words[1:])
	case "attackers":
		return a.attackersLine(words[1:])
	case "differ", "agree":
		return a.pairLine(words, cells[1:])
	}
	return a.figureLine(words, cells[1:])
}

func (a *Article) tollLine(words []string) error {
	if len(words) < 2 {
		return fmt.Errorf("want: toll OUTCOME COUNT")
	}
	outcome, err := outcomeOf(words[0])
	if err != nil {
		return err
	}
	if words[1] == "unscored" {
		a.Gold.Toll[outcome] = Want{Unscored: true}
		return nil
	}
	w, rest, err := counts(words[1:])
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return fmt.Errorf("%q behind a toll", rest)
	}
	a.Gold.Toll[outcome] = w
	return nil
}

func (a *Article) attackersLine(words []string) error {
	if len(words) != 1 {
		return fmt.Errorf("want: attackers COUNT")
	}
	w, err := count(words[0])
	if err != nil {
		return err
	}
	a.Gold.Attackers = &w.Interval
	return nil
}

func (a *Article) pairLine(words, cells []string) error {
	if len(cells) < 2 {
		return fmt.Errorf("want two quotes")
	}
	p := Pair{A: cells[0], B: cells[1]}
	if err := a.mustHold(p.A, p.B); err != nil {
		return err
	}
	if words[0] == "agree" {
		a.Gold.Agree = append(a.Gold.Agree, p)
		return nil
	}
	if len(words) != 3 {
		return fmt.Errorf("want: differ KIND SEVERITY")
	}
	p.Kind, p.Severity = words[1], summarize.Severity(words[2])
	a.Gold.Differ = append(a.Gold.Differ, p)
	return nil
}

func (a *Article) figureLine(words, cells []string) error {
	if len(words) < 2 || len(cells) != 1 {
		return fmt.Errorf("want: OUTCOME COUNT MARK... | QUOTE")
	}
	first, second, either := strings.Cut(words[0], "/")
	outcome, err := outcomeOf(first)
	if err != nil {
		return err
	}
	w, marks, err := counts(words[1:])
	if err != nil {
		return err
	}
	w.Outcome, w.Actor, w.Quote = outcome, summarize.Victim, cells[0]
	if either {
		if w.OrAs, err = outcomeOf(second); err != nil {
			return err
		}
	}
	for _, m := range marks {
		if err := w.mark(m); err != nil {
			return err
		}
	}
	a.Gold.Figures = append(a.Gold.Figures, w)
	return a.mustHold(w.Quote)
}

// mark takes one word behind a figure's count. Subsets and statuses are kept
// for the reader of the file alone: they are not scored.
func (w *Want) mark(m string) error {
	switch m {
	case "attacker":
		w.Actor = summarize.Perpetrator
	case "optional":
		w.Unscored = true
	case "cumulative", "background", "hypothetical":
		w.Elsewhen = true
	case "part", "inclusive", "secondary", "aggregate",
		"claimed", "denied", "superseded", "retracted", "unconfirmed":
	default:
		return fmt.Errorf("unknown mark %q", m)
	}
	return nil
}

func (a *Article) mustHold(quotes ...string) error {
	for _, q := range quotes {
		if len(places(a.Article, q)) == 0 {
			return fmt.Errorf("%q does not stand in the article", q)
		}
	}
	return nil
}

func outcomeOf(s string) (summarize.Outcome, error) {
	if o := summarize.Outcome(s); slices.Contains(summarize.Outcomes, o) {
		return o, nil
	}
	return "", fmt.Errorf("unknown outcome %q", s)
}
