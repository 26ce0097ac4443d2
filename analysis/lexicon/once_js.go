package lexicon

import "sync"

// once reads a list at its first use. In a browser, where all goroutines share one
// thread, a plain variable tells that it has been read: words are looked up a dozen
// times a token, and an atomic one costs three calls there.
type once struct {
	done bool
	sync.Once
}

func (o *once) Do(f func()) {
	if !o.done {
		o.Once.Do(f)
		o.done = true
	}
}
