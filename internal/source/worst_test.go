//go:build linux

package source

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestWorst prints what the worst documents known cost a child. It is asked for
// by SOURCE_WORST=1.
func TestWorst(t *testing.T) {
	if os.Getenv("SOURCE_WORST") == "" {
		t.Skip("SOURCE_WORST is not set")
	}
	noise := make([]byte, 19<<20)
	r := rand.NewChaCha8([32]byte{1})
	r.Read(noise)
	for _, c := range []documentCase{
		{name: "text 1 MB", data: []byte(strings.Repeat(english+"\n", 1<<20/len(english)))},
		{name: "text 20 MB", data: []byte(strings.Repeat(english+"\n", MaxDocument/(len(english)+1)))},
		{name: "cp1251 20 MB", data: bytes.Repeat(in("windows-1251", russian+"\n"), MaxDocument/(len([]rune(russian))+1))},
		{name: "noise 19 MB", data: noise},
		{name: "html 20 MB of paragraphs", data: []byte("<html><body>" + strings.Repeat("<p class=ad>Twelve died.", MaxDocument/25))},
		{name: "html 5 MB of paragraphs", data: []byte("<html><body>" + strings.Repeat("<p class=ad>Twelve died.", 5<<20/25))},
		{name: "html 5 MB of nested adverts", data: []byte("<html><body>" + strings.Repeat(strings.Repeat("<div class=ad>", 400)+"x"+strings.Repeat("</div>", 400), 5<<20/8000))},
		{name: "html 5 MB of tables", data: []byte("<html><body>" + strings.Repeat("<table><tr><td>", 5<<20/15))},
		{name: "html 5 MB of one attribute", data: []byte("<html><body><p class='" + strings.Repeat("ad ", 5<<20/3) + "'>x")},
		{name: "html 5 MB of breaks", data: []byte("<html><body><p>" + strings.Repeat("a<br>", 1<<20))},
		{name: "markdown 2 MB of brackets", file: "a.md", data: []byte(strings.Repeat("[", 2<<20))},
		{name: "markdown 2 MB of stars", file: "a.md", data: []byte(strings.Repeat("*a_", 2<<20/3))},
		{name: "markdown 2 MB of quotes", file: "a.md", data: []byte(strings.Repeat("> ", 1<<20))},
		{name: "docx 24 MB unpacked", data: docxOf(strings.Repeat(para("x"), 700_000))},
		{name: "docx bomb", data: docxOf(strings.Repeat(" ", 100<<20))},
		{name: "rtf 20 MB of groups", data: []byte(`{\rtf1 ` + strings.Repeat(`{\b}`, 5<<20-100))},
		{name: "rtf 20 MB of hex", data: []byte(`{\rtf1 ` + strings.Repeat(`\'e0`, 5<<20-10))},
		{name: "mail 20 MB of parts", data: []byte("From: a@b.c\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\n", 4<<20-100))},
		{name: "pdf bomb 100 MB", data: pdfBomb(100 << 20)},
		{name: "pdf bomb 1 GB", data: pdfBomb(1 << 30)},
		{name: "pdf its own parent", data: pdfFile("", pdfRoot, pdfPages, "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>", stream("", "BT /F 11 Tf (x) Tj ET"))},
		{name: "pdf of nested arrays", data: pdfFile("", pdfRoot, pdfPages, pdfPage, pdfFont, stream("/Filter /FlateDecode", deflated(bytes.Repeat([]byte("["), 200<<20))))},
		{name: "pdf of nested dictionaries", data: pdfFile("", strings.Repeat("<</A", 4<<20))},
	} {
		begin := time.Now()
		reason, rss := cost(t, c)
		fmt.Printf("%-32s %8d KB  %6.2f s  %5d MB  %v\n", c.name, len(c.data)>>10, time.Since(begin).Seconds(), rss>>10, reason)
	}
}

// cost reads a document with the usual limits and returns the largest memory of
// the child in KB.
func cost(t *testing.T, c documentCase) (reason string, rss int64) {
	t.Helper()
	if len(c.data) > MaxDocument {
		t.Fatalf("%s: %d bytes", c.name, len(c.data))
	}
	var cfg Config
	cfg.fill()
	head, err := json.Marshal(job{Name: c.file, Memory: cfg.Memory, Time: cfg.ParseTime})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), cfg.ParseTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, self(), ChildArg)
	cmd.Env = childEnv
	cmd.Stdin = io.MultiReader(bytes.NewReader(append(head, '\n')), bytes.NewReader(c.data))
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	peak := watch(cmd.Process.Pid)
	var r result
	if err = cmd.Wait(); err == nil {
		err = json.Unmarshal(out.Bytes(), &r)
	}
	rss = peak()
	if err != nil {
		return childError(ctx, err, complaint.String()).Error(), rss
	}
	if r.Reason != "" {
		return r.err().Error(), rss
	}
	return "read", rss
}

// watch follows the high-water mark of a process until it is asked for. The one
// that wait tells would be the parent's: it outlives exec.
func watch(pid int) (peak func() int64) {
	done, most := make(chan struct{}), make(chan int64)
	go func() {
		var kb int64
		for {
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			if _, after, ok := bytes.Cut(status, []byte("VmHWM:")); ok {
				fmt.Sscan(string(after), &kb)
			}
			select {
			case <-done:
				most <- kb
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() int64 { close(done); return <-most }
}
