package source

import (
	"encoding/json"
	"html"
	"net/url"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/language"
)

// metadata is what a page says about its article for machines. JSON-LD comes
// first, then OpenGraph, then what is to be seen.
type metadata struct {
	title, outlet, lang, canonical, amp, body string
	published                                 time.Time
	isArticle                                 bool // by its own word
	locked                                    bool // by its own word, not for everybody
}

func readMetadata(doc *goquery.Document, page *url.URL) metadata {
	var m metadata
	doc.Find(`script[type="application/ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		m.readJSONLD(s.Text())
	})
	m.title = first(m.title, meta(doc, "og:title"), meta(doc, "twitter:title"), oneLine(doc.Find("h1").First().Text()))
	m.outlet = first(meta(doc, "og:site_name"), m.outlet, strings.TrimPrefix(page.Hostname(), "www."))
	m.title = withoutOutlet(first(m.title, oneLine(doc.Find("title").First().Text())), m.outlet)
	m.lang = tag(first(doc.Find("html").AttrOr("lang", ""), m.lang, meta(doc, "og:locale")))
	m.isArticle = m.isArticle || meta(doc, "og:type") == "article"
	switch meta(doc, "article:content_tier") {
	case "locked", "metered":
		m.locked = true
	}
	if m.published.IsZero() {
		m.published = date(first(meta(doc, "article:published_time"), meta(doc, "og:article:published_time"),
			meta(doc, "datePublished"), meta(doc, "date"), meta(doc, "DC.date.issued"), seenTime(doc)))
	}
	m.canonical = canonical(doc, page)
	m.amp = resolve(page, doc.Find(`link[rel="amphtml"]`).AttrOr("href", ""))
	return m
}

// seenTime is the time shown nearest to the article.
func seenTime(doc *goquery.Document) string {
	for _, at := range []string{"time[itemprop=datePublished]", "article time", "main time", "header time", "time"} {
		if v := doc.Find(at+"[datetime]").First().AttrOr("datetime", ""); v != "" {
			return v
		}
	}
	return ""
}

// meta returns the content of a meta element by property, name or itemprop.
func meta(doc *goquery.Document, name string) string {
	for _, attr := range []string{"property", "name", "itemprop"} {
		if v := doc.Find(`meta[`+attr+`="`+name+`"]`).First().AttrOr("content", ""); v != "" {
			return oneLine(v)
		}
	}
	return ""
}

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

var articleTypes = map[string]bool{
	"Article": true, "NewsArticle": true, "ReportageNewsArticle": true, "AnalysisNewsArticle": true,
	"BackgroundNewsArticle": true, "BlogPosting": true, "LiveBlogPosting": true, "SocialMediaPosting": true,
	"OpinionNewsArticle": true, "Report": true, "DiscussionForumPosting": true,
}

const maxJSONDepth = 12

// readJSONLD takes the first article of a block, wherever it is nested.
func (m *metadata) readJSONLD(block string) {
	var v any
	if json.Unmarshal([]byte(plainJSON(block)), &v) != nil {
		return
	}
	if a := findArticle(v, maxJSONDepth); a != nil && m.title == "" {
		m.isArticle = true
		m.title = oneLine(html.UnescapeString(str(a["headline"])))
		m.published = date(str(a["datePublished"]))
		m.lang = str(a["inLanguage"])
		m.body = html.UnescapeString(str(a["articleBody"]))
		m.locked = isFalse(a["isAccessibleForFree"])
		if p, ok := a["publisher"].(map[string]any); ok {
			m.outlet = oneLine(html.UnescapeString(str(p["name"])))
		}
	}
}

// plainJSON mends what sites get wrong: line breaks within strings, and comment
// marks around it all.
func plainJSON(block string) string {
	block = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, block)
	block = strings.TrimPrefix(strings.TrimSpace(block), "<!--")
	return strings.TrimSuffix(strings.TrimSpace(block), "-->")
}

func findArticle(v any, depth int) map[string]any {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if a := findArticle(e, depth-1); a != nil {
				return a
			}
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			if a := findArticle(v[key], depth-1); a != nil {
				return a
			}
		}
	}
	return nil
}

func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		return articleTypes[v[strings.LastIndexByte(v, '/')+1:]]
	case []any:
		for _, e := range v {
			if s, ok := e.(string); ok && articleTypes[s] {
				return true
			}
		}
	}
	return false
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

func isFalse(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(v, "false")
	}
	return false
}

var dateLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04-0700",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly, "20060102", time.RFC1123, time.RFC1123Z,
}

// date reads the forms that pages use for machines. A day written for people
// (03/04/2026) is ambiguous and left out.
func date(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

func tag(s string) string {
	t, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if err != nil {
		return ""
	}
	return t.String()
}

// withoutOutlet cuts the site's name off a title.
func withoutOutlet(title, outlet string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " • ", " / "} {
		if i := strings.LastIndex(title, sep); i > 0 && sameName(title[i+len(sep):], outlet) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

func sameName(a, b string) bool {
	a, b = fold(a), fold(b)
	return a != "" && (a == b || strings.HasPrefix(b, a+".") || strings.HasPrefix(a, b+" ") || strings.HasPrefix(b, a+" "))
}

// canonical is the address the page gives for itself. It is believed within
// one site, and from the caches that show other sites' pages; otherwise any
// page could borrow a good name.
func canonical(doc *goquery.Document, page *url.URL) string {
	own := page.String()
	said := resolve(page, first(doc.Find(`link[rel="canonical"]`).AttrOr("href", ""), meta(doc, "og:url")))
	u, err := url.Parse(said)
	if err != nil || said == "" || checkPublic(u) != nil || u.Path == "/" || u.Path == "" {
		return own
	}
	if site(u) == site(page) || isCache(page) {
		return u.String()
	}
	return own
}

func site(u *url.URL) string {
	s, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(u.Hostname()))
	if err != nil {
		return u.Host
	}
	return s
}

func isCache(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	return strings.HasSuffix(host, ".cdn.ampproject.org") ||
		strings.HasPrefix(host, "www.google.") && strings.HasPrefix(u.Path, "/amp/")
}

func resolve(base *url.URL, ref string) string {
	if ref == "" {
		return ""
	}
	u, err := base.Parse(strings.TrimSpace(ref))
	if err != nil || checkPublic(u) != nil {
		return ""
	}
	u.Fragment = ""
	return u.String()
}
