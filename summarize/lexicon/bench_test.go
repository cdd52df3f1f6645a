package lexicon

import "testing"

// Loading is what a start-up waits for.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(files, "en"); err != nil {
			b.Fatal(err)
		}
	}
}
