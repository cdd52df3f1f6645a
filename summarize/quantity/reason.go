package quantity

import (
	"strings"
	"unicode"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// Reasons for which the shape of a number says that it counts no people.
// Whether the noun behind it does is not decided here.
const (
	Money      = "money"
	Percent    = "percentage"
	Decimal    = "measurement"
	Clock      = "time of day"
	Date       = "date"
	Year       = "year"
	Age        = "age"
	Identifier = "name or number of something"
	Score      = "score or ratio"
	Series     = "place in a series"
)

// digitsInside sets aside a token that holds a digit and is no count: 6.8,
// 14th, A17, 3am. It returns the token to go on from.
func (s *scanner) digitsInside(i int) int {
	v := s.Str(i)
	if !s.Tokens[i].Digits {
		return i + 1
	}
	q := Quantity{First: i, End: i + 1, NumFirst: i, NumEnd: i + 1, Reason: Identifier}
	switch {
	case s.Tokens[i].Kind == text.Number && s.money(i, i+1):
		q.Reason = Money
	case s.Tokens[i].Kind == text.Number && s.percent(i+1):
		q.Reason = Percent
	case s.Tokens[i].Kind == text.Number:
		q.Reason = Decimal
	case unicode.IsDigit(rune(v[0])) && s.clockWord(v):
		q.Reason = Clock
	case unicode.IsDigit(rune(v[0])) && s.Has(i, lexicon.Ordinal):
		q.Reason = Series
	}
	return s.add(q)
}

// clockWord reports "3am": digits glued to what stands behind a time of day.
func (s *scanner) clockWord(v string) bool {
	letters := strings.TrimLeftFunc(v, func(r rune) bool { return unicode.IsDigit(r) || r == '.' })
	return letters != v && s.Lex.Holds(letters, lexicon.Clock)
}

// reason tells why the number of tokens [first, end) is no count of people;
// empty where its shape does not say.
func (s *scanner) reason(first, end, n int) string {
	switch {
	case s.money(first, end):
		return Money
	case s.percent(end):
		return Percent
	case s.clock(first, end, n):
		return Clock
	case s.age(first, end, n):
		return Age
	case s.date(first, end, n):
		return Date
	case s.year(first, end, n):
		return Year
	case s.identifier(first):
		return Identifier
	case s.ratio(first, end):
		return Score
	}
	return ""
}

func (s *scanner) money(first, end int) bool {
	if first > 0 && !s.Tokens[first].Space && isCurrency(s.Str(first-1)) {
		return true
	}
	if m, ok := s.Ending(first, lexicon.Thing); ok && m.Why == Money && m.Side == "before" && s.sameSentence(m.First, first) {
		return true
	}
	return end < len(s.Tokens) && !s.Tokens[end].Space && isCurrency(s.Str(end))
}

func isCurrency(v string) bool {
	for _, r := range v {
		return unicode.Is(unicode.Sc, r)
	}
	return false
}

func (s *scanner) percent(end int) bool {
	if m, ok := s.At(end, lexicon.Thing); ok && m.Why == Percent {
		return s.sameSentence(end-1, end)
	}
	return end < len(s.Tokens) && (s.Is(end, "%") || s.Is(end, "‰") || s.Is(end, "°"))
}

// clock reads 4:35, 10.45am, 0700.
func (s *scanner) clock(first, end, n int) bool {
	near := func(i int) bool { return s.Is(i, ":") && !s.Tokens[i].Space }
	if near(end) && s.minutes(end+1) {
		return n < 100
	}
	if near(first-1) && first >= 2 && !s.Tokens[first].Space && s.Tokens[first-2].Kind == text.Number {
		return true
	}
	m, ok := s.At(end, lexicon.Clock)
	if !ok || n > 2400 || !s.sameSentence(first, end) {
		return false
	}
	return m.Kind == "any" || len(s.Str(first)) == 4
}

// minutes reports what stands behind the colon of a time of day: "20", "20PM".
func (s *scanner) minutes(i int) bool {
	return i < len(s.Tokens) && !s.Tokens[i].Space && (s.Tokens[i].Kind == text.Number || s.clockWord(s.Str(i)))
}

// clockEnd returns the end of the time of day whose hour ends at token end:
// "6:20 a.m.", "13:05:40", "0700 GMT".
func (s *scanner) clockEnd(end int) int {
	for s.Is(end, ":") && !s.Tokens[end].Space && s.minutes(end+1) {
		end += 2
	}
	if m, ok := s.At(end, lexicon.Clock); ok && s.sameSentence(end-1, end) {
		end = m.End
	}
	return end
}

// age reads "31-year-old", "aged 71 and 68", "Jane Doe, 41,".
func (s *scanner) age(first, end, n int) bool {
	if n > 120 {
		return false
	}
	if m, ok := s.At(skipHyphen(s, end), lexicon.Thing); ok && m.Why == Age {
		return true
	}
	if m, ok := s.Ending(first, lexicon.Thing); ok && m.Why == Age {
		return true
	}
	if s.ageOf(first, end) || s.Is(first-1, "(") && s.Is(end, ")") && first >= 2 && s.Tokens[first-2].Capital && s.Tokens[first].Kind == text.Number {
		return true // "a girl of nine", "Ram Lal (35)"
	}
	if k := len(s.out); k > 0 && s.out[k-1].Reason == Age && s.listed(s.pastUnit(s.out[k-1].End), first) {
		return true // "aged 8, 11 and 14", "aged 17 months, three and six"
	}
	return s.afterName(first, end)
}

// ageOf reads "the age of five" and "a girl of nine".
func (s *scanner) ageOf(first, end int) bool {
	of, ok := s.Ending(first, lexicon.Preposition)
	if !ok || of.Kind != "of" || !s.sameSentence(of.First, first) {
		return false
	}
	if m, ok := s.Ending(of.First, lexicon.Thing); ok && m.Why == Age {
		return true
	}
	p, ok := s.Ending(of.First, lexicon.Person)
	alone := end >= len(s.Tokens) || s.Tokens[end].Kind == text.Punct || s.Has(end, lexicon.Aux, lexicon.Predicate, lexicon.Conjunction, lexicon.Preposition)
	return ok && p.Number == "singular" && alone && !s.Has(of.First-1, lexicon.Collective)
}

func skipHyphen(s *scanner, i int) int {
	if s.Is(i, "-") {
		return i + 1
	}
	return i
}

// pastUnit steps over what an age is counted in at token i: "17 months".
func (s *scanner) pastUnit(i int) int {
	if m, ok := s.At(i, lexicon.Thing); ok && m.Why == "duration" {
		return m.End
	}
	return i
}

// listed reports that only commas and conjunctions stand between two tokens.
func (s *scanner) listed(from, to int) bool {
	if to-from > 3 || to <= from {
		return false
	}
	for i := from; i < to; i++ {
		if !s.Is(i, ",") && !s.Has(i, lexicon.Conjunction) {
			return false
		}
	}
	return true
}

// afterName reads the age between commas behind a name or a description:
// "Jane Doe, 41, was", "a retired teacher, 66."
func (s *scanner) afterName(first, end int) bool {
	if d, ok := s.Ending(first, lexicon.Determiner); ok && d.Kind == "both" && s.Is(d.First-1, ",") && s.Tokens[first].Kind == text.Number {
		return s.sameSentence(d.First, first) && (end >= len(s.Tokens) || s.Tokens[end].Kind == text.Punct) // "Ann and Bo Orr, both 71,"
	}
	if !s.Is(first-1, ",") || s.Tokens[first].Kind != text.Number && !s.nameBefore(first-1, end) && !s.oneBefore(first-1, end) || s.Tokens[first-1].Sent != s.Tokens[first].Sent || first < 2 {
		return false
	}
	before := s.Tokens[first-2]
	closes := end >= len(s.Tokens) || s.Tokens[end].Sent != s.Tokens[first].Sent ||
		s.Is(end, ",") || s.Is(end, ".") || s.Is(end, ";") || s.Is(end, ")") || s.Has(end, lexicon.Conjunction) ||
		s.Tokens[end].Space && (s.Is(end, "-") || s.Is(end, "–") || s.Is(end, "—"))
	return closes && before.Kind == text.Word &&
		(before.Capital && !s.Has(first-2, lexicon.Month, lexicon.Weekday) || s.Has(first-2, lexicon.Person) || s.describes(first-2, end))
}

// describes reports a noun of no list at token i, with an article before it, a comma
// behind the number and the verb at once: "its co-founder, 62, died". Nobody writes
// a count of people so.
func (s *scanner) describes(i, end int) bool {
	return i > 0 && s.Is(end, ",") && s.sameSentence(i-1, end+1) && !s.Has(i, lexicon.Thing) &&
		s.Has(end+1, lexicon.Aux, lexicon.Predicate) && (s.Has(i-1, lexicon.Determiner) || s.Is(i-1, "-"))
}

// nameBefore reports a name before the comma at token i, and a comma behind the
// number, so that even a number in words is an age: "Noah, five, died".
func (s *scanner) nameBefore(i, end int) bool {
	return i > 0 && s.Tokens[i-1].Capital && !s.Tokens[i-1].AllCaps && s.Is(end, ",") && s.sameSentence(i, end) &&
		!s.Has(i-1, lexicon.PlaceName, lexicon.Month, lexicon.Weekday) && !(i > 1 && s.Has(i-2, lexicon.Preposition))
}

// oneBefore reports one person before the comma at token i, and a comma behind the
// number: "her daughter, five, and son, three, died".
func (s *scanner) oneBefore(i, end int) bool {
	p, ok := s.Ending(i, lexicon.Person)
	return ok && p.Number == "singular" && s.Is(end, ",") && s.sameSentence(i, end)
}

// date reads "March 15", "15 March", "Oct. 9", and the days of "March 15-17".
func (s *scanner) date(first, end, n int) bool {
	if n > 31 {
		return false
	}
	if s.Has(first-1, lexicon.Month) || s.Is(first-1, ".") && s.Has(first-2, lexicon.Month) {
		return s.sameSentence(first-1, first)
	}
	if s.Has(end, lexicon.Month) && s.sameSentence(first, end) && s.Tokens[end].Capital {
		return true
	}
	k := len(s.out)
	return k > 0 && s.out[k-1].Reason == Date && s.Is(first-1, "-") && s.out[k-1].End == first-1 &&
		!s.Tokens[first-1].Space && !s.Tokens[first].Space
}

// year reads four digits that stand as a year: after a month, in brackets, or
// with nothing countable behind them.
func (s *scanner) year(first, end, n int) bool {
	if len(s.Str(first)) == 2 && s.Tokens[first].Kind == text.Number && s.Has(first-1, lexicon.Month) && s.afterDate(first-1) {
		return true // "3 Nov 89"
	}
	if n < 1500 || n > 2100 || end-first != 1 || len(s.Str(first)) != 4 || s.Tokens[first].Kind != text.Number {
		return false
	}
	if s.afterDate(first) {
		return true
	}
	if s.Has(first-1, lexicon.Month, lexicon.Bound) {
		return s.Has(first-1, lexicon.Month)
	}
	m, prep := s.Ending(first, lexicon.Preposition)
	if prep && m.Kind != "of" || s.Has(first-1, lexicon.Determiner) || s.Is(first-1, "(") {
		return !s.Has(end, lexicon.Person)
	}
	return !s.Has(end, lexicon.Person, lexicon.Predicate, lexicon.Thing) && !(end < len(s.Tokens) && s.Tokens[end].Kind == text.Word && !s.Tokens[end].Capital && !s.Has(end, lexicon.Aux, lexicon.Preposition, lexicon.Conjunction))
}

// afterDate reports that a day or a year stands right before token i.
func (s *scanner) afterDate(i int) bool {
	k := len(s.out)
	return k > 0 && (s.out[k-1].Reason == Date || s.out[k-1].Reason == Year) && s.listedOrDash(s.out[k-1].End, i)
}

func (s *scanner) listedOrDash(from, to int) bool {
	return to-from <= 1 && (to == from || s.Is(from, ",") || s.Is(from, "-") || s.Is(from, "–") || s.Is(from, "/"))
}

// identifier reads "Flight 103", "No. 5", "Highway 61", "J-11", "COVID-19":
// a number that a capitalised word or a number sign leads.
func (s *scanner) identifier(first int) bool {
	if s.Is(first-1, "#") || s.Is(first-1, "№") {
		return true
	}
	if s.Is(first-1, "-") && !s.Tokens[first].Space && first >= 2 && !s.Tokens[first-1].Space &&
		s.Tokens[first-2].Kind == text.Word && !s.Has(first-2, lexicon.Cardinal) {
		return true
	}
	m, ok := s.Covering(first-1, lexicon.Numbered)
	if !ok || !s.sameSentence(first-1, first) {
		return false
	}
	return m.End-m.First == 1 || !s.Has(first-1, lexicon.Preposition) || s.Tokens[m.First].Capital // "the Group of 20", not "a group of 20"
}

// ratio reads 2-1, 9/11 and "24/7".
func (s *scanner) ratio(first, end int) bool {
	slash := func(i int) bool { return s.Is(i, "/") && !s.Tokens[i].Space }
	if slash(end) || slash(first-1) {
		return true
	}
	if k := len(s.out); k > 0 && s.out[k-1].Reason == Score && s.out[k-1].End == first-1 && s.Is(first-1, "-") {
		return true
	}
	if !s.Is(end, "-") || s.Tokens[end].Space || end+1 >= len(s.Tokens) {
		return false
	}
	a, ok := parseGrouped(strings.TrimSpace(s.Slice(first, end)))
	b, ok2 := parseGrouped(s.Str(end + 1))
	return ok && ok2 && b <= a
}
