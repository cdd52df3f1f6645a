package source

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// How HTML becomes paragraphs: a block element stands alone, a line break is a
// line, two are a new paragraph, the cells of a table row stay on one line.

var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true,
	atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Li: true,
	atom.Main: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true,
	atom.Table: true, atom.Tr: true, atom.Ul: true, atom.Summary: true, atom.Center: true,
}

var silentElements = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true,
	atom.Svg: true, atom.Iframe: true, atom.Button: true, atom.Select: true, atom.Textarea: true,
	atom.Input: true, atom.Nav: true, atom.Figcaption: true, atom.Object: true, atom.Video: true,
	atom.Audio: true, atom.Canvas: true, atom.Math: true, atom.Map: true,
}

type htmlText struct {
	out  strings.Builder
	pre  int
	cell bool // a cell of this row was written
}

// textOf renders a tree. The depth of the recursion is bounded by the parser,
// which rejects more than 512 levels.
func textOf(n *html.Node) string {
	var t htmlText
	t.node(n)
	return tidy(t.out.String())
}

func (t *htmlText) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		t.text(n.Data)
	case html.ElementNode:
		t.element(n)
	case html.DocumentNode:
		t.children(n)
	}
}

func (t *htmlText) element(n *html.Node) {
	// By name: nodes made by a library carry no atom.
	kind := atom.Lookup([]byte(n.Data))
	switch {
	case silentElements[kind] || isHidden(n):
		return
	case kind == atom.Br:
		t.out.WriteByte('\n')
		return
	case kind == atom.Tr:
		t.cell = false
	case kind == atom.Td || kind == atom.Th:
		if t.cell {
			t.out.WriteString(" | ")
		}
		t.cell = true
	}
	if kind == atom.Pre {
		t.pre++
		defer func() { t.pre-- }()
	}
	if !blockElements[kind] {
		t.children(n)
		return
	}
	t.out.WriteString("\n\n")
	t.children(n)
	t.out.WriteString("\n\n")
}

func (t *htmlText) children(n *html.Node) {
	for c := range n.ChildNodes() {
		t.node(c)
	}
}

func (t *htmlText) text(s string) {
	if t.pre == 0 {
		s = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' || r == '\f' {
				return ' '
			}
			return r
		}, s)
	}
	t.out.WriteString(s)
}

var displayNone = regexp.MustCompile(`(?i)display\s*:\s*none`)

func isHidden(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			return displayNone.MatchString(a.Val)
		}
		return false
	})
}
