package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"tollbot/handlers"
	"tollbot/summarize"
)

// maxArticle bounds one article, as a file or as a line of many: 8 MB is
// beyond any report and well within memory.
const maxArticle = 8 << 20

// readArticle reads one article as plain text. UTF-16 with its byte order
// mark is understood; bytes that are no UTF-8 become U+FFFD and are reported
// by the second result, because the spans then count in the mended text.
func readArticle(r io.Reader) (summarize.Article, bool, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxArticle+1))
	if err != nil {
		return summarize.Article{}, false, fmt.Errorf("reading the article: %w", err)
	}
	if len(raw) > maxArticle {
		return summarize.Article{}, false, fmt.Errorf("the article is longer than %d MB; nothing was read", maxArticle>>20)
	}
	plain, _, err := transform.Bytes(unicode.BOMOverride(encoding.Nop.NewDecoder()), raw)
	if err != nil {
		return summarize.Article{}, false, fmt.Errorf("decoding the article: %w", err)
	}
	mended := !utf8.Valid(plain)
	title, text := handlers.SplitTitle(strings.ToValidUTF8(string(plain), "\uFFFD"))
	return summarize.Article{Title: title, Text: text}, mended, nil
}

var errPublished = errors.New("published is neither RFC 3339 (2024-03-23T02:10:00Z) nor a date (2024-03-23)")

// parsePublished reads a time of publication; empty is unknown, not wrong.
func parsePublished(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	if s == "" {
		return time.Time{}, nil
	}
	return time.Time{}, errPublished
}
