package summarize

import "time"

// Article is one news text as it was sent. The engine reads nothing else: no
// clock, no network.
type Article struct {
	ID    string `json:"id,omitempty"`
	Title string `json:"title,omitempty"`
	Text  string `json:"text"`
	// Published anchors relative dates ("on Tuesday"). Zero: unknown, and
	// relative dates stay unresolved.
	Published time.Time `json:"-"`
	// Lang is a BCP 47 tag, or empty to have it detected.
	Lang string `json:"lang,omitempty"`
}
