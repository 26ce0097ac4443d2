package lexicon

import (
	_ "embed"
	"strings"
)

// CueClass is a set of classes of reporting words. The zero value is no
// reporting word.
type CueClass uint16

const (
	CueSpeech   CueClass = 1 << iota // says or writes: takes a clause or a quotation
	CueThought                       // believes, wants, intends, feels
	CueManner                        // a sound or gesture, speech only beside quotation marks
	CueDemand                        // takes a person and an infinitive: "urged X to do"
	CueNaming                        // takes an object and a predicate: "called X Y", "described X as Y"
	CueAttitude                      // takes a noun phrase and tells what the subject thinks of it
	CueDocument                      // what a text or a study does: "shows"
	CueNoun                          // a noun: "X's warning that"
	CueWithhold                      // tells that nothing was said: "declined to"

	// CueVerb is every class of verbs.
	CueVerb = CueSpeech | CueThought | CueManner | CueDemand | CueNaming | CueAttitude | CueDocument
)

// VerbForm is a set of the forms that a reporting verb's spelling can be.
type VerbForm uint8

const (
	VerbBase       VerbForm = 1 << iota // say
	VerbPresent                         // says
	VerbPast                            // said
	VerbParticiple                      // said, taken
	VerbGerund                          // saying
)

//go:embed cues.txt
var cuesText string

var (
	cueOnce  once
	cueTable wordTable // the class, and the form times 1<<16
)

// Cue is what the list says of a word in lower case, in any of its forms; 0
// for words that report nothing. O(1), no allocation after the first call.
func Cue(word string) (CueClass, VerbForm) {
	cueOnce.Do(loadCues)
	v := cueTable.get(word)
	return CueClass(v), VerbForm(v >> 16)
}

func cueHash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h ^ h>>15
}

func loadCues() {
	classes := map[string]CueClass{"speech": CueSpeech, "thought": CueThought, "manner": CueManner,
		"demand": CueDemand, "naming": CueNaming, "attitude": CueAttitude, "document": CueDocument,
		"noun": CueNoun, "withhold": CueWithhold}
	irregular := map[string][]string{} // the slashes may stand at one of a verb's places only
	for _, w := range strings.Fields(cuesText) {
		if forms := strings.Split(w, "/"); len(forms) > 1 {
			irregular[forms[0]] = forms
		}
	}
	for _, line := range strings.Split(cuesText, "\n") {
		name, words, ok := strings.Cut(line, ": ")
		class := classes[name]
		if !ok || class == 0 {
			continue
		}
		for _, w := range strings.Fields(words) {
			base, _, _ := strings.Cut(w, "/")
			forms := irregular[base]
			if class == CueNoun {
				addCue(base, class, 0)
				addCue(thirdPerson(base), class, 0)
				continue
			}
			past, participle, gerund := pastOf(base), "", gerundOf(base)
			if len(forms) > 1 {
				past = forms[1]
			}
			participle = past
			if len(forms) > 2 {
				if strings.HasSuffix(forms[2], "ing") {
					gerund = forms[2]
				} else {
					participle = forms[2]
				}
			}
			addCue(base, class, VerbBase)
			addCue(thirdPerson(base), class, VerbPresent)
			addCue(past, class, VerbPast)
			addCue(participle, class, VerbParticiple)
			addCue(gerund, class, VerbGerund)
		}
	}
}

func addCue(word string, class CueClass, form VerbForm) {
	*cueTable.set(word) |= uint64(class) | uint64(form)<<16
}

func thirdPerson(w string) string {
	n := len(w)
	switch {
	case w[n-1] == 'y' && !vowel(w[n-2]):
		return w[:n-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	}
	return w + "s"
}

func pastOf(w string) string {
	n := len(w)
	switch {
	case w[n-1] == 'y' && !vowel(w[n-2]):
		return w[:n-1] + "ied"
	case w[n-1] == 'e':
		return w + "d"
	}
	return w + "ed"
}

func gerundOf(w string) string {
	if n := len(w); w[n-1] == 'e' && w[n-2] != 'e' {
		return w[:n-1] + "ing"
	}
	return w + "ing"
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
