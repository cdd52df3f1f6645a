package store

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tollbot/internal/redistest"
)

// use calls everything once, and says how long the slowest call took.
func use(t *testing.T, s *Store) (slowest time.Duration) {
	t.Helper()
	ctx := t.Context()
	calls := []func(){
		func() { s.PutReport(ctx, "k", report(1)) },
		func() {
			if _, ok := s.Report(ctx, "k"); ok {
				t.Error("a report from a server that does not answer")
			}
		},
		func() {
			if _, known := s.Settings(ctx, 1); known {
				t.Error("settings from a server that does not answer")
			}
		},
		func() {
			if ok, _ := s.Allow(ctx, "ann", 1); !ok {
				t.Error("refused for want of a server")
			}
		},
		func() { s.PutAnswer(ctx, 1, 1, Answer{}) },
		func() { s.Answer(ctx, 1, 1) },
		func() { s.Token(ctx, strings.Repeat("A", 22)) },
		func() {
			if err := s.PutSettings(ctx, 1, Settings{}); err == nil {
				t.Error("settings were kept by nobody")
			}
		},
	}
	for _, call := range calls {
		begun := time.Now()
		call()
		slowest = max(slowest, time.Since(begun))
	}
	return slowest
}

// A server that accepts connections and never says anything is the worst kind.
func TestASilentServerCostsLittle(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var c tally
	s := open(t, "redis://"+l.Addr().String(), Options{Observer: &c})
	if took := use(t, s); took > 4*Patience {
		t.Errorf("a call took %v", took)
	}
	// By now it is left alone.
	if took := use(t, s); took >= Patience {
		t.Errorf("a call took %v though the server is known to be gone", took)
	}
	if c.failures.Load() == 0 || c.hits.Load() != 0 || c.misses.Load() != 2 {
		t.Error("the observer was told otherwise:")
		c.check(t, 0, 2, 1)
	}
}

func TestAServerThatComesBackIsUsedAgain(t *testing.T) {
	t.Parallel()
	r := redistest.Start(t, redistest.Options{})
	s := open(t, r.URL(), Options{})
	s.PutReport(t.Context(), "k", report(1))
	r.Kill()
	use(t, s)
	if err := r.Restart(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(leftAlone + 5*time.Second); ; time.Sleep(50 * time.Millisecond) {
		s.PutReport(t.Context(), "k", report(1))
		if _, ok := s.Report(t.Context(), "k"); ok {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the server is not used again")
		}
	}
}

// Somebody who stops waiting must not make Redis look broken.
func TestACallerThatGivesUpBlamesNobody(t *testing.T) {
	s := open(t, "", Options{})
	s.patience = 10 * time.Second
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range 3 * failuresInRow {
		s.Report(gone, "k")
	}
	s.PutReport(t.Context(), "k", report(0))
	if _, ok := s.Report(t.Context(), "k"); !ok {
		t.Error("the cache is switched off")
	}
}

func TestTheStandInIsCapped(t *testing.T) {
	s := open(t, "", Options{Memory: 1 << 10})
	s.patience = 10 * time.Second
	for i := range 50 {
		s.PutReport(t.Context(), strconv.Itoa(i), report(0))
	}
	keys := s.rdb.Keys(t.Context(), s.reportName("*")).Val()
	if len(keys) == 0 || len(keys) > 5 {
		t.Errorf("%d reports in 1 KiB", len(keys))
	}
	if _, ok := s.Report(t.Context(), "49"); !ok {
		t.Error("the newest is gone")
	}
}

func TestTheStandInWantsItsPassword(t *testing.T) {
	s := open(t, "", Options{})
	conn, err := net.Dial("tcp", s.inside.server.Addr())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "*1\r\n$4\r\nPING\r\n")
	reply := make([]byte, 64)
	if n, _ := conn.Read(reply); !strings.HasPrefix(string(reply[:n]), "-NOAUTH") {
		t.Errorf("a stranger is told %q", reply[:n])
	}
}

func TestSentinels(t *testing.T) {
	t.Parallel()
	r := redistest.Start(t, redistest.Options{})
	_, port, _ := net.SplitHostPort(r.Addr())
	conf := filepath.Join(t.TempDir(), "sentinel.conf")
	if err := os.WriteFile(conf, []byte("sentinel monitor toll 127.0.0.1 "+port+" 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	sentinel := redistest.Start(t, redistest.Options{Sentinel: conf})
	s := open(t, "redis://"+sentinel.Addr()+","+sentinel.Addr()+"/0?master_name=toll", Options{})
	s.patience = 10 * time.Second
	s.PutReport(t.Context(), "k", report(1))
	if _, ok := s.Report(t.Context(), "k"); !ok {
		t.Error("the Sentinels led nowhere")
	}
}
