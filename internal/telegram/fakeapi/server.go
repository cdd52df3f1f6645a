// Package fakeapi is a strict stand-in for the Bot API server, for tests: what
// Telegram would refuse it refuses, in Telegram's words, and remembers as a
// fault.
package fakeapi
