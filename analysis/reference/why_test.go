package reference_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"whosaid.example/analysis"
)

// What a reader is told of two claims, of one article or of two that have files' names, no outlet and no date.
func TestWhyIsAPlainSentence(t *testing.T) {
	for _, x := range []struct{ name, first, second, want string }{
		{"a denial before what it denies",
			"The company denied that the dam had been damaged by the flood.", "Engineers said the dam had been badly damaged by the flood.",
			"The denial by the company does not fit with what engineers said about “dam” and “flood”."},
		{"a denial behind what it denies",
			"Engineers said the dam had been badly damaged by the flood.", "The company denied that the dam had been damaged by the flood.",
			"The company denied what engineers said about “dam” and “flood”."},
		{"a negative claim is no denial, and ends where a phrase does",
			"Captain Ada Brown said not one flare had been fired from her ship during the exercise.", "Inspectors said flares had been fired from the ship of Ada Brown during the exercise.",
			"Ada Brown said “not one flare had been fired from her ship”, which does not fit with what inspectors said about “flare” and “ship”."},
		{"a clause is left out",
			"The company said it had received no offer for the shipyard that was built before the war.", "The shipyard received an offer for its docks in March, the union said.",
			"The company said “had received no offer for the shipyard”, which does not fit with what the union said about “shipyard” and “offer”."},
		{"files' names are no speakers; a newer count is one by its words",
			"The flood has destroyed 14 houses in the valley.", "The number of houses that the flood destroyed in the valley has now risen to 19.",
			"First “14 houses” (the first article), later “19” (the second article)."},
		{"no order in time without dates",
			"The fire in the harbour killed 14 people.", "The fire in the harbour killed 19 people.",
			"“14 people” (the first article) or “19 people” (the second article); no date says which is newer."},
		{"one person by two names",
			"Ada Brown said the ferry had sailed on time.", "Brown said the ferry had sailed on time.",
			"Ada Brown said the same twice about “ferry”."},
		{"one person in two spellings",
			"Captain Ivan Hrushevskyy said the ferry had sailed on time.", "Captain Ivan Hrushevsky said the ferry had sailed on time.",
			"Ivan Hrushevskyy said the same twice about “ferry”."},
		{"one person by two names, the longer one later",
			"Reed said the ferry had sailed on time.", "Captain Tom Reed said the ferry had sailed on time.",
			"Tom Reed said the same twice about “ferry”."},
		{"no owner who is not told",
			"Engineers said the dam had been badly damaged by the flood. The keepers live beside it. Their union denied that the dam had been damaged by the flood.", "",
			"The union denied what engineers said about “dam” and “flood”."},
		{"no time where numbers differ",
			"The rescue team said 14 of the climbers on the northern ridge had been injured in the avalanche at noon.", "Doctors said 19 climbers had been injured in the avalanche on the northern ridge on Monday.",
			"Doctors said “19 climbers”, the rescue team said “14”."},
		{"days where nothing else differs",
			"The bridge was declared safe on Thursday, inspectors said.", "The bridge was declared safe on Friday, engineers said.",
			"Engineers said “Friday”, inspectors said “Thursday” about “bridge”."},
		{"of several numbers those that hang on one verb",
			"The death toll of the flood has risen to 117, with 390 people hurt, the minister said.", "The death toll of the flood has risen to 232 people, officials said.",
			"First “117” (the minister), later “232 people” (officials)."},
		{"opposites",
			"Minister Ada Brown said the airline would keep its licence.", "Pilot Tom Reed said the airline would lose its licence.",
			"Tom Reed said “lose”, Ada Brown said “keep” about “airline” and “licence”."},
		{"the article's own \"the\", compounds whole",
			"Police used pepper spray at the gates of the yard, the Dockers' Union said. Police chief Ada Brown denied that pepper spray had been used at the gates of the yard.", "",
			"Ada Brown denied what the Dockers' Union said about “pepper spray” and “gates”."},
		{"what should have been is no demand",
			"Union leader Tom Reed said the firm should have been closed. The firm rejected that.", "",
			"The firm reacted to what Tom Reed said."},
		{"a demand",
			"Union leader Tom Reed demanded that the firm close its quarry. The firm said the quarry would stay open.", "",
			"The firm answered the demand that Tom Reed made about “quarry”."},
		{"an article does not react",
			"Minister Ada Brown announced that the pier would be sold. Nobody in the harbour welcomed the sale of the pier.", "",
			"The article reported a reaction to what Ada Brown said about “pier”."},
		{"fishermen who are no actor of their own react, not the article",
			"Minister Ada Brown announced that the pier would be sold. Fishermen called the sale of the pier a disgrace.", "",
			"Fishermen reacted to what Ada Brown said about “pier”."},
		{"what is answered is told though the answer has no word of it",
			"The council will close its baths in May. Union leader Tom Reed rejected that.", "",
			"Tom Reed reacted to what the article reported about “baths”."},
		{"what has no noun beside who speaks is told in its own words",
			"Mayor Ada Brown has been fired. Brown denied that.", "",
			"Ada Brown denied what the article reported: “Mayor Ada Brown has been fired”."},
		{"a source that is no actor says it, not the article",
			"A study found that the dam was badly damaged by the flood. Mayor Ada Brown denied that the dam had been damaged by the flood.", "",
			"Ada Brown denied what a study said about “dam” and “flood”."},
		{"an actor by the name that the article writes with an article, though it has another",
			"The Pentagon said the harbour would be closed. Washington has no money for it, and Washington knows that. Mayor Ada Brown said the harbour would not be closed.", "",
			"Ada Brown said “would not be closed”, which does not fit with what the Pentagon said about “harbour”."},
		{"more of the same",
			"Mayor Ada Brown said the baths cost too much. “The baths have lost money since 2015,” she said.", "",
			"Ada Brown said more about “baths”."},
	} {
		articles := []analysis.Article{{Name: "1-wire.txt", Text: x.first}, {Name: "2-daily.txt", Text: x.second}}
		s, err := new(analysis.Analyzer).Story(context.Background(), articles...)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range s.References {
			got = append(got, r.Why)
		}
		if !slices.Contains(got, x.want) {
			t.Errorf("%s:\n%s\nnot %s", x.name, strings.Join(got, "\n"), x.want)
		}
	}
}
