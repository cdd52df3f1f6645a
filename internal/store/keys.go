package store

import (
	"strconv"
	"time"
)

// What this package keeps, and for how long. The privacy section of the README
// quotes the table.
//
//	key                                what                             lifetime
//	PREFIX:report:HASH                 the report of an article; HASH   7 days (Options.Lifetime)
//	                                   cannot be turned into the text
//	PREFIX:token:ID                    what a button or a shared card   as the caller says, at most 30 days
//	                                   stands for
//	PREFIX:{CHAT}:settings             what the chat chose              400 days after the last change
//	PREFIX:{CHAT}:answer:MESSAGE       which message of ours answers    7 days
//	                                   which of theirs
//	PREFIX:{CHAT}:told:HASH            which message of ours a group    7 days
//	                                   had on an article
//	PREFIX:{CHAT}:moved                the chat that a group became     7 days
//	PREFIX:{CHAT}:feedback:ID          a "Wrong?" of a reader           90 days
//	PREFIX:{CHAT}:all                  the names of the chat's keys     as the longest of them
//	PREFIX:feedback                    the names of all feedback        90 days
//	rate:PREFIX:KEY                    how much of a budget is spent    a minute
//
// Forget erases all lines with {CHAT}, and the chat's tokens and feedback. The
// braces keep a chat's keys on one node of a Cluster.
const (
	reportLife   = 7 * 24 * time.Hour
	tokenLife    = 30 * 24 * time.Hour
	settingsLife = 400 * 24 * time.Hour
	answerLife   = 7 * 24 * time.Hour
	feedbackLife = 90 * 24 * time.Hour
)

func (s *Store) reportName(key string) string { return s.opt.Prefix + ":report:" + key }
func (s *Store) tokenName(id string) string   { return s.opt.Prefix + ":token:" + id }
func (s *Store) feedbackIndex() string        { return s.opt.Prefix + ":feedback" }
func (s *Store) rateName(key string) string   { return s.opt.Prefix + ":" + key }

// chatSpace begins the names of all keys of a chat.
func (s *Store) chatSpace(chat int64) string {
	return s.opt.Prefix + ":{" + strconv.FormatInt(chat, 10) + "}:"
}

func (s *Store) movedName(chat int64) string    { return s.chatSpace(chat) + "moved" }
func (s *Store) settingsName(chat int64) string { return s.chatSpace(chat) + "settings" }
func (s *Store) chatIndex(chat int64) string    { return s.chatSpace(chat) + "all" }

func (s *Store) toldName(chat int64, article string) string {
	return s.chatSpace(chat) + "told:" + article
}

// answerMark begins what follows chatSpace in the name of an answer.
const answerMark = "answer:"

func (s *Store) answerName(chat int64, message int) string {
	return s.chatSpace(chat) + answerMark + strconv.Itoa(message)
}
