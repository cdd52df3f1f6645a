package source

import (
	"slices"
	"testing"
)

// A phrase that is not in its folded form would never be found.
func TestPhrasesAreFolded(t *testing.T) {
	p := known()
	for name, list := range map[string][]string{
		"paywall": p.Walls.Paywall, "consent": p.Walls.Consent, "robot": p.Walls.Robot,
		"hosts": p.Walls.Hosts, "classes": p.Clutter.Classes, "starts": p.Clutter.Starts,
	} {
		if len(list) == 0 {
			t.Errorf("%s: no phrases", name)
		}
		for i, s := range list {
			if s != fold(s) || s == "" {
				t.Errorf("%s: %q is not in its folded form, %q", name, s, fold(s))
			}
			if slices.Contains(list[:i], s) {
				t.Errorf("%s: %q stands twice", name, s)
			}
		}
	}
}

func TestClutter(t *testing.T) {
	for text, want := range map[string]bool{
		"Read also: Floods kill 40": true,
		"READ MORE":                 true,
		"Читайте также: В Карске взрыв": true,
		"Реклама": true,
		"Подписывайтесь на наш канал":         true,
		"Reading more than others, they died": false,
		"Recommended by the governor, the evacuation of 300 people began at once in the towns along the river, and by the evening all of them had been taken to schools and to sports halls, officials said.": false,
		"По темёмным улицам шли 12 человек":         false,
		"Twelve people were killed, officials said": false,
		"Listening posts were hit, killing two":     false,
	} {
		if got := isClutter(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	for name, want := range map[string]bool{
		"share-bar": true, "ReadAlso": true, "read_also block": true, "story-body": false, "shareholder": false,
		"article__caption": true, "adspace": false, "col ad": true, "header": false, "download": false,
	} {
		if got := clutterName(name); got != want {
			t.Errorf("class %q: %v, want %v", name, got, want)
		}
	}
}
