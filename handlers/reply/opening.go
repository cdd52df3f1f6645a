package reply

import (
	"slices"
	"strings"
	"time"

	"tollbot/summarize"
)

// How much of a title, a sentence or a key point the first screen shows, in
// UTF-16 units: two rows, four rows, three rows.
const (
	titleLength    = 76
	headlineLength = 156
	pointLength    = 116
)

// opening is the name of the event with its day, and one sentence on it.
func (v *view) opening() []item {
	var items []item
	if l := v.name(); len(l) > 0 {
		items = append(items, item{line: l})
	}
	if s := v.headline(); s != "" {
		items = append(items, item{
			line: line{text(isolate(clip(s, v.headlineRoom())))}, order: orderRest,
			brief: line{text(isolate(clip(s, titleLength)))}, briefStays: line{text("• " + isolate(clip(s, 2*pointLength)))},
		})
	}
	if v.Part {
		items = append(items, item{line: line{text("ℹ " + v.say.Say("notice-part"))}})
	}
	for _, n := range v.Report.Notices {
		if n == summarize.NoticeTruncated {
			items = append(items, item{line: line{text("ℹ " + v.say.Say("notice-truncated"))}})
		}
	}
	return items
}

// name is the event's name and day; where the article tells of several events
// or names none, the article's title.
func (v *view) name() line {
	main := v.main()
	name := v.Report.Title
	if main != nil && main.Name != "" && len(v.parts()) < 2 {
		name = main.Name
	}
	if name = clip(name, titleLength); name == "" {
		return nil
	}
	l := line{label(isolate(name))}
	if day := v.day(main, false); day != "" {
		l = append(l, text(" · "+day))
	}
	return l
}

// main is the first main incident, or the sum of several.
func (v *view) main() *summarize.Incident {
	for _, role := range []summarize.Role{summarize.RoleMain, summarize.RoleAggregate} {
		for i := range v.Report.Incidents {
			if v.Report.Incidents[i].Role == role {
				return &v.Report.Incidents[i]
			}
		}
	}
	return nil
}

// day is when an incident happened. Its year is written where the text has it,
// or where it is not the year of publication.
func (v *view) day(i *summarize.Incident, long bool) string {
	if i == nil {
		return ""
	}
	if t, err := time.Parse("2006-01-02", i.Date); err == nil {
		year := strings.Contains(i.DateText, t.Format("2006")) ||
			!v.Article.Published.IsZero() && v.Article.Published.Year() != t.Year()
		if long {
			return v.say.LongDay(t, year)
		}
		return v.say.Day(t, year)
	}
	if t, err := time.Parse("2006-01", i.Date); err == nil {
		return v.say.Month(t)
	}
	if i.Date != "" {
		return clip(i.Date, 20)
	}
	return clip(i.DateText, 30)
}

// headline is the sentence that says what happened, unless the title line says
// the same already.
func (v *view) headline() string {
	for _, s := range v.sentences() {
		return s
	}
	return ""
}

func (v *view) headlineRoom() int {
	if v.Length == Short {
		return titleLength
	}
	return headlineLength
}

// sentences are the headline and the key points, without what repeats the
// title or one another.
func (v *view) sentences() []string {
	told := []string{fold(v.Report.Title)}
	var out []string
	all := []string{v.Report.Headline}
	for _, p := range v.Report.KeyPoints {
		all = append(all, p.Text)
	}
	for _, s := range all {
		if f := fold(s); f != "" && !slices.Contains(told, f) {
			told = append(told, f)
			out = append(out, s)
		}
	}
	return out
}

func fold(s string) string {
	return strings.ToLower(strings.TrimRight(clean(s), " .!?…"))
}

// gist is the rest of the summary: on the screen while there is room, whole in
// the quote where there is none.
func (v *view) gist() []item {
	sentences := v.sentences()
	if len(sentences) < 2 {
		return nil
	}
	var items []item
	for _, s := range sentences[1:] {
		it := item{line: line{text("• " + isolate(clip(s, pointLength)))}, rank: rankGist, order: orderRest}
		it.moves = line{text("• " + isolate(clip(s, 2*pointLength)))}
		if v.Length == Short {
			it.line = nil
		}
		items = append(items, it)
	}
	return items
}
