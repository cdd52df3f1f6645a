package telegram

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limiter holds messages back. The one of this package counts within the
// process; several processes that share a bot need one that counts for all.
type Limiter interface {
	// Wait returns when one more message may go to the chat. It fails with a
	// *WaitError at once when the context would be over before that, and with
	// the context's error when it is cancelled.
	Wait(ctx context.Context, chat int64) error
	// Hold keeps messages to one chat back for d, because the server said so.
	Hold(chat int64, d time.Duration)
}

// Pace is how fast messages may go out.
type Pace struct {
	// Overall in any one second, to all chats together.
	Overall int
	// Chat is messages a second to one chat, after a burst of ChatBurst.
	Chat      float64
	ChatBurst int
	// Group in any one minute, to one group or channel.
	Group int
}

// DefaultPace is what Telegram states: 30 a second in all, 1 a second a chat,
// of which short bursts pass, and 20 a minute a group.
var DefaultPace = Pace{Overall: 30, Chat: 1, ChatBurst: 3, Group: 20}

// A chat nobody wrote to for this long has all its allowance back, so that
// forgetting it changes nothing.
const idleChat = 2 * time.Minute

// NewLocalLimiter returns a Limiter that counts within this process.
func NewLocalLimiter(p Pace) Limiter {
	return &localLimiter{pace: p, overall: newWindow(p.Overall, time.Second), chats: map[int64]*chatPace{}}
}

type localLimiter struct {
	pace Pace

	mu      sync.Mutex
	overall *window
	chats   map[int64]*chatPace
	swept   time.Time
}

// chatPace is what is known of one chat.
type chatPace struct {
	second *rate.Limiter
	minute *window   // groups only
	held   time.Time // by the server, until then
	used   time.Time
}

// Wait implements Limiter. A message waits for its chat first and takes its
// place in the overall queue only then: a chat that floods holds nobody up.
func (l *localLimiter) Wait(ctx context.Context, chat int64) error {
	for _, reserve := range []func(now, latest time.Time) (time.Time, string, bool){
		func(now, latest time.Time) (time.Time, string, bool) { return l.reserveChat(chat, now, latest) },
		l.reserveOverall,
	} {
		if err := waitFor(ctx, reserve); err != nil {
			return err
		}
	}
	return l.waitHeld(ctx, chat)
}

// waitHeld looks again at the end: the server may have said to wait while the
// message stood in line.
func (l *localLimiter) waitHeld(ctx context.Context, chat int64) error {
	return waitFor(ctx, func(now, latest time.Time) (time.Time, string, bool) {
		l.mu.Lock()
		defer l.mu.Unlock()
		held := l.chat(chat, now).held
		return held, "429", !held.After(latest)
	})
}

// waitFor reserves and sleeps. A reservation that would come too late for the
// context is not made, so that giving up takes nobody's place.
func waitFor(ctx context.Context, reserve func(now, latest time.Time) (time.Time, string, bool)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	now := time.Now()
	latest, bounded := ctx.Deadline()
	if !bounded {
		latest = now.AddDate(1, 0, 0)
	}
	at, reason, ok := reserve(now, latest)
	if !ok {
		return &WaitError{After: at.Sub(now), Reason: reason}
	}
	return sleep(ctx, at.Sub(now))
}

func (l *localLimiter) reserveOverall(now, latest time.Time) (time.Time, string, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at, ok := l.overall.reserve(now, latest)
	return at, "limit", ok
}

func (l *localLimiter) reserveChat(chat int64, now, latest time.Time) (time.Time, string, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.chat(chat, now)
	if c.held.After(latest) {
		return c.held, "429", false
	}
	at := later(now, c.held)
	r := c.second.ReserveN(at, 1)
	at = at.Add(r.DelayFrom(at))
	ok := !at.After(latest)
	if ok && c.minute != nil {
		at, ok = c.minute.reserve(at, latest)
	}
	if !ok {
		r.CancelAt(now)
		return at, "limit", false
	}
	c.used = at
	return at, "limit", true
}

// Hold implements Limiter. A shorter hold does not lift a longer one.
func (l *localLimiter) Hold(chat int64, d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	c := l.chat(chat, now)
	c.held = later(c.held, now.Add(d))
	c.used = later(c.used, c.held)
}

// chat finds or makes a chat's entry, and forgets idle ones now and then. The
// lock is held.
func (l *localLimiter) chat(id int64, now time.Time) *chatPace {
	if now.Sub(l.swept) > idleChat {
		l.sweep(now)
	}
	c := l.chats[id]
	if c == nil {
		c = &chatPace{second: rate.NewLimiter(rate.Limit(l.pace.Chat), l.pace.ChatBurst)}
		if id < 0 { // groups and channels have negative ids
			c.minute = newWindow(l.pace.Group, time.Minute)
		}
		l.chats[id] = c
	}
	c.used = later(c.used, now)
	return c
}

func (l *localLimiter) sweep(now time.Time) {
	l.swept = now
	for id, c := range l.chats {
		if now.Sub(c.used) > idleChat {
			delete(l.chats, id)
		}
	}
}

// window lets n pass in any span of its length, exactly: a token bucket lets
// up to twice as many pass in the span after a pause.
type window struct {
	span time.Duration
	last []time.Time // ring of the latest n reservations
	next int
}

func newWindow(n int, span time.Duration) *window {
	return &window{span: span, last: make([]time.Time, n)}
}

// reserve takes the next place at or after now, unless it is after latest. The
// place is returned either way.
func (w *window) reserve(now, latest time.Time) (time.Time, bool) {
	at := later(now, w.last[w.next].Add(w.span))
	if at.After(latest) {
		return at, false
	}
	w.last[w.next] = at
	w.next = (w.next + 1) % len(w.last)
	return at, true
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// sleep waits for d or the context's end, whichever comes first.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
