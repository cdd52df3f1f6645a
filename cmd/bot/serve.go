package main

import (
	"context"
	"errors"
	"fmt"
)

// firstSteps is the whole answer to a bot without a token.
const firstSteps = `bot: TELEGRAM_BOT_TOKEN is not set, so there is no Telegram bot to be.

To run it:
  1. In Telegram, write /newbot to @BotFather and follow what it says.
  2. TELEGRAM_BOT_TOKEN=<the token it gives you> bot
     (.env.example lists what else can be set)

To try it without Telegram:
  bot summarize article.txt
`

// serve runs the Telegram bot until ctx ends.
func serve(ctx context.Context, c call) int {
	if len(c.args) > 0 {
		return c.complain(exitUsage, "serve takes no arguments; the environment configures it")
	}
	cfg, err := readConfig(c.env)
	if err != nil {
		return c.complain(exitUsage, "configuration:\n%v", err)
	}
	if cfg.Token == "" {
		fmt.Fprint(c.err, firstSteps)
		return exitUsage
	}
	return c.complain(exitFailed, "%v", errors.ErrUnsupported)
}
