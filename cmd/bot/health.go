package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// healthcheck asks the running bot for its health. A container needs no shell
// and no curl for it.
func healthcheck(ctx context.Context, c call) int {
	if len(c.args) > 0 {
		return c.complain(exitUsage, "healthcheck takes no arguments")
	}
	cfg, err := readConfig(c.env)
	if err != nil {
		return c.complain(exitUsage, "configuration:\n%v", err)
	}
	if cfg.MetricsAddr == metricsOff {
		return c.complain(exitUsage, "METRICS_ADDR is off: there is nobody to ask; set it to host:port")
	}
	if err := askHealth(ctx, "http://"+reachable(cfg.MetricsAddr)+"/healthz"); err != nil {
		return c.complain(exitFailed, "not well: %v", err)
	}
	fmt.Fprintln(c.out, "ok")
	return exitOK
}

func askHealth(ctx context.Context, address string) error {
	const patience = 3 * time.Second // Docker's own limit is longer
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10)) // part of a reason is better than none
		return fmt.Errorf("%s: %s", resp.Status, strings.TrimSpace(string(said)))
	}
	return nil
}

// reachable turns an address to listen on into one to ask: a bot that listens
// everywhere is asked on loopback.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}
