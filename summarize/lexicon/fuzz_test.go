package lexicon

import (
	"testing"

	"tollbot/summarize/text"
)

// Whatever the text: a match begins where it was asked for, ends in the same
// sentence, covers its tokens, and is found again from its end.
func FuzzTag(f *testing.F) {
	f.Add("Three dead", "A bomb killed at least 12 people, police said. None of the more than a dozen were hurt.")
	f.Add("", "as many as as many as and and no fewer than one hundred and")
	f.Fuzz(func(t *testing.T, title, body string) {
		l := For("en")
		d, _ := text.Cut(title, body, l)
		tagged := l.Tag(d)
		for i := -1; i <= len(d.Tokens); i++ {
			for c := range nClasses {
				m, ok := tagged.At(i, c)
				if !ok {
					continue
				}
				if m.First != i || m.End <= i || m.End > len(d.Tokens) || m.Class != c {
					t.Fatalf("at %d of %d: %s [%d, %d)", i, len(d.Tokens), m.Class, m.First, m.End)
				}
				if d.Tokens[i].Sent != d.Tokens[m.End-1].Sent {
					t.Fatalf("%q runs over the end of its sentence", d.Slice(i, m.End))
				}
				if e, ok := tagged.Ending(m.End, c); !ok || e.End != m.End {
					t.Fatalf("%s %q is not found from its end", c, d.Slice(i, m.End))
				}
			}
		}
	})
}
