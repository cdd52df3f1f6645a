package summarize

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"strings"
	"sync"
)

// The engine's rules are its source and its word lists, so they are what its
// fingerprint is made of: nobody can change one and forget the other.
//
//go:embed *.go text/*.go lexicon/*.go lexicon/*/*.toml quantity/*.go casualty/*.go
//go:embed attribution/*.go incident/*.go toll/*.go summary/*.go
var rules embed.FS

// Fingerprint names the rules and word lists of this build, as in
// "rules-5c1e9a". It changes whenever one of them does, so that a cached
// report is never served for rules that would read the article differently.
func Fingerprint() string { return fingerprint() }

var fingerprint = sync.OnceValue(func() string {
	h := sha256.New()
	err := fs.WalkDir(rules, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := rules.ReadFile(path)
		h.Write([]byte(path))
		h.Write(b)
		return err
	})
	if err != nil {
		panic(err) // an embedded file cannot be missing
	}
	return "rules-" + hex.EncodeToString(h.Sum(nil))[:6]
})
