package main

import (
	"fmt"
	"runtime"
	"sync"
)

// loops are control flow of every form that the compiler makes: loops with
// several exits, loops inside one another, loops that goroutines leave and enter
// again in their middle, loops with two entries, and defers that run in them.
func loops() {
	fmt.Println(collatz(27), primes(100), labelled(7), tangled(20, true), tangled(21, false), entered(5, 3), entered(6, 40))
	fmt.Println(switching(1000), pipeline(50), locked(40), nested(6))
	for i := range 4 {
		fmt.Println(deferred(i))
	}
	sum := 0
	for x := range count(10) {
		if x == 7 {
			break
		}
		sum += x
	}
	fmt.Println(sum)
}

func collatz(n int) (steps int) {
	for ; n != 1; steps++ {
		if n%2 == 0 {
			n /= 2
			continue
		}
		n = 3*n + 1
	}
	return steps
}

func primes(limit int) (found []int) {
next:
	for n := 2; n < limit; n++ {
		for _, p := range found {
			if n%p == 0 {
				continue next
			}
			if p*p > n {
				break
			}
		}
		found = append(found, n)
	}
	return found
}

func labelled(n int) (text string) {
outer:
	for i := 0; ; i++ {
		for j := 0; j < n; j++ {
			switch {
			case i*j == 12:
				text += "a"
				continue outer
			case i+j > 9:
				text += "b"
				break outer
			case j == i:
				text += "c"
				runtime.Gosched() // another goroutine runs, and this one goes on here
			}
		}
	}
	return text
}

// tangled has a loop with two headers.
func tangled(n int, first bool) (trace []byte) {
	if first {
		goto second
	}
one:
	trace = append(trace, 'x')
	n--
	runtime.Gosched()
	if n%5 == 3 {
		goto second
	}
	if n < 0 {
		return trace
	}
second:
	trace = append(trace, 'y')
	n -= 2
	if n > 0 && n%3 == 0 {
		goto second
	}
	if n > 0 {
		goto one
	}
	return trace
}

// entered has a loop that is entered in its middle, inside another.
func entered(n, limit int) (sum int) {
	i := -1
outer:
	i++
	if i >= n {
		return sum
	}
	if i%2 == 0 {
		goto middle
	}
inner:
	sum += i
	runtime.Gosched()
middle:
	sum++
	if sum%4 == 0 || sum > limit {
		goto outer
	}
	goto inner
}

func switching(n int) (sum int) {
	in, out := make(chan int), make(chan int)
	go func() {
		for x := range in {
			for range x % 3 {
				runtime.Gosched()
			}
			out <- x * 2
		}
		close(out)
	}()
	sent := 0
	for in != nil || out != nil {
		var to chan int
		if sent < n {
			to = in
		} else if in != nil {
			close(in)
			in = nil
		}
		select {
		case to <- sent:
			sent++
		case x, ok := <-out:
			if !ok {
				out = nil
				break
			}
			sum += x
		}
	}
	return sum
}

func pipeline(n int) int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	for range 5 {
		next := make(chan int, 1)
		go func(from chan int) {
			defer close(next)
			for x := range from {
				next <- x + 1
			}
		}(c)
		c = next
	}
	sum := 0
	for x := range c {
		sum += x
	}
	return sum
}

func locked(n int) (sum int) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range n {
		all.Add(1)
		go func() {
			defer all.Done()
			for j := range i {
				mu.Lock()
				was := sum
				if j%3 == 0 {
					runtime.Gosched()
				}
				sum = was + 1
				mu.Unlock()
			}
		}()
	}
	all.Wait()
	return sum
}

func nested(depth int) (sum int) {
	for i := 0; i < depth; i++ {
		for j := i; j < depth; j++ {
			for k := j; k < depth; k++ {
				if (i+j+k)%7 == 0 {
					runtime.Gosched()
				}
				sum += i ^ j ^ k
			}
			if sum%11 == 0 {
				break
			}
		}
	}
	return sum
}

// deferred recovers in loops: the program goes on at the call that runs what was
// deferred.
func deferred(n int) (result string) {
	for i := range 3 {
		func() {
			if i == 2 && n == 3 {
				return
			}
			defer func() {
				if p := recover(); p != nil {
					result += fmt.Sprint(i, p, ";")
				}
			}()
			for j := range 5 {
				defer func() { result += fmt.Sprint(j) }()
				if j == n {
					var list []int
					list[i+n]++
				}
			}
		}()
	}
	return result
}

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}
