package source

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"
)

const (
	maxParts     = 200
	maxPartDepth = 10
)

func init() {
	// The parts are decoded here, by the same rules as everything else.
	message.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
}

var (
	mailField  = regexp.MustCompile(`(?im)^(from|subject|date|to|message-id|mime-version|received|return-path|content-type|delivered-to)[ \t]*:`)
	firstField = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*[ \t]*:|^From `)
)

// looksLikeMail wants a block of header fields, three of them well known: a
// press release may well begin with "Date:".
func looksLikeMail(data []byte) bool {
	if !firstField.Match(data[:min(len(data), 100)]) {
		return false
	}
	head := data[:min(len(data), 16<<10)]
	if i := headEnd(head); i >= 0 {
		head = head[:i]
	}
	names := map[string]bool{}
	for _, m := range mailField.FindAllSubmatch(head, 40) {
		names[strings.ToLower(string(m[1]))] = true
	}
	return len(names) >= 3 && names["from"]
}

func headEnd(data []byte) int {
	crlf, lf := bytes.Index(data, []byte("\r\n\r\n")), bytes.Index(data, []byte("\n\n"))
	if crlf < 0 || lf >= 0 && lf < crlf {
		return lf
	}
	return crlf
}

// letter gathers the best texts of a mail: plain before HTML, the first of its
// kind.
type letter struct {
	parts       int
	plain, page string
}

func readMail(data []byte) (Article, error) {
	e, err := message.Read(bytes.NewReader(data))
	if e == nil {
		return Article{}, fail(Broken, "mail: %T", err)
	}
	h := mail.Header{Header: e.Header}
	var a Article
	if subject, err := h.Text("Subject"); err == nil {
		a.Title = withoutReply(decode([]byte(subject), ""))
	}
	if d, err := h.Date(); err == nil {
		a.Published = d.UTC()
	}
	var l letter
	if err := l.read(e, 0); err != nil {
		return Article{}, err
	}
	switch {
	case l.plain != "":
		a.Text = unwrap(l.plain)
	case l.page != "":
		page, err := readHTMLFile(l.page)
		if err != nil {
			return Article{}, err
		}
		a.Text, a.Title = page.Text, or(a.Title, page.Title)
	}
	return a, nil
}

func (l *letter) read(e *message.Entity, depth int) error {
	if l.parts++; l.parts > maxParts || depth > maxPartDepth {
		return fail(TooBig, "mail of too many parts")
	}
	media, params, _ := e.Header.ContentType()
	disposition, _, _ := e.Header.ContentDisposition()
	switch {
	case disposition == "attachment":
		return nil
	case strings.HasPrefix(media, "multipart/"):
		if media == "multipart/encrypted" {
			return fail(Encrypted, "encrypted mail")
		}
		return l.readParts(e.MultipartReader(), depth)
	case media == "application/pkcs7-mime" || media == "application/x-pkcs7-mime":
		return fail(Encrypted, "encrypted mail")
	case media == "text/plain" && l.plain == "":
		return readBody(e, params["charset"], &l.plain)
	case media == "text/html" && l.page == "":
		return readBody(e, params["charset"], &l.page)
	}
	return nil
}

func (l *letter) readParts(r message.MultipartReader, depth int) error {
	for r != nil {
		part, err := r.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case part == nil:
			// What came before the damage is kept, if anything did.
			if l.plain+l.page == "" {
				return fail(Broken, "mail: %T", err)
			}
			return nil
		}
		if err := l.read(part, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func readBody(e *message.Entity, charset string, into *string) error {
	body, err := io.ReadAll(io.LimitReader(e.Body, MaxDocument))
	if err != nil && len(body) == 0 {
		return fail(Broken, "mail: body: %T", err)
	}
	*into = decode(body, charset)
	return nil
}

var replyMark = regexp.MustCompile(`(?i)^\s*(re|fw|fwd|aw|wg|tr|rv|отв|пересл)(\[\d+\])?\s*:\s*`)

// withoutReply cuts the marks of answers and forwards off a subject.
func withoutReply(subject string) string {
	for range 10 {
		cut := replyMark.ReplaceAllString(subject, "")
		if cut == subject {
			break
		}
		subject = cut
	}
	return strings.TrimSpace(subject)
}
