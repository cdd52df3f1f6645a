package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tollbot/internal/telegram/fakeapi"
)

// child is the bot as a process of its own: something that can be killed.
type child struct {
	t    *testing.T
	cmd  *exec.Cmd
	done chan error // the process has ended and its log is read

	mu       sync.Mutex
	lines    []string
	ops      string // http address of metrics and health, once it is logged
	opsKnown chan struct{}
}

// startChild runs the bot as this test binary, which TestMain turns into bot
// by its name, so that the race detector watches the child too. More of its
// environment is "NAME=value".
func startChild(t *testing.T, api *fakeapi.Server, redisURL string, more ...string) *child {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return startBinary(t, self, fakeapi.Token, api.URL, redisURL, more...)
}

// startBinary runs a binary as a bot. It is killed at the end of the test, and
// its log is shown where the test failed.
func startBinary(t *testing.T, path, token, apiURL, redisURL string, more ...string) *child {
	t.Helper()
	c := &child{t: t, done: make(chan error, 1), opsKnown: make(chan struct{})}
	c.cmd = exec.Command(path)
	c.cmd.Args = []string{"bot"}
	c.cmd.Env = append([]string{
		"TELEGRAM_BOT_TOKEN=" + token, "TELEGRAM_API_URL=" + apiURL, "REDIS_URL=" + redisURL,
		"METRICS_ADDR=127.0.0.1:0", "LOG_LEVEL=debug", "GORACE=atexit_sleep_ms=0",
	}, more...)
	stderr, err := c.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go c.follow(stderr)
	t.Cleanup(func() {
		c.kill()
		for _, sign := range []string{"DATA RACE", "panic: ", "fatal error: "} {
			if strings.Contains(c.log(), sign) {
				t.Errorf("the bot's log holds %q", sign)
			}
		}
		if t.Failed() {
			t.Logf("log of bot %d:\n%s", c.cmd.Process.Pid, c.log())
		}
	})
	return c
}

// follow reads the log until the process ends.
func (c *child) follow(stderr io.Reader) {
	lines := bufio.NewScanner(stderr)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		c.mu.Lock()
		c.lines = append(c.lines, lines.Text())
		var said struct{ Msg, Addr string }
		if json.Unmarshal(lines.Bytes(), &said) == nil && said.Msg == "serving metrics and health" && c.ops == "" {
			c.ops = "http://" + said.Addr
			close(c.opsKnown)
		}
		c.mu.Unlock()
	}
	c.done <- c.cmd.Wait()
	close(c.done)
}

func (c *child) log() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.lines, "\n")
}

// kill is SIGKILL: the process has no say in it. A second kill does nothing.
func (c *child) kill() {
	_ = c.cmd.Process.Kill() // fails only where it has ended already
	<-c.done
}

// stop is SIGTERM, and gives how long the process took to end, and how it did.
func (c *child) stop() (time.Duration, error) {
	c.t.Helper()
	asked := time.Now()
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		c.t.Fatal(err)
	}
	select {
	case err := <-c.done:
		return time.Since(asked), err
	case <-time.After(15 * time.Second):
		c.t.Fatal("the bot did not stop on SIGTERM")
		return 0, nil
	}
}

// metric reads one line of /metrics by its name with labels; one that is not
// there is 0.
func (c *child) metric(name string) float64 {
	c.t.Helper()
	page := c.get("/metrics")
	m := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` (\S+)$`).FindStringSubmatch(page)
	if m == nil {
		return 0
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		c.t.Fatalf("%s: %v", name, err)
	}
	return v
}

func (c *child) get(path string) string {
	c.t.Helper()
	select {
	case <-c.opsKnown:
	case <-time.After(20 * time.Second):
		c.t.Fatal("the bot did not serve its metrics")
	}
	resp, err := http.Get(c.ops + path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(page)
}

// waitLog waits for a line that holds words.
func (c *child) waitLog(ctx context.Context, words string) {
	c.t.Helper()
	for !strings.Contains(c.log(), words) {
		select {
		case <-ctx.Done():
			c.t.Fatalf("the bot never logged %s", words)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
