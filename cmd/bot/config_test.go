package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

func TestReadConfig(t *testing.T) {
	got, err := readConfig(map[string]string{
		"TELEGRAM_BOT_TOKEN": " 123:abc_-D ", "TELEGRAM_API_URL": "http://127.0.0.1:8081/", "LOG_LEVEL": "debug", "METRICS_ADDR": "",
		"ALLOWED_IDS": "12,-1001234567890",
	})
	want := config{Token: "123:abc_-D", TelegramURL: "http://127.0.0.1:8081", MetricsAddr: "127.0.0.1:9090", LogLevel: slog.LevelDebug, Allowed: []int64{12, -1001234567890}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestRedisAddresses(t *testing.T) {
	for _, good := range []string{
		"redis://localhost", "rediss://:secret@h:6380/1", "redis://a:1,redis://b:2,c:3", "redis://a:26379,b:26379?master_name=m", "unix:///run/redis.sock",
	} {
		if _, err := readConfig(map[string]string{"REDIS_URL": good}); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"localhost", "redis://", "http://h", "redis://:hunter2%zz@h", "redis://h,,"} {
		_, err := readConfig(map[string]string{"REDIS_URL": bad})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got %v", bad, err)
		}
	}
}

func TestSecretIsNeverPrinted(t *testing.T) {
	c := config{Token: "123:hunter2", RedisURL: "redis://:hunter2@h"}
	var out bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&out, nil))
	log.Info("x", "token", c.Token, "config", c, "pointer", &c.Token)
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "token", c.Token, "config", c)
	fmt.Fprintf(&out, "%v %+v %#v %s %q %x %d", c, c, c, c.Token, c.Token, c.Token, c.Token)
	if err := json.NewEncoder(&out).Encode(c); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "hunter2") || strings.Contains(out.String(), fmt.Sprintf("%x", "hunter2")) {
		t.Errorf("a secret got out: %s", out.String())
	}
	if c.Token.Reveal() != "123:hunter2" {
		t.Error("the secret itself was lost")
	}
}

// .env.example and the table of README.md name exactly what is read.
func TestEveryNameIsDocumented(t *testing.T) {
	var names []string
	for f := range reflect.TypeFor[config]().Fields() {
		names = append(names, f.Tag.Get("env"))
	}
	for _, doc := range []struct{ path, name string }{
		{"../../.env.example", `(?m)^#? ?([A-Z][A-Z_]+)=`},
		{"../../README.md", "(?m)^\\| `([A-Z][A-Z_]+)` \\|"},
	} {
		text, err := os.ReadFile(doc.path)
		if err != nil {
			t.Fatal(err)
		}
		var named []string
		for _, m := range regexp.MustCompile(doc.name).FindAllSubmatch(text, -1) {
			named = append(named, string(m[1]))
		}
		if !reflect.DeepEqual(named, names) {
			t.Errorf("%s names %v, the configuration is %v", doc.path, named, names)
		}
	}
}
