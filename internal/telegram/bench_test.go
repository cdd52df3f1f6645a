package telegram_test

import (
	"encoding/json"
	"strings"
	"testing"

	"tollbot/internal/telegram"
	"tollbot/internal/telegram/fakeapi"
)

func BenchmarkDecode(b *testing.B) {
	text, _ := json.Marshal(strings.Repeat("Sixty-two people were killed. ", 130))
	raw := json.RawMessage(`{"update_id":1,"message":{"message_id":5,"date":1711130000,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"A"},` +
		`"forward_origin":{"type":"channel","date":1711130000,"chat":{"id":-1001,"type":"channel","title":"Wire","username":"wire"},"message_id":42},"text":` + string(text) + `}}`)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := telegram.Decode(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSend(b *testing.B) {
	s := fakeapi.New(b)
	c, err := telegram.New(telegram.Config{Token: fakeapi.Token, APIURL: s.URL, Limit: unhurried{}})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Send(b.Context(), telegram.Out{Chat: 1, HTML: "<b>Killed</b> 5"}); err != nil {
			b.Fatal(err)
		}
	}
}
