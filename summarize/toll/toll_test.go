package toll_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tollbot/summarize/attribution"
	"tollbot/summarize/casualty"
	"tollbot/summarize/incident"
	"tollbot/summarize/quantity"
	"tollbot/summarize/toll"
)

// roles are those of the incidents of drawn claims.
var roles = []toll.Incident{
	{Role: incident.Main}, {Role: incident.Background, Label: "the older one"}, {Role: incident.Secondary},
	{Role: incident.Aggregate}, {Role: incident.Cumulative}, {Role: incident.Main},
}

// draw makes n claims as an article might, and as none would.
func draw(r *rand.Rand, n int) []toll.Claim {
	outcomes := []casualty.Outcome{casualty.Killed, casualty.Killed, casualty.Injured, casualty.Missing, casualty.Hospitalised, casualty.Casualties, casualty.Present}
	statuses := []attribution.Status{attribution.Current, attribution.Current, attribution.Current, attribution.Superseded, attribution.Claimed, attribution.Denied}
	groups := []string{"", "", "", "security", "civilian", "militant", "child"}
	sources := []string{"", "", "police", "ministry", "front"}
	chance := func(in int) bool { return r.IntN(in) == 0 }
	out := make([]toll.Claim, n)
	for i := range out {
		c := &out[i]
		c.First, c.SubsetOf = 10*i, -1
		c.CountFirst, c.End, c.Sent = c.First, c.First+5, i/2
		c.Outcome, c.Actor = outcomes[r.IntN(len(outcomes))], casualty.Victim
		if chance(6) {
			c.Actor = casualty.Perpetrator
		}
		c.Count = drawCount(r)
		c.Status = statuses[r.IntN(len(statuses))]
		c.Group = groups[r.IntN(len(groups))]
		c.Source = sources[r.IntN(len(sources))]
		c.SourceID = c.Source
		c.Incident = r.IntN(len(roles)+2) - 1
		c.Counting = casualty.Counting(r.IntN(5) * r.IntN(2))
		c.Headed = chance(8)
		c.Title = c.Headed
		c.Includes, c.Running, c.Former = chance(12), chance(12), chance(12)
		c.Total, c.Additional, c.Complete = chance(12), chance(12), chance(3)
		if chance(5) {
			c.List = 1 + r.IntN(3)
		}
		if chance(5) {
			c.SubsetOf = r.IntN(n+2) - 1
		}
		if chance(6) {
			c.Scope, c.Width = []string{"city", "province"}[r.IntN(2)], r.IntN(5)
		}
		if chance(10) {
			c.AsOf = 1 + r.IntN(3)
		}
	}
	return out
}

func drawCount(r *rand.Rand) quantity.Count {
	qualifiers := []quantity.Qualifier{quantity.Exact, quantity.Exact, quantity.Exact, quantity.AtLeast, quantity.MoreThan, quantity.About, quantity.UpTo, quantity.Nearly}
	switch r.IntN(10) {
	case 0:
		return quantity.Count{Min: 20, Max: 199, Qualifier: quantity.Vague}
	case 1:
		return quantity.Count{Qualifier: quantity.None}
	}
	return quantity.Qualified(qualifiers[r.IntN(len(qualifiers))], 1+r.IntN(30))
}

// FuzzJudge holds any claims to the laws of a verdict.
func FuzzJudge(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed, uint16(seed*3))
	}
	f.Add(uint64(362), uint16(284))
	f.Add(uint64(197), uint16(193))
	f.Fuzz(func(t *testing.T, seed uint64, n uint16) {
		claims := draw(rand.New(rand.NewPCG(seed, 1)), int(n%300))
		given := slices.Clone(claims)
		v := toll.Judge(claims, roles, nil)
		if diff := cmp.Diff(given, claims); diff != "" {
			t.Fatalf("the claims were changed: %s", diff)
		}
		if diff := cmp.Diff(v, toll.Judge(claims, roles, nil)); diff != "" {
			t.Fatalf("two verdicts: %s", diff)
		}
		checkLaws(t, claims, v)
		checkOrder(t, claims, v)
	})
}

// derived reports a claim that another outcome may be worked out from: the
// injured from dead and injured together and the dead alone, or from those hurt
// critically; no dead from nobody hurt.
func derived(x toll.Toll, c toll.Claim) bool {
	return x.Outcome == casualty.Killed && c.Outcome == casualty.Injured && c.Count.Max == 0 || x.Outcome == casualty.Injured && (c.Outcome == casualty.Casualties || c.Outcome == casualty.Killed || c.Outcome == casualty.Critical)
}

func checkLaws(t *testing.T, claims []toll.Claim, v toll.Verdict) {
	for _, tolls := range append([][]toll.Toll{v.Report}, v.ByIncident...) {
		for _, x := range tolls {
			if x.Min > x.Max || x.Min < 0 || len(x.Claims) == 0 {
				t.Errorf("toll %+v", x)
			}
			for _, i := range x.Claims {
				if s := v.Status[i]; s != attribution.Current && s != attribution.Provisional {
					t.Errorf("a %s claim in the toll %+v", s, x)
				}
				if claims[i].Actor == casualty.Perpetrator || claims[i].Outcome != x.Outcome && !derived(x, claims[i]) {
					t.Errorf("a stranger in the toll %+v: %+v", x, claims[i])
				}
			}
		}
	}
	for _, d := range v.Discrepancies {
		if d.A == d.B || d.A < 0 || d.Why == "" || d.Rule == "" {
			t.Errorf("discrepancy %+v", d)
		}
		if d.B >= 0 && claims[d.A].Incident != claims[d.B].Incident && d.Kind != toll.BackgroundMixed &&
			max(claims[d.A].Incident, claims[d.B].Incident) < len(roles) {
			t.Errorf("two incidents in %+v", d)
		}
	}
	for i, p := range v.SubsetOf {
		if p == i || p >= len(claims) {
			t.Errorf("claim %d is a part of %d", i, p)
		}
	}
}

// checkOrder gives the claims backwards: where they stand in the text decides,
// not the order in which they are handed over.
func checkOrder(t *testing.T, claims []toll.Claim, v toll.Verdict) {
	n := len(claims)
	back := slices.Clone(claims)
	slices.Reverse(back)
	mirror := func(i int) int {
		if i < 0 || i >= n {
			return i
		}
		return n - 1 - i
	}
	for i := range back {
		back[i].SubsetOf = mirror(back[i].SubsetOf)
	}
	w := toll.Judge(back, roles, nil)
	slices.Reverse(w.Status)
	slices.Reverse(w.Includes)
	slices.Reverse(w.SubsetOf)
	for i := range w.SubsetOf {
		w.SubsetOf[i] = mirror(w.SubsetOf[i])
	}
	for _, tolls := range append([][]toll.Toll{w.Report}, w.ByIncident...) {
		for k := range tolls {
			for j := range tolls[k].Claims {
				tolls[k].Claims[j] = mirror(tolls[k].Claims[j])
			}
		}
	}
	for k := range w.Discrepancies {
		w.Discrepancies[k].A, w.Discrepancies[k].B = mirror(w.Discrepancies[k].A), mirror(w.Discrepancies[k].B)
	}
	for k := range w.Compatible {
		w.Compatible[k].A, w.Compatible[k].B = mirror(w.Compatible[k].A), mirror(w.Compatible[k].B)
	}
	if diff := cmp.Diff(v, w); diff != "" {
		t.Errorf("the order of the claims shows: %s", diff)
	}
}

// A background event told besides must not touch what the article reports.
func TestBackgroundTouchesNoToll(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		claims := draw(r, 20)
		for i := range claims {
			claims[i].Incident, claims[i].SubsetOf = 0, -1
		}
		before := toll.Judge(claims, roles, nil)
		told := draw(r, 10)
		for i := range told {
			told[i].First += 1000
			told[i].Sent += 1000
			told[i].Incident, told[i].SubsetOf = 1, -1
		}
		after := toll.Judge(append(slices.Clone(claims), told...), roles, nil)
		if diff := cmp.Diff(before.Report, after.Report); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

func BenchmarkJudge(b *testing.B) {
	for _, bench := range []struct {
		name   string
		claims []toll.Claim
	}{
		{"article 12", draw(rand.New(rand.NewPCG(1, 1)), 12)},
		{"live blog 200", draw(rand.New(rand.NewPCG(2, 1)), 200)},
		{"hostile 5000", draw(rand.New(rand.NewPCG(3, 1)), 5000)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				toll.Judge(bench.claims, roles, nil)
			}
		})
	}
	b.Run("hostile 5000 incidents", func(b *testing.B) {
		claims := draw(rand.New(rand.NewPCG(4, 1)), 5000)
		many := make([]toll.Incident, len(claims))
		for i := range claims {
			claims[i].Incident, many[i].Role = i/2, incident.Main
		}
		b.ReportAllocs()
		for b.Loop() {
			toll.Judge(claims, many, nil)
		}
	})
}
