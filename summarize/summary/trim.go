package summary

import "tollbot/summarize/text"

// A piece begins where the news begins: behind bullets, labels ("BREAKING:"),
// the hour of a live blog, editors' marks in brackets and the dateline. It
// ends before trailing hashtags and links. What is left is one run of tokens.

// trimRounds is how many things may stand before a sentence: "🔴 BREAKING:
// 11:02 p.m.: KARSK, Sept. 17 -" are four.
const trimRounds = 8

// trim returns the piece of sentence i, and whether a dateline was cut off.
func (p *Page) trim(i int) (first, end int, dateline bool) {
	s := &p.Sents[i]
	first, end = s.First, p.trimEnd(s.First, s.End)
	for range trimRounds {
		lead := p.afterLead(first, end)
		next := p.afterDateline(lead, end, i)
		dateline = dateline || next > lead
		if next == first {
			break
		}
		first = next
	}
	return first, max(first, end), dateline
}

// trimTitle is trim without datelines, which titles do not have.
func (p *Page) trimTitle(first, end int) (int, int) {
	end = p.trimEnd(first, end)
	for range trimRounds {
		next := p.afterLead(first, end)
		if next == first {
			break
		}
		first = next
	}
	return first, max(first, end)
}

func (p *Page) trimEnd(first, end int) int {
	for end > first && (p.litter[end-1] || p.isMark(end-1, "|•·*")) {
		end--
	}
	return end
}

// afterLead returns the token behind what stands before the news, one thing
// at a time.
func (p *Page) afterLead(i, end int) int {
	switch {
	case i >= end:
		return i
	case p.tag(i):
		return p.afterTag(i, end)
	case p.litter[i], p.isMark(i, bullets):
		return i + 1
	case p.isMark(i, "["):
		return p.afterBracket(i, end)
	case p.Tokens[i].Kind == text.Number:
		return p.afterHour(i, end)
	}
	return p.afterLabel(i, end)
}

// afterTag cuts a hashtag off unless the sentence reads on from it: "#Karsk
// was hit".
func (p *Page) afterTag(i, end int) int {
	j := i + 2
	if j >= end || p.litter[j] || p.Tokens[j].Kind != text.Word || p.Tokens[j].Capital {
		return min(j, end)
	}
	return i
}

// editorsMark is the most tokens that an editor's mark in brackets has.
const editorsMark = 40

// afterBracket cuts off "[Text]" and "[interview with the minister]", but not
// a word that an editor put into the sentence: "[The] minister said".
func (p *Page) afterBracket(i, end int) int {
	for j := i + 1; j < min(i+editorsMark, end); j++ {
		if !p.Is(j, "]") {
			continue
		}
		if j == i+2 && j+1 < end && p.Tokens[j+1].Kind == text.Word && !p.Tokens[j+1].Capital {
			return i
		}
		return j + 1
	}
	return i
}

// afterHour cuts off the hour before an entry of a live blog: "11:02 p.m.:",
// "14:32 GMT -". An hour that a sentence goes on from stays.
func (p *Page) afterHour(i, end int) int {
	j := i + 1
	for j+1 < end && p.isMark(j, ":.") && p.glued(j) && p.glued(j+1) && p.Tokens[j+1].Kind == text.Number {
		j += 2
	}
	timed := j > i+1
	for j < end && p.isClock(j) {
		j, timed = j+1, true
		if p.Is(j, ".") && p.glued(j) {
			j++
		}
	}
	if !timed || j >= end {
		return i
	}
	if p.isMark(j, ":"+dashes) {
		return j + 1
	}
	if p.Tokens[j].Capital && p.Tokens[j].Space {
		return j
	}
	return i
}

// afterLabel cuts off a label that a mark sets apart, or that stands in
// capitals before a capital: "URGENT - ", "UPDATE 2-", "BREAKING Explosion".
func (p *Page) afterLabel(i, end int) int {
	m, ok := p.boilerplate(i)
	if !ok || m.Kind != "label" {
		return i
	}
	j := m.End
	if j+1 < end && p.Tokens[j].Kind == text.Number && p.Is(j+1, "-") {
		return j + 2
	}
	if j < end && (p.litter[j] || p.isMark(j, bullets) && !p.Is(j, ",")) {
		return j + 1
	}
	if j < end && p.Tokens[i].AllCaps && p.Tokens[j].Capital && !p.Tokens[j].AllCaps {
		return j
	}
	return i
}
