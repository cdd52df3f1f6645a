package summarize

import (
	"testing"

	"tollbot/summarize/internal/casetest"
)

// BenchmarkHostile reads texts made to be slow with the whole engine. The rate
// of a text must not fall with its length.
func BenchmarkHostile(b *testing.B) {
	for _, h := range casetest.Hostile {
		for _, size := range []struct {
			name  string
			bytes int
		}{{"10KB", 10 << 10}, {"100KB", 100 << 10}, {"1MB", 1 << 20}} {
			b.Run(h.Name+"/"+size.name, func(b *testing.B) {
				s := casetest.Repeat(h.Words, size.bytes)
				b.SetBytes(int64(len(s)))
				for b.Loop() {
					Read(Article{Text: s, Lang: "en"})
				}
			})
		}
	}
}
