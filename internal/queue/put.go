package queue

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hibiken/asynq"
)

// Hint says what an update belongs to. The caller, who can read updates,
// works it out; the queue compares nothing else.
type Hint struct {
	// Chat names the line in which the update waits: order is kept and turns
	// are taken by Chat.
	Chat string
	// Group joins updates of one chat into one job while that job still waits
	// for more of them. Empty: the update is a job of its own.
	Group string
	// Delay is how long the job waits after this update for more of its
	// group. The longest delay of its updates counts, from the last of them;
	// an update without delay that finds no job waiting is a job at once.
	Delay time.Duration
	// Order sorts the updates of one job (the message id).
	Order int64
	// Size is the length of the update's text, in the unit of
	// [Options.MaxSize].
	Size int
}

// Update is one update as Telegram sent it.
type Update struct {
	ID  int64
	Raw []byte
	Hint
}

const (
	remembered = 48 * time.Hour // an update, so that it is not answered again
	batch      = 100            // updates stored by one script
	callTime   = 3 * time.Second
)

// Put stores updates and wakes the workers of their chats. With an error, none
// of them is known to be stored: put them all again.
func (q *Queue) Put(ctx context.Context, updates []Update) error {
	for part := range slices.Chunk(updates, batch) {
		if err := q.put(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

func (q *Queue) put(ctx context.Context, updates []Update) error {
	args := []any{int64(remembered.Seconds()), q.opt.MaxParts, q.opt.MaxSize}
	for _, u := range updates {
		delay := max(0, u.Delay.Milliseconds())
		args = append(args, u.ID, u.Chat, u.Group, delay, u.Order, u.Size, u.Raw)
	}
	reply, err := q.run(ctx, putScript, args...).Slice()
	if err != nil {
		return redisError("store updates", err)
	}
	ts, err := turns(reply)
	if err != nil {
		return redisError("store updates", err)
	}
	q.wake(ctx, ts)
	return nil
}

// wake enqueues turns. It reports no error: the updates are stored, and the
// sweep finds every turn that was lost here.
func (q *Queue) wake(ctx context.Context, ts []turn) {
	for _, t := range ts {
		if err := q.enqueue(ctx, t); err != nil && !errors.Is(err, asynq.ErrTaskIDConflict) {
			q.opt.Log.WarnContext(ctx, "wake-up lost; the sweep will repeat it", "chat", t.chat, "err", err)
			return
		}
	}
}

// enqueue hands a turn to asynq. Its id makes it the same task however often
// it is enqueued. Asynq's own retries are for turns whose worker died, and
// find that the sweep was faster.
func (q *Queue) enqueue(ctx context.Context, t turn) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	task := asynq.NewTask("chat", []byte(t.id+" "+t.chat))
	_, err := q.tasks.EnqueueContext(ctx, task,
		asynq.Queue(q.opt.Name), asynq.TaskID(t.id), asynq.ProcessIn(t.delay),
		asynq.MaxRetry(5), asynq.Timeout(q.opt.Timeout+time.Minute))
	return err
}
