package casetest

import (
	"fmt"

	"tollbot/summarize/quantity"
)

// Count writes a count as case files do: 12, >=12, >12, ~12, nearly 12, <=12,
// <12, 10..15, none; vague words as their window: 20..199 vague, 30.. vague.
func Count(c quantity.Count) string {
	switch c.Qualifier {
	case quantity.AtLeast:
		return fmt.Sprintf(">=%d", c.Value)
	case quantity.MoreThan:
		return fmt.Sprintf(">%d", c.Value)
	case quantity.About:
		return fmt.Sprintf("~%d", c.Value)
	case quantity.Nearly:
		return fmt.Sprintf("nearly %d", c.Value)
	case quantity.UpTo:
		return fmt.Sprintf("<=%d", c.Value)
	case quantity.FewerThan:
		return fmt.Sprintf("<%d", c.Value)
	case quantity.None:
		return "none"
	case quantity.Range:
		return fmt.Sprintf("%d..%d", c.Min, c.Max)
	case quantity.Vague:
		if c.Max == quantity.Open {
			return fmt.Sprintf("%d.. vague", c.Min)
		}
		return fmt.Sprintf("%d..%d vague", c.Min, c.Max)
	}
	return fmt.Sprint(c.Value)
}
