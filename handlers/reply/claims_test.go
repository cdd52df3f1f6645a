package reply

import (
	"strings"
	"testing"

	"tollbot/summarize"
)

func TestSameGroup(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"ISIS", "Islamic State (IS) militant group", true},
		{"Islamic State (IS) militant group", "statements from Telegram channels linked to IS", true},
		{"ISIS", "Islamic State", true},
		{"the Northern Front", "The Northern Front", true},
		{"Northern Front", "the Front", true},
		{"Tehrik-e-Taliban Pakistan", "TTP", true},
		{"police", "Police", true},
		{"Northern Front", "Southern Front", false},
		{"Northern Front", "National Front", false},
		{"Islamic State", "Islamic Jihad", false},
		{"Iran", "Israel", false},
		{"rebels", "the army", false},
		{"", "ISIS", false},
	} {
		if sameGroup(c.a, c.b) != c.want || sameGroup(c.b, c.a) != c.want {
			t.Errorf("%q and %q: one group is %v, want %v", c.a, c.b, !c.want, c.want)
		}
	}
}

// One claim told three times is one line, with the places of all three.
func TestAClaimIsToldOnce(t *testing.T) {
	text := "The Islamic State (IS) said it did it.\n\nA second group, the Northern Front, said so too.\n\nChannels linked to IS repeated it."
	claim := func(by string, where summarize.Where, in, quote string) summarize.Responsibility {
		at := strings.Index(in, quote)
		return summarize.Responsibility{By: by, Status: "claimed", Quote: quote, Where: where, Span: summarize.Span{at, at + len(quote)}}
	}
	title := "ISIS claims attack"
	card := Card{
		Article: summarize.Article{Title: title, Text: text},
		Report: summarize.Report{Lang: "en", Incidents: []summarize.Incident{{ID: "i1", Role: summarize.RoleMain, Responsibility: []summarize.Responsibility{
			claim("ISIS", summarize.InTitle, title, "ISIS claims"),
			claim("Islamic State (IS)", summarize.InText, text, "Islamic State (IS) said it"),
			claim("the Northern Front", summarize.InText, text, "the Northern Front, said so"),
			claim("Channels linked to IS", summarize.InText, text, "Channels linked to IS repeated it"),
		}}}},
	}
	var got []string
	for line := range strings.Lines(card.Plain()) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "Claim "); ok {
			got = append(got, rest)
		}
	}
	want := []string{
		"Islamic State (IS) said it was responsible · ¶1 “Islamic State (IS) said it” · ¶3 · Title",
		"the Northern Front said it was responsible · ¶2 “the Northern Front, said so”",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("claims:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestShortName(t *testing.T) {
	for _, c := range []struct {
		name, lang string
		n          int
		want       string
	}{
		{"Moscow Regional Health Ministry", "en", 40, "Moscow Regional Health Ministry"},
		{"Moscow Regional Health Ministry", "en", 22, "…Health Ministry"},
		{"Ministry of Emergency Situations", "en", 22, "Ministry of Emergency…"},
		{"regional hospital in Sollen", "en", 20, "regional hospital…"},
		{"Minister of the Interior", "en", 20, ""},
		{"Министерство здравоохранения Московской области", "ru", 32, "Министерство здравоохранения…"},
		{"Министерство здравоохранения", "ru", 20, ""},
		{"police", "en", 3, ""},
		{"", "en", 20, ""},
	} {
		if got := shortName(c.name, c.lang, c.n); got != c.want || units(got) > c.n {
			t.Errorf("shortName(%q, %d) = %q, want %q", c.name, c.n, got, c.want)
		}
	}
}
