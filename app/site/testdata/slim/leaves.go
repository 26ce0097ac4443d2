package main

import "fmt"

// leaves calls functions that call none but such as panic, wherever a stack may be
// too small for them, and from within one that panics.
func leaves() {
	var of [20]int
	done := make(chan int)
	for _, depth := range []int{10, 100, 1000, 10000} {
		go func() { done <- deep(depth, &of) }() // on a new stack, which grows
		fmt.Println(<-done, of[3])
	}
	for _, at := range []int{0, -1} {
		fmt.Println(recovered(at, &of))
	}
}

//go:noinline
func deep(n int, of *[20]int) int {
	if n == 0 {
		return 0
	}
	of[n%20] += n
	return leaf(of, n)%1000 + branch(of, n)%1000 + deep(n-1, of)
}

// branch calls a leaf.
//
//go:noinline
func branch(of *[20]int, n int) int {
	var room [25]int
	for i := range room {
		room[i] = leaf(of, n+i)
	}
	return room[n%25] + room[7]
}

//go:noinline
func leaf(of *[20]int, n int) int {
	var room [20]int
	for i := range room {
		room[i] = of[(i+n)%20] * i
	}
	return room[n%20] + room[19]
}

func recovered(at int, of *[20]int) (said string) {
	defer func() { said = fmt.Sprint(said, recover(), deep(50, of)) }()
	return fmt.Sprint(branch(of, at))
}
