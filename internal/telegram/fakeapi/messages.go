package fakeapi

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// What a message can carry.
const (
	maxText     = 4096
	maxCaption  = 1024
	maxEntities = 100
)

// Message is one the bot sent, as it is now.
type Message struct {
	ID        int
	Chat      int64
	Thread    int
	ReplyTo   int // 0 if it replies to nothing, or to something that was gone
	HTML      string
	ParseMode string
	Text      string // after entity parsing; the caption of a file
	Entities  []Entity
	Keyboard  [][]Button
	NoPreview bool
	Silent    bool
	Reaction  string
	File      *File // of a document or photo
	At        time.Time
	Edits     []Edit // each change, oldest first, with what it changed to
	Deleted   bool
}

// Edit is one change of a message.
type Edit struct {
	HTML     string
	Text     string
	Keyboard [][]Button
	At       time.Time
}

// File is what came with sendDocument or sendPhoto.
type File struct {
	Kind string // document or photo
	Name string
	Data []byte
}

// Button is one inline button as sent.
type Button struct {
	Text   string  `json:"text"`
	Data   string  `json:"callback_data,omitempty"`
	URL    string  `json:"url,omitempty"`
	Switch *string `json:"switch_inline_query,omitempty"`
	Here   *string `json:"switch_inline_query_current_chat,omitempty"`
	Copy   *struct {
		Text string `json:"text"`
	} `json:"copy_text,omitempty"`
}

// chat is what the server knows of one chat.
type chat struct {
	next      int
	known     map[int]bool // ids of messages there are
	sent      map[int]*Message
	reactions map[int]string
	members   map[int64]string // user → status
	left      bool
}

func (s *Server) chat(id int64) *chat {
	c := s.chats[id]
	if c == nil {
		c = &chat{next: 1, known: map[int]bool{}, sent: map[int]*Message{}, reactions: map[int]string{}, members: map[int64]string{}}
		s.chats[id] = c
	}
	return c
}

func (c *chat) newID() int {
	id := c.next
	c.next++
	c.known[id] = true
	return id
}

// readText parses a text, an empty parse mode being none, and measures it.
func readText(raw, mode string, limit int) (parsed, *refusal) {
	p := parsed{text: raw}
	switch mode {
	case "":
	case "HTML", "html":
		var err error
		if p, err = parseHTML(raw); err != nil {
			return p, bad("can't parse entities: %v", err)
		}
	default:
		return p, bad("unsupported parse_mode")
	}
	switch n := length16(p.text); {
	case strings.TrimSpace(p.text) == "" && limit == maxText:
		return p, bad("message text is empty")
	case n > limit && limit == maxCaption:
		return p, bad("message caption is too long")
	case n > limit:
		return p, bad("message is too long")
	}
	return p, nil
}

// text reads the request's text or caption. What a careful bot never sends is
// a fault besides.
func (s *Server) text(q *request, field string, limit int) (parsed, *refusal) {
	p, no := readText(q.params[field], q.params["parse_mode"], limit)
	if no != nil {
		s.faultLocked("%s to %d: %s", q.method, q.chat, no.Description)
		return p, no
	}
	for _, f := range p.faults {
		s.faultLocked("%s to %d: %s", q.method, q.chat, f)
	}
	if len(p.entities) > maxEntities {
		s.faultLocked("%s to %d: %d entities", q.method, q.chat, len(p.entities))
		p.entities = p.entities[:maxEntities]
	}
	return p, nil
}

// readKeyboard checks an inline keyboard.
func readKeyboard(raw string) ([][]Button, *refusal) {
	if raw == "" {
		return nil, nil
	}
	var k struct {
		Rows [][]Button `json:"inline_keyboard"`
	}
	q := &request{params: map[string]string{"reply_markup": raw}}
	if no := q.json("reply_markup", &k); no != nil {
		return nil, no
	}
	total := 0
	for _, row := range k.Rows {
		total += len(row)
		if len(row) > 8 {
			return nil, bad("REPLY_MARKUP_TOO_LONG")
		}
		for _, b := range row {
			if no := b.check(); no != nil {
				return nil, no
			}
		}
	}
	if total > 100 {
		return nil, bad("REPLY_MARKUP_TOO_LONG")
	}
	return k.Rows, nil
}

func (b Button) check() *refusal {
	actions := 0
	for _, has := range []bool{b.Data != "", b.URL != "", b.Switch != nil, b.Here != nil, b.Copy != nil} {
		if has {
			actions++
		}
	}
	switch {
	case strings.TrimSpace(b.Text) == "":
		return bad("can't parse inline keyboard button: Text is empty")
	case actions != 1:
		return bad("can't parse inline keyboard button: %d actions in a button", actions)
	case len(b.Data) > 64:
		return bad("BUTTON_DATA_INVALID")
	case b.URL != "" && !strings.HasPrefix(b.URL, "https://") && !strings.HasPrefix(b.URL, "http://") && !strings.HasPrefix(b.URL, "tg://"):
		return bad("BUTTON_URL_INVALID")
	case b.Switch != nil && length16(*b.Switch) > 256:
		return bad("BUTTON_SWITCH_INVALID")
	case b.Copy != nil && (b.Copy.Text == "" || utf8.RuneCountInString(b.Copy.Text) > 256):
		return bad("BUTTON_COPY_TEXT_INVALID")
	}
	return nil
}

func (s *Server) keyboard(q *request) ([][]Button, *refusal) {
	k, no := readKeyboard(q.params["reply_markup"])
	if no != nil {
		s.faultLocked("%s to %d: %s", q.method, q.chat, no.Description)
	}
	return k, no
}

// replyTo resolves reply_parameters.
func (s *Server) replyTo(q *request) (int, *refusal) {
	var r struct {
		ID      int   `json:"message_id"`
		Chat    int64 `json:"chat_id"`
		Without bool  `json:"allow_sending_without_reply"`
	}
	if no := q.json("reply_parameters", &r); no != nil {
		s.faultLocked("%s to %d: %s", q.method, q.chat, no.Description)
		return 0, no
	}
	if r.ID == 0 || s.chat(q.chat).known[r.ID] {
		return r.ID, nil
	}
	if !r.Without {
		return 0, bad("message to be replied not found")
	}
	return 0, nil
}

func sendMessage(s *Server, q *request) (any, *refusal) {
	return s.send(q, "text", maxText, nil)
}

func (s *Server) send(q *request, field string, limit int, f *File) (any, *refusal) {
	c := s.chat(q.chat)
	if c.left {
		return nil, &refusal{Code: 403, Description: "Forbidden: bot is not a member of the chat"}
	}
	p, no := s.text(q, field, limit)
	if no != nil {
		return nil, no
	}
	keys, no := s.keyboard(q)
	if no != nil {
		return nil, no
	}
	reply, no := s.replyTo(q)
	if no != nil {
		return nil, no
	}
	var preview struct {
		IsDisabled       bool   `json:"is_disabled"`
		URL              string `json:"url"`
		PreferSmallMedia bool   `json:"prefer_small_media"`
		PreferLargeMedia bool   `json:"prefer_large_media"`
		ShowAboveText    bool   `json:"show_above_text"`
	}
	if no := q.json("link_preview_options", &preview); no != nil {
		return nil, no
	}
	m := &Message{
		ID: c.newID(), Chat: q.chat, Thread: q.int("message_thread_id"), ReplyTo: reply,
		HTML: q.params[field], ParseMode: q.params["parse_mode"], Text: p.text, Entities: p.entities,
		Keyboard: keys, NoPreview: preview.IsDisabled, Silent: q.params["disable_notification"] == "true",
		File: f, At: time.Now(),
	}
	c.sent[m.ID] = m
	return m.json(), nil
}

// json is the message as the Bot API would return it.
func (m *Message) json() map[string]any {
	out := map[string]any{
		"message_id": m.ID, "date": m.At.Unix(), "chat": chatJSON(m.Chat),
		"from": map[string]any{"id": BotID, "is_bot": true, "first_name": "Toll", "username": BotUsername},
	}
	text, entities := "text", "entities"
	if m.File != nil {
		text, entities = "caption", "caption_entities"
		out["document"] = map[string]any{"file_id": "sent", "file_unique_id": "sent", "file_name": m.File.Name}
	}
	out[text] = m.Text
	if len(m.Entities) > 0 {
		out[entities] = m.Entities
	}
	if len(m.Edits) > 0 {
		out["edit_date"] = m.Edits[len(m.Edits)-1].At.Unix()
	}
	return out
}

func editMessageText(s *Server, q *request) (any, *refusal) {
	m, no := s.editable(q)
	if no != nil {
		return nil, no
	}
	p, no := s.text(q, "text", maxText)
	if no != nil {
		return nil, no
	}
	keys, no := s.keyboard(q)
	if no != nil {
		return nil, no
	}
	if m.Text == p.text && slices.Equal(m.Entities, p.entities) && sameJSON(m.Keyboard, keys) {
		return nil, notModified()
	}
	m.HTML, m.ParseMode, m.Text, m.Entities, m.Keyboard = q.params["text"], q.params["parse_mode"], p.text, p.entities, keys
	m.edited()
	return m.json(), nil
}

func editMessageReplyMarkup(s *Server, q *request) (any, *refusal) {
	m, no := s.editable(q)
	if no != nil {
		return nil, no
	}
	keys, no := s.keyboard(q)
	if no != nil {
		return nil, no
	}
	if sameJSON(m.Keyboard, keys) {
		return nil, notModified()
	}
	m.Keyboard = keys
	m.edited()
	return m.json(), nil
}

func (m *Message) edited() {
	m.Edits = append(m.Edits, Edit{HTML: m.HTML, Text: m.Text, Keyboard: m.Keyboard, At: time.Now()})
}

func notModified() *refusal {
	return bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
}

func sameJSON(a, b [][]Button) bool {
	if len(a) == 0 && len(b) == 0 {
		return true
	}
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

func (s *Server) editable(q *request) (*Message, *refusal) {
	c := s.chat(q.chat)
	m := c.sent[q.int("message_id")]
	if m != nil && !m.Deleted {
		return m, nil
	}
	if m == nil && c.known[q.int("message_id")] {
		return nil, bad("message can't be edited")
	}
	return nil, bad("message to edit not found")
}

func deleteMessage(s *Server, q *request) (any, *refusal) {
	c := s.chat(q.chat)
	id := q.int("message_id")
	if !c.known[id] {
		return nil, bad("message to delete not found")
	}
	delete(c.known, id)
	if m := c.sent[id]; m != nil {
		m.Deleted = true
	}
	return true, nil
}
