// Package attribution tells who says what: for each token of a text the source
// to whom the article ascribes it, and how far the article (or that source)
// stands by it. Sources, cues and contents are those of PARC 3.0; scopes of
// hedges and denials follow ConText.
//
// It would rather name no source than a wrong one: a sentence without a cue
// has no source, whatever was said before it, unless a quotation goes on.
package attribution

import "tollbot/summarize/lexicon"

// Status says how far the article stands by what it says.
type Status string

const (
	Current      Status = "current"
	Superseded   Status = "superseded"
	Provisional  Status = "provisional" // preliminary: counted, not final
	Claimed      Status = "claimed"     // a party's word about its enemy
	Unconfirmed  Status = "unconfirmed"
	Denied       Status = "denied"
	Retracted    Status = "retracted"
	Hypothetical Status = "hypothetical"
)

// Source is who something is ascribed to.
type Source struct {
	First, End int    // tokens that name the source
	Kind       string // official | medical | military | party | witness | media | company | document | unnamed | other
	CueFirst   int    // tokens of the cue: "said", "according to"
	CueEnd     int
	Identity   string // folded; equal for two mentions of the same source
	Root       string // identity of the source it cites in turn, else Identity
	hearsay    bool   // rumours, posts: nobody answers for it
}

// Cue is what gave a passage its status: tokens [First, End) and the name of
// the rule. It is zero for what is current.
type Cue struct {
	First, End int
	Rule       string
}

// Reading is who says what in one text, and how firmly. It is immutable.
type Reading struct {
	t       *lexicon.Tagged
	sources []Source
	by      []int32  // of each token: index into sources, plus one
	level   []level  // of each token
	cue     []int32  // of each token: index into cues
	cues    []Cue    // the first is the zero cue
	voice   []uint64 // bit set of the tokens that name a source or are its cue
}

// Source returns who tokens [first, end) are ascribed to. Where they hold a
// number, that number's source counts, else the first token's.
func (r *Reading) Source(first, end int) (Source, bool) {
	i, ok := r.anchor(first, end)
	if !ok || r.by[i] == 0 {
		return Source{}, false
	}
	return r.sources[r.by[i]-1], true
}

// Status returns how far the text stands by tokens [first, end), and the cue
// that tells so. Where they hold a number, that number's status counts, else
// the strongest of any token.
func (r *Reading) Status(first, end int) (Status, Cue) {
	i, ok := r.anchor(first, end)
	if !ok {
		return Current, Cue{}
	}
	if !r.isFigure(i) {
		for j := first; j < min(end, len(r.level)); j++ {
			if r.level[j] > r.level[i] {
				i = j
			}
		}
	}
	return statuses[r.level[i]], r.cues[r.cue[i]]
}

// HoldsNumber reports whether a number stands among tokens [first, end).
func (r *Reading) HoldsNumber(first, end int) bool {
	i, ok := r.anchor(first, end)
	return ok && r.isFigure(i)
}

// Sources returns every ascription of the text in reading order. One source
// may stand there often; see [SameSource].
func (r *Reading) Sources() []Source { return r.sources }

// SameSource reports whether a and b are one source, or go back to one.
func SameSource(a, b Source) bool {
	return a.Identity != "" && (a.Identity == b.Identity || a.Root == b.Root)
}

// anchor returns the token that stands for [first, end).
func (r *Reading) anchor(first, end int) (int, bool) {
	if first < 0 || first >= len(r.by) || end <= first {
		return 0, false
	}
	for i := first; i < min(end, len(r.by)); i++ {
		if r.isFigure(i) {
			return i, true
		}
	}
	return first, true
}

// level orders statuses: where two cues reach a token the higher one counts.
type level uint8

const (
	current level = iota
	provisional
	unconfirmed
	claimed
	superseded
	hypothetical
	denied
	retracted
)

var statuses = [...]Status{Current, Provisional, Unconfirmed, Claimed, Superseded, Hypothetical, Denied, Retracted}

func levelOf(stance string) level {
	for l, s := range statuses {
		if string(s) == stance {
			return level(l)
		}
	}
	return current
}
