package score

import (
	"testing"

	"whosaid.example/analysis/doc"
)

func at(text, s string) []doc.Range {
	for i := 0; i+len(s) <= len(text); i++ {
		if text[i:i+len(s)] == s {
			return []doc.Range{{Start: int32(i), End: int32(i + len(s))}}
		}
	}
	panic("no " + s)
}

func TestPunctuationDoesNotCountAndHalfOfTheWordsMatch(t *testing.T) {
	text := "“We will go,” Ann Lee said. Bo hopes to stay."
	gold := []Attribution{
		{Source: at(text, "Ann Lee"), Cue: at(text, "said"), Content: at(text, "“We will go,”"), Kind: doc.Direct},
		{Source: at(text, "Bo"), Cue: at(text, "hopes"), Content: at(text, "to stay"), Kind: doc.Indirect},
	}
	var m Attributions
	m.Add(text, gold, []Attribution{
		{Source: at(text, "Lee"), Cue: at(text, "said"), Content: at(text, "We will go")},
		{Cue: at(text, "hopes"), Content: at(text, "to stay")},
	})
	if m.Whole != (Count{1, 2, 2}) {
		t.Errorf("whole %v, want 1 of 2: a source of half the words matches, a missing one does not", m.Whole)
	}
	if m.Exact[Content] != (Count{2, 2, 2}) || m.Exact[Source] != (Count{0, 1, 2}) || m.Exact[Cue] != (Count{2, 2, 2}) {
		t.Errorf("exact %v", m.Exact)
	}
	if m.Kind[doc.Direct].Recall() != 1 || m.Kind[doc.Indirect].Recall() != 0 {
		t.Errorf("by kind %v", m.Kind)
	}
}

func TestAlphaIsOneForTheSameLabelsAndLowForOthers(t *testing.T) {
	text := "Ann said that it rained."
	gold := []Attribution{{Source: at(text, "Ann"), Cue: at(text, "said"), Content: at(text, "that it rained")}}
	var same, none Attributions
	same.Add(text, gold, gold)
	none.Add(text, gold, nil)
	if same.Alpha() != 1 || none.Alpha() > 0.1 {
		t.Errorf("alpha %v and %v, want 1 and about 0", same.Alpha(), none.Alpha())
	}
}

func TestKindFollowsTheMarks(t *testing.T) {
	text := "Ann said “we go” and \"we stay\" and that was all. “No end"
	quoted := Quoted(text)
	for _, c := range []struct {
		content string
		kind    doc.QuoteKind
	}{{"“we go”", doc.Direct}, {"“we go” and \"we stay\"", doc.Mixed}, {"that was all", doc.Indirect}, {"No end", doc.Direct}} {
		if k := KindOf(text, quoted, at(text, c.content)); k != c.kind {
			t.Errorf("%s: %s, want %s", c.content, k, c.kind)
		}
	}
}
