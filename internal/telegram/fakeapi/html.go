package fakeapi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Entity is a formatted span of a message's text, in UTF-16 units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
}

// tags that Telegram's HTML has, with the entity each becomes.
var tags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
	"span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji",
	"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}

// parsed is a text after entity parsing.
type parsed struct {
	text     string
	entities []Entity
	faults   []string // what Telegram tolerates and its documentation forbids
}

// openTag's entity is in the list from the start, so that an outer one stands
// before the inner.
type openTag struct {
	name   string
	entity int
}

type htmlParser struct {
	src   string
	pos   int
	out   strings.Builder
	units int
	open  []openTag
	done  parsed
}

// parseHTML reads Telegram's HTML as the server does: no tag but its own, no
// crossing, nothing left open, no bare "<".
func parseHTML(src string) (parsed, error) {
	p := &htmlParser{src: src}
	for p.pos < len(src) {
		var err error
		switch src[p.pos] {
		case '<':
			err = p.tag()
		case '&':
			p.reference()
		default:
			r, n := utf8.DecodeRuneInString(src[p.pos:])
			p.emit(r)
			p.pos += n
		}
		if err != nil {
			return parsed{}, err
		}
	}
	if len(p.open) > 0 {
		return parsed{}, fmt.Errorf("Can't find end tag corresponding to start tag %q", p.open[len(p.open)-1].name)
	}
	p.done.text = p.out.String()
	p.done.entities = slices.DeleteFunc(p.done.entities, func(e Entity) bool { return e.Length == 0 })
	return p.done, nil
}

func (p *htmlParser) emit(r rune) {
	p.out.WriteRune(r)
	p.units += width(r)
}

// reference decodes the four named references and numeric ones; anything else
// is a plain ampersand.
func (p *htmlParser) reference() {
	end := strings.IndexByte(p.src[p.pos:], ';')
	if end > 1 && end <= 10 {
		if r, ok := referenced(p.src[p.pos+1 : p.pos+end]); ok {
			p.emit(r)
			p.pos += end + 1
			return
		}
	}
	p.emit('&')
	p.pos++
}

func referenced(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := 10
	if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	return rune(n), err == nil && n > 0 && utf8.ValidRune(rune(n))
}

func (p *htmlParser) tag() error {
	at := p.pos
	p.pos++
	closing := strings.HasPrefix(p.src[p.pos:], "/")
	if closing {
		p.pos++
	}
	name := p.word()
	if closing {
		return p.close(at, name)
	}
	if tags[name] == "" {
		return fmt.Errorf("Unsupported start tag %q at byte offset %d", name, at)
	}
	attributes, err := p.attributes(at, name)
	if err != nil {
		return err
	}
	return p.start(at, name, attributes)
}

func (p *htmlParser) word() string {
	begin := p.pos
	for p.pos < len(p.src) && !strings.ContainsRune(" \t\n\r>/=\"'<", rune(p.src[p.pos])) {
		p.pos++
	}
	return strings.ToLower(p.src[begin:p.pos])
}

func (p *htmlParser) space() {
	for p.pos < len(p.src) && unicode.IsSpace(rune(p.src[p.pos])) {
		p.pos++
	}
}

func (p *htmlParser) attributes(at int, tag string) (map[string]string, error) {
	found := map[string]string{}
	for {
		p.space()
		if p.pos >= len(p.src) {
			return nil, fmt.Errorf("Unclosed start tag %q at byte offset %d", tag, at)
		}
		if p.src[p.pos] == '>' {
			p.pos++
			return found, nil
		}
		name := p.word()
		if name == "" {
			return nil, fmt.Errorf("Empty attribute name in the tag %q at byte offset %d", tag, at)
		}
		value, err := p.attributeValue(at, tag)
		if err != nil {
			return nil, err
		}
		found[name] = value
	}
}

func (p *htmlParser) attributeValue(at int, tag string) (string, error) {
	p.space()
	if !strings.HasPrefix(p.src[p.pos:], "=") {
		return "", nil
	}
	p.pos++
	p.space()
	if p.pos >= len(p.src) {
		return "", fmt.Errorf("Unclosed start tag %q at byte offset %d", tag, at)
	}
	quote := p.src[p.pos]
	if quote != '"' && quote != '\'' {
		return p.word(), nil
	}
	end := strings.IndexByte(p.src[p.pos+1:], quote)
	if end < 0 {
		return "", fmt.Errorf("Unclosed start tag %q at byte offset %d", tag, at)
	}
	value := p.src[p.pos+1 : p.pos+1+end]
	p.pos += end + 2
	inner := &htmlParser{src: value}
	for inner.pos < len(value) {
		if value[inner.pos] == '&' {
			inner.reference()
			continue
		}
		r, n := utf8.DecodeRuneInString(value[inner.pos:])
		inner.emit(r)
		inner.pos += n
	}
	return inner.out.String(), nil
}

func (p *htmlParser) start(at int, name string, attributes map[string]string) error {
	e := Entity{Type: tags[name]}
	switch name {
	case "a":
		e.URL = attributes["href"]
	case "span":
		if attributes["class"] != "tg-spoiler" {
			return fmt.Errorf("Tag %q must have class \"tg-spoiler\" at byte offset %d", "span", at)
		}
	case "blockquote":
		if _, expandable := attributes["expandable"]; expandable {
			e.Type = "expandable_blockquote"
		}
	case "code":
		e.Language = strings.TrimPrefix(attributes["class"], "language-")
	}
	p.nesting(e.Type)
	e.Offset = p.units
	p.open = append(p.open, openTag{name: name, entity: len(p.done.entities)})
	p.done.entities = append(p.done.entities, e)
	return nil
}

// nesting notes what the documentation forbids and the server mends silently.
func (p *htmlParser) nesting(inner string) {
	for _, t := range p.open {
		outer := p.done.entities[t.entity].Type
		quoteInQuote := strings.HasSuffix(outer, "blockquote") && strings.HasSuffix(inner, "blockquote")
		insideCode := outer == "code" || outer == "pre" && inner != "code"
		if quoteInQuote || insideCode {
			p.done.faults = append(p.done.faults, fmt.Sprintf("%s inside %s", inner, outer))
		}
	}
}

func (p *htmlParser) close(at int, name string) error {
	if len(p.open) == 0 {
		return fmt.Errorf("Unexpected end tag at byte offset %d", at)
	}
	top := p.open[len(p.open)-1]
	if name != "" && name != top.name {
		return fmt.Errorf("Unmatched end tag at byte offset %d, expected %q, found %q", at, "</"+top.name+">", "</"+name+">")
	}
	p.space()
	if !strings.HasPrefix(p.src[p.pos:], ">") {
		return fmt.Errorf("Unclosed end tag at byte offset %d", at)
	}
	p.pos++
	p.open = p.open[:len(p.open)-1]
	e := &p.done.entities[top.entity]
	e.Length = p.units - e.Offset
	return nil
}

func width(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

func length16(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}
