package summarize

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"
)

func TestEvalFile(t *testing.T) {
	in := os.Getenv("EVALIN")
	if in == "" {
		t.Skip()
	}
	f, _ := os.Open(in)
	o, _ := os.Create(os.Getenv("EVALOUT"))
	defer o.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<26)
	w := bufio.NewWriter(o)
	defer w.Flush()
	for sc.Scan() {
		var a struct{ ID, Title, Text, Lang, Published string }
		json.Unmarshal(sc.Bytes(), &a)
		p, _ := time.Parse("2006-01-02", a.Published)
		r := Read(Article{ID: a.ID, Title: a.Title, Text: a.Text, Lang: a.Lang, Published: p})
		b, _ := json.Marshal(map[string]any{"id": a.ID, "report": r})
		w.Write(b)
		w.WriteByte('\n')
	}
}
