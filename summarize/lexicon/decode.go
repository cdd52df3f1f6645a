package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"
)

// decodeFile reads one data file. Each fault names the file, the entry and
// what to mend.
func decodeFile(fsys fs.FS, name string) (entries []Entry, faults []string) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, []string{fmt.Sprintf("%s: %v", name, err)}
	}
	var tables map[string][]Entry
	meta, err := toml.Decode(string(b), &tables)
	if err != nil {
		return nil, []string{fmt.Sprintf("%s: %v", name, err)}
	}
	var raw map[string][]map[string]any
	if _, err := toml.Decode(string(b), &raw); err != nil {
		return nil, []string{fmt.Sprintf("%s: %v", name, err)}
	}
	for _, k := range meta.Undecoded() {
		faults = append(faults, fmt.Sprintf("%s: unknown key %q", name, k.String()))
	}
	for c := range nClasses {
		for i, e := range tables[c.String()] {
			for _, why := range checkEntry(c, raw[c.String()][i]) {
				faults = append(faults, fmt.Sprintf("%s: %s %d %q: %s", name, c, i+1, first(e.Forms), why))
			}
			e.Class, e.File = c, name
			entries = append(entries, e)
		}
	}
	for table := range tables {
		if _, ok := classOf(table); !ok {
			faults = append(faults, fmt.Sprintf("%s: unknown table %q", name, table))
		}
	}
	sort.Strings(faults)
	return entries, faults
}

func first(forms []string) string {
	if len(forms) == 0 {
		return ""
	}
	return forms[0]
}

// checkEntry compares an entry's keys with what its class may have.
func checkEntry(c Class, raw map[string]any) (faults []string) {
	may := []string{"forms", "example", "not"}
	must := []string{"forms"}
	if c != Abbreviation {
		must = append(must, "example")
	}
	for _, k := range classes[c].keys {
		name := strings.TrimSuffix(k, "!")
		may = append(may, name)
		if name != k {
			must = append(must, name)
		}
	}
	for _, k := range must {
		if _, ok := raw[k]; !ok {
			faults = append(faults, fmt.Sprintf("no %q", k))
		}
	}
	for k := range raw {
		if !slices.Contains(may, k) {
			faults = append(faults, fmt.Sprintf("key %q is not for this table", k))
		}
	}
	sort.Strings(faults)
	return faults
}
