package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// Joiner tells of a language's spelling what Unicode's rules cannot know.
type Joiner interface {
	// Abbreviation reports whether a folded word (without its full stop) is
	// one that a sentence does not end after: "mr", "gov", "обл".
	Abbreviation(folded []byte) bool
}

// MaxBytes is the most of a title or text that is cut up; the rest is left
// unread. No news text is longer, and hostile ones must end.
const MaxBytes = 1 << 20

// Cut cuts an article up. Bytes that are no UTF-8 stand as single marks.
// truncated reports that a part was longer than [MaxBytes].
func Cut(title, body string, join Joiner) (d *Doc, truncated bool) {
	n := len(title) + len(body)
	d = &Doc{Parts: [2]string{title, body}}
	d.Tokens = make([]Token, 0, n/4+16) // a word of English and its blank are five bytes or six
	d.Sents = make([]Sentence, 0, n/80+8)
	d.Paras = make([]Paragraph, 0, n/200+4)
	for p := Title; p <= Body; p++ {
		s := d.Parts[p]
		if len(s) > MaxBytes {
			s = s[:MaxBytes]
			for len(s) > 0 && !utf8.RuneStart(d.Parts[p][len(s)]) {
				s = s[:len(s)-1]
			}
			truncated = true
		}
		d.cutPart(p, s, join)
	}
	d.markQuotes()
	return d, truncated
}

// cutPart appends the sentences and tokens of s, which is a prefix of part p.
func (d *Doc) cutPart(p Part, s string, join Joiner) {
	c := cutter{d: d, part: p, src: s, join: join}
	start := 0
	for it := sentences.FromString(s); it.Next(); {
		if c.ends(start, it.End()) {
			c.sentence(start, it.End())
			start = it.End()
		}
	}
	if start < len(s) {
		c.sentence(start, len(s))
	}
}

type cutter struct {
	d    *Doc
	part Part
	src  string
	join Joiner
	buf  []byte
}

// ends reports whether a sentence that began at start is over at end, where
// Unicode's rules see a boundary.
func (c *cutter) ends(start, end int) bool {
	if end >= len(c.src) {
		return true
	}
	body := strings.TrimRight(c.src[start:end], " \t\u00a0")
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(c.src[end:], " \t\r\n\u00a0\"“«("))
	if strings.HasSuffix(body, "\n") {
		// A line of a hard-wrapped text goes on in the next one.
		return strings.HasPrefix(c.src[end:], "\n") || strings.HasPrefix(c.src[end:], "\r") ||
			!unicode.IsLower(next) || endsSentence(strings.TrimSpace(body))
	}
	if unicode.IsLower(next) && !strings.HasSuffix(body, "…") {
		return false
	}
	word, dotted := lastWord(body)
	if !dotted {
		return true
	}
	c.buf = Fold(c.buf[:0], word)
	return !c.join.Abbreviation(c.buf) && !isInitial(word)
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:;…\"”»", r)
}

// lastWord returns the word before the full stop that body ends with.
func lastWord(body string) (word string, dotted bool) {
	if !strings.HasSuffix(body, ".") {
		return "", false
	}
	body = body[:len(body)-1]
	i := strings.LastIndexFunc(body, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("(\"“«[—–", r)
	})
	_, n := utf8.DecodeRuneInString(body[max(i, 0):])
	if i >= 0 {
		i += n
	} else {
		i = 0
	}
	return body[i:], true
}

// isInitial reports whether word is a name's initials, as in "J. Smith" and
// "L.K. Devar".
func isInitial(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		r, n := utf8.DecodeRuneInString(part)
		if n != len(part) || !unicode.IsUpper(r) {
			return false
		}
	}
	return word != "I"
}

// sentence appends one sentence, its tokens, and its paragraph where it opens
// one. A run of blanks is no sentence.
func (c *cutter) sentence(start, end int) {
	d := c.d
	first := len(d.Tokens)
	c.tokens(start, end, int32(len(d.Sents)))
	if len(d.Tokens) == first {
		return
	}
	from := d.Tokens[first].Start
	opens := len(d.Paras) == 0 || d.Paras[len(d.Paras)-1].Part != c.part ||
		strings.Contains(c.src[d.Paras[len(d.Paras)-1].Span.End:from], "\n")
	if opens {
		d.Paras = append(d.Paras, Paragraph{
			Span: Span{int(from), int(from)}, Part: c.part, First: len(d.Sents), End: len(d.Sents),
		})
	}
	para := &d.Paras[len(d.Paras)-1]
	last := d.Tokens[len(d.Tokens)-1].End
	para.Span.End, para.End = int(last), len(d.Sents)+1
	d.Sents = append(d.Sents, Sentence{
		Span: Span{int(from), int(last)}, Part: c.part, First: first, End: len(d.Tokens),
		Para: len(d.Paras) - 1, Heading: c.part == Title,
	})
}

func (c *cutter) tokens(start, end int, sent int32) {
	space := true
	for it := words.FromString(c.src[start:end]); it.Next(); {
		v := it.Value()
		kind, digits, ok := shape(v)
		if !ok {
			space = true
			continue
		}
		t := Token{
			Start: int32(start + it.Start()), End: int32(start + it.End()),
			Sent: sent, Part: c.part, Kind: kind, Digits: digits, Space: space,
		}
		if kind == Word {
			t.Capital, t.AllCaps = letterCase(v)
		}
		c.d.Tokens = append(c.d.Tokens, t)
		space = false
	}
}

// Words yields the tokens that [Cut] makes of a line.
func Words(line string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for it := words.FromString(line); it.Next(); {
			if _, _, ok := shape(it.Value()); ok && !yield(it.Value()) {
				return
			}
		}
	}
}

// shape tells a token's kind and whether it holds a digit; ok is false for
// blanks.
func shape(v string) (k Kind, digits, ok bool) {
	if k, digits, ok, plain := shapeASCII(v); plain {
		return k, digits, ok
	}
	letters, marks := false, false
	for _, r := range v {
		switch {
		case unicode.IsDigit(r):
			digits = true
		case unicode.IsLetter(r) || unicode.IsMark(r):
			letters = true
		case !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.IsControl(r):
			marks = true
		}
	}
	switch {
	case letters:
		return Word, digits, true
	case digits:
		return Number, true, true
	}
	return Punct, false, marks || len(v) > utf8.UTFMax && strings.TrimSpace(v) != ""
}

// shapeASCII is shape for what most tokens are; plain is false for the rest.
func shapeASCII(v string) (k Kind, digits, ok, plain bool) {
	letters := false
	for i := 0; i < len(v); i++ {
		c := v[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			letters = true
		case c >= utf8.RuneSelf || c < ' ' || c == 0x7f:
			return 0, false, false, false
		case '0' <= c && c <= '9':
			digits = true
		}
	}
	switch {
	case letters:
		return Word, digits, true, true
	case digits:
		return Number, true, true, true
	}
	return Punct, false, strings.TrimSpace(v) != "", true
}

func letterCase(v string) (capital, allCaps bool) {
	n, upper := 0, 0
	for i, r := range v {
		if !unicode.IsLetter(r) {
			continue
		}
		n++
		if unicode.IsUpper(r) {
			upper++
			capital = capital || i == 0
		}
	}
	return capital, n > 1 && n == upper
}

// markQuotes marks the tokens inside quotation marks. A quotation that is not
// closed within its paragraph ends with it, as newspapers set a quotation of
// several paragraphs.
func (d *Doc) markQuotes() {
	open := false
	para := -1
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if p := d.Sents[t.Sent].Para; p != para {
			para, open = p, false
		}
		if t.Kind == Punct {
			switch d.Str(i) {
			case "“", "«", "„":
				open = true
				continue
			case "”", "»":
				open = false
				continue
			case "\"", "''", "``":
				open = !open
				continue
			}
		}
		t.Quoted = open
	}
}
