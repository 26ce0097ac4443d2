package site

import (
	"slices"
	"strings"
)

// neverReturns tells of a function's name whether it only unwinds: what follows its calls
// is not come back to. Go's compiler tells of the first three alone; of all others it
// writes a place to resume behind each call, and goes on to whatever stands there.
func neverReturns(name string) bool {
	return strings.HasPrefix(name, "runtime.goPanic") || slices.Contains([]string{
		"runtime.sigpanic", "runtime.morestack", "runtime.morestack_noctxt",
		"runtime.gopanic", "runtime.throw", "runtime.panicdivide", "runtime.panicshift", "runtime.panicwrap",
		"runtime.panicmakeslicelen", "runtime.panicmakeslicecap", "runtime.panicunsafeslicelen", "runtime.panicunsafestringlen",
		"runtime.panicdottypeE", "runtime.panicdottypeI", "runtime.panicnildottype"}, name)
}

// endAtPanics makes calls that never return the ends of their blocks. Go's compiler
// puts a place to resume behind each of them, and there whatever comes next in the
// function: every index that is out of range seemed to lead on to the next one. False
// for code that can't be read.
func (f *flow) endAtPanics(never func(index int) bool) bool {
	for i := range f.blocks {
		b := &f.blocks[i]
		if b.ends != endsJump || len(b.leaves) == 0 || b.leaves[len(b.leaves)-1].at != len(b.code) {
			continue
		}
		list, ok := b.instructions()
		if !ok {
			return false
		}
		last := len(list) - 4
		if last < 0 || !is(list[last:], [2]int{opCall, -1}, [2]int{opGlobalGet, 0}, [2]int{opLocalSet, 1}, [2]int{opLeave, -1}) || !never(list[last].n) {
			continue
		}
		// Where deferred functions are run, what recovers goes on.
		if !startsWithCall(f.blocks[b.next].code) {
			for v, to := range f.resumed {
				if to == b.next {
					f.resumed[v] = -1
				}
			}
		}
		b.ends = endsReturn
		b.code = append(b.code, opUnreachable)
	}
	return true
}
