package handlers

import (
	"context"
	"fmt"

	"tollbot/handlers/phrase"
	"tollbot/internal/telegram"
)

// The commands on offer, by who sees the menu.
var menus = []struct {
	scope    string
	commands []string
}{
	{"default", []string{"check", "help", "privacy"}},
	{"all_private_chats", []string{"check", "help", "settings", "privacy", "forget"}},
	{"all_group_chats", []string{"check", "help"}},
	{"all_chat_administrators", []string{"check", "help", "settings", "quiet", "forget", "privacy"}},
}

// Menus registers the command menus of every scope in every language. English
// serves those who speak none of them.
func (h *Handler) Menus(ctx context.Context) error {
	for _, tag := range phrase.Tags() {
		code := tag
		if tag == "en" {
			code = ""
		}
		say := phrase.For(tag)
		for _, m := range menus {
			var commands []telegram.BotCommand
			for _, c := range m.commands {
				commands = append(commands, telegram.BotCommand{Command: c, Description: say.Say("menu-" + c)})
			}
			if err := h.Bot.SetCommands(ctx, telegram.Scope{Type: m.scope}, code, commands); err != nil {
				return fmt.Errorf("register the menu of %s in %s: %w", m.scope, tag, err)
			}
		}
	}
	return nil
}
