package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// operations is what METRICS_ADDR serves: /metrics for Prometheus and /healthz
// for whoever restarts us.
func operations(m *metrics, ping func(context.Context) error) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
		defer cancel()
		if ping(ctx) != nil {
			// The cause may name hosts; it is in the log, not on the wire.
			http.Error(w, "Redis does not answer", http.StatusServiceUnavailable)
			return
		}
		io.WriteString(w, "ok\n") //nolint:errcheck // whoever asked has gone
	})
	return mux
}

// serveOperations answers on addr until ctx ends. It returns early only when
// it cannot listen, which is a mistake of configuration.
func serveOperations(ctx context.Context, addr string, h http.Handler, log *slog.Logger) error {
	if addr == metricsOff {
		return nil
	}
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("%w: METRICS_ADDR: cannot listen there, set it to a free host:port or to off: %w", errConfiguration, err)
	}
	log.Info("serving metrics and health", "addr", l.Addr().String())
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving metrics: %w", err)
	}
	return nil
}
