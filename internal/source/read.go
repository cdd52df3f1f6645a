package source

import (
	"archive/zip"
	"bytes"
	"mime"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// form is a kind of document, told by its content.
type form int

const (
	formUnknown form = iota
	formText
	formMarkdown
	formHTML
	formPDF
	formDOCX
	formODT
	formRTF
	formMail
	formLocked // an office document inside an encrypted container
)

// readBytes parses a page or a document. It is pure, and meant to run in the
// child: it may panic, loop or swell on hostile input.
func readBytes(j job, data []byte) (result, error) {
	media, params, _ := mime.ParseMediaType(j.ContentType)
	declared := params["charset"]
	f := formOf(data, j.Name)
	if j.URL != "" && (f == formHTML || f == formText && strings.Contains(media, "html")) {
		return readPage(j.URL, decode(data, or(declared, metaCharset(data))))
	}
	a, err := readForm(f, data, declared)
	if err != nil {
		return result{}, err
	}
	a.Text = tidy(a.Text)
	a.Title = oneLine(a.Title)
	if u, err := url.Parse(j.URL); err == nil && j.URL != "" {
		a.URL, a.Outlet = j.URL, u.Hostname()
	}
	return result{Article: a}, checkText(a.Text)
}

func checkText(text string) error {
	switch {
	case text == "":
		return fail(TooShort, "no text")
	case len(text) > maxText:
		return fail(TooBig, "text of %d bytes", len(text))
	}
	return nil
}

func readForm(f form, data []byte, declared string) (Article, error) {
	switch f {
	case formText:
		return readPlain(data, declared)
	case formMarkdown:
		return readMarkdown(data, declared)
	case formHTML:
		return readHTMLFile(decode(data, or(declared, metaCharset(data))))
	case formPDF:
		return readPDF(data)
	case formDOCX:
		return readDOCX(data)
	case formODT:
		return readODT(data)
	case formRTF:
		return readRTF(data)
	case formMail:
		return readMail(data)
	case formLocked:
		return Article{}, fail(Encrypted, "encrypted office document")
	}
	return Article{}, fail(Unsupported, "kind of file: %s", mimetype.Detect(data))
}

func formOf(data []byte, name string) form {
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n\x00")
	switch {
	case len(trimmed) == 0:
		return formText
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return formPDF
	case bytes.HasPrefix(trimmed, []byte(`{\rtf`)):
		return formRTF
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return formOfCompound(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return formOfZip(data)
	case looksLikeMail(trimmed):
		return formMail
	}
	return formOfText(data, name)
}

func formOfText(data []byte, name string) form {
	is := mimetype.Detect(data)
	switch {
	case is.Is("text/html"), is.Is("application/xhtml+xml"), looksLikeHTML(data):
		return formHTML
	case marked(data) == nil && !isText(is), is.Is("application/json"), is.Is("text/xml"), is.Is("application/x-ndjson"):
		return formUnknown
	case marked(data) == nil && bytes.IndexByte(data, 0) >= 0, looksBinary(decode(data, "")):
		return formUnknown
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return formMarkdown
	}
	return formText
}

// isText takes what has no other name for text too: single-byte encodings look
// like anything. What is text is settled by decoding it.
func isText(m *mimetype.MIME) bool {
	if m.Is("application/octet-stream") {
		return true
	}
	for ; m != nil; m = m.Parent() {
		if m.Is("text/plain") {
			return true
		}
	}
	return false
}

var htmlStart = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*|<!--[^>]*-->\s*)*<(?:!doctype html|html|head|body|article|div|p|h1|meta|title)[\s>/]`)

func looksLikeHTML(data []byte) bool {
	head := data[:min(len(data), 1024)]
	if enc := marked(head[:len(head)&^1]); enc != nil {
		return htmlStart.MatchString(with(enc, head[:len(head)&^1]))
	}
	return htmlStart.Match(head)
}

// encryptedPackage is the name, in UTF-16, of the stream that holds a document
// locked with a password.
var encryptedPackage = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")

// formOfCompound tells a locked document from the formats of the nineties,
// which are not read.
func formOfCompound(data []byte) form {
	if bytes.Contains(data, encryptedPackage) {
		return formLocked
	}
	return formUnknown
}

func formOfZip(data []byte) form {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		// The name of the first entry is still there: enough to say "broken"
		// rather than "unknown".
		switch head := data[:min(len(data), 4096)]; {
		case bytes.Contains(head, []byte("word/")), bytes.Contains(head, []byte("[Content_Types].xml")):
			return formDOCX
		case bytes.Contains(head, []byte("opendocument.text")):
			return formODT
		}
		return formUnknown
	}
	for _, f := range z.File {
		switch f.Name {
		case docxBody:
			return formDOCX
		case odtBody:
			return formODT
		}
	}
	return formUnknown
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
