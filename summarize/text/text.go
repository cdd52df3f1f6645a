// Package text cuts an article into paragraphs, sentences and tokens and never
// loses a byte's place: every token and sentence is a span of the title or
// text as sent, and the sentences of a part, with the blanks between them,
// rejoin to that part.
//
// Word and sentence boundaries are those of Unicode Standard Annex 29
// (https://unicode.org/reports/tr29/), joined again where a language's
// abbreviations or a lower-case continuation show that no sentence ended.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Part says which of an article's two strings a span counts in.
type Part uint8

const (
	Title Part = iota
	Body
)

// Span is a half-open range [Start, End) of bytes in one part.
type Span struct{ Start, End int }

// Kind is the shape of a token.
type Kind uint8

const (
	Word   Kind = iota // letters, perhaps with digits: "killed", "6th", "1.2k"
	Number             // digits with separators: "62", "1,20,000", "6.2"
	Punct              // one mark: "," "—" "“"
)

// Token is one word, number or mark. Blanks are no tokens.
type Token struct {
	Start, End int32 // bytes in its part
	Sent       int32 // index into Doc.Sents
	Part       Part
	Kind       Kind
	Digits     bool // holds a digit
	Capital    bool // begins with an upper-case letter
	AllCaps    bool // two letters or more, all upper case
	Space      bool // blank or line break before it
	Quoted     bool // inside quotation marks
}

// Sentence is a run of tokens [First, End) of one part.
type Sentence struct {
	Span
	Part       Part
	First, End int  // tokens
	Para       int  // index into Doc.Paras
	Heading    bool // the title, or a line that stands as one
}

// Paragraph is a run of sentences [First, End) between line breaks.
type Paragraph struct {
	Span
	Part       Part
	First, End int // sentences
}

// Doc is an article cut up. The title's tokens, sentences and paragraph come
// before the body's.
type Doc struct {
	Parts  [2]string
	Tokens []Token
	Sents  []Sentence
	Paras  []Paragraph
}

// Str returns token i verbatim.
func (d *Doc) Str(i int) string {
	t := &d.Tokens[i]
	return d.Parts[t.Part][t.Start:t.End]
}

// Slice returns the verbatim text of tokens [first, end), which must lie in
// one part.
func (d *Doc) Slice(first, end int) string {
	if first >= end {
		return ""
	}
	s := d.Span(first, end)
	return d.Parts[d.Tokens[first].Part][s.Start:s.End]
}

// Span returns the bytes of tokens [first, end), which must lie in one part.
func (d *Doc) Span(first, end int) Span {
	return Span{int(d.Tokens[first].Start), int(d.Tokens[end-1].End)}
}

// Sentence returns the sentence of token i.
func (d *Doc) Sentence(i int) *Sentence { return &d.Sents[d.Tokens[i].Sent] }

// SpaceBefore reports whether a blank stands between token i and the one
// before it.
func (d *Doc) SpaceBefore(i int) bool { return d.Tokens[i].Space }

// Is reports whether token i is exactly the mark or word s.
func (d *Doc) Is(i int, s string) bool { return i >= 0 && i < len(d.Tokens) && d.Str(i) == s }

// TrimGenitive takes the genitive off a word or a name: "Prado's".
func TrimGenitive(s string) string {
	return strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
}

// Fold appends s to dst as the lexicon spells words: lower case, straight
// apostrophes, ё as е, no soft hyphens or direction marks. It is for looking
// words up only; offsets of folded text mean nothing.
func Fold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch r {
		case '’', '‘', 'ʼ', '＇':
			dst = append(dst, '\'')
		case '‐', '‑':
			dst = append(dst, '-')
		case 'ё', 'Ё':
			dst = utf8.AppendRune(dst, 'е')
		case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\u0640', '\ufeff':
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}
