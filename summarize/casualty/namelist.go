package casualty

import "tollbot/summarize/lexicon"

// Lists of names as wires print them: parted by semicolons, each with an age or
// an office behind it, or behind a colon and a sentence that counts nobody.

// closedName reports that group k is a name with a mark or the end of the
// sentence behind it: "Ana Mora, 19; Luis Prado, 24; Pia Tarn".
func (r *reader) closedName(k int) bool {
	if k < 0 || r.groups[k].counting != ByName {
		return false
	}
	end := r.pastBrackets(r.groups[k].end)
	return !r.same(end-1, end) || r.Is(end, ",") || r.clauseEnd(end) || r.Has(end, lexicon.Conjunction)
}

// asideSemicolon returns the semicolon that ends what token i begins to tell of
// the person before; i itself where another mark or a verb comes first.
func (r *reader) asideSemicolon(i int) int {
	for j := i; j < i+longestAside && r.same(i, j); j++ {
		if r.Is(j, ";") {
			return j
		}
		if r.Is(j, ",") || r.clauseEnd(j) || r.Has(j, lexicon.Aux, lexicon.SourceCue, lexicon.Pronoun, lexicon.Predicate) {
			return i
		}
	}
	return i
}

// namesBehindColon reads "The following policemen died in combat: Major Ana
// Mora, Guard Luis Prado and …", where the verb before the colon counts nobody.
func (r *reader) namesBehindColon(p lexicon.Match) {
	i := p.End
	for ; !r.Is(min(i, len(r.Tokens)-1), ":"); i++ {
		if i >= p.End+longestTail || !r.same(p.First, i) || r.Has(i, lexicon.Aux, lexicon.Pronoun, lexicon.SourceCue) {
			return
		}
	}
	if !harms(p) || !r.same(p.First, i+1) || r.toldAnywhere(Outcome(p.Outcome)) {
		return
	}
	k := r.person(i + 1)
	if k < 0 || r.groups[k].counting != ByName {
		return
	}
	ks := r.listNamed(k, true)
	if last := ks[len(ks)-1]; len(ks) < 2 || r.hasVerb(last) || r.Has(r.groups[last].end, lexicon.SourceCue) {
		return
	}
	r.list++
	for _, k := range ks {
		if m := r.emit(k, Outcome(p.Outcome), p, "names-behind-colon"); m != nil {
			m.List, m.Complete = r.list, true
		}
	}
}
