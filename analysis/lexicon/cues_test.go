package lexicon

import "testing"

func TestReportingWordsInAllTheirForms(t *testing.T) {
	for _, c := range []struct {
		word  string
		class CueClass
		form  VerbForm
	}{
		{"say", CueSpeech, VerbBase}, {"says", CueSpeech, VerbPresent}, {"said", CueSpeech, VerbPast | VerbParticiple},
		{"saying", CueSpeech, VerbGerund}, {"denied", CueSpeech, VerbPast}, {"admitting", CueSpeech, VerbGerund},
		{"written", CueSpeech, VerbParticiple}, {"wrote", CueSpeech, VerbPast}, {"agreeing", CueThought, VerbGerund},
		{"believes", CueThought, VerbPresent}, {"begging", CueDemand, VerbGerund}, {"shrugged", CueManner, VerbPast},
		{"warnings", CueNoun, 0}, {"declined", CueWithhold, VerbPast}, {"slamming", CueNaming | CueAttitude, VerbGerund},
	} {
		class, form := Cue(c.word)
		if class&c.class != c.class || form&c.form != c.form {
			t.Errorf("%s: class %b form %b, want at least %b %b", c.word, class, form, c.class, c.form)
		}
	}
	for _, w := range []string{"", "table", "sayed", "telled", "the"} {
		if class, _ := Cue(w); class != 0 {
			t.Errorf("%s: class %b, want none", w, class)
		}
	}
}
