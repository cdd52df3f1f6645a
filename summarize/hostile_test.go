package summarize

import (
	"slices"
	"strings"
	"testing"
)

// hostile texts are what rules that look around could be slow on: one endless
// sentence of what they look for.
var hostile = map[string]string{
	"digits":    "7",
	"numbers":   "12 ",
	"commas":    "12, ",
	"people":    "two men and ",
	"killed":    "killed 12 people and ",
	"parts":     "including two men, ",
	"hostages":  "3 hostages, ",
	"names":     "Jane Orr, Bo Sten and ",
	"quotes":    "“12 dead” ",
	"brackets":  "((((12",
	"said":      "police said 12 died, ",
	"totals":    "death toll 12 ",
	"among":     "among six dead ",
	"of them":   "two of them ",
	"dates":     "March 12, 2019, ",
	"sentences": "Twelve died. ",
	"lines":     "At least 12 died\n",
	"determine": "the the a a his ",
	"no":        "no deaths or injuries or ",
	"was":       "was were been also was ",
}

// BenchmarkHostile measures the rate per byte at two lengths: it must not fall
// with the length.
func BenchmarkHostile(b *testing.B) {
	for _, name := range sortedKeys(hostile) {
		for _, size := range []struct {
			name string
			n    int
		}{{"10K", 10 << 10}, {"100K", 100 << 10}} {
			s := strings.Repeat(hostile[name], size.n/len(hostile[name])+1)[:size.n]
			b.Run(name+"/"+size.name, func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				for b.Loop() {
					Read(Article{Text: s, Lang: "en"})
				}
			})
		}
	}
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
