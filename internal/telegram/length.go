package telegram

import (
	"strings"

	"golang.org/x/net/html"
)

// What one message can carry.
const (
	MaxText     = 4096 // UTF-16 units, after entity parsing
	MaxCaption  = 1024
	MaxEntities = 100
	MaxData     = 64  // bytes of callback data
	MaxCopy     = 256 // characters of a copy button
	MaxFile     = 20 << 20
)

// UTF16Len is the length Telegram counts: characters beyond the basic plane
// are two units, and a broken byte is one.
func UTF16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16Width(r)
	}
	return n
}

// utf16Width counts a lone surrogate as one: ranging over a string gives
// U+FFFD for it.
func utf16Width(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// Slice16 is s[offset:offset+length] in UTF-16 units, as entities count. What
// lies outside the text is cut off; a range that splits a pair includes it.
func Slice16(s string, offset, length int) string {
	if offset < 0 || length <= 0 {
		return ""
	}
	start := byteOffset16(s, offset)
	return s[start : start+byteOffset16(s[start:], length)]
}

// byteOffset16 is where unit n of s begins, or len(s).
func byteOffset16(s string, n int) int {
	units := 0
	for i, r := range s {
		if units >= n {
			return i
		}
		units += utf16Width(r)
	}
	return len(s)
}

// Cut16 shortens s to at most limit UTF-16 units, ending in an ellipsis where
// something was left out.
func Cut16(s string, limit int) string {
	if UTF16Len(s) <= limit {
		return s
	}
	if limit < 1 {
		return ""
	}
	units := 0
	for i, r := range s {
		if units += utf16Width(r); units > limit-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// Fits reports whether an HTML text goes out as one message: its text after
// entity parsing and the number of its entities.
func Fits(markup string) bool {
	units, entities := Measure(markup)
	return units <= MaxText && entities <= MaxEntities
}

// Measure counts an HTML text as Telegram will: UTF-16 units of what is read,
// and tags that become entities.
func Measure(markup string) (units, entities int) {
	walkHTML(markup, func(text string) { units += UTF16Len(text) }, func() { entities++ })
	return units, entities
}

// PlainText is what remains of an HTML text without its tags: what is sent
// when the server cannot read the tags.
func PlainText(markup string) string {
	var b strings.Builder
	walkHTML(markup, func(text string) { b.WriteString(text) }, func() {})
	return b.String()
}

func walkHTML(markup string, text func(string), tag func()) {
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			text(string(z.Text()))
		case html.StartTagToken:
			// Telegram has no raw text elements: <title> and <script> are
			// text gone wrong, and what follows them must not be swallowed.
			z.NextIsNotRawText()
			tag()
		}
	}
}

var htmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Escape makes any text safe inside HTML, in text and in attributes. Bytes
// that are no UTF-8 and control characters, which the server refuses or
// strips, are dropped.
func Escape(s string) string {
	return htmlEscapes.Replace(cleanText(s))
}

// cleanText drops what the server would refuse the whole message for.
func cleanText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0x7f || r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
