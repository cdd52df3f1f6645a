package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tollbot/handlers/reply"
	"tollbot/internal/telegram"
	"tollbot/summarize"
)

// What a button sends back is "verb:token" or "verb:token:argument", at most 64
// bytes. It is a question, never an order: the token is looked up, and its
// article must be of the chat the button was pressed in.
func data(verb, token, argument string) string {
	s := verb + ":" + token
	if argument != "" {
		s += ":" + argument
	}
	return s
}

// keyboard is what stands under a card. Without a token there is nothing that
// a button could find again.
func (t *turn) keyboard(card reply.Card, token string) telegram.Keyboard {
	if token == "" {
		return nil
	}
	if slices.Contains(card.Report.Notices, summarize.NoticeNotNews) && !card.Anyway {
		return telegram.Keyboard{{t.button("anyway", token, "")}}
	}
	if outcome(card.Report) == "notice" && !card.Anyway {
		return nil
	}
	first := []telegram.Button{telegram.ShareButton(t.say.Say("button-share"), token)}
	if line := card.Line(); line != "" {
		first = append(first, telegram.ClipButton(t.say.Say("button-copy"), line))
	}
	second := []telegram.Button{t.button("more", token, "")}
	if len(card.Pages()) > 0 {
		second = append(second, t.button("wrong", token, ""))
	}
	k := telegram.Keyboard{first, second}
	if t.group {
		k = append(k, []telegram.Button{t.button("delete", token, "")})
	}
	return k
}

// button is labelled by its verb.
func (t *turn) button(verb, token, argument string) telegram.Button {
	return telegram.DataButton(t.say.Say("button-"+verb), data(verb, token, argument))
}

// press answers a pressed button. The wait on it is ended first: Telegram gives
// a few seconds, and the work may take longer.
func (t *turn) press(ctx context.Context, q *telegram.CallbackQuery) error {
	if q.From == nil || q.Message == nil || q.Message.Chat == nil {
		return t.note(ctx, q, "")
	}
	t.open(ctx, q.Message.Chat, q.From)
	t.thread = q.Message.Topic()
	if !t.allowed(t.chat, t.user) {
		return t.note(ctx, q, "")
	}
	t.Observe("button")
	if t.moved { // the message with the button is not to be had any more
		return t.note(ctx, q, t.say.Say("expired"))
	}
	verb, rest, _ := strings.Cut(q.Data, ":")
	token, argument, _ := strings.Cut(rest, ":")
	switch verb {
	case "sample":
		return firstError(t.note(ctx, q, ""), t.showSample(ctx, q.Message.MessageID))
	case "set":
		return t.pressSettings(ctx, q, token, argument)
	case "forget":
		return t.pressForget(ctx, q, token)
	}
	k, ok := t.recall(ctx, token)
	if !ok || !t.here(ctx, k.Chat) {
		return t.note(ctx, q, t.say.Say("expired"))
	}
	return t.pressCard(ctx, q, pressed{verb, token, argument, k})
}

// pressed is a button under a card, with what stands behind the card.
type pressed struct {
	verb, token, argument string
	kept                  kept
}

func (t *turn) pressCard(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	switch p.verb {
	case "thanks", "delete":
		// These say something themselves.
	default:
		if err := t.note(ctx, q, ""); err != nil {
			return err
		}
	}
	switch p.verb {
	case "more":
		return t.rekey(ctx, q, t.moreKeyboard(t.card(p.kept, t.readArticle(ctx, p.kept)), p.token))
	case "back":
		r := t.readArticle(ctx, p.kept)
		return t.rekey(ctx, q, t.keyboard(t.card(p.kept, r), p.token))
	case "anyway":
		return t.anyway(ctx, q, p)
	case "plain":
		return t.plain(ctx, q, p)
	case "line":
		return t.line(ctx, q, p)
	case "json":
		return t.file(ctx, q, p)
	case "figures":
		return t.figures(ctx, q, p)
	case "chart":
		return t.chart(ctx, q, p)
	case "wrong":
		r := t.readArticle(ctx, p.kept)
		return t.rekey(ctx, q, t.wrongKeyboard(t.card(p.kept, r), p.token))
	case "thanks":
		return t.feedback(ctx, q, p)
	case "delete":
		return t.remove(ctx, q, p)
	}
	return nil // a button of a later version
}

// note ends the wait on a button, with a word where there is one to say.
func (t *turn) note(ctx context.Context, q *telegram.CallbackQuery, text string) error {
	return t.Bot.AnswerCallback(ctx, q.ID, text, false)
}

func (t *turn) rekey(ctx context.Context, q *telegram.CallbackQuery, k telegram.Keyboard) error {
	return t.settle(ctx, t.Bot.EditKeyboard(ctx, t.chat, q.Message.MessageID, k))
}

func (t *turn) moreKeyboard(card reply.Card, token string) telegram.Keyboard {
	second := []telegram.Button{t.button("figures", token, "0")}
	if _, _, ok := card.Chart(); ok {
		second = append(second, t.button("chart", token, ""))
	}
	return telegram.Keyboard{
		{t.button("plain", token, ""), t.button("line", token, ""), t.button("json", token, "")},
		append(second, t.button("back", token, "")),
	}
}

// anyway writes the card of a text that reads like no news, in the place of the
// question.
func (t *turn) anyway(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	p.kept.Anyway = true
	name := "anyway"
	t.sent[name] = Sent{Chat: t.chat, Message: q.Message.MessageID, What: name}
	return t.show(ctx, name, 0, p.kept, t.readArticle(ctx, p.kept))
}

// plain sends the whole card as text: as a message, or as a file where it is
// longer than one.
func (t *turn) plain(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	text := t.card(p.kept, t.readArticle(ctx, p.kept)).Plain()
	if telegram.UTF16Len(text) <= telegram.MaxText {
		_, err := t.send(ctx, "plain:"+q.ID, telegram.Out{ReplyTo: q.Message.MessageID, Plain: text})
		return err
	}
	return t.upload(ctx, q, t.Bot.SendDocument, telegram.Upload{Name: "summary.txt", Data: []byte(text)})
}

// line sends the line to copy as a message, for clients that have no copy
// button: a tap on it copies it there too.
func (t *turn) line(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	line := t.card(p.kept, t.readArticle(ctx, p.kept)).Line()
	if line == "" {
		return t.sentence(ctx, q.Message.MessageID, "no-figures")
	}
	_, err := t.send(ctx, "line:"+q.ID, telegram.Out{
		ReplyTo: q.Message.MessageID, HTML: "<code>" + telegram.Escape(line) + "</code>",
	})
	return err
}

// file sends the report as it is: the format that desks build on.
func (t *turn) file(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	out, err := json.MarshalIndent(t.readArticle(ctx, p.kept).report, "", "  ")
	if err != nil {
		return fmt.Errorf("write a report as JSON: %w", err)
	}
	return t.upload(ctx, q, t.Bot.SendDocument, telegram.Upload{Name: "report.json", Data: append(out, '\n')})
}

// chart sends the accounts of one count as a picture, and in words below it. It
// is drawn each time: that takes less than looking it up would save.
func (t *turn) chart(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	picture, caption, ok := t.card(p.kept, t.readArticle(ctx, p.kept)).Chart()
	if !ok {
		return nil // the rules have changed since the button was made
	}
	drawn, err := picture.PNG()
	if err != nil {
		return err
	}
	return t.upload(ctx, q, t.Bot.SendPhoto, telegram.Upload{Out: telegram.Out{HTML: caption}, Name: "chart.png", Data: drawn})
}

// uploading is one of the ways to send a file.
type uploading func(context.Context, telegram.Upload) (telegram.Sent, error)

// upload sends a file once, however often its job is tried.
func (t *turn) upload(ctx context.Context, q *telegram.CallbackQuery, send uploading, u telegram.Upload) error {
	what := u.Name + ":" + q.ID
	if _, done := t.sent[what]; done {
		return nil
	}
	u.Chat, u.Thread, u.ReplyTo = t.chat, t.thread, q.Message.MessageID
	sent, err := send(ctx, u)
	if sent.ID != 0 {
		if lost := t.job.Record(ctx, Sent{Chat: sent.Chat, Message: sent.ID, What: what}); lost != nil {
			t.Log.Error("a file may be sent again: it could not be recorded", "chat", t.chat, "err", lost)
		}
	}
	return t.settle(ctx, err)
}

// figures shows every figure, a page at a time: the first page as a message of
// its own, which the arrows under it turn.
func (t *turn) figures(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	pages := t.card(p.kept, t.readArticle(ctx, p.kept)).Pages()
	if len(pages) == 0 {
		return t.sentence(ctx, q.Message.MessageID, "no-figures")
	}
	turned, isTurn := strings.CutPrefix(p.argument, "p")
	n, _ := strconv.Atoi(turned)
	n = min(max(n, 0), len(pages)-1)
	out := telegram.Out{ReplyTo: q.Message.MessageID, HTML: pages[n], Keyboard: t.pager(p.token, n, len(pages))}
	what := "figures:" + q.ID
	if isTurn {
		t.sent[what] = Sent{Chat: t.chat, Message: q.Message.MessageID, What: what}
	}
	_, err := t.send(ctx, what, out)
	return err
}

func (t *turn) pager(token string, n, of int) telegram.Keyboard {
	if of < 2 {
		return nil
	}
	turn := func(sign string, to int) telegram.Button {
		return telegram.DataButton(sign, data("figures", token, "p"+strconv.Itoa((to+of)%of)))
	}
	return telegram.Keyboard{{turn("‹", n-1), turn(fmt.Sprintf("%d / %d", n+1, of), n), turn("›", n+1)}}
}

// mostWrong is how many figures the feedback keyboard offers.
const mostWrong = 8

// wrongKeyboard asks which figure is not right. A button names the figure by
// its place in the report, which the token pins down.
func (t *turn) wrongKeyboard(card reply.Card, token string) telegram.Keyboard {
	var k telegram.Keyboard
	for i, name := range card.Names() {
		if i == mostWrong {
			break
		}
		b := telegram.DataButton(name, data("thanks", token, strconv.Itoa(i)))
		if i%2 == 0 {
			k = append(k, []telegram.Button{b})
		} else {
			k[len(k)-1] = append(k[len(k)-1], b)
		}
	}
	return append(k, []telegram.Button{
		telegram.DataButton(t.say.Say("button-else"), data("thanks", token, "")), t.button("back", token, ""),
	})
}

// feedback keeps what a reader says is not right, for whoever runs the bot.
func (t *turn) feedback(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	r := t.readArticle(ctx, p.kept)
	f := Feedback{At: unixNow(), ReportKey: r.key, Figure: figureAt(r.report, p.argument)}
	if err := t.Chats.AddFeedback(ctx, t.chat, f); err != nil {
		t.Log.Error("feedback lost", "chat", t.chat, "err", err)
		return t.note(ctx, q, t.say.Say("not-now"))
	}
	return firstError(t.note(ctx, q, t.say.Say("thanks")), t.rekey(ctx, q, t.keyboard(t.card(p.kept, r), p.token)))
}

// figureAt is the id of the nth figure of a report; empty where there is none.
func figureAt(r summarize.Report, argument string) string {
	n, err := strconv.Atoi(argument)
	if err != nil || n < 0 {
		return ""
	}
	for _, i := range r.Incidents {
		if n < len(i.Figures) {
			return i.Figures[n].ID
		}
		n -= len(i.Figures)
	}
	return ""
}

// remove deletes a card for the one who asked for it, and for admins.
func (t *turn) remove(ctx context.Context, q *telegram.CallbackQuery, p pressed) error {
	may := p.kept.Asker != 0 && p.kept.Asker == t.user
	if !may {
		var err error
		if may, err = t.isAdmin(ctx, t.user); err != nil {
			return err
		}
	}
	if !may {
		return t.note(ctx, q, t.say.Say("delete-who"))
	}
	t.tell(ctx, p.kept, 0)
	return firstError(t.note(ctx, q, ""), t.settle(ctx, t.Bot.Delete(ctx, t.chat, q.Message.MessageID)))
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
