package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tollbot/internal/telegram"
)

func decoded(t *testing.T, raw string) telegram.Update {
	t.Helper()
	u, err := telegram.Decode([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestClassify(t *testing.T) {
	private := `"message_id":5,"chat":{"id":7,"type":"private"},"from":{"id":7}`
	group := `"message_id":5,"chat":{"id":-9,"type":"supergroup"},"from":{"id":7}`
	command := `"entities":[{"type":"bot_command","offset":0,"length":6}]`
	readable := strings.Repeat("a word or two ", 20)
	part := strings.Repeat("ж", partUnits)
	for _, c := range []struct {
		name, raw string
		want      Hint
	}{
		{"an article", `"message":{` + private + `,"text":"` + readable + `"}`, Hint{7, "7:0:7", 0, 5, 280}},
		{"a part of a long text", `"message":{` + private + `,"text":"` + part + `"}`, Hint{7, "7:0:7", 2 * time.Second, 5, partUnits}},
		{"a comment, perhaps", `"message":{` + private + `,"text":"true?"}`, Hint{7, "7:0:7", 600 * time.Millisecond, 5, 5}},
		{"a link", `"message":{` + private + `,"text":"http://a.b","entities":[{"type":"url","offset":0,"length":10}]}`, Hint{7, "7:0:7", 0, 5, 10}},
		{"talk in a group", `"message":{` + group + `,"text":"true?"}`, Hint{-9, "-9:0:7", 0, 5, 5}},
		{"a command", `"message":{` + private + `,"text":"/start",` + command + `}`, Hint{7, "", 0, 5, 6}},
		{"a command with a long text", `"message":{` + group + `,"text":"/check ` + part + `",` + command + `}`, Hint{-9, "-9:0:7", 2 * time.Second, 5, partUnits + 7}},
		{"a forward", `"message":{` + private + `,"text":"x","forward_origin":{"type":"hidden_user","date":1}}`, Hint{7, "7:0:7", time.Second, 5, 1}},
		{"an album", `"message":{` + private + `,"caption":"x","media_group_id":"1"}`, Hint{7, "7:0:7", 1200 * time.Millisecond, 5, 1}},
		{"a topic", `"message":{` + group + `,"text":"x","message_thread_id":4,"is_topic_message":true}`, Hint{-9, "-9:4:7", 0, 5, 1}},
		{"a channel in a group", `"message":{` + group + `,"text":"x","sender_chat":{"id":-3,"type":"channel"}}`, Hint{-9, "-9:0:-3", 0, 5, 1}},
		{"an edit", `"edited_message":{` + private + `,"text":"` + part + `"}`, Hint{7, "7:0:7", 0, 5, partUnits}},
		{"a button", `"callback_query":{"id":"1","from":{"id":7},"message":{"message_id":2,"chat":{"id":-9,"type":"group"}}}`, Hint{Chat: -9}},
		{"an inline query", `"inline_query":{"id":"1","from":{"id":7}}`, Hint{Chat: 7}},
		{"nothing known", `"tomorrow":{}`, Hint{}},
		{"no chat", `"message":{"message_id":3}`, Hint{}},
	} {
		if got := Classify(decoded(t, `{"update_id":1,`+c.raw+`}`)); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestSeam(t *testing.T) {
	full := strings.Repeat("x", telegram.MaxText)
	for _, c := range []struct{ before, after, want string }{
		{"The fire killed", "nine people", " "},
		{"The fire killed nine.", "The mayor", "\n"},
		{full, "yz", ""},
		{"ends in a blank ", "yz", ""},
		{"yz", "\nbegins with one", ""},
		{"“Quoted.”", "Next", "\n"},
		{"", "x", ""},
	} {
		if got := seam(c.before, c.after); got != c.want {
			t.Errorf("seam(…%q, %q) = %q, want %q", c.before[max(0, len(c.before)-20):], c.after, got, c.want)
		}
	}
}

func TestSplitTitle(t *testing.T) {
	for _, c := range []struct{ text, title, rest string }{
		{"Title\n\nBody", "Title", "Body"},
		{"\n\nTitle \r\n \r\n\r\nBody\n\nmore", "Title", "Body\n\nmore"},
		{"One line", "", "One line"},
		{"A line\nand its next\n\nBody", "", "A line\nand its next\n\nBody"},
		{"Title\n\n", "", "Title\n\n"},
		{"", "", ""},
		{strings.Repeat("long ", 60) + "\n\nBody", "", strings.Repeat("long ", 60) + "\n\nBody"},
	} {
		if title, rest := SplitTitle(c.text); title != c.title || rest != c.rest {
			t.Errorf("SplitTitle(%.20q) = %q, %q", c.text, title, rest)
		}
	}
}

// texts are messages of one talk, by id.
func texts(t *testing.T, raw ...string) []incoming {
	t.Helper()
	var all []incoming
	for i, r := range raw {
		u := decoded(t, fmt.Sprintf(`{"update_id":1,"message":{"message_id":%d,"chat":{"id":7,"type":"private"},%s}}`, i+1, r))
		all = append(all, incoming{Message: u.Msg()})
	}
	return all
}

func TestDrafts(t *testing.T) {
	long := `"text":"` + strings.Repeat("long ", 790) + `end"`
	article := `"text":"` + strings.Repeat("an article of some length ", 10) + `"`
	from := func(origin string) string {
		return `,"forward_origin":{"type":"channel","date":9,"chat":{"id":` + origin + `,"type":"channel","title":"T"}}`
	}
	for _, c := range []struct {
		name string
		in   []string
		want []int // parts of each article
	}{
		{"parts of a long text", []string{long, long, `"text":"the rest"`}, []int{3}},
		{"two articles", []string{article, article}, []int{1, 1}},
		{"parts of a forward", []string{long + from("-1"), `"text":"the rest"` + from("-1")}, []int{2}},
		{"long forwards of two channels", []string{long + from("-1"), article + from("-2")}, []int{1, 1}},
		{"two posts of one channel", []string{article + from("-1"), article + from("-1")}, []int{1, 1}},
		{"a comment on a forward", []string{`"text":"true?"`, article + from("-1")}, []int{1}},
		{"a word by itself", []string{`"text":"true?"`}, []int{1}},
		{"an album", []string{`"media_group_id":"1"`, `"media_group_id":"1","caption":"x"`, `"media_group_id":"1"`}, []int{3}},
		{"nothing", []string{`"voice":{}`}, nil},
	} {
		var got []int
		for _, d := range drafts(texts(t, c.in...)) {
			got = append(got, len(d.parts))
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: articles of %v parts, want %v", c.name, got, c.want)
		}
	}
}

func TestAnArticleIsBounded(t *testing.T) {
	d := draft{}
	for i := range 14 {
		d.parts = append(d.parts, part{i, "", strings.Repeat("слово ", 680)})
	}
	a, cut := d.article()
	if n := telegram.UTF16Len(a.Text); !cut || n > maxUnits || n < maxUnits-4100 {
		t.Errorf("%d units, cut %v", n, cut)
	}
}
