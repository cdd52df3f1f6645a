// Package source turns a link or a document into an article's text, or gives a
// plain reason why not. Nothing but public http(s) is ever reached, and nothing
// sent here can take more than its share of time or memory.
//
// Two walls keep that promise. Every connection is checked at the address
// really dialled, so neither a redirect nor a name that changes its mind leads
// inside. And whatever strangers send is parsed in a child process — this very
// program, started again with [ChildArg] — that has no secrets in its
// environment, a hard limit on memory, and is killed when its time is up: the
// parsers may loop, swell or crash, and the bot goes on.
package source

import (
	"context"
	"net"
	"net/http"
	"os"
	"time"

	"golang.org/x/sync/semaphore"
)

// MaxDocument is the size in bytes of the largest document that is read. It is
// what Telegram lets a bot download.
const MaxDocument = 20 << 20

const (
	maxPage      = 5 << 20 // bytes of a page, after decompression
	maxText      = 1 << 20 // bytes of text in the answer: some 400 printed pages
	maxRedirects = 5
)

// Article is what was found behind a link or in a document.
type Article struct {
	// Title is the headline, or empty where the page or document names none.
	Title string `json:"title,omitempty"`
	// Text is the body in UTF-8, its paragraphs parted by one empty line. It
	// holds no captions, advertisements or "read also".
	Text string `json:"text"`
	// Outlet is the name of the site or channel; empty for documents.
	Outlet string `json:"outlet,omitempty"`
	// URL is the article's own address, as the site gives it; empty for
	// documents.
	URL string `json:"url,omitempty"`
	// Lang is the declared language (BCP 47), or empty.
	Lang string `json:"lang,omitempty"`
	// Published is the declared time of publication, or zero.
	Published time.Time `json:"published,omitzero"`
	// Partial says that some pages of the document could not be read.
	Partial bool `json:"partial,omitempty"`
}

// Config sets the limits. Every zero field takes its default.
type Config struct {
	UserAgent string        // default: "tollbot/1.0 (+reads one page on request)"
	Fetches   int           // pages fetched at a time; default 8
	Parsers   int           // child processes at a time, each with Memory of its own; default 2
	LinkTime  time.Duration // for a link, all told; default 15 s
	ParseTime time.Duration // for parsing alone; default 10 s
	Memory    int64         // bytes a child may take beyond its own start; default 384 MB
	// Network carries the requests of a test, which has sites of its own; a
	// program that sets it has no guard. Nil: nothing but public addresses is
	// ever reached.
	Network http.RoundTripper
}

// Source reads links and documents. It is safe for concurrent use and holds no
// goroutines of its own.
type Source struct {
	cfg     Config
	client  *http.Client
	dialer  *net.Dialer
	pace    *pace
	parsers *semaphore.Weighted
	child   []string // the command that parses
}

// New returns a Source with the given limits.
func New(cfg Config) *Source {
	cfg.fill()
	s := &Source{
		cfg:     cfg,
		dialer:  publicDialer(),
		pace:    newPace(cfg.Fetches),
		parsers: semaphore.NewWeighted(int64(cfg.Parsers)),
		child:   []string{self(), ChildArg},
	}
	s.client = newClient(s.dialer.DialContext)
	if cfg.Network != nil {
		s.client.Transport = cfg.Network
	}
	return s
}

func (c *Config) fill() {
	orDefault(&c.UserAgent, "tollbot/1.0 (+reads one page on request)")
	orDefault(&c.Fetches, 8)
	orDefault(&c.Parsers, 2)
	orDefault(&c.LinkTime, 15*time.Second)
	orDefault(&c.ParseTime, 10*time.Second)
	orDefault(&c.Memory, 384<<20)
}

func orDefault[T comparable](v *T, d T) {
	var zero T
	if *v == zero {
		*v = d
	}
}

// self is the path of this program. On Linux the kernel's own link is taken: it
// still works after the file was replaced by an update.
func self() string {
	const link = "/proc/self/exe"
	if _, err := os.Stat(link); err == nil {
		return link
	}
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}

// Link fetches the page or document behind an http(s) address and returns its
// article. Every error is an [*Error].
func (s *Source) Link(ctx context.Context, address string) (Article, error) {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.LinkTime)
	defer cancel()
	u, err := target(address)
	if err != nil {
		return Article{}, err
	}
	got, err := s.fetchAndRead(ctx, u.String())
	if got.AMP != "" && reasonOf(err) == TooShort {
		// A page drawn by scripts often has a plain twin.
		if twin, twinErr := s.fetchAndRead(ctx, got.AMP); twinErr == nil {
			return twin.Article, nil
		}
	}
	return got.Article, err
}

// Document returns the article in a file of up to [MaxDocument] bytes: plain
// text, HTML, Markdown, PDF, DOCX, ODT, RTF or a mail. Its kind is told by its
// content; the name serves only to know Markdown from plain text and may be
// empty. Every error is an [*Error].
func (s *Source) Document(ctx context.Context, name string, data []byte) (Article, error) {
	if len(data) > MaxDocument {
		return Article{}, fail(TooBig, "document of %d bytes", len(data))
	}
	got, err := s.read(ctx, job{Name: name}, data)
	return got.Article, err
}

func (s *Source) fetchAndRead(ctx context.Context, address string) (result, error) {
	page, err := s.fetch(ctx, address)
	if err != nil {
		return result{}, err
	}
	return s.read(ctx, job{URL: page.url, ContentType: page.contentType}, page.body)
}
