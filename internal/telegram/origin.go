package telegram

import (
	"strconv"
	"time"
)

// ForwardOrigin is the Bot API's MessageOrigin, as sent.
type ForwardOrigin struct {
	Type            string `json:"type"` // user, hidden_user, chat, channel
	Date            int    `json:"date"`
	SenderUser      *User  `json:"sender_user"`
	SenderUserName  string `json:"sender_user_name"`
	SenderChat      *Chat  `json:"sender_chat"`
	Chat            *Chat  `json:"chat"`
	MessageID       int    `json:"message_id"`
	AuthorSignature string `json:"author_signature"`
}

// OriginKind is who a forwarded message was first sent by.
type OriginKind string

// The kinds of origin. A hidden user is known by name only.
const (
	FromUser       OriginKind = "user"
	FromHiddenUser OriginKind = "hidden_user"
	FromChat       OriginKind = "chat"
	FromChannel    OriginKind = "channel"
)

// Origin is where a forwarded message comes from.
type Origin struct {
	Kind      OriginKind
	Date      time.Time // when it was first sent; zero if not stated
	Name      string    // title of the chat or full name of the person
	Username  string    // without @; empty if it has none
	ID        int64     // of the user or chat; 0 for a hidden user
	MessageID int       // in the channel; 0 otherwise
	Signature string    // the author as the channel signs
	Link      string    // https address of a public channel's post, or empty
}

// Key tells origins apart: two forwards with different keys are different
// articles' parts.
func (o Origin) Key() string {
	if o.ID != 0 {
		return string(o.Kind) + ":" + strconv.FormatInt(o.ID, 10)
	}
	return string(o.Kind) + ":" + o.Name
}

// Origin returns where a forwarded message comes from, and false for one that
// was not forwarded. Servers older than Bot API 7.0 state it in the forward_
// fields only.
func (m *Message) Origin() (Origin, bool) {
	switch {
	case m == nil:
		return Origin{}, false
	case m.ForwardOrigin != nil:
		return m.ForwardOrigin.normal(), true
	case m.ForwardDate != 0:
		return m.oldOrigin().normal(), true
	}
	return Origin{}, false
}

func (m *Message) oldOrigin() *ForwardOrigin {
	o := &ForwardOrigin{Date: m.ForwardDate, AuthorSignature: m.ForwardSignature, MessageID: m.ForwardFromMessageID}
	switch chat := m.ForwardFromChat; {
	case chat != nil && chat.IsChannel():
		o.Type, o.Chat = string(FromChannel), chat
	case chat != nil:
		o.Type, o.SenderChat = string(FromChat), chat
	case m.ForwardFrom != nil:
		o.Type, o.SenderUser = string(FromUser), m.ForwardFrom
	default:
		o.Type, o.SenderUserName = string(FromHiddenUser), m.ForwardSenderName
	}
	return o
}

// normal fills one shape from the four of the Bot API. A kind of tomorrow
// keeps whatever of it is known.
func (o *ForwardOrigin) normal() Origin {
	n := Origin{Kind: OriginKind(o.Type), Date: unixTime(o.Date), Name: o.SenderUserName, Signature: o.AuthorSignature}
	if u := o.SenderUser; u != nil {
		n.ID, n.Name, n.Username = u.ID, fullName(u.FirstName, u.LastName), u.UserName
	}
	chat := o.Chat
	if chat == nil {
		chat = o.SenderChat
	}
	if chat == nil {
		return n
	}
	n.ID, n.Name, n.Username, n.MessageID = chat.ID, chat.Title, chat.UserName, o.MessageID
	if n.Username != "" && n.MessageID > 0 {
		n.Link = "https://t.me/" + n.Username + "/" + strconv.Itoa(n.MessageID)
	}
	return n
}
