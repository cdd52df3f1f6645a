package fakeapi

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseHTML(t *testing.T) {
	for _, c := range []struct{ src, text, entities string }{
		{"plain", "plain", ""},
		{"a &lt;&gt;&amp;&quot; &#65;&#x42; &nbsp; & &; x", `a <>&" AB &nbsp; & &; x`, ""},
		{"<b>a</b><strong>b</strong>", "ab", "bold 0+1, bold 1+1"},
		{"😀<i>é</i>", "😀é", "italic 2+1"},
		{"<b>a<i>b</i></b>", "ab", "bold 0+2, italic 1+1"},
		{"<B>a</b>", "a", "bold 0+1"},
		{"<b ></b>x", "x", ""},
		{`<a href="https://e.org/?a=1&amp;b=2">x</a>`, "x", "text_link 0+1 https://e.org/?a=1&b=2"},
		{`<a href='https://e.org'>x</a>`, "x", "text_link 0+1 https://e.org"},
		{`<pre><code class="language-go">x</code></pre>`, "x", "pre 0+1, code 0+1"},
		{"<blockquote expandable>x</blockquote>", "x", "expandable_blockquote 0+1"},
		{`<blockquote expandable="">x</blockquote>`, "x", "expandable_blockquote 0+1"},
		{`<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>`, "xy", "spoiler 0+1, spoiler 1+1"},
		{"<b>x</>", "x", "bold 0+1"},
	} {
		p, no := readText(c.src, "HTML", maxText)
		if no != nil {
			t.Errorf("%s: %s", c.src, no.Description)
			continue
		}
		var got []string
		for _, e := range p.entities {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %d+%d %s", e.Type, e.Offset, e.Length, e.URL)))
		}
		if p.text != c.text || strings.Join(got, ", ") != c.entities {
			t.Errorf("%s: %q, %v", c.src, p.text, got)
		}
	}
}

func TestParseHTMLRefuses(t *testing.T) {
	for src, want := range map[string]string{
		"<b>x":                        "Can't find end tag",
		"x</b>":                       "Unexpected end tag",
		"<b><i>x</b></i>":             "Unmatched end tag",
		"<p>x</p>":                    `Unsupported start tag "p"`,
		"<br>":                        `Unsupported start tag "br"`,
		"a < b":                       "Unsupported start tag",
		"62 <63":                      "Unsupported start tag",
		"<b":                          "Unclosed start tag",
		`<a href="x>y</a>`:            "Unclosed start tag",
		"<b>x</b":                     "Unclosed end tag",
		`<span class="red">x</span>`:  "tg-spoiler",
		"<!-- note -->x":              "Unsupported start tag",
		"<b>x</b><script>y</script>":  `Unsupported start tag "script"`,
		"<blockquote>x</blockquote >": "",
	} {
		_, err := parseHTML(src)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", src, err, want)
		}
	}
}

func TestForbiddenNestingIsNoted(t *testing.T) {
	for _, src := range []string{
		"<blockquote>a<blockquote>b</blockquote></blockquote>",
		"<blockquote>a<blockquote expandable>b</blockquote></blockquote>",
		"<code>a<b>b</b></code>",
		"<pre>a<i>b</i></pre>",
	} {
		if p, err := parseHTML(src); err != nil || len(p.faults) == 0 {
			t.Errorf("%s passes: %v", src, err)
		}
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, s := range []string{`<b>x</b>`, `<a href="&lt;">x</a>`, "<b", "</", "<a b='", "&#", "<\xff>", "<a =>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		p, err := parseHTML(src)
		if err != nil {
			return
		}
		for _, e := range p.entities {
			if e.Length <= 0 || e.Offset < 0 || e.Offset+e.Length > length16(p.text) {
				t.Errorf("%q: entity %+v outside %q", src, e, p.text)
			}
		}
	})
}
