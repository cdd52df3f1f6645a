// Package summarize reads one news article for its casualty figures: what it
// says of how many people came to which harm, who says so, and where two of
// those statements cannot both be true. It never picks a winner, and it quotes
// nothing that is not in the text.
package summarize

// Fingerprint names the rules and word lists of this build. It changes
// whenever one of them does, so that a cached report is never served for
// rules that would read the article differently.
func Fingerprint() string { return "rules-0" }

// Read reads one article. It never fails: what cannot be read is said in
// [Report.Notices].
func Read(a Article) Report {
	return Report{
		Schema: Schema, Engine: Fingerprint(), Lang: "en", Kind: KindNone, Title: a.Title,
		KeyPoints: []KeyPoint{}, Toll: map[Outcome]Toll{}, Incidents: []Incident{},
		Discrepancies: []Discrepancy{}, Compatible: []Compatible{}, SetAside: []SetAside{},
	}
}
