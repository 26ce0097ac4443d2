package doc

import "testing"

func TestMentionFromFindsTheFirstThatBeginsThereOrBehind(t *testing.T) {
	d := &Document{}
	for _, at := range []int32{2, 5, 5, 9} {
		d.Mentions = append(d.Mentions, Mention{Tokens: Span{Start: at, End: at + 1}})
	}
	for _, c := range []struct {
		t     int32
		i     int
		found bool
	}{{0, 0, false}, {2, 0, true}, {3, 1, false}, {5, 1, true}, {9, 3, true}, {10, 4, false}} {
		if i, found := d.MentionFrom(c.t); i != c.i || found != c.found {
			t.Errorf("from %d: %d, %v; want %d, %v", c.t, i, found, c.i, c.found)
		}
	}
	if i, found := new(Document).MentionFrom(0); i != 0 || found {
		t.Errorf("without mentions: %d, %v", i, found)
	}
}
