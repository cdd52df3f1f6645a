package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tollbot/internal/telegram/fakeapi"
)

// recordedID finds the users and chats of the recorded updates. Each file has
// them under ids of its own here, so that all files may be played at once.
var recordedID = regexp.MustCompile(`"id": ?(7|8|9|66|77|78|99|-1001234|-100777|-100999)\b`)

// Everything that people send in handlers/testdata/updates goes through the
// whole bot and its own engine. What each is answered is golden there; here the
// server finds no fault, nothing is lost or given up, and whoever has an answer
// there has one here.
func TestRecordedUpdatesThroughTheWholeBot(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api := fakeapi.New(t)
	api.AddFile("article.txt", []byte(ferry(t, 0)))
	bot := startChild(t, api, "", sitesVariable+"="+startSites(t)) // embedded
	files, err := filepath.Glob("../../handlers/testdata/updates/*.json")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files of updates, %v", len(files), err)
	}
	expected := map[int64]string{}
	for n, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		own := func(id int64) int64 { return id*1000 + int64(n)*sign(id) }
		group := own(-1001234)
		api.SetMember(group, own(7), "administrator")
		api.SetMember(group, own(8), "member")
		api.SetMember(own(-100999), own(7), "administrator")
		for chat := range playRecorded(t, api, file, own) {
			// Unasked answers depend on settings, which a slow machine may
			// not read in time; then silence is right.
			if answers(t, name, chat) && !strings.Contains(name, "unasked") {
				expected[own(chat)] = name
			}
		}
	}
	for chat, name := range expected {
		if _, err := api.WaitSentTo(ctx, chat, 1); err != nil {
			t.Errorf("%s: no answer in the chat: %v", name, err)
		}
	}
	if err := api.WaitAcknowledged(ctx); err != nil {
		t.Fatal(err)
	}
	settled(ctx, t, bot)
	for _, m := range api.SentAll() {
		if strings.Contains(m.Text, "took too long") {
			t.Errorf("chat %d: a page or document was not read: %s", m.Chat, m.Text)
		}
	}
	t.Logf("%d files, %d chats answered, %d messages", len(files), len(expected), len(api.SentAll()))
}

func sign(id int64) int64 {
	if id < 0 {
		return -1
	}
	return 1
}

// playRecorded sends the updates of a file, and gives the chats in it.
func playRecorded(t *testing.T, api *fakeapi.Server, file string, own func(int64) int64) map[int64]bool {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	chats := map[int64]bool{}
	data = recordedID.ReplaceAllFunc(data, func(m []byte) []byte {
		_, digits, _ := strings.Cut(string(m), ":")
		id, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		chats[id] = true
		return fmt.Appendf(nil, `"id": %d`, own(id))
	})
	var jobs [][]map[string]json.RawMessage
	if err := json.Unmarshal(data, &jobs); err != nil {
		t.Fatal(err)
	}
	for _, updates := range jobs {
		for _, u := range updates {
			delete(u, "update_id") // the server numbers them itself
			api.Push(u)
		}
	}
	return chats
}

// answers tells whether the golden reply has a message to the chat.
func answers(t *testing.T, name string, chat int64) bool {
	t.Helper()
	golden, err := os.ReadFile(filepath.Join("../../handlers/testdata/replies", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(golden), fmt.Sprintf("sendMessage chat_id=%d ", chat))
}
