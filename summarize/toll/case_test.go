package toll_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/quantity"
	"tollbot/summarize/toll"
)

// TestCases runs testdata/*.txt. See testdata/README for the format.
func TestCases(t *testing.T) { casetest.Run(t, "testdata/*.txt", runCase) }

func runCase(t *testing.T, c *casetest.Case) {
	sheet := &sheet{events: map[string]int{}}
	for _, line := range c.Input {
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		if err := sheet.add(line); err != nil {
			t.Fatalf("%s:%d: %q: %v", c.File, c.Line, line, err)
		}
	}
	got := facts(toll.Judge(sheet.claims, sheet.incidents, sheet.dates))
	c.Each(t, func(want string) (string, bool) {
		return strings.Join(got, "\n\t"), slices.ContainsFunc(got, func(f string) bool { return meets(f, want) })
	})
	var want []string
	for _, w := range c.Want {
		if w.Known {
			return // something else may be found in its place
		}
		want = append(want, w.Text)
	}
	for _, f := range got {
		expected := func(w string) bool { return meets(f, w) }
		if strings.HasPrefix(f, "flag ") && !strings.Contains(f, " info ") && !slices.ContainsFunc(want, expected) {
			t.Errorf("%s:%d: not expected: %s", c.File, c.Line, f)
		}
	}
}

// meets says that a fact is, or begins with, what a case expects; the rest is
// the sentence told to people.
func meets(fact, want string) bool { return fact == want || strings.HasPrefix(fact, want+" ") }

// facts renders a verdict as the lines that cases expect.
func facts(v toll.Verdict) []string {
	var out []string
	for _, t := range v.Report {
		out = append(out, tollLine(t))
	}
	if len(v.Report) == 0 {
		out = append(out, "no toll")
	}
	for _, o := range []casualty.Outcome{casualty.Killed, casualty.Injured} {
		if !slices.ContainsFunc(v.Report, func(t toll.Toll) bool { return t.Outcome == o }) {
			out = append(out, "no "+string(o))
		}
	}
	for k, tolls := range v.ByIncident {
		for _, t := range tolls {
			out = append(out, fmt.Sprintf("event %d %s", k+1, tollLine(t)))
		}
	}
	flags := 0
	for _, d := range v.Discrepancies {
		out = append(out, fmt.Sprintf("flag %s %s %d %d %s", d.Kind, d.Severity, d.A+1, d.B+1, d.Why))
		if d.Severity != toll.Info {
			flags++
		}
	}
	if flags == 0 {
		out = append(out, "nothing")
	}
	for _, c := range v.Compatible {
		out = append(out, fmt.Sprintf("fits %d %d %s", c.A+1, c.B+1, c.Why))
	}
	for i := range v.Status {
		out = append(out, fmt.Sprintf("status %d %s", i+1, v.Status[i]))
		if v.SubsetOf[i] >= 0 {
			out = append(out, fmt.Sprintf("part %d %d", i+1, v.SubsetOf[i]+1))
		} else {
			out = append(out, fmt.Sprintf("whole %d", i+1))
		}
		if v.Includes[i] {
			out = append(out, fmt.Sprintf("includes %d", i+1))
		}
	}
	return out
}

func tollLine(t toll.Toll) string {
	s := fmt.Sprintf("%s %d", t.Outcome, t.Min)
	switch {
	case t.Max == quantity.Open:
		s += "+"
	case t.Max != t.Min:
		s += "-" + strconv.Itoa(t.Max)
	}
	if t.Words != "" {
		s += " “" + t.Words + "”"
	}
	if t.Conflict {
		s += " conflict"
	}
	return s
}

// sheet gathers the claims of a case.
type sheet struct {
	claims    []toll.Claim
	incidents []toll.Incident
	dates     []toll.DateClash
	events    map[string]int
	sent      int
}

// vague are the words that cases use, with their windows.
var vague = map[string][2]int{
	"several": {3, 12}, "dozens": {20, 199}, "scores": {30, 199}, "hundreds": {100, 1999}, "a_dozen": {10, 15}, "a_few": {2, 9},
}

func (s *sheet) add(line string) error {
	if why, ok := strings.CutPrefix(line, "dates "); ok {
		s.dates = append(s.dates, toll.DateClash{A: [2]int{1, 2}, B: [2]int{3, 4}, Why: why})
		return nil
	}
	c := toll.Claim{Mention: casualty.Mention{SubsetOf: -1, Actor: casualty.Victim}, Status: attribution.Current}
	c.First = 10 * len(s.claims)
	c.End = c.First + 5
	line, quoted, _ := strings.Cut(line, `"`)
	c.Population = strings.TrimSuffix(quoted, `"`)
	words := strings.Fields(line)
	s.sent++
	if words[0] == "&" {
		words = words[1:]
		s.sent--
	}
	c.Sent = s.sent
	event := "main"
	for k, w := range words {
		if err := s.word(&c, w, &event); err != nil {
			return fmt.Errorf("word %d: %w", k+1, err)
		}
	}
	c.Incident = s.event(event)
	s.claims = append(s.claims, c)
	return nil
}

func (s *sheet) event(name string) int {
	if k, ok := s.events[name]; ok {
		return k
	}
	role, label, _ := strings.Cut(name, ":")
	s.incidents = append(s.incidents, toll.Incident{Role: incident.Role(role), Label: label})
	s.events[name] = len(s.incidents) - 1
	return len(s.incidents) - 1
}

var flags = map[string]func(*toll.Claim){
	"T":            func(c *toll.Claim) { c.Headed, c.Title = true, true },
	"H":            func(c *toll.Claim) { c.Headed = true },
	"perp":         func(c *toll.Claim) { c.Actor = casualty.Perpetrator },
	"more":         func(c *toll.Claim) { c.Additional = true },
	"then":         func(c *toll.Claim) { c.Then = true },
	"again":        func(c *toll.Claim) { c.Again, c.Counting = true, casualty.Definite },
	"succumbed":    func(c *toll.Claim) { c.Succumbed = true },
	"found":        func(c *toll.Claim) { c.Found = true },
	"incl":         func(c *toll.Claim) { c.Includes = true },
	"running":      func(c *toll.Claim) { c.Running = true },
	"former":       func(c *toll.Claim) { c.Former = true },
	"hurt":         func(c *toll.Claim) { c.Hurt = true },
	"total":        func(c *toll.Claim) { c.Total = true },
	"borrowed":     func(c *toll.Claim) { c.Identified, c.Borrowed, c.Counting = true, true, casualty.Definite },
	"identified":   func(c *toll.Claim) { c.Identified = true },
	"complete":     func(c *toll.Claim) { c.Complete = true },
	"definite":     func(c *toll.Claim) { c.Counting = casualty.Definite },
	"a":            func(c *toll.Claim) { c.Counting = casualty.Indefinite },
	"name":         func(c *toll.Claim) { c.Counting = casualty.ByName },
	"ordinal":      func(c *toll.Claim) { c.Counting = casualty.ByOrdinal },
	"superseded":   func(c *toll.Claim) { c.Status = attribution.Superseded },
	"provisional":  func(c *toll.Claim) { c.Status = attribution.Provisional },
	"my":           func(c *toll.Claim) { c.Speakers = true },
	"claimed":      func(c *toll.Claim) { c.Status = attribution.Claimed },
	"unconfirmed":  func(c *toll.Claim) { c.Status = attribution.Unconfirmed },
	"denied":       func(c *toll.Claim) { c.Status = attribution.Denied },
	"retracted":    func(c *toll.Claim) { c.Status = attribution.Retracted },
	"hypothetical": func(c *toll.Claim) { c.Status = attribution.Hypothetical },
}

func (s *sheet) word(c *toll.Claim, w string, event *string) (err error) {
	if set, ok := flags[w]; ok {
		set(c)
		return nil
	}
	if win, ok := vague[w]; ok {
		c.Count, c.Words = quantity.Count{Min: win[0], Max: win[1], Qualifier: quantity.Vague}, w
		return nil
	}
	switch {
	case w == "none":
		c.Count = quantity.Count{Qualifier: quantity.None}
	case w[0] == '@':
		c.Source, c.SourceKind, _ = strings.Cut(w[1:], "/")
		c.SourceID = c.Source
	case w[0] == ':':
		c.Group = w[1:]
	case w[0] == '#':
		*event = w[1:]
	case strings.HasPrefix(w, "in="):
		var width string
		c.Scope, width, _ = strings.Cut(w[3:], "/")
		if width != "" {
			c.Width, err = strconv.Atoi(width)
		}
	case strings.HasPrefix(w, "of="):
		c.SubsetOf, err = strconv.Atoi(w[3:])
		c.SubsetOf--
	case strings.HasPrefix(w, "t="):
		c.AsOf, err = strconv.Atoi(w[2:])
	case strings.HasPrefix(w, "list="):
		c.List, err = strconv.Atoi(w[5:])
	case w[0] >= 'a' && w[0] <= 'z':
		c.Outcome = casualty.Outcome(w)
	default:
		c.Count, err = count(w)
	}
	return err
}

func count(w string) (quantity.Count, error) {
	for _, sign := range []struct {
		mark string
		q    quantity.Qualifier
	}{{">=", quantity.AtLeast}, {">", quantity.MoreThan}, {"~", quantity.About}, {"<=", quantity.UpTo}, {"<", quantity.FewerThan}} {
		if rest, ok := strings.CutPrefix(w, sign.mark); ok {
			n, err := strconv.Atoi(rest)
			return quantity.Qualified(sign.q, n), err
		}
	}
	if lo, hi, ok := strings.Cut(w, "-"); ok {
		a, err1 := strconv.Atoi(lo)
		b, err2 := strconv.Atoi(hi)
		if err1 != nil {
			err2 = err1
		}
		return quantity.Count{Min: a, Max: b, Qualifier: quantity.Range}, err2
	}
	n, err := strconv.Atoi(w)
	return quantity.Of(n), err
}
