package main

import (
	"fmt"
	"log/slog"
)

// redacted stands wherever a secret would have been printed.
const redacted = "[redacted]"

// Secret is a value that no log line, error or %v ever shows. Reveal is the
// one way to it, so that a search for Reveal finds every place that uses it.
type Secret string

// Reveal gives the value itself, for the one call that needs it.
func (s Secret) Reveal() string { return string(s) }

// String hides the value; an empty secret is shown as empty, which tells an
// operator that it is not set.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return redacted
}

// Format hides the value from every verb of fmt; %x and a mistaken %d would
// otherwise show it.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// LogValue hides the value from slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the value from encoding/json and its like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
