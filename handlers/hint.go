package handlers

import (
	"fmt"
	"strings"
	"time"

	"tollbot/internal/telegram"
)

// Hint says what an update belongs to, for the queue: whose line it waits in,
// which updates it may be one article with, and how long to wait for those.
type Hint struct {
	Chat  int64  // the line; a user's where there is no chat; 0 where neither is
	Group string // empty: it is answered by itself
	Delay time.Duration
	Order int64 // within the group: the message id
	Size  int   // of its text, in UTF-16 units
}

// How long to wait for what may follow. Clients send the parts of a long text
// 50 to 100 ms apart; the server may hand them out in separate polls.
const (
	partDelay    = 2 * time.Second
	albumDelay   = 1200 * time.Millisecond
	forwardDelay = time.Second
	// A comment comes just before the forward it belongs to.
	commentDelay = 600 * time.Millisecond
)

const (
	partUnits    = 3800 // a message this long may be cut at 4,096
	fullUnits    = 4000 // one this long most likely is
	commentUnits = 160  // one this short is no article, but may comment on one
	// headlineUnits is what a headline has at least.
	headlineUnits = 40
)

// Classify reads what the hint needs from an update. Commands and texts that
// are articles by themselves wait for nothing.
func Classify(u telegram.Update) Hint {
	var h Hint
	if chat := u.Chat(); chat != nil {
		h.Chat = chat.ID
	} else if from := u.From(); from != nil {
		h.Chat = from.ID
	}
	m := u.Msg()
	if m == nil || m.Chat == nil {
		return h
	}
	h.Order = int64(m.MessageID)
	content := m.Content()
	h.Size = telegram.UTF16Len(content.Full())
	h.Delay = delay(m, content, h.Size)
	if isCommand(content) && h.Delay == 0 {
		return h
	}
	h.Group = fmt.Sprintf("%d:%d:%s", m.Chat.ID, m.Topic(), sender(m))
	if u.Edited() {
		h.Delay = 0 // joins its original where that still waits
	}
	return h
}

func delay(m *telegram.Message, content telegram.Content, size int) time.Duration {
	_, forwarded := m.Origin()
	switch {
	case size >= partUnits:
		return partDelay
	case m.MediaGroupID != "":
		return albumDelay
	case isCommand(content):
		return 0
	case forwarded:
		return forwardDelay
	case size > 0 && size < commentUnits && m.Chat.IsPrivate() && len(m.Links()) == 0:
		return commentDelay
	}
	return 0
}

// isCommand needs no name of the bot: a command for another bot is a command.
func isCommand(c telegram.Content) bool {
	for _, e := range c.Entities {
		if e.Type == "bot_command" && e.Offset == 0 {
			return true
		}
	}
	return len(c.Entities) == 0 && strings.HasPrefix(c.Full(), "/")
}

// sender names who speaks: a chat that speaks for itself, or a user.
func sender(m *telegram.Message) string {
	switch {
	case m.SenderChat != nil:
		return fmt.Sprint(m.SenderChat.ID)
	case m.From != nil:
		return fmt.Sprint(m.From.ID)
	}
	return "-"
}
