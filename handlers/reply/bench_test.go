package reply

import "testing"

// A card of an ordinary article, and of the largest report there is.
func BenchmarkCard(b *testing.B) {
	for _, name := range []string{"attack", "two-hundred"} {
		c := readFixture(b, "testdata/"+name+".txtar").card
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.HTML()
			}
		})
	}
}
