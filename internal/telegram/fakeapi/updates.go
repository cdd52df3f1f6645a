package fakeapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"
)

// Incoming names a message that was pushed.
type Incoming struct {
	UpdateID  int64
	MessageID int
}

// Push queues an update: a map or struct of the Bot API's shape, or JSON as
// string, []byte or json.RawMessage. It is given an update_id unless it has
// one. The update's id is returned, or 0 where the bot did not want its kind.
func (s *Server) Push(update any) int64 {
	raw, err := encode(update)
	if err != nil {
		panic(fmt.Sprintf("fakeapi: update is not JSON: %v", err))
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		panic(fmt.Sprintf("fakeapi: update is no JSON object: %v", err))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var id int64
	if json.Unmarshal(fields["update_id"], &id) != nil || id == 0 {
		id = s.queue.next
		s.queue.next++
		fields["update_id"], _ = json.Marshal(id)
		raw, _ = json.Marshal(fields)
	}
	s.noteMessage(fields)
	if !s.queue.add(queued{id: id, kind: kindOf(fields), json: raw}) {
		return 0
	}
	s.wake()
	return id
}

// PushRaw queues any JSON value as it is, broken updates among them. It is
// acknowledged together with whatever comes after it.
func (s *Server) PushRaw(raw string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.waiting = append(s.queue.waiting, queued{id: s.queue.next, json: json.RawMessage(raw)})
	s.queue.next++
	s.wake()
}

// NextUpdateID makes ids go on from n, as they do after a quiet week.
func (s *Server) NextUpdateID(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.next = n
}

func encode(v any) (json.RawMessage, error) {
	switch v := v.(type) {
	case string:
		return json.RawMessage(v), nil
	case []byte:
		return v, nil
	}
	return json.Marshal(v)
}

func kindOf(fields map[string]json.RawMessage) string {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if name != "update_id" {
			return name
		}
	}
	return ""
}

// noteMessage remembers that a message exists, so that replies find it.
func (s *Server) noteMessage(fields map[string]json.RawMessage) {
	for name, raw := range fields {
		var m struct {
			ID   int `json:"message_id"`
			Chat struct {
				ID int64 `json:"id"`
			} `json:"chat"`
		}
		if name == "update_id" || json.Unmarshal(raw, &m) != nil || m.ID == 0 || m.Chat.ID == 0 {
			continue
		}
		c := s.chat(m.Chat.ID)
		c.known[m.ID] = true
		c.next = max(c.next, m.ID+1)
	}
}

// NewMessage makes a text message from a user in a chat, to be changed and
// pushed as {"message": …}. Commands, mentions and links get their entities.
func (s *Server) NewMessage(chat, user int64, text string) map[string]any {
	s.mu.Lock()
	id := s.chat(chat).newID()
	s.mu.Unlock()
	m := map[string]any{
		"message_id": id, "date": time.Now().Unix(), "chat": chatJSON(chat), "from": userJSON(user), "text": text,
	}
	if e := detect(text); len(e) > 0 {
		m["entities"] = e
	}
	return m
}

// Say pushes a text message from a user in a chat.
func (s *Server) Say(chat, user int64, text string) Incoming {
	m := s.NewMessage(chat, user, text)
	return Incoming{UpdateID: s.Push(map[string]any{"message": m}), MessageID: m["message_id"].(int)}
}

// PrivateText pushes a text message to the bot. In a private chat the chat's
// id is the user's.
func (s *Server) PrivateText(user int64, text string) Incoming { return s.Say(user, user, text) }

// Paste pushes a text of any length the way clients do: cut into messages of
// at most 4,096 UTF-16 units, with nothing that ties them together.
func (s *Server) Paste(chat, user int64, text string) []Incoming {
	var all []Incoming
	for text != "" {
		end, units := 0, 0
		for i, r := range text {
			if units += width(r); units > maxText {
				break
			}
			end = i + len(string(r))
		}
		all = append(all, s.Say(chat, user, text[:end]))
		text = text[end:]
	}
	return all
}

// Press pushes the press of a button under one of the bot's messages, and
// returns the query's id.
func (s *Server) Press(user int64, m Message, data string) string {
	id := s.newQuery("callback")
	s.Push(map[string]any{"callback_query": map[string]any{
		"id": id, "from": userJSON(user), "message": m.json(), "chat_instance": "1", "data": data,
	}})
	return id
}

// AskInline pushes an inline query, and returns its id.
func (s *Server) AskInline(user int64, text string) string {
	id := s.newQuery("inline")
	s.Push(map[string]any{"inline_query": map[string]any{
		"id": id, "from": userJSON(user), "query": text, "offset": "", "chat_type": "private",
	}})
	return id
}

func (s *Server) newQuery(kind string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := fmt.Sprintf("%s-%d", kind, len(s.queries)+1)
	s.queries[id] = &Query{ID: id}
	return id
}

var autoEntities = regexp.MustCompile(`(?:^|\s)(/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]+)?|@[A-Za-z0-9_]{4,32}|https?://[^\s<>"]+)`)

// detect finds what the server marks by itself.
func detect(text string) []Entity {
	var found []Entity
	for _, at := range autoEntities.FindAllStringSubmatchIndex(text, -1) {
		kind := map[byte]string{'/': "bot_command", '@': "mention", 'h': "url"}[text[at[2]]]
		found = append(found, Entity{Type: kind, Offset: length16(text[:at[2]]), Length: length16(text[at[2]:at[3]])})
	}
	return found
}
