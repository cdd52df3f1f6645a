package handlers

import (
	"strings"
	"testing"

	"tollbot/internal/telegram/fakeapi"
	"tollbot/summarize"
)

// A word or two are of no language in particular, whatever the engine makes of
// them.
func TestAFewWordsAreTooShort(t *testing.T) {
	s := newStage(t)
	s.Read = func(summarize.Article) summarize.Report {
		return summarize.Report{Lang: "so", Notices: []summarize.Notice{summarize.NoticeLanguage}}
	}
	for i, words := range []string{"hello", "😀😀", strings.Repeat("waxay sheegeen in ", 4)} {
		if err := s.play(t, &job{updates: [][]byte{text(10+10*i, words)}}); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []string{"too short", "too short", "Somali"} {
		if sent := s.api.Sent(7); len(sent) != 3 || !strings.Contains(sent[i].Text, want) {
			t.Errorf("answers %+v, want %q in %d", sent, want, i)
		}
	}
}

// Anonymous admins of all groups speak through one account of Telegram's; what
// one group asks is not counted against another.
func TestAnonymousAdminsShareNoBudget(t *testing.T) {
	s := newStage(t)
	const standIn = 1087968824
	for i := range userPerMinute + 3 {
		chat := groupID - 1000 - int64(i)
		check := message(10, map[string]any{
			"chat": map[string]any{"id": chat, "type": "supergroup"}, "text": "/check " + article + strings.Repeat(" More was not known.", 5),
			"from":        map[string]any{"id": standIn, "is_bot": true, "first_name": "Group"},
			"sender_chat": map[string]any{"id": chat, "type": "supergroup"},
			"entities":    []any{map[string]any{"type": "bot_command", "offset": 0, "length": 6}},
		})
		if err := s.play(t, &job{updates: [][]byte{check}}); err != nil {
			t.Fatal(err)
		}
		if sent := s.api.Sent(chat); len(sent) != 1 || !strings.Contains(sent[0].Text, "Killed 12") {
			t.Errorf("group %d: %+v", i, sent)
		}
	}
}

// Telegram knows the bot by its name in any letters; the article is what stands
// beside it.
func TestAMentionInOtherLettersIsNoPartOfTheArticle(t *testing.T) {
	s := newStage(t)
	name := "@" + strings.ToUpper(fakeapi.BotUsername)
	mention := message(10, map[string]any{
		"chat": map[string]any{"id": groupID, "type": "supergroup"}, "text": name + " " + article + strings.Repeat(" More was not known.", 5),
		"entities": []any{map[string]any{"type": "mention", "offset": 0, "length": len(name)}},
	})
	if err := s.play(t, &job{updates: [][]byte{mention}}); err != nil {
		t.Fatal(err)
	}
	if len(s.reader.read) != 1 || s.reader.read[0].Title != "Ferry fire kills 9" {
		t.Errorf("read %+v", s.reader.read)
	}
}
