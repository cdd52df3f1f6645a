package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Out is a message to be sent or an edit's new content.
type Out struct {
	Chat    int64
	Thread  int    // forum topic, as Message.Topic gives it; 0 or 1 is none
	ReplyTo int    // message id; sent without the reply if that is gone
	HTML    string // wins over Plain
	Plain   string
	// Keyboard under the message. An edit without one takes the old one away.
	Keyboard  Keyboard
	NoPreview bool
	Silent    bool
}

// Sent says where a message went.
type Sent struct {
	Chat int64 // differs from Out.Chat after a migration
	ID   int
	// Plain is true where the server could not read the tags and the message
	// went out without them.
	Plain bool
}

// Send sends one message, waiting for its turn. ErrEmpty, ErrBlocked and
// ErrMuted mean that it was not sent and will not be; RetryAfter tells when to
// come back after a limit; a *MigratedError that the chat has a new id, where
// the message was sent if Sent has an ID. Any other error leaves open whether
// it was sent.
func (c *Client) Send(ctx context.Context, out Out) (Sent, error) {
	p, err := out.params()
	if err != nil {
		return Sent{}, err
	}
	p.AddBool("disable_notification", out.Silent)
	if out.Thread > 1 {
		p["message_thread_id"] = strconv.Itoa(out.Thread)
	}
	if err := addReply(p, out.ReplyTo); err != nil {
		return Sent{}, err
	}
	return c.send(ctx, "sendMessage", out.Chat, p, nil)
}

// Edit gives a message new content. It is no error if the content is the old
// one. ErrMessageGone means there is nothing left to edit.
func (c *Client) Edit(ctx context.Context, chat int64, id int, out Out) (Sent, error) {
	out.Chat = chat
	p, err := out.params()
	if err != nil {
		return Sent{}, err
	}
	p["message_id"] = strconv.Itoa(id)
	sent, err := c.send(ctx, "editMessageText", chat, p, nil)
	return sentOrSame(sent, chat, id, err)
}

// EditKeyboard changes the buttons under a message and nothing else.
func (c *Client) EditKeyboard(ctx context.Context, chat int64, id int, k Keyboard) error {
	markup, err := k.markup()
	if err != nil {
		return err
	}
	p := params{"chat_id": strconv.FormatInt(chat, 10), "message_id": strconv.Itoa(id), "reply_markup": markup}
	sent, err := c.send(ctx, "editMessageReplyMarkup", chat, p, nil)
	_, err = sentOrSame(sent, chat, id, err)
	return err
}

func sentOrSame(sent Sent, chat int64, id int, err error) (Sent, error) {
	var api *APIError
	if errors.As(err, &api) && api.says("message is not modified") {
		return Sent{Chat: chat, ID: id}, nil
	}
	return sent, err
}

// params are those that sending and editing share.
func (o Out) params() (params, error) {
	p := params{"chat_id": strconv.FormatInt(o.Chat, 10)}
	if o.HTML != "" {
		p["text"], p["parse_mode"] = cleanText(o.HTML), "HTML"
	} else {
		p["text"] = cleanText(o.Plain)
	}
	if strings.TrimSpace(p["text"]) == "" {
		return nil, ErrEmpty
	}
	if o.NoPreview {
		p["link_preview_options"] = `{"is_disabled":true}`
	}
	return p, addKeyboard(p, o.Keyboard)
}

func addKeyboard(p params, k Keyboard) error {
	if len(k) == 0 {
		return nil
	}
	markup, err := k.markup()
	p["reply_markup"] = markup
	return err
}

func addReply(p params, id int) error {
	if id == 0 {
		return nil
	}
	reply, err := asJSON(map[string]any{"message_id": id, "allow_sending_without_reply": true})
	p["reply_parameters"] = reply
	return err
}

// send delivers and mends: each refusal that can be mended is, once.
func (c *Client) send(ctx context.Context, method string, chat int64, p params, file *file) (Sent, error) {
	var sent Sent
	var moved *MigratedError
	for range mendable {
		raw, err := c.deliver(ctx, chat, method, p, file)
		if err == nil {
			return sent.from(chat, raw, moved)
		}
		var api *APIError
		if !errors.As(err, &api) {
			return Sent{}, err
		}
		switch {
		case api.MigrateTo != 0 && moved == nil:
			moved = &MigratedError{From: chat, To: api.MigrateTo}
			if p["message_id"] != "" { // there, it may be another message's
				return Sent{}, errors.Join(moved, ErrMessageGone)
			}
			chat = api.MigrateTo
			delete(p, "reply_parameters")
			p["chat_id"] = strconv.FormatInt(chat, 10)
		case c.mend(p, api):
			sent.Plain = sent.Plain || p["parse_mode"] == ""
		case moved != nil:
			return Sent{}, errors.Join(moved, err)
		default:
			return Sent{}, err
		}
	}
	return Sent{}, fmt.Errorf("%s: refused in %d different ways", method, mendable)
}

// mendable is one more than the faults a message can be mended of: tags,
// reply, topic, migration.
const mendable = 5

// mend changes what the server objected to and reports whether it is worth
// another try.
func (c *Client) mend(p params, e *APIError) bool {
	switch {
	case e.says("can't parse entities") && p["parse_mode"] != "":
		c.log.Warn("message sent without formatting: the server could not read its tags", "method", e.Method, "cause", e.Description)
		plainly(p)
	case e.says("replied not found", "reply message not found", "reply_message_id_invalid") && p["reply_parameters"] != "":
		delete(p, "reply_parameters")
	case e.says("message thread not found", "topic_deleted", "topic_id_invalid") && p["message_thread_id"] != "":
		delete(p, "message_thread_id")
	default:
		return false
	}
	return true
}

// plainly takes the tags away. What was a tag to Telegram and is none to an
// HTML reader may make the text too long, hence the cut.
func plainly(p params) {
	delete(p, "parse_mode")
	for field, limit := range map[string]int{"text": MaxText, "caption": MaxCaption} {
		if s, ok := p[field]; ok {
			p[field] = Cut16(PlainText(s), limit)
		}
	}
}

// from reads the answer. Editing an inline message answers true, without a
// message.
func (s Sent) from(chat int64, raw json.RawMessage, moved *MigratedError) (Sent, error) {
	var m struct {
		ID int `json:"message_id"`
	}
	if string(raw) != "true" {
		if err := json.Unmarshal(raw, &m); err != nil {
			return Sent{}, fmt.Errorf("the message was sent, but the server's answer is not a message: %w", err)
		}
	}
	s.Chat, s.ID = chat, m.ID
	if moved != nil {
		return s, moved
	}
	return s, nil
}
