package handlers

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

var update = flag.Bool("update", false, "rewrite the golden replies in testdata")

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stage is a handler before a strict Bot API server.
type stage struct {
	*Handler
	api    *fakeapi.Server
	memory *memory
	reader *reader
	seen   []string
	calls  int // that were looked at
}

func newStage(t *testing.T) *stage {
	t.Helper()
	api := fakeapi.New(t)
	pace := telegram.Pace{Overall: 1e6, Chat: 1e6, ChatBurst: 1e6, Group: 1e6}
	bot, err := telegram.New(telegram.Config{Token: fakeapi.Token, APIURL: api.URL, Limit: telegram.NewLocalLimiter(pace)})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{api: api, memory: newMemory(), reader: &reader{}}
	s.Handler = New(Deps{
		Bot: bot, Read: s.reader.Read, Reports: s.memory, Chats: s.memory, Source: pages{},
		Observe: func(what string) { s.seen = append(s.seen, what) },
	})
	api.SetMember(groupID, 7, "administrator")
	api.SetMember(groupID, 8, "member")
	api.SetMember(channelID, 7, "administrator")
	return s
}

const (
	groupID   = -1001234
	channelID = -100999
)

// play hands a job over, as the queue would, and gives the error.
func (s *stage) play(t *testing.T, j *job) error {
	t.Helper()
	for _, u := range j.updates {
		if json.Valid(u) {
			s.api.Push(u)
		}
	}
	j.attempt++
	return s.Handle(t.Context(), j)
}

// newCalls writes down what the bot did since the last look. Typing comes and
// goes beside the rest and is left out.
func (s *stage) newCalls() string {
	var b strings.Builder
	all := s.api.Calls("")
	for _, c := range all[s.calls:] {
		if c.Method != "getMe" && c.Method != "sendChatAction" && c.Method != "getChatMember" && c.Method != "getFile" {
			writeCall(&b, c)
		}
	}
	s.calls = len(all)
	return b.String()
}

func writeCall(b *strings.Builder, c fakeapi.Call) {
	fmt.Fprintf(b, "%s", c.Method)
	var rest []string
	for name, value := range c.Params {
		switch name {
		case "text", "reply_markup", "results", "parse_mode", "link_preview_options":
		default:
			rest = append(rest, name+"="+value)
		}
	}
	slices.Sort(rest)
	fmt.Fprintf(b, " %s\n", strings.Join(rest, " "))
	if text := c.Params["text"]; text != "" {
		fmt.Fprintf(b, "%s\n", text)
	}
	if results := c.Params["results"]; results != "" {
		fmt.Fprintf(b, "%s\n", results)
	}
	var k struct {
		Rows [][]struct {
			Text   string  `json:"text"`
			Data   string  `json:"callback_data"`
			Switch *string `json:"switch_inline_query"`
			Copy   struct {
				Text string `json:"text"`
			} `json:"copy_text"`
		} `json:"inline_keyboard"`
	}
	if json.Unmarshal([]byte(c.Params["reply_markup"]), &k) != nil {
		return
	}
	for _, row := range k.Rows {
		for _, button := range row {
			to := button.Data + button.Copy.Text
			if button.Switch != nil {
				to = "share " + *button.Switch
			}
			fmt.Fprintf(b, "[%s: %s] ", button.Text, to)
		}
		b.WriteString("\n")
	}
}

var boundary = regexp.MustCompile(`(?m)[ ]+$`)

// Every file of updates is played from an empty memory; what the bot does is
// the golden reply beside it. The server itself refuses, as a fault, whatever
// Telegram would.
func TestReplies(t *testing.T) {
	files, err := filepath.Glob("testdata/updates/*.json")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files of updates, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.api.AddFile("article.txt", []byte("Ferry fire kills 9\n\n12 people were killed when a ferry burned off Halden, the coast guard said."))
			golden(t, filepath.Join("testdata/replies", name+".txt"), s.playFile(t, file))
		})
	}
}

func (s *stage) playFile(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var jobs raw
	if err := json.Unmarshal(data, &jobs); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, updates := range jobs {
		j := &job{}
		for _, u := range updates {
			j.updates = append(j.updates, u)
		}
		fmt.Fprintf(&b, "== job %d\n", i+1)
		if err := s.play(t, j); err != nil {
			fmt.Fprintf(&b, "error: %v\n", err)
		}
		b.WriteString(s.newCalls())
	}
	return boundary.ReplaceAllString(b.String(), "")
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites it):\n%s", path, diff)
	}
}
