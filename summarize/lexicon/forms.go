package lexicon

import (
	"hash/maphash"
	"slices"
	"strings"

	"tollbot/summarize/text"
)

// forms is the tree of every form, word by word. It is built once, asked for
// each token of every text, and holds no pointers, so that it costs the
// collector nothing however long the lists grow.
type forms struct {
	words vocabulary
	root  []int32 // word → the node of forms that begin with it; 0: none
	nodes []node  // from 1, and one behind the last
	edges []edge  // by node, then by word
	ends  []end   // by node, in the order of the lists
}

// node is the beginning of some forms: where its edges and ends begin. Those
// of the next node begin where its own are over.
type node struct{ edges, ends int32 }

type edge struct{ word, node int32 }

type end struct {
	entry  int32
	class  Class // of the entry
	pseudo bool  // a form of Entry.Not: it hides the entry here
}

// endsAt returns the entries that end at a node.
func (f *forms) endsAt(at int32) []end {
	return f.ends[f.nodes[at].ends:f.nodes[at+1].ends]
}

// follow returns the node that word leads to, or 0.
func (f *forms) follow(at, word int32) int32 {
	lo, hi := f.nodes[at].edges, f.nodes[at+1].edges
	for lo < hi {
		mid := (lo + hi) / 2
		switch w := f.edges[mid].word; {
		case w < word:
			lo = mid + 1
		case w > word:
			hi = mid
		default:
			return f.edges[mid].node
		}
	}
	return 0
}

// alone returns the entries that a word is a form of by itself.
func (f *forms) alone(word int32) []end {
	if word == 0 || f.root[word] == 0 {
		return nil
	}
	return f.endsAt(f.root[word])
}

// vocabulary numbers folded words from 1.
type vocabulary struct {
	seed  maphash.Seed // decides only where a word lies
	slots []slot       // a power of two of them
	from  []int32      // word → where it begins in all
	all   []byte
}

type slot struct {
	hash uint32
	word int32 // 0: free
}

// of returns the number of a word; 0 is none.
func (v *vocabulary) of(word []byte) int32 {
	if len(v.slots) == 0 {
		return 0
	}
	h := maphash.Bytes(v.seed, word)
	for i := int(h); ; i++ {
		s := v.slots[i&(len(v.slots)-1)]
		if s.word == 0 || s.hash == uint32(h>>32) && string(v.all[v.from[s.word]:v.from[s.word+1]]) == string(word) {
			return s.word
		}
	}
}

// newVocabulary numbers words in their order.
func newVocabulary(words []string) vocabulary {
	size := 1
	for size < 3*len(words) { // so that most words lie where their hash says
		size *= 2
	}
	v := vocabulary{seed: maphash.MakeSeed(), slots: make([]slot, size), from: make([]int32, 2, len(words)+2), all: make([]byte, 0, 8*len(words))}
	for k, w := range words {
		v.all = append(v.all, w...)
		v.from = append(v.from, int32(len(v.all)))
		h := maphash.String(v.seed, w)
		i := int(h)
		for v.slots[i&(size-1)].word != 0 {
			i++
		}
		v.slots[i&(size-1)] = slot{uint32(h >> 32), int32(k + 1)}
	}
	return v
}

// growing is the tree while it is built.
type growing struct {
	numbers map[string]int32 // word → its number, from 1
	words   []string
	root    []int32
	nodes   []branch
}

type branch struct {
	edges []edge
	ends  []end
}

// someForms is about how many forms a language has, and how many words.
const someForms = 1 << 13

func newGrowing() *growing {
	return &growing{
		numbers: make(map[string]int32, someForms),
		words:   make([]string, 0, someForms),
		root:    make([]int32, 1, someForms),
		nodes:   make([]branch, 1, 2*someForms), // 0 is where forms begin
	}
}

func (g *growing) newNode() int32 {
	g.nodes = append(g.nodes, branch{})
	return int32(len(g.nodes) - 1)
}

func (g *growing) add(form string, e end) {
	at := int32(0)
	for _, w := range tokensOf(form) {
		id, ok := g.numbers[w]
		if !ok {
			g.words = append(g.words, w)
			id = int32(len(g.words))
			g.numbers[w] = id
			g.root = append(g.root, 0)
		}
		at = g.child(at, id)
	}
	if at != 0 {
		g.nodes[at].ends = append(g.nodes[at].ends, e)
	}
}

// child returns the node that word leads to, and makes it where there is none.
func (g *growing) child(at, word int32) int32 {
	if at == 0 {
		if g.root[word] == 0 {
			g.root[word] = g.newNode()
		}
		return g.root[word]
	}
	es := g.nodes[at].edges
	k, ok := slices.BinarySearchFunc(es, word, func(e edge, w int32) int { return int(e.word) - int(w) })
	if ok {
		return es[k].node
	}
	n := g.newNode()
	g.nodes[at].edges = slices.Insert(es, k, edge{word, n})
	return n
}

func (g *growing) done() forms {
	f := forms{
		words: newVocabulary(g.words), root: slices.Clone(g.root), nodes: make([]node, 0, len(g.nodes)+1),
		edges: make([]edge, 0, len(g.nodes)), ends: make([]end, 0, len(g.nodes)),
	}
	for _, n := range g.nodes {
		f.nodes = append(f.nodes, node{int32(len(f.edges)), int32(len(f.ends))})
		f.edges = append(f.edges, n.edges...)
		f.ends = append(f.ends, n.ends...)
	}
	f.nodes = append(f.nodes, node{int32(len(f.edges)), int32(len(f.ends))})
	return f
}

// tokensOf cuts a form as the text is cut, so that both always agree.
func tokensOf(form string) []string {
	if isPlain(form) {
		return strings.Fields(strings.ToLower(form))
	}
	var out []string
	for w := range text.Words(form) {
		out = append(out, string(text.Fold(nil, w)))
	}
	return out
}

// isPlain reports a form of nothing but letters and blanks, of which there are
// no two opinions. Most forms are, and cutting up the rest is most of the work.
func isPlain(form string) bool {
	for i := range len(form) {
		c := form[i]
		if c != ' ' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
