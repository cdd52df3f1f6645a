package handlers

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"tollbot/internal/telegram"
)

// inGroup speaks only when spoken to: by a command, by a mention, or by an
// article sent in reply to us. Where the admins turned it on, a forwarded post
// that reports casualties is answered unasked, and in a channel any post.
func (t *turn) inGroup(ctx context.Context, messages []incoming) error {
	first := messages[0]
	if to := first.MigrateToChatID; to != 0 {
		t.migrate(ctx, t.chat, to)
		return nil
	}
	command, ok := first.Command(t.me)
	switch {
	case ok && !first.edited && len(messages) > 1:
		return t.longCheck(ctx, messages, command)
	case ok && !first.edited:
		return t.command(ctx, first, command)
	case ok || !first.edited && t.settings.Quiet:
		return nil
	}
	return t.overheard(ctx, messages)
}

// longCheck reads a text behind a command that the client cut into parts.
func (t *turn) longCheck(ctx context.Context, messages []incoming, c telegram.Command) error {
	d, ok := t.pointed(messages[0], c.Args)
	if !ok {
		return t.command(ctx, messages[0], c)
	}
	var rest []draft
	for _, m := range messages[1:] {
		if next := newDraft(m); d.continues(next) {
			d.add(next)
		} else {
			rest = append(rest, next)
		}
	}
	if len(rest) > 0 {
		t.Log.Info("messages beside a command passed over", "chat", t.chat, "count", len(rest))
	}
	return t.answer(ctx, d)
}

// overheard looks at messages that are no command.
func (t *turn) overheard(ctx context.Context, messages []incoming) error {
	first := messages[0]
	if first.Mentions(t.me) && !first.edited {
		return t.mentioned(ctx, first)
	}
	toUs := first.ReplyToMessage != nil && first.ReplyToMessage.From != nil && first.ReplyToMessage.From.ID == t.me.ID
	var failed []error
	for _, d := range drafts(messages) {
		switch {
		case d.edited:
			failed = append(failed, t.amend(ctx, d))
		case toUs && (d.units() >= commentUnits || d.link() != "" || d.file != nil):
			failed = append(failed, t.answer(ctx, d))
		case t.settings.Speak == "reports" && (d.forwarded() || first.Chat.IsChannel()) && d.units() >= commentUnits:
			failed = append(failed, t.volunteer(ctx, d))
		}
	}
	return errors.Join(failed...)
}

// mentioned takes a mention for the command.
func (t *turn) mentioned(ctx context.Context, m incoming) error {
	name := regexp.MustCompile(`(?i)@` + regexp.QuoteMeta(t.me.UserName) + `\b`)
	text := strings.TrimSpace(name.ReplaceAllString(m.Content().Full(), ""))
	if telegram.UTF16Len(text) < headlineUnits && len(m.Links()) == 0 {
		text = "" // a word to us, and nothing to read
	}
	return t.readPointed(ctx, m, text)
}

// volunteer answers unasked, and only where there are victims to report.
func (t *turn) volunteer(ctx context.Context, d draft) error {
	if ok, _ := t.Chats.Allow(ctx, fmt.Sprintf("read:%d", t.chat), t.budget()); !ok {
		return nil
	}
	k := t.keeping(&d).holding(&d)
	if t.told(ctx, k, lifetime) {
		return t.nod(ctx, d.message())
	}
	r := t.readArticle(ctx, k)
	if len(r.report.Toll) == 0 || len(r.report.Notices) > 0 {
		return nil
	}
	return t.show(ctx, fmt.Sprintf("card:%d", d.message()), d.message(), k, r)
}

// membership greets a group in one line, and forgets a chat that is over.
func (t *turn) membership(ctx context.Context, m *telegram.ChatMemberUpdated) error {
	t.open(ctx, &m.Chat, &m.From)
	was, is := inside(m.OldChatMember), inside(m.NewChatMember)
	switch {
	case t.moved: // the end of the old group is none of the new one
	case !is:
		t.forget(ctx)
	case !was && t.group && !m.Chat.IsChannel() && t.allowed(t.chat, t.user):
		_, err := t.send(ctx, "joined", telegram.Out{HTML: telegram.Escape(t.say.Say("joined"))})
		return err
	}
	return nil
}

func inside(m telegram.ChatMember) bool {
	return m.Status != "" && !m.HasLeft() && !m.WasKicked()
}

// mayChange tells who may change a chat's settings: in private the user, in a
// group its admins, or everyone where the admins said so. An anonymous admin
// speaks as the group itself; a linked channel speaks as itself and is no
// admin.
func (t *turn) mayChange(ctx context.Context, speaker *telegram.Chat, user int64) (bool, error) {
	switch {
	case !t.group, t.settings.Changer == "everyone":
		return true, nil
	case speaker != nil:
		return speaker.ID == t.chat, nil
	case user == 0:
		return false, nil
	}
	return t.isAdmin(ctx, user)
}

// isAdmin asks each time: owners and admins change.
func (t *turn) isAdmin(ctx context.Context, user int64) (bool, error) {
	member, err := t.Bot.Member(ctx, t.chat, user)
	var api *telegram.APIError
	if errors.As(err, &api) && api.RetryAfter == 0 && api.Code < 500 {
		return false, nil // not a member, or none of our business
	}
	if err != nil {
		return false, err
	}
	return member.IsAdministrator() || member.IsCreator(), nil
}
