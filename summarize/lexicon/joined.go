package lexicon

import "strings"

// joinedNumbers makes entries of the numbers that wires run together: tens and
// units, as in "thirtythree".
func joinedNumbers(entries []Entry) []Entry {
	var out []Entry
	for i := range entries {
		tens := &entries[i]
		if !plainCardinal(tens) || tens.Value < 20 || tens.Value > 90 || tens.Value%10 != 0 {
			continue
		}
		for j := range entries {
			unit := &entries[j]
			if !plainCardinal(unit) || unit.Value < 1 || unit.Value > 9 {
				continue
			}
			form := tens.Forms[0] + unit.Forms[0]
			out = append(out, Entry{Class: Cardinal, Forms: []string{form}, Example: form, Value: tens.Value + unit.Value, File: tens.File})
		}
	}
	return out
}

// plainCardinal reports a number that is one word.
func plainCardinal(e *Entry) bool {
	return e.Class == Cardinal && e.Kind == "" && !strings.ContainsAny(e.Forms[0], " -")
}
