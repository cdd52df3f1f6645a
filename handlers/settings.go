package handlers

import (
	"context"
	"fmt"

	"tollbot/handlers/phrase"
	"tollbot/internal/telegram"
)

// openSettings shows a chat's settings, with buttons that change them.
func (t *turn) openSettings(ctx context.Context, m incoming) error {
	if ok, err := t.refuse(ctx, m); !ok {
		return err
	}
	out := t.settingsPage()
	out.ReplyTo = m.MessageID
	_, err := t.send(ctx, fmt.Sprintf("settings:%d", m.MessageID), out)
	return err
}

// refuse tells those who may not change anything that they may not.
func (t *turn) refuse(ctx context.Context, m incoming) (ok bool, err error) {
	ok, err = t.mayChange(ctx, m.SenderChat, t.user)
	if err != nil || ok {
		return ok, err
	}
	return false, t.sentence(ctx, m.MessageID, "admins-only")
}

func (t *turn) settingsPage() telegram.Out {
	return telegram.Out{HTML: t.say.Say("text-settings"), Keyboard: t.settingsKeyboard()}
}

// choice is one row of the settings: a name, and the values it may have.
type choice struct {
	name   string
	value  string
	values []string
}

func (t *turn) choices() []choice {
	s := t.settings
	all := []choice{
		{"lang", s.Lang, append([]string{""}, phrase.Tags()...)},
		{"length", s.Length, []string{"", "short"}},
	}
	if t.group {
		all = append(all,
			choice{"speak", s.Speak, []string{"", "reports"}},
			choice{"quiet", onOff(s.Quiet), []string{"", "on"}},
			choice{"changer", s.Changer, []string{"", "everyone"}})
	}
	return all
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return ""
}

func (t *turn) settingsKeyboard() telegram.Keyboard {
	var k telegram.Keyboard
	for _, c := range t.choices() {
		var row []telegram.Button
		for _, v := range c.values {
			text := t.choiceLabel(c.name, v)
			if v == c.value {
				text = "✓ " + text
			}
			row = append(row, telegram.DataButton(text, data("set", c.name, v)))
		}
		k = append(k, row)
	}
	return k
}

func (t *turn) choiceLabel(name, value string) string {
	switch {
	case name == "lang" && value != "":
		return phrase.For(value).LanguageName(value)
	case value == "":
		return t.say.Say("set-" + name + "-usual")
	}
	return t.say.Say("set-" + name + "-" + value)
}

// pressSettings changes one setting and shows them anew.
func (t *turn) pressSettings(ctx context.Context, q *telegram.CallbackQuery, name, value string) error {
	ok, err := t.mayChange(ctx, nil, t.user)
	if err != nil {
		return err
	}
	if !ok {
		return t.note(ctx, q, t.say.Say("admins-only"))
	}
	if !t.set(name, value) {
		return t.note(ctx, q, t.say.Say("expired"))
	}
	if err := t.Chats.PutSettings(ctx, t.chat, t.settings); err != nil {
		t.Log.Error("settings not kept", "chat", t.chat, "err", err)
		return t.note(ctx, q, t.say.Say("not-now"))
	}
	if err := t.note(ctx, q, ""); err != nil {
		return err
	}
	t.open(ctx, q.Message.Chat, q.From)
	_, err = t.Bot.Edit(ctx, t.chat, q.Message.MessageID, t.settingsPage())
	return t.settle(ctx, err)
}

// set takes a value over if it is one that is offered.
func (t *turn) set(name, value string) bool {
	for _, c := range t.choices() {
		for _, v := range c.values {
			if c.name == name && v == value {
				t.take(name, value)
				return true
			}
		}
	}
	return false
}

func (t *turn) take(name, value string) {
	switch name {
	case "lang":
		t.settings.Lang = value
	case "length":
		t.settings.Length = value
	case "speak":
		t.settings.Speak = value
	case "quiet":
		t.settings.Quiet = value == "on"
	case "changer":
		t.settings.Changer = value
	}
}

// quiet turns the chat's peace on and off.
func (t *turn) quiet(ctx context.Context, m incoming) error {
	if ok, err := t.refuse(ctx, m); !ok {
		return err
	}
	if !t.group {
		return t.sentence(ctx, m.MessageID, "quiet-groups")
	}
	first := len(t.sent) == 0 // an earlier attempt did it; a second would turn it back
	if first {
		t.settings.Quiet = !t.settings.Quiet
	}
	key := "quiet-off"
	if t.settings.Quiet {
		key = "quiet-on"
	}
	if !first {
		return t.sentence(ctx, m.MessageID, key)
	}
	if err := t.Chats.PutSettings(ctx, t.chat, t.settings); err != nil {
		t.Log.Error("settings not kept", "chat", t.chat, "err", err)
		key = "not-now"
	}
	return t.sentence(ctx, m.MessageID, key)
}

// askForget asks before anything is erased.
func (t *turn) askForget(ctx context.Context, m incoming) error {
	if ok, err := t.refuse(ctx, m); !ok {
		return err
	}
	_, err := t.send(ctx, fmt.Sprintf("forget:%d", m.MessageID), telegram.Out{
		ReplyTo: m.MessageID, HTML: telegram.Escape(t.say.Say("forget-ask")),
		Keyboard: telegram.Keyboard{{t.button("forget", "yes", ""), telegram.DataButton(t.say.Say("button-keep"), data("forget", "no", ""))}},
	})
	return err
}

// pressForget erases what is stored of the chat.
func (t *turn) pressForget(ctx context.Context, q *telegram.CallbackQuery, answer string) error {
	ok, err := t.mayChange(ctx, nil, t.user)
	if err != nil {
		return err
	}
	if !ok {
		return t.note(ctx, q, t.say.Say("admins-only"))
	}
	key := "forget-kept"
	if answer == "yes" {
		key = "forget-done"
		if err := t.Chats.Forget(ctx, t.chat); err != nil {
			t.Log.Error("a chat asked to be forgotten and is not yet", "chat", t.chat, "err", err)
			key = "not-now"
		}
	}
	if err := t.note(ctx, q, ""); err != nil {
		return err
	}
	_, err = t.Bot.Edit(ctx, t.chat, q.Message.MessageID, telegram.Out{HTML: telegram.Escape(t.say.Say(key)), NoPreview: true})
	return t.settle(ctx, err)
}
