package fakeapi

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// waiting is a method that may hold its answer back.
type waiting func(*Server, *request, context.Context) (any, *refusal)

// What sending methods have in common, as of Bot API 10.
const sendOptions = " business_connection_id message_thread_id direct_messages_topic_id disable_notification protect_content" +
	" allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup"

// methods is filled in init: the functions look into it themselves.
var methods map[string]method

func init() {
	methods = map[string]method{
		"getMe":         {run: getMe},
		"getUpdates":    {optional: "offset limit timeout allowed_updates", waits: getUpdates},
		"setWebhook":    {required: "url", optional: "certificate ip_address max_connections allowed_updates drop_pending_updates secret_token", run: setWebhook},
		"deleteWebhook": {optional: "drop_pending_updates", run: deleteWebhook},

		"sendMessage":  {required: "chat_id text", optional: "parse_mode entities link_preview_options" + sendOptions, message: true, run: sendMessage},
		"sendDocument": {required: "chat_id document", optional: "caption parse_mode caption_entities thumbnail disable_content_type_detection" + sendOptions, message: true, run: sendDocument},
		"sendPhoto":    {required: "chat_id photo", optional: "caption parse_mode caption_entities show_caption_above_media has_spoiler" + sendOptions, message: true, run: sendPhoto},

		"editMessageText":        {required: "text", optional: "chat_id message_id inline_message_id business_connection_id parse_mode entities link_preview_options reply_markup", message: true, run: editMessageText},
		"editMessageReplyMarkup": {optional: "chat_id message_id inline_message_id business_connection_id reply_markup", message: true, run: editMessageReplyMarkup},
		"deleteMessage":          {required: "chat_id message_id", run: deleteMessage},
		"sendChatAction":         {required: "chat_id action", optional: "business_connection_id message_thread_id", run: sendChatAction},
		"setMessageReaction":     {required: "chat_id message_id", optional: "reaction is_big", run: setMessageReaction},

		"answerCallbackQuery": {required: "callback_query_id", optional: "text show_alert url cache_time", run: answerCallbackQuery},
		"answerInlineQuery":   {required: "inline_query_id results", optional: "cache_time is_personal next_offset button", run: answerInlineQuery},

		"getFile":       {required: "file_id", run: getFile},
		"setMyCommands": {required: "commands", optional: "scope language_code", run: setMyCommands},

		"getChat":               {required: "chat_id", run: getChat},
		"getChatMember":         {required: "chat_id user_id", run: getChatMember},
		"getChatAdministrators": {required: "chat_id", run: getChatAdministrators},
		"leaveChat":             {required: "chat_id", run: leaveChat},
	}
}

func getMe(*Server, *request) (any, *refusal) {
	return map[string]any{
		"id": BotID, "is_bot": true, "first_name": "Toll", "username": BotUsername,
		"can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": true,
	}, nil
}

func sendChatAction(s *Server, q *request) (any, *refusal) {
	switch q.params["action"] {
	case "typing", "upload_photo", "upload_document":
		return true, nil
	}
	return nil, bad("wrong parameter action in request")
}

func setMessageReaction(s *Server, q *request) (any, *refusal) {
	var reactions []struct {
		Type  string `json:"type"`
		Emoji string `json:"emoji"`
	}
	if no := q.json("reaction", &reactions); no != nil {
		return nil, no
	}
	if len(reactions) > 1 {
		return nil, bad("REACTIONS_TOO_MANY")
	}
	id := q.int("message_id")
	c := s.chat(q.chat)
	if !c.known[id] {
		return nil, bad("message to react not found")
	}
	delete(c.reactions, id)
	for _, r := range reactions {
		if r.Type != "emoji" || !strings.Contains("👍 👎 ❤ 🔥 👀 🤔 👌 🙏 ⚡ 🤝 ✍", r.Emoji) {
			return nil, bad("REACTION_INVALID")
		}
		c.reactions[id] = r.Emoji
	}
	return true, nil
}

func answerCallbackQuery(s *Server, q *request) (any, *refusal) {
	if utf8.RuneCountInString(q.params["text"]) > 200 {
		s.faultLocked("answerCallbackQuery: text over 200 characters")
		return nil, bad("MESSAGE_TOO_LONG")
	}
	return s.answer(q, "callback_query_id")
}

// answer notes what a query was answered with. Each may be answered once.
func (s *Server) answer(q *request, field string) (any, *refusal) {
	query := s.queries[q.params[field]]
	if query == nil || len(query.Answers) > 0 {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	query.Answers = append(query.Answers, q.params)
	return true, nil
}

// inlineResult is the one kind of inline result this bot has use for.
type inlineResult struct {
	Type        string          `json:"type"`
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Markup      json.RawMessage `json:"reply_markup"`
	Content     struct {
		Text      string          `json:"message_text"`
		ParseMode string          `json:"parse_mode"`
		Preview   json.RawMessage `json:"link_preview_options"`
	} `json:"input_message_content"`
}

func answerInlineQuery(s *Server, q *request) (any, *refusal) {
	var results []inlineResult
	if no := q.json("results", &results); no != nil {
		s.faultLocked("answerInlineQuery: %s", no.Description)
		return nil, no
	}
	if len(results) > 50 {
		s.faultLocked("answerInlineQuery: %d results", len(results))
		return nil, bad("RESULTS_TOO_MUCH")
	}
	if no := checkHint(q); no != nil {
		s.faultLocked("answerInlineQuery: %s", no.Description)
		return nil, no
	}
	seen := map[string]bool{}
	for _, r := range results {
		if no := s.checkInline(r, seen); no != nil {
			s.faultLocked("answerInlineQuery: %s", no.Description)
			return nil, no
		}
	}
	return s.answer(q, "inline_query_id")
}

// checkHint reads the button above inline results, which leads to the bot.
func checkHint(q *request) *refusal {
	if q.params["button"] == "" {
		return nil
	}
	var hint struct {
		Text  string `json:"text"`
		Start string `json:"start_parameter"`
	}
	if no := q.json("button", &hint); no != nil {
		return no
	}
	if hint.Text == "" || !startParameter.MatchString(hint.Start) {
		return bad("START_PARAM_INVALID")
	}
	return nil
}

var startParameter = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func (s *Server) checkInline(r inlineResult, seen map[string]bool) *refusal {
	switch {
	case r.Type != "article":
		return bad("unknown inline result type %q", r.Type)
	case len(r.ID) < 1 || len(r.ID) > 64 || seen[r.ID]:
		return bad("RESULT_ID_INVALID")
	case r.Title == "":
		return bad("ARTICLE_TITLE_EMPTY")
	}
	seen[r.ID] = true
	if _, no := readText(r.Content.Text, r.Content.ParseMode, maxText); no != nil {
		return no
	}
	if len(r.Markup) == 0 {
		return nil
	}
	_, no := readKeyboard(string(r.Markup))
	return no
}

func setMyCommands(s *Server, q *request) (any, *refusal) {
	var commands []struct {
		Command     string `json:"command"`
		Description string `json:"description"`
	}
	if no := q.json("commands", &commands); no != nil {
		return nil, no
	}
	if len(commands) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, c := range commands {
		if !commandName(c.Command) {
			s.faultLocked("setMyCommands: command %q", c.Command)
			return nil, bad("BOT_COMMAND_INVALID")
		}
		if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 {
			s.faultLocked("setMyCommands: description of %q has %d characters", c.Command, n)
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	scope := struct {
		Type string `json:"type"`
		Chat int64  `json:"chat_id"`
		User int64  `json:"user_id"`
	}{Type: "default"}
	if no := q.json("scope", &scope); no != nil {
		return nil, no
	}
	s.menus[fmt.Sprintf("%s/%s", scope.Type, q.params["language_code"])] = json.RawMessage(q.params["commands"])
	return true, nil
}

func commandName(s string) bool {
	if len(s) < 1 || len(s) > 32 {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}
