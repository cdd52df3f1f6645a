package telegram

import (
	"context"
	"errors"
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

// Windows are longer than Telegram's by one part in this many, because
// messages do not all travel equally fast.
const jitterShare = 20

// A chat nobody wrote to for this long has all its allowance back, so that
// forgetting it changes nothing.
const idleChat = 2 * time.Minute

// NewLocalLimiter returns a Limiter that counts within this process. Messages
// to one chat pass in the order in which they came.
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
	turn chan struct{} // full while a message is at the head of the line
	line int           // messages in line, the head included

	second *rate.Limiter
	minute *window   // groups and channels only
	held   time.Time // by the server, until then
	used   time.Time
}

// Wait implements Limiter. A message waits for its chat first and takes its
// place in the overall queue only then: a chat that floods holds nobody up.
func (l *localLimiter) Wait(ctx context.Context, chat int64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c, err := l.enter(ctx, chat)
	if err != nil {
		return err
	}
	defer l.leave(c)
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	case <-ctx.Done():
		return l.gaveUp(ctx, c)
	}
	for _, reserve := range []reservation{l.second(c), l.minute(c), l.anyChat, l.hold(c)} {
		if err := waitFor(ctx, reserve); err != nil {
			return err
		}
	}
	l.take(c)
	return nil
}

// enter joins the chat's line, unless even the shortest possible wait is too
// long.
func (l *localLimiter) enter(ctx context.Context, chat int64) (*chatPace, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	c := l.chat(chat, now)
	if latest := latestFor(ctx, now); c.held.After(latest) {
		return nil, &WaitError{After: c.held.Sub(now), Reason: "429"}
	} else if behind := now.Add(l.lineTime(c)); behind.After(latest) {
		return nil, &WaitError{After: behind.Sub(now), Reason: "limit"}
	}
	c.line++
	return c, nil
}

// lineTime is how long the line takes at least, a burst taken off.
func (l *localLimiter) lineTime(c *chatPace) time.Duration {
	return time.Duration(float64(max(0, c.line-l.pace.ChatBurst)) / l.pace.Chat * float64(time.Second))
}

func (l *localLimiter) leave(c *chatPace) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c.line--
}

// gaveUp tells a deadline, after which the message may be tried again, from a
// cancellation.
func (l *localLimiter) gaveUp(ctx context.Context, c *chatPace) error {
	if !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return ctx.Err()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return &WaitError{After: max(time.Second, l.lineTime(c)), Reason: "limit"}
}

// reservation takes a place in some line at or after now and says when and in
// which line that is; it takes none where that would be after latest.
type reservation func(now, latest time.Time) (at time.Time, reason string, ok bool)

// waitFor reserves and sleeps. What would come too late is not reserved, so
// that giving up takes nobody's place.
func waitFor(ctx context.Context, reserve reservation) error {
	now := time.Now()
	at, reason, ok := reserve(now, latestFor(ctx, now))
	if !ok {
		return &WaitError{After: at.Sub(now), Reason: reason}
	}
	return sleep(ctx, at.Sub(now))
}

func latestFor(ctx context.Context, now time.Time) time.Time {
	if latest, bounded := ctx.Deadline(); bounded {
		return latest
	}
	return now.AddDate(1, 0, 0)
}

func (l *localLimiter) second(c *chatPace) reservation {
	return func(now, latest time.Time) (time.Time, string, bool) {
		r := c.second.ReserveN(now, 1)
		at := now.Add(r.DelayFrom(now))
		if at.After(latest) {
			r.CancelAt(now)
			return at, "limit", false
		}
		return at, "limit", true
	}
}

// minute only looks: the head of the line has no rival, and the minute counts
// from when the message went and not from when it might have (take).
func (l *localLimiter) minute(c *chatPace) reservation {
	return func(now, latest time.Time) (time.Time, string, bool) {
		if c.minute == nil {
			return now, "limit", true
		}
		at := later(now, c.minute.free())
		return at, "limit", !at.After(latest)
	}
}

func (l *localLimiter) anyChat(now, latest time.Time) (time.Time, string, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := later(now, l.overall.free())
	if at.After(latest) {
		return at, "limit", false
	}
	l.overall.take(at)
	return at, "limit", true
}

// hold comes last: the server may have said to wait while the message stood in
// line.
func (l *localLimiter) hold(c *chatPace) reservation {
	return func(now, latest time.Time) (time.Time, string, bool) {
		l.mu.Lock()
		defer l.mu.Unlock()
		return c.held, "429", !c.held.After(latest)
	}
}

func (l *localLimiter) take(c *chatPace) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	c.used = later(c.used, now)
	if c.minute != nil {
		c.minute.take(now)
	}
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
		c = &chatPace{turn: make(chan struct{}, 1), second: rate.NewLimiter(rate.Limit(l.pace.Chat), l.pace.ChatBurst)}
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
		if c.line == 0 && now.Sub(c.used) > idleChat {
			delete(l.chats, id)
		}
	}
}

// window lets n pass in any span of its length, exactly: a token bucket lets
// up to twice as many pass in the span after a pause.
type window struct {
	span time.Duration
	last []time.Time // ring of the latest n
	next int
}

func newWindow(n int, span time.Duration) *window {
	return &window{span: span + span/jitterShare, last: make([]time.Time, n)}
}

// free is when the next may pass.
func (w *window) free() time.Time { return w.last[w.next].Add(w.span) }

// take lets one pass at a time that is free, and not before the one before it.
func (w *window) take(at time.Time) {
	w.last[w.next] = at
	w.next = (w.next + 1) % len(w.last)
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
