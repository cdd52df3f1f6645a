package telegram

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// sentTimes sends n messages to each chat at once and returns when each went.
func sentTimes(t *testing.T, l Limiter, n int, chats ...int64) map[int64][]time.Duration {
	t.Helper()
	start := time.Now()
	times := map[int64][]time.Duration{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, chat := range chats {
		for range n {
			wg.Go(func() {
				if err := l.Wait(context.Background(), chat); err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				times[chat] = append(times[chat], time.Since(start))
			})
		}
	}
	wg.Wait()
	return times
}

// most in any span, of times in order.
func most(times []time.Duration, span time.Duration) int {
	best := 0
	for i := range times {
		n := 0
		for _, at := range times[i:] {
			if at-times[i] < span {
				n++
			}
		}
		best = max(best, n)
	}
	return best
}

func TestPacePerChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		times := sentTimes(t, NewLocalLimiter(DefaultPace), 10, 1)[1]
		if burst := most(times, time.Millisecond); burst != 3 {
			t.Errorf("a burst of %d, want 3", burst)
		}
		if last := times[9]; last != 7*time.Second {
			t.Errorf("ten messages took %s, want three at once and one a second", last)
		}
	})
}

func TestPacePerGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		times := sentTimes(t, NewLocalLimiter(DefaultPace), 50, -7)[-7]
		if n := most(times, time.Minute); n != 20 {
			t.Errorf("%d messages in a minute", n)
		}
		if last := times[49]; last > 150*time.Second {
			t.Errorf("fifty took %s: slower than the limit asks", last)
		}
	})
}

func TestPaceOverall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLocalLimiter(DefaultPace)
		var chats []int64
		for chat := range int64(300) {
			chats = append(chats, chat+1)
		}
		var all []time.Duration
		for _, times := range sentTimes(t, l, 1, chats...) {
			all = append(all, times...)
		}
		seconds := map[time.Duration]int{}
		for _, at := range all {
			seconds[at]++
		}
		const span = 1050 * time.Millisecond // with what is allowed for jitter
		if len(all) != 300 || len(seconds) != 10 || seconds[0] != 30 || seconds[9*span] != 30 {
			t.Errorf("%d messages over %v", len(all), seconds)
		}
	})
}

// A chat that floods is held back by its own pace and takes nobody's place.
func TestFloodingChatDelaysNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLocalLimiter(DefaultPace)
		ctx, stop := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for range 1000 {
			wg.Go(func() { _ = l.Wait(ctx, 1) })
		}
		synctest.Wait()
		if at := sentTimes(t, l, 1, 2)[2][0]; at != 0 {
			t.Errorf("the quiet chat waited %s", at)
		}
		stop()
		wg.Wait()
	})
}

func TestHoldIsPerChatAndNeverShortened(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLocalLimiter(DefaultPace)
		l.Hold(1, time.Minute)
		l.Hold(1, time.Second)
		times := sentTimes(t, l, 1, 1, 2)
		if times[1][0] != time.Minute || times[2][0] != 0 {
			t.Errorf("held chat %s, other %s", times[1][0], times[2][0])
		}
	})
}

// The server's word counts for those who stand in line already.
func TestHoldReachesThoseInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLocalLimiter(Pace{Overall: 30, Chat: 1, ChatBurst: 1, Group: 20})
		start := time.Now()
		if err := l.Wait(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		done := make(chan time.Duration)
		go func() {
			_ = l.Wait(t.Context(), 1)
			done <- time.Since(start)
		}()
		synctest.Wait()
		l.Hold(1, 30*time.Second)
		if at := <-done; at != 30*time.Second {
			t.Errorf("went after %s", at)
		}
	})
}

// Giving up for want of time takes no place: the next one is not later for it.
func TestGivingUpTakesNoPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLocalLimiter(Pace{Overall: 30, Chat: 1, ChatBurst: 1, Group: 20})
		if err := l.Wait(t.Context(), -1); err != nil {
			t.Fatal(err)
		}
		for range 100 {
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			err := l.Wait(ctx, -1)
			cancel()
			var wait *WaitError
			if !errors.As(err, &wait) || wait.After != time.Second || wait.Reason != "limit" {
				t.Fatalf("Wait = %v", err)
			}
		}
		if at := sentTimes(t, l, 1, -1)[-1][0]; at != time.Second {
			t.Errorf("waited %s, want 1s", at)
		}
	})
}

func TestIdleChatsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLocalLimiter(Pace{Overall: 1000, Chat: 1, ChatBurst: 1, Group: 20}).(*localLimiter)
		for chat := range int64(5000) {
			if err := l.Wait(t.Context(), chat+1); err != nil {
				t.Fatal(err)
			}
		}
		l.Hold(-9, time.Hour)
		time.Sleep(2 * idleChat)
		if err := l.Wait(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		if n := len(l.chats); n != 2 {
			t.Errorf("%d chats kept, want the one in use and the one held", n)
		}
	})
}

func TestOrderIsKeptWithinAChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLocalLimiter(DefaultPace)
		var went []int
		var mu sync.Mutex
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				if err := l.Wait(t.Context(), 1); err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				went = append(went, i)
			})
			synctest.Wait()
		}
		wg.Wait()
		if !slices.IsSorted(went) || len(went) != 20 {
			t.Errorf("went in the order %v", went)
		}
	})
}

// Those far back in a line that their time is too short for are told at once.
func TestHopelessLineIsNotJoined(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLocalLimiter(DefaultPace)
		ctx, stop := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for range 100 {
			wg.Go(func() { _ = l.Wait(ctx, 1) })
		}
		synctest.Wait()
		short, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		start := time.Now()
		err := l.Wait(short, 1)
		after, ok := RetryAfter(err)
		if !ok || after < 60*time.Second || time.Since(start) > 0 {
			t.Errorf("%v after %s", err, time.Since(start))
		}
		stop()
		wg.Wait()
	})
}
