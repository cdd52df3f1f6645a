package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"

	"github.com/redis/go-redis/v9"
)

// newLog writes JSON lines in which no secret stands, not even where a
// library quotes one in an error.
func newLog(w io.Writer, level slog.Level, secrets ...Secret) *slog.Logger {
	var pairs []string
	for _, s := range secrets {
		for _, form := range shownForms(s.Reveal()) {
			pairs = append(pairs, form, redacted)
		}
	}
	hide := strings.NewReplacer(pairs...)
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{
		Level: level,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			switch a.Value.Kind() {
			case slog.KindString, slog.KindAny:
				a.Value = hidden(a.Value, hide)
			}
			return a
		},
	}))
}

// hidden is a string, an error or something that prints itself, without
// secrets. Values of other kinds hold none.
func hidden(v slog.Value, hide *strings.Replacer) slog.Value {
	switch x := v.Any().(type) {
	case string:
		return slog.StringValue(hide.Replace(x))
	case error:
		return slog.StringValue(hide.Replace(x.Error()))
	case fmt.Stringer:
		return slog.StringValue(hide.Replace(x.String()))
	}
	return v
}

// shownForms are the spellings under which a secret turns up in messages: as
// it is, as part of a URL, and a URL's password alone.
func shownForms(secret string) []string {
	if secret == "" {
		return nil
	}
	forms := []string{secret}
	for _, one := range strings.Split(secret, ",") {
		u, err := url.Parse(strings.TrimSpace(one))
		if err != nil || u.User == nil {
			continue
		}
		if password, ok := u.User.Password(); ok && password != "" {
			forms = append(forms, password, url.QueryEscape(password))
		}
	}
	if escaped := url.PathEscape(secret); escaped != secret {
		forms = append(forms, escaped)
	}
	return forms
}

// redisLog takes what go-redis says of its connections, which it would
// otherwise print to standard error by itself.
type redisLog struct{ *slog.Logger }

// Printf is called for lost and re-made connections; whoever needed one logs
// what was lost, so this is detail.
func (l redisLog) Printf(_ context.Context, format string, v ...any) {
	l.Debug("redis: " + fmt.Sprintf(format, v...))
}

func quietRedis(log *slog.Logger) { redis.SetLogger(redisLog{log}) }
