package fakeapi

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// request is a call's parameters, whichever way they were encoded.
type request struct {
	method string
	params map[string]string
	files  map[string]*storedFile
	chat   int64
	at     time.Time
}

const maxBody = 50 << 20

func readRequest(r *http.Request) (*request, error) {
	q := &request{params: map[string]string{}, files: map[string]*storedFile{}}
	r.Body = http.MaxBytesReader(nil, r.Body, maxBody)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		return q, q.readJSON(r.Body)
	case "multipart/form-data":
		return q, q.readMultipart(r)
	}
	if err := r.ParseForm(); err != nil {
		return q, err
	}
	return q, q.add(r.Form)
}

func (q *request) add(values map[string][]string) error {
	for name, v := range values {
		if len(v) > 1 {
			return fmt.Errorf("parameter %q given %d times", name, len(v))
		}
		q.params[name] = v[0]
	}
	return nil
}

func (q *request) readJSON(body io.Reader) error {
	var fields map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&fields); err != nil {
		return err
	}
	for name, raw := range fields {
		var s string
		if json.Unmarshal(raw, &s) != nil {
			s = string(raw)
		}
		q.params[name] = s
	}
	return nil
}

func (q *request) readMultipart(r *http.Request) error {
	if err := r.ParseMultipartForm(maxBody); err != nil {
		return err
	}
	defer r.MultipartForm.RemoveAll()
	if err := q.add(r.MultipartForm.Value); err != nil {
		return err
	}
	for name, headers := range r.MultipartForm.File {
		f, err := headers[0].Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			return err
		}
		q.files[name] = &storedFile{name: headers[0].Filename, data: data}
	}
	return nil
}

func (q *request) int64(name string) int64 {
	n, _ := strconv.ParseInt(q.params[name], 10, 64)
	return n
}

func (q *request) int(name string) int { return int(q.int64(name)) }

// json reads a parameter that is JSON into v, strictly. An absent one leaves v
// alone.
func (q *request) json(name string, v any) *refusal {
	raw, ok := q.params[name]
	if !ok {
		return nil
	}
	d := json.NewDecoder(strings.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return bad("can't parse %s JSON object: %v", name, err)
	}
	return nil
}

// method is what the server knows of one Bot API method.
type method struct {
	required string // parameters, separated by spaces
	optional string
	message  bool // counts against the limits on messages
	run      func(*Server, *request) (any, *refusal)
	waits    waiting
}

// checkParams refuses what the method does not have, and what it must have and
// the request does not.
func (s *Server) checkParams(q *request, m method) *refusal {
	known := map[string]bool{}
	for _, name := range strings.Fields(m.required + " " + m.optional) {
		known[name] = true
	}
	for name, value := range q.params {
		if !known[name] {
			s.fault("%s: unknown parameter %q", q.method, name)
			return bad("unknown parameter %q", name)
		}
		if !utf8.ValidString(value) {
			s.fault("%s: parameter %q is not UTF-8", q.method, name)
			return bad("strings must be encoded in UTF-8")
		}
	}
	for name := range q.files {
		if !known[name] {
			s.fault("%s: unknown file %q", q.method, name)
			return bad("unknown file %q", name)
		}
	}
	for _, name := range strings.Fields(m.required) {
		if q.params[name] == "" && q.files[name] == nil && name != "text" && name != "reaction" {
			s.fault("%s: parameter %q is missing", q.method, name)
			return bad("parameter %q is required", name)
		}
	}
	return s.checkThread(q)
}

// checkThread: the General topic has no id that may be sent.
func (s *Server) checkThread(q *request) *refusal {
	thread, given := q.params["message_thread_id"]
	if given && thread == "1" {
		s.fault("%s: message_thread_id 1", q.method)
		return bad("message thread not found")
	}
	return nil
}
