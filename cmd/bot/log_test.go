package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Libraries quote what they were given; none of it may reach the log.
func TestLogHidesSecretsThatLibrariesQuote(t *testing.T) {
	const token, password = "123:hunter2", "p@ss/word"
	redisURL := (&url.URL{Scheme: "redis", User: url.UserPassword("bot", password), Host: "h:6379"}).String()
	var out bytes.Buffer
	log := newLog(&out, slog.LevelDebug, token, Secret("redis://a:1,"+redisURL), "")
	cause := &url.Error{Op: "Get", URL: "https://api.telegram.org/bot" + token + "/getMe", Err: errors.New("refused")}
	log.Warn("failed", "err", fmt.Errorf("asking: %w", cause))
	log.Warn("dialling " + redisURL)
	log.With("url", redisURL).WithGroup("g").Warn("x", slog.Group("h", "password", password))
	redisLog{log}.Printf(t.Context(), "auth %s", password)
	for _, secret := range []string{"hunter2", password, url.QueryEscape(password), url.PathEscape(password)} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the log shows %q:\n%s", secret, out.String())
		}
	}
	if !strings.Contains(out.String(), "asking: Get") || !strings.Contains(out.String(), "refused") {
		t.Errorf("the cause was lost:\n%s", out.String())
	}
}

func TestLogWithoutSecretsIsUntouched(t *testing.T) {
	var out bytes.Buffer
	newLog(&out, slog.LevelInfo, "", "").Info("as it is", "n", 3, "took", time.Second)
	if !regexp.MustCompile(`^\{"time":"\d{4}-\d\d-\d\dT[^"]+","level":"INFO","msg":"as it is","n":3,"took":1000000000\}\n$`).MatchString(out.String()) {
		t.Errorf("got %s", out.String())
	}
}
