package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// The law of every answer, whatever came in: UTF-8, in the one shape, within
// bounds, and no error without a reason.
func checkLaw(t *testing.T, a Article, err error) {
	t.Helper()
	if err != nil {
		if reasonOf(err) == "" {
			t.Fatalf("error without a reason: %v", err)
		}
		return
	}
	switch {
	case a.Text == "", len(a.Text) > maxText:
		t.Fatalf("text of %d bytes", len(a.Text))
	case !utf8.ValidString(a.Text), !utf8.ValidString(a.Title):
		t.Fatal("not UTF-8")
	case strings.Contains(a.Text, "\n\n\n"), strings.ContainsAny(a.Text, "\r\t\x00"), strings.ContainsAny(a.Title, "\n\r"):
		t.Fatalf("not tidy: %q", a.Text)
	}
}

func FuzzHTML(f *testing.F) {
	for _, c := range readPages(f) {
		f.Add(c.get("address"), c.body)
	}
	f.Add("https://news.example.com/a", []byte("<table><tr><td><a"))
	f.Fuzz(func(t *testing.T, address string, body []byte) {
		if u, err := target(address); err == nil {
			r, err := readPage(u.String(), decode(body, metaCharset(body)))
			checkLaw(t, r.Article, err)
		}
		r, err := readBytes(job{}, append([]byte("<!doctype html>"), body...))
		checkLaw(t, r.Article, err)
	})
}

// FuzzDocument leaves PDF out: its library may loop, and is only ever run where
// it can be killed.
func FuzzDocument(f *testing.F) {
	for _, c := range documents() {
		if len(c.data) < 1<<16 {
			f.Add(c.file, c.data)
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if formOf(data, name) == formPDF {
			return
		}
		r, err := readBytes(job{Name: name}, data)
		checkLaw(t, r.Article, err)
	})
}

func FuzzRTF(f *testing.F) {
	for _, c := range documents() {
		if strings.HasPrefix(c.name, "rtf") && len(c.data) < 1<<16 {
			f.Add(string(c.data[min(5, len(c.data)):]))
		}
	}
	f.Fuzz(func(t *testing.T, body string) {
		r, err := readBytes(job{}, []byte(`{\rtf`+body))
		checkLaw(t, r.Article, err)
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(russian), "utf-8")
	f.Add(in("windows-1251", russian), "")
	f.Add(inUTF16(arabic, true, false), "koi8-r")
	f.Fuzz(func(t *testing.T, data []byte, declared string) {
		if text := decode(data, declared); !utf8.ValidString(text) {
			t.Fatalf("%q is not UTF-8", text)
		}
	})
}
