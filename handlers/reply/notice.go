package reply

import (
	"slices"
	"strings"

	"tollbot/summarize"
)

func (v *view) has(n summarize.Notice) bool { return slices.Contains(v.Report.Notices, n) }

// notices says what a reader must know before anything else. Where it stops,
// there is no article to make a card of.
func (v *view) notices() (lines []line, stop bool) {
	switch {
	case v.has(summarize.NoticeEmpty):
		return v.plea("notice-empty"), true
	case v.has(summarize.NoticeLanguage):
		return v.foreign(), true
	case v.has(summarize.NoticeHeadlineOnly):
		return v.plea("notice-headline_only"), true
	case v.has(summarize.NoticeTooShort):
		return v.plea("notice-too_short"), true
	case v.has(summarize.NoticeNotNews) && !v.Anyway:
		return v.plea("notice-not_news"), true
	}
	return nil, false
}

// plea says what is missing, and repeats the figures that the little text has.
func (v *view) plea(key string) []line {
	lines := []line{{text(v.say.Say(key))}}
	var says []string
	for i := range v.Report.Incidents {
		for j := range v.Report.Incidents[i].Figures {
			f := &v.Report.Incidents[i].Figures[j]
			if s := v.counted(f.Outcome, v.figureCount(f)); !slices.Contains(says, s) && len(says) < mostPairs {
				says = append(says, s)
			}
		}
	}
	if len(says) > 0 {
		lines = append(lines, line{text(v.say.Say("figure-here", "figures", strings.Join(says, ", ")))})
	}
	return lines
}

// foreign names the language of the text and those that are read. It says
// nothing of figures: nobody has read any.
func (v *view) foreign() []line {
	var covered []string
	for _, tag := range v.Covers {
		covered = append(covered, v.say.LanguageName(tag))
	}
	all := strings.Join(covered, ", ")
	if lang := v.Report.Lang; lang != "" && lang != "und" {
		return []line{{text(v.say.Say("notice-language", "language", v.say.LanguageName(lang), "covered", all))}}
	}
	return []line{{text(v.say.Say("notice-unknown", "covered", all))}}
}
