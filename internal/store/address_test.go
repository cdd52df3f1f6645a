package store

import (
	"slices"
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	cases := []struct {
		url      string
		hosts    string
		master   string
		cluster  bool
		db       int
		password string
		tls      bool
	}{
		{url: "redis://localhost", hosts: "localhost:6379"},
		{url: "redis://h:1234/3", hosts: "h:1234", db: 3},
		{url: "redis://:p%40ss@h:1", hosts: "h:1", password: "p@ss"},
		{url: "rediss://user:secret@h", hosts: "h:6379", password: "secret", tls: true},
		{url: "redis://[::1]:7000", hosts: "[::1]:7000"},
		{url: "unix:///run/redis.sock?db=2", hosts: "/run/redis.sock", db: 2},
		{url: "redis://h:1?cluster=true", hosts: "h:1", cluster: true},
		{url: "redis://a:1,b:2,c", hosts: "a:1 b:2 c:6379", cluster: true},
		{url: "rediss://u:secret@a:1,b:2", hosts: "a:1 b:2", cluster: true, password: "secret", tls: true},
		{url: "redis://:secret@a:26379,b:26379/1?master_name=toll&dial_timeout=2s", hosts: "a:26379 b:26379", master: "toll", db: 1, password: "secret"},
		{url: "redis://a?master_name=toll&sentinel_password=x", hosts: "a:6379", master: "toll"},
	}
	for _, c := range cases {
		a, err := parse(c.url)
		if err != nil {
			t.Errorf("%s: %v", c.url, err)
			continue
		}
		got := []any{strings.Join(a.hosts, " "), a.master, a.cluster, a.one.DB, a.one.Password, a.one.TLSConfig != nil}
		want := []any{c.hosts, c.master, c.cluster, c.db, c.password, c.tls}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.url, got, want)
		}
	}
}

func TestAddressesThatMakeNoSense(t *testing.T) {
	for _, url := range []string{
		"localhost:6379", "http://:secret@h", "redis://:secret@h:port", "redis://:secret@h/one",
		"redis://:secret@a,,b", "redis://:secret@a,b:x", "redis://:secret@a,b/3", "redis://:secret%secr@h",
		"redis://:secret@h?no_such_option=1", "redis://:secret@ h:1", "redis://:secret@h:1\x7f",
	} {
		c, err := dial(url)
		if err == nil {
			t.Errorf("%q was understood", url)
			_ = c.Close()
		} else if strings.Contains(err.Error(), "secr") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("redis://u:p@a:1,b/0?master_name=x")
	f.Add("unix:///a?db=1")
	f.Fuzz(func(t *testing.T, url string) {
		if a, err := parse(url); err == nil && len(a.hosts) == 0 {
			t.Errorf("%q has no host", url)
		}
	})
}
