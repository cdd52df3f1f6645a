package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"

	"tollbot/summarize/lexicon"
)

// sample is how many bytes of a text its language is told from: more changes
// no answer and costs time.
const sample = 600

// unknownLanguage is the BCP 47 tag for text whose language cannot be told.
const unknownLanguage = "und"

// language returns the tag of an article's language: the one it came with, or
// the one its letters and trigrams look like.
func language(a Article) string {
	if a.Lang != "" {
		return a.Lang
	}
	s := a.Text
	if strings.TrimSpace(s) == "" {
		s = a.Title
	}
	s = head(s, sample)
	if tag := byLetters(s); tag != "" {
		return tag
	}
	if tag := byWords(s); tag != "" {
		return tag
	}
	info := whatlanggo.Detect(s)
	if tag := info.Lang.Iso6391(); tag != "" {
		return tag
	}
	return unknownLanguage
}

// Of running text in a language, at least smallShare in a hundred words are its
// articles, prepositions, conjunctions, pronouns and auxiliaries (English prose
// has 40 to 50); of another language's, a few look like them by chance. A
// headline or an urgent has fewer of them, but then at least knownShare in a
// hundred of its words are in the word lists, which hold what reports of
// casualties are made of. Fewer than fewWordsKnown words tell nothing.
const (
	smallShare    = 30
	knownShare    = 55
	fewSmall      = 20
	fewWordsKnown = 3
)

// byWords tells the languages there are word lists for by their words, which
// is quicker than trigrams and surer in short texts; empty where none fits.
func byWords(s string) string {
	for _, lang := range lexicon.Languages() {
		lex := lexicon.For(lang)
		words, small, known := 0, 0, 0
		for w := range strings.FieldsSeq(s) {
			w = strings.Trim(w, ".,;:!?\"“”()‘’'")
			if strings.IndexFunc(w, unicode.IsLetter) < 0 {
				continue
			}
			words++
			isKnown, isSmall := lex.Word(w)
			if isKnown {
				known++
			}
			if isSmall {
				small++
			}
		}
		if words >= fewSmall && small*100 >= words*smallShare ||
			words >= fewWordsKnown && known*100 >= words*knownShare {
			return lang
		}
	}
	return ""
}

// head returns the first n bytes of s, cut between characters.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// letters that only one language of a script writes, where trigrams of a short
// text mislead: Russian has ы and э, Ukrainian і, ї and є.
var letters = []struct{ tag, has string }{{"uk", "іїєІЇЄ"}, {"ru", "ыэЫЭ"}}

func byLetters(s string) string {
	cyrillic := 0
	for _, r := range s {
		if unicode.Is(unicode.Cyrillic, r) {
			cyrillic++
		}
	}
	if cyrillic*2 < utf8.RuneCountInString(s) {
		return ""
	}
	for _, l := range letters {
		if strings.ContainsAny(s, l.has) {
			return l.tag
		}
	}
	return ""
}
