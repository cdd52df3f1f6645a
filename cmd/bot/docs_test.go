package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// pathLike is a word in backquotes or behind a link that means a file here.
var pathLike = regexp.MustCompile("`((?:\\.?[\\w-]+/)*\\.?[\\w-]+(?:/|\\.(?:go|md|txt|toml|yaml|yml|example)))`|\\]\\(([\\w./-]+)\\)|`((?:cmd|handlers|internal|summarize)(?:/[\\w-]+)+)`")

// ofTheUser are files that the docs name and the reader has.
var ofTheUser = map[string]bool{"article.txt": true}

func TestDocsNameFilesThatExist(t *testing.T) {
	for _, doc := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"} {
		text, err := os.ReadFile(filepath.Join(root, doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pathLike.FindAllStringSubmatch(string(text), -1) {
			path := m[1] + m[2] + m[3]
			if _, err := os.Stat(filepath.Join(root, path)); err != nil && !ofTheUser[path] {
				t.Errorf("%s names %s, which is not there", doc, path)
			}
		}
	}
}

func TestReadmeIsShort(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "\n"); n > 150 {
		t.Errorf("README.md has %d lines, want no more than 150", n)
	}
}
