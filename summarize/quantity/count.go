// Package quantity reads counts: exact, bounded, ranged and vague, in digits
// and in words. A vague word is no number: it keeps its window, which serves
// only to tell whether two counts can both be true.
package quantity

// Qualifier says how the text hedges a number.
type Qualifier string

const (
	Exact     Qualifier = "exact"
	AtLeast   Qualifier = "at_least"
	MoreThan  Qualifier = "more_than"
	About     Qualifier = "about"
	Nearly    Qualifier = "nearly"
	UpTo      Qualifier = "up_to"
	FewerThan Qualifier = "fewer_than"
	Range     Qualifier = "range"
	None      Qualifier = "none"
	Vague     Qualifier = "vague"
)

// Open is the Max of a count without an upper end.
const Open = int(^uint(0) >> 1)

// Count is how many the text says there are: an interval [Min, Max] and how
// the text put it. Max is [Open] where there is no upper end.
type Count struct {
	Min, Max  int
	Value     int // the number as written; meaningless for None and Vague
	Qualifier Qualifier
}

// Of returns an exact count.
func Of(n int) Count { return Count{n, n, n, Exact} }

// Disjoint reports that two counts of the same thing cannot both be true.
func (c Count) Disjoint(o Count) bool { return c.Max < o.Min || o.Max < c.Min }

// Intersect returns the interval in which both counts are true; ok is false
// where there is none.
func (c Count) Intersect(o Count) (r Count, ok bool) {
	r = c
	r.Min, r.Max = max(c.Min, o.Min), min(c.Max, o.Max)
	return r, r.Min <= r.Max
}

// Add returns the count of two groups of different people.
func (c Count) Add(o Count) Count {
	r := Count{Min: c.Min + o.Min, Max: Open, Value: c.Value + o.Value, Qualifier: Range}
	if c.Max != Open && o.Max != Open {
		r.Max = c.Max + o.Max
	}
	switch {
	case r.Min == r.Max:
		r.Qualifier = Exact
	case r.Max == Open:
		r.Qualifier = AtLeast
	}
	return r
}

// window is how far "about" and "nearly" reach, as a share of the number.
// Newsrooms round to the nearest five or ten, which is within it from 30 up.
const window = 0.15

// Qualified returns the count that a qualifier makes of a written number.
func Qualified(q Qualifier, n int) Count {
	c := Count{Min: n, Max: n, Value: n, Qualifier: q}
	slack := int(window*float64(n) + 1e-9)
	switch q {
	case AtLeast:
		c.Max = Open
	case MoreThan:
		c.Min, c.Max = n+1, Open
	case About:
		c.Min, c.Max = n-slack, n+slack
	case Nearly:
		c.Min = n - slack
	case UpTo:
		c.Min = 0
	case FewerThan:
		c.Min, c.Max = 0, max(0, n-1) // of "less than 0" nothing can be true
	}
	return c
}
