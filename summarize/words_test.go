package summarize_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tollbot/summarize"
)

// inAnyOrder is how many texts TestWordsInAnyOrder reads: two seconds of them.
const inAnyOrder = 20_000

// TestWordsInAnyOrder reads the words of the lists strung together at random:
// rules meet at the edges of titles, sentences and texts as they hardly do in
// what people write, and must not fall over them. The seed is fixed.
func TestWordsInAnyOrder(t *testing.T) {
	words := listed(t)
	marks := []string{",", ".", ":", ";", "-", "–", "(", ")", "“", "”", `"`, "12", "3", "(02)", "Ana Mora", "Dorna", "people", "killed", "dead", "'s", "\n\n", "%", "20s"}
	rng := rand.New(rand.NewPCG(7, 1))
	sequence := func(n int) string {
		var b strings.Builder
		for range n {
			w := words[rng.IntN(len(words))]
			if rng.IntN(3) == 0 {
				w = marks[rng.IntN(len(marks))]
			}
			if rng.IntN(6) == 0 {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			b.WriteString(w)
			if rng.IntN(8) > 0 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	for range inAnyOrder {
		a := summarize.Article{Text: sequence(1 + rng.IntN(24)), Lang: "en"}
		if rng.IntN(3) == 0 {
			a.Title = sequence(1 + rng.IntN(6))
		}
		for _, wrong := range readAmiss(a) {
			t.Errorf("title %q, text %q: %s", a.Title, a.Text, wrong)
		}
	}
}

// readAmiss reads an article and says which quotes are wrong, or the panic that
// it ended in.
func readAmiss(a summarize.Article) (wrong []string) {
	defer func() {
		if p := recover(); p != nil {
			wrong = append(wrong, fmt.Sprint("panic: ", p))
		}
	}()
	return misquoted(a, summarize.Read(a))
}

// listed returns the forms of all English word lists, those of grammar, numbers
// and harm more often.
func listed(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("lexicon/en/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal("no word lists", err)
	}
	form := regexp.MustCompile(`"([^"\\]+)"`)
	var words []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		times := 1
		switch filepath.Base(f) {
		case "grammar.toml", "casualty.toml", "number.toml":
			times = 5
		}
		for line := range strings.Lines(string(b)) {
			if !strings.HasPrefix(line, "forms = ") {
				continue
			}
			for _, m := range form.FindAllStringSubmatch(line, -1) {
				for range times {
					words = append(words, m[1])
				}
			}
		}
	}
	return words
}
