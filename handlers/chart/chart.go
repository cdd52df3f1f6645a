// Package chart draws what several sources say of one count, side by side.
//
// A chart shows what its rows say and nothing else: a dot is a number, a line
// all that a bound or a range leaves open, a hollow mark what nobody confirmed.
// Every row carries its own words, so that no one has to measure. The same chart
// gives the same picture, at most 900 × 700 points.
package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strconv"
)

// MostRows is how many rows a chart has at most; more are not drawn.
const MostRows = 8

// Chart is one count and what is said of it.
type Chart struct {
	Title string
	Rows  []Row
	// Number writes the numbers of the axis; nil: in plain digits.
	Number func(int) string
}

// Row is one voice.
type Row struct {
	// Who says it. Where the letters cannot be drawn, Place stands in.
	Who, Place string
	Says       string // the count in words
	Min        int
	Max        *int // nil: open above
	Doubtful   bool // not confirmed, replaced, withdrawn
}

// Points; a phone shows two or three to one of its own.
const (
	width     = 900
	margin    = 36
	titleRow  = 84
	rowHeight = 66
	axisRow   = 64
	labels    = 330 // width of the names
	left      = margin + labels
	right     = 60 // room for an arrow
	textSize  = 26
	titleSize = 34
	tickSize  = 22
	half      = 9 // of a mark's height
)

var (
	paper  = color.RGBA{255, 255, 255, 255}
	ink    = color.RGBA{33, 37, 41, 255}
	faint  = color.RGBA{222, 226, 230, 255}
	soft   = color.RGBA{108, 117, 125, 255}
	strong = color.RGBA{28, 100, 184, 255}
)

// PNG draws the chart. It fails only for one without rows.
func (c Chart) PNG() ([]byte, error) {
	rows := c.Rows[:min(len(c.Rows), MostRows)]
	if len(rows) == 0 {
		return nil, fmt.Errorf("a chart of no rows")
	}
	height := titleRow + rowHeight*len(rows) + axisRow
	p := &picture{image.NewRGBA(image.Rect(0, 0, width, height))}
	draw.Draw(p.img, p.img.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	p.text(bold, titleSize, margin, 54, ink, fitting(bold, titleSize, drawable(c.Title, ""), width-2*margin))

	scale := scaleFor(rows)
	number := c.Number
	if number == nil {
		number = strconv.Itoa
	}
	p.axis(scale, number, titleRow, height-axisRow)
	for i, r := range rows {
		p.row(scale, r, titleRow+rowHeight*i+rowHeight/2)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&out, p.img); err != nil {
		return nil, fmt.Errorf("write a chart: %w", err)
	}
	return out.Bytes(), nil
}

// scale maps counts to points.
type scale struct{ from, to, step int }

// ticks is about how many numbers the axis bears: as many as have room.
func ticks(highest int) int {
	const digit, gap = 16, 20 // separators included
	return min(5, (width-right-left)/(digit*len(strconv.Itoa(highest))+gap))
}

// scaleFor begins at nothing, unless all rows lie so close together that they
// would then fall upon each other.
func scaleFor(rows []Row) scale {
	low, high := math.MaxInt, 0
	for _, r := range rows {
		low, high = min(low, max(0, r.Min)), max(high, r.Min)
		if r.Max != nil {
			high = max(high, *r.Max)
		}
	}
	low, high = min(low, most), min(max(high, 1), most)
	if low < high/2 || low == high {
		low = 0
	}
	step := round((high - low) / ticks(high))
	return scale{from: low / step * step, to: (high + step) / step * step, step: step}
}

// most is more than there are people.
const most = 1e11

// round gives the next of 1, 2, 5, 10, 20, 50 …
func round(n int) int {
	for unit := 1; ; unit *= 10 {
		for _, m := range []int{1, 2, 5} {
			if unit*m >= n {
				return unit * m
			}
		}
	}
}

func (s scale) x(n int) int {
	n = min(max(n, s.from), s.to)
	return left + (width-right-left)*(n-s.from)/(s.to-s.from)
}

func (p *picture) axis(s scale, number func(int) string, top, bottom int) {
	for n := s.from; n <= s.to; n += s.step {
		x := s.x(n)
		p.box(x-1, top, x+1, bottom, faint)
		label := drawable(number(n), strconv.Itoa(n))
		p.text(regular, tickSize, x-measure(regular, tickSize, label)/2, bottom+34, soft, label)
	}
}

// row writes who above what, and marks the count beside them.
func (p *picture) row(s scale, r Row, y int) {
	mark := strong
	if r.Doubtful {
		mark = soft
	}
	const room = labels - 24
	p.text(bold, textSize, margin, y-5, ink, fitting(bold, textSize, drawable(r.Who, r.Place), room))
	p.text(regular, textSize, margin, y+24, soft, fitting(regular, textSize, drawable(r.Says, ""), room))
	low := s.x(r.Min)
	switch {
	case r.Max == nil:
		const tip = width - right/2
		p.box(low, y-3, tip-headLength, y+3, mark)
		p.arrow(tip, y, mark)
	case *r.Max > r.Min:
		p.box(low, y-half/2, s.x(*r.Max), y+half/2, mark)
		if r.Min == 0 {
			low = s.x(*r.Max)
		} else {
			p.dot(s.x(*r.Max), y, mark, r.Doubtful)
		}
	}
	p.dot(low, y, mark, r.Doubtful)
}
