package score_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tollbot/summarize"
	"tollbot/summarize/internal/score"
)

const file = `-- title --
Nine dead in Aldby fire
-- text --
Eight people died in Aldby on 3 May, police said. About 70 were hurt.
-- gold --
toll killed 8 or 9
toll injured ~70
killed 9 | Nine dead
killed 8 | Eight people died
injured ~70 | About 70 were hurt
differ headline_body_value high | Nine dead | Eight people died
agree | Eight people died | About 70 were hurt | different outcomes
`

func write(t *testing.T, s string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, []byte(s), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func read(t *testing.T) score.Article {
	t.Helper()
	a, err := score.ReadFile(write(t, file))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func upTo(n int) *int { return &n }

// right is a report of the article without a fault.
func right() summarize.Report {
	return summarize.Report{
		Toll: map[summarize.Outcome]summarize.Toll{
			summarize.Killed:  {Min: 8, Max: upTo(8)},
			summarize.Injured: {Min: 60, Max: upTo(80)},
		},
		Incidents: []summarize.Incident{{Role: summarize.RoleMain, Figures: []summarize.Figure{
			{ID: "f1", Outcome: summarize.Killed, Actor: summarize.Victim, Min: 9, Max: upTo(9), Quote: "Nine dead", Where: summarize.InTitle},
			{ID: "f2", Outcome: summarize.Killed, Actor: summarize.Victim, Min: 8, Max: upTo(8), Quote: "Eight people died", Where: summarize.InText},
			{ID: "f3", Outcome: summarize.Injured, Actor: summarize.Victim, Min: 60, Max: upTo(80), Quote: "70 were hurt", Where: summarize.InText},
		}}},
		Discrepancies: []summarize.Discrepancy{{Kind: "headline_body_value", Severity: summarize.High, A: "f2", B: "f1"}},
		SetAside:      []summarize.SetAside{{Quote: "3 May", Where: summarize.InText, Span: summarize.Span{29, 34}}, {Quote: "70", Where: summarize.InText, Span: summarize.Span{56, 58}}},
	}
}

func TestMisses(t *testing.T) {
	figure := func(r *summarize.Report, i int) *summarize.Figure { return &r.Incidents[0].Figures[i] }
	for _, c := range []struct {
		name  string
		spoil func(*summarize.Report)
		want  []string // how each miss begins, in order
	}{
		{"nothing", func(*summarize.Report) {}, nil},
		{"another toll", func(r *summarize.Report) { r.Toll[summarize.Killed] = summarize.Toll{Min: 17, Max: upTo(17)} },
			[]string{"toll killed: want 8, got 17"}},
		{"the other reading", func(r *summarize.Report) { r.Toll[summarize.Killed] = summarize.Toll{Min: 9, Max: upTo(9)} }, nil},
		{"a toll of an outcome that has none", func(r *summarize.Report) { r.Toll[summarize.Missing] = summarize.Toll{Min: 1} },
			[]string{"toll missing: want none, got >=1"}},
		{"an open end", func(r *summarize.Report) { figure(r, 1).Max = nil },
			[]string{"figure missed: killed 8", "figure invented: killed >=8"}},
		{"a figure of the background", func(r *summarize.Report) { r.Incidents[0].Role = summarize.RoleBackground },
			[]string{"figure missed", "figure missed", "figure missed", "figure invented", "figure invented", "figure invented"}},
		{"an attacker", func(r *summarize.Report) { figure(r, 1).Actor = summarize.Perpetrator },
			[]string{"figure missed: killed 8", "figure invented: killed 8"}},
		{"hurt read as in hospital", func(r *summarize.Report) { figure(r, 2).Outcome = summarize.Hospitalised }, nil},
		{"a discrepancy less", func(r *summarize.Report) { r.Discrepancies = nil },
			[]string{"discrepancy missed: headline_body_value"}},
		{"only for information", func(r *summarize.Report) { r.Discrepancies[0].Severity = summarize.Info },
			[]string{"discrepancy missed: headline_body_value"}},
		{"under another name", func(r *summarize.Report) { r.Discrepancies[0].Kind = "stale_figure" },
			[]string{"discrepancy named stale_figure"}},
		{"a pair that agrees", func(r *summarize.Report) {
			r.Discrepancies = append(r.Discrepancies, summarize.Discrepancy{Kind: "x", Severity: summarize.Medium, A: "f3", BQuote: "people died"})
		}, []string{"discrepancy invented: x", "flagged, yet agrees: x"}},
		{"words that are not there", func(r *summarize.Report) { r.KeyPoints = []summarize.KeyPoint{{Text: "Nine people died"}} },
			[]string{"not in the article"}},
		{"a number without a reason", func(r *summarize.Report) { r.SetAside = r.SetAside[1:] },
			[]string{"unaccounted for: 3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := right()
			c.spoil(&r)
			var tally score.Tally
			tally.Add(read(t), r)
			if len(tally.Misses) != len(c.want) {
				t.Fatalf("misses %q, want %q", tally.Misses, c.want)
			}
			for i, m := range tally.Misses {
				if !strings.HasPrefix(m.What, c.want[i]) {
					t.Errorf("miss %q, want %q", m.What, c.want[i])
				}
			}
		})
	}
}

// TestReadings reads one figure where gold lets more than one count or outcome
// stand.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		gold    string
		outcome summarize.Outcome
		lo, hi  int
		right   bool
	}{
		{"killed 6 or 5 inclusive", summarize.Killed, 6, 6, true},
		{"killed 6 or 5 inclusive", summarize.Killed, 5, 5, true},
		{"killed 6 or 5 inclusive", summarize.Killed, 4, 4, false},
		{"rescued/unharmed 6", summarize.Rescued, 6, 6, true},
		{"rescued/unharmed 6", summarize.Unharmed, 6, 6, true},
		{"rescued/unharmed 6", summarize.Evacuated, 6, 6, false},
		{"rescued 6", summarize.Unharmed, 6, 6, false},
		{"killed <~20 unconfirmed", summarize.Killed, 17, 20, true},
		{"killed <~20", summarize.Killed, 18, 19, true},
		{"killed <~20", summarize.Killed, 21, 22, false},
		{"killed <~20", summarize.Killed, 16, 16, false},
	} {
		a, err := score.ReadFile(write(t, "-- text --\nThey were.\n-- gold --\n"+c.gold+" | They were\n"))
		if err != nil {
			t.Fatal(err)
		}
		var tally score.Tally
		tally.Add(a, summarize.Report{Incidents: []summarize.Incident{{Role: summarize.RoleMain, Figures: []summarize.Figure{
			{Outcome: c.outcome, Actor: summarize.Victim, Min: c.lo, Max: upTo(c.hi), Quote: "They were", Where: summarize.InText},
		}}}})
		if right := len(tally.Misses) == 0; right != c.right {
			t.Errorf("%s: %s %d-%d right: %v (%q)", c.gold, c.outcome, c.lo, c.hi, right, tally.Misses)
		}
	}
}

func TestMeasures(t *testing.T) {
	var tally score.Tally
	tally.Add(read(t), right())
	for _, m := range tally.Measures() {
		if m.Share && m.Value != 1 && m.Name != "false alarms per article" || !m.Share && m.Value != 0 {
			t.Errorf("a report without fault scores %v", m)
		}
	}
	tally.Add(read(t), summarize.Report{})
	for _, m := range tally.Measures() {
		if m.Name == "figures: recall" && (m.Value != 0.5 || m.Of != 6) {
			t.Errorf("half the figures read: %v", m)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"| Nine dead\n", "| Ten dead\n", "does not stand in the article"},
		{"killed 8 | Eight", "slain 8 | Eight", "unknown outcome"},
		{"killed 8 | Eight", "killed eight | Eight", "count"},
		{"killed 8 | Eight", "killed 8 parts | Eight", "unknown mark"},
		{"killed 8 | Eight", "killed 5-x | Eight", "upper end"},
		{"killed 8 | Eight", "killed 8 or | Eight", "unknown mark"},
		{"killed 8 | Eight", "killed 8 or nine | Eight", "count"},
		{"killed 8 | Eight", "killed/slain 8 | Eight", "unknown outcome"},
		{"toll killed 8 or 9", "toll killed 8 unscored", "behind a toll"},
		{"toll killed 8", "toll killed !8", "unknown sign"},
		{"differ headline_body_value high", "differ headline_body_value", "differ KIND SEVERITY"},
		{"-- gold --", "-- golden --", "unknown section"},
	} {
		_, err := score.ReadFile(write(t, strings.Replace(file, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.new, err, c.want)
		}
	}
}
