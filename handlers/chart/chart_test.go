package chart

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden pictures in testdata")

func to(n int) *int { return &n }

var charts = map[string]Chart{
	"shapes": {Title: "Killed: who says what", Rows: []Row{
		{"Title", "Title", "62", 62, to(62), false},
		{"Fire service of the region of Krasnovarsk", "¶1", "at least 51", 51, nil, false},
		{"Губернатор", "¶2", "44–48", 44, to(48), false},
		{"وزارة الصحة", "¶3", "up to 70", 0, to(70), false},
		{"State radio", "¶4", "38 (unconfirmed)", 38, to(38), true},
	}},
	"close": {Title: "Displaced: who says what", Rows: []Row{
		{"Civil defence", "¶1", "1,204,000", 1_204_000, to(1_204_000), false},
		{"Red Crescent", "¶2", "1,250,000", 1_250_000, to(1_250_000), false},
		{"Prefect", "¶5", "more than 1,300,000", 1_300_001, nil, false},
	}, Number: func(n int) string { return fmt.Sprintf("%d,%03d,000", n/1_000_000, n/1000%1000) }},
	"nobody": {Title: "Погибли: кто что сообщает", Rows: []Row{
		{"Police", "¶1", "none", 0, to(0), false}, {"Witnesses", "¶2", "none", 0, to(0), false},
	}},
}

// Pictures are compared as they look: another version of the packer may write
// other bytes, and another processor round another way.
func TestPictures(t *testing.T) {
	for name, c := range charts {
		t.Run(name, func(t *testing.T) {
			got := drawn(t, c)
			path := filepath.Join("testdata", name+".png")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if off := differing(decoded(t, want), decoded(t, got)); off > 0 {
				t.Errorf("%d points look otherwise than in %s; -update rewrites it", off, path)
			}
		})
	}
}

func drawn(t testing.TB, c Chart) []byte {
	t.Helper()
	got, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// differing counts the points that are not nearly of one colour.
func differing(a, b image.Image) (off int) {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	const near = 8 << 8
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			if apart(ar, br) > near || apart(ag, bg) > near || apart(ab, bb) > near {
				off++
			}
		}
	}
	return off
}

func apart(a, b uint32) uint32 { return max(a, b) - min(a, b) }

func TestOneChartIsOnePicture(t *testing.T) {
	for name, c := range charts {
		if !bytes.Equal(drawn(t, c), drawn(t, c)) {
			t.Errorf("%s: two pictures of one chart", name)
		}
	}
}

func TestNoRows(t *testing.T) {
	if _, err := (Chart{Title: "x"}).PNG(); err == nil {
		t.Error("a chart of nothing was drawn")
	}
}

func TestPictureIsBounded(t *testing.T) {
	c := Chart{Title: strings.Repeat("long ", 1000)}
	for range 50 {
		c.Rows = append(c.Rows, Row{strings.Repeat("W", 5000), "", strings.Repeat("\u202eи", 300), 1 << 60, to(-1 << 60), true})
	}
	got := drawn(t, c)
	if b := decoded(t, got).Bounds(); b.Dx() > 900 || b.Dy() > 700 || len(got) > 150_000 {
		t.Errorf("%v, %d bytes", b, len(got))
	}
}

func TestFitting(t *testing.T) {
	for _, c := range []struct {
		s    string
		room int
		want string
	}{
		{"police", 200, "police"},
		{"fire service, north", 170, "fire service…"},
		{"police", 3, ""},
		{"", 10, ""},
	} {
		if got := fitting(bold, textSize, c.s, c.room); got != c.want {
			t.Errorf("%q in %d points is %q, want %q", c.s, c.room, got, c.want)
		}
	}
}

func TestTicksAreRound(t *testing.T) {
	for n, want := range map[int]int{0: 1, 1: 1, 3: 5, 7: 10, 11: 20, 20: 20, 501: 1000} {
		if got := round(n); got != want {
			t.Errorf("round(%d) = %d, want %d", n, got, want)
		}
	}
}

func FuzzPNG(f *testing.F) {
	f.Add("Killed", "police", 3, 5, false)
	f.Add("", "\x00\u202e", -4, -9, true)
	f.Add("x", "y", 1<<62, 1<<62, false)
	f.Fuzz(func(t *testing.T, title, who string, low, high int, open bool) {
		r := Row{Who: who, Says: title, Min: low, Max: &high, Doubtful: open}
		if open {
			r.Max = nil
		}
		drawn(t, Chart{Title: title, Rows: []Row{r, {Min: high, Max: &low}}})
	})
}

func BenchmarkPNG(b *testing.B) {
	for b.Loop() {
		drawn(b, charts["shapes"])
	}
}
