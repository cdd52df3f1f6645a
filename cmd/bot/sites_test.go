package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

// sitesVariable tells a bot that a test started where the web is.
const sitesVariable = "TOLLBOT_TEST_SITES"

// sites is a network of one server, at this address, which plays the sites
// below. Names that are none of them do not resolve; how addresses are guarded
// is tested in internal/source, against a resolver that lies.
type sites string

// mirror is the number before a name that lets one site be asked often at once,
// which the bot is too polite for.
var mirror = regexp.MustCompile(`^[0-9]+\.`)

// RoundTrip asks the server, as if there were neither names nor TLS.
func (s sites) RoundTrip(asked *http.Request) (*http.Response, error) {
	host := mirror.ReplaceAllString(asked.URL.Host, "")
	if _, known := web[host]; !known {
		return nil, errors.New("no such host")
	}
	req := asked.Clone(asked.Context())
	req.Host, req.URL.Scheme, req.URL.Host = host, "http", string(s)
	resp, err := http.DefaultTransport.RoundTrip(req)
	if resp != nil {
		resp.Request = asked
	}
	return resp, err
}

const (
	ferryPage = `<!doctype html><html lang="en"><head><title>Ferry fire kills 9 | Halden Post</title>
<meta property="og:site_name" content="Halden Post"><meta property="og:title" content="Ferry fire kills 9">
<meta property="article:published_time" content="2031-05-04T09:00:00Z"><link rel="amphtml" href="https://amp.example.com/ferry"></head>
<body><nav>Home · World · 77 dead in other news</nav><article><h1>Ferry fire kills 9</h1>
<p>At least 12 people were killed and 30 injured when a ferry burned off Halden on Sunday, the coast guard said.</p>
<p>Rescuers were still searching the wreck at nightfall. Five of the injured were in a critical condition, the regional hospital said.</p>
<p>The ship was towed to port in the evening. Witnesses spoke of smoke on the car deck an hour before the fire broke out.</p></article></body></html>`
	paywallPage = `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry fire kills 9","isAccessibleForFree":false}</script></head>
<body><article><h1>Ferry fire kills 9</h1><p>At least 12 people were killed when a ferry burned off Halden. Subscribe to read on.</p></article></body></html>`
	consentPage = `<html><head><title>Before you continue</title></head><body><p>We use cookies and similar technologies. Accept all cookies or manage your choices to continue to the site.</p><button>Accept all</button></body></html>`
	scriptPage  = `<html><head><title>Halden Post</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>`
	postPage    = `<html><body><div class="tgme_widget_message"><a class="tgme_widget_message_owner_name">Halden Wire</a>
<div class="tgme_widget_message_text">Ferry fire kills 9<br><br>At least 12 people were killed and 30 were injured when a ferry burned off Halden on Sunday, the coast guard said. The ship was towed to port in the evening.</div>
<a class="tgme_widget_message_date"><time datetime="2031-05-04T09:00:00+00:00"></time></a></div></body></html>`
	telegraphPage = `<html><head><title>Ferry fire kills 9</title></head><body><article><h1>Ferry fire kills 9</h1><address><a rel="author">Halden Wire</a></address>
<p>At least 12 people were killed and 30 were injured when a ferry burned off Halden on Sunday, the coast guard said.</p><p>The ship was towed to port in the evening.</p></article></body></html>`
)

// web is every site there is: paths, and what stands there; "> " leads on.
var web = map[string]map[string]string{
	"post.example.com": {
		"/ferry": ferryPage, "/paywall": paywallPage, "/consent": consentPage, "/script": scriptPage,
		"/new-reason": "<html>" + strings.Repeat("<div>", 100_000), "/moved": "> /ferry", "/short": "> https://s.example.com/x",
		"/inside": "> http://169.254.169.254/latest/meta-data/", "/loop": "> /loop", "/": ferryPage,
		"/notes.txt": "Ferry fire kills 9\n\nAt least 12 people were killed when a ferry burned off Halden on Sunday, the coast guard said.",
	},
	"s.example.com": {"/x": "> http://post.example.com/moved"},
	"t.me":          {"/haldenwire/12": postPage},
	"telegra.ph":    {"/Ferry-05-04": telegraphPage},
}

// startSites serves the web.
func startSites(t *testing.T) (addr string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := web[r.Host][r.URL.Path]
		switch next, leads := strings.CutPrefix(page, "> "); {
		case !ok:
			http.NotFound(w, r)
		case leads:
			http.Redirect(w, r, next, http.StatusFound)
		default:
			fmt.Fprint(w, page)
		}
	}))
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// Links, as people send them, and what the whole bot answers.
func TestLinksThroughTheWholeBot(t *testing.T) {
	t.Parallel()
	ctx := deadline(t)
	api := fakeapi.New(t)
	bot := startChild(t, api, "", sitesVariable+"="+startSites(t))
	const figures = "Killed at least 12"
	cases := []struct {
		text string
		want []string // in the answer
		not  string
	}{
		{"https://post.example.com/ferry", []string{figures, "Injured 30", "Title “kills 9”", "Source: Halden Post"}, "77"},
		{"post.example.com/ferry", []string{figures}, ""},
		{"look at this https://post.example.com/moved", []string{figures, "Source: Halden Post"}, ""},
		{"https://post.example.com/short", []string{figures}, ""},
		{"https://post.example.com/notes.txt", []string{figures, "Title “kills 9”"}, ""},
		{"https://t.me/haldenwire/12", []string{figures, "Title “kills 9”", "Source: Halden Wire"}, ""},
		{"https://t.me/s/haldenwire/12?single", []string{figures}, ""},
		{"https://telegra.ph/Ferry-05-04", []string{figures, "Source: Halden Wire"}, ""},
		{"https://t.me/c/1234567/8", []string{"not open to everybody"}, ""},
		{"https://t.me/haldenwire", []string{"not an article"}, ""},
		{"https://post.example.com/paywall", []string{"for subscribers", "Paste"}, "12"},
		{"https://post.example.com/consent", []string{"cookie banner"}, ""},
		{"https://post.example.com/script", []string{"next to no text"}, ""},
		{"https://post.example.com/gone", []string{"cannot be reached"}, ""},
		{"https://post.example.com/loop", []string{"cannot be reached"}, ""},
		{"https://post.example.com/inside", []string{"not open to everybody"}, ""},
		{"https://nowhere.example.com/a", []string{"cannot be reached"}, ""},
		{"http://127.0.0.1:6379/", []string{"not open to everybody"}, ""},
		{"http://localhost/admin", []string{"not open to everybody"}, ""},
		{"At least 8 people were killed when a bridge fell near Osk on Monday, the governor said. Rescue crews worked through the night " +
			"under heavy rain, and the road stayed closed. https://post.example.com/ferry", []string{"Killed at least 8"}, "12"},
	}
	for i, c := range cases {
		pushLink(api, int64(firstChat+i), strings.Replace(c.text, "post.", fmt.Sprintf("%d.post.", i), 1))
	}
	for i, c := range cases {
		chat := int64(firstChat + i)
		sent, err := api.WaitSentTo(ctx, chat, 1)
		if err != nil {
			t.Fatalf("%.60s: no answer: %v", c.text, err)
		}
		buttons, err := json.Marshal(sent[0].Keyboard)
		if err != nil {
			t.Fatal(err)
		}
		said := sent[0].Text + string(buttons)
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%.60s: no %q in\n%s", c.text, want, said)
			}
		}
		if c.not != "" && strings.Contains(said, c.not) {
			t.Errorf("%.60s: %q in\n%s", c.text, c.not, said)
		}
	}
	settled(ctx, t, bot)
}

// pushLink sends a message whose last word is a link, as clients mark them.
func pushLink(api *fakeapi.Server, chat int64, text string) {
	m := api.NewMessage(chat, chat, text)
	link := text[strings.LastIndexByte(text, ' ')+1:]
	before := telegram.UTF16Len(strings.TrimSuffix(text, link))
	m["entities"] = []map[string]any{{"type": "url", "offset": before, "length": telegram.UTF16Len(link)}}
	api.Push(map[string]any{"message": m})
}

// Outside tests nobody gives package source a network.
func TestTheGuardStaysOn(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	others, err := filepath.Glob("../../internal/*/*.go")
	if err != nil || len(others) < 10 {
		t.Fatalf("%d files, %v", len(others), err)
	}
	for _, file := range append(files, others...) {
		if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "internal/source/") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.Name == "Network" {
				t.Errorf("%s names a Network", file)
			}
			return true
		})
	}
}
