package source

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	icu "github.com/saintfish/chardet"
	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf16 "golang.org/x/text/encoding/unicode"
)

// decode turns bytes into UTF-8. What the bytes prove comes first (a byte order
// mark, valid UTF-8: no other encoding looks like it by accident), then what
// was declared, then what the letters suggest.
func decode(data []byte, declared string) string {
	if enc := marked(data); enc != nil {
		return with(enc, data)
	}
	if mostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	if enc := named(declared); enc != nil {
		return with(enc, data)
	}
	return with(guess(sample(data)), data)
}

// marked returns the encoding that a byte order mark names, or that the zero
// bytes of UTF-16 without one give away.
func marked(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return utf16.UTF8BOM
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16.UTF16(utf16.BigEndian, utf16.UseBOM)
	}
	var zeros [2]int
	head := data[:min(len(data), 4096)]
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	// Spaces, digits and stops are in every script's text, and half zero.
	const telling = 20
	switch many := len(head)/telling + 1; {
	case zeros[1] > many && zeros[0] == 0:
		return utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)
	case zeros[0] > many && zeros[1] == 0:
		return utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
	}
	return nil
}

// mostlyUTF8 forgives a few broken bytes, as truncation and careless tools
// leave them.
func mostlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	var good, bad int
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good > 20*bad
}

// named returns the encoding of that name, or nil where there is none or it is
// UTF-8, which the bytes have already disproved.
func named(name string) encoding.Encoding {
	enc, err := htmlindex.Get(strings.TrimSpace(name))
	if err != nil || enc == utf16.UTF8 {
		return nil
	}
	return enc
}

// sample leaves out the start of the data that is plain ASCII (markup, mostly):
// it says nothing, and detectors take it for an answer.
func sample(data []byte) []byte {
	const enough = 32 << 10
	i := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
	return data[max(i, 0):min(max(i, 0)+enough, len(data))]
}

// sure is the confidence above which the first detector was right on all texts
// tried; below it the other one mostly is.
const sure = 0.8

var byName = map[string]encoding.Encoding{
	"Windows-1251": charmap.Windows1251,
	// Nobody writes it any more, and short windows-1251 is taken for it.
	"MacCyrillic": charmap.Windows1251,
	"KOI8-R":      charmap.KOI8U, // the same letters, and the Ukrainian ones
	"IBM866":      charmap.CodePage866,
	"IBM855":      charmap.CodePage855,
	"SHIFT_JIS":   japanese.ShiftJIS,
	"CP932":       japanese.ShiftJIS,
	"EUC-JP":      japanese.EUCJP,
	"EUC-KR":      korean.EUCKR,
	"CP949":       korean.EUCKR,
	"GB2312":      simplifiedchinese.GB18030,
	"GB18030":     simplifiedchinese.GB18030,
	"Big5":        traditionalchinese.Big5,
}

// central are the languages whose letters the second detector knows but puts
// in the wrong code page.
var central = map[string]bool{"pl": true, "cs": true, "hu": true, "ro": true}

func guess(data []byte) encoding.Encoding {
	first := chardet.Detect(data)
	if enc := byName[first.Encoding]; enc != nil && first.Confidence >= sure {
		return enc
	}
	if enc := named(first.Encoding); enc != nil && first.Confidence >= sure {
		return enc
	}
	second, err := icu.NewTextDetector().DetectBest(data)
	if err != nil || second == nil {
		return charmap.Windows1252
	}
	enc := named(second.Charset)
	switch {
	case second.Charset == "GB-18030":
		return simplifiedchinese.GB18030
	case enc == charmap.Windows1252 && central[second.Language]:
		return charmap.Windows1250
	case enc == nil:
		return charmap.Windows1252
	}
	return enc
}

func with(enc encoding.Encoding, data []byte) string {
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return strings.TrimPrefix(string(text), "\ufeff")
}

// looksBinary says whether decoded text is none: text has hardly any control
// characters or unknown ones.
func looksBinary(text string) bool {
	var odd, all int
	for _, r := range text {
		all++
		if r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) {
			odd++
		}
		if all == 64<<10 {
			break
		}
	}
	return odd*50 > all
}
