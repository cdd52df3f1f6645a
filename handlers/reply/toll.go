package reply

import (
	"cmp"
	"slices"
	"strings"

	"tollbot/summarize"
)

// count writes a toll in words: the number with its bounds, a vague word as
// the article has it. It never narrows what the report leaves open.
func (v *view) count(t summarize.Toll) string {
	if t.Words != "" {
		return v.say.Say("toll-words", "words", isolate(clip(t.Words, 40)))
	}
	if s := v.hedged(t); s != "" {
		return s
	}
	switch low := v.say.Number(t.Min); {
	case t.Max == nil:
		return v.say.Say("toll-at-least", "a", low)
	case *t.Max == t.Min && t.Min == 0:
		return v.say.Say("toll-none")
	case *t.Max == t.Min:
		return low
	case t.Min == 0:
		return v.say.Say("toll-up-to", "a", v.say.Number(*t.Max))
	default:
		return v.say.Say("toll-range", "a", low, "b", v.say.Number(*t.Max))
	}
}

// hedged keeps the article's own hedge where one figure alone makes the toll:
// "about 40" is not "34–46". Empty where the bounds say it better.
func (v *view) hedged(t summarize.Toll) string {
	if len(t.Figures) != 1 {
		return ""
	}
	f, ok := v.figures[t.Figures[0]]
	if !ok || f.Value == nil || f.Min != t.Min || !same(f.Max, t.Max) {
		return ""
	}
	switch f.Qualifier {
	case summarize.About, summarize.Nearly, summarize.MoreThan, summarize.FewerThan:
		key := "toll-" + strings.ReplaceAll(string(f.Qualifier), "_", "-")
		return v.say.Say(key, "a", v.say.Number(*f.Value))
	}
	return ""
}

func same(a, b *int) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// figureCount is count for one figure.
func (v *view) figureCount(f *summarize.Figure) string {
	t := summarize.Toll{Min: f.Min, Max: f.Max, Figures: []string{f.ID}}
	if f.Qualifier == summarize.Vague {
		t.Words = f.Words
	}
	return v.count(t)
}

// sourced is the count with who says so: "145 · health ministry", and both
// sides of a conflict, "8 (police) or 11 (hospital)".
func (v *view) sourced(t summarize.Toll) string {
	if t.Conflict {
		return v.disputed(t)
	}
	s := v.count(t) + v.subset(t)
	if source := v.source(t.Figures); source != "" {
		s += " · " + source
	}
	return s
}

// disputed sets two counts side by side; of more than two the lowest and the
// highest, and the quote has the voices between.
func (v *view) disputed(t summarize.Toll) string {
	var sides []found
	seen := map[string]bool{}
	for _, id := range t.Figures {
		f, ok := v.figures[id]
		if !ok || seen[v.figureCount(f.Figure)] {
			continue
		}
		seen[v.figureCount(f.Figure)] = true
		sides = append(sides, f)
	}
	key := "toll-or"
	switch {
	case len(sides) < 2:
		return v.count(summarize.Toll{Min: t.Min, Max: t.Max})
	case len(sides) > 2:
		key = "toll-to"
		slices.SortStableFunc(sides, func(a, b found) int { return cmp.Compare(middle(a.Figure), middle(b.Figure)) })
	}
	return v.say.Say(key, "a", v.attributed(sides[0]), "b", v.attributed(sides[len(sides)-1]))
}

// attributed is a count with who gives it: "8 (police)".
func (v *view) attributed(f found) string {
	side := v.figureCount(f.Figure)
	if source := v.source([]string{f.ID}); source != "" {
		side += " (" + source + ")"
	}
	return side
}

// middle is where a figure ranks among others: its number, or what lies midway
// in a vague word's window.
func middle(f *summarize.Figure) int {
	switch {
	case f.Value != nil:
		return *f.Value
	case f.Max != nil:
		return f.Min + (*f.Max-f.Min)/2
	}
	return f.Min
}

// key names the label of an outcome; injuries by weapons are wounds.
func (v *view) key(o summarize.Outcome) string {
	if o == summarize.Injured && v.armed() {
		return "wounded"
	}
	return string(o)
}

func (v *view) armed() bool {
	for _, i := range v.Report.Incidents {
		if current(i.Role) && len(i.Weapons) > 0 {
			return true
		}
	}
	return false
}

// outcome is an outcome's label, or its code where a newer engine has one that
// these phrases do not know.
func (v *view) outcome(o summarize.Outcome) string {
	if key := "outcome-" + v.key(o); v.say.Has(key) {
		return v.say.Say(key)
	}
	return clip(string(o), 30)
}

// counted is an outcome with its count inside a sentence: "62 killed".
func (v *view) counted(o summarize.Outcome, count string) string {
	if key := "after-" + v.key(o); v.say.Has(key) {
		return v.say.Say(key, "toll", count)
	}
	return count + " " + clip(string(o), 30)
}

// current tells the incidents that the article reports from those it mentions.
func current(r summarize.Role) bool {
	return r == summarize.RoleMain || r == summarize.RoleSecondary || r == summarize.RoleAggregate
}
