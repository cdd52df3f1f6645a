package lexicon

import (
	"fmt"
	"io/fs"

	"github.com/pelletier/go-toml/v2"
)

// appendFile appends the entries of one data file, class by class. What its
// tables and keys are called is for [Check].
func appendFile(entries []Entry, fsys fs.FS, name string) ([]Entry, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	var tables map[string][]Entry
	if err := toml.Unmarshal(b, &tables); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for c := range nClasses {
		for _, e := range tables[c.String()] {
			e.Class, e.File = c, name
			entries = append(entries, e)
		}
	}
	return entries, nil
}
