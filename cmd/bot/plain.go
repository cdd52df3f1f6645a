package main

import (
	"fmt"
	"io"

	"tollbot/summarize"
)

// writePlain prints the report for a person.
func writePlain(w io.Writer, _ summarize.Article, r summarize.Report) {
	if title := firstOf(r.Title, r.Headline); title != "" {
		fmt.Fprintln(w, title)
	}
	for _, o := range summarize.Outcomes {
		if t, ok := r.Toll[o]; ok {
			fmt.Fprintf(w, "%s %d\n", o, t.Min)
		}
	}
	if len(r.Toll) == 0 {
		fmt.Fprintln(w, "No casualty figures in this text.")
	}
	for i, d := range r.Discrepancies {
		fmt.Fprintf(w, "%d. %s\n", i+1, d.Why)
	}
}
