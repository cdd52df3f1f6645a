package casualty_test

import (
	"testing"

	"tollbot/summarize/casualty"
	"tollbot/summarize/internal/casetest"
)

// BenchmarkHostile reads texts made to be slow. The rate of a text must not
// fall with its length.
func BenchmarkHostile(b *testing.B) {
	for _, h := range casetest.Hostile {
		for _, size := range []struct {
			name  string
			bytes int
		}{{"10KB", 10 << 10}, {"100KB", 100 << 10}} {
			b.Run(h.Name+"/"+size.name, func(b *testing.B) {
				doc := tag("", casetest.Repeat(h.Words, size.bytes))
				b.SetBytes(int64(size.bytes))
				for b.Loop() {
					casualty.Read(doc, nil)
				}
			})
		}
	}
}
