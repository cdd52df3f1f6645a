// Package pace lets all processes of one bot together send no faster than
// Telegram allows.
//
// Its law: in any span of a line's length no more than its number pass,
// whichever process they come from. A Redis that is lost or slow holds nobody
// back: each process then keeps its own pace, which it must do anyway.
package pace

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// Line lets Number pass in any Span.
type Line struct {
	Name   string // the same in every process
	Number int
	Span   time.Duration
}

// Shared keeps lines in Redis. It is safe for concurrent use.
type Shared struct {
	rdb    redis.UniversalClient
	prefix string
}

// patience is how long one question to Redis may take.
const patience = 250 * time.Millisecond

//go:embed reserve.lua
var reserveLua string

var reserveScript = redis.NewScript(reserveLua)

// New keeps lines under prefix. It asks nothing of the server yet, and never
// closes the client.
func New(rdb redis.UniversalClient, prefix string) *Shared {
	return &Shared{rdb, prefix + ":pace:"}
}

// Reserve takes the next place in a line and gives how long to wait for it.
// Where that would be longer than most, ok is false and no place is taken. An
// error means that Redis was not to be asked, and there is no place to wait
// for.
func (s *Shared) Reserve(ctx context.Context, l Line, most time.Duration) (wait time.Duration, ok bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	us, err := reserveScript.Run(ctx, s.rdb, []string{s.prefix + l.Name},
		l.Number, l.Span.Microseconds(), max(0, most.Microseconds())).Int64()
	if err != nil {
		return 0, false, fmt.Errorf("take a place in line %s: %w", l.Name, err)
	}
	if us < 0 {
		return time.Duration(-us) * time.Microsecond, false, nil
	}
	return time.Duration(us) * time.Microsecond, true, nil
}
