package actor

import (
	_ "embed"
	"errors"
	"strconv"
	"strings"
	"sync"
)

// This file holds the model that ranks pronouns and noun phrases (rank.go):
// linear, over the options that one has, which are the actors and things spoken
// of lately, and nobody, or somebody new. Its features are the rules that sieves would apply one by one (distance,
// place in the sentence, agreement, who speaks); build/train/actor learns how
// much each counts.

// weights.txt is made by build/train/actor: a line for each feature, with its
// weight for he and she, for it, for they, and for noun phrases for people and
// for bodies, in hundredths of the natural logarithm of odds.
//
//go:embed weights.txt
var weightsText string

// Class is which of the models ranks a mention.
type Class uint8

const (
	ClassPerson Class = iota // he, she
	ClassIt                  // it, its, itself
	ClassThey                // they, them, their
	ClassHuman               // noun phrases for people
	ClassBody                // noun phrases for bodies, countries and places
	ClassCount               // how many there are
)

// Weights is the model: for each class what each feature adds to an option's score.
type Weights [ClassCount][FeatureCount]int32

// Option is one answer that a pronoun's rank weighs.
type Option struct {
	Head     int32 // head of the mention that the pronoun would go on from; None for nobody
	Actor    bool  // it is an actor's
	Features []Feature
}

// Choice is a pronoun or noun phrase with its options, for training.
type Choice struct {
	Head    int32 // its head
	Class   Class
	Options []Option
}

// Feature is a property of an option, which it has or hasn't.
type Feature uint8

// The features. Those of the option's last mention come first, then those of
// the actor, of the pronoun, and of both.
const (
	sentSame Feature = iota
	sent1
	sent2
	sent3
	sentFar
	para1
	para2
	para3
	ahead // the mention stands behind the pronoun
	nextBefore
	aSubject
	aObject
	aModifier
	aWithin
	bothSubject
	bothObject
	subjectBeforeOwn
	opensParagraph // the subject that the pronoun's own paragraph begins with
	subjectOfLast  // for "His party" at the head of a sentence
	aName
	aDefinite
	aIndefinite
	aPossessive
	aSamePronoun
	aOtherPronoun
	aTitle
	opensSentence
	sameVerbs // the pronoun's verb is coordinated with the mention's
	namedActor
	count1
	count2
	count4
	count8
	topical
	newestFit
	secondFit
	genderShown
	genderUnknown
	whoSaid
	aideOf
	bothQuoted
	onlyInQuote
	onlyMentionQuoted
	tagsQuote
	quotedSpeaker
	tagsStatement     // "S, it said": who is named in S
	spokeInParagraph  // subject of a verb of saying before, as the pronoun is
	spokeBefore       // the same, a paragraph before
	interrupted       // another one that would do was the subject since
	interruptedBefore // and this one is a paragraph away
	samePronounBefore // the same pronoun, a paragraph before
	samePronounOwn    // the same pronoun, but one is a possessive
	ofClauseAbove     // subject of the verb that the pronoun's clause hangs on
	insideOwnClause   // the pronoun stands in a clause that describes it
	besideOwn         // "Ames and her aides"
	objectBeforeOwn   // "thanked Ames for her help"
	isOrganization
	isCountry
	isPlace
	isGroup
	isPlural
	bodySays
	bodyOwn
	bodyNotSubject
	bodyOfSubject
	countrySays
	ownsPerson // "its director"
	opensQuote // it and they with which a quotation begins
	aThing
	thingAgain
	thingGoesOn
	thingSays
	thingOwn
	thingNotSubject
	thingQuoted
	thingOwnsPerson
	nobody
	nobodySays
	nobodyOwn
	nobodyNotSubject
	nobodyQuoted
	nobodyOpens
	nobodyLine
	// of noun phrases: by what an actor was found, and where
	byRole
	byRoleManly // "the man"
	byRoleSameOwner
	byRoleOtherOwner
	byRolePossessive
	byBroadRole
	byBroadRoleOther
	byManly
	byAge
	byEpithet
	bySource
	byOnlyPerson
	byAffiliation
	byKindNamed
	byKindUnnamed
	byKindFirm
	byInitial
	bySubjectLast
	shortTopical // "the drug company", the one that the article is about
	inParagraph
	inLead // for the headline: named in the first sentences
	isNew
	newDefinite
	newPointing
	newPossessive
	newBare
	newLong
	newTitle
	FeatureCount
)

// featureNames are the features' names in weights.txt, in their order.
var featureNames = [FeatureCount]string{
	"sent-same", "sent-1", "sent-2", "sent-3", "sent-far", "para-1", "para-2", "para-3", "ahead", "next-before",
	"subject", "object", "modifier", "within", "both-subject", "both-object", "subject-before-own", "opens-paragraph", "subject-of-last",
	"name", "definite", "indefinite", "possessive", "same-pronoun", "other-pronoun", "title", "opens-sentence", "same-verbs",
	"named-actor", "count-1", "count-2", "count-4", "count-8", "topical", "newest-fit", "second-fit",
	"gender-shown", "gender-unknown", "who-said", "aide-of", "both-quoted", "only-in-quote", "only-mention-quoted", "tags-quote", "quoted-speaker",
	"tags-statement", "spoke-in-paragraph", "spoke-before", "interrupted", "interrupted-before", "same-pronoun-before", "same-pronoun-own", "of-clause-above", "inside-own-clause", "beside-own", "object-before-own",
	"organization", "country", "place", "group", "plural", "body-says", "body-own", "body-not-subject", "body-of-subject", "country-says",
	"owns-person", "opens-quote",
	"thing", "thing-again", "thing-goes-on", "thing-says", "thing-own", "thing-not-subject", "thing-quoted", "thing-owns-person",
	"nobody", "nobody-says", "nobody-own", "nobody-not-subject", "nobody-quoted", "nobody-opens", "nobody-line",
	"by-role", "by-role-manly", "by-role-same-owner", "by-role-other-owner", "by-role-possessive", "by-broad-role", "by-broad-role-other",
	"by-manly", "by-age", "by-epithet", "by-source", "by-only-person", "by-affiliation", "by-kind-named", "by-kind-unnamed", "by-kind-firm", "by-initial",
	"by-subject-last", "short-topical", "in-paragraph", "in-lead",
	"new", "new-definite", "new-pointing", "new-possessive", "new-bare", "new-long", "new-title",
}

var (
	weightsOnce sync.Once
	weights     Weights
)

// trained is the weights that come with the program, read once.
func trained() *Weights {
	weightsOnce.Do(func() {
		w, err := ParseWeights(weightsText)
		if err != nil {
			panic("actor: weights.txt: " + err.Error() + "; run `make train`")
		}
		weights = w
	})
	return &weights
}

// ParseWeights reads the model's text: lines "feature person it they human body".
func ParseWeights(text string) (w Weights, err error) {
	seen := 0
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if len(f) != int(ClassCount)+1 {
			return w, errors.New(strconv.Quote(f[0]) + ": " + strconv.Itoa(len(f)) + " columns, want " + strconv.Itoa(int(ClassCount)+1))
		}
		if seen >= int(FeatureCount) || featureNames[seen] != f[0] {
			return w, errors.New(strconv.Quote(f[0]) + " stands where another feature belongs")
		}
		for i := range w {
			v, err := strconv.ParseInt(f[i+1], 10, 32)
			if err != nil {
				return w, errors.New(strconv.Quote(f[0]) + ": " + err.Error())
			}
			w[i][seen] = int32(v)
		}
		seen++
	}
	if seen != int(FeatureCount) {
		return w, errors.New(strconv.Itoa(seen) + " features, want " + strconv.Itoa(int(FeatureCount)))
	}
	return w, nil
}

// String is the text that ParseWeights reads.
func (w *Weights) String() string {
	var b strings.Builder
	b.WriteString("# feature person it they human body\n")
	for f, name := range featureNames {
		b.WriteString(name)
		for c := range w {
			b.WriteString(" " + strconv.Itoa(int(w[c][f])))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Checksum is a hash of the weights' text.
func Checksum() uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(weightsText); i++ {
		h = (h ^ uint32(weightsText[i])) * 16777619
	}
	return h
}
