package queue

import (
	"context"
	"embed"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

//go:embed lua/*.lua
var sources embed.FS

var (
	putScript      = script("put")
	claimScript    = script("claim")
	renewScript    = script("renew")
	finishScript   = script("finish")
	recordScript   = script("record")
	takeoverScript = script("takeover")
	overdueScript  = script("overdue")
	replaceScript  = script("replace")
	reviveScript   = script("revive")
	forgetScript   = script("forget")
)

func script(name string) *redis.Script {
	return redis.NewScript(source("lib") + source(name))
}

func source(name string) string {
	b, err := sources.ReadFile("lua/" + name + ".lua")
	if err != nil {
		panic(err) // the file is part of the binary
	}
	return string(b) + "\n"
}

// run runs a script; its one declared key tells a Cluster where to.
func (q *Queue) run(ctx context.Context, s *redis.Script, args ...any) *redis.Cmd {
	args = append([]any{q.prefix, q.pace.grace.Milliseconds(), q.pace.lease.Milliseconds()}, args...)
	return s.Run(ctx, q.rdb, []string{q.prefix + "seq"}, args...)
}

// turn is the right to look at a chat once, after a delay.
type turn struct {
	chat  string
	id    string
	delay time.Duration
}

// turns reads the turns in a script's reply; scripts return them as lists of
// chat, turn and delay in milliseconds.
func turns(reply []any) ([]turn, error) {
	var out []turn
	for _, r := range reply {
		f, ok := r.([]any)
		if !ok || len(f) != 3 {
			return nil, fmt.Errorf("unexpected turn %v", r)
		}
		chat, _ := f[0].(string)
		id, _ := f[1].(int64)
		ms, _ := f[2].(int64)
		out = append(out, turn{chat, fmt.Sprint(id), time.Duration(ms) * time.Millisecond})
	}
	return out, nil
}

func redisError(what string, err error) error {
	return fmt.Errorf("queue: %s: %w", what, err)
}
