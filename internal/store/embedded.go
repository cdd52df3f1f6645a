package store

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// noNotifications keeps the client from asking servers for a feature that
// only Redis Enterprise has.
var noNotifications = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}

// standIn is a Redis inside the process: the same protocol over loopback, so
// that the same code runs on top.
type standIn struct {
	server   *miniredis.Miniredis
	password string
	end      chan struct{}
	running  sync.WaitGroup

	mu     sync.Mutex
	ledger []entry // reports, oldest first
	held   int64
	most   int64
}

type entry struct {
	key  string
	size int64
}

func startInside(most int64) (*standIn, error) {
	in := &standIn{server: miniredis.NewMiniRedis(), password: rand.Text(), end: make(chan struct{}), most: most}
	in.server.RequireAuth(in.password) // any local user can reach a loopback port
	if err := in.server.StartAddr("127.0.0.1:0"); err != nil {
		return nil, err
	}
	in.running.Go(in.age)
	return in, nil
}

func (in *standIn) client() redis.UniversalClient {
	return redis.NewClient(&redis.Options{
		Addr: in.server.Addr(), Password: in.password,
		ContextTimeoutEnabled: true, MaintNotificationsConfig: noNotifications,
	})
}

// age makes keys expire: the stand-in has no clock of its own.
func (in *standIn) age() {
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	for last := time.Now(); ; {
		select {
		case <-in.end:
			return
		case now := <-tick.C:
			in.server.FastForward(now.Sub(last))
			last = now
		}
	}
}

// grown notes a report and returns those that must go for it: the stand-in
// evicts nothing by itself.
func (in *standIn) grown(key string, size int) (evict []string) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.ledger = append(in.ledger, entry{key, int64(size)})
	in.held += int64(size)
	for in.held > in.most {
		evict = append(evict, in.ledger[0].key)
		in.held -= in.ledger[0].size
		in.ledger = in.ledger[1:]
	}
	return evict
}

func (in *standIn) stop() {
	close(in.end)
	in.running.Wait()
	in.server.Close()
}

// evict removes reports that the stand-in has no room for.
func (s *Store) evict(ctx context.Context, key string, size int) error {
	if s.inside == nil {
		return nil
	}
	for _, old := range s.inside.grown(key, size) {
		if err := s.rdb.Del(ctx, old).Err(); err != nil {
			return err
		}
	}
	return nil
}
