package source

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

func readPlain(data []byte, declared string) (Article, error) {
	return Article{Text: unwrap(decode(data, declared))}, nil
}

var markdown = goldmark.New(goldmark.WithExtensions(extension.GFM))

// readMarkdown takes the first heading for the title where the text opens with
// one.
func readMarkdown(data []byte, declared string) (Article, error) {
	var page bytes.Buffer
	if err := markdown.Convert([]byte(withoutFrontMatter(decode(data, declared))), &page); err != nil {
		return Article{}, fail(Broken, "markdown: %w", err)
	}
	doc, err := html.Parse(&page)
	if err != nil {
		return Article{}, fail(Broken, "nested too deeply")
	}
	return titled(doc), nil
}

// withoutFrontMatter drops the block of settings that some editors put first.
func withoutFrontMatter(text string) string {
	rest, found := strings.CutPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "---\n")
	if !found {
		return text
	}
	if _, after, ends := strings.Cut(rest, "\n---\n"); ends {
		return after
	}
	return text
}
