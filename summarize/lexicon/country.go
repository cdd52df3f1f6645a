package lexicon

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Countries have the names that CLDR gives them, in each language; a data file
// adds what the papers call them besides, their people and their cities.

// changed are names that are newer than the CLDR of golang.org/x/text.
var changed = map[string]map[string]string{
	"en": {"MK": "North Macedonia", "SZ": "Eswatini"},
}

// Country returns the name of the country with an ISO 3166-1 code, or "".
func (l *Lexicon) Country(code string) string { return l.countries[code] }

// countriesOf returns the name of each country and territory that has a number
// in the UN's list (M49), by code; nil for a language CLDR does not have.
func countriesOf(lang string) map[string]string {
	tag, err := language.Parse(lang)
	if err != nil {
		return nil
	}
	names := display.Regions(tag)
	if names == nil {
		return nil
	}
	out := make(map[string]string, 256)
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string([]rune{a, b}))
			if err != nil || !r.IsCountry() || r.M49() == 0 || r.Canonicalize() != r {
				continue
			}
			if name := names.Name(r); name != "" {
				out[r.String()] = name
			}
		}
	}
	for code, name := range changed[lang] {
		out[code] = name
	}
	return out
}

// written undoes how CLDR shortens names.
var written = strings.NewReplacer(" & ", " and ", "St. ", "Saint ")

// countryEntries makes the names entries of the lists, in the order of codes.
func countryEntries(names map[string]string) []Entry {
	codes := make([]string, 0, len(names))
	for code := range names {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	entries := make([]Entry, 0, len(codes))
	for _, code := range codes {
		forms := []string{names[code]}
		if w := written.Replace(names[code]); w != names[code] {
			forms = append(forms, w)
		}
		entries = append(entries, Entry{Class: PlaceName, Forms: forms, Example: forms[0], Kind: code, File: "CLDR"})
	}
	return entries
}
