package store

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/redis/go-redis/v9"
)

// address is what a REDIS_URL says.
type address struct {
	one   *redis.Options // of the first host; the other hosts share all but the address
	hosts []string
	// master is the name that Sentinels know the server by.
	master           string
	sentinelPassword string
	cluster          bool
}

// parse reads scheme://user:password@host:port,host:port/db?options. Its
// errors never quote the url, which holds the password.
func parse(raw string) (address, error) {
	scheme, rest, ok := strings.Cut(raw, "://")
	if !ok {
		return address{}, errors.New("it has no scheme such as redis://")
	}
	authority, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 && scheme != "unix" {
		authority, tail = rest[:i], rest[i:]
	}
	at := strings.LastIndex(authority, "@") + 1
	hosts := strings.Split(authority[at:], ",")
	u, err := url.Parse(scheme + "://" + authority[:at] + hosts[0] + tail)
	if err != nil {
		return address{}, plain(err)
	}
	q := u.Query()
	a := address{master: q.Get("master_name"), sentinelPassword: q.Get("sentinel_password")}
	a.cluster = q.Get("cluster") == "true" || len(hosts) > 1 && a.master == ""
	for _, own := range []string{"master_name", "sentinel_password", "cluster"} {
		q.Del(own)
	}
	u.RawQuery = q.Encode()
	if a.one, err = redis.ParseURL(u.String()); err != nil {
		return address{}, plain(err)
	}
	a.hosts, err = hostPorts(hosts, a.one.Addr)
	return a, err
}

// hostPorts gives every host its port; the first one's is known already.
func hostPorts(hosts []string, first string) ([]string, error) {
	out := []string{first}
	for _, h := range hosts[1:] {
		o, err := redis.ParseURL("redis://" + strings.TrimSpace(h))
		if err != nil || h == "" {
			return nil, errors.New("one of its hosts is no host:port")
		}
		out = append(out, o.Addr)
	}
	return out, nil
}

// plain takes out of an error what quotes the url, or the password in it.
func plain(err error) error {
	var escape url.EscapeError
	if errors.As(err, &escape) {
		return errors.New("it has a % that begins no escape; write %25")
	}
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// dial makes a client for a url; nothing is asked of the server yet.
func dial(raw string) (redis.UniversalClient, error) {
	a, err := parse(raw)
	if err != nil {
		return nil, fmt.Errorf("REDIS_URL cannot be read: %w (want redis://user:password@host:6379/0)", err)
	}
	if a.cluster && a.one.DB != 0 {
		return nil, errors.New("REDIS_URL names a Cluster and a database number; a Cluster has only database 0")
	}
	if a.master == "" && !a.cluster {
		a.one.ContextTimeoutEnabled = true
		a.one.MaintNotificationsConfig = noNotifications
		return redis.NewClient(a.one), nil
	}
	return redis.NewUniversalClient(a.universal()), nil
}

func (a address) universal() *redis.UniversalOptions {
	o := a.one
	if o.TLSConfig != nil {
		o.TLSConfig.ServerName = "" // each node has its own
	}
	return &redis.UniversalOptions{
		Addrs: a.hosts, MasterName: a.master, SentinelPassword: a.sentinelPassword, IsClusterMode: a.cluster,
		DB: o.DB, Username: o.Username, Password: o.Password, TLSConfig: o.TLSConfig, ClientName: o.ClientName,
		Protocol: o.Protocol, DialTimeout: o.DialTimeout, ReadTimeout: o.ReadTimeout, WriteTimeout: o.WriteTimeout,
		MaxRetries: o.MaxRetries, PoolSize: o.PoolSize, PoolTimeout: o.PoolTimeout, MinIdleConns: o.MinIdleConns,
		ContextTimeoutEnabled: true, MaintNotificationsConfig: noNotifications,
	}
}
