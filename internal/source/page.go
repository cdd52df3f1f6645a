package source

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

const (
	minPage    = 250  // letters that a page's article has at least
	shortPage  = 1500 // letters up to which a subscription box means that the rest is behind it
	maxWall    = 3000 // letters that a cookie notice has at most
	wallTail   = 400  // letters at the end of a text in which its wall would speak
	maxElement = 200_000
)

// readPage finds the article in a fetched page.
func readPage(address, source string) (result, error) {
	page, err := url.Parse(address)
	if err != nil {
		return result{}, fail(Broken, "address of the page")
	}
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return result{}, fail(Broken, "nested too deeply")
	}
	doc := goquery.NewDocumentFromNode(root)
	switch {
	case isTelegram(page):
		return readPost(doc, page)
	case isTelegraph(page):
		return readTelegraph(doc, page)
	}
	return readNews(doc, page)
}

func readNews(doc *goquery.Document, page *url.URL) (result, error) {
	m := readMetadata(doc, page)
	whole := fold(textOf(doc.Nodes[0]))
	text := articleText(doc, page, m)
	r := result{
		Article: Article{Title: m.title, Text: text, Outlet: m.outlet, URL: m.canonical, Lang: m.lang, Published: m.published},
	}
	if m.amp != page.String() {
		r.AMP = m.amp
	}
	if err := wall(text, whole, m); err != nil {
		return r, err
	}
	switch size := utf8.RuneCountInString(text); {
	case size < minPage:
		return r, fail(TooShort, "%d letters", size)
	case !m.isArticle && strings.Trim(page.Path, "/") == "" && page.RawQuery == "":
		return r, fail(NotArticle, "a site's front page")
	}
	return r, checkText(text)
}

// wall says what stands in the article's place, if anything does. Pages carry
// notices on cookies and subscriptions beside whole articles too, so the rest of
// the page is only asked where there is no article to speak of.
func wall(text, whole string, m metadata) error {
	walls := &known().Walls
	size, all := utf8.RuneCountInString(text), utf8.RuneCountInString(whole)
	folded := fold(text)
	switch {
	case size < shortPage && (m.locked || says(folded, walls.Paywall)),
		size < minPage && says(whole, walls.Paywall),
		says(tail(folded, wallTail), walls.Paywall):
		return fail(Paywall, "%d letters and an offer", size)
	case !m.isArticle && size < maxWall && says(folded, walls.Consent),
		size < minPage && all < maxWall && says(whole, walls.Consent):
		return fail(Consent, "%d letters and a question about cookies", size)
	case size < minPage && all < maxWall && says(whole+" "+fold(m.title), walls.Robot):
		return fail(Unreachable, "the site wants a person")
	}
	return nil
}

func tail(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return s[i:]
}

// articleText is the body, from the page as shown or, where that is drawn by
// scripts, from the copy for search engines.
func articleText(doc *goquery.Document, page *url.URL, m metadata) string {
	declutter(doc)
	text := paragraphs(readable(doc.Nodes[0], page), m.title)
	if m.locked || len(text) >= len(m.body)*3/5 {
		return text
	}
	return paragraphs(bodyText(m.body), m.title)
}

// bodyText is a JSON-LD body, which holds markup on some sites.
func bodyText(body string) string {
	if !strings.Contains(body, "</") {
		return unwrap(body)
	}
	n, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return ""
	}
	return textOf(n)
}

// declutter removes what stands beside the text, by name. Names are given
// freely, so nothing is removed that holds a headline or much of the page.
func declutter(doc *goquery.Document) {
	doc.Find("script, style, noscript, template, svg, iframe, form, button, nav, aside, figcaption, footer, [role=navigation], [role=complementary], [role=banner]").Remove()
	doc.Find("time").Each(func(_ int, s *goquery.Selection) {
		if !s.Parent().Is("p, li, blockquote, a, b, i, em, strong") {
			s.Remove()
		}
	})
	all := len(doc.Text())
	doc.Find("[class], [id]").Each(func(_ int, s *goquery.Selection) {
		switch goquery.NodeName(s) {
		case "html", "body", "main", "article", "h1":
			return
		}
		if clutterName(s.AttrOr("class", "")+" "+s.AttrOr("id", "")) &&
			s.Find("h1").Length() == 0 && len(s.Text()) < all/3 {
			s.Remove()
		}
	})
}

// readable is the main text as the reader view of a browser finds it.
func readable(root *html.Node, page *url.URL) string {
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElement
	parser.DisableJSONLD = true // read already, in metadata
	a, err := parser.ParseDocument(root, page)
	if err != nil || a.Node == nil {
		return ""
	}
	return textOf(a.Node)
}

// paragraphs drops the asides of a text, and its title where it opens with it.
func paragraphs(text, title string) string {
	var kept []string
	for i, p := range strings.Split(text, "\n\n") {
		if p == "" || isClutter(p) || i < 2 && title != "" && fold(p) == fold(title) {
			continue
		}
		kept = append(kept, p)
	}
	return strings.Join(kept, "\n\n")
}

// readHTMLFile reads a page kept as a file. Such a file may be anything, so
// that all of its text counts where no article is found.
func readHTMLFile(source string) (Article, error) {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return Article{}, fail(Broken, "nested too deeply")
	}
	doc := goquery.NewDocumentFromNode(root)
	m := readMetadata(doc, &url.URL{})
	plain := titled(root)
	a := Article{Title: or(m.title, plain.Title), Lang: m.lang, Published: m.published}
	a.Text = articleText(doc, &url.URL{}, m)
	if utf8.RuneCountInString(a.Text) < minPage {
		a.Text = plain.Text
	}
	return a, nil
}

// titled is all the text of a document, its opening headline apart.
func titled(root *html.Node) Article {
	text := textOf(root)
	h1 := oneLine(goquery.NewDocumentFromNode(root).Find("h1").First().Text())
	opening, rest, _ := strings.Cut(text, "\n\n")
	if h1 != "" && opening == h1 {
		return Article{Title: h1, Text: rest}
	}
	return Article{Text: text}
}

var metaTag = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)`)

// metaCharset is the encoding a page declares within itself.
func metaCharset(data []byte) string {
	const prescan = 4096
	found := metaTag.FindSubmatch(data[:min(len(data), prescan)])
	if found == nil {
		return ""
	}
	return string(bytes.Join(found[1:], nil))
}
