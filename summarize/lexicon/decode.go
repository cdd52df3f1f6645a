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
	keys := keysOf(meta)
	for _, k := range meta.Undecoded() {
		faults = append(faults, fmt.Sprintf("%s: unknown key %q", name, k.String()))
	}
	for c := range nClasses {
		for i, e := range tables[c.String()] {
			for _, why := range checkEntry(c, keys[c.String()][i]) {
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

// keysOf lists the keys of each entry, by table: the decoder tells every table
// and key in the order of the file.
func keysOf(meta toml.MetaData) map[string][][]string {
	out := map[string][][]string{}
	for _, k := range meta.Keys() {
		entries := out[k[0]]
		switch len(k) {
		case 1:
			entries = append(entries, nil)
		case 2:
			last := len(entries) - 1
			entries[last] = append(entries[last], k[1])
		}
		out[k[0]] = entries
	}
	return out
}

func first(forms []string) string {
	if len(forms) == 0 {
		return ""
	}
	return forms[0]
}

// checkEntry compares an entry's keys with what its class may have.
func checkEntry(c Class, keys []string) (faults []string) {
	for _, k := range required(c) {
		if !slices.Contains(keys, k) {
			faults = append(faults, fmt.Sprintf("no %q", k))
		}
	}
	for _, k := range keys {
		if !allowed(c, k) {
			faults = append(faults, fmt.Sprintf("key %q is not for this table", k))
		}
	}
	return faults
}

// required lists the keys an entry of the class must have.
func required(c Class) []string {
	must := []string{"forms"}
	if c != Abbreviation {
		must = append(must, "example")
	}
	for _, k := range classes[c].keys {
		if name, ok := strings.CutSuffix(k, "!"); ok {
			must = append(must, name)
		}
	}
	return must
}

func allowed(c Class, key string) bool {
	switch key {
	case "forms", "example", "not":
		return true
	}
	return slices.Contains(classes[c].keys, key) || slices.Contains(classes[c].keys, key+"!")
}
