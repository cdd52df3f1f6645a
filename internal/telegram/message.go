package telegram

import (
	"encoding/json"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Message is the library's message with the fields it lacks. Fields of the
// same JSON name here win over the embedded ones, whose values stay nil.
type Message struct {
	tgbotapi.Message

	ReplyToMessage     *Message            `json:"reply_to_message"`
	PinnedMessage      *Message            `json:"pinned_message"`
	ForwardOrigin      *ForwardOrigin      `json:"forward_origin"`
	ThreadID           int                 `json:"message_thread_id"`
	IsTopicMessage     bool                `json:"is_topic_message"`
	Quote              *Quote              `json:"quote"`
	ExternalReply      *ExternalReply      `json:"external_reply"`
	LinkPreviewOptions *LinkPreviewOptions `json:"link_preview_options"`
	RichMessage        *RichMessage        `json:"rich_message"`
	SenderBusinessBot  *User               `json:"sender_business_bot"`

	// Kinds of which it matters only that they hold no words of an article.
	Story     json.RawMessage `json:"story"`
	PaidMedia json.RawMessage `json:"paid_media"`
	Checklist json.RawMessage `json:"checklist"`
	Giveaway  json.RawMessage `json:"giveaway"`
}

// Wordless reports whether somebody sent something without words that the
// library knows nothing of.
func (m *Message) Wordless() bool {
	return len(m.Story)+len(m.PaidMedia)+len(m.Checklist)+len(m.Giveaway) > 0
}

// Quote is the part of the replied-to message that the sender picked out.
type Quote struct {
	Text     string   `json:"text"`
	Entities []Entity `json:"entities"`
	Position int      `json:"position"` // UTF-16 units into the original
	IsManual bool     `json:"is_manual"`
}

// ExternalReply describes a replied-to message of another chat or topic. Its
// text is not there; at most a Quote beside it has a part.
type ExternalReply struct {
	Origin             *ForwardOrigin      `json:"origin"`
	Chat               *Chat               `json:"chat"`
	MessageID          int                 `json:"message_id"`
	LinkPreviewOptions *LinkPreviewOptions `json:"link_preview_options"`
	Document           *Document           `json:"document"`
	Photo              []PhotoSize         `json:"photo"`
}

// LinkPreviewOptions says which link, if any, is previewed.
type LinkPreviewOptions struct {
	IsDisabled       bool   `json:"is_disabled,omitempty"`
	URL              string `json:"url,omitempty"`
	PreferSmallMedia bool   `json:"prefer_small_media,omitempty"`
	PreferLargeMedia bool   `json:"prefer_large_media,omitempty"`
	ShowAboveText    bool   `json:"show_above_text,omitempty"`
}

// Content is what a message says: its text, its caption, or its rich message
// read in order.
type Content struct {
	// Title is the heading of a rich message; plain messages have none.
	Title string
	// Text without the title. Offsets of Entities are UTF-16 units into it.
	Text     string
	Entities []Entity
}

// Content returns the message's words. A nil message has none.
func (m *Message) Content() Content {
	switch {
	case m == nil:
		return Content{}
	case m.Message.Text != "":
		return Content{Text: m.Message.Text, Entities: m.Message.Entities}
	case m.Caption != "":
		return Content{Text: m.Caption, Entities: m.CaptionEntities}
	case m.RichMessage != nil:
		return Content{Title: m.RichMessage.Title, Text: m.RichMessage.Text}
	}
	return Content{}
}

// Full is the content as one text, the title as its first paragraph.
func (c Content) Full() string {
	if c.Title == "" || c.Text == "" {
		return c.Title + c.Text
	}
	return c.Title + "\n\n" + c.Text
}

// Sent is when the message was sent; zero for one too old to be had.
func (m *Message) Sent() time.Time { return unixTime(m.Date) }

// Topic is the forum topic an answer has to name, or 0. The General topic,
// whose id 1 the server refuses, counts as none, and so do the threads of
// plain replies in ordinary groups.
func (m *Message) Topic() int {
	if !m.IsTopicMessage || m.ThreadID <= 1 {
		return 0
	}
	return m.ThreadID
}

// FromBot reports whether a bot wrote the message, itself or through a user.
// Anonymous admins and linked channels come with stand-in bot accounts and are
// told apart by sender_chat.
func (m *Message) FromBot() bool {
	if m.ViaBot != nil || m.SenderBusinessBot != nil {
		return true
	}
	return m.From != nil && m.From.IsBot && m.SenderChat == nil
}

// Links returns the web addresses in the message, in order: written out, perhaps
// without a scheme, behind words, and the previewed one. Each stands once.
func (m *Message) Links() []string {
	c := m.Content()
	var links []string
	add := func(link string) {
		for _, have := range links {
			if have == link {
				return
			}
		}
		if link != "" {
			links = append(links, link)
		}
	}
	for _, e := range c.Entities {
		switch e.Type {
		case "url":
			add(Slice16(c.Text, e.Offset, e.Length))
		case "text_link":
			if strings.HasPrefix(e.URL, "http") { // and no tg:// or mailto:
				add(e.URL)
			}
		}
	}
	if m.RichMessage != nil && c.Text == m.RichMessage.Text {
		for _, link := range m.RichMessage.Links {
			add(link)
		}
	}
	if m.LinkPreviewOptions != nil && !m.LinkPreviewOptions.IsDisabled {
		add(m.LinkPreviewOptions.URL)
	}
	return links
}

func unixTime(seconds int) time.Time {
	if seconds <= 0 {
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0).UTC()
}

// fullName joins what a person has of names.
func fullName(first, last string) string {
	return strings.TrimSpace(first + " " + last)
}
