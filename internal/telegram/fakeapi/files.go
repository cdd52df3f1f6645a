package fakeapi

import (
	"fmt"
	"net/http"
	"strconv"
)

// storedFile is one to be downloaded, or one that was uploaded.
type storedFile struct {
	name string
	data []byte
}

// AddFile makes a file that updates can mention and getFile find. Files over
// 20 MB exist and cannot be had, as on Telegram.
func (s *Server) AddFile(name string, data []byte) (fileID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := fmt.Sprintf("file-%d", len(s.files)+1)
	s.files[id] = &storedFile{name: name, data: data}
	return id
}

func getFile(s *Server, q *request) (any, *refusal) {
	id := q.params["file_id"]
	f := s.files[id]
	if f == nil {
		return nil, bad("invalid file_id")
	}
	if len(f.data) > 20<<20 {
		return nil, bad("file is too big")
	}
	return map[string]any{
		"file_id": id, "file_unique_id": "u-" + id, "file_size": len(f.data), "file_path": "documents/" + id,
	}, nil
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, path string) {
	q := &request{method: "download", params: map[string]string{"path": path}}
	if s.match(q).before(w, r, s.done) {
		return
	}
	s.mu.Lock()
	var f *storedFile
	for id, have := range s.files {
		if path == "documents/"+id {
			f = have
		}
	}
	s.mu.Unlock()
	if f == nil || r.Method != http.MethodGet {
		writeRefusal(w, &refusal{Code: 404, Description: "Not Found"})
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(f.data)))
	_, _ = w.Write(f.data) // the client may stop early
}

func sendDocument(s *Server, q *request) (any, *refusal) { return s.sendFile(q, "document") }
func sendPhoto(s *Server, q *request) (any, *refusal)    { return s.sendFile(q, "photo") }

func (s *Server) sendFile(q *request, kind string) (any, *refusal) {
	f := q.files[kind]
	if f == nil {
		return nil, bad("wrong file identifier/HTTP URL specified")
	}
	if len(f.data) == 0 {
		return nil, bad("file must be non-empty")
	}
	return s.send(q, "caption", maxCaption, &File{Kind: kind, Name: f.name, Data: f.data})
}
