package handlers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"tollbot/handlers/phrase"
	"tollbot/handlers/reply"
	"tollbot/internal/telegram"
)

// turn is one speaker's say in one chat, and our answer to it.
type turn struct {
	*Handler
	job  Job
	sent map[string]Sent // what earlier attempts sent, by name

	me       telegram.User
	chat     int64
	moved    bool // the chat has another id than the messages came from, and numbers its own anew
	thread   int
	group    bool
	user     int64 // who speaks; 0 where nobody does
	settings Settings
	say      *phrase.Lang
}

// open learns where the turn is and how the chat wants to be spoken to.
func (t *turn) open(ctx context.Context, chat *telegram.Chat, from *telegram.User) {
	t.chat, t.group = chat.ID, !chat.IsPrivate()
	if chat.IsGroup() { // what waited while it became a supergroup is answered there
		if to, ok := t.Chats.Moved(ctx, chat.ID); ok {
			t.chat, t.moved = to, true
		}
	}
	t.settings, _ = t.Chats.Settings(ctx, t.chat)
	lang := t.settings.Lang
	if from != nil {
		t.user = from.ID
		lang = cmp.Or(lang, from.LanguageCode)
	}
	t.say = phrase.For(lang)
}

// talk answers what one speaker said.
func (t *turn) talk(ctx context.Context, messages []incoming) error {
	me, err := t.Bot.Me(ctx)
	if err != nil {
		return err
	}
	t.me = me
	messages = slices.DeleteFunc(messages, t.byBot)
	if len(messages) == 0 {
		return nil // bots do not talk to bots
	}
	first := messages[0]
	t.open(ctx, first.Chat, first.From)
	t.thread = first.Topic()
	if first.SenderChat != nil {
		t.user = 0 // a chat speaks; the account beside it stands in for all such
	}
	if !t.allowed(t.chat, t.user) {
		return nil
	}
	if t.group {
		return t.inGroup(ctx, messages)
	}
	return t.inPrivate(ctx, messages)
}

// byBot tells what a bot said. What somebody sends us in private through another
// bot is theirs; our own cards come back to us that way too.
func (t *turn) byBot(m incoming) bool {
	if m.ViaBot != nil && m.ViaBot.ID != t.me.ID && m.Chat.IsPrivate() {
		return m.From != nil && m.From.IsBot
	}
	return m.FromBot()
}

// inPrivate answers everything: a private chat is there for nothing else.
func (t *turn) inPrivate(ctx context.Context, messages []incoming) error {
	var failed []error
	var rest []incoming
	for _, m := range messages {
		command, ok := m.Command(t.me)
		switch {
		case ok && m.edited, !ok && isCommand(m.Content()): // obeyed once; another bot's
		case ok && telegram.UTF16Len(command.Args) < partUnits:
			failed = append(failed, t.command(ctx, m, command))
		default:
			rest = append(rest, m)
		}
	}
	all := drafts(rest)
	for _, d := range all {
		failed = append(failed, t.answer(ctx, d))
	}
	if len(all) == 0 && len(rest) > 0 {
		failed = append(failed, t.unreadable(ctx, rest))
	}
	return errors.Join(failed...)
}

// unreadable tells what can be read where a message holds none of it. Service
// messages, such as a pinned message, say nothing that wants an answer.
func (t *turn) unreadable(ctx context.Context, messages []incoming) error {
	m := messages[0]
	if m.edited {
		return nil
	}
	key := ""
	switch {
	case m.RichMessage != nil:
		key = "notice-empty"
	case pictured(m.Message):
		key = "no-caption"
	case m.Voice != nil, m.Audio != nil, m.VideoNote != nil, m.Sticker != nil,
		m.Contact != nil, m.Location != nil, m.Venue != nil, m.Poll != nil, m.Dice != nil, m.Wordless():
		key = "not-readable"
	default:
		return nil
	}
	sent, err := t.sendSentence(ctx, m.MessageID, key)
	if err != nil || sent.ID == 0 {
		return err
	}
	var parts []part
	for _, m := range messages { // a caption may yet be added to any
		parts = append(parts, part{Message: m.MessageID})
	}
	t.answered(ctx, parts, Answer{Message: sent.ID})
	return nil
}

func pictured(m *telegram.Message) bool {
	return len(m.Photo) > 0 || m.Video != nil || m.Animation != nil
}

// sentence answers a message with one phrase.
func (t *turn) sentence(ctx context.Context, on int, key string) error {
	_, err := t.sendSentence(ctx, on, key)
	return err
}

func (t *turn) sendSentence(ctx context.Context, on int, key string) (telegram.Sent, error) {
	t.Observe("notice")
	return t.send(ctx, fmt.Sprintf("%s:%d", key, on), telegram.Out{ReplyTo: on, HTML: telegram.Escape(t.say.Say(key))})
}

// send says something under a name; where an earlier attempt said it already,
// that message is edited. A chat that cannot be reached any more is forgotten,
// which ends the matter.
func (t *turn) send(ctx context.Context, what string, out telegram.Out) (telegram.Sent, error) {
	out.Chat, out.Thread, out.NoPreview = t.chat, t.thread, true
	if t.moved {
		out.ReplyTo = 0
	}
	if before, ok := t.sent[what]; ok {
		sent, err := t.Bot.Edit(ctx, before.Chat, before.Message, out)
		if !errors.Is(err, telegram.ErrMessageGone) {
			return sent, t.settle(ctx, err)
		}
	}
	sent, err := t.Bot.Send(ctx, out)
	if noButtons(err) && out.Keyboard != nil {
		t.Log.Warn("an answer goes without buttons: the server does not take them", "chat", t.chat, "err", err)
		out.Keyboard = nil
		sent, err = t.Bot.Send(ctx, out)
	}
	if sent.ID != 0 {
		// Only a crash between the two lines can say it twice.
		record := Sent{Chat: sent.Chat, Message: sent.ID, What: what}
		if lost := t.job.Record(ctx, record); lost != nil {
			t.Log.Error("an answer may be sent again: it could not be recorded", "chat", t.chat, "err", lost)
		}
		t.sent[what] = record
	}
	if _, wait := telegram.RetryAfter(err); wait {
		// Coming again is not to be paid for again (within); where this is
		// lost, it is.
		_ = t.job.Record(ctx, Sent{What: "waits"})
	}
	return sent, t.settle(ctx, err)
}

// noButtons tells a server that is too old for some button. An answer without
// buttons is worth more than none.
func noButtons(err error) bool {
	var api *telegram.APIError
	return errors.As(err, &api) && api.Code == http.StatusBadRequest &&
		strings.Contains(strings.ToLower(api.Description), "button")
}

// settle deals with what sending found out about the chat. What it gives back
// is worth another attempt.
func (t *turn) settle(ctx context.Context, err error) error {
	var moved *telegram.MigratedError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &moved):
		t.migrate(ctx, moved.From, moved.To)
		return nil
	case errors.Is(err, telegram.ErrBlocked):
		t.forget(ctx)
		return nil
	case errors.Is(err, telegram.ErrMuted), errors.Is(err, telegram.ErrMessageGone):
		t.Log.Info("not answered: the bot may not write here", "chat", t.chat)
		return nil
	}
	t.Observe("error")
	return fmt.Errorf("answer in chat %d: %w", t.chat, err)
}

// here tells whether a chat is this one, or a group that has become it.
func (t *turn) here(ctx context.Context, chat int64) bool {
	if chat == t.chat {
		return true
	}
	to, ok := t.Chats.Moved(ctx, chat)
	return ok && to == t.chat
}

func (t *turn) migrate(ctx context.Context, from, to int64) {
	t.chat, t.moved = to, true
	if err := t.Chats.Migrate(ctx, from, to); err != nil {
		t.Log.Error("a group's settings stay with its old id: set them again", "from", from, "to", to, "err", err)
	}
}

// forget erases what is kept of a chat that is over. What cannot be erased now
// goes with its lifetime.
func (t *turn) forget(ctx context.Context) {
	if err := t.Chats.Forget(ctx, t.chat); err != nil {
		t.Log.Error("what is kept of a left chat stays until its lifetime ends", "chat", t.chat, "err", err)
	}
}

// How typing… is shown: again before Telegram takes it away, and for no longer
// than it takes to say so once the answer is there.
const (
	typingAgain = 4 * time.Second
	typingWait  = 100 * time.Millisecond
)

// typing shows that we are at work until the function it returns is called.
func (t *turn) typing(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	shown, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		_ = t.Bot.Typing(ctx, t.chat, t.thread) // a courtesy: its loss costs nothing
		close(shown)
		again := time.NewTicker(typingAgain)
		defer again.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-again.C:
				_ = t.Bot.Typing(ctx, t.chat, t.thread)
			}
		}
	}()
	return func() {
		select {
		case <-shown:
		case <-time.After(typingWait):
		case <-ctx.Done():
		}
		cancel()
		<-over
	}
}

// card dresses a kept article's report for this chat.
func (t *turn) card(k kept, r read) reply.Card {
	return reply.Card{
		Report: r.report, Article: r.article, Outlet: k.Outlet, Lang: t.say.Tag.String(),
		Covers: t.Covers, Length: t.length(), Anyway: k.Anyway, Part: k.Part,
	}
}

func (t *turn) length() reply.Length {
	if strings.EqualFold(t.settings.Length, string(reply.Short)) {
		return reply.Short
	}
	return reply.Normal
}
