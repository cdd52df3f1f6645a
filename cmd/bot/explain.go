package main

import (
	"fmt"
	"io"
	"strings"

	"tollbot/summarize"
)

// explain prints each finding with the rule that made it and the words it
// rests on, for someone who wonders why the bot read it so; kind is what the
// article's kind rests on.
func explain(w io.Writer, a summarize.Article, r summarize.Report, kind []string) {
	fmt.Fprintf(w, "engine %s  lang %s  kind %s: %s\n", r.Engine, r.Lang, r.Kind, firstOf(strings.Join(kind, ", "), "nobody was harmed"))
	for _, n := range r.Notices {
		fmt.Fprintf(w, "notice %s\n", n)
	}
	for _, in := range r.Incidents {
		fmt.Fprintf(w, "\nincident %s  %s  %s\n", in.ID, in.Role, firstOf(in.Name, in.Type, "unnamed"))
		for _, f := range in.Figures {
			explainFigure(w, a, f)
		}
		for _, c := range in.Responsibility {
			fmt.Fprintf(w, "  %s by %q in %q at %s\n", c.Status, c.By, c.Quote, place(a, c.Where, c.Span))
		}
	}
	for _, d := range r.Discrepancies {
		fmt.Fprintf(w, "\n%s  %s %s  rule %s\n  %s\n", d.ID, d.Severity, d.Kind, firstOf(d.Rule, d.Kind), d.Why)
		fmt.Fprintf(w, "  a %s\n  b %s\n", side(d.A, d.AQuote), side(d.B, d.BQuote))
	}
	heading(w, "agree", len(r.Compatible))
	for _, c := range r.Compatible {
		fmt.Fprintf(w, "  %s and %s: %s\n", c.A, c.B, c.Why)
	}
	heading(w, "set aside", len(r.SetAside))
	for _, s := range r.SetAside {
		fmt.Fprintf(w, "  %q at %s: %s\n", s.Quote, place(a, s.Where, s.Span), s.Why)
	}
}

func heading(w io.Writer, words string, entries int) {
	if entries > 0 {
		fmt.Fprintf(w, "\n%s\n", words)
	}
}

func explainFigure(w io.Writer, a summarize.Article, f summarize.Figure) {
	fmt.Fprintf(w, "  %s  %s %s %s  %s  rule %s\n", f.ID, f.Actor, f.Outcome, window(f), f.Status, f.Rule)
	fmt.Fprintf(w, "      count %q in %q at %s\n", f.Words, f.Quote, place(a, f.Where, f.Span))
	if f.Source != nil {
		fmt.Fprintf(w, "      source %q, %s, by %q\n", f.Source.Text, firstOf(f.Source.Kind, "kind unknown"), f.Source.Cue)
	}
	if f.SubsetOf != nil {
		fmt.Fprintf(w, "      part of %s\n", *f.SubsetOf)
	}
}

// window is a figure's bounds as an interval.
func window(f summarize.Figure) string {
	switch {
	case f.Max == nil:
		return fmt.Sprintf("%d or more", f.Min)
	case *f.Max == f.Min:
		return fmt.Sprint(f.Min)
	default:
		return fmt.Sprintf("%d to %d", f.Min, *f.Max)
	}
}

func side(figure, quote string) string {
	if figure == "" {
		return fmt.Sprintf("%q", quote)
	}
	return figure
}

// place names a span as line and column of the title or the text, which an
// editor can jump to; a span that does not fit is shown as it is.
func place(a summarize.Article, where summarize.Where, s summarize.Span) string {
	text := a.Text
	if where == summarize.InTitle {
		text = a.Title
	}
	if s[0] < 0 || s[0] > len(text) {
		return fmt.Sprintf("%s %v", where, s)
	}
	line, column := 1, 1
	for _, r := range text[:s[0]] {
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return fmt.Sprintf("%s %d:%d", where, line, column)
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
