//go:build !js

package lexicon

import "sync"

// once reads a list at its first use.
type once = sync.Once
