package source

import (
	"bytes"
	"encoding/hex"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// What the codes of a font mean is said by its ToUnicode map (ISO 32000,
// 9.10.3). It is read here: the library counts within one byte only, and so
// turns the Cyrillic of many programs into Latin signs and control characters —
// without a word, which is the worst way to be wrong about a figure.

// codeRange maps the codes from lo to hi to the units of UTF-16 that start at
// to, the last of which counts up; or to a list of its own.
type codeRange struct {
	lo, hi int
	to     []uint16
	list   []string
}

type codeMap []codeRange

const (
	maxRanges  = 70_000
	maxCodeMap = 4 << 20 // bytes
)

// cmapToken is what counts in a map: <hex>, a bracket, or a word. What else a
// map holds is PostScript that prepares a printer.
var cmapToken = regexp.MustCompile(`<([0-9A-Fa-f\s]*)>|[\[\]]|[A-Za-z]+`)

func readCodeMap(v pdf.Value) codeMap {
	r := v.Reader()
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxCodeMap))
	if err != nil && len(data) == 0 {
		return nil
	}
	var m codeMap
	var args [][]byte // since the last keyword
	for _, token := range cmapToken.FindAll(data, -1) {
		switch {
		case token[0] == '<' || token[0] == '[' || token[0] == ']':
			args = append(args, token)
			continue
		case string(token) == "endbfchar":
			m = m.addChars(args)
		case string(token) == "endbfrange":
			m = m.addRanges(args)
		}
		args = args[:0]
	}
	slices.SortStableFunc(m, func(a, b codeRange) int { return a.lo - b.lo })
	return m
}

func (m codeMap) addChars(args [][]byte) codeMap {
	for i := 0; i+1 < len(args) && len(m) < maxRanges; i += 2 {
		code := codeOf(unhex(args[i]))
		m = append(m, codeRange{lo: code, hi: code, to: units(unhex(args[i+1]))})
	}
	return m
}

func (m codeMap) addRanges(args [][]byte) codeMap {
	for len(args) >= 3 && len(m) < maxRanges {
		r := codeRange{lo: codeOf(unhex(args[0])), hi: codeOf(unhex(args[1]))}
		if args[2][0] != '[' {
			r.to = units(unhex(args[2]))
			m, args = append(m, r), args[3:]
			continue
		}
		args = args[3:]
		for len(args) > 0 && args[0][0] == '<' {
			r.list = append(r.list, string(utf16.Decode(units(unhex(args[0])))))
			args = args[1:]
		}
		m, args = append(m, r), args[min(1, len(args)):]
	}
	return m
}

// unhex is the bytes in <hex>; brackets have none, an odd digit is a high one.
func unhex(token []byte) string {
	digits := bytes.Join(bytes.Fields(bytes.Trim(token, "<>[]")), nil)
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	if _, err := hex.Decode(out, digits); err != nil {
		return ""
	}
	return string(out)
}

// codeOf is the number in up to four bytes.
func codeOf(s string) (n int) {
	for i := range min(len(s), 4) {
		n = n<<8 | int(s[i])
	}
	return n
}

func units(s string) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	var u []uint16
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return u
}

const unknownLetter = "\ufffd"

// letters is what one code stands for.
func (m codeMap) letters(code int) string {
	i, _ := slices.BinarySearchFunc(m, code, func(r codeRange, c int) int {
		if r.hi < c {
			return -1
		}
		return 1
	})
	if i >= len(m) || code < m[i].lo || code > m[i].hi {
		return unknownLetter
	}
	r := m[i]
	switch at := code - r.lo; {
	case at < len(r.list):
		return r.list[at]
	case len(r.to) == 0:
		return unknownLetter
	default:
		u := slices.Clone(r.to)
		u[len(u)-1] += uint16(at)
		return string(utf16.Decode(u))
	}
}

// decode is the text of a string drawn in this font.
func (f *face) decode(raw string) string {
	switch {
	case f.codes != nil:
		var out strings.Builder
		for code := range f.each(raw) {
			out.WriteString(f.codes.letters(code))
		}
		return out.String()
	case f.unicode:
		return string(utf16.Decode(units(raw)))
	case f.wide:
		return strings.Repeat(unknownLetter, len(raw)/2)
	}
	return strings.ToValidUTF8(f.font.Encoder().Decode(raw), unknownLetter)
}

// each runs over the codes of a string, of one byte or two.
func (f *face) each(raw string) func(func(int) bool) {
	size := 1
	if f.wide {
		size = 2
	}
	return func(yield func(int) bool) {
		for i := 0; i+size <= len(raw); i += size {
			if !yield(codeOf(raw[i : i+size])) {
				return
			}
		}
	}
}
