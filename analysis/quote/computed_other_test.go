//go:build !unix

package quote

import "time"

// Computed is the time since this program has started: the system doesn't tell
// how much of it was its own.
func Computed() time.Duration { return time.Since(started) }

var started = time.Now()
