// Package redistest gives a test a redis-server process of its own: on a
// loopback port, with its data in the test's directory, killed when the test
// ends or the test binary dies.
//
// Without a redis-server in PATH tests are skipped, unless CI or REQUIRE_REDIS
// says that they must run: then they fail.
package redistest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Options tune a server.
type Options struct {
	AOF      bool   // write all data to an append-only file, so that Restart finds it
	Cluster  bool   // a Cluster of this one node, with all slots
	Sentinel string // not a server but a Sentinel, with this writable configuration file
}

// Server is a running redis-server.
type Server struct {
	opt  Options
	dir  string
	port int
	stop func() // kills the process and waits for its end
}

// Start starts a server of the test's own and waits until it answers.
func Start(t testing.TB, opt Options) *Server {
	t.Helper()
	need(t)
	s, err := launch(opt, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return s
}

// Shared is a server for all tests of a package. It starts with the first Get;
// TestMain has to call Stop.
type Shared struct {
	Options
	once sync.Once
	s    *Server
	err  error
}

// Get returns the server.
func (sh *Shared) Get(t testing.TB) *Server {
	t.Helper()
	need(t)
	sh.once.Do(func() {
		dir, err := os.MkdirTemp("", "redistest")
		if err != nil {
			sh.err = err
			return
		}
		sh.s, sh.err = launch(sh.Options, dir)
	})
	if sh.err != nil {
		t.Fatal(sh.err)
	}
	return sh.s
}

// Stop kills the server, if it was ever started, and removes its data.
func (sh *Shared) Stop() {
	if sh.s != nil {
		sh.s.Kill()
		_ = os.RemoveAll(sh.s.dir)
	}
}

func need(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err == nil {
		return
	}
	if required() {
		t.Fatal("redis-server is not in PATH: install it (apt-get install redis-server), these tests must run here")
	}
	t.Skip("redis-server is not in PATH: install it (apt-get install redis-server) to run this test")
}

func launch(opt Options, dir string) (*Server, error) {
	s := &Server{opt: opt, dir: dir, stop: func() {}}
	var err error
	for range 5 { // another process may take the port first
		if s.port, err = freePort(); err == nil {
			if err = s.start(); err == nil {
				return s, nil
			}
		}
	}
	return nil, err
}

func required() bool {
	return os.Getenv("REQUIRE_REDIS") != "" || os.Getenv("CI") != "" && os.Getenv("CI") != "false"
}

// Addr is host:port.
func (s *Server) Addr() string { return fmt.Sprintf("127.0.0.1:%d", s.port) }

// URL is the server's address as redis://.
func (s *Server) URL() string { return "redis://" + s.Addr() }

// Kill ends the process as SIGKILL does. A second call does nothing.
func (s *Server) Kill() { s.stop() }

// Restart kills the server if it runs, and starts it again on the same port
// and data.
func (s *Server) Restart() error {
	s.Kill()
	return s.start()
}

func (s *Server) args() ([]string, error) {
	common := []string{"--port", strconv.Itoa(s.port), "--bind", "127.0.0.1", "--dir", s.dir, "--daemonize", "no"}
	if s.opt.Sentinel != "" {
		return append([]string{s.opt.Sentinel, "--sentinel"}, common...), nil
	}
	args := append(common, "--save", "", "--maxmemory", "200mb")
	if s.opt.AOF {
		args = append(args, "--appendonly", "yes", "--appendfsync", "everysec")
	}
	if s.opt.Cluster {
		// The bus port lies in the same range as the port, not 10,000 above.
		bus, err := freePort()
		if err != nil {
			return nil, err
		}
		args = append(args, "--cluster-enabled", "yes", "--cluster-port", strconv.Itoa(bus))
	}
	return args, nil
}

func (s *Server) start() error {
	args, err := s.args()
	if err != nil {
		return err
	}
	var output bytes.Buffer
	cmd := exec.Command("redis-server", args...)
	cmd.Stdout, cmd.Stderr = &output, &output
	dieWithParent(cmd)
	started, ended := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(ended)
		// The kernel ties the child to this thread, not to the process.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // killed, as a rule
		}
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("start redis-server: %w", err)
	}
	s.stop = func() {
		_ = cmd.Process.Kill() // it may have ended by itself
		<-ended
	}
	if err := s.ready(ended); err != nil {
		s.stop()
		return fmt.Errorf("%w; it said:\n%s", err, output.String())
	}
	return nil
}

// ready waits until the server answers and, in a Cluster, has its slots.
func (s *Server) ready(ended <-chan struct{}) error {
	slots := !s.opt.Cluster
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		select {
		case <-ended:
			return fmt.Errorf("redis-server on port %d ended", s.port)
		default:
		}
		if !strings.HasPrefix(s.ask("PING"), "+PONG") {
			continue
		}
		if !slots {
			s.ask("CLUSTER ADDSLOTSRANGE 0 16383")
			slots = true
		}
		if !s.opt.Cluster || strings.Contains(s.ask("CLUSTER INFO"), "cluster_state:ok") {
			return nil
		}
	}
	return fmt.Errorf("redis-server on port %d does not answer", s.port)
}

// ask sends one inline command and returns the start of the raw reply, empty
// while there is none.
func (s *Server) ask(command string) string {
	conn, err := net.DialTimeout("tcp", s.Addr(), time.Second)
	if err != nil {
		return ""
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Second))
	if _, err := fmt.Fprintf(conn, "%s\r\n", command); err != nil {
		return ""
	}
	reply := make([]byte, 1024)
	n, _ := conn.Read(reply)
	return string(reply[:n])
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
