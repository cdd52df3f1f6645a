package store

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"golang.org/x/text/unicode/norm"

	"tollbot/summarize"
)

// Normal is the article as it should be read and keyed: valid UTF-8, composed
// letters, one kind of line end, no blanks at the ends of lines. Read the
// normal article: the spans of a cached report count in it.
func Normal(a summarize.Article) summarize.Article {
	a.Title, a.Text = normal(a.Title), normal(a.Text)
	return a
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func normal(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(lineEnds.Replace(s), "\uFFFD"))
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\u00A0")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// ReportKey names the report of an article under the rules that fingerprint
// names. Articles that read alike have one key; whatever may change the
// report is part of it, the date that anchors "on Tuesday" included.
func ReportKey(a summarize.Article, fingerprint string) string {
	a = Normal(a)
	published := ""
	if !a.Published.IsZero() {
		published = a.Published.Format(time.RFC3339Nano)
	}
	h := sha256.New()
	for _, part := range []string{fingerprint, a.Lang, published, a.Title, a.Text} {
		fmt.Fprintf(h, "%d:%s", len(part), part) // lengths: no two lists write the same
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// Report is the cached report; false where there is none, or none to be had.
func (s *Store) Report(ctx context.Context, key string) (summarize.Report, bool) {
	r, err := s.report(ctx, key)
	if err != nil {
		s.opt.Observer.Miss()
		return summarize.Report{}, false
	}
	s.opt.Observer.Hit()
	return r, true
}

func (s *Store) report(ctx context.Context, key string) (summarize.Report, error) {
	b, err := ask(ctx, s, "read report", func(ctx context.Context) ([]byte, error) {
		return s.rdb.Get(ctx, s.reportName(key)).Bytes()
	})
	if err != nil {
		if !errors.Is(err, redis.Nil) {
			s.opt.Log.Debug("a cached report could not be read; the article is read again", "key", key, "err", err)
		}
		return summarize.Report{}, err
	}
	r, err := decode(b)
	if err != nil {
		s.opt.Observer.Failed("decode report", err)
		s.opt.Log.Warn("a cached report is broken; the article is read again", "key", key, "bytes", len(b), "err", err)
	}
	return r, err
}

// PutReport keeps a report for its lifetime, if it can.
func (s *Store) PutReport(ctx context.Context, key string, r summarize.Report) {
	b, err := encode(r)
	if err == nil {
		err = s.do(ctx, "keep report", func(ctx context.Context) error {
			if err := s.rdb.Set(ctx, s.reportName(key), b, s.opt.Lifetime).Err(); err != nil {
				return err
			}
			return s.evict(ctx, s.reportName(key), len(b))
		})
	}
	if err != nil {
		s.opt.Log.Debug("a report is not cached; a second reading costs its time again", "key", key, "err", err)
	}
}
