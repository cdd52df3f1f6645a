package source

import (
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// A page is a program that draws (ISO 32000, 9.4). What it writes is followed
// here rather than by the library's own Content, which knows no widths of
// two-byte fonts — so that words run together or fall apart — and leaves out
// the forms in which some programs draw everything.

// run is one piece of text at its place, in points from the lower left.
type run struct {
	x, y, end float64
	size      float64
	text      string
}

type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul is a followed by b.
func (a matrix) mul(b matrix) matrix {
	return matrix{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3],
		a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}

type textState struct {
	ctm                   matrix
	font                  *face
	size                  float64
	charSpace, wordSpace  float64
	scale, leading, raise float64
}

type drawing struct {
	page     pdf.Page
	runs     []run
	left     int // runs still allowed
	pictures bool

	textState
	saved    []textState
	tm, line matrix
	res      pdf.Value
	faces    map[string]*face
	depth    int
}

// draw runs the page's program. It reports false where the page broke off; what
// was drawn until then stays.
func (d *drawing) draw() (whole bool) {
	defer func() {
		if recover() != nil {
			whole = false
		}
	}()
	d.textState = textState{ctm: identity, scale: 1}
	d.tm, d.line = identity, identity
	d.run(d.page.V.Key("Contents"), d.page.Resources())
	return true
}

func (d *drawing) run(program, resources pdf.Value) {
	if program.IsNull() {
		return
	}
	d.res, d.faces = resources, map[string]*face{}
	pdf.Interpret(program, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		d.op(op, args)
	})
}

func (d *drawing) op(op string, args []pdf.Value) {
	num := func(i int) float64 {
		if i >= len(args) {
			return 0
		}
		return args[i].Float64()
	}
	switch op {
	case "q", "Q", "cm", "Do":
		d.graphics(op, args, num)
	case "BT":
		d.tm, d.line = identity, identity
	case "Tf":
		if len(args) == 2 {
			d.font, d.size = d.face(args[0].Name()), num(1)
		}
	case "Tc":
		d.charSpace = num(0)
	case "Tw":
		d.wordSpace = num(0)
	case "Tz":
		d.scale = num(0) / 100
	case "TL":
		d.leading = num(0)
	case "Ts":
		d.raise = num(0)
	case "Td":
		d.move(num(0), num(1))
	case "TD":
		d.leading = -num(1)
		d.move(num(0), num(1))
	case "Tm":
		d.line = matrix{num(0), num(1), num(2), num(3), num(4), num(5)}
		d.tm = d.line
	case "T*":
		d.move(0, -d.leading)
	case "Tj", "'", "\"", "TJ":
		d.show(op, args, num)
	}
}

func (d *drawing) graphics(op string, args []pdf.Value, num func(int) float64) {
	switch op {
	case "q":
		if len(d.saved) < 1000 {
			d.saved = append(d.saved, d.textState)
		}
	case "Q":
		if n := len(d.saved); n > 0 {
			d.textState, d.saved = d.saved[n-1], d.saved[:n-1]
		}
	case "cm":
		d.ctm = matrix{num(0), num(1), num(2), num(3), num(4), num(5)}.mul(d.ctm)
	case "Do":
		if len(args) == 1 {
			d.object(d.res.Key("XObject").Key(args[0].Name()))
		}
	}
}

// object draws a form within the page, and notes a picture.
func (d *drawing) object(x pdf.Value) {
	switch x.Key("Subtype").Name() {
	case "Image":
		d.pictures = true
	case "Form":
		if d.depth >= maxDepth || d.left <= 0 {
			return
		}
		outer := *d
		d.depth++
		if m := x.Key("Matrix"); m.Len() == 6 {
			var own matrix
			for i := range own {
				own[i] = m.Index(i).Float64()
			}
			d.ctm = own.mul(d.ctm)
		}
		resources := x.Key("Resources")
		if resources.IsNull() {
			resources = outer.res
		}
		d.run(x, resources)
		outer.runs, outer.left, outer.pictures = d.runs, d.left-1, d.pictures
		*d = outer
	}
}

func (d *drawing) move(x, y float64) {
	d.line = matrix{1, 0, 0, 1, x, y}.mul(d.line)
	d.tm = d.line
}

func (d *drawing) show(op string, args []pdf.Value, num func(int) float64) {
	if len(args) == 0 {
		return
	}
	last := args[len(args)-1]
	switch op {
	case "'":
		d.move(0, -d.leading)
	case "\"":
		d.wordSpace, d.charSpace = num(0), num(1)
		d.move(0, -d.leading)
	case "TJ":
		for i := range last.Len() {
			if v := last.Index(i); v.Kind() == pdf.String {
				d.write(v.RawString())
			} else {
				d.advance(-v.Float64() / 1000 * d.size * d.scale)
			}
		}
		return
	}
	d.write(last.RawString())
}

func (d *drawing) advance(x float64) { d.tm = matrix{1, 0, 0, 1, x, 0}.mul(d.tm) }

func (d *drawing) write(raw string) {
	if d.font == nil || raw == "" {
		return
	}
	if d.left--; d.left <= 0 {
		panic(errTooMuch)
	}
	at := matrix{d.size * d.scale, 0, 0, d.size, 0, d.raise}.mul(d.tm).mul(d.ctm)
	width, glyphs, spaces := d.font.measure(raw)
	d.advance((width/1000*d.size + float64(glyphs)*d.charSpace + float64(spaces)*d.wordSpace) * d.scale)
	end := d.tm.mul(d.ctm)
	d.runs = append(d.runs, run{
		x: at[4], y: at[5], end: end[4], size: math.Hypot(at[2], at[3]), text: d.font.decode(raw),
	})
}

// face is a font with what is needed of it.
type face struct {
	font    pdf.Font
	codes   codeMap // nil where the font has none
	wide    bool    // two bytes a letter
	unicode bool    // its codes are UTF-16 themselves
	widths  map[int]float64
	average float64 // width where none is given
}

const (
	commonWidth = 500    // thousandths of the size: about an average letter
	maxCID      = 0xffff // a CID has two bytes
)

func (d *drawing) face(name string) *face {
	if f, ok := d.faces[name]; ok {
		return f
	}
	v := d.res.Key("Font").Key(name)
	if v.IsNull() {
		return nil
	}
	f := &face{font: pdf.Font{V: v}, average: commonWidth, widths: map[int]float64{}}
	if to := v.Key("ToUnicode"); to.Kind() == pdf.Stream {
		f.codes = readCodeMap(to)
	}
	if v.Key("Subtype").Name() == "Type0" {
		encoding := v.Key("Encoding").Name()
		f.unicode = strings.Contains(encoding, "UCS2") || strings.Contains(encoding, "UTF16")
		f.readCIDs(v.Key("DescendantFonts").Index(0))
	} else {
		first := f.font.FirstChar()
		for i, w := range f.font.Widths() {
			f.widths[first+i] = w
		}
	}
	d.faces[name] = f
	return f
}

// readCIDs reads the W array: "c [w1 w2 …]" and "from to w", mixed.
func (f *face) readCIDs(v pdf.Value) {
	f.wide, f.average = true, 1000
	if dw := v.Key("DW"); !dw.IsNull() {
		f.average = dw.Float64()
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len(); {
		from, next := int(w.Index(i).Int64()), w.Index(i+1)
		if next.Kind() == pdf.Array {
			for k := range min(next.Len(), maxCID) {
				f.widths[from+k] = next.Index(k).Float64()
			}
			i += 2
			continue
		}
		for c := max(from, 0); c <= min(int(next.Int64()), maxCID); c++ {
			f.widths[c] = w.Index(i + 2).Float64()
		}
		i += 3
	}
}

// measure returns the width in thousandths of the size, and how many letters
// and spaces there are.
func (f *face) measure(raw string) (width float64, glyphs, spaces int) {
	for code := range f.each(raw) {
		w, ok := f.widths[code]
		if !ok {
			w = f.average
		}
		width += w
		glyphs++
		if code == ' ' && !f.wide {
			spaces++
		}
	}
	return width, glyphs, spaces
}
