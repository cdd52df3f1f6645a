package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// clean makes foreign text safe to stand in a line of ours: one line, valid
// UTF-8, no control characters, and no direction overrides, which would turn
// the words after it around. The letters stay as they are.
func clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.IsControl(r), r == utf8.RuneError, overrides(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// overrides tells the marks that open or close a change of direction. The
// plain marks (LRM, RLM, ALM) change nothing beyond their place and stay.
func overrides(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff' || r == '\u2028' || r == '\u2029'
}

// isolate keeps right-to-left words from reordering the line they stand in.
func isolate(s string) string {
	for _, r := range s {
		p, _ := bidi.LookupRune(r)
		if c := p.Class(); unicode.IsLetter(r) && (c == bidi.R || c == bidi.AL) {
			return "\u2068" + s + "\u2069"
		}
	}
	return s
}

// clip shortens s to at most n UTF-16 units, at the end of a clause where
// there is one in its second half, else after a word.
func clip(s string, n int) string {
	s = clean(s)
	if units(s) <= n {
		return s
	}
	cut, clause, word, used := 0, 0, 0, 0
	for i, r := range s {
		used += units(string(r))
		if used > n-1 {
			break
		}
		switch {
		case strings.ContainsRune(",;:—–", r) && used > n/2:
			clause = i
		case r == ' ':
			word = i
		}
		cut = i + utf8.RuneLen(r)
	}
	if clause > 0 {
		cut = clause
	} else if word > cut/2 {
		cut = word
	}
	return strings.TrimRight(s[:cut], " ,;:—–-") + "…"
}

// around shortens s to about n units and keeps the words it is quoted for.
func around(s, words string, n int) string {
	s, words = clean(s), clean(words)
	at := strings.Index(s, words)
	if units(s) <= n || at < 0 || units(s[:at+len(words)]) < n {
		return clip(s, n)
	}
	from := at
	for from > 0 && units(s[from:at]) < n/3 {
		_, size := utf8.DecodeLastRuneInString(s[:from])
		from -= size
	}
	if space := strings.IndexByte(s[from:at], ' '); space >= 0 {
		from += space + 1
	}
	return "…" + clip(s[from:], n-1)
}
