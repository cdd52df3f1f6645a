package quantity_test

import (
	"reflect"
	"testing"

	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/quantity"
)

// Whatever the text: quantities lie inside it in order, none overlaps another,
// each holds its number, and scanning twice finds the same.
func FuzzScan(f *testing.F) {
	for _, file := range []string{"digits", "words", "hedges", "ranges", "vague", "asides"} {
		cases, err := casetest.Read("testdata/" + file + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range cases {
			f.Add(c.Text())
		}
	}
	f.Add("less than 0")
	f.Fuzz(func(t *testing.T, s string) {
		doc := tag(s)
		qs := quantity.Scan(doc)
		at := 0
		for _, q := range qs {
			switch {
			case q.First < at || q.End <= q.First || q.End > len(doc.Tokens):
				t.Fatalf("%+v lies before %d or outside %d tokens", q, at, len(doc.Tokens))
			case q.NumFirst < q.First || q.NumEnd <= q.NumFirst || q.NumEnd > q.End:
				t.Fatalf("%+v does not hold its number", q)
			case q.Count.Min < 0 || q.Count.Max < q.Count.Min:
				t.Fatalf("%+v is no interval", q)
			}
			at = q.End
		}
		if again := quantity.Scan(tag(s)); !reflect.DeepEqual(qs, again) {
			t.Fatalf("scanned twice:\n%+v\n%+v", qs, again)
		}
	})
}
