package site

import (
	"encoding/binary"
	"slices"
	"strings"
)

// A function whose jumps cross no loop's border but at its header is written as
// blocks, ifs and loops by walking its dominator tree: Norman Ramsey, Beyond
// Relooper (ICFP 2022). What must remain of Go's table are the places after
// calls: a goroutine that was unwound resumes there. A table at the function's
// beginning leads to those outside of loops, and to the headers of loops, where
// tables lead on to those inside. Such a header is entered with 0 in local 0
// by all others.

// structured is a code section whose functions are structured. A function that
// is not of Go's form, or whose loops have several headers, stays as it is.
//
// names are those of all functions, with the imported ones first; settled tells that
// stacks may be made to stay where they are (see settle.go).
func structured(section []byte, names []string, settled bool) ([]byte, error) {
	r := reader{data: section}
	bodies := make([][]byte, r.number())
	for i := range bodies {
		bodies[i] = r.take(r.number())
	}
	if r.bad || len(r.data) > 0 {
		return nil, errNotWasm
	}
	never := func(int) bool { return false }
	settle := false
	if len(names) >= len(bodies) {
		settle = settled && stackStays(bodies, names[len(names)-len(bodies):])
		never = func(index int) bool { return index < len(names) && neverReturns(names[index]) }
	}
	better := make([][]byte, len(bodies))
	untested := make([]bool, len(names)) // functions that don't test for room on the stack
	for i, name := range names {
		untested[i] = slices.Contains(withoutTest, name)
	}
	leaf := func(index int) bool { return never(index) || untested[index] }
	// First functions that call none but such as panic, then those that call these.
	for range 2 {
		var found []int
		for i, body := range bodies {
			at := len(names) - len(bodies) + i
			mayTest := settle && testsInVain(names[at])
			switch {
			case better[i] == nil && !mayTest:
				better[i], _ = restructured(body, settle, never, nil)
			case better[i] == nil || mayTest && !untested[at]:
				code, alone := restructured(body, settle, never, leaf)
				if better[i] = code; alone {
					found = append(found, at)
				}
			}
		}
		for _, at := range found {
			untested[at] = true
		}
	}
	out := binary.AppendUvarint(make([]byte, 0, len(section)), uint64(len(bodies)))
	for _, body := range better {
		body = tidy(body)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out, nil
}

// testsInVain tells of a function's name whether its callers have all tested for room on
// the stack: only functions of the runtime and what it needs are called without.
func testsInVain(name string) bool {
	for _, p := range [...]string{"main.", "whosaid.example", "slices.", "strings.", "unicode_utf8."} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// withoutTest are functions that need no room for more than their return address.
var withoutTest = []string{"runtime.memequal", "runtime.memmove", "runtime.memclrNoHeapPointers", "runtime.cmpstring",
	"internal_bytealg.IndexByte", "internal_bytealg.IndexByteString", "internal_bytealg.Compare"}

// restructured is one function, as it was where it can't be structured, and whether it is
// a leaf that does not test for room on the stack; see settle.go.
func restructured(body []byte, settle bool, never, leaf func(index int) bool) (code []byte, alone bool) {
	if settle {
		if f, ok := readFlow(body); ok && f.endAtPanics(never) && f.settle(never, leaf) {
			if better, ok := f.write(); ok {
				return better, f.alone
			}
		}
	}
	if f, ok := readFlow(body); ok && f.endAtPanics(never) {
		if better, ok := f.write(); ok {
			return better, false
		}
	}
	return body, false
}

// node is a basic block among those around it.
type node struct {
	basicBlock
	to     []int // all that can follow
	order  int   // in reverse postorder
	above  int   // immediate dominator, -1 for the first
	below  []int // those it dominates immediately
	from   []int // all that lead here
	loop   int   // header of the innermost loop around, itself for a header; -1 for none
	outer  int   // of a header: that of the next loop around, -1 for none
	heads  bool  // is a loop's header
	label  bool  // has a block of its own, at whose end it stands
	cold   bool  // leads to the program's end: it stands behind everything else
	resume []int // of a table: the node for each number
	sets   bool  // puts a number into local 0 for the table that follows
}

type graph struct {
	nodes  []node
	order  []int  // those that can be reached, in reverse postorder
	tangle [2]int // an edge's end and start, of a loop with several headers
	number int    // the next that no place to resume has
	used   []bool // of each number below: whether it is a place to resume's
	out    []byte
	around []frame
}

// frame is an open block, loop or if of the output.
type frame struct {
	kind byte
	node int
}

// write writes the flow in structured form.
func (f *flow) write() ([]byte, bool) {
	g := &graph{nodes: make([]node, len(f.blocks), len(f.blocks)+8)}
	for i, b := range f.blocks {
		g.nodes[i].basicBlock = b
	}
	// Where to resume, by number; calls that never return are not come back to.
	places := make([]int, len(f.resumed))
	g.used = make([]bool, len(f.resumed))
	for v, b := range f.resumed {
		if b > 0 && !g.nodes[b].traps() {
			places[v], g.used[v] = b, true
		}
	}
	g.number = len(places)
	root := len(g.nodes)
	g.nodes = append(g.nodes, node{basicBlock: basicBlock{ends: endsTable}, resume: []int{0}})
	start := root
	if f.body > 0 && slices.ContainsFunc(places, func(p int) bool { return p > 0 }) {
		start = g.resumeSettled(f, root)
		for v, p := range places {
			if p == 0 {
				places[v] = f.body
			}
		}
	}
	g.analyse(start)
	for _, p := range places {
		if g.nodes[p].order < 0 { // nothing but resuming leads there
			g.nodes[root].resume = append(g.nodes[root].resume, p)
		}
	}
	for tries := 0; !g.analyse(start); tries++ {
		if tries == mostTangles {
			return nil, false
		}
		g.untangle()
	}
	g.tables(root, places)
	if !g.analyse(start) {
		return nil, false
	}
	g.label()
	g.out = append(g.out, f.head...)
	if f.unwinds {
		g.open(opBlock, -1)
	}
	g.tree(start, -1)
	g.out = append(g.out, opUnreachable)
	if f.unwinds {
		g.close()
		g.out = append(g.out, opI32Const, 1)
	}
	return append(g.out, opEnd), true
}

// resumeSettled puts the table of a settled function behind where its frame is made,
// so that local 1 has one value from there on, and returns the function's new
// beginning. What is resumed finds the stack's pointer at its frame.
func (g *graph) resumeSettled(f *flow, table int) (start int) {
	start = len(g.nodes)
	g.nodes = append(g.nodes,
		node{basicBlock: basicBlock{code: []byte{opLocalGet, 0}, ends: endsTest, then: start + 1, next: 0}},
		node{basicBlock: basicBlock{code: []byte{opLocalGet, 1, opI32Const, 8, opI32Sub, opLocalSet, 1}, next: table}, sets: true})
	g.nodes[f.entry].next, g.nodes[f.entry].sets = table, true
	g.nodes[table].resume[0] = f.body
	return start
}

// traps tells whether a block only stops the program.
func (b *basicBlock) traps() bool {
	return b.ends == endsReturn && len(b.code) == 1 && b.code[0] == opUnreachable
}

// analyse finds what follows on what, an order, dominators and natural loops;
// false where a loop can be entered other than by its header.
func (g *graph) analyse(root int) bool {
	for i := range g.nodes {
		x := &g.nodes[i]
		x.order, x.loop, x.outer, x.heads, x.above, x.below, x.from = -1, -1, -1, false, -1, nil, nil
		switch x.ends {
		case endsJump:
			x.to = []int{x.next}
		case endsTest:
			x.to = []int{x.next, x.then}
		case endsTable:
			x.to = slices.Compact(slices.Sorted(slices.Values(x.resume)))
		}
	}
	g.order = g.order[:0]
	seen := make([]bool, len(g.nodes))
	seen[root] = true
	type step struct{ node, next int }
	for stack := []step{{root, 0}}; len(stack) > 0; {
		s := &stack[len(stack)-1]
		x := &g.nodes[s.node]
		if s.next == len(x.to) {
			g.order = append(g.order, s.node)
			stack = stack[:len(stack)-1]
			continue
		}
		to := x.to[s.next]
		s.next++
		g.nodes[to].from = append(g.nodes[to].from, s.node)
		if !seen[to] {
			seen[to] = true
			stack = append(stack, step{to, 0})
		}
	}
	slices.Reverse(g.order)
	for i, n := range g.order {
		g.nodes[n].order = i
	}
	g.dominators(root)
	for _, n := range slices.Backward(g.order) {
		if !g.loop(n) {
			return false
		}
	}
	return true
}

// dominators: Cooper, Harvey, Kennedy, A Simple, Fast Dominance Algorithm (2001).
func (g *graph) dominators(root int) {
	for changed := true; changed; {
		changed = false
		for _, n := range g.order[1:] {
			x := &g.nodes[n]
			above := -1
			for _, p := range x.from {
				switch {
				case p != root && g.nodes[p].above < 0: // not yet known
				case above < 0:
					above = p
				default:
					for p != above {
						for g.nodes[p].order > g.nodes[above].order {
							p = g.nodes[p].above
						}
						for g.nodes[above].order > g.nodes[p].order {
							above = g.nodes[above].above
						}
					}
				}
			}
			if above != x.above {
				x.above, changed = above, true
			}
		}
	}
	for _, n := range g.order[1:] {
		above := &g.nodes[g.nodes[n].above]
		above.below = append(above.below, n)
	}
}

func (g *graph) dominates(a, b int) bool {
	for g.nodes[b].order > g.nodes[a].order {
		b = g.nodes[b].above
	}
	return a == b
}

// loop finds the nodes of the loop that a node heads, if any; those of inner
// loops must be known. It returns false for an edge back to a node that does
// not dominate where it comes from.
func (g *graph) loop(head int) bool {
	h := &g.nodes[head]
	var walk []int
	for _, p := range h.from {
		if g.nodes[p].order >= h.order {
			if !g.dominates(head, p) {
				g.tangle = [2]int{head, p}
				return false
			}
			walk = append(walk, p)
		}
	}
	if walk == nil {
		return true
	}
	h.heads, h.loop = true, head
	inside := map[int]bool{head: true}
	for len(walk) > 0 {
		n := walk[len(walk)-1]
		walk = walk[:len(walk)-1]
		if inside[n] {
			continue
		}
		inside[n] = true
		x := &g.nodes[n]
		if x.loop < 0 {
			x.loop = head
		} else {
			t := x.loop
			for g.nodes[t].outer >= 0 && g.nodes[t].outer != head {
				t = g.nodes[t].outer
			}
			if t != head {
				g.nodes[t].outer = head
			}
		}
		walk = append(walk, x.from...)
	}
	return true
}

// mostTangles is how many loops with several headers a function may have.
const mostTangles = 100

// untangle puts a table before the headers of a loop that has several: whoever
// goes to one of them puts its number into local 0.
func (g *graph) untangle() {
	common := g.tangle[0]
	for !g.dominates(common, g.tangle[1]) {
		common = g.nodes[common].above
	}
	// The loop is what leads from a header back to it without leaving what their
	// common dominator dominates.
	reach := func(next func(x *node) []int) map[int]bool {
		found := map[int]bool{g.tangle[0]: true}
		for walk := []int{g.tangle[0]}; len(walk) > 0; {
			n := walk[len(walk)-1]
			walk = walk[:len(walk)-1]
			for _, to := range next(&g.nodes[n]) {
				if !found[to] && to != common && g.dominates(common, to) {
					found[to] = true
					walk = append(walk, to)
				}
			}
		}
		return found
	}
	after, before := reach(func(x *node) []int { return x.to }), reach(func(x *node) []int { return x.from })
	table := len(g.nodes)
	g.nodes = append(g.nodes, node{})
	var resume []int
	for _, n := range slices.Clone(g.order) {
		outside := func(p int) bool { return !after[p] || !before[p] }
		if outside(n) || !slices.ContainsFunc(g.nodes[n].from, outside) {
			continue
		}
		if resume == nil {
			resume = slices.Repeat([]int{n}, g.number)
		}
		resume = append(resume, n)
		code := appendSigned([]byte{opI32Const}, g.number)
		code = append(code, opLocalSet, 0)
		g.number++
		for _, p := range g.nodes[n].from {
			setter := len(g.nodes)
			g.nodes = append(g.nodes, node{basicBlock: basicBlock{code: code, next: table}, sets: true})
			switch x := &g.nodes[p]; {
			case x.ends == endsTable:
				for v, to := range x.resume {
					if to == n {
						x.resume[v] = setter
					}
				}
			case x.next == n:
				x.next = setter
			case x.ends == endsTest && x.then == n:
				x.then = setter
			}
		}
	}
	g.nodes[table] = node{basicBlock: basicBlock{ends: endsTable}, resume: resume}
}

// tables puts a table at the function's beginning and one before each loop's
// header that has places to resume inside.
func (g *graph) tables(root int, places []int) {
	// step is the next node on the way from a table to a place: -1 for the
	// function's beginning, else a loop's header.
	nodes, table := len(g.nodes), map[int]int{}
	way := func(place int) (headers []int) { // outermost first
		for h := g.nodes[place].loop; h >= 0; h = g.nodes[h].outer {
			headers = append(headers, h)
		}
		slices.Reverse(headers)
		return headers
	}
	g.nodes[root].resume = make([]int, len(places))
	for v, p := range places {
		at := root
		if p > 0 {
			for _, h := range way(p) {
				t, ok := table[h]
				if !ok {
					t = len(g.nodes)
					table[h] = t
					g.nodes = append(g.nodes, node{basicBlock: basicBlock{ends: endsTable}, resume: slices.Repeat([]int{h}, len(places))})
				}
				g.nodes[at].resume[v] = t
				at = t
			}
		}
		g.nodes[at].resume[v] = p
	}
	// Whoever goes to a header that has a table now goes there.
	by := func(to *int) {
		if t, ok := table[*to]; ok {
			*to = t
		}
	}
	for i := range nodes {
		switch x := &g.nodes[i]; x.ends {
		case endsTable:
			for v := range x.resume {
				by(&x.resume[v])
			}
		case endsTest:
			by(&x.then)
			by(&x.next)
		case endsJump:
			by(&x.next)
		}
	}
}

// label finds the nodes that several others lead forward to, or a table.
func (g *graph) label() {
	for _, n := range g.order {
		x := &g.nodes[n]
		forward := 0
		for _, p := range x.from {
			if g.nodes[p].order < x.order {
				forward++
				x.label = x.label || g.nodes[p].ends == endsTable && len(g.nodes[p].to) > 1
			}
		}
		x.label = x.label || forward > 1
	}
	// A panic's code inside of a loop or before a return would count as gone over
	// with each of them.
	for _, n := range slices.Backward(g.order) {
		x := &g.nodes[n]
		last := len(x.code) - 1
		x.cold = x.ends == endsReturn && last >= 0 && x.code[last] == opUnreachable ||
			x.ends == endsJump && g.nodes[x.next].cold && g.nodes[x.next].order > x.order
	}
	for _, n := range g.order {
		x := &g.nodes[n]
		x.label = x.label || x.cold && slices.ContainsFunc(x.from, func(p int) bool { return g.nodes[p].ends == endsTest })
	}
}

func (g *graph) open(op byte, node int) {
	g.out = append(g.out, op, voidBlock)
	g.around = append(g.around, frame{op, node})
}

func (g *graph) close() {
	g.out = append(g.out, opEnd)
	g.around = g.around[:len(g.around)-1]
}

// tree writes a node and all that it dominates. Control that falls out of it
// comes to node fall.
func (g *graph) tree(n, fall int) {
	x := &g.nodes[n]
	if x.heads {
		g.open(opLoop, n)
	}
	var labels []int
	for _, b := range x.below { // in the graph's order
		if g.nodes[b].label && !g.nodes[b].cold {
			labels = append(labels, b)
		}
	}
	if n == g.order[0] {
		for _, b := range g.order {
			if g.nodes[b].label && g.nodes[b].cold {
				labels = append(labels, b)
			}
		}
	}
	for _, b := range slices.Backward(labels) {
		g.open(opBlock, b)
	}
	following := append(labels, fall)
	g.block(n, following[0])
	for i, b := range labels {
		g.close()
		g.tree(b, following[i+1])
	}
	if x.heads {
		g.close()
	}
}

// block writes a node's code and how it goes on.
func (g *graph) block(n, fall int) {
	x := &g.nodes[n]
	from := 0
	for _, l := range x.leaves {
		g.out = append(append(g.out, x.code[from:l.at]...), l.op)
		g.out = binary.AppendUvarint(g.out, uint64(l.depth+len(g.around)-1))
		from = l.at
	}
	g.out = append(g.out, x.code[from:]...)
	switch x.ends {
	case endsJump:
		g.branch(n, x.next, fall)
	case endsTable:
		g.table(n, fall)
	case endsTest:
		switch {
		case x.next == x.then:
			g.out = append(g.out, opDrop)
			g.branch(n, x.next, fall)
		case g.direct(n, x.then) && !(x.then == fall && g.direct(n, x.next)):
			g.jump(opBrIf, n, x.then)
			g.branch(n, x.next, fall)
		case g.direct(n, x.next):
			g.out = append(g.out, opI32Eqz)
			g.jump(opBrIf, n, x.next)
			g.branch(n, x.then, fall)
		default:
			g.open(opIf, -1)
			g.branch(n, x.then, -1)
			g.close()
			g.branch(n, x.next, fall)
		}
	}
}

// direct tells whether a single branch leads from one node to another.
func (g *graph) direct(from, to int) bool {
	x := &g.nodes[to]
	return x.ends != endsTable && (x.label || x.order <= g.nodes[from].order)
}

// branch goes on from one node to another.
func (g *graph) branch(from, to, fall int) {
	x := &g.nodes[to]
	if x.ends == endsTable && g.nodes[from].ends != endsTable && !g.nodes[from].sets {
		g.out = append(g.out, opI32Const, 0, opLocalSet, 0)
	}
	switch {
	case x.order <= g.nodes[from].order:
		g.jump(opBr, from, to)
	case !x.label:
		g.tree(to, fall)
	case to != fall:
		g.jump(opBr, from, to)
	}
}

// jump writes a branch to a loop's header or to the end of a node's block.
func (g *graph) jump(op byte, from, to int) {
	g.out = binary.AppendUvarint(append(g.out, op), uint64(g.depth(from, to)))
}

func (g *graph) depth(from, to int) int {
	kind := byte(opBlock)
	if g.nodes[to].order <= g.nodes[from].order {
		kind = opLoop
	}
	for i, f := range slices.Backward(g.around) {
		if f.kind == kind && f.node == to {
			return len(g.around) - 1 - i
		}
	}
	panic("a branch to where no block is")
}

// table writes where to resume: number 0 leads on as without it, the others are
// compared in their order with the last one of each place. Numbers between, that no
// place has, are never met. (A branch table would have a branch for each of them.)
func (g *graph) table(n, fall int) {
	x := &g.nodes[n]
	on := x.resume[0]
	type place struct{ last, to int }
	var places []place
	for v, to := range x.resume {
		switch {
		case v == 0 || v < len(g.used) && !g.used[v]:
		case len(places) > 0 && places[len(places)-1].to == to:
			places[len(places)-1].last = v
		default:
			places = append(places, place{v, to})
		}
	}
	if len(x.resume) < g.number && (len(places) == 0 || places[len(places)-1].to != on) {
		places = append(places, place{g.number, on}) // of another table's
	}
	if len(places) > 1 || len(places) == 1 && places[0].to != on {
		g.out = append(g.out, opLocalGet, 0)
		g.open(opIf, -1)
		for i, p := range places {
			if i < len(places)-1 {
				g.out = append(appendSigned(append(g.out, opLocalGet, 0, opI32Const), p.last), opI32LeU)
				g.jump(opBrIf, n, p.to)
			} else {
				g.jump(opBr, n, p.to)
			}
		}
		g.close()
	}
	g.branch(n, on, fall)
}
