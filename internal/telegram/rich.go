package telegram

import (
	"bytes"
	"encoding/json"
	"sort"
	"strings"
)

// RichMessage is formatted text as the Bot API has sent it since 10.1 —
// pasted, forwarded, or Telegram's own article type — flattened in reading
// order. Such messages have no text, caption or entities besides.
//
// Paragraphs are separated by an empty line, list items and table rows stand
// on lines of their own. List labels are left out: "3." is no figure.
type RichMessage struct {
	Title string   // of the first heading that opens the message
	Text  string   // the rest
	Links []string // addresses behind words, in order, each once
}

// Bounds on what is read of one rich message. Telegram's own are 32,768
// characters and 16 levels.
const (
	maxRichBytes = 4 * 32768
	maxRichDepth = 64
	maxRichNodes = 50_000
	maxRichLinks = 100
)

// A heading this far down opens a section and not the message.
const richLead = 200

// UnmarshalJSON flattens any JSON value. It fails on none: blocks it does not
// know give what text they hold.
func (r *RichMessage) UnmarshalJSON(raw []byte) error {
	var tree any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil // json.Unmarshal has checked the syntax before; depth is its other fault
	}
	f := &flattener{}
	if m, ok := tree.(map[string]any); ok {
		f.blocks(m["blocks"], 0)
	}
	*r = RichMessage{Title: f.title, Text: strings.Join(f.paragraphs, "\n\n"), Links: f.links}
	return nil
}

// flattener collects paragraphs. Its budget falls with every node visited and
// every byte kept; when it is used up the rest of the message is left out.
type flattener struct {
	title      string
	paragraphs []string
	links      []string
	nodes      int
	bytes      int
}

func (f *flattener) spent(depth int) bool {
	f.nodes++
	return depth > maxRichDepth || f.nodes > maxRichNodes || f.bytes > maxRichBytes
}

// add keeps one paragraph, cut where the budget ends.
func (f *flattener) add(s string) {
	s = strings.TrimSpace(s)
	if left := maxRichBytes - f.bytes; len(s) > left {
		s = strings.ToValidUTF8(s[:max(left, 0)], "")
	}
	if s != "" {
		f.bytes += len(s)
		f.paragraphs = append(f.paragraphs, s)
	}
}

func (f *flattener) blocks(v any, depth int) {
	if f.spent(depth) {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, b := range v {
			f.blocks(b, depth+1)
		}
	case map[string]any:
		f.block(v, depth+1)
	case string:
		f.add(v)
	}
}

func (f *flattener) block(b map[string]any, depth int) {
	switch kind, _ := b["type"].(string); kind {
	case "heading", "title":
		f.heading(f.inline(b["text"], depth))
	case "list":
		f.list(b, depth)
	case "table":
		f.add(f.inline(b["caption"], depth))
		f.table(b["cells"], depth)
	case "anchor", "divider", "map":
		f.add(f.inline(b["caption"], depth))
	default:
		f.other(b, depth)
	}
}

func (f *flattener) heading(s string) {
	s = strings.TrimSpace(s)
	if f.title == "" && f.bytes < richLead && s != "" {
		f.title = strings.Join(strings.Fields(s), " ")
		f.bytes += len(f.title)
		return
	}
	f.add(s)
}

// list gives an item a line; an item's further blocks follow on lines of their
// own.
func (f *flattener) list(b map[string]any, depth int) {
	items, _ := b["items"].([]any)
	var lines []string
	for _, item := range items {
		if f.spent(depth) {
			break
		}
		inner := &flattener{title: "-", nodes: f.nodes, bytes: f.bytes, links: f.links}
		inner.blocks(asBlocks(item), depth+1)
		f.nodes, f.bytes, f.links = inner.nodes, inner.bytes, inner.links
		if len(inner.paragraphs) > 0 {
			lines = append(lines, "• "+strings.Join(inner.paragraphs, "\n"))
		}
	}
	f.keep(lines)
}

// asBlocks takes an item's blocks, or the item itself where it has none.
func asBlocks(item any) any {
	if m, ok := item.(map[string]any); ok && m["blocks"] != nil {
		return m["blocks"]
	}
	return item
}

// keep adds lines whose bytes are counted already.
func (f *flattener) keep(lines []string) {
	if len(lines) > 0 {
		f.paragraphs = append(f.paragraphs, strings.Join(lines, "\n"))
	}
}

func (f *flattener) table(v any, depth int) {
	rows, _ := v.([]any)
	var lines []string
	for _, row := range rows {
		if f.spent(depth) {
			break
		}
		if line := f.row(row, depth+1); line != "" {
			f.bytes += len(line)
			lines = append(lines, line)
		}
	}
	f.keep(lines)
}

func (f *flattener) row(v any, depth int) string {
	cells, _ := v.([]any)
	var parts []string
	for _, cell := range cells {
		if text := strings.TrimSpace(f.inline(cell, depth)); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " | ")
}

// Where a block may hold words, in reading order: a details block is opened by
// its summary, a quotation closed by its credit.
var richParts = []string{"title", "summary", "text", "expression", "blocks", "items", "cells", "rows", "caption", "credit"}

// What never holds an article's words: files, people, places.
var richDumb = map[string]bool{
	"photo": true, "video": true, "audio": true, "animation": true, "voice_note": true,
	"document": true, "user": true, "location": true, "reply_markup": true, "type": true,
}

// other reads paragraphs, quotations, details, media captions, and blocks
// nobody here has heard of.
func (f *flattener) other(b map[string]any, depth int) {
	known := map[string]bool{}
	for _, part := range richParts {
		known[part] = true
		switch part {
		case "blocks", "items", "cells", "rows":
			f.blocks(b[part], depth+1)
		default:
			f.add(f.inline(b[part], depth))
		}
	}
	var rest []string
	for key, v := range b {
		if _, isText := v.(string); !isText && !known[key] && !richDumb[key] {
			rest = append(rest, key)
		}
	}
	sort.Strings(rest)
	for _, key := range rest {
		f.blocks(b[key], depth+1)
	}
}

// inline reads RichText: a string, an array of RichText, or an object around
// one. A caption object has text and credit.
func (f *flattener) inline(v any, depth int) string {
	if f.spent(depth) {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var b strings.Builder
		for _, part := range v {
			b.WriteString(f.inline(part, depth+1))
			if b.Len() > maxRichBytes {
				break
			}
		}
		return b.String()
	case map[string]any:
		return f.span(v, depth+1)
	}
	return ""
}

func (f *flattener) span(v map[string]any, depth int) string {
	f.link(v)
	for _, key := range []string{"text", "alternative_text", "expression"} {
		if s := f.inline(v[key], depth); s != "" {
			if credit := f.inline(v["credit"], depth); credit != "" {
				return s + " — " + credit
			}
			return s
		}
	}
	return f.inline(v["blocks"], depth)
}

func (f *flattener) link(v map[string]any) {
	url, ok := v["url"].(string)
	if !ok || url == "" || len(f.links) >= maxRichLinks {
		return
	}
	for _, have := range f.links {
		if have == url {
			return
		}
	}
	f.links = append(f.links, url)
}
