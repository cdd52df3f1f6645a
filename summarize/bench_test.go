package summarize

import (
	"strings"
	"testing"
)

// report is an article of about 1,000 words, as a wire writes them.
var report = Article{
	Title: "At least 31 dead as bus plunges into ravine near Tarnau",
	Text:  strings.Repeat(benchParagraphs, 5),
}

const benchParagraphs = `TARNAU, June 3 - At least 31 people were killed and 22 others injured when a long-distance bus carrying 60 passengers plunged into a ravine near the mountain town of Tarnau on Tuesday night, the provincial police said.

The regional hospital said it had received 29 bodies, among them those of seven children, and that six of the wounded were in critical condition. Eleven people were treated for minor injuries and sent home, a nurse who asked not to be named said.

Police chief Marek Dolan told reporters that the driver, who was also killed, had been on the road for fourteen hours. "We counted thirty-one dead when the search ended at 4:30 a.m.," he said. An earlier count of 24 had been revised after divers reached the river.

The company that runs the 44-seat vehicle said the bus had been checked in May. Two other coaches of the same type, built in 2009, were withdrawn on Wednesday. Villagers who ran down the slope pulled at least a dozen people alive from the wreck before the first of five ambulances arrived.

It was the worst accident on the pass since 2011, when 40 pilgrims died in a fire, and the third this year. Since January, 112 people have been killed on the province's roads, according to the transport ministry.

`

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(report.Text)))
	for b.Loop() {
		Read(report)
	}
}
