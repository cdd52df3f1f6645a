package telegram_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tollbot/internal/telegram"
)

func rich(t testing.TB, raw string) telegram.RichMessage {
	t.Helper()
	var r telegram.RichMessage
	if err := json.Unmarshal([]byte(raw), &r); err != nil {
		t.Fatalf("%.200s: %v", raw, err)
	}
	return r
}

func TestRichMessage(t *testing.T) {
	for _, c := range []struct{ name, blocks, title, text string }{
		{"heading and paragraphs",
			`{"type":"heading","size":1,"text":"Blast in\n Harbin"},{"type":"paragraph","text":"Five died."},{"type":"paragraph","text":"Two live."}`,
			"Blast in Harbin", "Five died.\n\nTwo live."},
		{"a second heading stays in the text",
			`{"type":"heading","text":"A"},{"type":"heading","text":"B"},{"type":"paragraph","text":"c"}`, "A", "B\n\nc"},
		{"a kicker before the heading",
			`{"type":"paragraph","text":"LIVE"},{"type":"heading","text":"A"},{"type":"paragraph","text":"c"}`, "A", "LIVE\n\nc"},
		{"a heading far down is a section",
			`{"type":"paragraph","text":"` + strings.Repeat("x", 300) + `"},{"type":"heading","text":"A"}`, "", strings.Repeat("x", 300) + "\n\nA"},
		{"text as string, array, object",
			`{"type":"paragraph","text":["At least ",{"type":"bold","text":["six",{"type":"italic","text":"ty"}]}," died",{"type":"custom_emoji","custom_emoji_id":"1","alternative_text":"😀"}]},{"type":"paragraph","text":{"type":"code","text":"x"}}`,
			"", "At least sixty died😀\n\nx"},
		{"list, labels left out",
			`{"type":"list","items":[{"label":"1.","blocks":[{"type":"paragraph","text":"nine in Lindow"}]},{"label":"2.","blocks":[{"type":"paragraph","text":"eight in Harrow"},{"type":"list","items":[{"label":"•","blocks":[{"type":"paragraph","text":"all men"}]}]}]}]}`,
			"", "• nine in Lindow\n• eight in Harrow\n• all men"},
		{"a heading in a list is no title",
			`{"type":"list","items":[{"blocks":[{"type":"heading","text":"h"}]}]}`, "", "• h"},
		{"quotations with their credit",
			`{"type":"blockquote","blocks":[{"type":"paragraph","text":"We count."}],"credit":"the ministry"},{"type":"pullquote","text":"Never.","credit":["a ",{"type":"bold","text":"witness"}]}`,
			"", "We count.\n\nthe ministry\n\nNever.\n\na witness"},
		{"table row by row",
			`{"type":"table","caption":"Toll","cells":[[{"text":"Region","is_header":true},{"text":"Killed"}],[{"text":["Ky",{"type":"bold","text":"iv"}]},{"text":"5"}],[{"align":"left"},{"text":"7"}]]}`,
			"", "Toll\n\nRegion | Killed\nKyiv | 5\n7"},
		{"details: summary, then what it hides",
			`{"type":"details","summary":"Names","is_open":false,"blocks":[{"type":"paragraph","text":"A and B"}]}`, "", "Names\n\nA and B"},
		{"media give their captions and no more",
			`{"type":"photo","photo":[{"file_id":"f","text":"no"}],"caption":{"text":"The hall","credit":"AP"}},{"type":"audio","audio":{"title":"no","text":"no"}},{"type":"collage","blocks":[{"type":"video","video":{"text":"no"},"caption":{"text":"Smoke"}}],"caption":{"text":"Both"}}`,
			"", "The hall — AP\n\nSmoke\n\nBoth"},
		{"dividers, anchors and maps say nothing",
			`{"type":"divider"},{"type":"anchor","name":"top"},{"type":"map","location":{"latitude":1,"longitude":2},"zoom":13},{"type":"paragraph","text":"x"}`, "", "x"},
		{"unknown blocks give their text",
			`{"type":"hologram","projector":"HX-3","text":"shown","parts":[{"type":"ray","text":"and lit","colour":"red"}],"more":{"blocks":[{"type":"paragraph","text":"inside"}]}}`,
			"", "shown\n\ninside\n\nand lit"},
		{"a block that is a string", `"bare"`, "", "bare"},
		{"nonsense", `7,null,true,[],{},{"type":7,"text":{"text":{"text":[[["deep"]]]}}},{"type":"table","cells":{"a":1}},{"type":"list","items":"x"}`, "", "deep"},
		{"footer, code and sums", `{"type":"pre","text":"a\nb"},{"type":"mathematical_expression","expression":"4+2"},{"type":"footer","text":"end"}`, "", "a\nb\n\n4+2\n\nend"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := rich(t, `{"blocks":[`+c.blocks+`]}`)
			if got.Title != c.title || got.Text != c.text {
				t.Errorf("\n got %q / %q\nwant %q / %q", got.Title, got.Text, c.title, c.text)
			}
		})
	}
}

// Whatever the shape, reading stays within bounds of depth, size and time.
func TestRichMessageIsBounded(t *testing.T) {
	deep := strings.Repeat(`{"type":"blockquote","blocks":[`, 4000) + `{"type":"paragraph","text":"bottom"}` + strings.Repeat(`]}`, 4000)
	deepText := strings.Repeat(`{"type":"bold","text":`, 4000) + `"bottom"` + strings.Repeat(`}`, 4000)
	for name, blocks := range map[string]string{
		"deep blocks":    deep,
		"deep text":      `{"type":"paragraph","text":` + deepText + `}`,
		"deep arrays":    strings.Repeat(`[`, 4000) + strings.Repeat(`]`, 4000),
		"many blocks":    strings.Repeat(`{"type":"paragraph","text":"x"},`, 55_000) + `1`,
		"one long text":  `{"type":"paragraph","text":"` + strings.Repeat("ж", 1<<20) + `"}`,
		"many rows":      `{"type":"table","cells":[` + strings.Repeat(`[{"text":"a"},{"text":"b"}],`, 20_000) + `[]]}`,
		"one long row":   `{"type":"table","cells":[[` + strings.Repeat(`{"text":"abcdefgh"},`, 20_000) + `{}]]}`,
		"many items":     `{"type":"list","items":[` + strings.Repeat(`{"blocks":[{"type":"paragraph","text":"xx"}]},`, 20_000) + `{}]}`,
		"many addresses": `{"type":"paragraph","text":[` + strings.Repeat(`{"url":"https://example.org/","text":"x"},`, 20_000) + `""]}`,
	} {
		start := time.Now()
		got := rich(t, `{"blocks":[`+blocks+`]}`)
		if len(got.Title)+len(got.Text) > 1<<20 || !utf8.ValidString(got.Text) {
			t.Errorf("%s: %d bytes", name, len(got.Text))
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
	}
	if got := rich(t, `{"blocks":[`+deep+`,{"type":"paragraph","text":"after"}]}`); got.Text != "after" {
		t.Errorf("behind a bottomless block: %q", got.Text)
	}
}

func FuzzRich(f *testing.F) {
	for _, seed := range []string{
		`{"blocks":[{"type":"heading","text":"A"},{"type":"paragraph","text":["b",{"type":"bold","text":"c"}]}]}`,
		`{"blocks":[{"type":"table","caption":{"text":"t"},"cells":[[{"text":"a"},{"text":[]}]]}]}`,
		`{"blocks":[{"type":"list","items":[{"label":"1.","blocks":[]}]}]}`,
		`{"blocks":{"type":"details","summary":"s","blocks":"x"}}`, `[]`, `"x"`, `{"blocks":[{"x":{"y":{"text":"z"}},"url":"u"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var a, b telegram.RichMessage
		if json.Unmarshal(raw, &a) != nil {
			return
		}
		_ = json.Unmarshal(raw, &b)
		if a.Title != b.Title || a.Text != b.Text {
			t.Error("the same message was read in two ways")
		}
		if len(a.Text) > 3*len(raw) || !utf8.ValidString(a.Text) {
			t.Errorf("%d bytes of text from %d", len(a.Text), len(raw))
		}
	})
}
