package source

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// RTF 1.9.1, text alone: groups, control words, code pages, \u. The libraries
// to be had either lose code pages (every Cyrillic file has them) or are not
// kept; what is needed is this file. It reads once from left to right, in time
// and memory linear to the input.

const maxGroups = 2000 // one within another

// rtfGroup is what a closing brace puts back.
type rtfGroup struct {
	silent   bool // a table of fonts, a picture, a note to programs
	title    bool
	fonts    bool
	font     int
	fallback int // letters after \u for programs that do not know it
}

type rtfReader struct {
	in     []byte
	pos    int
	out    strings.Builder
	title  strings.Builder
	raw    []byte // bytes of the code page under way: some letters have two
	skip   int    // letters of a fallback still to pass over
	high   rune   // the first half of a pair of \u
	outer  []rtfGroup
	cur    rtfGroup
	ansi   encoding.Encoding
	fonts  map[int]encoding.Encoding
	define int // the font of the table under way
}

func readRTF(data []byte) (Article, error) {
	r := rtfReader{in: data, ansi: charmap.Windows1252, fonts: map[int]encoding.Encoding{}}
	r.cur.fallback = 1
	for r.pos < len(r.in) {
		if err := r.step(); err != nil {
			return Article{}, err
		}
		if r.out.Len() > 4*maxText {
			return Article{}, fail(TooBig, "more than %d bytes of text", 4*maxText)
		}
	}
	r.flush()
	if len(r.outer) > 0 && r.out.Len() == 0 {
		return Article{}, fail(Broken, "RTF: breaks off in its header")
	}
	// A row ends with the mark that parts cells.
	text := strings.ReplaceAll(r.out.String(), " | \n\n", "\n\n")
	return Article{Title: r.title.String(), Text: unwrap(text), Partial: len(r.outer) > 0}, nil
}

func (r *rtfReader) step() error {
	c := r.in[r.pos]
	r.pos++
	switch c {
	case '{':
		r.flush()
		if len(r.outer) >= maxGroups {
			return fail(Broken, "RTF: nested too deeply")
		}
		r.outer = append(r.outer, r.cur)
	case '}':
		r.flush()
		if n := len(r.outer); n > 0 {
			r.cur, r.outer = r.outer[n-1], r.outer[:n-1]
		}
		if len(r.outer) == 0 {
			r.pos = len(r.in) // what follows is not the document's
		}
	case '\\':
		r.control()
	case '\r', '\n', 0:
	default:
		r.byte(c)
	}
	return nil
}

// control reads what follows a backslash.
func (r *rtfReader) control() {
	if r.pos >= len(r.in) {
		return
	}
	c := r.in[r.pos]
	if c|0x20 < 'a' || c|0x20 > 'z' {
		r.pos++
		r.symbol(c)
		return
	}
	start := r.pos
	for r.pos < len(r.in) && r.pos-start < 32 && r.in[r.pos]|0x20 >= 'a' && r.in[r.pos]|0x20 <= 'z' {
		r.pos++
	}
	word := string(r.in[start:r.pos])
	start = r.pos
	if r.pos < len(r.in) && r.in[r.pos] == '-' {
		r.pos++
	}
	for r.pos < len(r.in) && r.pos-start < 11 && r.in[r.pos] >= '0' && r.in[r.pos] <= '9' {
		r.pos++
	}
	n, err := strconv.Atoi(string(r.in[start:r.pos]))
	if r.pos < len(r.in) && r.in[r.pos] == ' ' {
		r.pos++
	}
	r.word(word, n, err == nil)
}

func (r *rtfReader) symbol(c byte) {
	switch c {
	case '\'':
		if r.pos+2 <= len(r.in) {
			if v, err := strconv.ParseUint(string(r.in[r.pos:r.pos+2]), 16, 8); err == nil {
				r.byte(byte(v))
			}
			r.pos += 2
		}
	case '*':
		r.cur.silent = true
	case '~':
		r.write('\u00a0')
	case '_':
		r.write('\u2011')
	case '\\', '{', '}':
		r.byte(c)
	case '\r', '\n':
		r.write('\n', '\n')
	}
}

// rtfSigns are words for one sign.
var rtfSigns = map[string]string{
	"par": "\n\n", "sect": "\n\n", "page": "\n\n", "line": "\n", "row": "\n\n", "cell": " | ", "nestcell": " | ", "nestrow": "\n\n",
	"tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
	"rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}

// rtfSilent are groups that hold no text of the document.
var rtfSilent = map[string]bool{
	"colortbl": true, "stylesheet": true, "info": true, "pict": true, "object": true, "objdata": true,
	"header": true, "headerl": true, "headerr": true, "headerf": true, "footer": true, "footerl": true,
	"footerr": true, "footerf": true, "footnote": true, "annotation": true, "fldinst": true, "themedata": true,
	"datastore": true, "listtable": true, "listoverridetable": true, "rsidtbl": true, "generator": true,
	"deleted": true, "v": true, "nonshppict": true, "xe": true, "tc": true,
}

func (r *rtfReader) word(word string, n int, given bool) {
	if sign, ok := rtfSigns[word]; ok {
		r.write([]rune(sign)...)
		return
	}
	if rtfSilent[word] && (!given || n != 0) {
		r.flush()
		r.cur.silent = true
		return
	}
	switch word {
	case "fonttbl":
		r.cur.silent, r.cur.fonts = true, true
	case "title":
		r.cur.title = r.cur.silent && len(r.outer) > 1
	case "f":
		r.flush()
		if r.cur.font = n; r.cur.fonts {
			r.define = n
		}
	case "fcharset":
		if enc := rtfCharset(n); enc != nil && r.cur.fonts && len(r.fonts) < 4096 {
			r.fonts[r.define] = enc
		}
	case "ansicpg":
		if enc := codePage(n); enc != nil {
			r.ansi = enc
		}
	case "mac":
		r.ansi = charmap.Macintosh
	case "pc":
		r.ansi = charmap.CodePage437
	case "pca":
		r.ansi = charmap.CodePage850
	case "uc":
		r.cur.fallback = min(max(n, 0), 16)
	case "u":
		r.unicode(rune(uint16(n)))
	case "bin":
		r.pos += min(max(n, 0), len(r.in)-r.pos)
	}
}

// unicode writes one unit of UTF-16.
func (r *rtfReader) unicode(u rune) {
	switch {
	case u >= 0xd800 && u < 0xdc00:
		r.flush()
		r.high = u
	case u >= 0xdc00 && u < 0xe000 && r.high != 0:
		r.write((r.high-0xd800)<<10 + (u - 0xdc00) + 0x10000)
		r.high = 0
	default:
		r.write(u)
		r.high = 0
	}
	r.skip = r.cur.fallback
}

func (r *rtfReader) byte(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if r.cur.silent && !r.cur.title {
		return
	}
	r.raw = append(r.raw, c)
}

func (r *rtfReader) write(runes ...rune) {
	r.flush()
	for _, c := range runes {
		if utf8.ValidRune(c) {
			r.text(string(c))
		}
	}
}

// flush decodes the bytes gathered in the code page of their font.
func (r *rtfReader) flush() {
	r.skip = 0
	if len(r.raw) == 0 {
		return
	}
	enc := r.fonts[r.cur.font]
	if enc == nil {
		enc = r.ansi
	}
	text, err := enc.NewDecoder().Bytes(r.raw)
	if err != nil {
		text = bytes.ToValidUTF8(r.raw, []byte("\ufffd"))
	}
	r.raw = r.raw[:0]
	r.text(string(text))
}

const maxTitle = 1024

func (r *rtfReader) text(s string) {
	switch {
	case r.cur.title && r.title.Len() < maxTitle:
		r.title.WriteString(s)
	case !r.cur.silent:
		r.out.WriteString(s)
	}
}

// rtfCharset is the code page of a font; zero is the document's own.
func rtfCharset(n int) encoding.Encoding {
	pages := map[int]int{
		77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
		177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
	}
	return codePage(pages[n])
}

func codePage(n int) encoding.Encoding {
	switch n {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 932:
		return japanese.ShiftJIS
	case 936:
		return simplifiedchinese.GBK
	case 949:
		return korean.EUCKR
	case 950:
		return traditionalchinese.Big5
	case 10000:
		return charmap.Macintosh
	case 65001:
		return encoding.Nop
	}
	if n >= 1250 && n <= 1258 {
		return []encoding.Encoding{
			charmap.Windows1250, charmap.Windows1251, charmap.Windows1252, charmap.Windows1253, charmap.Windows1254,
			charmap.Windows1255, charmap.Windows1256, charmap.Windows1257, charmap.Windows1258,
		}[n-1250]
	}
	return nil
}
