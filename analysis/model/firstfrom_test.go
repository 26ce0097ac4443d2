package model

import (
	"strings"
	"testing"
)

func TestFirstByteFromALimit(t *testing.T) {
	for _, limit := range []int{1, 5, 17, 127, 128, 129, 255} {
		for _, n := range []int{0, 1, 7, 8, 9, 30} {
			text := strings.Repeat("\x00", n)
			if got := firstFrom(text, limit); got != -1 {
				t.Errorf("limit %d, %d zeros: %d", limit, n, got)
			}
			for at := range n {
				for _, b := range []int{limit - 1, limit, 200, 255} {
					if b > 255 {
						continue
					}
					want := -1
					if b >= limit {
						want = at
					}
					if got := firstFrom(text[:at]+string([]byte{byte(b)})+text[at+1:], limit); got != want {
						t.Errorf("limit %d, byte %d at %d of %d: %d, want %d", limit, b, at, n, got, want)
					}
				}
			}
		}
	}
}
