package incident

import "tollbot/summarize/lexicon"

// The report of an exercise tells its dead and injured like those of any
// other event. It is known by its exercise in the title or the opening, and
// by the words of the stage in several sentences: a soldier who is killed
// during a drill has no fake blood.

// stageWords is in how many sentences such words must stand.
const stageWords = 2

func (r *reader) staged() bool {
	if r.stage == 0 {
		r.stage = 1
		if r.findStage() {
			r.stage = 2
		}
	}
	return r.stage == 2
}

func (r *reader) findStage() bool {
	exercise, words, last := false, 0, -1
	for _, c := range r.cues {
		if c.class != lexicon.Background {
			continue
		}
		sent := int(r.t.Tokens[c.First].Sent)
		switch c.kind {
		case "drill":
			exercise = exercise || r.opens(sent)
		case "staged", "imagined":
			exercise = exercise || c.kind == "staged" && r.opens(sent)
			if sent != last {
				words++
			}
			last = sent
		}
	}
	return exercise && words >= stageWords
}
