package summarize

import (
	"strings"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// fewWords is below what any report has: an urgent of one sentence is longer.
const fewWords = 8

// noticesOf tells what a reader should know of the text as a whole. t is nil
// where the language is not covered.
func noticesOf(a Article, t *lexicon.Tagged) []Notice {
	body, title := strings.TrimSpace(a.Text), strings.TrimSpace(a.Title)
	switch {
	case body == "" && title == "":
		return []Notice{NoticeEmpty}
	case body == "":
		return []Notice{NoticeHeadlineOnly}
	case t == nil:
		return nil
	}
	words := 0
	for i := range t.Tokens {
		if t.Tokens[i].Part == text.Body && t.Tokens[i].Kind == text.Word {
			words++
		}
	}
	switch {
	case words == 0:
		return []Notice{NoticeEmpty}
	case words < fewWords:
		return []Notice{NoticeTooShort}
	}
	return nil
}
