package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

const (
	maxEntries  = 5000     // files in an office document: even one of a thousand pictures has fewer
	maxInflated = 24 << 20 // bytes of one file of it, unpacked
	maxXMLDepth = 512
)

// archive is an office document: a zip of XML files.
type archive struct{ zip *zip.Reader }

func openArchive(data []byte) (archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case err != nil:
		return archive{}, fail(Broken, "zip: %w", err)
	case len(z.File) > maxEntries:
		return archive{}, fail(TooBig, "%d files in one document", len(z.File))
	}
	return archive{z}, nil
}

// open returns one file, or nil where there is none. Only what is asked for is
// ever unpacked, and never an archive within.
func (a archive) open(name string) (io.ReadCloser, error) {
	for _, f := range a.zip.File {
		if f.Name != name {
			continue
		}
		if f.Flags&1 != 0 {
			return nil, fail(Encrypted, "locked zip")
		}
		if f.UncompressedSize64 > maxInflated {
			return nil, fail(TooBig, "%d bytes unpacked", f.UncompressedSize64)
		}
		r, err := f.Open()
		if err != nil {
			return nil, fail(Broken, "zip: %w", err)
		}
		// The size is only a claim, but the zip reader holds the file to it.
		return r, nil
	}
	return nil, nil
}

// walkXML calls visit for each token, with the names of the elements around
// it. A visit that returns false for a start element skips it whole.
func (a archive) walkXML(name string, visit func(xml.Token) (into bool)) error {
	r, err := a.open(name)
	if err != nil || r == nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for depth := 0; ; {
		t, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && depth == 0:
			return nil
		case err != nil:
			return fail(Broken, "%s: %T", name, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxXMLDepth {
				return fail(Broken, "nested too deeply")
			}
			if !visit(t) {
				if err := skipXML(d); err != nil {
					return err
				}
				depth--
			}
		case xml.EndElement:
			depth--
			visit(t)
		case xml.CharData:
			visit(t)
		}
	}
}

func skipXML(d *xml.Decoder) error {
	for depth := 1; depth > 0; {
		t, err := d.RawToken()
		if err != nil {
			return fail(Broken, "%T", err)
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
