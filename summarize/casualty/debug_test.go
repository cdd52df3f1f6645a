package casualty

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

func TestDebug(t *testing.T) {
	f, err := os.Open(os.Getenv("DBG"))
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	lex := lexicon.For("en")
	for sc.Scan() {
		var a struct{ ID, Title, Text, Lang string }
		json.Unmarshal(sc.Bytes(), &a)
		if a.Lang != "en" && a.Lang != "" {
			continue
		}
		d, _ := text.Cut(a.Title, a.Text, lex)
		tg := lex.Tag(d)
		ms, as := Read(tg, nil)
		fmt.Println("=====", a.ID)
		for i, m := range ms {
			fmt.Printf("  M%d %s %s %v pop=%q sub=%d list=%d add=%v inc=%v run=%v form=%v tot=%v how=%d rule=%s | %s\n", i, m.Outcome, m.Actor[:4], m.Count, d.Slice(m.PopFirst, m.PopEnd), m.SubsetOf, m.List, m.Additional, m.Includes, m.Running, m.Former, m.Total, m.Counting, m.Rule, d.Slice(m.First, m.End))
		}
		for _, a := range as {
			fmt.Printf("  A %q %s\n", d.Slice(a.First, a.End), a.Why)
		}
	}
}
