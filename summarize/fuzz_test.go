package summarize

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzRead holds the laws of a report: no panic, the same bytes twice, every
// quote verbatim, every reference to a figure that is there.
func FuzzRead(f *testing.F) {
	f.Add("62 dead in Lindow fire", "LINDOW, May 3 - At least 62 people were killed and scores hurt, police said.")
	f.Add("", "Nine died, five of them children.\n\nThe toll rose to 12, up from nine.")
	f.Add("0", "((were killed")
	f.Add("0", "&people killed")
	f.Add("", "A preliminary toll of 12. The army flatly rejected that")
	f.Add("Burned to death: 3", "out of ten venues")
	f.Add("Twelve dead; hunt for fatal victims", "suspected attacker still at large")
	f.Add("", "The economy was struck by a shell five years-old")
	f.Add("At least 12 killed in Karo; rebels blamed", "Ana Orr, 41, was among them.")
	f.Add("", "Included 12 people were killed in Dorna province")
	f.Add("hit over the head every single one of the", "three-pointer ")
	f.Add("put the killed at beaten by gang members rescues a ", "14th Needed peasant leader just shy of Namibian - leapt to his death city ”12 Normandy people")
	f.Add("\xff", "7\u202e000 killed “ \x00 two men, including three")
	f.Fuzz(func(t *testing.T, title, body string) {
		a := Article{Title: title, Text: body, Lang: "en"}
		r := Read(a)
		once, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := json.Marshal(Read(a))
		if !bytes.Equal(once, again) {
			t.Fatal("two readings of one text differ")
		}
		parts := map[Where]string{InTitle: title, InText: body}
		ids := map[string]bool{}
		for _, in := range r.Incidents {
			for _, x := range in.Figures {
				ids[x.ID] = true
				verbatim(t, parts, x.Quote, x.Where, x.Span)
				if x.Max != nil && *x.Max < x.Min {
					t.Errorf("figure %+v", x)
				}
			}
		}
		for _, k := range r.KeyPoints {
			verbatim(t, parts, k.Text, k.Where, k.Span)
		}
		for _, s := range r.SetAside {
			verbatim(t, parts, s.Quote, s.Where, s.Span)
		}
		for _, d := range r.Discrepancies {
			if d.A != "" && !ids[d.A] || d.B != "" && !ids[d.B] {
				t.Errorf("discrepancy of figures that are not there: %+v", d)
			}
		}
	})
}

func verbatim(t *testing.T, parts map[Where]string, quote string, w Where, s Span) {
	t.Helper()
	if s[0] < 0 || s[1] > len(parts[w]) || s[0] > s[1] || parts[w][s[0]:s[1]] != quote {
		t.Errorf("%q is not %s%v", quote, w, s)
	}
}
