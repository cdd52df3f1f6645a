package incident

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// A case is a short article in which mentions are marked "[12|12 people were
// killed]" or "[injured 9|…]", after lines "Date:" and "Title:" where it has
// them, and lines of what it is to be read as:
//
//	=> roles main background      one for each mention
//	=> kind casualty
//	=> type crash, place, site, country, date, name, weapons
//	=> who claimed Northern Front
//	=> clash Tuesday / March 15
//	?> …                          a known failure
type newsCase struct {
	published time.Time
	title     string
	body      []string
}

func TestCases(t *testing.T) {
	casetest.Run(t, "testdata/*.txt", func(t *testing.T, c *casetest.Case) {
		n := newsCase{title: c.Take("Title")}
		if date := c.Take("Date"); date != "" {
			var err error
			if n.published, err = time.Parse(time.DateOnly, date); err != nil {
				t.Fatalf("%s:%d: %v", c.File, c.Line, err)
			}
		}
		n.body = c.Input
		tagged, anchors := n.article()
		read := Read(tagged, n.published, anchors)
		c.Each(t, func(want string) (string, bool) {
			what, want, _ := strings.Cut(want, " ")
			got := answer(tagged, read, what)
			return fmt.Sprintf("%s (kind by %v)", got, read.Why), got == want
		})
	})
}

// article cuts the case's text up and takes the marks of its mentions out.
func (c *newsCase) article() (*lexicon.Tagged, []Anchor) {
	lex := lexicon.For("en")
	var spans [2][]markedSpan
	var parts [2]string
	for p, s := range [2]string{c.title, strings.Join(c.body, "\n")} {
		parts[p], spans[p] = unmark(s)
	}
	doc, _ := text.Cut(parts[0], parts[1], lex)
	var anchors []Anchor
	for p := range spans {
		for _, s := range spans[p] {
			anchors = append(anchors, anchorAt(doc, text.Part(p), s))
		}
	}
	return lex.Tag(doc), anchors
}

type markedSpan struct {
	start, end int
	outcome    string
	count      int
}

func unmark(s string) (plain string, spans []markedSpan) {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '[')
		j := strings.IndexByte(s, ']')
		if i < 0 || j < i {
			b.WriteString(s)
			return b.String(), spans
		}
		b.WriteString(s[:i])
		label, words, marked := strings.Cut(s[i+1:j], "|")
		if !marked {
			b.WriteString(s[i : j+1])
			s = s[j+1:]
			continue
		}
		m := markedSpan{start: b.Len(), outcome: "killed"}
		b.WriteString(words)
		m.end = b.Len()
		f := strings.Fields(label)
		m.count, _ = strconv.Atoi(f[len(f)-1])
		if len(f) > 1 {
			m.outcome = f[0]
		}
		spans = append(spans, m)
		s = s[j+1:]
	}
}

func anchorAt(d *text.Doc, p text.Part, s markedSpan) Anchor {
	a := Anchor{First: -1, Outcome: s.outcome, Actor: "victim", Min: s.count, Max: s.count}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Part == p && int(t.End) > s.start && int(t.Start) < s.end {
			if a.First < 0 {
				a.First, a.Sent = i, int(t.Sent)
			}
			a.End = i + 1
		}
	}
	a.Headed = d.Sents[a.Sent].Heading
	return a
}

// answer says what a reading has to one question of a case.
func answer(t *lexicon.Tagged, r *Reading, what string) string {
	var main Incident
	for _, in := range r.Incidents {
		if in.Role == Main || in.Role == Aggregate {
			main = in
			break
		}
	}
	var out []string
	switch what {
	case "kind":
		return string(r.Kind)
	case "roles":
		for _, k := range r.Of {
			out = append(out, string(r.Incidents[k].Role))
		}
	case "incidents":
		for _, k := range r.Of {
			out = append(out, fmt.Sprint(k))
		}
	case "type":
		return main.Type
	case "place":
		return main.Place
	case "site":
		return main.Site
	case "country":
		return main.Country
	case "name":
		return main.Name
	case "date":
		return strings.TrimSpace(main.Date + " " + main.DateText)
	case "weapons":
		return strings.Join(main.Weapons, " ")
	case "who":
		for _, w := range main.Responsibility {
			out = append(out, w.Status+" "+w.By)
		}
		return strings.Join(out, ", ")
	case "clash":
		for _, d := range r.DateConflicts {
			out = append(out, t.Slice(d.AFirst, d.AEnd)+" / "+t.Slice(d.BFirst, d.BEnd))
		}
	default:
		return "no such question"
	}
	return strings.Join(out, " ")
}
