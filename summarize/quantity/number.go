package quantity

import (
	"math"
	"strconv"
	"unicode"
	"unicode/utf8"

	"tollbot/summarize/lexicon"
	"tollbot/summarize/text"
)

// maxDigits bounds what is read as a count: nothing that people are counted
// in is longer, and a text of a million digits is no number.
const maxDigits = 12

// number reads the cardinal that begins at token i, in digits or words, and
// returns its value and end.
func (s *scanner) number(i int) (n, end int, ok bool) {
	if n, end, ok = s.plainNumber(i); ok && s.again(n, end) {
		end += 3
	}
	return n, end, ok
}

// again reports the number n once more in brackets at token i: "two (02)".
func (s *scanner) again(n, i int) bool {
	if !s.sameSentence(i-1, i+2) || !s.Is(i, "(") || !s.Is(i+2, ")") || s.Tokens[i+1].Kind != text.Number {
		return false
	}
	m, ok := s.digits(i + 1)
	return ok && m == n
}

// plainNumber reads a number that is written once.
func (s *scanner) plainNumber(i int) (n, end int, ok bool) {
	if i >= len(s.Tokens) {
		return 0, 0, false
	}
	if s.Tokens[i].Kind == text.Number {
		n, ok = s.digits(i)
		if !ok {
			return s.decimal(i)
		}
		if m, found := s.At(i+1, lexicon.Scale); found && s.sameSentence(i, i+1) {
			return clampMul(n, m.Value), m.End, true
		}
		return n, i + 1, true
	}
	if s.Tokens[i].Kind == text.Word {
		if n, ok := thousands(s.Str(i)); ok {
			return n, i + 1, true
		}
	}
	return s.words(i)
}

func (s *scanner) sameSentence(i, j int) bool {
	return j < len(s.Tokens) && s.Tokens[i].Sent == s.Tokens[j].Sent
}

// digits reads a token of digits, whatever separates its groups: 1,200;
// 1,20,000; 1'200. A token with a decimal fraction is no count.
func (s *scanner) digits(i int) (int, bool) {
	return parseGrouped(s.Str(i))
}

func parseGrouped(v string) (int, bool) {
	n, digits, group := 0, 0, -1
	for _, r := range v {
		switch {
		case unicode.IsDigit(r):
			n = n*10 + digitValue(r)
			digits++
			if group >= 0 {
				group++
			}
			if digits > maxDigits {
				return 0, false
			}
		case r == ',' || r == '\'' || r == '’' || r == '٬' || r == '.':
			if group >= 0 && group != 2 && group != 3 || digits == 0 {
				return 0, false
			}
			if r == '.' { // a full stop inside a number is a decimal point
				return 0, false
			}
			group = 0
		default:
			return 0, false
		}
	}
	return n, digits > 0 && (group < 0 || group == 3)
}

// decimal reads "1.2 million": a fraction is a count only of a scale.
func (s *scanner) decimal(i int) (n, end int, ok bool) {
	m, found := s.At(i+1, lexicon.Scale)
	f, err := strconv.ParseFloat(s.Str(i), 64)
	if !found || err != nil || !s.sameSentence(i, i+1) || f < 0 || f > 1e6 {
		return 0, 0, false
	}
	return int(math.Round(f * float64(m.Value))), m.End, true
}

// digitValue returns the value of a decimal digit of any script: Unicode
// lays each script's ten digits side by side.
func digitValue(r rune) int {
	if r <= '9' {
		return int(r - '0')
	}
	z := r
	for unicode.IsDigit(z-1) && r-z < 9 {
		z--
	}
	return int(r - z)
}

// thousands reads "1.2k" and "12k".
func thousands(v string) (int, bool) {
	r, n := utf8.DecodeLastRuneInString(v)
	if (r != 'k' && r != 'K') || len(v) <= n || v[0] < '0' || v[0] > '9' {
		return 0, false
	}
	whole, frac, seen, unit := 0, 0, false, 1000
	for _, c := range v[:len(v)-n] {
		switch {
		case c == '.' && !seen:
			seen = true
		case c < '0' || c > '9' || whole > 1e6:
			return 0, false
		case seen && unit > 1:
			unit /= 10
			frac += int(c-'0') * unit
		case !seen:
			whole = whole*10 + int(c-'0')
		}
	}
	return whole*1000 + frac, true
}

// words reads a cardinal in words: sixty-two, a hundred and forty, two dozen.
func (s *scanner) words(i int) (n, end int, ok bool) {
	total, part, j := 0, -1, i
	if m, found := s.At(i, lexicon.Cardinal); found && m.Kind == "alone" {
		return m.Value, m.End, true // "a lone gunman"
	}
	if m, found := s.At(i, lexicon.Determiner); found && m.Kind == "indefinite" {
		if _, scale := s.At(m.End, lexicon.Scale); !scale {
			return 0, 0, false
		}
		part, j = 1, m.End
	}
	for j < len(s.Tokens) && s.sameSentence(i, j) {
		if m, found := s.At(j, lexicon.Cardinal); found {
			if !joins(part, m.Value) {
				break
			}
			part, j = max(part, 0)+m.Value, m.End
			continue
		}
		if m, found := s.At(j, lexicon.Scale); found && part > 0 {
			if m.Value <= 100 {
				part = clampMul(part, m.Value)
			} else {
				total, part = total+clampMul(part, m.Value), 0
			}
			j = m.End
			continue
		}
		if next, glue := s.glue(j, part); glue && j > i {
			j = next
			continue
		}
		break
	}
	if part < 0 {
		return 0, 0, false
	}
	return total + part, j, true
}

// joins reports whether a cardinal of value v may follow what was read:
// units after tens, either after hundreds.
func joins(part, v int) bool {
	switch {
	case part < 0:
		return true
	case part == 0 || part%100 == 0:
		return v < 100
	case part%10 == 0 && part%100 >= 20:
		return v < 10
	}
	return false
}

// glue skips the hyphen of "sixty-two" and the "and" of "a hundred and
// forty", where a fitting number follows.
func (s *scanner) glue(j, part int) (next int, ok bool) {
	m, found := s.At(j+1, lexicon.Cardinal)
	if !found || part < 0 || !joins(part, m.Value) || part == 0 {
		return 0, false
	}
	hyphen := s.Tokens[j].Kind == text.Punct && (s.Is(j, "-") || s.Is(j, "‐") || s.Is(j, "‑")) && !s.Tokens[j].Space
	if hyphen && part%100 != 0 {
		return j + 1, true
	}
	if c, and := s.At(j, lexicon.RangeWord); and && c.Kind == "close" && part%100 == 0 {
		return j + 1, true
	}
	return 0, false
}

// clampMul multiplies without overflow; what is too large for people stays at
// the largest count there is.
func clampMul(a, b int) int {
	const most = 1_000_000_000_000
	if a != 0 && b > most/a {
		return most
	}
	return a * b
}
