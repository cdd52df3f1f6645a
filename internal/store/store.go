// Package store keeps what the bot may forget: reports already worked out,
// settings, short-lived tokens.
//
// Its law: Redis may lose it or be slow, and that costs time, never a wrong or
// missing answer. No call takes longer than [Patience]; what cannot be read is
// a miss, and a server that keeps failing is left alone for some seconds.
package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/sony/gobreaker/v2"
)

const (
	// Patience is how long one call may take.
	Patience = 250 * time.Millisecond
	// After this many failures in a row the server is not asked for a while.
	failuresInRow = 5
	leftAlone     = 5 * time.Second
)

// Observer is told what became of calls, from any goroutine.
type Observer interface {
	Hit()                        // a report was in the cache
	Miss()                       // it was not, or could not be had
	Failed(op string, err error) // Redis could not be asked, or gave nonsense
}

// Options tune a store; the zero value is ready for use.
type Options struct {
	Prefix   string        // of all keys; default "tollbot"
	Lifetime time.Duration // of a report; default 7 days
	Memory   int64         // bytes of reports the embedded stand-in keeps; default 64 MiB
	Log      *slog.Logger  // default slog.Default()
	Observer Observer      // may be nil
}

// Store is safe for concurrent use.
type Store struct {
	opt      Options
	rdb      redis.UniversalClient
	inside   *standIn // nil with a server
	breaker  *gobreaker.CircuitBreaker[any]
	patience time.Duration // Patience; tests of other things have more
}

// Open connects to url: redis://, rediss:// or unix://, with several hosts
// separated by commas for a Cluster, or for Sentinels with ?master_name=; one
// host of a Cluster needs ?cluster=true. An empty url starts a stand-in inside
// the process, which forgets all when it ends. Open fails on a url that makes
// no sense; that a server does not answer is only logged.
func Open(ctx context.Context, url string, opt Options) (*Store, error) {
	opt.Prefix = cmp.Or(opt.Prefix, "tollbot")
	opt.Lifetime = cmp.Or(opt.Lifetime, reportLife)
	opt.Memory = cmp.Or(opt.Memory, 64<<20)
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.Observer == nil {
		opt.Observer = silent{}
	}
	s := &Store{opt: opt, patience: Patience}
	s.breaker = gobreaker.NewCircuitBreaker[any](gobreaker.Settings{
		Timeout:      leftAlone,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= failuresInRow },
		IsSuccessful: func(err error) bool { return err == nil || errors.Is(err, redis.Nil) },
		// That somebody stopped waiting says nothing about Redis.
		IsExcluded: func(err error) bool { return errors.Is(err, context.Canceled) },
		OnStateChange: func(_ string, _, to gobreaker.State) {
			opt.Log.Warn("asking Redis for what is kept", "circuit", to.String())
		},
	})
	if err := s.connect(url); err != nil {
		return nil, err
	}
	if err := s.Ping(ctx); err != nil {
		opt.Log.Warn("Redis does not answer yet; going on without what it keeps", "err", err)
	}
	return s, nil
}

func (s *Store) connect(url string) (err error) {
	if url != "" {
		s.rdb, err = dial(url)
		return err
	}
	if s.inside, err = startInside(s.opt.Memory); err != nil {
		return fmt.Errorf("store: start the embedded Redis: %w", err)
	}
	s.rdb = s.inside.client()
	s.opt.Log.Warn("no REDIS_URL: an embedded stand-in serves, and nothing outlives this process")
	return nil
}

// Close closes the connections and ends the stand-in.
func (s *Store) Close() error {
	err := s.rdb.Close()
	if s.inside != nil {
		s.inside.stop()
	}
	return err
}

// Client is the connection, for the queue. It lives until Close.
func (s *Store) Client() redis.UniversalClient { return s.rdb }

// Embedded says whether the stand-in serves: nothing outlives the process.
func (s *Store) Embedded() bool { return s.inside != nil }

// Ping asks whether Redis answers within two seconds.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := s.rdb.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("store: ping Redis: %w", err)
	}
	return nil
}

// ask makes one call within Patience, unless Redis is being left alone. A
// missing key is redis.Nil and no failure.
func ask[T any](ctx context.Context, s *Store, op string, call func(context.Context) (T, error)) (T, error) {
	v, err := s.breaker.Execute(func() (any, error) {
		own, cancel := context.WithTimeout(ctx, s.patience)
		defer cancel()
		v, err := call(own)
		if ctx.Err() != nil {
			err = cmp.Or(context.Cause(ctx), err)
		}
		return v, err
	})
	t, _ := v.(T)
	if err == nil || errors.Is(err, redis.Nil) {
		return t, err
	}
	s.opt.Observer.Failed(op, err)
	return t, fmt.Errorf("store: %s: %w", op, err)
}

// do is ask without a value.
func (s *Store) do(ctx context.Context, op string, call func(context.Context) error) error {
	_, err := ask(ctx, s, op, func(ctx context.Context) (struct{}, error) { return struct{}{}, call(ctx) })
	return err
}

type silent struct{}

func (silent) Hit()                 {}
func (silent) Miss()                {}
func (silent) Failed(string, error) {}
