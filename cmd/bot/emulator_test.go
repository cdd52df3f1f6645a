package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The emulator is somebody else's idea of Telegram: a mistake that our own
// stand-in shares with the client shows here.
const emulatorPackage = "telegram-test-api"

// startEmulator runs the emulator and gives its address.
func startEmulator(t *testing.T) string {
	t.Helper()
	modules, err := filepath.Abs(filepath.Join(root, ".tools", "node_modules"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed: the smoke test against " + emulatorPackage + " needs it")
	}
	if _, err := os.Stat(filepath.Join(modules, emulatorPackage)); err != nil {
		why := emulatorPackage + " is not in .tools: `make need` installs it with npm"
		if _, err := exec.LookPath("npm"); err == nil && os.Getenv("CI") == "true" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	port := freePort(t)
	script, err := filepath.Abs("testdata/emulator.js")
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", script, port)
	node.Env = append(os.Environ(), "NODE_PATH="+modules)
	node.Stderr = os.Stderr
	stdin, err := node.StdinPipe() // closed with this process, which ends node
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stdin.Close(); _ = node.Wait() })
	if line, err := bufio.NewReader(stdout).ReadString('\n'); line != "ready\n" {
		t.Fatalf("the emulator did not start: %q, %v", line, err)
	}
	return "http://127.0.0.1:" + port
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// buildBot builds the binary as a release does.
func buildBot(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bot")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", path, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

func post(t *testing.T, address string, body, answer any) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(address, "application/json", bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", address, resp.Status)
	}
	if err := json.NewDecoder(resp.Body).Decode(answer); err != nil {
		t.Fatal(err)
	}
}

func TestBinaryAnswersInTheEmulator(t *testing.T) {
	t.Parallel()
	api := startEmulator(t)
	const token, user = "123:emulated", 77
	bot := startBinary(t, buildBot(t), token, api, "")
	ctx := deadline(t)
	bot.waitLog(ctx, `"msg":"running"`)

	person := map[string]any{"id": user, "first_name": "Ann", "is_bot": false}
	chat := map[string]any{"id": user, "first_name": "Ann", "type": "private"}
	article := ferry(t, 1)
	var sent, got struct {
		OK     bool
		Result []struct {
			Message struct {
				Text      string
				ParseMode string `json:"parse_mode"`
			}
		}
	}
	post(t, api+"/sendMessage", map[string]any{
		"botToken": token, "from": person, "chat": chat, "date": time.Now().Unix(), "text": article,
	}, &sent)
	for len(got.Result) == 0 {
		select {
		case <-ctx.Done():
			t.Fatal("no answer came")
		case <-time.After(50 * time.Millisecond):
		}
		post(t, api+"/getUpdates", map[string]any{"token": token, "chatId": user}, &got)
	}
	card := got.Result[0].Message
	if card.ParseMode != "HTML" || !strings.HasPrefix(card.Text, "<b>") || !strings.Contains(card.Text, "Sollen") {
		t.Errorf("got %+v, want the card of the ferry", card)
	}
	t.Log(fmt.Sprint("the card:\n", card.Text))
}
