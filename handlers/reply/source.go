package reply

import (
	"slices"
	"strings"

	"tollbot/summarize"
)

// sourceLength is how much of a source's name a line has room for.
const sourceLength = 40

// unnamed is the kind of a source that the article does not name: "reports",
// "some sources". It vouches for nothing, and the first screen has no room for
// it; the evidence quotes it.
const unnamed = "unnamed"

// sourceName is a source as a label has it: "Health Ministry" for "The Health
// Ministry". Empty where it is not named.
func sourceName(s *summarize.Source) string {
	if s == nil || s.Kind == unnamed {
		return ""
	}
	name := clean(s.Text)
	if article, rest, ok := strings.Cut(name, " "); ok && strings.EqualFold(article, "the") {
		name = rest
	}
	return clip(name, sourceLength)
}

// source names who gives the figures, where that is one voice.
func (v *view) source(ids []string) string { return isolate(v.sourceOf(ids)) }

func (v *view) sourceOf(ids []string) string {
	name := ""
	for _, id := range ids {
		f, ok := v.figures[id]
		if !ok {
			continue
		}
		if s := sourceName(f.Source); s == "" {
			continue
		} else if name == "" {
			name = s
		} else if name != s {
			return ""
		}
	}
	return name
}

// shortName is a source's name in at most n units, its beginning or its end
// given as "…": English says what somebody is in the last word, "Regional Health
// Ministry", unless something follows that, "Ministry of Health"; of other
// languages nothing is known, and the beginning stays. Empty where less than
// two words, or a single long one, would be left.
func shortName(name, lang string, n int) string {
	if units(name) <= n {
		return name
	}
	words := strings.Fields(strings.TrimSuffix(name, "…"))
	headLast := lang == "en" && !strings.HasSuffix(name, "…") && !slices.ContainsFunc(words, follows)
	for len(words) > 2 {
		s := ""
		if headLast {
			words = words[1:]
			s = "…" + strings.Join(words, " ")
		} else {
			words = words[:len(words)-1]
			s = strings.Join(words, " ") + "…"
		}
		if units(s) <= n && !follows(words[len(words)-1]) {
			return s
		}
	}
	return ""
}

// follows tells the words after which an English name says whose or where.
func follows(word string) bool {
	switch strings.ToLower(word) {
	case "of", "for", "in", "at", "from", "on", "with", "and", "the":
		return true
	}
	return strings.HasSuffix(word, ",")
}
