package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tollbot/summarize/text"
)

type noJoins struct{}

func (noJoins) Abbreviation([]byte) bool { return false }

// Whatever the bytes: tokens, sentences and paragraphs lie in order, each
// inside the next larger one, and what lies between the tokens is blank, so
// that the text rejoins.
func FuzzCut(f *testing.F) {
	f.Add("Three dead", "A bomb killed 12 people, police said. “It was loud,” said J. Orr.\n\nNo one else was hurt.")
	f.Add("", "12 400 killed… 1,20,000\r\nhurt\u2028K\xff\xfe ‼️ 🇺🇦 e\u0301 \"open")
	f.Add("0", "\u06030")
	f.Fuzz(func(t *testing.T, title, body string) {
		d, truncated := text.Cut(title, body, noJoins{})
		if truncated != (len(title) > text.MaxBytes || len(body) > text.MaxBytes) {
			t.Fatalf("truncated %v", truncated)
		}
		for p := text.Title; p <= text.Body; p++ {
			rejoins(t, d, p)
		}
		at := 0
		for i, s := range d.Sents {
			if s.First != at || s.End <= s.First || s.Span != d.Span(s.First, s.End) {
				t.Fatalf("sentence %d %+v begins not at token %d", i, s, at)
			}
			for k := s.First; k < s.End; k++ {
				if int(d.Tokens[k].Sent) != i || d.Tokens[k].Part != s.Part {
					t.Fatalf("token %d is not of sentence %d", k, i)
				}
			}
			at = s.End
		}
		if at != len(d.Tokens) {
			t.Fatalf("%d tokens in sentences, %d in all", at, len(d.Tokens))
		}
		paragraphs(t, d)
	})
}

func rejoins(t *testing.T, d *text.Doc, p text.Part) {
	t.Helper()
	s, at := d.Parts[p], 0
	for i, tok := range d.Tokens {
		if tok.Part != p {
			continue
		}
		if int(tok.Start) < at || tok.End <= tok.Start || int(tok.End) > len(s) {
			t.Fatalf("token %d %+v lies before byte %d or outside %d", i, tok, at, len(s))
		}
		blank(t, s[at:tok.Start])
		at = int(tok.End)
	}
	if len(s) <= text.MaxBytes {
		blank(t, s[at:])
	}
}

// blank fails where letters or digits were left out.
func blank(t *testing.T, s string) {
	t.Helper()
	if utf8.ValidString(s) && strings.ContainsAny(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?\"'") {
		t.Fatalf("%q is no token", s)
	}
}

func paragraphs(t *testing.T, d *text.Doc) {
	t.Helper()
	at := 0
	for i, p := range d.Paras {
		if p.First != at || p.End <= p.First || p.End > len(d.Sents) {
			t.Fatalf("paragraph %d %+v begins not at sentence %d", i, p, at)
		}
		for k := p.First; k < p.End; k++ {
			if s := d.Sents[k]; s.Para != i || s.Part != p.Part || s.Start < p.Start || s.Span.End > p.Span.End {
				t.Fatalf("sentence %d %+v is not of paragraph %d %+v", k, s, i, p)
			}
		}
		at = p.End
	}
	if at != len(d.Sents) {
		t.Fatalf("%d sentences in paragraphs, %d in all", at, len(d.Sents))
	}
}
