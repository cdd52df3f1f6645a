package summarize_test

import (
	"testing"

	"tollbot/summarize"
)

// Entries of a live blog are told by their hour, bare or behind a short heading;
// the newest count of the dead is the toll.
func TestEntriesByTheirHour(t *testing.T) {
	for _, text := range []string{
		"19:40 Health ministry: 31 dead.\n\n18:15 Death toll 24, mayor says.\n\n17:30 Ten dead in blast at Karo station.",
		"UPDATE 3 - 19:40: Health ministry: 31 dead.\n\nUPDATE 2 - 18:15: Death toll 24, mayor says.\n\nUPDATE 1 - 17:30: Ten dead in blast at Karo station.",
	} {
		r := summarize.Read(summarize.Article{Title: "Blast at Karo station", Text: text})
		if k := r.Toll["killed"]; k.Min != 31 || k.Max == nil || *k.Max != 31 {
			t.Errorf("killed %v, want 31, of\n%s", k, text)
		}
		for _, d := range r.Discrepancies {
			if d.Severity != "info" {
				t.Errorf("%s: %s, of\n%s", d.Kind, d.Why, text)
			}
		}
	}
}
