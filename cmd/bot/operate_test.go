package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tollbot/internal/queue"
	"tollbot/summarize"
)

func TestHealth(t *testing.T) {
	var lost error
	m := newMetrics()
	server := httptest.NewServer(operations(m, func(context.Context) error { return lost }))
	defer server.Close()
	check := func() (int, string, string) {
		var out, complaint strings.Builder
		env := map[string]string{"METRICS_ADDR": strings.TrimPrefix(server.URL, "http://")}
		status := run(t.Context(), call{args: []string{"healthcheck"}, out: &out, err: &complaint, env: env})
		return status, out.String(), complaint.String()
	}
	if status, said, _ := check(); status != exitOK || said != "ok\n" {
		t.Errorf("well: got %d %q", status, said)
	}
	lost = errors.New("dial tcp 10.0.0.7:6379: refused")
	if status, _, said := check(); status != exitFailed || !strings.Contains(said, "Redis does not answer") || strings.Contains(said, "10.0.0.7") {
		t.Errorf("without Redis: got %d %q", status, said)
	}
}

func TestReachable(t *testing.T) {
	for addr, want := range map[string]string{
		":9090": "127.0.0.1:9090", "0.0.0.0:1": "127.0.0.1:1", "[::]:1": "127.0.0.1:1", "10.0.0.7:1": "10.0.0.7:1", "bot:1": "bot:1",
	} {
		if got := reachable(addr); got != want {
			t.Errorf("reachable(%s) = %s, want %s", addr, got, want)
		}
	}
}

func TestMetricsAreNamed(t *testing.T) {
	m := newMetrics()
	depth, broken := queue.Depth{Jobs: 3, Chats: 2, Dead: 1, Oldest: 1500 * time.Millisecond}, error(nil)
	m.watchQueue(func(context.Context) (queue.Depth, error) { return depth, broken })
	m.Hit()
	m.Called("sendMessage", "429", time.Second)
	m.Waited("429", 2*time.Second)
	m.job(queue.Event{Outcome: queue.Done})
	m.timed(echo)(summarize.Article{Text: "x"})
	page := scrape(t, m)
	for _, line := range []string{
		`tollbot_cache_total{result="hit"} 1`, `tollbot_cache_total{result="miss"} 0`,
		`tollbot_telegram_calls_total{method="sendMessage",result="429"} 1`,
		`tollbot_telegram_waits_total{reason="429"} 1`, `tollbot_telegram_wait_seconds_total{reason="429"} 2`,
		`tollbot_jobs_total{outcome="done"} 1`, `tollbot_engine_seconds_count 1`,
		`tollbot_queue_jobs 3`, `tollbot_queue_chats 2`, `tollbot_queue_dead 1`, `tollbot_queue_oldest_seconds 1.5`,
	} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("no line %q", line)
		}
	}
	broken = errors.New("no Redis")
	if page := scrape(t, m); strings.Contains(page, "tollbot_queue_jobs ") || !strings.Contains(page, "tollbot_cache_total") {
		t.Error("without Redis the depth should be absent and the rest there")
	}
}

func scrape(t *testing.T, m *metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	operations(m, func(context.Context) error { return nil }).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	page, err := io.ReadAll(w.Body)
	if err != nil || w.Code != http.StatusOK {
		t.Fatalf("status %d, %v", w.Code, err)
	}
	return string(page)
}

func TestOperationsStopWithTheBot(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := serveOperations(ctx, "127.0.0.1:0", http.NotFoundHandler(), newLog(io.Discard, 0)); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := serveOperations(t.Context(), metricsOff, nil, nil); err != nil {
		t.Error(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	err = serveOperations(t.Context(), taken.Addr().String(), http.NotFoundHandler(), newLog(io.Discard, 0))
	if err == nil || !strings.Contains(err.Error(), "METRICS_ADDR") {
		t.Errorf("a taken address: got %v, want the name to set", err)
	}
}
