package actor

// among tells whether the list, which has a space around each of its words, holds the
// word w. A long switch is larger in the program, and none of those who ask
// do so for every token.
//
//go:noinline
func among(w, list string) bool {
	n := len(w)
	for i := 0; i+n+1 < len(list); i++ {
		if list[i] == ' ' && list[i+n+1] == ' ' && list[i+1:i+1+n] == w {
			return true
		}
	}
	return false
}
