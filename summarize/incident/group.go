package incident

// group makes the incidents: one main event, one for each run of mentions
// that a single reason set apart, and the parts of a roundup.
func (r *reader) group(out *Reading, roles []verdict) {
	out.Of = make([]int, len(r.anchors))
	byRun := map[int]int{}
	add := func(v verdict, sent int) int {
		out.Incidents = append(out.Incidents, Incident{Role: v.role, Sent: sent})
		return len(out.Incidents) - 1
	}
	main := -1
	for i := range roles {
		if roles[i].role == Main || roles[i].role == Aggregate {
			main = add(roles[i], r.anchors[i].Sent)
			break
		}
	}
	for i := range roles {
		v := roles[i]
		if v.role == Main || v.role == Aggregate {
			out.Of[i] = main
			continue
		}
		key := v.run*8 + roleNumber(v.role)
		k, ok := byRun[key]
		if !ok {
			k = add(v, r.anchors[i].Sent)
			byRun[key] = k
		}
		out.Of[i] = k
	}
}

func roleNumber(r Role) int {
	for i, x := range [...]Role{Secondary, Cumulative, Background, Hypothetical} {
		if r == x {
			return i
		}
	}
	return 7
}
