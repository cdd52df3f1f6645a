package summary

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// FuzzChoose holds every choice to the laws of the package: pieces lie inside
// their sentence, in order, without repeating one, and the same text chooses
// alike.
func FuzzChoose(f *testing.F) {
	for _, s := range seeds {
		f.Add("", s, uint64(0x9e3779b97f4a7c15))
		f.Add("Fire in Tarn kills five", s, uint64(7))
	}
	lex := lexicon.For("en")
	f.Fuzz(func(t *testing.T, title, body string, marks uint64) {
		if len(title)+len(body) > 1<<14 {
			t.Skip()
		}
		doc, _ := text.Cut(title, body, lex)
		tagged := lex.Tag(doc)
		m := randomMarks(len(doc.Sents), marks)
		got := Lay(tagged).Choose(m)
		checkChoice(t, tagged, got)
		if again := Lay(lex.Tag(doc)).Choose(m); !reflect.DeepEqual(got, again) {
			t.Errorf("two choices: %v and %v", got, again)
		}
		checkTitle(t, lex, body)
	})
}

var seeds = []string{
	"", " \n\n", "🙏🙏", strings.Repeat("\x82", 1025), "#a #b @c t.me/d", "((((", "“““", "[x] [y] 11:02 p.m.: ", "KARSK, Sept. 17 - ",
	"BREAKING: BREAKING: BREAKING: x", "By Jane Doe\n\nRead also: x\n", "https://://///", "1️⃣ 2️⃣ a\u200db\xff\xfe",
	"Blast at Karsk market kills five\n\nKARSK (ENA) - At least five people were killed on Friday, police said. #karsk\n\n" +
		"“We ran,” said a trader. He had lost two sons.\nRead also: Bus crash kills 12\n\nNine were hurt. (Reporting by Jane Doe)",
}

// randomMarks spreads the bits of seed over n sentences.
func randomMarks(n int, seed uint64) Marks {
	out := make(Marks, n)
	for i := range out {
		seed = seed*6364136223846793005 + 1442695040888963407
		b := seed >> 32
		out[i] = Mark{
			Counts: b & 3, Disputed: b >> 2 & 3, Figures: int(b & 3), Toll: b&16 > 0, Sourced: b&32 > 0,
			Claim: b&64 > 0, Place: b&128 > 0, Site: b&256 > 0, Date: b&512 > 0, Background: b&1024 > 0,
		}
	}
	return out
}

func checkChoice(t *testing.T, tagged *lexicon.Tagged, c Choice) {
	t.Helper()
	if len(c.Drop) != len(tagged.Sents) {
		t.Fatalf("%d marks of furniture for %d sentences", len(c.Drop), len(tagged.Sents))
	}
	if c.Headline.Found() != (len(tagged.Sents) > 0) {
		t.Errorf("headline %v of %d sentences", c.Headline, len(tagged.Sents))
	}
	if len(c.Points) > mostPoints {
		t.Errorf("%d points", len(c.Points))
	}
	last := -1
	for _, p := range c.Points {
		checkPiece(t, tagged, p)
		if p.Sent <= last || p.Sent == c.Headline.Sent || c.Drop[p.Sent] || p.End > tagged.Sents[p.Sent].End {
			t.Errorf("point %v, headline %v, after sentence %d", p, c.Headline, last)
		}
		last = p.Sent
	}
	for _, p := range []Piece{c.Headline, c.Title} {
		if p.Found() {
			checkPiece(t, tagged, p)
		}
	}
}

func checkPiece(t *testing.T, tagged *lexicon.Tagged, p Piece) {
	t.Helper()
	if p.First < tagged.Sents[p.Sent].First || p.First >= p.End || p.End > len(tagged.Tokens) {
		t.Fatalf("piece %v of sentence %v", p, tagged.Sents[p.Sent])
	}
	if tagged.Tokens[p.First].Part != tagged.Tokens[p.End-1].Part {
		t.Fatalf("piece %v runs over from the title", p)
	}
}

func checkTitle(t *testing.T, lex *lexicon.Lexicon, body string) {
	t.Helper()
	for _, l := range []*lexicon.Lexicon{lex, nil} {
		title, rest, ok := FindTitle(l, body)
		if rest.End != len(body) || rest.Start > rest.End || ok && (title.Start >= title.End || title.End > rest.Start) {
			t.Errorf("title %v, body %v, %v of %d bytes", title, rest, ok, len(body))
		}
	}
}

// Time grows with the length of a text and no faster, whatever it is made of.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, s := range []string{
		"Five people died in a fire in Tarn on Monday. ", "Read more:\n", "#a @b ", "(((“", "BREAKING: ", "a/b/c/d/",
		"11:02 p.m.: ", "KARSK, ", "[a ", "By Jane Doe\n", "Related\nx\n", "https://", "AP Photo. ",
	} {
		if slow := growth(s); slow > 64 {
			t.Errorf("%q: 16 times the length takes %.0f times as long", s, slow)
		}
	}
}

// growth tells how much longer 128 KB of s take than 8 KB. A busy machine can
// only make it too large, so the least of a few counts.
func growth(s string) float64 {
	least := 1e9
	for n := 0; n < 6 && least > 32; n++ {
		small, large := timeOf(s, 1<<13), timeOf(s, 1<<17)
		least = min(least, float64(large)/float64(max(small, time.Millisecond/8)))
	}
	return least
}

// timeOf returns the better of two times that n bytes of s take.
func timeOf(s string, n int) time.Duration {
	lex := lexicon.For("en")
	doc, _ := text.Cut("", strings.Repeat(s, n/len(s)), lex)
	tagged := lex.Tag(doc)
	marks := randomMarks(len(doc.Sents), 1)
	best := time.Hour
	for range 2 {
		start := time.Now()
		Lay(tagged).Choose(marks)
		best = min(best, time.Since(start))
	}
	return best
}

func BenchmarkChoose(b *testing.B) {
	lex := lexicon.For("en")
	body := "KARSK, Sept. 17 - Six people were killed and 26 wounded in strikes on two towns.\n\n"
	for n := 0; len(strings.Fields(body)) < 1000; n++ {
		body += benchSentences[n%len(benchSentences)] + []string{" ", "\n\n"}[n%2]
	}
	doc, _ := text.Cut("Strikes kill six", body, lex)
	tagged := lex.Tag(doc)
	marks := randomMarks(len(doc.Sents), 1)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		Lay(tagged).Choose(marks)
	}
}

var benchSentences = []string{
	"Rescuers pulled three people alive from the rubble of a five-storey block, the governor told reporters on Wednesday.",
	"“We ran to the cellar when the second one came,” said Maria Lopez, 71, who lives next door.",
	"Power was cut to 30,000 households, and buses took the neighbours to a school in the next town.",
	"Read also: Bus crash kills 12 in Lindow",
	"He said the air force had shot down 41 of the 54 drones that were launched at the region overnight.",
}

func BenchmarkFindTitle(b *testing.B) {
	lex := lexicon.For("en")
	body := "Strikes kill six\n\n" + strings.Repeat(benchSentences[0]+" ", 40)
	b.ReportAllocs()
	for b.Loop() {
		FindTitle(lex, body)
	}
}
