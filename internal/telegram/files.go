package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Upload is a file to send, with a message around it. Out's text is the
// caption, at most 1,024 UTF-16 units, and may be empty.
type Upload struct {
	Out
	Name string // as the receiver sees it
	Data []byte
}

// SendDocument sends a file as it is. Its errors are those of Send.
func (c *Client) SendDocument(ctx context.Context, u Upload) (Sent, error) {
	return c.upload(ctx, "sendDocument", "document", u)
}

// SendPhoto sends a picture, which the server may scale and compress.
func (c *Client) SendPhoto(ctx context.Context, u Upload) (Sent, error) {
	return c.upload(ctx, "sendPhoto", "photo", u)
}

func (c *Client) upload(ctx context.Context, method, field string, u Upload) (Sent, error) {
	if len(u.Data) == 0 {
		return Sent{}, ErrEmpty
	}
	p := chatParams(u.Chat)
	if u.HTML != "" {
		p["caption"], p["parse_mode"] = cleanText(u.HTML), "HTML"
	} else {
		p.AddNonEmpty("caption", cleanText(u.Plain))
	}
	p.AddBool("disable_notification", u.Silent)
	if u.Thread > 1 {
		p["message_thread_id"] = strconv.Itoa(u.Thread)
	}
	if err := errors.Join(addReply(p, u.ReplyTo), addKeyboard(p, u.Keyboard)); err != nil {
		return Sent{}, err
	}
	return c.send(ctx, method, u.Chat, p, &file{field: field, name: u.Name, data: u.Data})
}

// Download fetches a file the bot was sent, of at most limit bytes; ErrTooLarge
// if it has more. Telegram gives out files up to 20 MB.
func (c *Client) Download(ctx context.Context, fileID string, limit int64) ([]byte, error) {
	f, err := result[tgbotapi.File](c.call(ctx, "getFile", params{"file_id": fileID}))
	if err != nil {
		return nil, err
	}
	if int64(f.FileSize) > limit {
		return nil, ErrTooLarge
	}
	address, err := c.fileURL(f.FilePath)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, transferTimeout)
	defer cancel()
	start := time.Now()
	data, err := c.fetch(ctx, address, limit)
	c.observe.Called("download", resultClass(err), time.Since(start))
	return data, err
}

// fileURL builds the address from the configured endpoint: the library's own
// always points to Telegram's. A path that would leave the file tree is
// refused; a server in local mode gives absolute ones, which are not served.
func (c *Client) fileURL(path string) (string, error) {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if s == "" || s == "." || s == ".." {
			return "", errors.New("getFile: the server gives no path that can be fetched over HTTP; is it run with --local?")
		}
		segments[i] = url.PathEscape(s)
	}
	return c.apiURL + "/file/bot" + c.token + "/" + strings.Join(segments, "/"), nil
}

func (c *Client) fetch(ctx context.Context, address string, limit int64) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, c.failure(ctx, "download", err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.failure(ctx, "download", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, &ServerError{Method: "download", Status: resp.StatusCode}
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err != nil {
		return nil, c.failure(ctx, "download", fmt.Errorf("after %d bytes: %w", len(data), err))
	}
	if int64(len(data)) > limit {
		return nil, ErrTooLarge
	}
	return data, nil
}
