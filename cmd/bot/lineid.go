package main

import (
	"bytes"
	"encoding/json"
)

// idOf finds the id of a line as it was written, also of one that breaks off
// or is broken further on, so that its error can be told whose it is. A line
// without an id, or with one that is neither string nor number, has "".
func idOf(raw []byte) json.RawMessage {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return noID
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return noID
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return noID
		}
		if key == "id" && isScalarID(value) {
			return value
		}
	}
	return noID
}

var noID = json.RawMessage(`""`)

func isScalarID(v json.RawMessage) bool {
	return len(v) > 0 && (v[0] == '"' || v[0] == '-' || '0' <= v[0] && v[0] <= '9')
}

// plainID is the id without its quotation marks; a number stays as written.
func plainID(v json.RawMessage) string {
	var s string
	if json.Unmarshal(v, &s) == nil {
		return s
	}
	if isScalarID(v) {
		return string(v)
	}
	return ""
}
