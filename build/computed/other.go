//go:build !unix

package computed

import "time"

// Time is the time since this program has started: the system doesn't tell how
// much of it was its own.
func Time() time.Duration { return time.Since(started) }
