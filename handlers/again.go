package handlers

import (
	"context"
	"time"
)

// Where there is nothing new to say, nothing is said: the message gets a
// reaction, which shows that it was seen and disturbs nobody.

// seen is the reaction that says no more than that.
const seen = "👌"

// soon is how long after a card a group needs no second one of the same
// article, even for those who ask: they can see it above.
const soon = 10 * time.Minute

// nod reacts to a message. Where reactions are off, or the server knows none,
// silence says the same.
func (t *turn) nod(ctx context.Context, on int) error {
	t.Observe("nothing_new")
	if t.moved {
		return nil // the number is another message's here
	}
	if err := t.Bot.React(ctx, t.chat, on, seen); err != nil {
		t.Log.Debug("no reaction could be set", "chat", t.chat, "err", err)
	}
	return nil
}

// told tells whether the group had a card on these words no longer ago than
// within, in this language and length. When the words were published makes no
// difference: one article comes by several channels.
func (t *turn) told(ctx context.Context, k kept, within time.Duration) bool {
	if !t.group || len(t.sent) > 0 { // what an earlier attempt sent is finished first
		return false
	}
	last, ok := t.Chats.Told(ctx, t.chat, t.words(k))
	return ok && last.Message != 0 && unixNow().Sub(last.At) < within
}

// tell remembers that the group has a card on an article; message 0, that it
// has none any more.
func (t *turn) tell(ctx context.Context, k kept, message int) {
	if t.group {
		t.Chats.PutTold(ctx, t.chat, t.words(k), Told{Message: message, At: unixNow()})
	}
}

func (t *turn) words(k kept) string {
	a := k.article()
	a.Published = time.Time{}
	return t.Reports.Key(t.Reports.Normal(a)) + ":" + t.say.Tag.String() + ":" + string(t.length())
}

// unchanged tells whether an edit left the card as it was.
func (t *turn) unchanged(ctx context.Context, old, edited kept, now read) bool {
	before, after := t.card(old, t.readArticle(ctx, old)), t.card(edited, now)
	return before.HTML() == after.HTML() && before.Line() == after.Line()
}
