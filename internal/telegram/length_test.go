package telegram_test

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"tollbot/internal/telegram"
)

func TestUTF16Len(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "ж": 1, "😀": 2, "e\u0301": 2, "👨‍👩‍👧": 8, "\xff": 1, "\xed\xa0\x80": 3, "\ufffd": 1,
	} {
		if got := telegram.UTF16Len(s); got != want {
			t.Errorf("UTF16Len(%q) = %d, want %d", s, got, want)
		}
		if utf8.ValidString(s) && want != len(utf16.Encode([]rune(s))) {
			t.Errorf("the test is wrong about %q", s)
		}
	}
}

func TestSlice16(t *testing.T) {
	const s = "a😀жb"
	for _, c := range []struct {
		offset, length int
		want           string
	}{
		{0, 1, "a"}, {1, 2, "😀"}, {3, 1, "ж"}, {3, 99, "жb"}, {4, 1, "b"}, {5, 1, ""}, {99, 1, ""}, {-1, 3, ""}, {0, -1, ""}, {0, 0, ""},
		{1, 1, "😀"}, {0, 2, "a😀"}, {2, 1, "ж"},
	} {
		if got := telegram.Slice16(s, c.offset, c.length); got != c.want {
			t.Errorf("Slice16(%d, %d) = %q, want %q", c.offset, c.length, got, c.want)
		}
	}
}

func TestCut16(t *testing.T) {
	for _, c := range []struct {
		s     string
		limit int
		want  string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"😀😀", 3, "😀…"}, {"😀😀", 2, "…"}, {"abc", 1, "…"}, {"abc", 0, ""}, {"", 0, ""},
	} {
		if got := telegram.Cut16(c.s, c.limit); got != c.want {
			t.Errorf("Cut16(%q, %d) = %q, want %q", c.s, c.limit, got, c.want)
		}
	}
}

func TestFits(t *testing.T) {
	for name, c := range map[string]struct {
		html string
		want bool
	}{
		"at the limit":             {"<b>" + strings.Repeat("x", 4096) + "</b>", true},
		"one over":                 {strings.Repeat("x", 4097), false},
		"wide characters":          {strings.Repeat("😀", 2048), true},
		"wide and one over":        {strings.Repeat("😀", 2048) + "x", false},
		"references count as one":  {strings.Repeat("&amp;", 4096), true},
		"a hundred entities":       {strings.Repeat("<b>x</b>", 100), true},
		"a hundred and one":        {strings.Repeat("<b>x</b>", 101), false},
		"long addresses are free":  {`<a href="https://example.org/` + strings.Repeat("x", 5000) + `">y</a>`, true},
		"text behind <title> too":  {"<title>" + strings.Repeat("x", 4097), false},
		"text behind <script> too": {"<script>" + strings.Repeat("x", 4097), false},
	} {
		if got := telegram.Fits(c.html); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		`a < b & "c" > d`:     `a &lt; b &amp; &quot;c&quot; &gt; d`,
		"x\x00y\x1bz\xff\n\t": "xyz\n\t",
		"\u202eright to left": "\u202eright to left",
		"a\ufffdb":            "a\ufffdb",
	} {
		if got := telegram.Escape(in); got != want {
			t.Errorf("Escape(%q) = %q, want %q", in, got, want)
		}
	}
	for _, s := range []string{`<b>"&amp;"</b>`, "a&lt;b", "½ > ⅓"} {
		if got := telegram.PlainText(telegram.Escape(s)); got != s {
			t.Errorf("PlainText(Escape(%q)) = %q", s, got)
		}
	}
	for markup, want := range map[string]string{
		"<title><b>5</b> dead</title>": "5 dead", "<textarea>a<i>b": "ab", "a < b <3": "a < b <3", "x<!-- note -->y": "xy",
	} {
		if got := telegram.PlainText(markup); got != want {
			t.Errorf("PlainText(%q) = %q, want %q", markup, got, want)
		}
	}
}
