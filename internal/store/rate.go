package store

import (
	"context"
	"time"

	"github.com/go-redis/redis_rate/v10"
)

// Allow spends one of perMinute under key; bursts of perMinute pass. When it
// says no, wait is how long until the next is allowed. Without Redis, and with
// no budget (0 or less), everything is allowed: a budget guards against abuse,
// and is not worth a missing answer.
func (s *Store) Allow(ctx context.Context, key string, perMinute int) (ok bool, wait time.Duration) {
	if perMinute <= 0 {
		return true, 0
	}
	r, err := ask(ctx, s, "spend budget", func(ctx context.Context) (*redis_rate.Result, error) {
		return redis_rate.NewLimiter(s.rdb).Allow(ctx, s.rateName(key), redis_rate.PerMinute(perMinute))
	})
	if err != nil || r.Allowed > 0 {
		return true, 0
	}
	return false, r.RetryAfter
}
