//go:build !unix

package analysis_test

import "time"

// computed is the time since this program has started: the system doesn't tell
// how much of it was its own.
func computed() time.Duration { return time.Since(started) }

var started = time.Now()
