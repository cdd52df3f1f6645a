package source

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Telegram's own addresses: posts of public channels are read from the page
// made for embedding them, which needs no account; Telegraph's articles are
// plain pages.

func isTelegram(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	switch host {
	case "t.me", "telegram.me", "telegram.dog", "www.t.me":
		return true
	}
	return strings.HasSuffix(host, ".t.me")
}

func isTelegraph(u *url.URL) bool {
	switch strings.ToLower(u.Hostname()) {
	case "telegra.ph", "te.legra.ph", "graph.org":
		return true
	}
	return false
}

var (
	channelName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{3,31}$`)
	postNumber  = regexp.MustCompile(`^[0-9]{1,10}$`)
)

// telegramTarget is the embeddable page of a post. A page behind "instant
// view" is that page.
func telegramTarget(u *url.URL) (*url.URL, error) {
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if name, isSub := strings.CutSuffix(strings.ToLower(u.Hostname()), ".t.me"); isSub && name != "www" {
		parts = append([]string{name}, parts...)
	}
	if parts[0] == "s" {
		parts = parts[1:]
	}
	switch {
	case len(parts) == 1 && parts[0] == "iv":
		return instantView(u)
	case len(parts) == 0 || parts[0] == "":
		return nil, fail(NotArticle, "no post")
	case parts[0] == "c", parts[0] == "joinchat", strings.HasPrefix(parts[0], "+"):
		return nil, fail(NotPublic, "a private chat")
	case len(parts) < 2 || !channelName.MatchString(parts[0]):
		return nil, fail(NotArticle, "a channel, not a post")
	}
	// In a forum the topic stands between channel and post.
	post := parts[len(parts)-1]
	if !postNumber.MatchString(post) {
		return nil, fail(NotArticle, "no number of a post")
	}
	return &url.URL{Scheme: "https", Host: "t.me", Path: "/" + parts[0] + "/" + post, RawQuery: "embed=1&mode=tme"}, nil
}

func instantView(u *url.URL) (*url.URL, error) {
	inner, err := url.Parse(u.Query().Get("url"))
	if err != nil || isTelegram(inner) {
		return nil, fail(NotArticle, "instant view of nothing")
	}
	return inner, nil
}

// readPost reads the widget of one post. A post may be a single line; it is
// not too short for that.
func readPost(doc *goquery.Document, page *url.URL) (result, error) {
	if doc.Find(".tgme_widget_message_error").Length() > 0 {
		return result{}, fail(NotPublic, "no such post, or not open to everybody")
	}
	message := doc.Find(".tgme_widget_message").First()
	if message.Length() == 0 {
		return result{}, fail(NotArticle, "no post on the page")
	}
	// What the post answers to is another post.
	message.Find(".tgme_widget_message_reply").Remove()
	body := message.Find(".tgme_widget_message_text").First()
	a := Article{
		URL:    (&url.URL{Scheme: "https", Host: "t.me", Path: page.Path}).String(),
		Outlet: oneLine(message.Find(".tgme_widget_message_owner_name").First().Text()),
	}
	a.Published = date(message.Find(".tgme_widget_message_date time[datetime]").First().AttrOr("datetime", ""))
	if body.Length() > 0 {
		a.Text = textOf(body.Nodes[0])
	}
	return result{Article: a}, checkText(a.Text)
}

// readTelegraph reads a Telegraph article, which repeats title and author
// within itself.
func readTelegraph(doc *goquery.Document, page *url.URL) (result, error) {
	content := doc.Find("article").First()
	if content.Length() == 0 {
		return result{}, fail(NotArticle, "no article on the page")
	}
	m := readMetadata(doc, page)
	a := Article{Title: or(oneLine(doc.Find("h1").First().Text()), m.title), URL: page.String(), Lang: m.lang, Published: m.published}
	a.Outlet = or(oneLine(doc.Find("a[rel=author]").First().Text()), page.Hostname())
	content.Find("h1, address, figure, iframe").Remove()
	a.Text = paragraphs(textOf(content.Nodes[0]), "")
	return result{Article: a}, checkText(a.Text)
}
