package queue

import (
	"fmt"
	"log/slog"
	"time"

	"golang.org/x/time/rate"
)

// asynqLog lets asynq speak through slog. Without Redis it complains several
// times a second; the first complaints and one in a while tell as much. What
// asynq calls fatal does not end the process.
type asynqLog struct {
	log    *slog.Logger
	seldom rate.Sometimes
}

func newAsynqLog(log *slog.Logger) *asynqLog {
	return &asynqLog{log: log, seldom: rate.Sometimes{First: 3, Interval: 30 * time.Second}}
}

func (l *asynqLog) Debug(v ...any) { l.log.Debug("asynq: " + fmt.Sprint(v...)) }
func (l *asynqLog) Info(v ...any)  { l.log.Debug("asynq: " + fmt.Sprint(v...)) }
func (l *asynqLog) Warn(v ...any)  { l.seldom.Do(func() { l.log.Warn("asynq: " + fmt.Sprint(v...)) }) }
func (l *asynqLog) Error(v ...any) { l.seldom.Do(func() { l.log.Error("asynq: " + fmt.Sprint(v...)) }) }
func (l *asynqLog) Fatal(v ...any) { l.log.Error("asynq: " + fmt.Sprint(v...)) }
