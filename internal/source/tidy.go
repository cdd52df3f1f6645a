package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy gives every text the one shape of [Article.Text]: lines trimmed, spaces
// single, paragraphs parted by one empty line, nothing invisible but what
// directs the reading of scripts. A no-break space stays: it holds figures
// together.
func tidy(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\f", "\n\n", "\v", "\n").Replace(text)
	empty := 0
	for line := range strings.Lines(text) {
		line = oneLine(line)
		if line == "" {
			empty++
			continue
		}
		if out.Len() > 0 {
			out.WriteString("\n\n"[:min(1+empty, 2)])
		}
		empty = 0
		out.WriteString(line)
	}
	return out.String()
}

// oneLine trims a line, makes its spaces single and drops what cannot be seen.
func oneLine(line string) string {
	var out strings.Builder
	space := false
	for _, r := range line {
		switch {
		case r == ' ', r == '\t', r == '\n', r == '\r', r == '\u3000':
			space = true
			continue
		case r == '\u00ad', r == '\u200b', r == '\ufeff', r == '\u2060', unicode.IsControl(r):
			continue
		}
		if space && out.Len() > 0 {
			out.WriteByte(' ')
		}
		space = false
		out.WriteRune(r)
	}
	return strings.Trim(out.String(), "\u00a0 ")
}

// unwrap undoes lines broken by hand at some column, as mails and press
// releases have them, and gives a text whose lines are its paragraphs the empty
// lines between.
func unwrap(text string) string {
	text = tidy(text)
	paragraphs := strings.Split(text, "\n\n")
	if len(paragraphs) == 1 && longestLine(text) > maxWrapped {
		return strings.ReplaceAll(text, "\n", "\n\n")
	}
	for i, p := range paragraphs {
		if isWrapped(p) {
			paragraphs[i] = strings.ReplaceAll(p, "\n", " ")
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

const (
	minWrapped = 45  // letters in a line that was broken only because it was full
	maxWrapped = 100 // letters no hand-broken line exceeds
)

func isWrapped(paragraph string) bool {
	lines := strings.Split(paragraph, "\n")
	if len(lines) < 2 {
		return false
	}
	for _, l := range lines[:len(lines)-1] {
		if n := utf8.RuneCountInString(l); n < minWrapped || n > maxWrapped {
			return false
		}
	}
	return utf8.RuneCountInString(lines[len(lines)-1]) <= maxWrapped
}

func longestLine(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	return longest
}
