package handlers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tollbot/internal/telegram"
	"tollbot/summarize"
)

// lifetime is how long the buttons under a card work, and an edit of the
// article finds its answer.
const lifetime = 7 * 24 * time.Hour

// How many articles a chat may have read in a minute: as many as Telegram lets
// a bot answer there.
const (
	privatePerMinute = 60
	groupPerMinute   = 20
	userPerMinute    = 12 // of one member, in all groups together
)

// kept is what stands behind a card for its lifetime: the article, and who may
// do what with the card.
type kept struct {
	Chat      int64     `json:"chat"`
	Asker     int64     `json:"asker,omitempty"`
	Parts     []part    `json:"parts"`
	Title     string    `json:"title,omitempty"`
	Text      string    `json:"text"`
	Outlet    string    `json:"outlet,omitempty"`
	Published time.Time `json:"published,omitzero"`
	Cut       bool      `json:"cut,omitempty"`
	Part      bool      `json:"part,omitempty"` // perhaps of a longer text
	Anyway    bool      `json:"anyway,omitempty"`
}

func (k kept) article() summarize.Article {
	return summarize.Article{Title: k.Title, Text: k.Text, Published: k.Published}
}

// read is an article as it was read, and what was found.
type read struct {
	article summarize.Article
	report  summarize.Report
	key     string
}

// answer reads one article and answers it; where its messages were changed, the
// answer they had is changed.
func (t *turn) answer(ctx context.Context, d draft) error {
	if d.edited {
		return t.amend(ctx, d)
	}
	if ok, err := t.within(ctx, d.message()); !ok {
		return err
	}
	stop := t.typing(ctx)
	k, err := t.fetch(ctx, &d)
	if err != nil {
		stop()
		return t.noPage(ctx, d, err)
	}
	if t.told(ctx, k, soon) {
		stop()
		return t.nod(ctx, cmp.Or(d.asked, d.message()))
	}
	r := t.readArticle(ctx, k)
	stop()
	return t.show(ctx, d.name(), d.message(), k, r)
}

// within tells whether the chat's budget allows another article, and says so
// once a minute where it does not.
func (t *turn) within(ctx context.Context, on int) (bool, error) {
	chat := fmt.Sprint(t.chat)
	ok, wait := t.Chats.Allow(ctx, "read:"+chat, t.budget())
	if ok && t.group && t.user != 0 {
		ok, wait = t.Chats.Allow(ctx, fmt.Sprintf("user:%d", t.user), userPerMinute)
	}
	if ok || len(t.sent) > 0 {
		return true, nil
	}
	t.Observe("refused")
	if first, _ := t.Chats.Allow(ctx, "told:"+chat, 1); !first {
		return false, nil
	}
	seconds := max(1, int(wait.Round(time.Second).Seconds()))
	_, err := t.send(ctx, fmt.Sprintf("busy:%d", on), telegram.Out{ReplyTo: on, HTML: telegram.Escape(t.say.Count("busy", seconds))})
	return false, err
}

func (t *turn) budget() int {
	if t.group {
		return groupPerMinute
	}
	return privatePerMinute
}

// readArticle looks the report up, and has the article read where there is
// none.
func (t *turn) readArticle(ctx context.Context, k kept) read {
	r := read{article: t.Reports.Normal(k.article())}
	r.key = t.Reports.Key(r.article)
	var known bool
	if r.report, known = t.Reports.Report(ctx, r.key); known {
		t.Observe("cached")
	} else {
		r.report = t.Read(r.article)
		t.Reports.PutReport(ctx, r.key, r.report)
	}
	r.report.Notices = noticed(k, r.report.Notices)
	return r
}

// noticed is what a reader is told first, with what the engine cannot know: that
// the end was left out before it, and that a word or two are of no language in
// particular.
func noticed(k kept, notices []summarize.Notice) []summarize.Notice {
	notices = slices.Clone(notices)
	if at := slices.Index(notices, summarize.NoticeLanguage); at >= 0 && telegram.UTF16Len(k.Title+k.Text) < headlineUnits {
		notices[at] = summarize.NoticeTooShort
	}
	if k.Cut && !slices.Contains(notices, summarize.NoticeTruncated) {
		notices = append(notices, summarize.NoticeTruncated)
	}
	return notices
}

// show sends the card, and keeps what its buttons and later edits need.
func (t *turn) show(ctx context.Context, what string, on int, k kept, r read) error {
	token := t.keep(ctx, k)
	card := t.card(k, r)
	sent, err := t.send(ctx, what, telegram.Out{ReplyTo: on, HTML: card.HTML(), Keyboard: t.keyboard(card, token)})
	if err != nil || sent.ID == 0 {
		return err
	}
	t.Observe(outcome(r.report))
	t.answered(ctx, k.Parts, Answer{Message: sent.ID, Token: token})
	if outcome(r.report) == "card" {
		t.tell(ctx, k, sent.ID)
	}
	return nil
}

// answered remembers which answer the messages of an article have. In a group
// that moved, their numbers are those of other messages.
func (t *turn) answered(ctx context.Context, parts []part, a Answer) {
	if t.moved {
		return
	}
	for _, p := range parts {
		t.Chats.PutAnswer(ctx, t.chat, p.Message, a)
	}
}

// keep stores what stands behind a card. Without it the card has no buttons,
// which costs convenience and no answer.
func (t *turn) keep(ctx context.Context, k kept) string {
	if len(k.Parts) == 1 {
		k.Parts = []part{{Message: k.Parts[0].Message}} // its text is the article's
	}
	value, err := json.Marshal(k)
	if err == nil {
		var token string
		if token, err = t.Chats.NewToken(ctx, t.chat, value, lifetime); err == nil {
			return token
		}
	}
	t.Log.Warn("a card goes without buttons: its article could not be kept", "chat", t.chat, "err", err)
	return ""
}

// recall gives what was kept under a token.
func (t *turn) recall(ctx context.Context, token string) (kept, bool) {
	value, ok := t.Chats.Token(ctx, token)
	var k kept
	if !ok || json.Unmarshal(value, &k) != nil {
		return kept{}, false
	}
	return k, true
}

// amend answers an edit: the card that the article had is written anew, or the
// edit nodded at where that would be the same card. An edit of something that
// was never answered, or too long ago, is passed over.
func (t *turn) amend(ctx context.Context, d draft) error {
	if t.moved || d.nth > 0 {
		return nil // what would be found is the answer to another message, or link
	}
	before, ok := t.Chats.Answer(ctx, t.chat, d.parts[0].Message)
	if !ok {
		return nil
	}
	edited := d.message()
	old, known := t.recall(ctx, before.Token)
	if known {
		d.parts = replaced(old.Parts, d.parts)
	}
	name := d.name()
	_, again := t.sent[name]
	t.sent[name] = Sent{Chat: t.chat, Message: before.Message, What: name}
	k, err := t.fetch(ctx, &d)
	if err != nil {
		return t.noPage(ctx, d, err)
	}
	r := t.readArticle(ctx, k)
	if known && !again && t.unchanged(ctx, old, k, r) {
		t.answered(ctx, k.Parts, Answer{Message: before.Message, Token: t.keep(ctx, k)})
		return t.nod(ctx, edited)
	}
	return t.show(ctx, name, d.message(), k, r)
}

// replaced puts changed parts in the place of the old ones.
func replaced(old, changed []part) []part {
	out := slices.Clone(old)
	for _, c := range changed {
		if i := slices.IndexFunc(out, func(p part) bool { return p.Message == c.Message }); i >= 0 {
			out[i] = c
		}
	}
	if len(out) == 0 {
		return changed
	}
	return out
}

// outcome names an answer for the figures of operation.
func outcome(r summarize.Report) string {
	for _, n := range r.Notices {
		if n != summarize.NoticeTruncated {
			return "notice"
		}
	}
	return "card"
}

// maxFile is the largest document that Telegram gives out.
const maxFile = telegram.MaxFile

// fetch makes the article of a draft: its text, the page it links to, or the
// document it carries.
func (t *turn) fetch(ctx context.Context, d *draft) (kept, error) {
	k := t.keeping(d)
	var page Page
	var err error
	switch link := d.link(); {
	case d.file != nil:
		page, err = t.document(ctx, d.file)
	case link != "":
		page, err = t.page(ctx, link)
	default:
		return k.holding(d), nil
	}
	if err != nil {
		return kept{}, err
	}
	k.Title, k.Text, k.Published = page.Title, page.Text, page.Published
	if k.Outlet == "" {
		k.Outlet = clean(page.Outlet)
	}
	if k.Published.IsZero() {
		k.Published = d.origin.Date
	}
	return k, nil
}

// holding is k with the text of the messages themselves.
func (k kept) holding(d *draft) kept {
	a, cut := d.article()
	k.Title, k.Text, k.Published, k.Cut = a.Title, a.Text, a.Published, cut
	return k
}

// keeping is what is kept of a draft whatever becomes of it. Who asked matters
// in groups alone, where it decides who may delete.
func (t *turn) keeping(d *draft) kept {
	k := kept{Chat: t.chat, Outlet: clean(d.outlet()), Part: d.cutOff}
	if d.nth == 0 { // the message's answer is that of its first link
		k.Parts = d.parts
	}
	if t.group {
		k.Asker = t.user
	}
	return k
}

// clean keeps a foreign name to one line of bearable length.
func clean(s string) string {
	return telegram.Cut16(strings.Join(strings.Fields(s), " "), 100)
}

func (t *turn) page(ctx context.Context, link string) (Page, error) {
	if t.Source == nil {
		return Page{}, &PageError{Reason: "links_off"}
	}
	return titled(t.Source.Link(ctx, link))
}

// titled takes the title of a page that names none from its first line.
func titled(p Page, err error) (Page, error) {
	if p.Title == "" {
		p.Title, p.Text = SplitTitle(p.Text)
	}
	return p, err
}

func (t *turn) document(ctx context.Context, file *telegram.Document) (Page, error) {
	if t.Source == nil {
		return Page{}, &PageError{Reason: "documents_off"}
	}
	if file.FileSize > maxFile {
		return Page{}, &PageError{Reason: "too_big"}
	}
	data, err := t.Bot.Download(ctx, file.FileID, maxFile)
	if errors.Is(err, telegram.ErrTooLarge) {
		return Page{}, &PageError{Reason: "too_big", Err: err}
	}
	if err != nil {
		return Page{}, fmt.Errorf("download a document: %w", err)
	}
	return titled(t.Source.Document(ctx, file.FileName, data))
}

// noPage says why there is no article. A fault that is not the page's is worth
// another attempt, and is told at the last.
func (t *turn) noPage(ctx context.Context, d draft, err error) error {
	var page *PageError
	switch {
	case errors.As(err, &page):
	case t.job.Attempt() < lastTry:
		return err
	default:
		page = &PageError{Reason: "unreachable", Err: err}
	}
	t.Log.Info("no article", "chat", t.chat, "reason", page.Reason)
	if k, r, ok := t.wordsBeside(ctx, &d); ok {
		return t.show(ctx, d.name(), d.message(), k, r)
	}
	key := "page-" + page.Reason
	if !t.say.Has(key) {
		key = "page-broken"
	}
	t.Observe("notice")
	sent, err := t.send(ctx, d.name(), telegram.Out{
		ReplyTo: d.message(), HTML: telegram.Escape(t.say.Say(key)),
	})
	if err == nil && sent.ID != 0 {
		t.answered(ctx, t.keeping(&d).Parts, Answer{Message: sent.ID})
	}
	return err
}

// wordsBeside reads the words beside a link or a file that gave nothing: a short
// report with a link to the channel below it, a picture sent as a file. Words
// without a figure were a remark.
func (t *turn) wordsBeside(ctx context.Context, d *draft) (kept, read, bool) {
	if telegram.UTF16Len(d.besideLinks()) < headlineUnits {
		return kept{}, read{}, false
	}
	k := t.keeping(d).holding(d)
	r := t.readArticle(ctx, k)
	return k, r, len(r.report.Incidents) > 0
}

// lastTry is the attempt at which a person is told rather than kept waiting.
const lastTry = 4
