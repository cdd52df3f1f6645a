// Package attribution tells who says what: for each token of a text the source
// to whom the article ascribes it, and how far the article (or that source)
// stands by it. Sources, cues and contents are those of PARC 3.0; scopes of
// hedges and denials follow ConText.
package attribution

// Status says how far the article stands by what it says.
type Status string

const (
	Current      Status = "current"
	Superseded   Status = "superseded"
	Provisional  Status = "provisional" // "feared", "expected to rise": counted, not final
	Claimed      Status = "claimed"     // a party's word about its enemy
	Unconfirmed  Status = "unconfirmed"
	Denied       Status = "denied"
	Retracted    Status = "retracted"
	Hypothetical Status = "hypothetical"
)

// Source is who something is ascribed to.
type Source struct {
	First, End int    // tokens that name the source
	Kind       string // official | medical | military | party | witness | media | company | unnamed | other
	CueFirst   int    // tokens of the cue: "said", "according to"
	CueEnd     int
	Identity   string // folded; equal for two mentions of the same source
}
