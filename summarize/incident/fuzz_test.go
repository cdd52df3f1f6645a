package incident

import (
	"strings"
	"testing"
	"time"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Whatever the text: every mention has an incident, every span lies in the
// text, and two readings are equal.
func FuzzRead(f *testing.F) {
	f.Add("Six dead in Kell", "KELL, Sept. 17 - Six people were killed on Tuesday, May 3, 2011.\n\nIn 2004, 40 died.")
	f.Add("", "San Bruno, 9 Jan 90 (XYZ) -- [TEXT] The Front, which fought, claimed responsibility.")
	f.Add("", "since 1998, when (2004) on on on Friday's Friday, 31 Feb May may")
	f.Fuzz(func(t *testing.T, title, body string) {
		lex := lexicon.For("en")
		doc, _ := text.Cut(title, body, lex)
		tagged := lex.Tag(doc)
		anchors := everyThird(doc)
		for _, published := range []time.Time{{}, time.Date(2025, 3, 16, 0, 0, 0, 0, time.UTC)} {
			r := Read(tagged, published, anchors)
			checkReading(t, tagged, anchors, r)
			if again := Read(tagged, published, anchors); len(again.Incidents) != len(r.Incidents) || again.Kind != r.Kind {
				t.Fatalf("two readings differ: %v, %v", r, again)
			}
		}
	})
}

func everyThird(d *text.Doc) []Anchor {
	var out []Anchor
	for i := 0; i < len(d.Tokens); i += 3 {
		out = append(out, Anchor{First: i, End: i + 1, Sent: int(d.Tokens[i].Sent), Outcome: "killed", Min: i, Max: i})
	}
	return out
}

func checkReading(t *testing.T, tagged *lexicon.Tagged, anchors []Anchor, r *Reading) {
	t.Helper()
	if len(r.Of) != len(anchors) {
		t.Fatalf("%d mentions, %d of them placed", len(anchors), len(r.Of))
	}
	for _, k := range r.Of {
		if k < 0 || k >= len(r.Incidents) {
			t.Fatalf("incident %d of %d", k, len(r.Incidents))
		}
	}
	for _, in := range r.Incidents {
		for _, w := range in.Responsibility {
			if w.By == "" || !strings.Contains(tagged.Slice(w.First, w.End), w.By) {
				t.Fatalf("%q is not in its quote %q", w.By, tagged.Slice(w.First, w.End))
			}
		}
	}
	for _, c := range r.DateConflicts {
		if c.AFirst >= c.AEnd || c.BFirst >= c.BEnd || c.BEnd > len(tagged.Tokens) {
			t.Fatalf("empty side: %+v", c)
		}
	}
}

// A text without full stops, or with nothing but dates, is read in linear
// time: the work is bounded by tokens, not by their pairs.
func TestHostileTextsEnd(t *testing.T) {
	for _, s := range []string{
		"Friday killed 12 since 1998 war when ", "In 2004, ", "blamed X ", "no one, which ", "Kell, a town ",
		"another attack. ", "(", "May 3 blast\n", "separately 12 died in 2004 ", "In Kell, a bomb killed 3.\n",
	} {
		body := "Strikes on two towns killed six.\n" + strings.Repeat(s, 100_000/len(s))
		lex := lexicon.For("en")
		doc, _ := text.Cut("", body, lex)
		tagged := lex.Tag(doc)
		start := time.Now()
		checkReading(t, tagged, everyThird(doc), Read(tagged, time.Date(2025, 3, 16, 0, 0, 0, 0, time.UTC), everyThird(doc)))
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%q: %v", s, d)
		}
		t.Logf("%q: %v for %d tokens", s, time.Since(start), len(doc.Tokens))
	}
}

func BenchmarkRead(b *testing.B) {
	c := newsCase{published: time.Date(2025, 9, 17, 0, 0, 0, 0, time.UTC), body: []string{strings.Repeat(benchText, 6)}}
	tagged, anchors := c.article()
	b.ReportAllocs()
	for b.Loop() {
		Read(tagged, c.published, anchors)
	}
}

// benchText is a sixth of an article of a thousand words.
const benchText = `KARN, Sept. 17 - [6|Six people were killed] and [injured 26|26 wounded] in strikes on two towns of the Karn region over the past 24 hours, governor Petro Hal said on Wednesday.

In Novi Luk, a missile hit a five-storey apartment block, [4|killing four residents], among them [2|a couple aged 71 and 68], and [injured 17|injuring 17]. Rescuers pulled [rescued 3|three people] alive from the rubble; [missing 1|one woman] is unaccounted for.

In Stav, [2|two railway workers died] and [injured 9|nine people were hurt] when a drone struck a depot, the governor said. The Northern Front claimed responsibility for the attack in a statement that could not be checked at once.

The air force said that 54 drones and four missiles were launched, of which 41 were shot down. Power was cut to 30,000 households in the north of the region.

Since January, [188|188 civilians have been killed] in the region, according to the office of the prosecutor. It was the deadliest day since March 2022, when [40|40 people died] in a station.

`
