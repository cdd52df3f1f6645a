package source

import (
	"encoding/xml"
	"strings"
)

// DOCX (ECMA-376): the text is in the w:t elements of word/document.xml.

const docxBody = "word/document.xml"

const maxLead = 200 // bytes of empty paragraphs before a title

type docx struct {
	out    strings.Builder
	inText bool
	cells  int

	style string // of the paragraph under way
	start int    // where it began
	title string
}

func readDOCX(data []byte) (Article, error) {
	z, err := openArchive(data)
	if err != nil {
		return Article{}, err
	}
	var d docx
	if err := z.walkXML(docxBody, d.visit); err != nil {
		return Article{}, err
	}
	title := d.title
	if title == "" {
		if title, err = z.coreTitle("docProps/core.xml"); err != nil {
			return Article{}, err
		}
	}
	return Article{Title: title, Text: unwrap(strings.TrimPrefix(strings.TrimLeft(d.out.String(), "\n"), d.title))}, nil
}

func (d *docx) visit(t xml.Token) bool {
	switch t := t.(type) {
	case xml.StartElement:
		return d.begin(t)
	case xml.EndElement:
		d.end(t.Name.Local)
	case xml.CharData:
		if d.inText {
			d.out.Write(t)
		}
	}
	return true
}

func (d *docx) begin(e xml.StartElement) bool {
	switch e.Name.Local {
	case "del", "moveFrom", "Fallback", "instrText", "footnotePr", "pict":
		// Struck out by an editor, or a second copy for older programs.
		return false
	case "t":
		d.inText = true
	case "tab":
		d.out.WriteByte('\t')
	case "br", "cr":
		d.out.WriteByte('\n')
	case "noBreakHyphen":
		d.out.WriteByte('-')
	case "pStyle":
		d.style = attr(e, "val")
	case "p":
		d.start, d.style = d.out.Len(), ""
	case "tr":
		d.cells = 0
		d.out.WriteString("\n\n")
	case "tc":
		if d.cells++; d.cells > 1 {
			d.out.WriteString(" | ")
		}
	case "tbl":
		d.out.WriteString("\n\n")
	}
	return true
}

func (d *docx) end(local string) {
	switch local {
	case "t":
		d.inText = false
	case "p":
		d.endParagraph()
	case "tr", "tbl":
		d.cells = 0
		d.out.WriteString("\n\n")
	}
}

// endParagraph parts paragraphs, but not the cells of one table row.
func (d *docx) endParagraph() {
	if d.title == "" && isTitleStyle(d.style) && d.start < maxLead && strings.TrimSpace(d.out.String()[:d.start]) == "" {
		d.title = d.out.String()[d.start:]
	}
	if d.cells > 0 {
		d.out.WriteByte(' ')
		return
	}
	d.out.WriteString("\n\n")
}

// isTitleStyle knows the identifiers under which Word keeps its first heading
// in various languages: the number stays.
func isTitleStyle(style string) bool {
	switch strings.ToLower(style) {
	case "title", "heading1", "1", "berschrift1", "titre1", "ttulo1", "titel":
		return true
	}
	return false
}

// coreTitle is the title in the document's properties.
func (a archive) coreTitle(name string) (string, error) {
	var title strings.Builder
	in := false
	err := a.walkXML(name, func(t xml.Token) bool {
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "title"
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in && title.Len() < 1024 {
				title.Write(t)
			}
		}
		return true
	})
	return title.String(), err
}
