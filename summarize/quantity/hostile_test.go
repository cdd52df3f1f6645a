package quantity_test

import (
	"testing"

	"tollbot/summarize/internal/casetest"
	"tollbot/summarize/quantity"
)

// BenchmarkHostile scans texts made to be slow. The rate of a text must not
// fall with its length.
func BenchmarkHostile(b *testing.B) {
	for _, h := range casetest.Hostile {
		for _, size := range []struct {
			name  string
			bytes int
		}{{"10KB", 10 << 10}, {"1MB", 1 << 20}} {
			b.Run(h.Name+"/"+size.name, func(b *testing.B) {
				doc := tag(casetest.Repeat(h.Words, size.bytes))
				b.SetBytes(int64(size.bytes))
				for b.Loop() {
					quantity.Scan(doc)
				}
			})
		}
	}
}
