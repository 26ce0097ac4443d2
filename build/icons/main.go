// Command icons draws the application's icons into web/icons: an opening
// quotation mark whose two halves are joined, as a quote with its speaker.
// The SVG and the PNG files come from the same shapes.
//
//	go run ./build/icons
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"
)

var (
	ground = color.NRGBA{0x1d, 0x4f, 0x5c, 0xff}
	paper  = color.NRGBA{0xfa, 0xf8, 0xf4, 0xff}
	accent = color.NRGBA{0xf3, 0xb9, 0x4b, 0xff}
)

// point is a place in the icon, whose side is 1.
type point struct{ x, y float64 }

// half is one half of the mark: a disc, and a tail that rises from its left.
type half struct {
	center point
	radius float64
	fill   color.NRGBA
}

// tail is the outline of a half's tail: a start, and cubic curves of three
// points each.
func (h half) tail() []point {
	at := func(x, y float64) point { return point{h.center.x + x*h.radius, h.center.y + y*h.radius} }
	return []point{
		at(-1, 0),
		at(-1, -1.5), at(-.25, -2.3), at(.85, -2.6),
		at(.85, -2.6), at(1.05, -2.1), at(1.05, -2.1),
		at(.35, -1.8), at(-.05, -1.4), at(0, -.9),
		at(0, -.9), at(-1, 0), at(-1, 0),
	}
}

var halves = []half{
	{point{.335, .585}, .13, paper},
	{point{.665, .585}, .13, accent},
}

func main() {
	const dir = "web/icons"
	if err := os.MkdirAll(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	for _, f := range []struct {
		name  string
		side  int
		scale float64 // of the shapes: a maskable icon loses its rim
		round float64 // radius of the corners
	}{
		{"icon-192.png", 192, 1, .2}, {"icon-512.png", 512, 1, .2},
		{"maskable-192.png", 192, .8, 0}, {"maskable-512.png", 512, .8, 0},
	} {
		if err := write(filepath.Join(dir, f.name), draw(f.side, f.scale, f.round)); err != nil {
			log.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "icon.svg"), []byte(svg()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func write(name string, m image.Image) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, m)
}

// draw samples each pixel at 6 × 6 places.
func draw(side int, scale, round float64) image.Image {
	const n = 6
	m := image.NewNRGBA(image.Rect(0, 0, side, side))
	var tails [][]point
	for _, h := range halves {
		tails = append(tails, flatten(h.tail()))
	}
	for y := range side {
		for x := range side {
			var r, g, b, a float64
			for i := range n * n {
				p := point{(float64(x) + (float64(i%n)+.5)/n) / float64(side), (float64(y) + (float64(i/n)+.5)/n) / float64(side)}
				if !rounded(p, round) {
					continue
				}
				c := ground
				q := point{.5 + (p.x-.5)/scale, .5 + (p.y-.5)/scale}
				for k, h := range halves {
					if math.Hypot(q.x-h.center.x, q.y-h.center.y) <= h.radius || inside(q, tails[k]) {
						c = h.fill
					}
				}
				r, g, b, a = r+float64(c.R), g+float64(c.G), b+float64(c.B), a+1
			}
			if a > 0 {
				m.SetNRGBA(x, y, color.NRGBA{uint8(r/a + .5), uint8(g/a + .5), uint8(b/a + .5), uint8(255*a/(n*n) + .5)})
			}
		}
	}
	return m
}

// rounded reports whether p lies in the unit square with rounded corners.
func rounded(p point, r float64) bool {
	dx, dy := math.Max(0, math.Abs(p.x-.5)-(.5-r)), math.Max(0, math.Abs(p.y-.5)-(.5-r))
	return math.Hypot(dx, dy) <= r || (dx == 0 || dy == 0) && dx <= r && dy <= r
}

func flatten(curve []point) (line []point) {
	line = append(line, curve[0])
	for i := 0; i+3 < len(curve); i += 3 {
		for step := 1; step <= 16; step++ {
			t := float64(step) / 16
			u := 1 - t
			mix := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d }
			c := curve[i : i+4]
			line = append(line, point{mix(c[0].x, c[1].x, c[2].x, c[3].x), mix(c[0].y, c[1].y, c[2].y, c[3].y)})
		}
	}
	return line
}

// inside is the even-odd rule.
func inside(p point, line []point) bool {
	in := false
	for i, j := 0, len(line)-1; i < len(line); j, i = i, i+1 {
		a, b := line[i], line[j]
		if (a.y > p.y) != (b.y > p.y) && p.x < (b.x-a.x)*(p.y-a.y)/(b.y-a.y)+a.x {
			in = !in
		}
	}
	return in
}

func svg() string {
	var s strings.Builder
	hex := func(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
	fmt.Fprintf(&s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" rx="20" fill="%s"/>`, hex(ground))
	for _, h := range halves {
		t := h.tail()
		fmt.Fprintf(&s, `<path fill="%s" d="M%.4g %.4g`, hex(h.fill), 100*t[0].x, 100*t[0].y)
		for i := 1; i+2 < len(t); i += 3 {
			s.WriteString("C")
			for _, p := range t[i : i+3] {
				fmt.Fprintf(&s, "%.4g %.4g ", 100*p.x, 100*p.y)
			}
		}
		fmt.Fprintf(&s, `Z"/><circle cx="%.4g" cy="%.4g" r="%.4g" fill="%s"/>`, 100*h.center.x, 100*h.center.y, 100*h.radius, hex(h.fill))
	}
	s.WriteString("</svg>\n")
	return s.String()
}
