package summary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tollbot/summarize/text"
)

// Litter is what channels strew over a text: emoji, hashtags, @handles, links.
// A piece never begins or ends with it. Inside a sentence it stays, because
// pieces are verbatim.

func (p *Page) markLitter() {
	for i := range p.Tokens {
		t := &p.Tokens[i]
		c := p.Parts[t.Part][t.Start]
		switch {
		case c >= utf8.RuneSelf || t.End-t.Start > 1 && c < '@':
			p.litter[i] = p.litter[i] || isPicture(p.Str(i))
		case c == '#' || c == '@':
			if p.glued(i+1) && p.Tokens[i+1].Kind != text.Punct {
				p.litter[i], p.litter[i+1] = true, true
			}
		case c == '/' && !p.litter[i]:
			p.markLink(i)
		}
	}
}

// glued reports whether no blank stands before token i of the same sentence.
func (p *Page) glued(i int) bool {
	return i > 0 && i < len(p.Tokens) && !p.Tokens[i].Space && p.Tokens[i].Sent == p.Tokens[i-1].Sent
}

// markLink marks the link that the slash at token i stands in: behind a scheme
// ("https://"), or behind a word with a dot in it ("t.me/name").
func (p *Page) markLink(i int) {
	first := i - 1
	switch {
	case p.glued(i) && p.glued(i-1) && p.Is(i-1, ":") && p.glued(i+1) && p.Is(i+1, "/"):
		first = i - 2
	case p.glued(i) && p.Tokens[i-1].Kind == text.Word && strings.Contains(p.Str(i-1), "."):
	default:
		return
	}
	p.litter[first] = true
	for j := first + 1; p.glued(j); j++ {
		if p.isMark(j, stops+closers+",") && !p.glued(j+1) {
			return // the sentence's own mark
		}
		p.litter[j] = true
	}
}

// isPicture reports whether s is an emoji or another sign that stands for no
// word: a symbol, or a key cap.
func isPicture(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if unicode.Is(unicode.So, r) && r != '°' && r != '©' && r != '№' {
		return true
	}
	next, _ := utf8.DecodeRuneInString(s[n:])
	return n < len(s) && (next == '\ufe0f' || next == '\u20e3') || unicode.Is(unicode.Sk, r) && n > 1
}

// tag reports whether a hashtag or handle begins at token i.
func (p *Page) tag(i int) bool { return i < len(p.Tokens) && p.litter[i] && p.isMark(i, "#@") }
