package telegram

import (
	"strings"
	"unicode"
)

// Command is a /name at the head of a text or caption.
type Command struct {
	Name string // lower case, without the slash and the bot's name
	Args string // what follows, trimmed
	// Addressed is true for /name@bot: the sender means this bot and no other.
	Addressed bool
}

// Command returns the command the message opens with. It is false for plain
// text and for a command that names another bot.
func (m *Message) Command(me User) (Command, bool) {
	c := m.Content()
	word := commandWord(m, c)
	if word == "" {
		return Command{}, false
	}
	name, bot, addressed := strings.Cut(word[1:], "@")
	if name == "" || addressed && !strings.EqualFold(bot, me.UserName) {
		return Command{}, false
	}
	rest := strings.TrimSpace(c.Full()[len(word):])
	return Command{Name: strings.ToLower(name), Args: rest, Addressed: addressed}, true
}

// commandWord takes the server's word for where a command ends. Rich messages
// have no entities: there it is the first word, made as commands are made.
func commandWord(m *Message, c Content) string {
	for _, e := range c.Entities {
		if e.Type == "bot_command" && e.Offset == 0 {
			if word := Slice16(c.Text, 0, e.Length); strings.HasPrefix(word, "/") {
				return word
			}
		}
	}
	if m == nil || m.RichMessage == nil || len(c.Entities) > 0 {
		return ""
	}
	text := c.Full()
	if !strings.HasPrefix(text, "/") {
		return ""
	}
	end := 1 + strings.IndexFunc(text[1:]+" ", func(r rune) bool { return !isNameRune(r) && r != '@' })
	return text[:end]
}

// Mentions reports whether the message names this bot: by @name, by a link to
// its account, or in a command addressed to it.
func (m *Message) Mentions(me User) bool {
	c := m.Content()
	for _, e := range c.Entities {
		switch e.Type {
		case "mention":
			if strings.EqualFold(Slice16(c.Text, e.Offset, e.Length), "@"+me.UserName) {
				return true
			}
		case "text_mention":
			if e.User != nil && e.User.ID == me.ID {
				return true
			}
		case "bot_command":
			_, bot, ok := strings.Cut(Slice16(c.Text, e.Offset, e.Length), "@")
			if ok && strings.EqualFold(bot, me.UserName) {
				return true
			}
		}
	}
	return m != nil && m.RichMessage != nil && len(c.Entities) == 0 && namesInText(c.Full(), me.UserName)
}

// namesInText looks for @name as a whole word: @toll is not in @tollbooth.
func namesInText(text, name string) bool {
	if name == "" {
		return false
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return !isNameRune(r) && r != '@' })
	for _, w := range words {
		if _, after, ok := strings.Cut(w, "@"); ok && strings.EqualFold(after, name) {
			return true
		}
	}
	return false
}

func isNameRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
