package main

import (
	"bytes"
	"flag"
	"io"
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

var update = flag.Bool("update", false, "rewrite the reply in README.md")

// readmeReply is the first block of README.md: what bot summarize prints for
// testdata/ferry.txt.
var readmeReply = regexp.MustCompile("(?s)(## A reply\n\n```\n)(.*?)(```\n)")

func TestReadmeShowsARealReply(t *testing.T) {
	var out strings.Builder
	if status := run(t.Context(), call{args: []string{"summarize", "testdata/ferry.txt"}, out: &out, err: io.Discard}); status != exitOK {
		t.Fatalf("exit status %d", status)
	}
	path := filepath.Join(root, "README.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	shown := readmeReply.FindSubmatch(text)
	if shown == nil {
		t.Fatal("README.md shows no reply")
	}
	if string(shown[2]) == out.String() {
		return
	}
	if !*update {
		t.Fatalf("README.md shows another reply than this; go test ./cmd/bot -run Readme -update rewrites it:\n%s", out.String())
	}
	text = bytes.Replace(text, shown[2], []byte(out.String()), 1)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
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
