package lexicon

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Check reads the word lists of lang and names every mistake of theirs with its
// file and entry: a table or key that there is none of, one that is missing,
// one that stands in a table it does not belong to. The embedded lists are
// checked when the program is tested, not each time it starts.
func Check(fsys fs.FS, lang string) error {
	names, err := fs.Glob(fsys, path.Join(lang, "*.toml"))
	if err != nil {
		return err
	}
	var faults []error
	for _, name := range names {
		for _, why := range checkFile(fsys, name) {
			faults = append(faults, fmt.Errorf("lexicon %s", why))
		}
	}
	if faults != nil {
		return errors.Join(faults...)
	}
	_, err = Load(fsys, lang)
	return err
}

func checkFile(fsys fs.FS, name string) (faults []string) {
	fault := func(format string, args ...any) {
		faults = append(faults, name+": "+fmt.Sprintf(format, args...))
	}
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return []string{err.Error()}
	}
	var tables map[string][]map[string]any
	if err := toml.Unmarshal(b, &tables); err != nil {
		fault("%v", err)
		return faults
	}
	for table, entries := range tables {
		c, ok := classOf(table)
		if !ok {
			fault("unknown table %q", table)
			continue
		}
		for i, keys := range entries {
			for _, why := range checkEntry(c, keys) {
				fault("%s %d %q: %s", c, i+1, first(keys["forms"]), why)
			}
		}
	}
	sort.Strings(faults)
	return faults
}

func first(forms any) any {
	if list, ok := forms.([]any); ok && len(list) > 0 {
		return list[0]
	}
	return ""
}

// checkEntry compares an entry's keys with what its class may have.
func checkEntry(c Class, keys map[string]any) (faults []string) {
	for _, k := range required(c) {
		if _, ok := keys[k]; !ok {
			faults = append(faults, fmt.Sprintf("no %q", k))
		}
	}
	for k := range keys {
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
