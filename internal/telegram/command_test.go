package telegram_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"tollbot/internal/telegram"
)

var me = telegram.User{ID: 4242, UserName: "Toll_Test_Bot"}

func entity(kind string, offset, length int) string {
	return fmt.Sprintf(`[{"type":%q,"offset":%d,"length":%d}]`, kind, offset, length)
}

func TestCommand(t *testing.T) {
	none := telegram.Command{}
	for _, c := range []struct {
		name, text, entities string
		want                 telegram.Command
	}{
		{"plain", "/check", entity("bot_command", 0, 6), telegram.Command{Name: "check"}},
		{"arguments", "/check  https://example.org x\ny", entity("bot_command", 0, 6), telegram.Command{Name: "check", Args: "https://example.org x\ny"}},
		{"a line end behind", "/sum\nSixty-two dead 😀", entity("bot_command", 0, 4), telegram.Command{Name: "sum", Args: "Sixty-two dead 😀"}},
		{"addressed, any case", "/CHECK@toll_test_BOT now", entity("bot_command", 0, 20), telegram.Command{Name: "check", Args: "now", Addressed: true}},
		{"another bot's", "/check@other_bot now", entity("bot_command", 0, 16), none},
		{"in the middle", "please /check", entity("bot_command", 7, 6), none},
		{"not marked by the server", "/check", `[]`, none},
		{"a slash that is no command", "/", entity("bot_command", 0, 1), none},
		{"offsets beyond the text", "/check", entity("bot_command", 0, 900), telegram.Command{Name: "check"}},
		{"negative offsets", "/check", entity("bot_command", -4, 2), none},
		{"no slash where one is said to be", "check", entity("bot_command", 0, 5), none},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, _ := json.Marshal(c.text)
			for _, fields := range []string{
				fmt.Sprintf(`"text":%s,"entities":%s`, text, c.entities),
				fmt.Sprintf(`"caption":%s,"caption_entities":%s`, text, c.entities),
			} {
				got, ok := message(t, fields).Command(me)
				if got != c.want || ok != (c.want != none) {
					t.Errorf("%s: %+v, %v", fields, got, ok)
				}
			}
		})
	}
}

func TestCommandInRichMessage(t *testing.T) {
	m := message(t, `"rich_message":{"blocks":[{"type":"paragraph","text":[{"type":"bot_command","text":"/check@toll_test_bot"}," the text"]}]}`)
	if got, ok := m.Command(me); !ok || got != (telegram.Command{Name: "check", Args: "the text", Addressed: true}) {
		t.Errorf("%+v, %v", got, ok)
	}
	for _, text := range []string{"/", "/ x", "no command", "/check@other"} {
		m := message(t, fmt.Sprintf(`"rich_message":{"blocks":[{"type":"paragraph","text":%q}]}`, text))
		if got, ok := m.Command(me); ok {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestMentions(t *testing.T) {
	for _, c := range []struct {
		name, fields string
		want         bool
	}{
		{"by name", `"text":"😀 @toll_test_bot look","entities":` + entity("mention", 3, 14), true},
		{"in a caption", `"caption":"@TOLL_TEST_BOT","caption_entities":` + entity("mention", 0, 14), true},
		{"a longer name", `"text":"@toll_test_bots","entities":` + entity("mention", 0, 15), false},
		{"not marked", `"text":"mail@toll_test_bot.org"`, false},
		{"by account", `"text":"Toll","entities":[{"type":"text_mention","offset":0,"length":4,"user":{"id":4242,"first_name":"T"}}]`, true},
		{"another account", `"text":"Toll","entities":[{"type":"text_mention","offset":0,"length":4,"user":{"id":1,"first_name":"T"}}]`, false},
		{"a command to it", `"text":"x /check@toll_test_bot","entities":` + entity("bot_command", 2, 20), true},
		{"a command to nobody", `"text":"/check","entities":` + entity("bot_command", 0, 6), false},
		{"in a rich message", `"rich_message":{"blocks":[{"type":"paragraph","text":["hey (",{"type":"mention","text":"@Toll_test_bot"},")"]}]}`, true},
		{"a longer name in a rich message", `"rich_message":{"blocks":[{"type":"paragraph","text":"@toll_test_bots"}]}`, false},
	} {
		if got := message(t, c.fields).Mentions(me); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestLinks(t *testing.T) {
	m := message(t, `"text":"😀 https://a.example and here","entities":[
		{"type":"url","offset":3,"length":17},{"type":"text_link","offset":25,"length":4,"url":"https://b.example"},{"type":"text_link","offset":0,"length":1,"url":"https://a.example"},{"type":"text_link","offset":1,"length":1,"url":"tg://user?id=7"}],
		"link_preview_options":{"url":"https://c.example"}`)
	if got := fmt.Sprint(m.Links()); got != "[https://a.example https://b.example https://c.example]" {
		t.Errorf("links %s", got)
	}
	rich := message(t, `"rich_message":{"blocks":[{"type":"paragraph","text":[{"type":"url","text":"x","url":"https://a.example"},{"type":"url","text":"y","url":"https://a.example"}]}]}`)
	if got := fmt.Sprint(rich.Links()); got != "[https://a.example]" {
		t.Errorf("links %s", got)
	}
}
