module tollbot

go 1.26.0

require (
	github.com/cenkalti/backoff/v5 v5.0.3
	github.com/go-telegram-bot-api/telegram-bot-api/v5 v5.5.1
	golang.org/x/net v0.62.0
	golang.org/x/time v0.16.0
)

require go.uber.org/goleak v1.3.0
