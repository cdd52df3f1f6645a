package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

// storeTo is a Store that hands single updates on.
func storeTo(to chan<- telegram.Raw) func(context.Context, []telegram.Raw) error {
	return func(ctx context.Context, raws []telegram.Raw) error {
		for _, r := range raws {
			select {
			case to <- r:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	}
}

func TestDownload(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	data := bytes.Repeat([]byte("casualty"), 1000)
	id := s.AddFile("report.pdf", data)
	if got, err := c.Download(t.Context(), id, int64(len(data))); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := c.Download(t.Context(), id, int64(len(data))-1); !errors.Is(err, telegram.ErrTooLarge) {
		t.Errorf("a file over the caller's limit: %v", err)
	}
	huge := s.AddFile("film.mkv", make([]byte, telegram.MaxFile+1))
	if _, err := c.Download(t.Context(), huge, 1<<30); !errors.Is(err, telegram.ErrTooLarge) {
		t.Errorf("a file over Telegram's limit: %v", err)
	}
	if _, err := c.Download(t.Context(), "nothing", 10); err == nil {
		t.Error("a file that is not there was had")
	}
	s.Add(fakeapi.Rule{Method: "download", HTML: true, Code: 502})
	var server *telegram.ServerError
	if _, err := c.Download(t.Context(), id, 1<<20); !errors.As(err, &server) || server.Status != 502 {
		t.Errorf("behind a broken gateway: %v", err)
	}
}

// A server may lie about the size, or give a path that leads elsewhere.
func TestDownloadTrustsNoServer(t *testing.T) {
	for path, wantErr := range map[string]bool{
		"documents/a b#c?.pdf": false, "../../etc/passwd": true, "/var/lib/telegram-bot-api/x": true, "": true, "a/../b": true,
	} {
		t.Run(path, func(t *testing.T) {
			var fetched []string
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/getFile") {
					fmt.Fprintf(w, `{"ok":true,"result":{"file_id":"f","file_size":1,"file_path":%q}}`, path)
					return
				}
				fetched = append(fetched, r.URL.Path)
				_, _ = w.Write(make([]byte, 5000))
			}))
			defer srv.Close()
			c, err := telegram.New(telegram.Config{Token: "1:a", APIURL: srv.URL})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_, err = c.Download(t.Context(), "f", 5000)
			if (err != nil) != wantErr {
				t.Errorf("err = %v", err)
			}
			if wantErr && len(fetched) > 0 || !wantErr && fetched[0] != "/file/bot1:a/"+path {
				t.Errorf("fetched %q", fetched)
			}
			if _, err := c.Download(t.Context(), "f", 4999); !wantErr && !errors.Is(err, telegram.ErrTooLarge) {
				t.Errorf("more bytes than announced: %v", err)
			}
		})
	}
}

func TestUploads(t *testing.T) {
	s := fakeapi.New(t)
	c := newClient(t, s)
	up := telegram.Upload{
		Out:  telegram.Out{Chat: 7, HTML: "<b>Toll</b> so far", Keyboard: telegram.Keyboard{{telegram.DataButton("a", "b")}}},
		Name: "toll.csv", Data: []byte("day,killed\n1,5\n"),
	}
	if _, err := c.SendDocument(t.Context(), up); err != nil {
		t.Fatal(err)
	}
	up.Name, up.HTML = "toll.png", "<b>bad"
	if sent, err := c.SendPhoto(t.Context(), up); err != nil || !sent.Plain {
		t.Fatalf("SendPhoto = %+v, %v", sent, err)
	}
	s.TakeFaults() // the bad caption
	got := s.Sent(7)
	if len(got) != 2 || got[0].File.Name != "toll.csv" || !bytes.Equal(got[0].File.Data, up.Data) || got[0].Text != "Toll so far" || got[0].Keyboard[0][0].Data != "b" {
		t.Errorf("document %+v", got[0])
	}
	if got[1].File.Kind != "photo" || got[1].Text != "bad" || !bytes.Equal(got[1].File.Data, up.Data) {
		t.Errorf("photo, sent a second time whole: %+v", got[1])
	}
	if _, err := c.SendDocument(t.Context(), telegram.Upload{Out: telegram.Out{Chat: 7}, Name: "x"}); !errors.Is(err, telegram.ErrEmpty) {
		t.Errorf("an empty file: %v", err)
	}
}

// Uploads lose the error code in the library; the limits must be obeyed all
// the same.
func TestUploadObeysRetryAfter(t *testing.T) {
	t.Parallel()
	s := fakeapi.New(t)
	c := newClient(t, s, func(cfg *telegram.Config) { cfg.Limit = nil })
	s.TooMany(7, 1, 1)
	if _, err := c.SendDocument(t.Context(), telegram.Upload{Out: telegram.Out{Chat: 7}, Name: "x", Data: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	if n := len(s.Sent(7)); n != 1 {
		t.Errorf("sent %d times", n)
	}
}
