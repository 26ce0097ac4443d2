package corpus

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// GoldStory is a story annotated by hand in full: actors, quotes, claims and
// cross-references. All offsets are bytes of the article.
type GoldStory struct {
	Name        string
	Articles    []GoldArticle
	References  []GoldReference
	Distractors []GoldReference // pairs that tempt and must not be linked
}

// GoldSpan is a half-open range of bytes.
type GoldSpan struct{ Start, End int }

// GoldArticle is one article with its annotations.
type GoldArticle struct {
	Name   string
	Text   string          `json:"-"`
	Title  json.RawMessage // a GoldSpan or null; empty where the title isn't annotated
	Asides []GoldSpan
	Actors []GoldActor
	Quotes []GoldQuote
	Claims []GoldClaim
}

// GoldActor is an actor with its mentions. What is Optional counts neither as
// found nor as missed nor as wrong.
type GoldActor struct {
	ID, Key  string // Key is the same in every article of the story
	Kind     string
	Name     string
	Named    *bool // nil is true
	Optional bool
	Mentions []GoldMention
}

// IsNamed tells whether the article names the actor.
func (a *GoldActor) IsNamed() bool { return a.Named == nil || *a.Named }

// GoldMention is a mention with its form: name, nominal or pronoun.
type GoldMention struct {
	GoldSpan
	Form, Type string
	Optional   bool
}

// GoldQuote is a quote. Also lists further speakers who are right too.
type GoldQuote struct {
	ID, Kind, Act string
	Content       []GoldSpan
	Cue, Source   *GoldSpan
	Speaker, Via  string
	Also          goldList
	Optional      bool
}

// GoldClaim is a claim.
type GoldClaim struct {
	ID string
	GoldSpan
	Speaker, Quote string
	About          []string
	Optional       bool
}

// GoldEnd is a claim of one of a story's articles.
type GoldEnd struct {
	Article int
	Claim   string
}

// GoldReference joins two claims. Of distractors, Wrong lists the relations
// that are wrong, all where it is empty.
type GoldReference struct {
	From, To GoldEnd
	Relation string
	Score    *float64 // how sure the annotators are; nil is 1
	Optional bool
	Wrong    []string
}

// goldList is a string or a list of strings.
type goldList []string

// UnmarshalJSON takes both forms.
func (l *goldList) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*l = goldList{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(l))
}

// ReadGold reads the stories below a folder, each a folder with a gold.json
// and its articles' texts, in the order of their names.
func ReadGold(folder string) ([]GoldStory, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*", "gold.json"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: no story with a gold.json", folder)
	}
	var out []GoldStory
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		dir := filepath.Dir(path)
		s := GoldStory{Name: filepath.Base(dir)}
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for i := range s.Articles {
			a := &s.Articles[i]
			if !strings.HasSuffix(a.Name, ".txt") {
				a.Name += ".txt"
			}
			text, err := os.ReadFile(filepath.Join(dir, a.Name))
			if err != nil {
				return nil, err
			}
			a.Text = string(text)
		}
		out = append(out, s)
	}
	return out, nil
}
