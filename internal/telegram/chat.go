package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

func chatParams(chat int64) params {
	return params{"chat_id": strconv.FormatInt(chat, 10)}
}

// Delete takes a message back. One that is gone already is no error.
func (c *Client) Delete(ctx context.Context, chat int64, id int) error {
	p := chatParams(chat)
	p["message_id"] = strconv.Itoa(id)
	_, err := c.once(ctx, chat, "deleteMessage", p)
	var api *APIError
	if errors.As(err, &api) && api.says("message to delete not found", "message_id_invalid") {
		return nil
	}
	return err
}

// Typing shows "typing…" in the chat for some five seconds.
func (c *Client) Typing(ctx context.Context, chat int64, thread int) error {
	p := chatParams(chat)
	p["action"] = "typing"
	if thread > 1 {
		p["message_thread_id"] = strconv.Itoa(thread)
	}
	_, err := c.once(ctx, chat, "sendChatAction", p)
	return err
}

// React sets the bot's reaction to a message to one emoji, or with "" takes it
// away. The emoji must be one of those Telegram offers.
func (c *Client) React(ctx context.Context, chat int64, id int, emoji string) error {
	type reaction struct {
		Type  string `json:"type"`
		Emoji string `json:"emoji"`
	}
	reactions := []reaction{}
	if emoji != "" {
		reactions = append(reactions, reaction{"emoji", emoji})
	}
	p := chatParams(chat)
	p["message_id"] = strconv.Itoa(id)
	var err error
	if p["reaction"], err = asJSON(reactions); err != nil {
		return err
	}
	_, err = c.once(ctx, chat, "setMessageReaction", p)
	return err
}

// Member returns what one user is in a chat.
func (c *Client) Member(ctx context.Context, chat, user int64) (ChatMember, error) {
	p := chatParams(chat)
	p["user_id"] = strconv.FormatInt(user, 10)
	return result[ChatMember](c.once(ctx, chat, "getChatMember", p))
}

// Admins returns a chat's owner and admins, bots excepted.
func (c *Client) Admins(ctx context.Context, chat int64) ([]ChatMember, error) {
	return result[[]ChatMember](c.once(ctx, chat, "getChatAdministrators", chatParams(chat)))
}

// ChatInfo returns what the server knows of a chat.
func (c *Client) ChatInfo(ctx context.Context, chat int64) (Chat, error) {
	return result[Chat](c.once(ctx, chat, "getChat", chatParams(chat)))
}

// Leave leaves a group or channel.
func (c *Client) Leave(ctx context.Context, chat int64) error {
	_, err := c.once(ctx, chat, "leaveChat", chatParams(chat))
	return err
}

func result[T any](raw json.RawMessage, err error) (T, error) {
	var v T
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return v, fmt.Errorf("the server's answer has another shape than expected: %w", err)
	}
	return v, nil
}

// BotCommand is an entry of the command menu.
type BotCommand struct {
	Command     string `json:"command"` // without the slash
	Description string `json:"description"`
}

// Scope says whose menu is meant. Chat is needed for the scopes chat,
// chat_administrators and chat_member.
type Scope struct {
	Type string `json:"type"` // default, all_private_chats, all_group_chats, …
	Chat int64  `json:"chat_id,omitempty"`
	User int64  `json:"user_id,omitempty"`
}

// SetCommands registers the command menu of a scope, for users of one language
// (ISO 639-1) or, with "", for all without a menu of their own.
func (c *Client) SetCommands(ctx context.Context, scope Scope, lang string, commands []BotCommand) error {
	if scope.Type == "" {
		scope.Type = "default"
	}
	p := params{}
	p.AddNonEmpty("language_code", lang)
	var err error
	if p["scope"], err = asJSON(scope); err != nil {
		return err
	}
	if p["commands"], err = asJSON(commands); err != nil {
		return err
	}
	_, err = c.call(ctx, "setMyCommands", p)
	return err
}
