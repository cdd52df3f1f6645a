package attribution

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// FuzzRead holds a reading to its laws: no text panics, what it names lies in
// the text, a status has a cue, and reading twice reads the same.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Police said five people were killed, citing the mayor.",
		"\"We lost nine,\" said L.K. Devar, the head of the centre. \"Two are children.",
		"The rebels claimed to have killed 20, which was denied by the army; that figure was false.",
		"up from 19 to 27 from", "said said said, according to according to", "(((,,, said )))",
		"he said it said they said “a” said, adding saying that", "if if unless not true that 5",
		"[Weber] 5 dead. [ ] [A denied that. He called the figure false, not 5 as claimed", "THE ARMY OF THE X SAID IT KILLED 5 REBELS",
	} {
		f.Add("Police: five dead", s)
	}
	lex := lexicon.For("en")
	f.Fuzz(func(t *testing.T, title, body string) {
		doc, _ := text.Cut(title, body, lex)
		r := Read(lex.Tag(doc))
		n := len(doc.Tokens)
		for _, s := range r.Sources() {
			if s.First < 0 || s.First >= s.End || s.End > n || s.CueFirst < 0 || s.CueEnd > n+1 {
				t.Fatalf("a source outside the text: %+v of %d tokens", s, n)
			}
			if s.Identity == "" || s.Kind == "" {
				t.Fatalf("a source without identity or kind: %+v", s)
			}
		}
		for i := range doc.Tokens {
			if status, cue := r.Status(i, i+1); (status == Current) != (cue == Cue{}) {
				t.Fatalf("token %d: status %s with cue %+v", i, status, cue)
			}
		}
		if again := Read(lex.Tag(doc)); !slices.Equal(again.by, r.by) || !slices.Equal(again.level, r.level) {
			t.Fatal("two readings differ")
		}
	})
}

// Hostile texts must not cost more than their length.
func TestLinear(t *testing.T) {
	lex := lexicon.For("en")
	for _, unit := range []string{
		"police said ", "said, ", "a and b, c of d ", "five people who ", "\"he said\" ", "was false ", "up from ",
		"according to the ministry of the ", "( ", "the the ", "killed five, ", "if not denied that ", "reports said reports ",
		"12 died. The ministry called that nonsense. ", "rumours denied it ", "[Weber] 5 died. ", "POLICE SAID ", "a figure, a claim denied, ",
	} {
		small, large := cost(lex, unit, 1<<12), cost(lex, unit, 1<<16)
		if large > 100*max(small, time.Millisecond) {
			t.Errorf("%q: 4 KB take %v, 64 KB %v", unit, small, large)
		}
	}
}

// cost returns how long the reading of size bytes of a repeated unit takes, the
// best of three.
func cost(lex *lexicon.Lexicon, unit string, size int) time.Duration {
	doc, _ := text.Cut("", strings.Repeat(unit, size/len(unit)), lex)
	tagged := lex.Tag(doc)
	best := time.Hour
	for range 3 {
		start := time.Now()
		Read(tagged)
		best = min(best, time.Since(start))
	}
	return best
}

func TestOutside(t *testing.T) {
	_, r := read("", "Police said five people were killed.")
	for _, c := range [][2]int{{-1, 2}, {3, 3}, {99, 100}, {5, 2}} {
		if s, ok := r.Source(c[0], c[1]); ok {
			t.Errorf("tokens %v have a source: %+v", c, s)
		}
		if status, _ := r.Status(c[0], c[1]); status != Current {
			t.Errorf("tokens %v are %s", c, status)
		}
	}
	if _, ok := r.Source(2, 99); !ok {
		t.Error("a range past the end has no source")
	}
}

func TestSameSource(t *testing.T) {
	body := "The governor said nine died. State television said nine died, citing the governor. The army said two died."
	_, r := read("", body)
	var direct, relayed, other Source
	for _, s := range r.Sources() {
		switch s.Kind {
		case "media":
			relayed = s
		case "military":
			other = s
		default:
			direct = s
		}
	}
	if !SameSource(direct, relayed) {
		t.Errorf("what television cites the governor for is the governor's word: %+v %+v", direct, relayed)
	}
	if SameSource(direct, other) || SameSource(Source{}, Source{}) {
		t.Error("different or nameless sources are one")
	}
}

func TestCueNamesItsRule(t *testing.T) {
	doc, r := read("", "The army denied that three soldiers had died.")
	first, end, _ := find(doc, "three soldiers")
	status, cue := r.Status(first, end)
	if status != Denied || cue.Rule != "denied-clause" || doc.Slice(cue.First, cue.End) != "denied that" {
		t.Errorf("got %s by %s: %q", status, cue.Rule, doc.Slice(cue.First, cue.End))
	}
}

// article is a thousand words with the cues that news has.
var article = strings.Repeat(`At least 34 people were killed and scores hurt when a truck bomb tore through the lobby of a seaside hotel, the interior ministry said.
The health ministry published a list of 81 people admitted to four hospitals, seven of them children. Eleven are in critical condition, a surgeon at Central Hospital said.
"We will search for as long as there is hope," coast guard commander Ana Reyes told reporters, adding that three of the dead were crew members.
Police had put the toll at eight dead and 24 wounded on the day of the attack. Claims that 50 had died were false, the mayor said.
`, 9)

func BenchmarkRead(b *testing.B) {
	lex := lexicon.For("en")
	doc, _ := text.Cut("Police: 34 dead", article, lex)
	tagged := lex.Tag(doc)
	b.ReportAllocs()
	for b.Loop() {
		Read(tagged)
	}
}
