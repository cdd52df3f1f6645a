package casetest

import "strings"

// Hostile lists words that, said over and over without a full stop, make work
// for a reader of sentences: each is a loop that some rule could walk back
// through from every token.
var Hostile = []struct{ Name, Words string }{
	{"digits", "7"},
	{"numbers", "12 "},
	{"commas", ", "},
	{"quotes", "\"“'"},
	{"and", "and "},
	{"number words", "one hundred and "},
	{"hyphens", "one-"},
	{"hedges", "at least about "},
	{"brackets", "("},
	{"bracketed people", "12 people (13 men, "},
	{"people", "12 people, "},
	{"nouns", "men women "},
	{"names", "Jane Orr, 41, and "},
	{"verbs", "killed "},
	{"killed and wounded", "12 killed and 13 wounded, "},
	{"no one killed", "12 men who and 13 women who were "},
	{"parts", "including three of them, "},
	{"attackers", "a gunman killed himself and "},
	{"tolls", "the death toll rose to "},
	{"initials", "J. "},
	{"lines", "12 killed\n"},
	{"bytes", "\xff"},
	{"numbers and commas", "12, "},
	{"pairs of people", "two men and "},
	{"killed", "killed 12 people and "},
	{"opened parts", "including two men, "},
	{"hostages", "3 hostages, "},
	{"listed names", "Jane Orr, Bo Sten and "},
	{"quoted counts", "“12 dead” "},
	{"open brackets", "((((12"},
	{"said", "police said 12 died, "},
	{"totals", "death toll 12 "},
	{"among", "among six dead "},
	{"of them", "two of them "},
	{"dates", "March 12, 2019, "},
	{"sentences", "Twelve died. "},
	{"sentences by lines", "At least 12 died\n"},
	{"articles", "the the a a his "},
	{"none", "no deaths or injuries or "},
	{"auxiliaries", "was were been also was "},
	{"shot", "a man was shot, "},
	{"shot him", "shot him and two boys, "},
	{"deaths", "with one death, "},
	{"rising numbers", "the number of rebels killed rose to 12, "},
	{"tolls of days", "bringing the toll over the past week to 31, "},
}

// Repeat returns the words as often as n bytes hold them.
func Repeat(words string, n int) string { return strings.Repeat(words, n/len(words)) }
