package source

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How runs become paragraphs. A PDF knows no words, lines or paragraphs; they
// are told by distance, in parts of the letters' size.
const (
	sameLine  = 0.4  // up to this far apart in height, two runs share a line
	wordGap   = 0.18 // from this far apart, a space was meant
	turnBack  = 2.0  // a run this far left of the last one's end starts anew
	emptyLine = 1.35 // times the usual distance of lines: an empty one between
	indent    = 0.8  // a first line stands in by so much
	resized   = 1.15 // times: another kind of text
	headline  = 1.25 // times the usual size: the title
	shortLine = 0.85 // of the usual length: the last of its paragraph
)

type line struct {
	x, y, end, size float64
	text            string
}

type layout struct{ pages [][]line }

func (l *layout) addPage(runs []run) {
	var lines []line
	var cur strings.Builder
	var at line
	flush := func() {
		if at.text = oneLine(cur.String()); at.text != "" {
			lines = append(lines, at)
		}
		cur.Reset()
	}
	for _, r := range runs {
		if strings.TrimSpace(r.text) == "" && cur.Len() == 0 || r.size == 0 {
			continue
		}
		if cur.Len() > 0 && (math.Abs(r.y-at.y) > sameLine*max(at.size, r.size) || r.x < at.end-turnBack*at.size) {
			flush()
		}
		if cur.Len() == 0 {
			at = line{x: r.x, y: r.y, size: r.size}
		} else if r.x-at.end > wordGap*at.size {
			cur.WriteByte(' ')
		}
		cur.WriteString(r.text)
		at.end = max(r.end, r.x)
	}
	flush()
	l.pages = append(l.pages, lines)
}

// text returns the title, where the document opens in larger letters, and the
// paragraphs.
func (l *layout) text() (title, text string) {
	l.dropRunning()
	usual := l.usual()
	var out paragraphWriter
	out.usual = usual
	opening := true
	var titles []string
	for _, lines := range l.pages {
		for _, cur := range lines {
			if opening && cur.size >= headline*usual.size && len(titles) < 4 {
				titles = append(titles, cur.text)
				continue
			}
			opening = false
			out.add(cur)
		}
		out.turnPage()
	}
	return strings.Join(titles, " "), out.String()
}

var digits = regexp.MustCompile(`\d+`)

// dropRunning drops heads and feet: what stands first or last on a page and,
// numbers apart, also on others; and bare page numbers.
func (l *layout) dropRunning() {
	seen := map[string]int{}
	for _, lines := range l.pages {
		for _, i := range edges(lines) {
			seen[digits.ReplaceAllString(lines[i].text, "#")]++
		}
	}
	const often = 3
	for p, lines := range l.pages {
		drop := map[int]bool{}
		for _, i := range edges(lines) {
			pattern := digits.ReplaceAllString(lines[i].text, "#")
			drop[i] = seen[pattern] >= often || !strings.ContainsFunc(pattern, isLetter)
		}
		var kept []line
		for i, cur := range lines {
			if !drop[i] {
				kept = append(kept, cur)
			}
		}
		l.pages[p] = kept
	}
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || r == utf8.RuneError }

func edges(lines []line) []int {
	switch len(lines) {
	case 0:
		return nil
	case 1:
		return []int{0}
	}
	return []int{0, len(lines) - 1}
}

// usual is the most common size, and the median distance and length of lines.
func (l *layout) usual() line {
	var sizes, steps, lengths []float64
	for _, lines := range l.pages {
		for i, cur := range lines {
			sizes = append(sizes, cur.size)
			lengths = append(lengths, cur.end-cur.x)
			if i > 0 && lines[i-1].y > cur.y {
				steps = append(steps, lines[i-1].y-cur.y)
			}
		}
	}
	return line{size: median(sizes), y: median(steps), end: upper(lengths)}
}

func median(v []float64) float64 { return quantile(v, 0.5) }

// upper is a length most full lines have.
func upper(v []float64) float64 { return quantile(v, 0.8) }

func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[int(q*float64(len(v)-1))]
}

type paragraphWriter struct {
	bytes.Buffer
	usual  line
	last   line
	turned bool
}

func (w *paragraphWriter) turnPage() { w.turned = true }

func (w *paragraphWriter) add(cur line) {
	switch {
	case w.Len() == 0:
		w.WriteString(cur.text)
	case w.isNew(cur):
		w.WriteString("\n\n" + cur.text)
	default:
		w.join(cur.text)
	}
	w.last, w.turned = cur, false
}

func (w *paragraphWriter) isNew(cur line) bool {
	step := w.last.y - cur.y
	ratio := max(cur.size, w.last.size) / max(min(cur.size, w.last.size), 0.01)
	ended := endsSentence(w.last.text)
	switch {
	case ratio > resized:
		return true
	case w.turned || step <= 0: // another page or column
		return ended
	case step > emptyLine*w.usual.y && step > resized*cur.size:
		return true
	case ended && cur.x-w.last.x > indent*cur.size:
		return true
	}
	return ended && w.last.end-w.last.x < shortLine*w.usual.end
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;؟۔。", r)
}

// join continues a paragraph. A word that was broken is made whole; a hyphen
// before a capital or a figure belongs to the word.
func (w *paragraphWriter) join(next string) {
	hyphen, broken := hyphenAt(w.Bytes())
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case broken && unicode.IsLower(first):
		w.Truncate(hyphen)
	case broken:
	default:
		w.WriteByte(' ')
	}
	w.WriteString(next)
}

// hyphenAt is where the hyphen stands that a text ends with, after a letter.
func hyphenAt(text []byte) (at int, ok bool) {
	for _, h := range []string{"-", "\u2010", "\u00ad"} {
		if before, found := bytes.CutSuffix(text, []byte(h)); found {
			r, _ := utf8.DecodeLastRune(before)
			return len(before), unicode.IsLetter(r)
		}
	}
	return 0, false
}
