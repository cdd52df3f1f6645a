package telegram_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"tollbot/internal/telegram"
)

func decode(t *testing.T, raw string) telegram.Update {
	t.Helper()
	u, err := telegram.Decode(json.RawMessage(raw))
	if err != nil {
		t.Fatalf("Decode(%s): %v", raw, err)
	}
	return u
}

// message decodes the fields of a message in a private chat.
func message(t *testing.T, fields string) *telegram.Message {
	t.Helper()
	return decode(t, `{"update_id":1,"message":{"message_id":5,"date":1711130000,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"A"},`+fields+`}}`).Message
}

func TestDecodeKinds(t *testing.T) {
	const m = `{"message_id":5,"date":1,"chat":{"id":-7,"type":"group"},"from":{"id":8,"first_name":"A"},"text":"x"}`
	for _, c := range []struct {
		raw        string
		kind       telegram.Kind
		chat, from int64 // 0 is none
		msg        bool
	}{
		{`"message":` + m, telegram.NewMessage, -7, 8, true},
		{`"edited_message":` + m, telegram.EditedMessage, -7, 8, true},
		{`"channel_post":{"message_id":5,"date":1,"chat":{"id":-9,"type":"channel"}}`, telegram.ChannelPost, -9, 0, true},
		{`"edited_channel_post":` + m, telegram.EditedChannelPost, -7, 8, true},
		{`"callback_query":{"id":"1","from":{"id":8},"message":` + m + `,"data":"d"}`, telegram.Callback, -7, 8, false},
		{`"callback_query":{"id":"1","from":{"id":8},"inline_message_id":"i","data":"d"}`, telegram.Callback, 0, 8, false},
		{`"callback_query":{"id":"1","from":{"id":8},"message":{"chat":{"id":-7},"message_id":5,"date":0},"data":"d"}`, telegram.Callback, -7, 8, false},
		{`"inline_query":{"id":"1","from":{"id":8},"query":"q","offset":""}`, telegram.Inline, 0, 8, false},
		{`"chosen_inline_result":{"result_id":"1","from":{"id":8},"query":"q"}`, telegram.InlineChosen, 0, 8, false},
		{`"my_chat_member":{"chat":{"id":-7},"from":{"id":8},"date":1,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"member"}}`, telegram.MyMembership, -7, 8, false},
		{`"message_reaction":{"chat":{"id":-7}}`, telegram.Unknown, 0, 0, false},
		{`"guest_message":` + m, telegram.Unknown, 0, 0, false},
		{`"message":null`, telegram.Unknown, 0, 0, false},
		{`"message":{}`, telegram.NewMessage, 0, 0, true},
		{`"callback_query":{}`, telegram.Callback, 0, 0, false},
	} {
		t.Run(c.raw, func(t *testing.T) {
			u := decode(t, `{"update_id":100000001,`+c.raw+`}`)
			if u.ID != 100000001 || u.Kind != c.kind {
				t.Errorf("id %d kind %q, want %q", u.ID, u.Kind, c.kind)
			}
			if got := u.Chat(); (got == nil) != (c.chat == 0) || got != nil && got.ID != c.chat {
				t.Errorf("chat %+v, want %d", got, c.chat)
			}
			if got := u.From(); (got == nil) != (c.from == 0) || got != nil && got.ID != c.from {
				t.Errorf("from %+v, want %d", got, c.from)
			}
			if (u.Msg() != nil) != c.msg {
				t.Errorf("message %v", u.Msg())
			}
			if u.Edited() != strings.HasPrefix(string(c.kind), "edited") {
				t.Errorf("edited %v", u.Edited())
			}
		})
	}
}

func TestDecodeRefusesOnlyWhatIsNoUpdate(t *testing.T) {
	for _, raw := range []string{``, `null`, `[]`, `"x"`, `{}`, `{"message":{}}`, `{"update_id":"1"}`, `{"update_id":1`, strings.Repeat("[", 100000)} {
		if u, err := telegram.Decode(json.RawMessage(raw)); err == nil {
			t.Errorf("Decode(%.40q) = %+v", raw, u)
		}
	}
}

// A field whose type changes one day costs that field and no more.
func TestFieldsOfOtherTypesAreLeftOut(t *testing.T) {
	m := message(t, `"text":"kept","entities":"none","forward_origin":7,"quote":[],"rich_message":"x","via_bot":true,"voice_chat_started":3`)
	if m.Content().Text != "kept" || m.Chat.ID != 7 {
		t.Errorf("content %+v chat %+v", m.Content(), m.Chat)
	}
}

func TestTodaysFields(t *testing.T) {
	m := message(t, `"message_thread_id":12,"is_topic_message":true,"media_group_id":"g","has_protected_content":true,
		"sender_chat":{"id":-1,"type":"channel","title":"T"},"via_bot":{"id":9,"is_bot":true,"first_name":"B"},
		"sender_business_bot":{"id":10,"is_bot":true,"first_name":"C"},
		"quote":{"text":"the part","position":3,"is_manual":true},
		"external_reply":{"origin":{"type":"channel","date":1711130000,"chat":{"id":-100,"type":"channel","title":"Wire","username":"wire"},"message_id":42},"chat":{"id":-100,"type":"channel"},"message_id":42},
		"link_preview_options":{"url":"https://example.org/a"},
		"reply_to_message":{"message_id":4,"date":1,"chat":{"id":7,"type":"private"},"forward_origin":{"type":"hidden_user","date":5,"sender_user_name":"N"},"caption":"earlier"}`)
	if m.Topic() != 12 || m.MediaGroupID != "g" || !m.HasProtectedContent || m.SenderChat.Title != "T" || m.ViaBot.ID != 9 || m.SenderBusinessBot.ID != 10 {
		t.Errorf("fields lost: %+v", m)
	}
	if m.Quote.Text != "the part" || m.Quote.Position != 3 || !m.Quote.IsManual {
		t.Errorf("quote %+v", m.Quote)
	}
	if m.ExternalReply.Origin.Chat.UserName != "wire" || m.ExternalReply.MessageID != 42 {
		t.Errorf("external reply %+v", m.ExternalReply)
	}
	if m.ReplyToMessage.Content().Text != "earlier" {
		t.Errorf("replied to %+v", m.ReplyToMessage)
	}
	if o, ok := m.ReplyToMessage.Origin(); !ok || o.Name != "N" {
		t.Errorf("origin of the message replied to: %+v", o)
	}
	if got := m.Links(); len(got) != 1 || got[0] != "https://example.org/a" {
		t.Errorf("links %q", got)
	}
}

func TestOrigin(t *testing.T) {
	at := time.Unix(1711130000, 0).UTC()
	channel := telegram.Origin{Kind: telegram.FromChannel, Date: at, Name: "Wire", Username: "wire", ID: -1001, MessageID: 42, Signature: "Ed", Link: "https://t.me/wire/42"}
	group := telegram.Origin{Kind: telegram.FromChat, Date: at, Name: "Desk", ID: -5}
	user := telegram.Origin{Kind: telegram.FromUser, Date: at, Name: "Ann Lee", Username: "ann", ID: 3}
	hidden := telegram.Origin{Kind: telegram.FromHiddenUser, Date: at, Name: "Ann L."}
	for _, c := range []struct {
		fields string
		want   telegram.Origin
	}{
		{`"forward_origin":{"type":"channel","date":1711130000,"chat":{"id":-1001,"type":"channel","title":"Wire","username":"wire"},"message_id":42,"author_signature":"Ed"}`, channel},
		{`"forward_date":1711130000,"forward_from_chat":{"id":-1001,"type":"channel","title":"Wire","username":"wire"},"forward_from_message_id":42,"forward_signature":"Ed"`, channel},
		{`"forward_origin":{"type":"chat","date":1711130000,"sender_chat":{"id":-5,"type":"group","title":"Desk"}}`, group},
		{`"forward_date":1711130000,"forward_from_chat":{"id":-5,"type":"group","title":"Desk"}`, group},
		{`"forward_origin":{"type":"user","date":1711130000,"sender_user":{"id":3,"first_name":"Ann","last_name":"Lee","username":"ann"}}`, user},
		{`"forward_date":1711130000,"forward_from":{"id":3,"first_name":"Ann","last_name":"Lee","username":"ann"}`, user},
		{`"forward_origin":{"type":"hidden_user","date":1711130000,"sender_user_name":"Ann L."}`, hidden},
		{`"forward_date":1711130000,"forward_sender_name":"Ann L."`, hidden},
		{`"forward_origin":{"type":"story","date":1711130000}`, telegram.Origin{Kind: "story", Date: at}},
		// The new field wins where a server sends both.
		{`"forward_date":1,"forward_sender_name":"old","forward_origin":{"type":"hidden_user","date":1711130000,"sender_user_name":"Ann L."}`, hidden},
	} {
		got, ok := message(t, c.fields).Origin()
		if !ok || got != c.want {
			t.Errorf("%s\n got %+v\nwant %+v", c.fields, got, c.want)
		}
	}
	if o, ok := message(t, `"text":"x"`).Origin(); ok {
		t.Errorf("a message that was not forwarded has origin %+v", o)
	}
	if channel.Key() == group.Key() || hidden.Key() == (telegram.Origin{Kind: telegram.FromHiddenUser, Name: "Bob"}).Key() {
		t.Error("different origins have the same key")
	}
}

func TestContent(t *testing.T) {
	for _, c := range []struct{ fields, title, text, full string }{
		{`"text":"t"`, "", "t", "t"},
		{`"caption":"c","photo":[{"file_id":"p"}]`, "", "c", "c"},
		{`"rich_message":{"blocks":[{"type":"heading","text":"H"},{"type":"paragraph","text":"p"}]}`, "H", "p", "H\n\np"},
		{`"photo":[]`, "", "", ""},
	} {
		m := message(t, c.fields)
		if got := m.Content(); got.Title != c.title || got.Text != c.text || got.Full() != c.full {
			t.Errorf("%s: %+v", c.fields, got)
		}
	}
	var none *telegram.Message
	if none.Content().Full() != "" {
		t.Error("a nil message has content")
	}
}

func TestWhoWrote(t *testing.T) {
	for _, c := range []struct {
		fields string
		bot    bool
	}{
		{`"text":"x"`, false},
		{`"from":{"id":9,"is_bot":true,"first_name":"B"}`, true},
		{`"via_bot":{"id":9,"is_bot":true,"first_name":"B"}`, true},
		{`"from":{"id":1087968824,"is_bot":true,"first_name":"Group","username":"GroupAnonymousBot"},"sender_chat":{"id":7,"type":"supergroup"}`, false},
		{`"from":{"id":136817688,"is_bot":true,"first_name":"Channel"},"sender_chat":{"id":-3,"type":"channel"}`, false},
		{`"from":null`, false},
	} {
		if got := message(t, c.fields).FromBot(); got != c.bot {
			t.Errorf("%s: FromBot %v", c.fields, got)
		}
	}
}

func TestTopic(t *testing.T) {
	for fields, want := range map[string]int{
		`"message_thread_id":12,"is_topic_message":true`: 12,
		`"message_thread_id":1,"is_topic_message":true`:  0, // General
		`"message_thread_id":12`:                         0, // a thread of replies
		`"text":"x"`:                                     0,
	} {
		if got := message(t, fields).Topic(); got != want {
			t.Errorf("%s: topic %d, want %d", fields, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"update_id":1,"message":{"message_id":1,"chat":{"id":1},"text":"/check@toll_test_bot 😀","entities":[{"type":"bot_command","offset":0,"length":20},{"type":"mention","offset":-5,"length":900}]}}`,
		`{"update_id":1,"message":{"rich_message":{"blocks":[{"type":"table","cells":[[{"text":["a",{"type":"bold","text":"b"}]}]]}]},"forward_origin":{"type":"channel"}}}`,
		`{"update_id":1,"callback_query":{"message":{"date":0}}}`,
		`{"update_id":1,"edited_channel_post":{"forward_date":1,"external_reply":{"origin":{}}}}`,
		`{"update_id":1,"my_chat_member":{}}`, `{"update_id":1,"poll":{}}`, `[]`, "{\"update_id\":1,\"message\":{\"text\":\"\xed\xa0\x80\"}}",
	} {
		f.Add([]byte(seed))
	}
	me := telegram.User{ID: 1, UserName: "toll_test_bot"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := telegram.Decode(raw)
		if err != nil {
			return
		}
		if u.ID == 0 {
			t.Error("decoded without an id")
		}
		u.Chat()
		u.From()
		m := u.Msg()
		if (m == nil) != (u.Kind == telegram.Unknown || u.Kind == telegram.Callback || u.Kind == telegram.Inline || u.Kind == telegram.InlineChosen || u.Kind == telegram.MyMembership) {
			t.Error("kind and message disagree")
		}
		if m == nil {
			return
		}
		m.Origin()
		m.Links()
		m.Topic()
		m.FromBot()
		m.Sent()
		m.Mentions(me)
		if c, ok := m.Command(me); ok && !strings.Contains(m.Content().Full(), c.Args) {
			t.Errorf("arguments %q are not in the message", c.Args)
		}
	})
}
