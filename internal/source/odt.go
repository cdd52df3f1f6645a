package source

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// ODT (OpenDocument 1.3): the text is the character data of the paragraphs and
// headings of content.xml.

const odtBody = "content.xml"

type odt struct {
	out    strings.Builder
	inPara int
	cells  int
	title  string
}

func readODT(data []byte) (Article, error) {
	z, err := openArchive(data)
	if err != nil {
		return Article{}, err
	}
	if err := z.checkODT(); err != nil {
		return Article{}, err
	}
	var d odt
	if err := z.walkXML(odtBody, d.visit); err != nil {
		return Article{}, err
	}
	title := d.title
	if title == "" {
		if title, err = z.coreTitle("meta.xml"); err != nil {
			return Article{}, err
		}
	}
	return Article{Title: title, Text: unwrap(strings.TrimPrefix(d.out.String(), d.title))}, nil
}

// checkODT tells texts from tables and slides, and open ones from locked ones.
func (a archive) checkODT() error {
	kind, err := a.small("mimetype")
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(kind, []byte("application/vnd.oasis.opendocument.text")) {
		return fail(Unsupported, "an OpenDocument that is no text")
	}
	manifest, err := a.small("META-INF/manifest.xml")
	if err != nil {
		return err
	}
	if bytes.Contains(manifest, []byte("encryption-data")) {
		return fail(Encrypted, "locked OpenDocument")
	}
	return nil
}

// small reads the first megabyte of a file; a missing one is empty.
func (a archive) small(name string) ([]byte, error) {
	r, err := a.open(name)
	if err != nil || r == nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil, fail(Broken, "%s: %w", name, err)
	}
	return data, nil
}

func (d *odt) visit(t xml.Token) bool {
	switch t := t.(type) {
	case xml.StartElement:
		return d.begin(t)
	case xml.EndElement:
		d.end(t.Name)
	case xml.CharData:
		if d.inPara > 0 {
			d.out.WriteString(strings.ReplaceAll(string(t), "\n", " "))
		}
	}
	return true
}

const maxSpaces = 100 // that one element may stand for

func (d *odt) begin(e xml.StartElement) bool {
	switch e.Name.Local {
	case "annotation", "note", "tracked-changes", "styles", "automatic-styles", "scripts", "forms":
		return false
	case "p", "h":
		d.inPara++
	case "s":
		n, _ := strconv.Atoi(attr(e, "c"))
		d.out.WriteString(strings.Repeat(" ", min(max(n, 1), maxSpaces)))
	case "tab":
		d.out.WriteByte('\t')
	case "line-break":
		d.out.WriteByte('\n')
	case "table-row":
		d.cells = 0
	case "table-cell":
		if d.cells++; d.cells > 1 {
			d.out.WriteString(" | ")
		}
	}
	return true
}

func (d *odt) end(name xml.Name) {
	switch name.Local {
	case "p", "h":
		d.inPara = max(d.inPara-1, 0)
		if d.title == "" && name.Local == "h" && strings.TrimSpace(d.out.String()) != "" && !strings.Contains(d.out.String(), "\n\n") {
			d.title = d.out.String()
		}
		if d.cells > 0 {
			d.out.WriteByte(' ')
			return
		}
		d.out.WriteString("\n\n")
	case "table-row", "table":
		d.cells = 0
		d.out.WriteString("\n\n")
	}
}
