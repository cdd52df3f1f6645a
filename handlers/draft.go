package handlers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tollbot/internal/telegram"
	"tollbot/summarize"
)

// Bounds of one article put together from messages.
const (
	maxParts = 15
	maxUnits = 50_000
)

// incoming is a message of somebody, new or changed.
type incoming struct {
	*telegram.Message
	edited bool
}

// talks sorts the messages of a job by who speaks where. Most jobs have one.
func talks(messages []incoming) [][]incoming {
	type place struct {
		chat   int64
		topic  int
		sender string
	}
	var order []place
	by := map[place][]incoming{}
	for _, m := range messages {
		if m.Chat == nil {
			continue
		}
		p := place{m.Chat.ID, m.Topic(), sender(m.Message)}
		if by[p] == nil {
			order = append(order, p)
		}
		by[p] = append(by[p], m)
	}
	var out [][]incoming
	for _, p := range order {
		out = append(out, latest(by[p]))
	}
	return out
}

// latest orders messages by id and keeps of a message and its edits the last.
// An edit that came with its original is that message, not a change of it.
func latest(messages []incoming) []incoming {
	slices.SortStableFunc(messages, func(a, b incoming) int {
		return cmp.Or(cmp.Compare(a.MessageID, b.MessageID), cmp.Compare(a.EditDate, b.EditDate))
	})
	var out []incoming
	for _, m := range messages {
		if n := len(out); n > 0 && out[n-1].MessageID == m.MessageID {
			m.edited = m.edited && out[n-1].edited
			out[n-1] = m
			continue
		}
		out = append(out, m)
	}
	return out
}

// draft is an article to be: the messages it came in.
type draft struct {
	parts  []part
	album  string
	origin telegram.Origin // zero: not forwarded
	edited bool
	links  []string
	file   *telegram.Document
	asked  int  // the message that asked for it, where it came in another
	nth    int  // among the links of one message; 0 where there is one article
	cutOff bool // the message is so long that another may have the rest
}

// part is what one message holds of an article.
type part struct {
	Message int    `json:"message"`
	Title   string `json:"title,omitempty"`
	Text    string `json:"text"`
}

// drafts puts the messages of one talk together. Parts of a long text and
// albums join; everything else, and whatever comes from different origins, is
// an article of its own. A short text beside a forward is a comment on it.
func drafts(messages []incoming) []draft {
	var out []draft
	for _, m := range messages {
		d := newDraft(m)
		if n := len(out); n > 0 && out[n-1].continues(d) {
			out[n-1].add(d)
			continue
		}
		out = append(out, d)
	}
	out = withoutComments(out)
	for i := len(out) - 1; i >= 0; i-- {
		out = slices.Replace(out, i, i+1, out[i].perLink()...)
	}
	return out
}

// mostLinks is how many links of one message are read.
const mostLinks = 3

// perLink makes an article of each link of a message that holds nothing else.
func (d draft) perLink() []draft {
	written := slices.DeleteFunc(slices.Clone(d.links), func(l string) bool { return !strings.Contains(d.parts[0].Text, l) })
	if len(written) < 2 || len(d.parts) > 1 || d.file != nil || d.besideLinks() != "" {
		return []draft{d}
	}
	var all []draft
	for n, link := range written[:min(len(written), mostLinks)] {
		one := d
		one.parts = []part{{Message: d.parts[0].Message, Text: link}}
		one.links, one.nth = []string{link}, n
		all = append(all, one)
	}
	return all
}

func newDraft(m incoming) draft {
	c := m.Content()
	origin, _ := m.Origin()
	d := draft{
		parts: []part{{m.MessageID, c.Title, c.Text}}, album: m.MediaGroupID, origin: origin,
		edited: m.edited, links: m.Links(), file: m.Document,
	}
	if m.Animation != nil {
		d.file = nil // stands there for clients that know no animations
	}
	if q, ok := quoted(m.Message); ok && d.units() < commentUnits {
		d.parts[0].Text, d.links = q, nil
		d.origin, _ = (&telegram.Message{ForwardOrigin: m.ExternalReply.Origin}).Origin()
	}
	return d
}

// quoted is the part of another chat's message that somebody replied to: the
// only part of it there is.
func quoted(m *telegram.Message) (string, bool) {
	if m.Quote == nil || m.ExternalReply == nil || telegram.UTF16Len(m.Quote.Text) < commentUnits {
		return "", false
	}
	return m.Quote.Text, true
}

func (d *draft) continues(next draft) bool {
	if d.origin.Key() != next.origin.Key() || d.file != nil || next.file != nil {
		return false
	}
	if d.album != "" && d.album == next.album {
		return true
	}
	last := d.parts[len(d.parts)-1]
	return telegram.UTF16Len(last.Text) >= partUnits && len(d.parts) < maxParts && next.units() > 0
}

func (d *draft) add(next draft) {
	d.parts = append(d.parts, next.parts...)
	d.links = append(d.links, next.links...)
	d.edited = d.edited && next.edited
}

func (d *draft) units() int {
	n := 0
	for _, p := range d.parts {
		n += telegram.UTF16Len(p.Title) + telegram.UTF16Len(p.Text)
	}
	return n
}

func (d *draft) forwarded() bool { return d.origin != telegram.Origin{} }

// message is the one to reply to.
func (d *draft) message() int { return d.parts[0].Message }

// name is what the answer is recorded under.
func (d *draft) name() string {
	if d.nth > 0 {
		return fmt.Sprintf("card:%d:%d", d.message(), d.nth)
	}
	return fmt.Sprintf("card:%d", d.message())
}

func withoutComments(all []draft) []draft {
	forward := slices.ContainsFunc(all, func(d draft) bool { return d.forwarded() && d.units() > 0 })
	return slices.DeleteFunc(all, func(d draft) bool {
		comment := forward && !d.forwarded() && d.file == nil && d.units() < commentUnits
		return comment || d.units() == 0 && d.file == nil
	})
}

// article is the draft as it will be read. cut tells that its end was left out.
func (d *draft) article() (a summarize.Article, cut bool) {
	var text strings.Builder
	units := 0
	for i, p := range d.parts {
		if units += telegram.UTF16Len(p.Text); i >= maxParts || units > maxUnits {
			cut = true
			break
		}
		if i > 0 {
			text.WriteString(seam(d.parts[i-1].Text, p.Text))
		}
		text.WriteString(p.Text)
		if a.Title == "" {
			a.Title = p.Title
		}
	}
	a.Text = strings.ToValidUTF8(text.String(), "\uFFFD")
	if a.Title == "" {
		a.Title, a.Text = SplitTitle(a.Text)
	}
	a.Published = d.origin.Date
	return a, cut
}

// seam is what stood between two parts. A part of full length was cut through
// its words. A shorter one was cut at a blank, which the server then trimmed: a
// space within a sentence, a new line after one.
func seam(before, after string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case before == "" || after == "" || unicode.IsSpace(last) || unicode.IsSpace(first):
		return ""
	case strings.ContainsRune(".!?…»”\"", last):
		return "\n"
	case telegram.UTF16Len(before) >= telegram.MaxText:
		return ""
	}
	return " "
}

// longestTitle is how long a first line may be and still be a title.
const longestTitle = 200

// SplitTitle takes the title off a text: a first line followed by a blank one.
func SplitTitle(text string) (title, rest string) {
	text = strings.TrimLeft(text, "\r\n")
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.TrimSpace(line)
	blank, body, more := strings.Cut(rest, "\n")
	if !more || strings.TrimSpace(blank) != "" || line == "" || telegram.UTF16Len(line) > longestTitle || strings.TrimSpace(body) == "" {
		return "", text
	}
	return line, strings.TrimLeft(body, "\r\n")
}

// outlet is who published the article: the channel or chat it was forwarded
// from. A person is not an outlet, and people's names are not kept.
func (d *draft) outlet() string {
	switch d.origin.Kind {
	case telegram.FromChannel, telegram.FromChat:
		return d.origin.Name
	}
	return ""
}

// link is the page to read where the message is a link and little more.
func (d *draft) link() string {
	if len(d.links) == 0 || telegram.UTF16Len(d.besideLinks()) >= commentUnits {
		return ""
	}
	return d.links[0]
}

// besideLinks is the text without its links.
func (d *draft) besideLinks() string {
	rest := ""
	for _, p := range d.parts {
		rest += p.Title + " " + p.Text
	}
	longest := slices.SortedFunc(slices.Values(d.links), func(a, b string) int { return len(b) - len(a) })
	for _, l := range longest { // one may begin another
		rest = strings.ReplaceAll(rest, l, "")
	}
	return strings.TrimSpace(rest)
}

// unixNow is the only clock of the conversation.
var unixNow = func() time.Time { return time.Now().UTC() }
