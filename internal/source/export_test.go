package source

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
)

// Serve has the named hosts answered by a server of the test. Every other
// connection takes the guarded way.
func (s *Source) Serve(addr string, hosts ...string) {
	ours := map[string]bool{}
	for _, h := range hosts {
		ours[h] = true
	}
	guarded := s.dialer
	s.client = newClient(func(ctx context.Context, network, target string) (net.Conn, error) {
		if host, _, _ := net.SplitHostPort(target); ours[host] {
			return (&net.Dialer{}).DialContext(ctx, network, addr)
		}
		return guarded.DialContext(ctx, network, target)
	})
	s.client.Transport.(*http.Transport).TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
}

// Resolve has names looked up by the given function, and dialled as ever.
func (s *Source) Resolve(r *net.Resolver) {
	s.dialer.Resolver = r
	s.client = newClient(s.dialer.DialContext)
}

// Hurry lifts the pause between two requests to one host.
func (s *Source) Hurry() {
	s.pace.burst = 1 << 20
}

// Command replaces the child.
func (s *Source) Command(argv ...string) { s.child = argv }
