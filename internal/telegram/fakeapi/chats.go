package fakeapi

import (
	"sort"
	"strconv"
)

// SetMember says what a user is in a chat: creator, administrator, member,
// restricted, left or kicked.
func (s *Server) SetMember(chat, user int64, status string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chat(chat).members[user] = status
}

func memberJSON(user int64, status string) map[string]any {
	return map[string]any{"user": userJSON(user), "status": status, "is_anonymous": false}
}

func getChatMember(s *Server, q *request) (any, *refusal) {
	user := q.int64("user_id")
	status := s.chat(q.chat).members[user]
	if status == "" {
		return nil, bad("member not found")
	}
	return memberJSON(user, status), nil
}

func getChatAdministrators(s *Server, q *request) (any, *refusal) {
	if q.chat > 0 {
		return nil, bad("there are no administrators in the private chat")
	}
	admins := []map[string]any{}
	for user, status := range s.chat(q.chat).members {
		if status == "creator" || status == "administrator" {
			admins = append(admins, memberJSON(user, status))
		}
	}
	sort.Slice(admins, func(i, j int) bool {
		return admins[i]["user"].(map[string]any)["id"].(int64) < admins[j]["user"].(map[string]any)["id"].(int64)
	})
	return admins, nil
}

func getChat(s *Server, q *request) (any, *refusal) {
	if s.chats[q.chat] == nil {
		return nil, bad("chat not found")
	}
	return chatJSON(q.chat), nil
}

func leaveChat(s *Server, q *request) (any, *refusal) {
	if q.chat > 0 {
		return nil, bad("chat member status can't be changed in private chats")
	}
	s.chat(q.chat).left = true
	return true, nil
}

// chatJSON makes up a chat of the kind its id says: positive ids are private
// chats, those from -1000000000000 down supergroups, the others groups.
func chatJSON(id int64) map[string]any {
	switch {
	case id > 0:
		return map[string]any{"id": id, "type": "private", "first_name": "User " + strconv.FormatInt(id, 10)}
	case id <= -1_000_000_000_000:
		return map[string]any{"id": id, "type": "supergroup", "title": "Newsroom"}
	}
	return map[string]any{"id": id, "type": "group", "title": "Newsroom"}
}

func userJSON(id int64) map[string]any {
	return map[string]any{"id": id, "is_bot": false, "first_name": "User " + strconv.FormatInt(id, 10), "language_code": "en"}
}
