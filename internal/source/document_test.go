package source

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/htmlindex"
)

const (
	english = "At least 12 people were killed – and “scores” wounded – in the blast, the governor’s office said on Friday."
	russian = "Не менее 12 человек погибли и 30 пострадали при взрыве на рынке, сообщил губернатор области в пятницу вечером. Спасатели продолжают разбирать завалы."
	arabic  = "قتل ما لا يقل عن 62 شخصا وأصيب أكثر من مئة آخرين في هجوم على قاعة للحفلات الموسيقية، حسبما أعلنت السلطات يوم الجمعة. وقال المحافظ إن 145 جريحا نقلوا إلى المستشفيات."
	polish  = "Co najmniej 62 osoby zginęły, a ponad sto zostało rannych w ataku na salę koncertową, poinformowały w piątek władze. Gubernator sprecyzował, że 145 rannych trafiło do szpitali."
	chinese = "莫斯科近郊音乐厅遭袭,造成至少62人死亡,一百多人受伤。当地卫生部门星期五说,145人被送往医院治疗。"
	greek   = "Τουλάχιστον 62 άνθρωποι σκοτώθηκαν και περισσότεροι από εκατό τραυματίστηκαν στην επίθεση, ανακοίνωσαν την Παρασκευή οι αρχές."
)

func in(charset, text string) []byte {
	enc, err := htmlindex.Get(charset)
	if err != nil {
		panic(err)
	}
	data, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		panic(err)
	}
	return data
}

func inUTF16(text string, big, mark bool) []byte {
	var out []byte
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	for _, u := range units {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

type documentCase struct {
	name  string
	file  string
	data  []byte
	want  Reason
	title string
	text  string // all of it
	has   string // or a part
	part  bool   // partial
}

// documents are built once: the bombs among them take their time.
var documents = sync.OnceValue(func() []documentCase {
	mailHead := "From: Desk <desk@example.com>\r\nTo: a@example.com\r\nSubject: =?utf-8?B?" + base64.StdEncoding.EncodeToString([]byte("Fwd: Взрыв на рынке")) + "?=\r\nDate: Fri, 06 Mar 2026 12:00:00 +0300\r\nMIME-Version: 1.0\r\n"
	return []documentCase{
		// Plain text and its encodings.
		{name: "text", file: "a.txt", data: []byte(english), text: english},
		{name: "text without a name", data: []byte(english), text: english},
		{name: "utf-8 with mark", data: []byte("\xef\xbb\xbf" + russian), text: russian},
		{name: "utf-16 little", data: inUTF16(russian, false, true), text: russian},
		{name: "utf-16 big", data: inUTF16(russian, true, true), text: russian},
		{name: "utf-16 without mark", data: inUTF16(english, false, false), text: english},
		{name: "cp1251", data: in("windows-1251", russian), text: russian},
		{name: "koi8-r", data: in("koi8-r", russian), text: russian},
		{name: "cp866", data: in("ibm866", russian), text: russian},
		{name: "cp1252", data: in("windows-1252", english), text: english},
		{name: "cp1256", data: in("windows-1256", arabic), text: arabic},
		{name: "cp1250", data: in("windows-1250", polish), text: polish},
		{name: "cp1253", data: in("windows-1253", greek), text: greek},
		{name: "gb18030", data: in("gb18030", chinese), text: chinese},
		{name: "utf-8 with a broken byte", data: []byte(russian + "\xff"), text: russian + "\ufffd"},
		{name: "wrapped by hand", data: []byte("At least twelve people were killed in the blast on Friday,\nthe governor said. Thirty more were taken to two hospitals\nin the city.\n\nThe search goes on.\n"),
			text: "At least twelve people were killed in the blast on Friday, the governor said. Thirty more were taken to two hospitals in the city.\n\nThe search goes on."},
		{name: "a line a paragraph", data: []byte(english + "\r\n" + english + "\r\n"), text: english + "\n\n" + english},
		{name: "one huge line", data: []byte(strings.Repeat("word ", 30_000)), has: "word word"},
		{name: "too much text", data: []byte(strings.Repeat("word ", 250_000)), want: TooBig},
		{name: "empty", file: "a.txt", want: TooShort},
		{name: "spaces", data: []byte(" \r\n\t\n "), want: TooShort},
		{name: "too large", data: make([]byte, MaxDocument+1), want: TooBig},
		{name: "a pdf that is text", file: "a.pdf", data: []byte(english), text: english},
		// Not read at all.
		{name: "picture called txt", file: "a.txt", data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), want: Unsupported},
		{name: "program", data: []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00"), want: Unsupported},
		{name: "zip of anything", data: zipOf(entry{"a.txt", english}), want: Unsupported},
		{name: "spreadsheet", data: zipOf(entry{"xl/workbook.xml", "<x/>"}), want: Unsupported},
		{name: "gzip", data: gzipped(1 << 20), want: Unsupported},
		{name: "old Word", data: append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), want: Unsupported},
		{name: "noise", data: bytes.Repeat([]byte("\x01\x9d\x00\x05\x81"), 500), want: Unsupported},
		// Markdown and HTML.
		{name: "markdown", file: "a.md", data: []byte("---\nauthor: x\n---\n# Blast kills 12\n\n**At least 12** people [died](http://example.com).\n\n![A picture](a.png)\n\n* thirty hurt\n* five critical\n"),
			title: "Blast kills 12", text: "At least 12 people died.\n\nthirty hurt\n\nfive critical"},
		{name: "html", file: "a.html", data: []byte(newsPage), title: "Blast kills 12", has: "At least 12 people were killed"},
		{name: "html called txt", file: "a.txt", data: []byte(newsPage), title: "Blast kills 12", has: "At least 12 people were killed"},
		{name: "short html", data: []byte("<html><body><h1>Blast</h1><p>Twelve died.<p>Thirty hurt.</body></html>"), title: "Blast", text: "Twelve died.\n\nThirty hurt."},
		{name: "html cp1251", data: in("windows-1251", "<html><head><meta charset=windows-1251></head><body><p>"+russian+"</p></body></html>"), text: russian},
		{name: "html nested", data: []byte("<html>" + strings.Repeat("<b>", 200_000)), want: Broken},
		// DOCX.
		{name: "docx", file: "a.docx", data: docxOf(`<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Blast kills 12</w:t></w:r></w:p>` + para("At least 12 died.") + para("Thirty hurt.")),
			title: "Blast kills 12", text: "At least 12 died.\n\nThirty hurt."},
		{name: "docx with properties", data: docxOf(para("Twelve died."), entry{"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Blast</dc:title><dc:creator>X</dc:creator></cp:coreProperties>`}), title: "Blast", text: "Twelve died."},
		{name: "docx runs, tabs, breaks", data: docxOf(`<w:p><w:r><w:t>At least </w:t></w:r><w:r><w:t xml:space="preserve">12</w:t><w:tab/><w:t>died.</w:t><w:br/><w:t>More</w:t></w:r></w:p>`), text: "At least 12 died.\nMore"},
		{name: "docx edited", data: docxOf(`<w:p><w:del><w:r><w:delText>15</w:delText><w:t>15</w:t></w:r></w:del><w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t> died.</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>`), text: "12 died."},
		{name: "docx table", data: docxOf(`<w:tbl><w:tr><w:tc>` + para("Killed") + `</w:tc><w:tc>` + para("12") + `</w:tc></w:tr><w:tr><w:tc>` + para("Hurt") + `</w:tc><w:tc>` + para("30") + `</w:tc></w:tr></w:tbl>` + para("End.")), text: "Killed | 12\n\nHurt | 30\n\nEnd."},
		{name: "docx text box once", data: docxOf(`<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>12 died.</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>12 died.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>`), text: "12 died."},
		{name: "docx called pdf", file: "a.pdf", data: docxOf(para("Twelve died.")), text: "Twelve died."},
		{name: "docx empty", data: docxOf(""), want: TooShort},
		{name: "docx cut short", data: docxOf(para(strings.Repeat("Twelve died. ", 500)))[:300], want: Broken},
		{name: "docx with broken xml", data: zipOf(entry{"word/document.xml", "<w:document><w:p><w:t>Twelve"}), want: Broken},
		{name: "docx with entities", data: zipOf(entry{"word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:p><w:t>&b;</w:t></w:p>`}), want: Broken},
		{name: "docx bomb", data: docxOf(strings.Repeat(" ", 25<<20)), want: TooBig},
		{name: "docx of zeros that lie about their size", data: shrunk(docxOf(strings.Repeat(" ", 25<<20))), want: Broken},
		{name: "docx nested", data: docxOf(strings.Repeat("<w:p>", 100_000)), want: Broken},
		{name: "docx within docx", data: docxOf(para("Outer."), entry{"word/embeddings/a.docx", string(docxOf(para("Inner.")))}), text: "Outer."},
		{name: "docx of many files", data: zipOf(append(manyEntries(6000), entry{"word/document.xml", para("x")})...), want: TooBig},
		{name: "docx locked", data: append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), append(make([]byte, 600), encryptedPackage...)...), want: Encrypted},
		// ODT.
		{name: "odt", file: "a.odt", data: odtOf(`<text:h>Blast kills 12</text:h><text:p>At least<text:s text:c="2"/>12<text:tab/><text:span>died</text:span>.</text:p><text:p>Thirty hurt.</text:p>`), title: "Blast kills 12", text: "At least 12 died.\n\nThirty hurt."},
		{name: "odt edited, with notes", data: odtOf(`<text:tracked-changes><text:p>15 died.</text:p></text:tracked-changes><text:p>12 died<text:note><text:p>says who</text:p></text:note>.<office:annotation><text:p>check</text:p></office:annotation></text:p>`), text: "12 died."},
		{name: "odt table", data: odtOf(`<table:table><table:table-row><table:table-cell><text:p>Killed</text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table><text:p>End.</text:p>`), text: "Killed | 12\n\nEnd."},
		{name: "odt locked", data: odtOf("", entry{"META-INF/manifest.xml", `<manifest><file-entry><encryption-data/></file-entry></manifest>`}), want: Encrypted},
		{name: "odt of spaces", data: odtOf(`<text:p>a<text:s text:c="2000000000"/>b</text:p>`), text: "a b"},
		{name: "open spreadsheet", data: zipOf(entry{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, entry{"content.xml", "<a/>"}), want: Unsupported},
		// RTF.
		{name: "rtf", file: "a.rtf", data: []byte(`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\info{\title Blast kills 12}{\author X}}\pard At least {\b 12} people \endash  \ldblquote scores\rdblquote\par Thirty hurt.\par}`), title: "Blast kills 12", text: "At least 12 people – “scores”\n\nThirty hurt."},
		{name: "rtf cyrillic bytes", data: []byte(`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Arial;}}\f0 ` + escaped(in("windows-1251", russian)) + `\par}`), text: russian},
		{name: "rtf charset of a font", data: []byte(`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 ` + escaped(in("windows-1251", russian)) + `\par}`), text: russian},
		{name: "rtf unicode", data: []byte(`{\rtf1\ansi\uc1 Caf\u233?, \u1055?\u1086?, \u-10179?\u-8704?, {\uc2\u8212\'97\'97}x}`), text: "Café, По, 😀, —x"},
		{name: "rtf chinese", data: []byte(`{\rtf1\ansi\ansicpg936 ` + escaped(in("gbk", "造成至少62人死亡")) + `}`), text: "造成至少62人死亡"},
		{name: "rtf table, picture, field", data: []byte(`{\rtf1 {\pict\bin4 }}}}}\trowd Killed\cell 12\cell\row {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt link}}\par}`), text: "Killed | 12\n\nlink"},
		{name: "rtf nested", data: []byte(`{\rtf1 ` + strings.Repeat("{", 100_000)), want: Broken},
		{name: "rtf cut short", data: []byte(`{\rtf1\ansi{\fonttbl{\f0`), want: Broken},
		{name: "rtf cut within text", data: []byte(`{\rtf1\ansi Twelve died.\par Thir`), text: "Twelve died.\n\nThir", part: true},
		{name: "rtf too much text", data: []byte(`{\rtf1 ` + strings.Repeat("word ", 1_000_000) + `}`), want: TooBig},
		// Mail.
		{name: "mail", file: "a.eml", data: []byte(mailHead + "Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString(in("windows-1251", russian))), title: "Взрыв на рынке", text: russian},
		{name: "mail of two kinds", data: []byte(mailHead + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Page</p>\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlain: 12 died.\r\n--b--\r\n"), title: "Взрыв на рынке", text: "Plain: 12 died."},
		{name: "mail of html", data: []byte(mailHead + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>12 =\r\ndied=2E</p></body></html>"), text: "12 died.", title: "Взрыв на рынке"},
		{name: "mail with an attachment", data: []byte(mailHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nNot this.\r\n--b\r\nContent-Type: text/plain\r\n\r\n12 died.\r\n--b--\r\n"), text: "12 died.", title: "Взрыв на рынке"},
		{name: "mail of pictures", data: []byte(mailHead + "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA"), want: TooShort},
		{name: "mail locked", data: []byte(mailHead + "Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\n--b--"), want: Encrypted},
		{name: "mail in mail in mail", data: []byte(mailHead + nestedMail(40)), want: TooBig},
		{name: "mail without an end", data: []byte(mailHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n12 died."), text: "12 died.", title: "Взрыв на рынке"},
		{name: "press release with a date", data: []byte("Date: Friday\nSubject: blast\n\nTwelve people died."), text: "Date: Friday\nSubject: blast\n\nTwelve people died."},
		// PDF.
		{name: "pdf", file: "a.pdf", data: pdfOf("At least 12 people were killed in the explo-", "sion of a gas main on Friday, the governor of", "the region said.", "", "Thirty were hurt."),
			text: "At least 12 people were killed in the explosion of a gas main on Friday, the governor of the region said.\n\nThirty were hurt."},
		{name: "pdf called txt", file: "a.txt", data: pdfOf("Twelve people were killed."), text: "Twelve people were killed."},
		{name: "pdf with a title", data: pdfFile("", pdfRoot, pdfPages, pdfPage, pdfFont, stream("", pdfLines(22, 760, "Blast kills 12")+pdfLines(11, 700, "At least 12 people were killed on", "Friday."))),
			title: "Blast kills 12", text: "At least 12 people were killed on Friday."},
		{name: "pdf of two-byte letters", data: pdfCyrillic("Погибли", "12", "человек."), text: "Погибли 12 человек."},
		{name: "pdf whose codes are unicode", data: pdfUnicode(russian), text: russian},
		{name: "pdf of letters without meaning", data: bytes.Replace(pdfUnicode(russian), []byte("/ToUnicode"), []byte("/ToNothing"), 1), want: Scanned},
		{name: "pdf with heads and numbers", data: pdfOfPages(4), text: "Page text number one goes on here.\n\nPage text number two goes on here.\n\nPage text number three goes on here.\n\nPage text number four goes on here."},
		{name: "pdf drawn in a form", data: pdfFile("", pdfRoot, pdfPages, "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> /XObject << /X 6 0 R >> >> /Contents 5 0 R >>", pdfFont, stream("", "q /X Do Q"),
			stream("/Type /XObject /Subtype /Form /Resources << /Font << /F 4 0 R >> >>", pdfLines(11, 700, "Twelve people were killed."))), text: "Twelve people were killed."},
		{name: "pdf form that draws itself", data: pdfFile("", pdfRoot, pdfPages, "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> /XObject << /X 6 0 R >> >> /Contents 5 0 R >>", pdfFont, stream("", pdfLines(11, 700, "Twelve died.")+" /X Do"),
			stream("/Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >>", "/X Do")), text: "Twelve died."},
		{name: "pdf open to all", data: pdfLocked(""), text: "Twelve people were killed in the blast."},
		{name: "pdf locked", data: pdfLocked("secret"), want: Encrypted},
		{name: "pdf with the short keys of old", data: bytes.Replace(pdfLocked(""), []byte("/Length 128"), []byte("/Length  40"), 1), want: Encrypted},
		{name: "pdf locked in a new way", data: pdfFile("/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O () /U () >> /ID [<00> <00>]", pdfRoot, pdfPages, pdfPage, pdfFont, stream("", "")), want: Encrypted},
		{name: "pdf scanned", data: pdfFile("", pdfRoot, pdfPages, "<< /Type /Page /Parent 2 0 R /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>", stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\x00"), stream("", "q 600 0 0 800 0 0 cm /I Do Q")), want: Scanned},
		{name: "pdf blank", data: pdfOf(), want: TooShort},
		{name: "pdf without pages", data: pdfFile("", pdfRoot, "<< /Type /Pages /Kids [] /Count 0 >>"), want: Broken},
		{name: "pdf with a loop of pages", data: pdfFile("", pdfRoot, "<< /Type /Pages /Kids [2 0 R] /Count 1000000 >>"), want: Broken},
		{name: "pdf with two looped branches", data: pdfFile("", pdfRoot, "<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 9 >>"), want: Broken},
		{name: "pdf whose page is its own parent", data: pdfFile("", pdfRoot, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>", stream("", "BT /F 11 Tf (x) Tj ET")), want: Timeout},
		{name: "pdf cut short", data: pdfOf("Twelve people were killed.")[:300], want: Broken},
		{name: "pdf of a header", data: []byte("%PDF-1.7\n"), want: Broken},
		{name: "pdf with a broken page", data: pdfFile("", pdfRoot, "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>", pdfPage, pdfFont, stream("", pdfLines(11, 700, "Twelve died.")),
			"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents 7 0 R >>", stream("/Filter /Nonsense", "x")), text: "Twelve died.", part: true},
	}
})

func escaped(data []byte) string {
	var out strings.Builder
	for _, b := range data {
		fmt.Fprintf(&out, `\'%02x`, b)
	}
	return out.String()
}

func manyEntries(n int) (entries []entry) {
	for i := range n {
		entries = append(entries, entry{fmt.Sprintf("word/media/%d", i), ""})
	}
	return entries
}

func nestedMail(depth int) string {
	var out strings.Builder
	for i := range depth {
		fmt.Fprintf(&out, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	return out.String()
}

// shrunk writes a small size into the table of a zip.
func shrunk(data []byte) []byte {
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	copy(data[at+24:], []byte{100, 0, 0, 0})
	return data
}

func pdfOfPages(n int) []byte {
	names := []string{"one", "two", "three", "four"}
	objects := []string{pdfRoot, "", "<< >>", pdfFont}
	var kids string
	for i := range n {
		page := len(objects) + 1
		kids += fmt.Sprintf("%d 0 R ", page)
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents %d 0 R >>", page+1),
			stream("", pdfLines(9, 800, fmt.Sprintf("The Herald, page %d", i+1))+pdfLines(11, 700, "Page text number "+names[i]+" goes on here.", "")+pdfLines(9, 30, fmt.Sprintf("- %d -", i+1))))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, n)
	return pdfFile("", objects...)
}

func TestDocuments(t *testing.T) {
	s := New(Config{ParseTime: 4 * time.Second})
	all := documents()
	if len(all) < 40 {
		t.Errorf("only %d documents", len(all))
	}
	for _, c := range all {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a, err := s.Document(t.Context(), c.file, c.data)
			if got := reasonOf(err); got != c.want || err != nil && got == "" {
				t.Fatalf("reason %q, want %q (%v)", got, c.want, err)
			}
			if c.text != "" && a.Text != c.text {
				t.Errorf("text\n%q, want\n%q", a.Text, c.text)
			}
			if !strings.Contains(a.Text, c.has) {
				t.Errorf("%q is missing", c.has)
			}
			if a.Title != c.title {
				t.Errorf("title %q, want %q", a.Title, c.title)
			}
			if a.Partial != c.part {
				t.Errorf("partial %v, want %v", a.Partial, c.part)
			}
		})
	}
}

func TestMailDate(t *testing.T) {
	a, err := New(Config{}).Document(t.Context(), "", []byte("From: a@example.com\nSubject: x\nMessage-ID: <1>\nDate: Fri, 06 Mar 2026 12:00:00 +0300\n\n12 died."))
	if want := time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC); err != nil || !a.Published.Equal(want) {
		t.Errorf("%v, %v; want %v", a.Published, err, want)
	}
}

// The child is the last wall: whatever it does, the caller gets an answer.
func TestChildren(t *testing.T) {
	for name, c := range map[string]struct {
		argv []string
		cfg  Config
		want Reason
	}{
		"hangs":           {[]string{"sleep", "60"}, Config{ParseTime: 200 * time.Millisecond}, Timeout},
		"never ends":      {[]string{"cat", "/dev/zero"}, Config{}, Broken},
		"dies":            {[]string{"false"}, Config{}, Broken},
		"says nothing":    {[]string{"true"}, Config{}, Broken},
		"is not there":    {[]string{"/nonexistent"}, Config{}, Busy},
		"is out of space": {[]string{"sh", "-c", "echo fatal error: runtime: out of memory >&2; exit 2"}, Config{}, TooBig},
	} {
		t.Run(name, func(t *testing.T) {
			s := New(c.cfg)
			s.Command(c.argv...)
			begin := time.Now()
			_, err := s.Document(t.Context(), "", []byte(english))
			if got := reasonOf(err); got != c.want {
				t.Errorf("reason %q, want %q (%v)", got, c.want, err)
			}
			if took := time.Since(begin); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestMemoryIsLimited(t *testing.T) {
	if underRace {
		t.Skip("the race detector allocates by itself and dies in its own words")
	}
	s := New(Config{Memory: 40 << 20, ParseTime: 20 * time.Second})
	_, err := s.Document(t.Context(), "", []byte("<html><body>"+strings.Repeat("<p class=a>x", 500_000)))
	if got := reasonOf(err); got != TooBig {
		t.Errorf("reason %q, want %q (%v)", got, TooBig, err)
	}
}

func TestChildHasNoSecrets(t *testing.T) {
	t.Setenv("TELEGRAM_BOT_TOKEN", "12345:secret")
	s := New(Config{})
	s.Command("sh", "-c", `cat >/dev/null; env | grep -q secret && exit 9; echo '{"article":{"text":"clean"}}'`)
	a, err := s.Document(t.Context(), "", []byte(english))
	if err != nil || a.Text != "clean" {
		t.Errorf("%q, %v", a.Text, err)
	}
}

func TestParsersAreFew(t *testing.T) {
	s := New(Config{Parsers: 1})
	if err := s.awaitParser(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.Document(ctx, "", []byte(english)); reasonOf(err) != Busy {
		t.Errorf("%v, want busy", err)
	}
}

func TestChildMainRefusesAnythingElse(t *testing.T) {
	stdout, stderr := os.Stdout, os.Stderr
	defer func() { os.Stdout, os.Stderr = stdout, stderr }()
	os.Stderr, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	for _, in := range []string{"", "hello", "{}\n", `{"memory":-1,"time":1}` + "\n"} {
		var out bytes.Buffer
		if code := ChildMain(strings.NewReader(in), &out); code == 0 || out.Len() > 0 {
			t.Errorf("%q: code %d, %d bytes", in, code, out.Len())
		}
	}
}

// What goes into a log: never the text or the address.
func TestCausesKeepSecrets(t *testing.T) {
	const secret = "SECRETWORD"
	s := New(Config{})
	for _, data := range [][]byte{
		[]byte("%PDF-1.7 " + secret + " 1 0 obj (" + secret + ") endobj startxref 9 %%EOF"),
		zipOf(entry{"word/document.xml", "<" + secret + "><" + secret + " &" + secret + ";>"}),
		[]byte(`{\rtf1 ` + strings.Repeat("{"+secret, 3000)),
		[]byte("\x7fELF" + secret + "\x00\x00"),
	} {
		_, err := s.Document(t.Context(), secret+".txt", data)
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("error tells the text: %v", err)
		}
	}
	for _, address := range []string{"http://" + secret + ".invalid/x", "http://%zz/" + secret, "ftp://" + secret} {
		_, err := s.Link(t.Context(), address)
		if err == nil || strings.Contains(strings.ToUpper(err.Error()), secret) {
			t.Errorf("error tells the address: %v", err)
		}
	}
	for _, cause := range []error{
		&net.DNSError{Name: secret, Err: "no such host"},
		&url.Error{Op: "Get", URL: "http://" + secret, Err: errors.New(secret)},
		&net.OpError{Op: "dial", Net: "tcp", Err: &net.AddrError{Err: secret, Addr: secret}},
	} {
		if err := netError(cause); strings.Contains(err.Error(), secret) {
			t.Errorf("error tells the address: %v", err)
		}
	}
}
