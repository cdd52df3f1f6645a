package redistest

import (
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestRestartKeepsData(t *testing.T) {
	s := Start(t, Options{AOF: true})
	s.ask("SET k v")
	s.Kill()
	if got := s.ask("PING"); got != "" {
		t.Fatalf("a killed server answers %q", got)
	}
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	if got := s.ask("GET k"); !strings.Contains(got, "v") {
		t.Fatalf("after the restart GET k gives %q", got)
	}
}

func TestClusterTakesEverySlot(t *testing.T) {
	s := Start(t, Options{Cluster: true})
	for _, k := range []string{"a", "b", "{c}d", "zz"} {
		if got := s.ask("SET " + k + " 1"); got != "+OK\r\n" {
			t.Errorf("SET %s: %q", k, got)
		}
	}
}
