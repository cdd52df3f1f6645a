package lexicon_test

import (
	"testing"

	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// BenchmarkHostile cuts and tags texts made to be slow. The rate of a text
// must not fall with its length.
func BenchmarkHostile(b *testing.B) {
	lex := lexicon.For("en")
	for _, h := range casetest.Hostile {
		for _, size := range []struct {
			name  string
			bytes int
		}{{"10KB", 10 << 10}, {"1MB", 1 << 20}} {
			b.Run(h.Name+"/"+size.name, func(b *testing.B) {
				s := casetest.Repeat(h.Words, size.bytes)
				b.SetBytes(int64(size.bytes))
				for b.Loop() {
					doc, _ := text.Cut("", s, lex)
					lex.Tag(doc)
				}
			})
		}
	}
}
