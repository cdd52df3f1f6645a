package summarize_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"tollbot/summarize"
)

// TestOrder reads the articles forwards and backwards: no report may depend
// on what was read before it.
func TestOrder(t *testing.T) {
	all := articles(t)
	first := map[string][]byte{}
	for _, a := range all {
		first[a.Name] = marshal(t, summarize.Read(a.Article))
	}
	slices.Reverse(all)
	for _, a := range all {
		if again := marshal(t, summarize.Read(a.Article)); !bytes.Equal(first[a.Name], again) {
			t.Errorf("%s: read again in another order:\n%s\nwant\n%s", a.Name, again, first[a.Name])
		}
	}
}

func marshal(t *testing.T, r summarize.Report) []byte {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// quoted is a piece of a report that claims to stand in its article.
type quoted struct {
	what, quote string
	where       summarize.Where
	span        summarize.Span
}

// TestVerbatim holds every quote against the bytes its span names.
func TestVerbatim(t *testing.T) {
	for _, a := range articles(t) {
		for _, m := range misquoted(a.Article, summarize.Read(a.Article)) {
			t.Errorf("%s: %s", a.Name, m)
		}
	}
}

// misquoted says which quotes of a report are not what their spans of the article
// hold; nil where all are.
func misquoted(a summarize.Article, r summarize.Report) (wrong []string) {
	for _, q := range quotedIn(r) {
		part := a.Text
		if q.where == summarize.InTitle {
			part = a.Title
		}
		if q.span[0] < 0 || q.span[0] > q.span[1] || q.span[1] > len(part) {
			wrong = append(wrong, fmt.Sprintf("%s %q: span %v is outside its %s of %d bytes", q.what, q.quote, q.span, q.where, len(part)))
		} else if got := part[q.span[0]:q.span[1]]; got != q.quote || got == "" {
			wrong = append(wrong, fmt.Sprintf("%s: span %v of the %s holds %q, quoted as %q", q.what, q.span, q.where, got, q.quote))
		}
	}
	return wrong
}

func quotedIn(r summarize.Report) []quoted {
	var all []quoted
	for _, k := range r.KeyPoints {
		all = append(all, quoted{"key point", k.Text, k.Where, k.Span})
	}
	for _, s := range r.SetAside {
		all = append(all, quoted{"set aside", s.Quote, s.Where, s.Span})
	}
	for _, inc := range r.Incidents {
		for _, f := range inc.Figures {
			all = append(all, quoted{"figure " + f.ID, f.Quote, f.Where, f.Span})
		}
		for _, c := range inc.Responsibility {
			all = append(all, quoted{"responsibility", c.Quote, c.Where, c.Span})
		}
	}
	return all
}

// TestReferences holds every id a report mentions against the figures it has.
func TestReferences(t *testing.T) {
	for _, a := range articles(t) {
		r := summarize.Read(a.Article)
		known := map[string]bool{}
		for _, inc := range r.Incidents {
			for _, f := range inc.Figures {
				if known[f.ID] {
					t.Errorf("%s: two figures are called %s", a.Name, f.ID)
				}
				known[f.ID] = true
			}
		}
		for _, id := range mentioned(r) {
			if !known[id] {
				t.Errorf("%s: %q is mentioned and is no figure", a.Name, id)
			}
		}
	}
}

func mentioned(r summarize.Report) []string {
	var ids []string
	tolls := func(m map[summarize.Outcome]summarize.Toll) {
		for _, o := range summarize.Outcomes {
			ids = append(ids, m[o].Figures...)
		}
	}
	tolls(r.Toll)
	for _, inc := range r.Incidents {
		tolls(inc.Toll)
		for _, f := range inc.Figures {
			if f.SubsetOf != nil {
				ids = append(ids, *f.SubsetOf)
			}
		}
	}
	for _, d := range r.Discrepancies {
		ids = append(ids, d.A, d.B)
	}
	for _, c := range r.Compatible {
		ids = append(ids, c.A, c.B)
	}
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
}
