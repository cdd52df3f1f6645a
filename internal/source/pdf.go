package source

import (
	"bytes"
	"errors"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

const (
	maxPages = 1500
	maxNodes = 3 * maxPages // of the tree that holds them
	maxDepth = 32           // of that tree, and of drawings within drawings
	maxRuns  = 500_000      // pieces of text in one document
)

var errTooMuch = errors.New("more than is read")

// readPDF reads the text layer of a PDF. The library panics, loops and swells
// on broken files; only a child process may come here.
func readPDF(data []byte) (Article, error) {
	r, err := openPDF(data)
	if err != nil {
		return Article{}, err
	}
	var tree pageTree
	if err := tree.walk(r.Trailer().Key("Root").Key("Pages"), 0); err != nil {
		return Article{}, err
	}
	if len(tree.pages) == 0 {
		return Article{}, fail(Broken, "PDF without pages")
	}
	var l layout
	lost, runs, pictures := 0, 0, false
	for _, p := range tree.pages {
		d := drawing{page: p, left: maxRuns - runs}
		if !d.draw() {
			lost++
		}
		if d.left <= 0 {
			return Article{}, fail(TooBig, "more than %d pieces of text", maxRuns)
		}
		runs += len(d.runs)
		pictures = pictures || d.pictures
		l.addPage(d.runs)
	}
	title, text := l.text()
	a := Article{Title: title, Text: text, Partial: lost > 0}
	return a, judgePDF(text, lost, pictures)
}

// judgePDF says why a file without words has none.
func judgePDF(text string, lost int, pictures bool) error {
	switch {
	case looksBinary(text):
		return fail(Scanned, "the letters have no meaning attached")
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return nil
	case pictures:
		return fail(Scanned, "pictures and no text")
	case lost > 0:
		return fail(Broken, "%d pages unreadable", lost)
	}
	return fail(TooShort, "blank pages")
}

// openPDF tries the empty password, which is what most protected files have.
func openPDF(data []byte) (r *pdf.Reader, err error) {
	defer func() {
		if recover() != nil {
			r, err = nil, fail(Broken, "PDF: panic at %s", panicSite())
		}
	}()
	r, err = pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case err == nil:
		return r, checkLock(r.Trailer().Key("Encrypt"))
	case errors.Is(err, pdf.ErrInvalidPassword), strings.Contains(err.Error(), "encrypt"):
		return nil, fail(Encrypted, "PDF with a password")
	}
	// The library's own words quote the file.
	return nil, fail(Broken, "PDF: no readable table of contents")
}

// checkLock refuses the 40-bit keys of old: the library takes too many bytes of
// the key then, and reads noise.
func checkLock(lock pdf.Value) error {
	const full = 128
	if !lock.IsNull() && lock.Key("V").Int64() < 4 && lock.Key("Length").Int64() < full {
		return fail(Encrypted, "PDF with a 40-bit key")
	}
	return nil
}

type pageTree struct {
	pages []pdf.Page
	nodes int
}

func (t *pageTree) walk(v pdf.Value, depth int) error {
	if t.nodes++; depth > maxDepth || t.nodes > maxNodes {
		return fail(Broken, "PDF: the tree of pages has no end")
	}
	if v.Key("Type").Name() == "Page" || v.Key("Kids").Kind() != pdf.Array {
		if v.Kind() == pdf.Dict {
			t.pages = append(t.pages, pdf.Page{V: v})
		}
		if len(t.pages) > maxPages {
			return fail(TooBig, "PDF of more than %d pages", maxPages)
		}
		return nil
	}
	kids := v.Key("Kids")
	for i := range kids.Len() {
		if err := t.walk(kids.Index(i), depth+1); err != nil {
			return err
		}
	}
	return nil
}
