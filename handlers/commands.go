package handlers

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"

	"tollbot/internal/telegram"
)

// checks are the names of the command that reads an article.
var checks = []string{"check", "sum", "tldr"}

// toCome are commands that are planned and in no menu yet.
var toCome = []string{"toll", "stories", "split", "merge"}

// sample is an article made up for a first try; see the package's testdata for
// what becomes of it.
//
//go:embed sample.txt
var sample string

// command obeys one command.
func (t *turn) command(ctx context.Context, m incoming, c telegram.Command) error {
	t.Observe("command")
	switch {
	case slices.Contains(checks, c.Name):
		return t.check(ctx, m, c)
	case c.Name == "start" || c.Name == "help":
		return t.help(ctx, m.MessageID, c.Name, t.sampleButton())
	case c.Name == "privacy":
		return t.help(ctx, m.MessageID, c.Name, nil)
	case c.Name == "settings":
		return t.openSettings(ctx, m)
	case c.Name == "quiet":
		return t.quiet(ctx, m)
	case c.Name == "forget":
		return t.askForget(ctx, m)
	case c.Name == "stats" && t.Stats != nil && slices.Contains(t.Operators, t.user):
		_, err := t.send(ctx, fmt.Sprintf("stats:%d", m.MessageID), telegram.Out{ReplyTo: m.MessageID, Plain: t.Stats(ctx)})
		return err
	case slices.Contains(toCome, c.Name):
		return t.sentence(ctx, m.MessageID, "to-come")
	case t.group && !c.Addressed:
		return nil // another bot's, perhaps
	}
	return t.sentence(ctx, m.MessageID, "unknown-command")
}

// help answers with a page of help, which is written as Telegram's HTML.
func (t *turn) help(ctx context.Context, on int, key string, k telegram.Keyboard) error {
	key = "text-" + key
	_, err := t.send(ctx, fmt.Sprintf("%s:%d", key, on), telegram.Out{ReplyTo: on, HTML: t.say.Say(key), Keyboard: k})
	return err
}

func (t *turn) sampleButton() telegram.Keyboard {
	return telegram.Keyboard{{telegram.DataButton(t.say.Say("button-sample"), "sample")}}
}

// showSample reads the sample article under the message with the button.
func (t *turn) showSample(ctx context.Context, on int) error {
	k := t.keeping(&draft{})
	k.Outlet = "Eldmark Courier"
	k.Title, k.Text = SplitTitle(sample)
	return t.show(ctx, fmt.Sprintf("sample:%d", on), on, k, t.readArticle(ctx, k))
}

// check reads what the command points at: the message replied to, or what
// stands behind the command.
func (t *turn) check(ctx context.Context, m incoming, c telegram.Command) error {
	return t.readPointed(ctx, m, c.Args)
}

// readPointed answers with what a message asks about.
func (t *turn) readPointed(ctx context.Context, m incoming, args string) error {
	d, ok := t.pointed(m, args)
	if !ok {
		return t.sentence(ctx, m.MessageID, nothingPointed(m.ReplyToMessage))
	}
	var failed []error
	for _, d := range d.perLink() {
		d.asked = m.MessageID
		failed = append(failed, t.answer(ctx, d))
	}
	return errors.Join(failed...)
}

// nothingPointed says why there is nothing to read.
func nothingPointed(to *telegram.Message) string {
	if to != nil && pictured(to) {
		return "no-caption"
	}
	return "check-what"
}

// pointed is the article that a message asks about.
func (t *turn) pointed(m incoming, args string) (draft, bool) {
	to := m.ReplyToMessage
	switch {
	case telegram.UTF16Len(args) >= commentUnits || args != "" && len(m.Links()) > 0:
		d := newDraft(m)
		d.parts = []part{{Message: m.MessageID, Text: args}}
		return d, true
	case to != nil && !t.ownCard(to):
		d := newDraft(incoming{Message: to})
		if d.units() == 0 && d.file == nil {
			return draft{}, false
		}
		d.cutOff = d.units() >= fullUnits
		return d, true
	case m.Quote != nil && m.Quote.Text != "":
		return draft{parts: []part{{Message: m.MessageID, Text: m.Quote.Text}}}, true
	case args != "":
		return draft{parts: []part{{Message: m.MessageID, Text: args}}}, true
	case m.Document != nil:
		return newDraft(m), true
	}
	return draft{}, false
}

// ownCard tells a card of ours, which holds no article of its own. What another
// bot posts may well be one.
func (t *turn) ownCard(m *telegram.Message) bool {
	return m.From != nil && m.From.ID == t.me.ID || m.ViaBot != nil && m.ViaBot.ID == t.me.ID
}
