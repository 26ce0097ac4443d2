// Package actor finds who acts: mentions, coreference, kinds and roles, and
// the speakers of quotes.
//
// [Resolve] goes through a document in these phases, a file each:
//
//	name.go        names that the name stage missed or cut wrongly (widen.go), and what names no actor (things.go, office.go)
//	nametype.go    types of names that the article itself corrects, also by who speaks (namespeak.go), and what is a label (namelabel.go)
//	state.go       names of countries that no list has
//	candidate.go   names, noun phrases and pronouns as candidates, with what their form tells
//	phrase.go      where a noun phrase begins and ends
//	group.go       names that are one person's: surnames, namesakes
//	groupbody.go   names that are one body's, country's or place's
//	spelling.go    which spellings are of one name
//	kind.go        capitals that stand for governments
//	entity.go      the entities so far: by recency, with their roles
//	nominal.go     noun phrases: roles, ages (age.go), descriptions (variety.go) and kinds of organizations (bodies.go)
//	apposition.go  what the sentence says of who is who
//	pronoun.go     pronouns: the best of the actors spoken of last, and whom what they own or their place tells (kin.go)
//	renamed.go     a role and a name beside each other
//	rank.go        which of them is the best, by the trained weights (weights.go) and what stands beside them (favour.go)
//	finish.go      what is a mention; actors with names, kinds and roles
//
// It follows the sieves of Lee et al., "Deterministic Coreference Resolution
// Based on Entity-Centric, Precision-Ranked Rules" (Computational Linguistics
// 39(4), 2013): sure rules first, each deciding on whole entities; pronouns are
// scored. Every search looks at a bounded number of entities, so that the time
// is linear in the length of the text.
//
// [Speak] (speak.go, together.go, voice.go, narrator.go, insert.go) comes after
// the quotes and [Link] (link.go) after all articles of a story.
package actor

import (
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/lexicon"
)

// Resolve reads Tokens, Sentences, Paragraphs, trees, Names and Marks; sets
// Mentions and Actors. Trees that aren't there cost accuracy, nothing else.
func Resolve(d *doc.Document) {
	r := newResolver(d)
	r.weights = trained()
	r.run()
}

func (r *resolver) run() {
	r.collectNames()
	r.collect()
	r.groupNames()
	// The headline comes last: it speaks of those whom the text introduces.
	// Pronouns show gender, and gender helps pronouns: hence two rounds.
	for round := range 2 {
		r.begin(round)
		for i := range r.cands {
			if !r.inTitle(int32(i)) {
				r.resolve(int32(i))
			}
		}
		for i := range r.cands {
			if r.inTitle(int32(i)) {
				r.resolve(int32(i))
			}
		}
	}
	r.cataphora()
	r.finish()
}

// what a candidate's head is a word for.
type what uint8

const (
	thing   what = iota // no actor
	person              // one person
	people              // several
	body                // an organization
	country             // "the country"
	site                // "the town"
)

// det is how a noun phrase begins.
type det uint8

const (
	bare       det = iota
	definite       // the
	indefinite     // a, an, one
	possessive     // his; the union's
	pointing       // this, those
	counted        // 400 teachers
	quantified     // some, several
	other          // another
	negated        // no, any, every: speaks of nobody in particular
)

// pronoun classes.
type pronoun uint8

const (
	noPronoun pronoun = iota
	first             // I
	firstPlural
	second
	he
	she
	it
	they
)

// place in the sentence.
type place uint8

const (
	elsewhere place = iota
	subject
	object
	modifier // inside of another noun phrase
)

const none = doc.None

// cand is a candidate for a mention.
type cand struct {
	span      doc.Span
	core      doc.Span // without what follows the head
	head      int32
	form      doc.Form
	typ       doc.NameType
	what      what
	det       det
	pron      pronoun
	place     place
	done      bool // resolved in this round
	own       bool // a possessive or reflexive pronoun
	plural    bool
	weak      bool // an actor only where others show it
	fresh     bool // "the other", "a second": not the one before
	noun      lexicon.PersonNoun
	class     lexicon.GroupClass
	country   lexicon.CountryID // of a name or demonym, or of the adjective in the phrase
	owner     int32             // candidate that possesses it, or a name before the head, or none
	ownerNoun int32             // common noun before the head that tells the owner, or none
	within    int32             // candidate in whose of-phrase or for-phrase it stands, or none
	partOf    int32             // of "one of her deputies": the head of what it is part of
	title     doc.Span          // of names: the words before it in its phrase
	ent       int32
	rule      string
	link      int32 // candidate before it that the rule joined it to
	not       int32 // entity that it can't be
	rival     int32 // entity that the rule weighed next, or none
	margin    int32 // by how much the score of ent was higher
}

// entity is a group of candidates.
type entity struct {
	what       what
	typ        doc.NameType
	kind       doc.Kind
	named      bool
	plural     bool
	gender     doc.Gender
	usual      doc.Gender // of most who have the given name: no more than a preference
	showed     [3]int32   // evidence by gender in this round
	class      lexicon.GroupClass
	country    lexicon.CountryID
	bodyID     lexicon.BodyID
	affil      int32 // entity of the organization or country a person stands for
	roles      [6]role
	nroles     uint8
	first      int32 // first candidate, by text order
	last       int32 // last candidate before the point that was reached
	lastSubj   int32 // the same, of those in subject position
	count      int32
	names      int32
	parent     int32 // entity that this one was joined to, or none
	prev, next int32 // list by recency
}

// role is a noun that the entity was called.
type role struct {
	lemma string
	owner int32 // entity that the role is held in, or none
	head  int32 // token that named it, or none
}

type resolver struct {
	d          *doc.Document
	trees      bool
	names      []nameSpan
	nouns      map[string]bool // common nouns of the text, see onlyCapital
	notNames   []doc.Span      // names of laws, events and the like
	states     map[string]bool // words that the text shows to name states, see state.go
	stems      map[string]bool // the same, from adjectives made from them
	nameOf     []int32         // token to name, +1
	cands      []cand
	candAt     []int32 // token to the candidate that has it as its head, +1
	ents       []entity
	nameEnts   int // entities made of names: those that stay in the second round
	newest     int32
	byHead     map[string][]int32 // lemma to the last entities with that role
	byBroad    map[string][]int32 // the same for broader nouns of the role
	countries  map[lexicon.CountryID]int32
	things     []int32 // the last things spoken of, see pronoun.go
	round      int
	namesakes  []namesake // surnames that several people have, by candidate
	titleCase  bool       // the headline writes most words with a capital letter
	order      []int32    // sentence to its number among those that are no furniture
	lastClosed int32      // candidate that close added last
	weights    *Weights
	// for training
	keepChoices bool
	choices     []Choice
}

func newResolver(d *doc.Document) *resolver {
	r := &resolver{d: d, trees: hasTrees(d)}
	r.nameOf = make([]int32, len(d.Tokens))
	r.candAt = make([]int32, len(d.Tokens))
	r.cands = make([]cand, 0, len(d.Tokens)/4+8)
	r.order = make([]int32, len(d.Sentences))
	n := int32(0)
	for i := range d.Sentences {
		r.order[i] = n
		if s := d.Sentences[i].Tokens; !s.Empty() && !d.Tokens[s.Start].Is(doc.InAside) {
			n++
		}
	}
	return r
}

// hasTrees tells whether the parse stage has run: some token hangs on another.
func hasTrees(d *doc.Document) bool {
	for i := range d.Tokens {
		if d.Tokens[i].Head > 0 {
			return true
		}
	}
	return false
}

//go:noinline
func (r *resolver) inTitle(c int32) bool {
	return r.d.Tokens[r.cands[c].head].Is(doc.InTitle)
}

//go:noinline
func (r *resolver) tag(i int32) doc.Tag { return r.d.Tokens[i].Tag }

// find is the entity that e was joined to.
func (r *resolver) find(e int32) int32 {
	for e >= 0 && r.ents[e].parent >= 0 {
		if p := r.ents[e].parent; r.ents[p].parent >= 0 {
			r.ents[e].parent = r.ents[p].parent
		}
		e = r.ents[e].parent
	}
	return e
}

// entOf is the entity of candidate c, none where it has none.
func (r *resolver) entOf(c int32) int32 {
	if c < 0 {
		return none
	}
	return r.find(r.cands[c].ent)
}
