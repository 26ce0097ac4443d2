package reference

import "whosaid.example/analysis/reference"

// trapWeight is how many pairs a distractor counts for.
const trapWeight = 2

// signs is which way an observation may move the odds of a link: +1 only up, -1 only
// down, 0 either. The stories have hundreds of links and the features are about as many as a
// tenth of them, so that distractors alone could make "another number, all else the
// same" speak against a link.
var signs = func() (s [reference.FeatureCount]int8) {
	for _, i := range []reference.Feature{
		reference.CoverLess, reference.CoverMore, reference.Dice, reference.Mass, reference.Cosine, reference.SameWords, reference.RareWord, reference.ConcedesLater, reference.NumberSameLater, reference.DiceLater, reference.NumberTold, reference.NumberSelf,
		reference.PredicateSame, reference.PredicateAlike, reference.PredicateOpposite, reference.PredicateIn, reference.WordOpposite, reference.OppositeDice,
		reference.ActorShared, reference.SubjectSame, reference.NumberSame, reference.NumberDiffers, reference.NumberRejected, reference.NumberHedged,
		reference.NumberDice, reference.NumberSure, reference.NumberLater, reference.NumberMind, reference.NumberActor, reference.NumberNow,
		reference.NumberUnnamed, reference.NumberGrown, reference.ValueSame, reference.SpanSame, reference.TimeSame,
		reference.NegationDice, reference.NegationActor, reference.NegationMind, reference.NegatedTopic, reference.BothNegative,
		reference.FromLeansNext, reference.FromReacts, reference.FromReactsNext, reference.FromDenies, reference.FromNow, reference.FromAgain, reference.FromConcedes,
		reference.Contrary, reference.ContraryLater, reference.ContraryMind, reference.Scoped, reference.ScopedSame, reference.Alike, reference.NewWord,
		reference.ReactsNear, reference.Answer, reference.ClosestBack, reference.ClosestBoth, reference.LeansBack, reference.PlanDone, reference.Reason,
		reference.TurnReplies, reference.FromReplies, reference.TwoHave, reference.ThreeHave, reference.FiveHave, reference.TwoHaveLater, reference.ThreeHaveLater,
		reference.SpeaksOfSpeaker, reference.Next, reference.Nearby, reference.SameQuote, reference.SameParagraph,
	} {
		s[i] = 1
	}
	for _, i := range []reference.Feature{
		reference.ActorsApart, reference.SubjectApart, reference.NumberApart, reference.NumberApartly, reference.ContraryApart,
		reference.YearsDiffer, reference.YearOneSide, reference.FromOther, reference.ToOther, reference.FromIf, reference.ToIf,
	} {
		s[i] = -1
	}
	return s
}()
