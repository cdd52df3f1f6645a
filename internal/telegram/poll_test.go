package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

// inProcess answers requests without a network, so that a test can run in
// synctest's time.
type inProcess struct{ http.Handler }

func (h inProcess) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	defer func() {
		if recover() != nil {
			resp, err = nil, errors.New("connection cut")
		}
	}()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if r.Context().Err() != nil {
		return nil, r.Context().Err()
	}
	return w.Result(), nil
}

func inMemory(t *testing.T) (*fakeapi.Server, func(*telegram.Config)) {
	s := fakeapi.Unstarted()
	t.Cleanup(func() {
		for _, f := range s.TakeFaults() {
			t.Error(f)
		}
	})
	return s, func(c *telegram.Config) {
		c.APIURL, c.HTTP = "http://fake", &http.Client{Transport: inProcess{s}}
	}
}

// shelf is a Store that keeps ids.
type shelf struct {
	mu   sync.Mutex
	ids  []int64
	fail int // this many times
}

func (s *shelf) store(_ context.Context, raws []telegram.Raw) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail > 0 {
		s.fail--
		return errors.New("the disk is full")
	}
	for _, r := range raws {
		s.ids = append(s.ids, r.ID)
	}
	return nil
}

func (s *shelf) kept() []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.ids)
}

// poll runs Poll until the returned function is called, which gives its error.
func poll(t *testing.T, c *telegram.Client, cfg telegram.PollConfig) (stop func() error) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- c.Poll(ctx, cfg) }()
	return func() error {
		cancel()
		return <-done
	}
}

func TestPollStoresThenAcknowledges(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	var want []int64
	for i := range 250 {
		want = append(want, s.PrivateText(1, fmt.Sprint(i)).UpdateID)
	}
	var kept shelf
	pendingWhileStoring := -1
	stop := poll(t, c, telegram.PollConfig{Timeout: time.Second, Store: func(ctx context.Context, raws []telegram.Raw) error {
		if pendingWhileStoring < 0 {
			pendingWhileStoring = s.Pending()
		}
		return kept.store(ctx, raws)
	}})
	if err := s.WaitAcknowledged(t.Context()); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := stop(); !errors.Is(err, context.Canceled) {
		t.Errorf("Poll = %v", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("stopping took %s", took)
	}
	if !slices.Equal(kept.kept(), want) {
		t.Errorf("stored %v", kept.kept())
	}
	if pendingWhileStoring != 250 {
		t.Errorf("%d of 250 were pending while the first batch was stored", pendingWhileStoring)
	}
}

func TestStopDuringALongPoll(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	stop := poll(t, c, telegram.PollConfig{Store: (&shelf{}).store})
	if _, err := s.WaitCalls(t.Context(), "getUpdates", 1); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	_ = stop()
	if took := time.Since(start); took > time.Second {
		t.Errorf("stopping took %s", took)
	}
}

func TestWhatIsNotStoredComesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, use := inMemory(t)
		c := newClient(t, s, use)
		kept := shelf{fail: 3}
		id := s.PrivateText(1, "a").UpdateID
		stop := poll(t, c, telegram.PollConfig{Store: kept.store})
		_ = s.WaitAcknowledged(t.Context())
		_ = stop()
		if !slices.Equal(kept.kept(), []int64{id}) {
			t.Errorf("stored %v, want %d once", kept.kept(), id)
		}
	})
}

// Ids that begin again lower after a quiet week are not taken for old ones,
// also where they begin between two polls.
func TestIdsMayRestartLower(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, use := inMemory(t)
		c := newClient(t, s, use)
		var kept shelf
		stop := poll(t, c, telegram.PollConfig{Store: kept.store})
		first := s.PrivateText(1, "a").UpdateID
		_ = s.WaitAcknowledged(t.Context())
		s.Break("getUpdates", 5) // from the end of the poll under way
		time.Sleep(51 * time.Second)
		s.NextUpdateID(17)
		s.PrivateText(1, "b")
		s.PrivateText(1, "c")
		_ = s.WaitAcknowledged(t.Context())
		_ = stop()
		if !slices.Equal(kept.kept(), []int64{first, 17, 18}) {
			t.Errorf("stored %v", kept.kept())
		}
	})
}

func TestBrokenUpdatesStopNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, use := inMemory(t)
		var log lockedBuffer
		c := newClient(t, s, use, logTo(&log))
		s.PushRaw(`"no object"`)
		s.PushRaw(`{"no":"id"}`)
		a := s.Push(`{"message":{"message_id":"not a number","chat":7}}`)
		b := s.Push(`{"tomorrows_kind":{"x":[1,2,3]}}`)
		var kept shelf
		stop := poll(t, c, telegram.PollConfig{Store: kept.store})
		_ = s.WaitAcknowledged(t.Context())
		_ = stop()
		if !slices.Equal(kept.kept(), []int64{a, b}) {
			t.Errorf("stored %v, want %d and %d", kept.kept(), a, b)
		}
		if !strings.Contains(log.String(), "count=2") {
			t.Errorf("the log does not count them: %s", &log)
		}
	})
}

// Some servers answer empty at once, whatever timeout they are asked for.
func TestEmptyAnswersAreNotHurried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		polls := 0
		eager := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			polls++
			fmt.Fprint(w, `{"ok":true,"result":[]}`)
		})
		c, err := telegram.New(telegram.Config{Token: "1:a", APIURL: "http://fake", HTTP: &http.Client{Transport: inProcess{eager}}})
		if err != nil {
			t.Fatal(err)
		}
		stop := poll(t, c, telegram.PollConfig{Store: (&shelf{}).store})
		time.Sleep(10 * time.Second)
		_ = stop()
		if polls < 30 || polls > 42 {
			t.Errorf("%d calls in 10 s, want one each 250 ms", polls)
		}
	})
}

func TestPollOutlivesTrouble(t *testing.T) {
	for name, trouble := range map[string]fakeapi.Rule{
		"gateway page":  {HTML: true, Code: 502, Times: 6},
		"server error":  {Code: 500, Description: "Internal Server Error", Times: 6},
		"connection":    {Drop: true, Times: 6},
		"too many":      {Code: 429, RetryAfter: 20, Description: "Too Many Requests", Times: 2},
		"other poller":  {Code: 409, Description: "Conflict: terminated by other getUpdates request", Times: 6},
		"answer lost":   {DropAnswer: true, Times: 6},
		"server answer": {Code: 400, Description: "Bad Request: whatever", Times: 6},
	} {
		for _, method := range []string{"deleteWebhook", "getUpdates"} {
			t.Run(name+" at "+method, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s, use := inMemory(t)
					var log lockedBuffer
					c := newClient(t, s, use, logTo(&log))
					trouble.Method = method
					s.Add(trouble)
					id := s.PrivateText(1, "a").UpdateID
					var kept shelf
					start := time.Now()
					stop := poll(t, c, telegram.PollConfig{Store: kept.store})
					_ = s.WaitAcknowledged(t.Context())
					took := time.Since(start)
					_ = stop()
					if !slices.Equal(kept.kept(), []int64{id}) {
						t.Errorf("stored %v", kept.kept())
					}
					if took < 2*time.Second || took > 2*time.Minute {
						t.Errorf("back after %s", took)
					}
					if trouble.Code == 409 && strings.Count(log.String(), "another process") != 1 {
						t.Errorf("the conflict is not logged once:\n%s", &log)
					}
					if strings.Contains(log.String(), fakeapi.Token) {
						t.Error("the token is in the log")
					}
				})
			})
		}
	}
}

func TestPauseBetweenFailuresGrows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, use := inMemory(t)
		c := newClient(t, s, use)
		s.Add(fakeapi.Rule{Method: "getUpdates", HTML: true, Code: 502})
		stop := poll(t, c, telegram.PollConfig{Store: (&shelf{}).store})
		time.Sleep(10 * time.Minute)
		_ = stop()
		if n := len(s.Calls("getUpdates")); n < 15 || n > 60 {
			t.Errorf("%d polls in ten minutes of trouble", n)
		}
	})
}

func TestUnknownTokenEndsPolling(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s, func(cfg *telegram.Config) { cfg.Token = "1:wrong" })
	err := c.Poll(t.Context(), telegram.PollConfig{Store: (&shelf{}).store})
	if !errors.Is(err, telegram.ErrUnauthorized) {
		t.Fatalf("Poll = %v", err)
	}
	if !strings.Contains(telegram.ErrUnauthorized.Error(), "BotFather") {
		t.Error("the error does not say what to do")
	}
}

func TestWebhookIsTakenAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, use := inMemory(t)
		c := newClient(t, s, use)
		setHook := func() {
			req, _ := http.NewRequest(http.MethodPost, "http://fake/bot"+fakeapi.Token+"/setWebhook?url=https://elsewhere.example", nil)
			resp, err := inProcess{s}.RoundTrip(req)
			if err != nil || resp.StatusCode != http.StatusOK {
				t.Fatal(resp, err)
			}
		}
		setHook()
		var kept shelf
		stop := poll(t, c, telegram.PollConfig{Store: kept.store})
		s.PrivateText(1, "a")
		_ = s.WaitAcknowledged(t.Context())
		setHook() // by somebody, while the bot polls
		time.Sleep(2 * time.Minute)
		s.PrivateText(1, "b")
		_ = s.WaitAcknowledged(t.Context())
		_ = stop()
		if n := len(kept.kept()); n != 2 {
			t.Errorf("%d updates stored", n)
		}
	})
}

// Two pollers by mistake: both see 409 now and then, nothing is lost.
func TestTwoPollersLoseNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, use := inMemory(t)
		var kept shelf
		var stops []func() error
		for range 2 {
			stops = append(stops, poll(t, newClient(t, s, use), telegram.PollConfig{Store: kept.store}))
		}
		want := map[int64]bool{}
		for i := range 20 {
			want[s.PrivateText(1, fmt.Sprint(i)).UpdateID] = true
			time.Sleep(time.Second)
		}
		_ = s.WaitAcknowledged(t.Context())
		for _, stop := range stops {
			_ = stop()
		}
		for _, id := range kept.kept() {
			delete(want, id)
		}
		if len(want) > 0 {
			t.Errorf("lost %v", want)
		}
		conflicts := 0
		for _, call := range s.Calls("getUpdates") {
			if call.Status == 409 {
				conflicts++
			}
		}
		if conflicts == 0 {
			t.Error("the server saw no conflict: the test tests nothing")
		}
	})
}

func TestAllowedUpdatesAreAskedFor(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	stop := poll(t, c, telegram.PollConfig{
		Store: (&shelf{}).store, Timeout: time.Minute, AllowedUpdates: []telegram.Kind{telegram.NewMessage, telegram.Callback},
	})
	calls, err := s.WaitCalls(t.Context(), "getUpdates", 1)
	_ = stop()
	if err != nil {
		t.Fatal(err)
	}
	if p := calls[0].Params; p["allowed_updates"] != `["message","callback_query"]` || p["timeout"] != "50" {
		t.Errorf("asked with %v", p)
	}
}
