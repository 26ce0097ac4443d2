package parse

import "whosaid.example/analysis/parse"

// tree is a gold tree; numbers count from 1, 0 is the root's head.
type tree struct {
	heads    []int32
	children [][]int32
}

func newTree(heads []int32) *tree {
	g := &tree{heads: heads, children: make([][]int32, len(heads))}
	for d := 1; d < len(heads); d++ {
		if h := heads[d]; h > 0 {
			g.children[h] = append(g.children[h], int32(d))
		}
	}
	return g
}

// costs is how many gold arcs each step would make unreachable (Goldberg and
// Nivre, TACL 2013, for arc-hybrid); impossible steps cost a lot. onStack tells
// the tokens on the stack.
func (g *tree) costs(t *parse.Tree, onStack []bool) (c [parse.StepCount]int) {
	stack, next := t.Stack(), t.Next()
	for s := range parse.StepCount {
		if !t.Can(s) {
			c[s] = 1 << 20
		}
	}
	n := len(stack)
	if t.Can(parse.Shift) {
		if h := g.heads[next]; h > 0 && onStack[h] && h != stack[n-1] {
			c[parse.Shift]++
		}
		for _, d := range g.children[next] {
			if d < next && onStack[d] {
				c[parse.Shift]++
			}
		}
	}
	if n == 0 {
		return c
	}
	top := stack[n-1]
	later := 0 // dependents of the top that are still to come
	for _, d := range g.children[top] {
		if d >= next {
			later++
		}
	}
	h := g.heads[top]
	if t.Can(parse.Left) {
		c[parse.Left] += later
		if h > next || h == 0 || n > 1 && h == stack[n-2] {
			c[parse.Left]++
		}
	}
	if t.Can(parse.Right) {
		c[parse.Right] += later
		if h >= next || h == 0 {
			c[parse.Right]++
		}
	}
	return c
}
