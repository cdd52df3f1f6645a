package source

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// page is what a server sent.
type page struct {
	url         string // after redirects
	contentType string
	body        []byte
}

type dialFunc func(ctx context.Context, network, addr string) (net.Conn, error)

// newClient has no proxy, no cookies and no connections kept for later: each
// request is dialled anew, and so checked anew.
func newClient(dial dialFunc) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil,
			DialContext:            dial,
			DisableKeepAlives:      true,
			TLSHandshakeTimeout:    5 * time.Second,
			ResponseHeaderTimeout:  10 * time.Second,
			MaxResponseHeaderBytes: 64 << 10,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		},
		// Redirects are followed by fetch, which paces and checks each hop.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// fetch gets one page, following redirects.
func (s *Source) fetch(ctx context.Context, address string) (page, error) {
	leave, err := s.pace.enter(ctx)
	if err != nil {
		return page{}, err
	}
	defer leave()
	for range maxRedirects + 1 {
		got, next, err := s.hop(ctx, address)
		if err != nil || next == "" {
			return got, err
		}
		address = next
	}
	return page{}, fail(Unreachable, "more than %d redirects", maxRedirects)
}

// hop asks one server once. It returns the page, or where to go next.
func (s *Source) hop(ctx context.Context, address string) (got page, next string, err error) {
	u, err := target(address)
	if err != nil {
		return page{}, "", err
	}
	if isConsentHost(u.Hostname()) {
		return page{}, "", fail(Consent, "redirected to a consent page")
	}
	if err := s.pace.wait(ctx, u.Hostname()); err != nil {
		return page{}, "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return page{}, "", fail(Unreachable, "request cannot be made")
	}
	req.Header.Set("User-Agent", s.cfg.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5")
	resp, err := s.client.Do(req)
	if err != nil {
		return page{}, "", netError(err)
	}
	defer resp.Body.Close()
	if location, ok := redirect(resp); ok {
		return page{}, location, nil
	}
	got, err = receive(resp)
	return got, "", err
}

func redirect(resp *http.Response) (string, bool) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return "", false
	}
	u, err := resp.Location()
	if err != nil {
		return "", false
	}
	return u.String(), true
}

func receive(resp *http.Response) (page, error) {
	switch code := resp.StatusCode; {
	case code == http.StatusPaymentRequired:
		return page{}, fail(Paywall, "status %d", code)
	case code == http.StatusUnauthorized:
		return page{}, fail(NotPublic, "status %d", code)
	case code < 200 || code > 299:
		return page{}, fail(Unreachable, "status %d", code)
	case resp.Header.Get("Content-Encoding") != "":
		return page{}, fail(Broken, "an encoding that was not asked for")
	case resp.ContentLength > maxPage:
		return page{}, fail(TooBig, "page of %d bytes", resp.ContentLength)
	}
	var body bytes.Buffer
	n, err := body.ReadFrom(io.LimitReader(resp.Body, maxPage+1))
	if err != nil {
		return page{}, netError(err)
	}
	if n > maxPage {
		return page{}, fail(TooBig, "page of more than %d bytes", maxPage)
	}
	return page{
		url: resp.Request.URL.String(), contentType: resp.Header.Get("Content-Type"), body: body.Bytes(),
	}, nil
}

// netError sorts what went wrong. Errors of net and http repeat the address,
// which is nobody's business but the sender's, so only their kind is kept.
func netError(err error) error {
	_, isDNS := errors.AsType[*net.DNSError](err)
	_, isCert := errors.AsType[*tls.CertificateVerificationError](err)
	errno, isErrno := errors.AsType[syscall.Errno](err)
	timeout, hasTimeout := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedPort), errors.Is(err, ssrf.ErrProhibitedNetwork):
		return fail(NotPublic, "the name leads to an address outside the public internet")
	case errors.Is(err, context.Canceled):
		return fail(Timeout, "given up by the caller")
	case errors.Is(err, context.DeadlineExceeded), hasTimeout && timeout.Timeout():
		return fail(Timeout, "the site took too long")
	case isDNS:
		return fail(Unreachable, "the name does not resolve")
	case isCert:
		return fail(Unreachable, "the certificate is not valid")
	case isErrno:
		return fail(Unreachable, "%w", errno)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fail(Unreachable, "the site broke off")
	}
	return fail(Unreachable, "%T", errors.Unwrap(err))
}
