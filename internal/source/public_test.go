package source

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// hostile are addresses that must not be reached, whatever way they are spelt.
var hostile = []string{
	// Schemes.
	"ftp://example.com/a", "file:///etc/passwd", "gopher://example.com/", "javascript:alert(1)",
	"data:text/html,hello", "127.0.0.1/latest", "localhost", "redis:6379/", "[::1]/", "//example.com/a", "", "http://", "http:///a", "http:example.com", "unix:///var/run/docker.sock",
	// Ports and credentials.
	"http://example.com:22/", "http://example.com:8080/", "http://example.com:6379/", "https://example.com:0/",
	"http://user@example.com/", "http://user:pass@example.com/", "https://example.com:99999/",
	// Loopback and unspecified.
	"http://127.0.0.1/", "http://127.1.2.3/", "http://0.0.0.0/", "http://0.1.2.3/", "http://[::1]/", "http://[::]/",
	"http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://localhost.localdomain/",
	// The same, disguised.
	"http://127.1/", "http://127.0.1/", "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://2130706433/",
	"http://017700000001/", "http://127.0.0.1./", "http://１２７.０.０.１/", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://127%2e0%2e0%2e1/",
	// Private and shared ranges.
	"http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/", "http://172.31.255.254/", "http://192.168.1.1/",
	"http://100.64.0.1/", "http://198.18.0.1/", "http://192.0.0.8/", "http://192.0.2.1/", "http://198.51.100.7/", "http://203.0.113.9/",
	// Link-local, clouds' metadata, multicast, reserved.
	"http://169.254.169.254/latest/meta-data/", "http://169.254.0.1/", "http://168.63.129.16/", "http://100.100.100.200/",
	"http://metadata.google.internal/", "http://metadata/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
	"http://[fd00:ec2::254]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[ff02::1]/",
	// IPv4 within IPv6.
	"http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/", "http://[::ffff:169.254.169.254]/", "http://[::127.0.0.1]/",
	"http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[2001::7f00:1]/", "http://[2001:db8::1]/", "http://[::ffff:0:127.0.0.1]/",
	// Names of inner networks.
	"http://redis/", "http://printer.local/", "http://db.internal/", "http://wiki.corp/", "http://nas.lan/", "http://router.home/",
	"http://kubernetes.default.svc/", "http://1.0.0.127.in-addr.arpa/", "http://expyuzz4wqqyqhjn.onion/",
	// Telegram's private places.
	"https://t.me/c/1234567/8", "https://t.me/+AbCdEf", "https://t.me/joinchat/AbCdEf", "https://t.me/iv?url=http://127.0.0.1/", "https://t.me/iv?url=http://redis:6379/",
	"http://example.com/" + strings.Repeat("a", 3000),
}

func TestHostileAddressesAreRefused(t *testing.T) {
	s := New(Config{})
	for _, address := range hostile {
		t.Run(address[:min(len(address), 60)], func(t *testing.T) {
			_, err := s.Link(t.Context(), address)
			if got := reasonOf(err); got != NotPublic {
				t.Errorf("%q: reason %q, want %q (%v)", address, got, NotPublic, err)
			}
		})
	}
	if len(hostile) < 40 {
		t.Errorf("only %d addresses", len(hostile))
	}
}

// The check of the address as written is a courtesy; this is the one that
// protects.
func TestDialerRefusesByItself(t *testing.T) {
	for _, addr := range []string{
		"127.0.0.1:80", "[::1]:443", "10.1.2.3:80", "169.254.169.254:80", "168.63.129.16:80", "192.168.0.1:443",
		"[::ffff:127.0.0.1]:80", "[fd00::1]:80", "[fe80::1]:80", "[64:ff9b::7f00:1]:80", "[2002:a00:1::]:80", "0.0.0.0:80",
		"93.184.216.34:22", "93.184.216.34:6379", "[2606:2800:220:1::1]:25",
	} {
		conn, err := publicDialer().DialContext(t.Context(), "tcp", addr)
		if err == nil {
			conn.Close()
			t.Errorf("%s: was dialled", addr)
			continue
		}
		if got := reasonOf(netError(err)); got != NotPublic {
			t.Errorf("%s: reason %q, want %q", addr, got, NotPublic)
		}
	}
}

func TestPublicAddressesPass(t *testing.T) {
	for _, address := range []string{
		"http://example.com/a", "https://www.bbc.co.uk/news/1", "https://example.com:443/", "http://example.com:80/",
		"http://93.184.216.34/", "https://[2606:2800:220:1:248:1893:25c8:1946]/", "https://пример.рф/новость",
		"HTTPS://EXAMPLE.COM/", "https://t.me/durov/1", "https://t.me/s/durov/1", "https://example.com./a",
	} {
		if _, err := target(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestRedirectsAreCheckedAtEveryHop(t *testing.T) {
	var inside atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/to", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.Query().Get("u"))
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/loop", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/hop/", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/hop/%d", &n)
		if n == 0 {
			fmt.Fprint(w, newsPage)
			return
		}
		http.Redirect(w, r, fmt.Sprintf("/hop/%d", n-1), http.StatusTemporaryRedirect)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	bystander := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside.Add(1) }))
	defer bystander.Close()
	s := New(Config{})
	s.Hurry()
	s.Serve(server.Listener.Addr().String(), "news.example.com", "short.example.org")

	to := "http://news.example.com/to?u="
	for address, want := range map[string]Reason{
		to + bystander.URL:                                      NotPublic,
		to + "http://127.0.0.1/":                                NotPublic,
		to + "http://[::1]/":                                    NotPublic,
		to + "http://169.254.169.254/latest":                    NotPublic,
		to + "http://0x7f.1/":                                   NotPublic,
		to + "http://localhost/":                                NotPublic,
		to + "file:///etc/passwd":                               NotPublic,
		to + "http://a:b@news.example.com/":                     NotPublic,
		to + "http://news.example.com:8080/":                    NotPublic,
		to + "http://short.example.org/to%3Fu=http://10.0.0.1/": NotPublic,
		to + "https://consent.yahoo.com/v2":                     Consent,
		to + "https://t.me/c/1/2":                               NotPublic,
		to + "https://t.me/durov":                               NotArticle,
		"http://news.example.com/loop":                          Unreachable,
		"http://news.example.com/hop/6":                         Unreachable,
		"http://news.example.com/hop/5":                         "",
	} {
		_, err := s.Link(t.Context(), address)
		if got := reasonOf(err); got != want {
			t.Errorf("%s: reason %q, want %q (%v)", address, got, want, err)
		}
	}
	if n := inside.Load(); n > 0 {
		t.Errorf("a server inside was asked %d times", n)
	}
}

// A name that is public when looked at and private when dialled: here every
// second answer.
func TestRebindingName(t *testing.T) {
	var inside, asked atomic.Int32
	trap := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside.Add(1) })}
	if l, err := net.Listen("tcp", "127.0.0.1:80"); err == nil {
		go trap.Serve(l)
		defer trap.Close()
	}
	resolver, stop := nameServer(t, func() [4]byte {
		if asked.Add(1)%2 == 1 {
			return [4]byte{169, 254, 169, 254}
		}
		return [4]byte{127, 0, 0, 1}
	})
	defer stop()
	s := New(Config{})
	s.Hurry()
	s.Resolve(resolver)
	for range 6 {
		_, err := s.Link(t.Context(), "http://rebind.example.com/")
		if got := reasonOf(err); got != NotPublic {
			t.Errorf("reason %q, want %q (%v)", got, NotPublic, err)
		}
	}
	if asked.Load() < 6 {
		t.Errorf("the name was looked up %d times: the test proves nothing", asked.Load())
	}
	if inside.Load() > 0 {
		t.Error("the loopback address was reached")
	}
}

// nameServer answers every question of a resolver with what answer says.
func nameServer(t *testing.T, answer func() [4]byte) (*net.Resolver, func()) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Additionals = true, nil
			if q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
					Body:   &dnsmessage.AResource{A: answer()},
				}}
			}
			if reply, err := m.Pack(); err == nil {
				conn.WriteTo(reply, from)
			}
		}
	}()
	resolver := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
	return resolver, func() { conn.Close(); <-done }
}

// Telegram shows addresses as links that nobody wrote a scheme before.
func TestBareAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"www.example.com/a":         "https://www.example.com/a",
		" example.com ":             "https://example.com",
		"example.com:443/a?b=c:d":   "https://example.com:443/a?b=c:d",
		"t.me/durov/12":             "https://t.me/durov/12?embed=1&mode=tme",
		"новости.example.com/a":     "https://новости.example.com/a",
		"HTTP://EXAMPLE.COM/a":      "http://EXAMPLE.COM/a",
		"example.com/?u=http://b.c": "https://example.com/?u=http://b.c",
		"":                          "",
		"example":                   "",
		"127.0.0.1/a":               "",
		"[::1]/a":                   "",
		"localhost:80/a":            "",
		"mailto:a@example.com":      "",
		"javascript:alert(1)":       "",
		"file:/etc/passwd":          "",
		"//example.com/a":           "",
		"example.com:22/a":          "",
	} {
		u, err := target(address)
		if (err == nil) != (want != "") || err == nil && u.String() != want && u.Scheme+"://"+u.Host+u.Path != want {
			t.Errorf("target(%q) = %v, %v; want %q", address, u, err, want)
		}
	}
}

const newsPage = `<!doctype html><html lang="en"><head><title>Blast kills 12</title></head><body><article><h1>Blast kills 12</h1>
<p>At least 12 people were killed and 30 injured when a gas main exploded under a market in the city centre on Friday, officials said.</p>
<p>Rescuers were still searching the rubble at nightfall. The governor said that five of the injured were in a critical condition in two hospitals.</p>
<p>Witnesses spoke of a smell of gas that had been reported several days before. The company that runs the network said that it was looking into it.</p>
</article></body></html>`
