package score

import (
	"fmt"
	"strconv"
	"strings"
)

// windows are the vague words a gold line may use. They are stated here and
// not taken from the engine's word list, which is what is being judged.
var windows = map[string][2]int{
	"couple": {2, 3}, "few": {2, 9}, "several": {3, 12}, "dozen": {10, 15},
	"tens": {10, 199}, "dozens": {20, 199}, "scores": {30, 199},
	"hundreds": {100, 1999}, "thousands": {1000, 19999},
}

// about is how far "about 100" may be off, and how far "nearly 100" may fall
// short, in per cent.
const about = 15

// counts reads COUNT, or "COUNT or COUNT", at the head of words and leaves
// what stands behind it.
func counts(words []string) (Want, []string, error) {
	w, err := count(words[0])
	rest := words[1:]
	if err != nil || len(rest) < 2 || rest[0] != "or" {
		return w, rest, err
	}
	other, err := count(rest[1])
	w.Or = &other.Interval
	return w, rest[2:], err
}

// count reads the notation of gold lines: 12, >=12, >12, <=12, <12, ~12, <~12
// (nearly), 12-15, none, "vague" for a word without a window, or a word of windows.
func count(s string) (Want, error) {
	if w, ok := windows[s]; ok {
		return Want{Interval: between(w[0], w[1]), Loose: true}, nil
	}
	switch s {
	case "none":
		return Want{Interval: between(0, 0)}, nil
	case "vague":
		return Want{Loose: true}, nil
	}
	if lo, hi, ok := strings.Cut(s, "-"); ok {
		return span(lo, hi)
	}
	sign := strings.TrimRight(s, "0123456789")
	n, err := strconv.Atoi(s[len(sign):])
	if err != nil {
		return Want{}, fmt.Errorf("count %q: %w", s, err)
	}
	return bounded(sign, n)
}

func span(lo, hi string) (Want, error) {
	l, err := strconv.Atoi(lo)
	if err != nil {
		return Want{}, fmt.Errorf("lower end: %w", err)
	}
	h, err := strconv.Atoi(hi)
	if err != nil {
		return Want{}, fmt.Errorf("upper end: %w", err)
	}
	return Want{Interval: between(l, h)}, nil
}

func bounded(sign string, n int) (Want, error) {
	switch sign {
	case "":
		return Want{Interval: between(n, n)}, nil
	case ">=":
		return Want{Interval: Interval{Min: &n}}, nil
	case ">":
		return Want{Interval: Interval{Min: &n}, MoreThan: true}, nil
	case "<=":
		return Want{Interval: between(0, n), Loose: true}, nil
	case "<":
		return Want{Interval: between(0, n-1), Loose: true}, nil
	case "~":
		return Want{Interval: between(n*(100-about)/100, n*(100+about)/100), Loose: true}, nil
	case "<~":
		return Want{Interval: between((n*(100-about)+99)/100, n), Loose: true}, nil
	}
	return Want{}, fmt.Errorf("count: unknown sign %q", sign)
}

func between(lo, hi int) Interval { return Interval{Min: &lo, Max: &hi} }
