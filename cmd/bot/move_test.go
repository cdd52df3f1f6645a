package main

import (
	"fmt"
	"testing"

	"tollbot/internal/telegram/fakeapi"
)

// A group becomes a supergroup while its questions wait: each is answered, in
// the one or in the other, and what the group had chosen goes along.
func TestAGroupMovesWhileItsQuestionsWait(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api := fakeapi.New(t)
	bot := startChild(t, api, "")
	const group, supergroup, admin, questions = -4711, -1000000004711, 7, 6
	api.SetMember(group, admin, "administrator")
	api.Say(group, admin, "/settings")
	settings, err := api.WaitSentTo(ctx, group, 1)
	if err != nil {
		t.Fatal(err)
	}
	api.Press(admin, settings[0], "set:lang:ru")
	for n := range questions {
		api.Say(group, admin, fmt.Sprintf("/check %s", ferry(t, n)))
	}
	before, err := api.WaitSentTo(ctx, group, 3)
	if err != nil {
		t.Fatal(err)
	}
	api.Migrate(group, supergroup)
	moved := api.NewMessage(group, admin, "")
	delete(moved, "text")
	moved["migrate_to_chat_id"] = supergroup
	api.Push(map[string]any{"message": moved})
	// One may have been on its way when the group moved.
	after, err := api.WaitSentTo(ctx, supergroup, questions-(len(api.Sent(group))-1))
	if err != nil {
		t.Fatal(err)
	}
	settled(ctx, t, bot)
	if all := len(api.Sent(group)) - 1 + len(api.Sent(supergroup)); all != questions {
		t.Errorf("%d answers to %d questions", all, questions)
	}
	for _, m := range append(before[1:], after...) {
		if m.Keyboard[1][0].Text != "Ещё" {
			t.Errorf("chat %d is not answered in the language it chose: %v", m.Chat, m.Keyboard)
		}
	}
}
