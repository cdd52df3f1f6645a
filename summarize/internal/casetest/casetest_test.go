package casetest

import (
	"fmt"
	"strings"
	"testing"

	"tollbot/summarize/quantity"
)

const sample = `The law of the file.
=> no case yet

== first
# a comment
Title: Three dead
One line.

Another.

=> a
?> b

== second
x
=> nothing
`

func TestReadsCases(t *testing.T) {
	cases, err := parse("f.txt", []byte(sample))
	if err != nil || len(cases) != 2 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	c := cases[0]
	if got := c.Take("Title"); got != "Three dead" {
		t.Errorf("title line %q", got)
	}
	if c.Title != "first" || c.Line != 4 || c.Text() != "One line.\n\nAnother." {
		t.Errorf("read %+v", c)
	}
	if len(c.Want) != 2 || c.Want[0] != (Want{11, "a", false}) || c.Want[1] != (Want{12, "b", true}) {
		t.Errorf("expects %+v", c.Want)
	}
}

func TestNamesTheMistake(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"no expectation": {"== a\nx\n== b\nx\n=> y", "f.txt:1: the case expects nothing"},
		"the last one":   {"== a\nx", "f.txt:1: the case expects nothing"},
		"text after":     {"== a\nx\n=> y\nz", "f.txt:4: text after"},
		"no title":       {"==\nx\n=> y", "f.txt:1: a case without a title"},
	} {
		if _, err := parse("f.txt", []byte(c.data)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// spy takes down the errors a check reports.
type spy struct {
	testing.TB
	errs []string
}

func (s *spy) Helper() {}

func (s *spy) Errorf(format string, args ...any) {
	s.errs = append(s.errs, fmt.Sprintf(format, args...))
}

func TestInOrder(t *testing.T) {
	for _, c := range []struct{ want, got, errs string }{
		{"=> a|=> b", "a b", ""},
		{"=> nothing", "", ""},
		{"=> nothing", "a", "2: more was read"},
		{"=> a", "a b", "1: more was read"},
		{"=> a|=> b", "b a", "2: want a"},
		{"=> a|=> b", "a", "3: want b"},
		{"=> a|?> b", "a", ""},
		{"=> a|?> b", "a c", ""},
		{"=> a|?> b", "a b", "3: a known failure passes"},
		{"=> a|?> nothing", "a b", ""},
		{"=> a|?> nothing", "a", "3: a known failure passes"},
		{"?> nothing", "", "2: a known failure passes"},
		{"?> a|=> b", "c b", ""},
	} {
		cases, err := parse("f.txt", []byte("== x\n"+strings.ReplaceAll(c.want, "|", "\n")))
		if err != nil {
			t.Fatal(err)
		}
		s := &spy{}
		cases[0].InOrder(s, strings.Fields(c.got), func(got, want string) bool { return got == want })
		if c.errs == "" && len(s.errs) > 0 || c.errs != "" && (len(s.errs) == 0 || !strings.HasPrefix(s.errs[0], "f.txt:"+c.errs)) {
			t.Errorf("%s read as %q: errors %q, want %q", c.want, c.got, s.errs, c.errs)
		}
	}
}

func TestEach(t *testing.T) {
	cases, err := parse("f.txt", []byte("== x\n=> a\n?> b\n=> c\n?> d"))
	if err != nil {
		t.Fatal(err)
	}
	s := &spy{}
	cases[0].Each(s, func(want string) (string, bool) { return "?", want == "a" || want == "b" })
	if len(s.errs) != 2 || !strings.Contains(s.errs[0], "f.txt:3") || !strings.Contains(s.errs[1], "f.txt:4: want c") {
		t.Errorf("errors %q", s.errs)
	}
}

func TestCount(t *testing.T) {
	for want, c := range map[string]quantity.Count{
		"12":            quantity.Of(12),
		">=12":          quantity.Qualified(quantity.AtLeast, 12),
		"nearly 40":     quantity.Qualified(quantity.Nearly, 40),
		"10..15":        {Min: 10, Max: 15, Value: 10, Qualifier: quantity.Range},
		"20..199 vague": {Min: 20, Max: 199, Qualifier: quantity.Vague},
		"2.. vague":     {Min: 2, Max: quantity.Open, Qualifier: quantity.Vague},
		"none":          {Qualifier: quantity.None},
	} {
		if got := Count(c); got != want {
			t.Errorf("%+v is written %q, want %q", c, got, want)
		}
	}
}
