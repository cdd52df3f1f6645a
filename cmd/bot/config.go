package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"

	"github.com/caarlos0/env/v11"
)

// config is what the environment says. This file is the only one that reads
// it, once, at the start; .env.example lists every name.
type config struct {
	Token       Secret     `env:"TELEGRAM_BOT_TOKEN"`
	TelegramURL string     `env:"TELEGRAM_API_URL" envDefault:"https://api.telegram.org"`
	RedisURL    Secret     `env:"REDIS_URL"` // holds a password; empty means embedded
	MetricsAddr string     `env:"METRICS_ADDR" envDefault:"127.0.0.1:9090"`
	LogLevel    slog.Level `env:"LOG_LEVEL" envDefault:"info"`
	Operators   []int64    `env:"OPERATOR_IDS"` // users who may ask for /stats
	Allowed     []int64    `env:"ALLOWED_IDS"`  // users and chats that are answered; empty: all
}

// metricsOff as METRICS_ADDR serves neither metrics nor health.
const metricsOff = "off"

// environment is the process's environment as a map.
func environment() map[string]string { return env.ToMap(os.Environ()) }

// readConfig reads the environment. Its error joins every fault, each saying
// which name to set to what; none shows the value of a secret.
func readConfig(environ map[string]string) (config, error) {
	c, err := env.ParseAsWithOptions[config](env.Options{Environment: withoutBlanks(environ)})
	faults := plainFaults(err)
	c.TelegramURL = strings.TrimRight(c.TelegramURL, "/")
	for _, check := range []func(config) error{checkToken, checkTelegramURL, checkRedisURL, checkMetricsAddr} {
		faults = append(faults, check(c))
	}
	return c, errors.Join(faults...)
}

// withoutBlanks leaves out names set to nothing: compose files and .env lines
// such as LOG_LEVEL= mean "the default", not "the empty level".
func withoutBlanks(environ map[string]string) map[string]string {
	kept := make(map[string]string, len(environ))
	for name, value := range environ {
		if value = strings.TrimSpace(value); value != "" {
			kept[name] = value
		}
	}
	return kept
}

// remedies are the fields that can fail to parse, whose errors name the field
// and not the variable, with what to set.
var remedies = map[string]string{
	"LogLevel":  "LOG_LEVEL: set it to debug, info, warn or error",
	"Operators": "OPERATOR_IDS: set it to numbers of users with commas between",
	"Allowed":   "ALLOWED_IDS: set it to numbers of users and chats with commas between",
}

// plainFaults says in our words what the parser found.
func plainFaults(err error) []error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return []error{err}
	}
	var faults []error
	for _, e := range all.Errors {
		if p := (env.ParseError{}); errors.As(e, &p) && remedies[p.Name] != "" {
			e = errors.New(remedies[p.Name])
		}
		faults = append(faults, e)
	}
	return faults
}

// tokenShape is what BotFather gives out. Kept loose: only what would break a
// URL or is plainly something else is refused.
var tokenShape = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]+$`)

func checkToken(c config) error {
	if c.Token != "" && !tokenShape.MatchString(c.Token.Reveal()) {
		return errors.New("TELEGRAM_BOT_TOKEN: does not look like a token; set it to the line BotFather gave, digits, a colon, then letters")
	}
	return nil
}

func checkTelegramURL(c config) error {
	u, err := url.Parse(c.TelegramURL)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return errors.New("TELEGRAM_API_URL: set it to an http or https address such as https://api.telegram.org")
	}
	return nil
}

func checkRedisURL(c config) error {
	if c.RedisURL == "" {
		return nil
	}
	for _, one := range strings.Split(c.RedisURL.Reveal(), ",") {
		if err := checkRedisAddress(strings.TrimSpace(one)); err != nil {
			return fmt.Errorf("REDIS_URL: %w; set it to redis://host:6379/0, to several addresses with commas between, or leave it out", err)
		}
	}
	return nil
}

// checkRedisAddress refuses what no Redis can be reached by. After the first
// address of several a bare host:port is enough.
func checkRedisAddress(address string) error {
	if !strings.Contains(address, "://") {
		if _, _, err := net.SplitHostPort(address); err != nil {
			return errors.New("an address is neither a redis:// URL nor host:port")
		}
		return nil
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return errors.New("an address is no URL") // url.Parse quotes the password
	case u.Scheme != "redis" && u.Scheme != "rediss" && u.Scheme != "unix":
		return errors.New("an address begins with neither redis:// nor rediss://")
	case u.Host == "" && u.Scheme != "unix":
		return errors.New("an address names no host")
	}
	return nil
}

func checkMetricsAddr(c config) error {
	if c.MetricsAddr == metricsOff {
		return nil
	}
	if _, _, err := net.SplitHostPort(c.MetricsAddr); err != nil {
		return errors.New("METRICS_ADDR: set it to host:port such as 127.0.0.1:9090, or to off")
	}
	return nil
}
