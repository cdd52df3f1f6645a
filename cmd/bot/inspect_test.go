package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"tollbot/internal/queue"
	"tollbot/internal/redistest"
	"tollbot/internal/store"
)

func inspect(t *testing.T, redisURL string, args ...string) (status int, out, complaint string) {
	t.Helper()
	var o, e strings.Builder
	status = run(t.Context(), call{args: args, out: &o, err: &e, env: map[string]string{"REDIS_URL": redisURL}})
	return status, o.String(), e.String()
}

func TestDeadLettersAreListedAndRevived(t *testing.T) {
	url := redistest.Start(t, redistest.Options{}).URL()
	kept, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	died := make(chan struct{}, 2)
	jobs := queue.New(kept.Client(), queue.Options{
		Log: slog.New(slog.DiscardHandler), Observe: func(queue.Event) { died <- struct{}{} },
	})
	if err := jobs.Put(t.Context(), []queue.Update{{ID: 7, Raw: []byte("{}"), Hint: queue.Hint{Chat: "62"}}}); err != nil {
		t.Fatal(err)
	}
	runOnce(t, jobs, died, queue.Permanent(errors.New("no such chat")))

	status, listed, complaint := inspect(t, url, "dead")
	if status != exitOK || !strings.Contains(listed, "chat 62") || !strings.Contains(listed, "no such chat") {
		t.Fatalf("got %d %q %q", status, listed, complaint)
	}
	id, _, _ := strings.Cut(listed, " ")
	if status, _, complaint := inspect(t, url, "dead", "revive", "nobody", id); status != exitFailed || !strings.Contains(complaint, "nobody: ") {
		t.Errorf("an unknown one: got %d %q", status, complaint)
	}
	if status, listed, _ := inspect(t, url, "dead"); status != exitOK || listed != "" {
		t.Errorf("after the revival: got %d %q", status, listed)
	}
	runOnce(t, jobs, died, nil) // it is there to be answered
}

// runOnce lets the queue make one attempt, which ends with err.
func runOnce(t *testing.T, jobs *queue.Queue, attempted <-chan struct{}, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- jobs.Run(ctx, func(context.Context, *queue.Job) error { return err }) }()
	select {
	case <-attempted:
	case <-ctx.Done():
		t.Fatal("the job was never tried")
	}
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
}

func TestFeedbackIsPrinted(t *testing.T) {
	url := redistest.Start(t, redistest.Options{}).URL()
	kept, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	if err := kept.AddFeedback(t.Context(), 62, store.Feedback{At: time.Now(), ReportKey: "k", Figure: "f2"}); err != nil {
		t.Fatal(err)
	}
	status, out, complaint := inspect(t, url, "feedback")
	if status != exitOK || !strings.Contains(out, `"figure":"f2"`) || strings.Count(out, "\n") != 1 {
		t.Errorf("got %d %q %q", status, out, complaint)
	}
}

func TestInspectionNeedsARedis(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"dead", "feedback"} {
		if status, _, complaint := inspect(t, "", verb); status != exitUsage || !strings.Contains(complaint, "REDIS_URL: set it") {
			t.Errorf("%s: got %d %q", verb, status, complaint)
		}
		if status, _, _ := inspect(t, "redis://127.0.0.1:1", verb); status != exitFailed {
			t.Errorf("%s without an answer: got %d, want %d", verb, status, exitFailed)
		}
		if status, _, _ := inspect(t, "redis://127.0.0.1:1", verb, "nonsense"); status != exitUsage {
			t.Errorf("%s nonsense: got %d, want %d", verb, status, exitUsage)
		}
	}
}
