package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"
)

// AnswerCallback stops the wait on a pressed button and shows text, up to 200
// characters, as a note or, with alert, in a box. Telegram forgets a press
// within seconds: too late is no error, for nobody waits any more.
func (c *Client) AnswerCallback(ctx context.Context, id, text string, alert bool) error {
	p := params{"callback_query_id": id}
	p.AddNonEmpty("text", Cut16(text, 200))
	p.AddBool("show_alert", alert)
	_, err := c.call(ctx, "answerCallbackQuery", p)
	return unlessExpired(err)
}

// InlineArticle is one result offered for "@bot …". What is chosen is sent by
// the user, as the HTML given here.
type InlineArticle struct {
	ID          string // 1–64 bytes
	Title       string
	Description string
	HTML        string
	NoPreview   bool
	Keyboard    Keyboard
}

type inlineArticle struct {
	Type        string          `json:"type"`
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Description string          `json:"description,omitempty"`
	Content     inlineContent   `json:"input_message_content"`
	Markup      json.RawMessage `json:"reply_markup,omitempty"`
}

type inlineContent struct {
	Text      string              `json:"message_text"`
	ParseMode string              `json:"parse_mode,omitempty"`
	Preview   *LinkPreviewOptions `json:"link_preview_options,omitempty"`
}

// AnswerInline offers up to 50 results; more are left out. A hint, unless empty,
// stands above them and leads to the chat with the bot. The answer is cached for
// this user only, for as long as given.
func (c *Client) AnswerInline(ctx context.Context, id string, articles []InlineArticle, hint string, cache time.Duration) error {
	results := []inlineArticle{}
	for _, a := range articles[:min(len(articles), 50)] {
		r, err := a.wire()
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	encoded, err := asJSON(results)
	if err != nil {
		return err
	}
	p := params{
		"inline_query_id": id,
		"results":         encoded,
		"is_personal":     "true",
		"cache_time":      strconv.Itoa(int(cache.Seconds())),
	}
	if hint != "" {
		if p["button"], err = asJSON(map[string]string{"text": Cut16(hint, 60), "start_parameter": "inline"}); err != nil {
			return err
		}
	}
	_, err = c.call(ctx, "answerInlineQuery", p)
	return unlessExpired(err)
}

func (a InlineArticle) wire() (inlineArticle, error) {
	r := inlineArticle{
		Type: "article", ID: a.ID, Title: a.Title, Description: a.Description,
		Content: inlineContent{Text: a.HTML, ParseMode: "HTML"},
	}
	if a.NoPreview {
		r.Content.Preview = &LinkPreviewOptions{IsDisabled: true}
	}
	if len(a.Keyboard) == 0 {
		return r, nil
	}
	markup, err := a.Keyboard.markup()
	r.Markup = json.RawMessage(markup)
	return r, err
}

func unlessExpired(err error) error {
	var api *APIError
	if errors.As(err, &api) && api.says("query is too old", "query id is invalid") {
		return nil
	}
	return err
}
