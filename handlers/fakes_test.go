package handlers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"tollbot/summarize"
)

// job is a job whose attempts share a memory.
type job struct {
	updates [][]byte
	attempt int
	sent    []Sent
}

func (j *job) Updates() [][]byte                    { return j.updates }
func (j *job) Attempt() int                         { return j.attempt }
func (j *job) Sent(context.Context) ([]Sent, error) { return j.sent, nil }
func (j *job) Record(_ context.Context, s Sent) error {
	j.sent = append(j.sent, s)
	return nil
}

// memory is a Chats and Reports without a server. Its tokens count up, so that
// golden replies can name them.
type memory struct {
	mu       sync.Mutex
	settings map[int64]Settings
	tokens   map[string][]byte
	owner    map[string]int64
	answers  map[string]Answer
	told     map[string]Told
	feedback []Feedback
	spent    map[string]int
	moved    map[int64]int64
	reports  map[string]summarize.Report
	broken   bool
}

func newMemory() *memory {
	return &memory{
		settings: map[int64]Settings{}, tokens: map[string][]byte{}, owner: map[string]int64{},
		answers: map[string]Answer{}, spent: map[string]int{}, moved: map[int64]int64{},
		reports: map[string]summarize.Report{}, told: map[string]Told{},
	}
}

var errAway = errors.New("the store is away")

func (m *memory) Settings(_ context.Context, chat int64) (Settings, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.settings[chat], !m.broken
}

func (m *memory) PutSettings(_ context.Context, chat int64, s Settings) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken {
		return errAway
	}
	m.settings[chat] = s
	return nil
}

func (m *memory) NewToken(_ context.Context, chat int64, value []byte, _ time.Duration) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken {
		return "", errAway
	}
	id := fmt.Sprintf("t%d", len(m.tokens)+1)
	m.tokens[id], m.owner[id] = value, chat
	return id, nil
}

func (m *memory) Token(_ context.Context, id string) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok := m.tokens[id]
	return value, ok && !m.broken
}

func (m *memory) Answer(_ context.Context, chat int64, message int) (Answer, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, ok := m.answers[fmt.Sprint(chat, message)]
	return a, ok && !m.broken
}

func (m *memory) PutAnswer(_ context.Context, chat int64, message int, a Answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.answers[fmt.Sprint(chat, message)] = a
}

func (m *memory) Told(_ context.Context, chat int64, article string) (Told, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.told[fmt.Sprint(chat, article)]
	return t, ok && !m.broken
}

func (m *memory) PutTold(_ context.Context, chat int64, article string, t Told) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.told[fmt.Sprint(chat, article)] = t
}

func (m *memory) AddFeedback(_ context.Context, _ int64, f Feedback) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.feedback = append(m.feedback, f)
	return nil
}

func (m *memory) Forget(_ context.Context, chat int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.settings, chat)
	for id, owner := range m.owner {
		if owner == chat {
			delete(m.tokens, id)
		}
	}
	return nil
}

func (m *memory) Migrate(_ context.Context, from, to int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settings[to], m.moved[from] = m.settings[from], to
	return nil
}

func (m *memory) Moved(_ context.Context, from int64) (int64, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	to, ok := m.moved[from]
	return to, ok
}

func (m *memory) Allow(_ context.Context, key string, most int) (bool, time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.spent[key]++
	return m.spent[key] <= most, 3 * time.Second
}

func (m *memory) Normal(a summarize.Article) summarize.Article { return a }

func (m *memory) Key(a summarize.Article) string { return a.Title + "\x00" + a.Text }

func (m *memory) Report(_ context.Context, key string) (summarize.Report, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.reports[key]
	return r, ok && !m.broken
}

func (m *memory) PutReport(_ context.Context, key string, r summarize.Report) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reports[key] = r
}

// pages is a Source that knows a handful of addresses.
type pages struct{}

func (pages) Link(_ context.Context, address string) (Page, error) {
	switch {
	case strings.Contains(address, "paywall"):
		return Page{}, &PageError{Reason: "paywall"}
	case strings.Contains(address, "new-reason"):
		return Page{}, &PageError{Reason: "reason_of_tomorrow", Err: errAway}
	case strings.Contains(address, "down"):
		return Page{}, errAway
	}
	return Page{
		Title: "Ferry fire kills 12", Text: "12 people were killed when a ferry burned off Halden, the coast guard said. The ship was towed to port in the evening.",
		Outlet: "Halden Post", URL: address, Published: time.Date(2031, 5, 4, 9, 0, 0, 0, time.UTC),
	}, nil
}

func (pages) Document(_ context.Context, name string, data []byte) (Page, error) {
	if !strings.HasSuffix(name, ".txt") {
		return Page{}, &PageError{Reason: "unsupported"}
	}
	title, text := SplitTitle(string(data))
	return Page{Title: title, Text: text}, nil
}

// reader reads what these tests write: "12 people were killed", "3 injured".
// It stands in for the engine so that a better engine changes no golden reply.
type reader struct {
	mu   sync.Mutex
	read []summarize.Article
}

var count = regexp.MustCompile(`(\d+) (?:people were |were )?(killed|injured)|[Kk]ills (\d+)`)

func (e *reader) Read(a summarize.Article) summarize.Report {
	e.mu.Lock()
	e.read = append(e.read, a)
	e.mu.Unlock()
	r := summarize.Report{Schema: summarize.Schema, Engine: "test", Lang: "en", Kind: summarize.KindNone, Title: a.Title, Toll: map[summarize.Outcome]summarize.Toll{}}
	incident := summarize.Incident{ID: "i1", Role: summarize.RoleMain, Toll: r.Toll}
	for where, text := range map[summarize.Where]string{summarize.InTitle: a.Title, summarize.InText: a.Text} {
		for _, at := range count.FindAllStringSubmatchIndex(text, -1) {
			incident.Figures = append(incident.Figures, figure(text, where, at))
		}
	}
	sortFigures(incident.Figures)
	for i := range incident.Figures {
		f := &incident.Figures[i]
		f.ID = fmt.Sprintf("f%d", i+1)
		if f.Where == summarize.InText {
			r.Kind = summarize.KindCasualty
			r.Toll[f.Outcome] = summarize.Toll{Min: f.Min, Max: f.Max, Figures: []string{f.ID}}
		}
	}
	if len(incident.Figures) > 0 {
		r.Incidents = []summarize.Incident{incident}
		r.Discrepancies = differing(incident.Figures)
	}
	if first, _, ok := strings.Cut(a.Text, ". "); ok {
		r.Headline = first + "."
	} else {
		r.Headline = a.Text
	}
	r.Notices = notices(a)
	return r
}

func figure(text string, where summarize.Where, at []int) summarize.Figure {
	number, outcome := at[2:4], "killed"
	if at[2] < 0 {
		number = at[6:8]
	} else {
		outcome = text[at[4]:at[5]]
	}
	words := text[number[0]:number[1]]
	n, _ := strconv.Atoi(words)
	return summarize.Figure{
		Outcome: summarize.Outcome(outcome), Actor: summarize.Victim, Value: &n, Min: n, Max: &n,
		Qualifier: summarize.Exact, Words: words, Status: summarize.Current,
		Quote: text[at[0]:at[1]], Where: where, Span: summarize.Span{at[0], at[1]},
	}
}

func notices(a summarize.Article) []summarize.Notice {
	words := len(strings.Fields(a.Text))
	switch {
	case strings.Contains(a.Text, "milk"):
		return []summarize.Notice{summarize.NoticeNotNews}
	case words == 0:
		return []summarize.Notice{summarize.NoticeEmpty}
	case words < 8:
		return []summarize.Notice{summarize.NoticeTooShort}
	}
	return nil
}

func sortFigures(all []summarize.Figure) {
	less := func(a, b summarize.Figure) int {
		return cmp.Or(cmp.Compare(b.Where, a.Where), cmp.Compare(a.Span[0], b.Span[0]))
	}
	for i := range all {
		for j := i; j > 0 && less(all[j], all[j-1]) < 0; j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
}

// differing finds a title that says another number than the text.
func differing(all []summarize.Figure) []summarize.Discrepancy {
	for _, a := range all {
		for _, b := range all {
			if a.Where == summarize.InTitle && b.Where == summarize.InText && a.Outcome == b.Outcome && a.Min != b.Min {
				return []summarize.Discrepancy{{ID: "d1", Kind: "headline_body_value", Severity: summarize.High, A: a.ID, B: b.ID}}
			}
		}
	}
	return nil
}

// raw is a JSON file of jobs: each a list of updates.
type raw [][]json.RawMessage
