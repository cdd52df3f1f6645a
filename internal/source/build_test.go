package source

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
)

// Documents are built here rather than kept as files: what is odd about each
// can be read.

type entry struct{ name, body string }

func zipOf(entries ...entry) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, e := range entries {
		method := zip.Store
		if len(e.body) > 1<<10 {
			method = zip.Deflate
		}
		w, _ := z.CreateHeader(&zip.FileHeader{Name: e.name, Method: method})
		io.WriteString(w, e.body)
	}
	z.Close()
	return out.Bytes()
}

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

func docxOf(body string, more ...entry) []byte {
	return zipOf(append([]entry{
		{"[Content_Types].xml", `<?xml version="1.0"?><Types/>`},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`},
	}, more...)...)
}

func para(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func odtOf(body string, more ...entry) []byte {
	return zipOf(append([]entry{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"content.xml", `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`},
	}, more...)...)
}

// gzipped is so many zero bytes, packed.
func gzipped(n int) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	chunk := make([]byte, 1<<20)
	for ; n > 0; n -= len(chunk) {
		w.Write(chunk)
	}
	w.Close()
	return out.Bytes()
}

func deflated(data []byte) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.String()
}

// pdfFile writes objects 1…n with a table of contents; the first is the root.
func pdfFile(trailer string, objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return out.Bytes()
}

func stream(dict, body string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(body), body)
}

const (
	pdfRoot  = "<< /Type /Catalog /Pages 2 0 R >>"
	pdfFont  = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
	pdfPage  = "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>"
	pdfPages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
)

// pdfOf is one page with a line for each text, 14 points apart.
func pdfOf(lines ...string) []byte {
	return pdfFile("", pdfRoot, pdfPages, pdfPage, pdfFont, stream("", pdfLines(11, 700, lines...)))
}

func pdfLines(size, y int, lines ...string) string {
	var out strings.Builder
	for _, l := range lines {
		if l != "" {
			fmt.Fprintf(&out, "BT /F %d Tf 72 %d Td (%s) Tj ET\n", size, y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l))
		}
		y -= 14
	}
	return out.String()
}

// pdfCyrillic draws with a two-byte font, one piece for each word and no
// spaces, as many programs do.
func pdfCyrillic(words ...string) []byte {
	var content, cmap strings.Builder
	codes := map[rune]int{}
	content.WriteString("BT /F 10 Tf 72 700 Td [")
	for i, word := range words {
		if i > 0 {
			content.WriteString(" -300 ")
		}
		content.WriteByte('<')
		for _, r := range word {
			if codes[r] == 0 {
				codes[r] = len(codes) + 1
				fmt.Fprintf(&cmap, "<%04X> <%04X>\n", codes[r], r)
			}
			fmt.Fprintf(&content, "%04X", codes[r])
		}
		content.WriteByte('>')
	}
	content.WriteString("] TJ ET")
	to := fmt.Sprintf("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap\nend\nend", len(codes), cmap.String())
	return pdfFile("", pdfRoot, pdfPages, pdfPage,
		"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
		stream("", content.String()),
		"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 /W [1 [550 560] 3 5 580] >>",
		stream("", to))
}

// pdfUnicode draws with codes that are letters' own numbers, mapped by a single
// range over all of them.
func pdfUnicode(text string) []byte {
	return pdfFile("", pdfRoot, pdfPages, pdfPage,
		"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
		stream("", fmt.Sprintf("BT /F 10 Tf 72 700 Td <%x> Tj ET", inUTF16(text, true, false))),
		"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 >>",
		stream("", "begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\nendcmap"))
}

// pdfLocked is protected with a password (ISO 32000, 7.6.3, revision 3, 128
// bits); an empty one opens it for reading.
func pdfLocked(password string) []byte {
	pad := []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")
	padded := append([]byte(password), pad...)[:32]
	id := []byte("0123456789abcdef")
	const rights = -4
	owner := rounds(fifty(md5.Sum(padded)), padded)
	key := fifty(md5.Sum(bytes.Join([][]byte{padded, owner, binary.LittleEndian.AppendUint32(nil, 1<<32+rights), id}, nil)))
	check := md5.Sum(append(bytes.Clone(pad), id...))
	user := append(rounds(key, check[:]), make([]byte, 16)...)
	const object = 5
	own := md5.Sum(append(bytes.Clone(key), object, 0, 0, 0, 0))
	body := crypt(own[:], []byte(pdfLines(11, 700, "Twelve people were killed in the blast.")))
	return pdfFile(fmt.Sprintf("/Encrypt 6 0 R /ID [<%x> <%x>]", id, id), pdfRoot, pdfPages, pdfPage, pdfFont, stream("", string(body)),
		fmt.Sprintf("<< /Filter /Standard /V 2 /R 3 /Length 128 /P %d /O <%x> /U <%x> >>", rights, owner, user))
}

func crypt(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		panic(err)
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

func fifty(sum [16]byte) []byte {
	for range 50 {
		sum = md5.Sum(sum[:])
	}
	return sum[:]
}

func rounds(key, data []byte) []byte {
	for i := range 20 {
		turned := bytes.Clone(key)
		for k := range turned {
			turned[k] ^= byte(i)
		}
		data = crypt(turned, data)
	}
	return data
}

// pdfBomb is a small file with a page program of n bytes that draw nothing but
// have to be read.
func pdfBomb(n int) []byte {
	return pdfFile("", pdfRoot, pdfPages, pdfPage, pdfFont,
		stream("/Filter /FlateDecode", deflated(bytes.Repeat([]byte("(a) Tj 1 0 0 1 0 0 cm q\n"), n/24))))
}
