// Package phrase says things in the reader's language. Every sentence people
// see stands in a data file, one a language, and nowhere in the code.
//
// A language is spoken whole or not at all: one that is not among the files
// gives way to English for the entire reply, so that no card is written half
// in one language and half in another.
package phrase

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
)

// Lang speaks one language. It is safe for concurrent use.
type Lang struct {
	Tag     language.Tag
	say     map[string]forms
	dates   dates
	printer *message.Printer
	names   display.Namer
}

// forms is one phrase: a single text under plural.Other, or one for each
// plural category of the language.
type forms map[plural.Form]string

// For gives the language that serves a reader with the BCP 47 tag best. An
// empty, malformed or unknown tag gives English.
func For(tag string) *Lang {
	all := spoken()
	want, err := language.Parse(tag)
	if err != nil {
		return all.lang(0)
	}
	_, i, confidence := all.matcher.Match(want)
	if confidence < language.High {
		return all.lang(0)
	}
	return all.lang(i)
}

// Tags lists the languages spoken, English first.
func Tags() []string {
	var tags []string
	for _, t := range spoken().tongues {
		tags = append(tags, t.tag.String())
	}
	return tags
}

// Say gives the phrase under key with every {name} replaced by the value that
// follows that name in pairs: Say("x", "place", "Rome"). Values are put in as
// they are and never read for placeholders themselves.
func (l *Lang) Say(key string, pairs ...string) string {
	return fill(l.say[key][plural.Other], pairs)
}

// Count is Say for a phrase with plural forms; {n} is the number as the
// language writes it.
func (l *Lang) Count(key string, n int, pairs ...string) string {
	f := l.say[key]
	text, ok := f[plural.Cardinal.MatchPlural(l.Tag, n, 0, 0, 0, 0)]
	if !ok {
		text = f[plural.Other]
	}
	return fill(text, append([]string{"n", l.Number(n)}, pairs...))
}

// Has tells whether there is a phrase under key: labels of codes that a newer
// engine may know and this file does not.
func (l *Lang) Has(key string) bool {
	_, ok := l.say[key]
	return ok
}

// Number writes n with the language's digits and group separators.
func (l *Lang) Number(n int) string { return l.printer.Sprint(n) }

// LanguageName is what this language calls the one with the given tag, or the
// tag itself where it has no word for it.
func (l *Lang) LanguageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return tag
	}
	if name := l.names.Name(t); name != "" {
		return name
	}
	return tag
}

// Day writes a date briefly: "22 Mar", with the year where asked.
func (l *Lang) Day(t time.Time, year bool) string { return l.dates.write(t, year, l.dates.Short) }

// LongDay writes a date with the month in full: "22 March".
func (l *Lang) LongDay(t time.Time, year bool) string { return l.dates.write(t, year, l.dates.Long) }

// Month writes a month of a year: "March 2024".
func (l *Lang) Month(t time.Time) string {
	return l.dates.Alone[t.Month()-1] + " " + t.Format("2006")
}

// dates is how a language writes days.
type dates struct {
	Short []string `toml:"short"` // months in a date, abbreviated
	Long  []string `toml:"long"`  // months in a date, in full
	Alone []string `toml:"alone"` // months by themselves
	Day   string   `toml:"day"`   // pattern over {day} and {month}
	Year  string   `toml:"year"`  // pattern over {day}, {month} and {year}
}

func (d dates) write(t time.Time, year bool, months []string) string {
	pattern := d.Day
	if year {
		pattern = d.Year
	}
	return fill(pattern, []string{
		"day", fmt.Sprint(t.Day()), "month", months[t.Month()-1], "year", t.Format("2006"),
	})
}

// fill replaces each {name} in one pass, so that a quotation holding "{n}"
// stays the quotation it is.
func fill(text string, pairs []string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		length := strings.IndexByte(text[max(open, 0):], '}')
		if open < 0 || length < 0 {
			break
		}
		b.WriteString(text[:open])
		b.WriteString(value(text[open:open+length+1], pairs))
		text = text[open+length+1:]
	}
	if b.Len() == 0 {
		return text
	}
	b.WriteString(text)
	return b.String()
}

// value is what stands for a blank; one that nobody fills stays as it is.
func value(blank string, pairs []string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if blank[1:len(blank)-1] == pairs[i] {
			return pairs[i+1]
		}
	}
	return blank
}

// speech is the languages there are, and who of them serves whom.
type speech struct {
	tongues []tongue
	matcher language.Matcher
}

var spoken = sync.OnceValue(func() speech {
	all, err := tongues(files)
	if err != nil {
		panic(err)
	}
	var tags []language.Tag
	for _, t := range all {
		tags = append(tags, t.tag)
	}
	return speech{all, language.NewMatcher(tags)}
})

// lang reads a file once. It is part of the program: a fault in it is a fault
// of the build, found by this package's tests.
func (s speech) lang(i int) *Lang {
	l, err := s.tongues[i].lang()
	if err != nil {
		panic(err)
	}
	return l
}
