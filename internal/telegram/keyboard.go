package telegram

import (
	"encoding/json"
)

// Button is one key under a message. Make it with one of the functions below:
// a button does exactly one thing.
type Button struct {
	Text   string      `json:"text"`
	Data   string      `json:"callback_data,omitempty"`
	URL    string      `json:"url,omitempty"`
	Switch *string     `json:"switch_inline_query,omitempty"`
	Copy   *CopyButton `json:"copy_text,omitempty"`
}

// CopyButton is what a copy button puts on the clipboard.
type CopyButton struct {
	Text string `json:"text"`
}

// DataButton sends data, 1 to 64 bytes, back to the bot.
func DataButton(text, data string) Button { return Button{Text: text, Data: data} }

// LinkButton opens an address.
func LinkButton(text, url string) Button { return Button{Text: text, URL: url} }

// ShareButton opens a chat picker and puts "@bot query" into the chosen chat.
func ShareButton(text, query string) Button { return Button{Text: text, Switch: &query} }

// ClipButton copies up to 256 characters; longer text is cut.
func ClipButton(text, copied string) Button {
	return Button{Text: text, Copy: &CopyButton{Text: Cut16(copied, MaxCopy)}}
}

// Keyboard is rows of buttons; nil is none.
type Keyboard [][]Button

// markup is the keyboard as the API takes it; without rows it takes the
// present one away.
func (k Keyboard) markup() (string, error) {
	if k == nil {
		k = Keyboard{}
	}
	return asJSON(struct {
		Rows Keyboard `json:"inline_keyboard"`
	}{k})
}

func asJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}
