package handlers

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"tollbot/internal/telegram"
)

func TestAMigratedGroupMoves(t *testing.T) {
	s := newStage(t)
	s.api.Migrate(groupID, groupID-1)
	check := message(10, map[string]any{
		"chat": map[string]any{"id": groupID, "type": "group"}, "text": "/check " + article + strings.Repeat(" More was not known.", 5),
		"entities": []any{map[string]any{"type": "bot_command", "offset": 0, "length": 6}},
	})
	if err := s.play(t, &job{updates: [][]byte{check}}); err != nil {
		t.Fatal(err)
	}
	if s.memory.moved[groupID] != groupID-1 || len(s.api.Sent(groupID-1)) != 1 {
		t.Errorf("moved %v, answers %v", s.memory.moved, s.api.Sent(groupID-1))
	}
	// The card was made for the group, and its buttons work in what that became.
	card := s.api.Sent(groupID - 1)[0]
	query := s.api.Press(7, card, "more:t1")
	more := fmt.Appendf(nil, `{"update_id":9,"callback_query":{"id":%q,"from":{"id":7},"message":{"message_id":%d,"date":1,`+
		`"chat":{"id":%d,"type":"supergroup"}},"data":"more:t1"}}`, query, card.ID, groupID-1)
	if err := s.Handle(t.Context(), &job{updates: [][]byte{more}, attempt: 1}); err != nil {
		t.Fatal(err)
	}
	if a := s.api.Answers(query); len(a) != 1 || a[0]["text"] != "" {
		t.Errorf("the button was answered %v", a)
	}
}

// A group has become a supergroup, which numbers its messages anew: what still
// waits from the group is answered there, and touches none of the messages that
// have its numbers there.
func TestWhatWaitedInAMovedGroupTouchesNoOtherMessage(t *testing.T) {
	const super = groupID - 1
	old := map[string]any{"id": groupID, "type": "group"}
	command := []any{map[string]any{"type": "bot_command", "offset": 0, "length": 6}}
	long := article + strings.Repeat(" More was not known.", 5)
	raw := func(update map[string]any) []byte {
		out, err := json.Marshal(update)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct {
		name    string
		update  []byte
		answers int
	}{
		{"question", message(1, map[string]any{"chat": old, "text": "/check " + long, "entities": command}), 1},
		{"edit", raw(map[string]any{"update_id": 2, "edited_message": map[string]any{
			"message_id": 1, "date": 1, "edit_date": 2, "chat": old, "from": map[string]any{"id": 7}, "text": long,
		}}), 0},
		{"button", raw(map[string]any{"update_id": 3, "callback_query": map[string]any{
			"id": "q1", "from": map[string]any{"id": 7}, "data": "delete:t1",
			"message": map[string]any{"message_id": 1, "date": 1, "chat": old},
		}}), 0},
		{"end of the group", raw(map[string]any{"update_id": 4, "my_chat_member": map[string]any{
			"chat": old, "from": map[string]any{"id": 7}, "date": 1,
			"old_chat_member": map[string]any{"status": "member"}, "new_chat_member": map[string]any{"status": "left"},
		}}), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t)
			s.memory.moved[groupID] = super
			s.memory.settings[super] = Settings{Lang: "ru"}
			card, err := s.Bot.Send(t.Context(), telegram.Out{Chat: super, Plain: "another card"})
			if err != nil {
				t.Fatal(err)
			}
			if card.ID != 1 {
				t.Fatalf("the first message of the supergroup is %d", card.ID)
			}
			token, err := s.memory.NewToken(t.Context(), groupID, []byte(`{"chat":-1001234,"asker":7,"text":"x"}`), time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			s.memory.PutAnswer(t.Context(), super, 1, Answer{Message: 1, Token: token})
			if err := s.Handle(t.Context(), &job{updates: [][]byte{c.update}, attempt: 1}); err != nil {
				t.Fatal(err)
			}
			sent := s.api.Sent(super)
			if len(sent) != 1+c.answers {
				t.Fatalf("messages %+v, want %d answers", sent, c.answers)
			}
			if first := sent[0]; first.Deleted || len(first.Edits) > 0 || first.Reaction != "" {
				t.Errorf("another message was touched: %+v", first)
			}
			for _, m := range sent[1:] {
				if m.ReplyTo != 0 {
					t.Errorf("it replies to %d, another message", m.ReplyTo)
				}
			}
			if a, _ := s.memory.Answer(t.Context(), super, 1); a.Message != 1 {
				t.Errorf("message 1 of the supergroup is answered by %d", a.Message)
			}
			if s.memory.settings[super].Lang != "ru" {
				t.Error("the supergroup's settings are gone")
			}
		})
	}
}
