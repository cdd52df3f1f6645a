package lexicon

// Class is what kind of word an entry is. A table of a data file is named for
// it.
type Class uint8

const (
	// number.toml
	Cardinal   Class = iota
	Scale            // hundred, thousand, dozen: multiplies what stands before
	VagueWord        // scores, dozens, several
	Bound            // at least, or more
	Ordinal          // seventh
	RangeWord        // to, or: between two numbers
	Group            // couple, twins: a count of people in one word
	Collective       // a family of five, a group of 12
	Clock            // a.m., GMT: what stands behind a time of day

	// person.toml, thing.toml
	Person
	Thing
	Numbered // flight, route, room: a number behind it names it
	Particle // de, van, bin: lower-case words inside names

	// casualty.toml
	Predicate
	Total    // death toll: its number follows
	Negation // no one, no
	Motion   // of a toll: rose to, stands at
	Bearing  // with, wielding: people and what they carry
	Hope     // hopes, chances: of what has not happened
	Hurt     // injuries, burns: what people suffer
	Care     // hospital, clinic: where they are taken
	Carry    // rushed, treated: only with a place of care behind it
	Former   // up from, an earlier
	Found    // recovered, dug out: what is done with bodies one after the other
	Culprit  // believed responsible: behind a person, who is the attacker then
	TheDead  // the victims, those killed: everybody told dead, without a number
	Broken   // the breakdown: a sentence that counts all parts of what was told

	// grammar.toml
	Aux
	Preposition
	Conjunction
	Determiner
	Pronoun
	Adverb
	Subordinator // that, when, while: opens a clause
	SubsetWord   // including, among them
	PartOf       // of them, of whom
	MoreWord     // another, more, others
	Verb         // a common verb that ends a noun group
	Share        // half, a third: "of" and a whole stand behind it
	Abbreviation

	// source.toml, stance.toml
	SourceNoun // police, ministry
	SourceCue  // said, according to
	StanceCue  // feared, no confirmation that

	// event.toml, place.toml, date.toml
	EventNoun
	EventVerb // opened fire, capsized
	Weapon
	Site       // hotel, market
	PlaceWord  // city of, province
	PlaceName  // names that no pattern finds
	Background // since, the worst since, anniversary
	Cumulative // since January, this year
	Area       // city, province: how wide a count reaches
	Month
	Weekday
	DateWord // today, overnight
	Unit     // day, week: what spans of time are counted in
	Claim    // claimed responsibility
	Genre    // words that tell what kind of text it is

	// summary.toml
	Boilerplate // read also, subscribe

	nClasses
)

// classes names each class as its tables do, and lists the properties that
// its entries must ("!") and may have besides forms, example and not.
var classes = [nClasses]struct {
	name string
	keys []string
}{
	Cardinal:     {"cardinal", []string{"value!", "kind"}},
	Scale:        {"scale", []string{"value!"}},
	VagueWord:    {"vague", []string{"min!", "max"}},
	Bound:        {"bound", []string{"qualifier!", "side!", "kind"}},
	Ordinal:      {"ordinal", []string{"value!"}},
	RangeWord:    {"range", []string{"kind"}},
	Group:        {"group", []string{"value!", "kind"}},
	Collective:   {"collective", []string{"kind"}},
	Clock:        {"clock", []string{"kind!"}},
	Person:       {"person", []string{"who", "number!", "kind", "sex"}},
	Thing:        {"thing", []string{"why!", "side"}},
	Numbered:     {"numbered", nil},
	Particle:     {"particle", nil},
	Predicate:    {"predicate", []string{"outcome!", "frame!", "kind", "value"}},
	Total:        {"total", []string{"outcome!"}},
	Negation:     {"negation", []string{"kind!"}},
	Hurt:         {"hurt", []string{"outcome"}},
	Care:         {"care", nil},
	Carry:        {"carry", []string{"outcome!", "kind"}},
	Motion:       {"motion", []string{"kind!"}},
	Former:       {"former", []string{"kind"}},
	Found:        {"found", nil},
	Bearing:      {"bearing", nil},
	Hope:         {"hope", nil},
	Culprit:      {"culprit", nil},
	TheDead:      {"the_dead", []string{"kind"}},
	Broken:       {"broken_down", nil},
	Aux:          {"aux", []string{"kind", "number"}},
	Preposition:  {"preposition", []string{"kind"}},
	Conjunction:  {"conjunction", []string{"kind!"}},
	Determiner:   {"determiner", []string{"kind", "value", "number"}},
	Pronoun:      {"pronoun", []string{"kind", "number"}},
	Adverb:       {"adverb", []string{"kind"}},
	Subordinator: {"subordinator", []string{"kind"}},
	SubsetWord:   {"subset", []string{"outcome", "kind"}},
	PartOf:       {"part_of", []string{"outcome"}},
	MoreWord:     {"more", []string{"kind!"}},
	Verb:         {"verb", nil},
	Share:        {"share", nil},
	Abbreviation: {"abbreviation", nil},
	SourceNoun:   {"source", []string{"kind!", "number!", "who"}},
	SourceCue:    {"cue", []string{"kind!"}},
	StanceCue:    {"stance", []string{"stance!", "reach!", "until", "kind"}},
	EventNoun:    {"event", []string{"kind!", "number"}},
	EventVerb:    {"event_verb", []string{"kind!", "side"}},
	Weapon:       {"weapon", []string{"kind!"}},
	Site:         {"site", []string{"kind"}},
	PlaceWord:    {"place_word", []string{"kind!"}},
	PlaceName:    {"place_name", []string{"kind", "value"}},
	Background:   {"background", []string{"kind!"}},
	Cumulative:   {"cumulative", []string{"kind"}},
	Area:         {"area", []string{"value!", "kind"}},
	Month:        {"month", []string{"value!"}},
	Weekday:      {"weekday", []string{"value!"}},
	DateWord:     {"date_word", []string{"kind!", "value"}},
	Unit:         {"unit", []string{"value!"}},
	Claim:        {"claim", []string{"kind!"}},
	Genre:        {"genre", []string{"kind!"}},
	Boilerplate:  {"boilerplate", []string{"kind!"}},
}

// String returns the name that tables of the class have.
func (c Class) String() string { return classes[c].name }

func classOf(name string) (Class, bool) {
	for c := range nClasses {
		if classes[c].name == name {
			return c, true
		}
	}
	return 0, false
}

// A class is a bit of a word of 64: this line does not compile once there are
// more.
var _ [64 - nClasses]struct{}
