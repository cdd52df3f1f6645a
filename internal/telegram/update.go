package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Kind says what an update is about. The values are the Bot API's names, for
// PollConfig.AllowedUpdates.
type Kind string

// The kinds this package decodes. Everything else is Unknown, which is no
// error: the server may send tomorrow what is not known today.
const (
	Unknown           Kind = ""
	NewMessage        Kind = "message"
	EditedMessage     Kind = "edited_message"
	ChannelPost       Kind = "channel_post"
	EditedChannelPost Kind = "edited_channel_post"
	Callback          Kind = "callback_query"
	Inline            Kind = "inline_query"
	InlineChosen      Kind = "chosen_inline_result"
	MyMembership      Kind = "my_chat_member"
)

// Update is one event from the Bot API. At most one of the pointers is set,
// the one that Kind names.
type Update struct {
	ID   int64 `json:"update_id"`
	Kind Kind  `json:"-"`

	Message           *Message           `json:"message"`
	EditedMessage     *Message           `json:"edited_message"`
	ChannelPost       *Message           `json:"channel_post"`
	EditedChannelPost *Message           `json:"edited_channel_post"`
	CallbackQuery     *CallbackQuery     `json:"callback_query"`
	InlineQuery       *InlineQuery       `json:"inline_query"`
	ChosenInline      *ChosenInline      `json:"chosen_inline_result"`
	MyChatMember      *ChatMemberUpdated `json:"my_chat_member"`
}

// CallbackQuery is a press on a button. Message is nil for buttons under
// inline messages, and holds little more than ids when it is old.
type CallbackQuery struct {
	ID              string   `json:"id"`
	From            *User    `json:"from"`
	Message         *Message `json:"message"`
	InlineMessageID string   `json:"inline_message_id"`
	Data            string   `json:"data"`
}

// Decode reads one update. A field of an unexpected type is left at zero and
// the rest is read all the same; an error means that it is not a JSON object
// with an update_id. It never panics, whatever it is given.
func Decode(raw json.RawMessage) (Update, error) {
	var u Update
	err := json.Unmarshal(raw, &u)
	var mismatch *json.UnmarshalTypeError
	if err != nil && !errors.As(err, &mismatch) {
		return Update{}, fmt.Errorf("decode update: %w", err)
	}
	if u.ID == 0 {
		return Update{}, errors.New("decode update: no update_id")
	}
	u.Kind = u.kind()
	return u, nil
}

func (u *Update) kind() Kind {
	switch {
	case u.Message != nil:
		return NewMessage
	case u.EditedMessage != nil:
		return EditedMessage
	case u.ChannelPost != nil:
		return ChannelPost
	case u.EditedChannelPost != nil:
		return EditedChannelPost
	case u.CallbackQuery != nil:
		return Callback
	case u.InlineQuery != nil:
		return Inline
	case u.ChosenInline != nil:
		return InlineChosen
	case u.MyChatMember != nil:
		return MyMembership
	}
	return Unknown
}

// Msg is the message of the update in any guise: new, edited, a channel's.
// A callback's message is not one: it is the bot's own. Nil if there is none.
func (u *Update) Msg() *Message {
	for _, m := range []*Message{u.Message, u.EditedMessage, u.ChannelPost, u.EditedChannelPost} {
		if m != nil {
			return m
		}
	}
	return nil
}

// Edited reports whether the message was sent before and has changed.
func (u *Update) Edited() bool { return u.Kind == EditedMessage || u.Kind == EditedChannelPost }

// Chat is where the update happened; nil for inline queries, for buttons
// under inline messages, for unknown updates, and where the server's word
// could not be read.
func (u *Update) Chat() *Chat {
	if m := u.Msg(); m != nil {
		return m.Chat
	}
	if u.CallbackQuery != nil && u.CallbackQuery.Message != nil {
		return u.CallbackQuery.Message.Chat
	}
	if u.MyChatMember != nil {
		return &u.MyChatMember.Chat
	}
	return nil
}

// From is the user who caused the update; nil where a channel did, or where
// the server does not say.
func (u *Update) From() *User {
	switch {
	case u.Msg() != nil:
		return u.Msg().From
	case u.CallbackQuery != nil:
		return u.CallbackQuery.From
	case u.InlineQuery != nil:
		return u.InlineQuery.From
	case u.ChosenInline != nil:
		return u.ChosenInline.From
	case u.MyChatMember != nil:
		return &u.MyChatMember.From
	}
	return nil
}
