package chart

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// picture is what has been drawn so far.
type picture struct{ img *image.RGBA }

// The faces have Latin, Greek and Cyrillic letters.
var (
	regular = sync.OnceValue(func() *sfnt.Font { return parsed(goregular.TTF) })
	bold    = sync.OnceValue(func() *sfnt.Font { return parsed(gobold.TTF) })
)

// parsed reads a font that is part of the program: a fault in it is a fault of
// the build.
func parsed(ttf []byte) *sfnt.Font {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic(err)
	}
	return f
}

// face is a font at a size. A face is not safe for concurrent use; making one
// costs next to nothing.
func face(f func() *sfnt.Font, size float64) font.Face {
	face, err := opentype.NewFace(f(), &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err)
	}
	return face
}

func (p *picture) text(f func() *sfnt.Font, size float64, x, baseline int, c color.Color, s string) {
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(c), Face: face(f, size), Dot: fixed.P(x, baseline)}
	d.DrawString(s)
}

// measure is how wide s would be, in points.
func measure(f func() *sfnt.Font, size float64, s string) int {
	return font.MeasureString(face(f, size), s).Ceil()
}

// drawable is s where the faces have its letters, else instead.
func drawable(s, instead string) string {
	var buf sfnt.Buffer
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	for _, r := range s {
		if i, err := regular().GlyphIndex(&buf, r); err != nil || i == 0 {
			return instead
		}
	}
	return s
}

// fitting cuts s so that it is no wider than room.
func fitting(f func() *sfnt.Font, size float64, s string, room int) string {
	face := face(f, size)
	if font.MeasureString(face, s).Ceil() <= room {
		return s
	}
	letters := []rune(s)
	for n := min(len(letters)-1, room); n > 0; n-- { // a letter is wider than a point
		shown := strings.TrimRight(string(letters[:n]), " ,") + "…"
		if font.MeasureString(face, shown).Ceil() <= room {
			return shown
		}
	}
	return ""
}

// fill paints the area that outline encloses, which lies between two corners.
// Outlines are drawn from the first.
func (p *picture) fill(x0, y0, x1, y1 float32, c color.Color, outline func(*vector.Rasterizer)) {
	at := image.Pt(int(math.Floor(float64(x0))), int(math.Floor(float64(y0))))
	to := image.Pt(int(math.Ceil(float64(x1))), int(math.Ceil(float64(y1))))
	r := vector.NewRasterizer(to.X-at.X, to.Y-at.Y)
	outline(r)
	r.ClosePath()
	r.Draw(p.img, image.Rectangle{at, to}, image.NewUniform(c), image.Point{})
}

func (p *picture) box(x0, y0, x1, y1 int, c color.Color) {
	draw.Draw(p.img, image.Rect(x0, y0, x1, y1), image.NewUniform(c), image.Point{}, draw.Src)
}

// Measures of an arrow's head.
const (
	headLength = 18
	headHalf   = half + 1
)

// arrow is a head that points right, its tip at x.
func (p *picture) arrow(x, y int, c color.Color) {
	fx, fy := float32(x), float32(y)
	p.fill(fx-headLength, fy-headHalf, fx, fy+headHalf, c, func(r *vector.Rasterizer) {
		r.MoveTo(headLength, headHalf)
		r.LineTo(0, 0)
		r.LineTo(0, 2*headHalf)
	})
}

func (p *picture) dot(x, y int, c color.Color, hollow bool) {
	p.disc(x, y, half+2, c)
	if hollow {
		p.disc(x, y, half-2, paper)
	}
}

// bend is how far the control points of a quarter of a circle lie from its ends.
const bend = 0.5523

func (p *picture) disc(x, y int, radius float32, c color.Color) {
	fx, fy, k, full := float32(x), float32(y), radius*bend, 2*radius
	p.fill(fx-radius, fy-radius, fx+radius, fy+radius, c, func(r *vector.Rasterizer) {
		r.MoveTo(full, radius)
		r.CubeTo(full, radius+k, radius+k, full, radius, full)
		r.CubeTo(radius-k, full, 0, radius+k, 0, radius)
		r.CubeTo(0, radius-k, radius-k, 0, radius, 0)
		r.CubeTo(radius+k, 0, full, radius-k, full, radius)
	})
}
