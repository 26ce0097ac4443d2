package corpus

import (
	"path/filepath"
)

// Trees is the treebanks that the tagger and the parser learn from.
type Trees struct {
	GUM, EWT, Silver []Treebank
	Files            []string // that were read, below the corpora's folder
}

// freeGenres are the genres of GUM whose texts have licences that allow any
// use, with attribution and under like terms.
var freeGenres = map[string]bool{"news": true, "interview": true, "academic": true, "court": true, "bio": true, "voyage": true}

// ReadTrees reads the part ("train" or "dev") of the treebanks below the
// corpora's folder; free leaves out what has no free licence.
func ReadTrees(corpora, part string, free bool) (t Trees, err error) {
	path := func(name string) string {
		t.Files = append(t.Files, name)
		return filepath.Join(corpora, filepath.FromSlash(name))
	}
	gum, err := ReadConllu(path("gum/" + part + ".conllu.gz"))
	if err != nil {
		return t, err
	}
	for _, b := range gum {
		if !free || freeGenres[b.Genre] {
			t.GUM = append(t.GUM, b)
		}
	}
	if t.EWT, err = ReadConllu(path("ewt/" + part + ".conllu.gz")); err != nil || free {
		return t, err
	}
	t.Silver, err = ReadSilver(path("polnear/silver-"+part+".conllu.gz"), path("polnear/"+part+".jsonl.gz"))
	return t, err
}
