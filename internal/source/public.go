package source

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"
)

// What is public is settled twice: here on the address as written, so that the
// answer is plain and no name is looked up in vain, and at the dialer on the
// address really dialled, which is what protects.

// azureHost answers for the cloud's own services from a public-looking range.
var azureHost = netip.MustParsePrefix("168.63.129.16/32")

func newGuard() *ssrf.Guardian {
	return ssrf.New(
		ssrf.WithDeniedV4Prefixes(azureHost),
		ssrf.WithPorts(80, 443),
		ssrf.WithNetworks("tcp4", "tcp6"),
	)
}

var guard = newGuard()

// publicDialer refuses, after the name was resolved, whatever is not a public
// address at a web port.
func publicDialer() *net.Dialer {
	return &net.Dialer{Timeout: 5 * time.Second, Control: guard.Safe}
}

// insideNames are the last labels that no public name has.
var insideNames = map[string]bool{
	"local": true, "localhost": true, "localdomain": true, "internal": true, "intranet": true,
	"lan": true, "home": true, "corp": true, "private": true, "arpa": true, "onion": true,
	"test": true, "invalid": true, "example": true, "svc": true,
}

// numeric matches a last label that some resolvers read as part of an IPv4
// address, such as the 1 of 127.1 or 0x7f000001.
var numeric = regexp.MustCompile(`^(0[xX][0-9a-fA-F]*|[0-9]+)$`)

const maxURL = 2048

// checkPublic says whether an address may be fetched at all.
func checkPublic(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fail(NotPublic, "scheme is neither http nor https")
	case u.User != nil:
		return fail(NotPublic, "credentials in the address")
	case u.Opaque != "" || u.Hostname() == "":
		return fail(NotPublic, "no host")
	case u.Port() != "" && u.Port() != "80" && u.Port() != "443":
		return fail(NotPublic, "port is neither 80 nor 443")
	case len(u.String()) > maxURL:
		return fail(NotPublic, "address of %d bytes", len(u.String()))
	}
	return checkHost(u.Hostname())
}

func checkHost(host string) error {
	if ip, err := netip.ParseAddr(host); err == nil {
		if ip.Zone() != "" || guard.SafeAddr(ip) != nil {
			return fail(NotPublic, "address outside the public internet")
		}
		return nil
	}
	// The form a browser would use: full-width digits and dots become plain.
	name, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return fail(NotPublic, "host is no domain name")
	}
	if _, err := netip.ParseAddr(name); err == nil && name != host {
		return checkHost(name)
	}
	labels := strings.Split(strings.TrimSuffix(name, "."), ".")
	last := labels[len(labels)-1]
	if len(labels) < 2 || insideNames[strings.ToLower(last)] || numeric.MatchString(last) {
		return fail(NotPublic, "host is no public name")
	}
	return nil
}

// schemed matches an address that opens with a scheme; Telegram makes links of
// those that do not as well.
var schemed = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)

// target is where a link is read: the address itself, or the page that shows
// the same post without an app.
func target(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if !schemed.MatchString(address) {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		// The parser's own error would repeat the address.
		return nil, fail(NotPublic, "address cannot be parsed")
	}
	u.Fragment = ""
	if isTelegram(u) {
		u, err = telegramTarget(u)
		if err != nil {
			return nil, err
		}
	}
	return u, checkPublic(u)
}
