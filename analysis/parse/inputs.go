package parse

import (
	"math/bits"

	"whosaid.example/analysis/doc"
)

// The hidden layer's inputs: each is a place in the state and a value there,
// such as the tag of the stack's top. A place has a block of rows, one for each
// value.
const (
	tagValues   = int(doc.TagCount) + 1
	wordValues  = 256
	classValues = 512
	relValues   = int(doc.RelCount)
	setValues   = 18

	tagPlaces   = 18
	wordPlaces  = 10
	classPlaces = 6
	relPlaces   = 5
	setPlaces   = 5
	smallPlaces = 20 // of at most 16 values

	tagStart   = 0
	wordStart  = tagStart + tagPlaces*tagValues
	classStart = wordStart + wordPlaces*wordValues
	relStart   = classStart + classPlaces*classValues
	setStart   = relStart + relPlaces*relValues
	smallStart = setStart + setPlaces*setValues

	// Inputs is the number of the hidden layer's inputs.
	Inputs = smallStart + smallPlaces*16 + 2*tagValues
)

// StepInputs appends the hidden layer's inputs for the next step to out.
func (t *Tree) StepInputs(out []uint32) []uint32 {
	var p places
	t.look(&p)
	s0, s1, s2 := &t.nodes[p.i0], &t.nodes[p.i1], &t.nodes[p.i2]
	ahead := (*[4]node)(t.nodes[t.next:])
	b0, b1, b2, b3 := &ahead[0], &ahead[1], &ahead[2], &ahead[3]
	dist, gap, dist1, gap1 := p.dist, p.gap, p.dist1, p.gap1
	s0l, s0r, s1l, s1r, b0l := &t.nodes[s0.left], &t.nodes[s0.right], &t.nodes[s1.left], &t.nodes[s1.right], &t.nodes[b0.left]
	s0r2, b0l2 := &t.nodes[s0.right2], &t.nodes[b0.left2]
	const tv = uint32(tagValues)
	const (
		w  = uint32(wordStart)
		c  = uint32(classStart)
		r  = uint32(relStart)
		m  = uint32(smallStart)
		v  = uint32(smallStart + smallPlaces*16)
		rv = uint32(relValues)
	)
	out = append(out,
		s0.tag, tv+s1.tag, 2*tv+s2.tag, 3*tv+b0.tag, 4*tv+b1.tag, 5*tv+b2.tag, 6*tv+b3.tag,
		7*tv+s0l.tag, 8*tv+s0r.tag, 9*tv+s1l.tag, 10*tv+s1r.tag, 11*tv+b0l.tag, 12*tv+s0r2.tag, 13*tv+b0l2.tag,
		14*tv+t.nodes[p.i0+1].tag, 15*tv+t.nodes[max(0, p.i0-1)].tag, 16*tv+t.nodes[p.i1+1].tag, 17*tv+t.nodes[t.next-1].tag,
		w+s0.word, w+256+s1.word, w+2*256+s2.word, w+3*256+b0.word, w+4*256+b1.word, w+5*256+b2.word,
		w+6*256+s0.markerWord, w+7*256+s0l.word, w+8*256+s0r.word, w+9*256+b0l.word,
		c+s0.cluster, c+512+s1.cluster, c+2*512+b0.cluster, c+3*512+b1.cluster, c+4*512+s0l.cluster, c+5*512+s0r.cluster,
		r+uint32(s0l.rel), r+rv+uint32(s0r.rel), r+2*rv+uint32(s1l.rel), r+3*rv+uint32(s1r.rel), r+4*rv+uint32(b0l.rel),
		m+dist, m+16+dist1,
		m+2*16+gap&3, m+3*16+gap>>2&3, m+4*16+gap>>4&3, m+5*16+gap>>6&3,
		m+6*16+gap1&3, m+7*16+gap1>>2&3, m+8*16+gap1>>4&3, m+9*16+gap1>>6&3,
		m+10*16+uint32(s1.before>>32&1)<<2+uint32(s0.before>>32&1)<<1+uint32(b0.before>>32&1),
		m+11*16+b0.glued<<2+b1.glued<<1+s0.glued,
		m+12*16+min(s0.nleft, 3)<<2+min(s0.nright, 3), m+13*16+min(s1.nleft, 3)<<2+min(s1.nright, 3), m+14*16+min(b0.nleft, 7),
		m+15*16+s0.wh<<2+s1.wh, m+16*16+b0.wh, m+17*16+min(uint32(len(t.stack)), 4),
		v+b0.verb, v+tv+b1.verb,
	)
	for k, set := range [...]uint32{s0.sleft, s0.sright, s1.sleft, s1.sright, b0.sleft} {
		at := uint32(setStart + k*setValues)
		for ; set != 0; set &= set - 1 {
			out = append(out, at+uint32(bits.TrailingZeros32(set)))
		}
	}
	return out
}
