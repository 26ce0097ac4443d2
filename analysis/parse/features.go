package parse

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
	"whosaid.example/analysis/model"
)

// Templates names the version of the features; change it whenever they change.
const Templates = "parse 5"

// MaxFeatures is how many features a decision has at most.
const MaxFeatures = 96

// node is a token as the parser sees it. Nodes name each other by their number
// in the sentence, from 1; number 0 is the node that isn't there.
type node struct {
	low     uint32 // hash of the lower case
	tag     uint32 // Penn tag + 1
	fine    uint32 // tag, with the word where its class is closed
	cluster uint32
	word    uint32 // number among the frequent words, 0 for others
	verb    uint32 // tag of the next verb ahead, before a stop
	before  uint64 // counts of the marks and words of note up to here, in four lanes
	glued   uint32 // 1 where no space stands before it

	head          int32
	rel           doc.Rel
	left, right   int32  // outermost dependents, 0 for none
	left2, right2 int32  // the outermost but one
	nleft, nright uint32 // how many
	sleft, sright uint32 // sets of classes of their relations
	marker        uint32 // word that marks it from the left: its case or mark
	markerWord    uint32
	wh            uint32 // 1 where its left dependents have a relative or question word, 2 where it is one
}

// Tree is a sentence that is being parsed: a state of the transition system. Its
// tokens have numbers from 1. The zero Tree is ready; used again it keeps its
// memory.
type Tree struct {
	nodes []node // 0 is none, then the tokens, then none again
	n     int32
	stack []int32
	next  int32 // the first token that is not on the stack yet
}

// closed are the tags whose words the features tell apart.
var closed = [doc.TagCount]bool{
	doc.TagIN: true, doc.TagTO: true, doc.TagDT: true, doc.TagPDT: true, doc.TagWDT: true, doc.TagWP: true,
	doc.TagWRB: true, doc.TagCC: true, doc.TagRP: true, doc.TagMD: true, doc.TagEX: true, doc.TagPOS: true,
	doc.TagComma: true, doc.TagStop: true, doc.TagColon: true, doc.TagPRP: true, doc.TagRB: true,
}

// lanes of node.before
const (
	laneVerb  = 1
	laneComma = 1 << 16
	laneQuote = 1 << 32
	laneJoin  = 1 << 48 // conjunctions, colons, "that", wh-words
)

// Reset starts the sentence of that span, whose tokens have tags; words is the
// model's table of frequent words.
func (t *Tree) Reset(d *doc.Document, span doc.Span, words string) {
	t.n = int32(span.Len())
	t.stack = t.stack[:0]
	t.next = 1
	t.nodes = append(t.nodes[:0], node{})
	var sum uint64
	for i := span.Start; i < span.End; i++ {
		tok := &d.Tokens[i]
		lower := d.Lower(i)
		low := model.Word(lower)
		x := node{low: low, tag: uint32(tok.Tag) + 1, cluster: uint32(lexicon.ClassAt(d, i).Class), word: uint32(lexicon.Bytes(words, low))}
		x.fine = x.tag
		if closed[tok.Tag] || x.isBe() {
			x.fine = model.Mix(x.tag, low)
		}
		if tok.Flags&doc.SpaceBefore == 0 {
			x.glued = 1
		}
		switch tag := tok.Tag; {
		case doc.TagVB <= tag && tag <= doc.TagMD:
			sum += laneVerb
		case tag == doc.TagComma:
			sum += laneComma
		case tag == doc.TagOpenQuote || tag == doc.TagCloseQuote:
			sum += laneQuote
		case tag == doc.TagCC || tag == doc.TagColon || tag == doc.TagWDT || tag == doc.TagWP || tag == doc.TagWRB:
			sum += laneJoin
		}
		if tok.Tag == doc.TagWDT || tok.Tag == doc.TagWP || tok.Tag == doc.TagWPS || tok.Tag == doc.TagWRB {
			x.wh = 2
		}
		x.before = sum
		t.nodes = append(t.nodes, x)
	}
	t.nodes = append(t.nodes, node{}, node{}, node{}, node{})
	var verb uint32
	for k := t.n; k > 0; k-- {
		x := &t.nodes[k]
		switch tag := doc.Tag(x.tag - 1); {
		case doc.TagVB <= tag && tag <= doc.TagMD:
			verb = x.tag
		case tag == doc.TagColon || tag == doc.TagStop:
			verb = 0
		}
		x.verb = verb
	}
}

var beForms = func() (out [9]uint32) {
	for i, w := range []string{"be", "is", "are", "was", "were", "been", "being", "am", "'s"} {
		out[i] = model.Word(w)
	}
	return out
}()

func (x *node) isBe() bool {
	for _, f := range beForms {
		if x.low == f {
			return true
		}
	}
	return false
}

// class of a relation, for the sets of relations of a node's dependents.
var class = [doc.RelCount]uint32{
	doc.RelNsubj: 1, doc.RelNsubjPass: 1, doc.RelNsubjOuter: 1, doc.RelCsubj: 1, doc.RelCsubjPass: 1, doc.RelCsubjOuter: 1, doc.RelExpl: 1,
	doc.RelObj: 2, doc.RelIobj: 2,
	doc.RelCcomp: 4, doc.RelXcomp: 8,
	doc.RelObl: 16, doc.RelNmod: 16, doc.RelOblAgent: 16, doc.RelOblUnmarked: 16,
	doc.RelAdvcl: 32, doc.RelAcl: 32, doc.RelAclRelcl: 32,
	doc.RelAux: 64, doc.RelAuxPass: 64, doc.RelCop: 128,
	doc.RelMark: 256, doc.RelCase: 512, doc.RelDet: 1024, doc.RelNmodPoss: 1024,
	doc.RelCc: 2048, doc.RelConj: 4096, doc.RelAppos: 8192, doc.RelParataxis: 8192,
	doc.RelAdvmod: 1 << 14, doc.RelAmod: 1 << 15, doc.RelCompound: 1 << 15, doc.RelFlat: 1 << 16, doc.RelPunct: 1 << 17,
}

// attach makes d a dependent of h.
func (t *Tree) attach(h, d int32, rel doc.Rel) {
	x, y := &t.nodes[h], &t.nodes[d]
	y.head, y.rel = h, rel
	if d < h {
		x.left2, x.left = x.left, d
		x.nleft++
		x.sleft |= class[rel]
		if rel == doc.RelCase || rel == doc.RelMark {
			x.marker, x.markerWord = y.low, y.word
		}
		// "whose", "in which" are told to the verb by the noun; a clause tells nothing.
		if y.wh != 0 && x.wh == 0 && !(doc.TagVB <= doc.Tag(y.tag-1) && doc.Tag(y.tag-1) <= doc.TagMD) {
			x.wh = 1
		}
	} else {
		x.right2, x.right = x.right, d
		x.nright++
		x.sright |= class[rel]
	}
}

func distance(n int32) uint32 {
	switch {
	case n <= 4:
		return uint32(n)
	case n <= 6:
		return 5
	case n <= 10:
		return 6
	case n <= 20:
		return 7
	}
	return 8
}

// between is what stands between two tokens, a few counts each cut at a few.
func between(x, y *node) uint32 {
	d := y.before - x.before
	return min(uint32(d&0xFFFF), 3) | min(uint32(d>>16&0xFFFF), 3)<<2 | min(uint32(d>>32&0xFFFF), 2)<<4 | min(uint32(d>>48&0xFFFF), 2)<<6
}

// places is the tokens that a step depends on, and what is between them.
type places struct {
	i0, i1, i2  int32  // numbers of s0, s1, s2: the stack's top and those under it
	dist, gap   uint32 // between s0 and b0, the next token
	dist1, gap1 uint32 // between s1 and s0
}

// look sets the places to those of the present state.
func (t *Tree) look(p *places) {
	*p = places{}
	if n := len(t.stack); n > 0 {
		p.i0 = t.stack[n-1]
		if n > 1 {
			p.i1 = t.stack[n-2]
		}
		if n > 2 {
			p.i2 = t.stack[n-3]
		}
	}
	s0, b0 := &t.nodes[p.i0], &t.nodes[t.next]
	if p.i0 != 0 && b0.tag != 0 {
		p.dist, p.gap = distance(t.next-p.i0), between(s0, b0)
	}
	if p.i1 != 0 {
		p.dist1, p.gap1 = distance(p.i0-p.i1), between(&t.nodes[p.i1], s0)
	}
}

// StepFeatures appends the features of the next step to out.
func (t *Tree) StepFeatures(out []uint32) []uint32 {
	var p places
	t.look(&p)
	s0, s1, s2 := &t.nodes[p.i0], &t.nodes[p.i1], &t.nodes[p.i2]
	ahead := (*[3]node)(t.nodes[t.next:])
	b0, b1, b2 := &ahead[0], &ahead[1], &ahead[2]
	dist, gap, dist1, gap1 := p.dist, p.gap, p.dist1, p.gap1
	p0, p1, p2, q0, q1, q2 := s0.fine, s1.fine, s2.fine, b0.fine, b1.fine, b2.fine
	sb := model.Mix2(1, p0, q0)
	ss := model.Mix2(2, p1, p0)
	w0, w1, v0 := s0.low+s0.tag, s1.low+s1.tag, b0.low+b0.tag
	c0, c1, d0 := s0.cluster<<8|s0.tag, s1.cluster<<8|s1.tag, b0.cluster<<8|b0.tag
	return append(out,
		model.Mix(3, w0), model.Mix(6, w1), model.Mix(10, v0), model.Mix(13, b1.low+b1.tag), model.Mix(16, b2.low+b2.tag),
		// words with their neighbours' tags and classes
		model.Mix2(21, w0, q0), model.Mix2(22, p0, v0), model.Mix2(27, w1, p0), model.Mix2(28, p1, w0),
		model.Mix2(33, w1, v0), model.Mix2(23, c0, d0), model.Mix2(29, c1, c0), model.Mix2(25, p0, d0), model.Mix2(24, c0, q0),
		model.Mix2(30, c1, p0), model.Mix2(34, c1, q0),
		model.Mix2(37, w0, q1), model.Mix2(38, v0, q1), model.Mix2(39, q0, b1.low),
		model.Mix3(64, w1, s0.marker, q0), model.Mix3(65, p1, s0.marker, c0),
		// words with what they have
		model.Mix3(71, w0, s0.sright, q0), model.Mix3(118, v0, b0.sleft, p0), model.Mix3(119, w1, s1.sright, p0),
		model.Mix2(91, w0, dist), model.Mix2(92, v0, dist), model.Mix2(94, w1, dist1),
		// the tags around, with the words of closed classes
		model.Mix3(40, p0, q0, q1), model.Mix3(42, p2, p1, p0), model.Mix3(41, p1, p0, q0), model.Mix3(44, q0, q1, q2),
		model.Mix3(72, sb, s0.sright, b0.sleft), model.Mix3(75, ss, s1.sright, s0.sleft), model.Mix3(95, sb, gap, s0.marker), model.Mix3(96, ss, gap1, s0.marker),
	)
}

// LabelFeatures appends the features of the relation of d under h to out.
func (t *Tree) LabelFeatures(h, d int32, out []uint32) []uint32 {
	x, y := &t.nodes[h], &t.nodes[d]
	var dir, dist uint32
	if d < h {
		dir, dist = 1, distance(h-d)
	} else {
		dir, dist = 2, distance(d-h)
	}
	yl := &t.nodes[y.left]
	yp, yn := &t.nodes[d-1], &t.nodes[d+1]
	hd := model.Mix3(1, x.fine, y.fine, dir)
	tt := (x.tag<<8|y.tag)<<2 | dir
	xw, yw := x.low+x.tag, y.low+y.tag
	xc, yc := x.cluster<<8|x.tag, y.cluster<<8|y.tag
	return append(out,
		hd,
		model.Mix2(3, xw, dir), model.Mix2(4, yw, dir),
		model.Mix3(9, xw, yw, dir), model.Mix3(10, xw, y.fine, dir), model.Mix3(11, x.fine, yw, dir), model.Mix3(12, xc, yc, dir), model.Mix3(13, xc, y.fine, dir), model.Mix3(14, x.fine, yc, dir),
		model.Mix3(15, tt, y.marker, dist), model.Mix3(16, xw, y.marker, y.tag), model.Mix3(17, tt, y.sleft, y.marker),
		model.Mix3(25, tt, yp.fine, yn.fine),
		model.Mix3(29, yw, y.sleft, tt), model.Mix3(30, xw, x.sright, tt), model.Mix3(31, y.marker, yc, tt), model.Mix3(32, y.marker, xc, tt),
		model.Mix3(35, tt, yl.low, dist),
	)
}
