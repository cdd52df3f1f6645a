package source

import (
	"net/url"
	"strings"
)

// FindLink returns the first http(s) address of a message that holds nothing
// but addresses. A message with words beside the link is the text itself, and
// has none.
func FindLink(text string) (address string, ok bool) {
	for field := range strings.FieldsSeq(text) {
		link, isLink := asLink(field)
		if !isLink {
			return "", false
		}
		if !ok {
			address, ok = link, true
		}
	}
	return address, ok
}

// asLink also takes the bare forms that Telegram itself shows as links.
func asLink(field string) (string, bool) {
	field = strings.Trim(field, "<>\u200b\u200e\u200f\ufeff")
	lower := strings.ToLower(field)
	switch {
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
	case strings.HasPrefix(lower, "www."), strings.HasPrefix(lower, "t.me/"), strings.HasPrefix(lower, "telegra.ph/"):
		field = "https://" + field
	default:
		return "", false
	}
	u, err := url.Parse(field)
	return field, err == nil && u.Host != ""
}
