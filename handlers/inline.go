package handlers

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"tollbot/handlers/phrase"
	"tollbot/internal/telegram"
)

const (
	// inlineCache is how long Telegram may answer a query again without asking.
	inlineCache = time.Minute
	// inlinePatience is how long a page may take: the query is answered within
	// seconds, or nobody waits any more.
	inlinePatience = 8 * time.Second
)

// inline offers a card for "@bot …": a card shared by its token, a link, or a
// text. Where there is nothing to show, a hint above the place for results says
// what is missing.
func (t *turn) inline(ctx context.Context, q *telegram.InlineQuery) error {
	if q.From == nil || !t.allowed(q.From.ID) {
		return nil
	}
	t.chat, t.user, t.say = q.From.ID, q.From.ID, phrase.For(q.From.LanguageCode)
	t.Observe("inline")
	var offers []telegram.InlineArticle
	k, hint := t.asked(ctx, strings.TrimSpace(q.Query))
	if hint == "" {
		if offers = t.offer(k, t.readArticle(ctx, k)); len(offers) == 0 {
			hint = "inline-short"
		}
	}
	if hint != "" {
		hint = t.say.Say(hint)
	}
	return t.Bot.AnswerInline(ctx, q.ID, offers, hint, inlineCache)
}

// token is how the id of a shared card looks; a word as long as that is no
// article either.
var token = regexp.MustCompile(`^[A-Za-z0-9_-]{20,40}$`)

// asked is the article of a query, or the phrase that says why there is none.
func (t *turn) asked(ctx context.Context, query string) (k kept, hint string) {
	if query == "" {
		return kept{}, "inline-empty"
	}
	if k, ok := t.recall(ctx, query); ok {
		return k, ""
	}
	if token.MatchString(query) {
		return kept{}, "inline-expired"
	}
	if ok, _ := t.Chats.Allow(ctx, fmt.Sprintf("inline:%d", t.user), privatePerMinute); !ok {
		return kept{}, "inline-later"
	}
	if isLink(query) {
		if k, ok := t.askedPage(ctx, query); ok {
			return k, ""
		}
		return kept{}, "inline-page"
	}
	title, text := SplitTitle(strings.ToValidUTF8(query, "\uFFFD"))
	return kept{Title: title, Text: text}, ""
}

// isLink tells a link, perhaps without its scheme, by which t.me/a/1 is known.
func isLink(s string) bool {
	host, _, path := strings.Cut(s, "/")
	schemed := strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
	return (schemed || path && strings.Contains(strings.Trim(host, "."), ".")) && !strings.ContainsAny(s, " \n")
}

func (t *turn) askedPage(ctx context.Context, link string) (kept, bool) {
	ctx, cancel := context.WithTimeout(ctx, inlinePatience)
	defer cancel()
	page, err := t.page(ctx, link)
	if err != nil {
		var known *PageError
		if !errors.As(err, &known) {
			t.Log.Warn("page for an inline query not read", "err", err)
		}
		return kept{}, false
	}
	return kept{Title: page.Title, Text: page.Text, Outlet: clean(page.Outlet), Published: page.Published}, true
}

// offer is the card as an inline result. A text too short to say anything about
// is still being typed.
func (t *turn) offer(k kept, r read) []telegram.InlineArticle {
	if outcome(r.report) == "notice" && !k.Anyway {
		return nil
	}
	card := t.card(k, r)
	title, about := r.report.Title, card.Line()
	if title == "" {
		title = r.report.Headline
	}
	if about == "" {
		about = t.say.Say("no-figures")
	}
	return []telegram.InlineArticle{{
		ID: "card", Title: telegram.Cut16(clean(title), 80), Description: telegram.Cut16(about, 120),
		HTML: card.HTML(), NoPreview: true,
	}}
}
