package main

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"tollbot/internal/queue"
	"tollbot/summarize"
)

// metrics counts what the bot does. Labels come from fixed sets only: kinds
// and methods, never a chat or a word that somebody sent.
type metrics struct {
	registry *prometheus.Registry

	updates     *prometheus.CounterVec
	answers     *prometheus.CounterVec
	engine      prometheus.Histogram
	cache       *prometheus.CounterVec
	jobs        *prometheus.CounterVec
	jobWait     prometheus.Histogram
	jobTime     prometheus.Histogram
	calls       *prometheus.CounterVec
	callTime    prometheus.Histogram
	waits       *prometheus.CounterVec
	waitSeconds *prometheus.CounterVec
}

func newMetrics() *metrics {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	f := promauto.With(r)
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return f.NewCounterVec(prometheus.CounterOpts{Namespace: "tollbot", Name: name, Help: help}, labels)
	}
	seconds := func(name, help string, from, factor float64) prometheus.Histogram {
		return f.NewHistogram(prometheus.HistogramOpts{
			Namespace: "tollbot", Name: name, Help: help, Buckets: prometheus.ExponentialBuckets(from, factor, 12),
		})
	}
	m := &metrics{
		registry:    r,
		updates:     counter("updates_total", "Updates stored, by kind.", "kind"),
		answers:     counter("answers_total", "Answers sent, by kind.", "kind"),
		engine:      seconds("engine_seconds", "Time to read one article.", 50e-6, 3),
		cache:       counter("cache_total", "Reports asked of the cache, by result: hit, miss, failed.", "result"),
		jobs:        counter("jobs_total", "Attempts at jobs, by outcome.", "outcome"),
		jobWait:     seconds("job_wait_seconds", "Time a ready job waited for a worker.", 1e-3, 3),
		jobTime:     seconds("job_seconds", "Time of one attempt at a job.", 1e-3, 3),
		calls:       counter("telegram_calls_total", "Calls of the Bot API, by method and result.", "method", "result"),
		callTime:    seconds("telegram_call_seconds", "Time of one call of the Bot API, getUpdates left out.", 1e-3, 3),
		waits:       counter("telegram_waits_total", "Messages held back, by reason: limit (ours) or 429 (Telegram's).", "reason"),
		waitSeconds: counter("telegram_wait_seconds_total", "Time messages were held back, by reason.", "reason"),
	}
	for _, result := range []string{"hit", "miss", "failed"} {
		m.cache.WithLabelValues(result) // a rate needs its zero
	}
	return m
}

// Hit, Miss and Failed observe the store.
func (m *metrics) Hit() { m.cache.WithLabelValues("hit").Inc() }

// Miss counts a report that was not in the cache.
func (m *metrics) Miss() { m.cache.WithLabelValues("miss").Inc() }

// Failed counts a question that Redis could not answer.
func (m *metrics) Failed(string, error) { m.cache.WithLabelValues("failed").Inc() }

// Called observes the Bot API.
func (m *metrics) Called(method, result string, took time.Duration) {
	m.calls.WithLabelValues(method, result).Inc()
	if method != "getUpdates" { // it waits for people, which says nothing of Telegram
		m.callTime.Observe(took.Seconds())
	}
}

// Waited counts a message that was held back.
func (m *metrics) Waited(reason string, d time.Duration) {
	m.waits.WithLabelValues(reason).Inc()
	m.waitSeconds.WithLabelValues(reason).Add(d.Seconds())
}

// answered observes the conversation.
func (m *metrics) answered(what string) { m.answers.WithLabelValues(what).Inc() }

// job observes the queue.
func (m *metrics) job(e queue.Event) {
	m.jobs.WithLabelValues(string(e.Outcome)).Inc()
	m.jobWait.Observe(e.Waited.Seconds())
	m.jobTime.Observe(e.Took.Seconds())
}

// timed is the engine with its time observed.
func (m *metrics) timed(read func(summarize.Article) summarize.Report) func(summarize.Article) summarize.Report {
	return func(a summarize.Article) summarize.Report {
		start := time.Now()
		defer func() { m.engine.Observe(time.Since(start).Seconds()) }()
		return read(a)
	}
}

// watchQueue asks for the queue's depth whenever the metrics are read, so that
// an idle bot asks nothing.
func (m *metrics) watchQueue(depth func(context.Context) (queue.Depth, error)) {
	m.registry.MustRegister(depthCollector{depth})
}

type depthCollector struct {
	depth func(context.Context) (queue.Depth, error)
}

var (
	jobsDesc   = prometheus.NewDesc("tollbot_queue_jobs", "Jobs in the queue, waiting or under way.", nil, nil)
	chatsDesc  = prometheus.NewDesc("tollbot_queue_chats", "Chats that have jobs in the queue.", nil, nil)
	deadDesc   = prometheus.NewDesc("tollbot_queue_dead", "Dead letters: jobs that were given up.", nil, nil)
	oldestDesc = prometheus.NewDesc("tollbot_queue_oldest_seconds", "Age of the oldest job.", nil, nil)
)

// Describe names the gauges.
func (depthCollector) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{jobsDesc, chatsDesc, deadDesc, oldestDesc} {
		to <- d
	}
}

// Collect reads the gauges; without Redis they are absent rather than wrong.
func (c depthCollector) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	d, err := c.depth(ctx)
	if err != nil {
		return
	}
	gauge := func(desc *prometheus.Desc, v float64) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, v)
	}
	gauge(jobsDesc, float64(d.Jobs))
	gauge(chatsDesc, float64(d.Chats))
	gauge(deadDesc, float64(d.Dead))
	gauge(oldestDesc, d.Oldest.Seconds())
}
