package reference

import (
	"slices"

	"whosaid.example/analysis/doc"
)

// Feature is an observation on a pair of claims, from 0 to 1; most are 0 for
// most pairs. Each can be told to a reader.
type Feature int

const (
	Bias           Feature = iota // 1
	CoverLess                     // share of the claim's weight that the other has, for the side that has less in common
	CoverMore                     // the same for the other side
	Dice                          // share of both claims' weight that is common
	Mass                          // how much is common, whatever the lengths
	Cosine                        // of the claims' vectors
	SameWords                     // number of the same lemmas, by 4
	RareWord                      // weight of the rarest lemma in common
	PredicateSame                 // the same verb
	PredicateAlike                // verbs that mean about the same
	PredicateOpposite
	WordOpposite // other opposite words
	ActorShared  // how many actors both speak of, rarer ones counting more
	ActorsApart  // each names someone whom the other doesn't
	SubjectSame
	SubjectApart
	NumberSame     // the same number of the same thing
	NumberDiffers  // another number of the same thing
	NumberHedged   // numbers of the same thing whose bounds let both hold
	NumberRejected // one rejects the other's number: "700, not 900"
	NumberApart    // each counts something that the other doesn't
	NegationDiffers
	NegationDice // by Dice: one denies about what the other says
	BothNegative
	OppositeDice
	NumberDice
	FromLeans
	FromLeansNext // and stands right behind the other
	FromReacts
	FromReactsNext
	FromDenies
	FromNow
	FromAgain
	FromConcedes
	FromOther
	ToOther
	FromNoVerb
	FromIf
	ToIf
	FromAhead
	ToAhead
	FromPastToAhead
	FromPastToAsks
	FromAsks
	ToAsks
	EitherMay
	SameArticle
	Next   // the very next claim
	Nearby // at most three claims later
	SameQuote
	SameSentence
	SpeakerSame
	SpeakersDiffer
	FromArticleItself // no speaker
	ToArticleItself
	SpeaksOfSpeaker // the later claim speaks of the other's speaker, or the other of the later one's
	YearsDiffer
	YearOneSide
	DayDiffers
	SameArticleDice
	SpeakerSameDice
	NegationActor // one side denies, and both speak of the same
	TimeSame      // both name one time
	PredicateIn   // the verb of one has a partner among the other's words
	NumberSure    // another number of the same thing, and of the same event or of a thing that is no person
	Contrary      // one denies what the other says, or says the opposite, and not both
	ContraryLater // the same, and the later claim is of another article
	ContraryMind  // the same, and the speakers differ
	NumberLater   // another number in a later article
	NumberMind    // another number by another speaker
	Alike         // much in common, no other number, nothing contrary
	NewWord       // the later claim is of another article and tells of a change
	ValueSame     // one uncommon number, though it counts something else or nothing that is written
	NumberActor   // another number of the same thing, by how much both speak of the same actors
	ReactsNear    // another's reaction, at most three claims later
	ContraryApart // contrary, but of other actors
	NumberApartly // another number, but each names an actor whom the other doesn't
	Scoped        // one denies just what the other says
	SpanSame      // the same length of time
	Answer        // the later claim is another's reaction to what was demanded or planned
	ClosestBack   // of the earlier claims of its article, the one that has most in common with the later claim
	ClosestBoth   // and the later claim is the closest one to it in the later article
	BothNarrate   // neither has a speaker
	OneNarrates   // one has a speaker, the other is the article's own voice
	NumberNow     // another number in a claim that tells of a change
	NumberUnnamed // another number of about that size, of the same actor or said with the same words, without a unit
	NegationMind  // only one denies something, and they are of two speakers or one is the article's
	LeansBack     // the later claim goes on right behind the other, with the same speaker, without a word in common
	ScopedSame    // and it is the same word, or one that means the same
	SideOfDenier  // one tells who denied something, and the other is what this one says
	PlanDone      // a later article tells what was done by whom the other says that it was planned
	NumberGrown   // a later article has a higher number
	Reason        // and a word before it says that it is a ground or a consequence

	SameParagraph
	NextParagraph // the later claim's paragraph is the one after the other's
	SameTurn      // no one else speaks between the two, nor the article itself
	TurnOpens     // the later claim opens the turn right after the other's
	TurnReplies   // and its cue or predicate is an answer
	FromQuoted
	ToQuoted
	FromDirect
	ToDirect
	QuoteAfter     // a direct quote right behind the same speaker's words in other form
	QuoteGoesOn    // a direct quote right behind another one of the speaker
	FromReplies    // the later claim's cue or predicate is an answer, and the other isn't its speaker's
	TwoHave        // how many words that no other claim has both have, by 2
	ThreeHave      // words that one other claim has
	FiveHave       // words that few other claims have
	TwoHaveLater   // the same, and the later claim is of another article
	ThreeHaveLater // the same
	MindLater      // the later claim is of another article, and the speakers differ
	SelfLater      // it is of another article and the same speaker
	ToldLater      // it is another article's own voice
	NegatedTopic   // only one denies something, of two speakers, and both speak of one thing, their subject

	ConcedesLater   // in a later article somebody admits something of what he said before
	NumberSameLater // the same number of the same thing in a later article
	DiceLater       // the common share, where the later claim is of another article
	NumberTold      // another number that a later article tells in its own voice
	NumberSelf      // another number by the same speaker in a later article

	SpanDiffers // another length of time
	SpanDice    // the same, by Dice
	SpanMind    // the same, and the speakers differ
	DayDice     // another day, by Dice
	DayAct      // another day, and verbs alike
	DayMind     // another day by another speaker
	AllNegated  // one speaks of all, the other denies something
	AllSome     // one speaks of all, the other of a part
	TollDiffers // another number of those who were hurt, are missing or are held
	FactDiffers // another number of anything else in a later article
	DeniesNext  // a denial right behind what it denies
	TopicSame   // one subject that is no actor
	FromWho     // a relative clause: it mostly tells who somebody is
	ToWho
	SameSide  // two speakers, of whom one speaks for the other or both for one body
	MayRepeat // the evidence lets the later claim be a repetition, and so on: see [allows]
	MaySupport
	MayConflict
	MayRespond
	MayUpdate

	// These only tell which relation it is.
	FromMay
	ToMay
	FromPast
	ToPast
	ToDenies
	FromNegative
	ToNegative
	FromCounts // a number with what it counts
	ToCounts
	FromWe // the speaker tells of himself or his own: "we", "our"
	ToWe
	FromShort // few words that say something
	ToShort
	ToNoVerb

	FromAll // speaks of a whole
	ToAll
	FromSome // speaks of a part
	ToSome
	FromToll // tells who was killed or hurt, is missing, ill or held
	ToToll

	FromPresent // the verb's tense
	ToPresent
	FromPerfect
	ToPerfect
	FromBefore // "had told"
	ToBefore
	FromNever // never, ever, a single one
	ToNever
	PerfectLater // a later article says what has been done
	FromDated    // says when
	ToDated

	// FeatureCount is the number of features.
	FeatureCount
)

// Features is a feature vector.
type Features [FeatureCount]float32

// pairing is a comparison of two claims with its evidence.
type pairing struct {
	from, to *view
	f        Features
	shared   []doc.Difference
	differs  []doc.Difference
	grown    bool // more people in the later claim
	cross    bool // each names an actor whom the other doesn't
}

// compare sets p to the comparison of a claim, the one that m was set to, with an
// earlier one. What p holds is valid until the next call with p.
func (g *stage) compare(p *pairing, m *matcher, to *view) {
	from := m.v
	*p = pairing{from: from, to: to, shared: p.shared[:0], differs: p.differs[:0]}
	f := &p.f
	f[Bias] = 1
	m.match(to)
	a := align(from, to, m.there, p)
	b := align(to, from, m.back, nil)
	common := a.common + b.common
	total := max(1, from.weight+to.weight)
	ca, cb := ratio(a.common, from.weight), ratio(b.common, to.weight)
	f[CoverLess], f[CoverMore] = min(ca, cb), max(ca, cb)
	f[Dice] = ratio(common, total)
	f[Mass] = ratio(min(common, 400), 400)
	f[Cosine] = cosine(from, to)
	f[SameWords] = ratio(min(a.same, 4), 4)
	f[RareWord] = ratio(min(a.rarest, 72), 72)
	f[PredicateSame] = one(a.predicate == alikeSame)
	f[PredicateAlike] = one(a.predicate > 0 && a.predicate < alikeSame && !a.opposed)
	f[PredicateOpposite] = one(a.opposed)
	f[WordOpposite] = one(a.opposites > 0 && !a.opposed)
	f[PredicateIn] = one(a.predicate == 0 && (a.head >= 80 || b.head >= 80))
	g.actors(p)
	p.places()
	g.numbers(p, a.predicate > 0 || a.head >= 60 || b.head >= 60)
	times(p)
	both := from.negative && to.negative || lacks(from, to, m.there) || lacks(to, from, m.back)
	differs := from.negative != to.negative && !both
	f[NegationDiffers] = one(differs)
	f[BothNegative] = one(both)
	denied := int32(0)
	if !both {
		denied = max(denies(from, to, m.there), denies(to, from, m.back))
	}
	if denied > 0 {
		f[NegationDice] = f[Dice]
		f[NegationActor] = f[ActorShared]
	}
	if differs || denied > 0 {
		p.differs = append(p.differs, doc.Difference{What: "negation", From: from.negation, To: to.negation})
	}
	if a.opposites > 0 {
		f[OppositeDice] = f[Dice]
	}
	if f[NumberDiffers] > 0 {
		f[NumberDice] = f[Dice]
	}
	p.flags()
	p.together(a.opposed || b.opposed, denied)
	p.talk()
	p.extents()
	g.seldom(p, m.there)
	for r := doc.Repeats; r <= doc.Updates; r++ {
		p.f[MayRepeat+Feature(r)] = one(allows(&p.f, r))
	}
}

// closest sets what only the other candidates show.
func (p *pairing) closest(x candidate) {
	p.f[ClosestBack], p.f[ClosestBoth] = one(x.back), one(x.both)
}

// lacks reports whether what a denies is what b tells was not done, in other words: "was never
// replaced" and "reopened without replacing it".
func lacks(a, b *view, partners []partner) bool {
	for _, t := range a.scope {
		if x := &partners[t]; x.alike >= alikeDerived && slices.Contains(b.lacking, x.term) {
			return true
		}
	}
	return false
}

// denies is how much what only a denies or rejects is like what stands in b, in
// hundredths; 0 where nothing is. The partners are those of a's terms in b.
func denies(a, b *view, partners []partner) (most int32) {
	if b.negative {
		return 0
	}
	for _, t := range a.rejected {
		if alike := partners[t].alike; alike >= 80 {
			most = max(most, alike)
		}
	}
	for _, t := range a.lacking {
		if x := &partners[t]; x.alike >= alikeDerived && a.d.Tokens[a.terms[t].token].POS == doc.PosVerb && deed(a, b, t, partners) {
			most = max(most, x.alike)
		}
	}
	if !a.negative {
		return most
	}
	verb, other := false, int32(0)
	for _, t := range a.scope {
		isVerb := a.d.Tokens[a.terms[t].token].POS == doc.PosVerb && !light(a.d, a.terms[t].token)
		verb = verb || isVerb
		switch alike := partners[t].alike; {
		case alike < alikeClass || !deed(a, b, t, partners):
		case isVerb:
			most = max(most, alike)
		default:
			other = max(other, alike)
		}
	}
	if verb {
		return most // that no tank will leave says nothing of other tanks
	}
	return max(most, other)
}

// deed reports whether what term t of a denies may be what its partner in b asserts: a verb of what is
// done is none that only describes a thing ("listening devices"), nor done to something else; what one thing is not
// another one may be.
func deed(a, b *view, t int32, partners []partner) bool {
	x, y := a.terms[t].token, b.terms[partners[t].term].token
	switch a.d.Tokens[x].POS {
	case doc.PosVerb:
		if light(a.d, x) || b.d.Tokens[y].Rel == doc.RelAmod || b.d.Tokens[y].Rel == doc.RelCompound {
			return false
		}
		p, q := patient(a, x), patient(b, y)
		return p < 0 || q < 0 || partners[p].alike < alikeClass || partners[p].term == q
	case doc.PosAdj:
		p, q := described(a, x), described(b, y)
		if p >= 0 && q >= 0 {
			return partners[p].term == q && partners[p].alike >= alikeClass
		}
		for i := range partners {
			if int32(i) != t && partners[i].alike >= alikeClass {
				return true
			}
		}
		return false
	}
	return true
}

// described is the term of the common noun of which the adjective at t tells how it is, None where the tree shows none.
func described(v *view, t int32) int32 {
	d := v.d
	for i, x := range v.terms {
		if d.Tokens[t].Rel == doc.RelAmod && d.Tokens[t].Head == x.token || d.Tokens[x.token].Head == t && d.Tokens[x.token].Rel == doc.RelNsubj {
			return int32(i)
		}
	}
	return doc.None
}

// patient is the term of the common noun that the verb at t is done to, None where the tree shows none.
func patient(v *view, t int32) int32 {
	d := v.d
	for range 2 {
		for i, x := range v.terms {
			if r := d.Tokens[x.token].Rel; d.Tokens[x.token].Head == t && (r == doc.RelObj || r == doc.RelNsubjPass) {
				return int32(i)
			}
		}
		if d.Tokens[t].Rel != doc.RelConj || d.Tokens[t].Tag != doc.TagVBN {
			break
		}
		t = d.Tokens[t].Head // "were removed and never replaced"
	}
	return doc.None
}

// together sets the features that join others: what a reader would call
// contrary, another number, much the same.
func (p *pairing) together(opposed bool, denied int32) {
	f := &p.f
	later := f[SameArticle] == 0
	scoped := denied > 0
	contrary := scoped != opposed
	f[ContraryApart] = one(contrary && (f[SubjectApart] > 0 || f[ActorsApart] > 0))
	f[Scoped], f[ScopedSame] = one(scoped), one(denied >= 80)
	f[Contrary] = one(contrary)
	f[ContraryLater] = one(contrary && later)
	f[ContraryMind] = one(contrary && f[SpeakersDiffer] > 0)
	f[NumberLater] = one(f[NumberSure] > 0 && later)
	f[NumberMind] = one(f[NumberSure] > 0 && f[SpeakersDiffer] > 0)
	if !contrary && f[NumberDiffers] == 0 && f[NumberRejected] == 0 {
		f[Alike] = f[CoverLess]
	}
	f[NumberApartly] = one(f[NumberDiffers] > 0 && p.cross)
	f[NumberActor] = f[NumberSure] * f[ActorShared]
	f[ReactsNear] = one(f[Nearby] > 0 && f[SpeakersDiffer]+f[ToArticleItself] > 0 && (f[FromReacts] > 0 || f[FromNoVerb] > 0))
	f[NewWord] = one(later && f[FromNow] > 0)
	f[NumberNow] = f[FromNow] * f[NumberDiffers]
	f[NumberGrown] = one(later && p.grown)
	f[BothNarrate] = one(p.from.speaker < 0 && p.to.speaker < 0)
	f[OneNarrates] = one((p.from.speaker < 0) != (p.to.speaker < 0))
	f[NegationMind] = one(f[NegationDiffers] > 0 && f[SpeakerSame]+f[BothNarrate] == 0)
	f[NegatedTopic] = one(f[NegationMind] > 0 && p.from.topic >= 0 && p.from.topic == p.to.topic && f[CoverLess] >= 0.35)
	f[LeansBack] = one(f[Next] > 0 && f[CoverMore] == 0 && f[SpeakerSame]+f[BothNarrate] > 0)
	if f[Next] > 0 && p.to.flags&(flagDenies|flagReacts) != 0 && slices.Contains(p.to.actors, p.from.speaker) {
		f[SideOfDenier] = 1
	}
	f[PlanDone] = one(later && f[FromPastToAhead] > 0 && f[SpeakerSame]+f[SubjectSame] > 0)
	f[Reason] = one(f[Next] > 0 && gives(p.from))
	f[Answer] = one(f[SpeakersDiffer] > 0 && (f[FromReacts] > 0 || f[FromNoVerb] > 0) && (f[ToAsks] > 0 || f[ToAhead] > 0 || f[Next] > 0))
}

// gives reports whether a word right before the claim or its first one says that it is a
// ground or a consequence of what comes before.
func gives(v *view) bool {
	for t := max(0, v.c.Tokens.Start-2); t <= v.c.Tokens.Start; t++ {
		switch v.d.Lower(t) {
		case "because", "since", "so", "as", "for", "therefore", "after":
			return true
		}
	}
	return false
}

func one(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func ratio(a, b int32) float32 {
	if b <= 0 {
		return 0
	}
	return float32(a) / float32(b)
}

// cosine of two claims' vectors; the square root is exact on every machine.
func cosine(a, b *view) float32 {
	if a.norm == 0 || b.norm == 0 {
		return 0
	}
	var xy int64
	for i := 0; i < len(a.vector); i += 8 {
		x, y := (*[8]int32)(a.vector[i:]), (*[8]int32)(b.vector[i:])
		xy += int64(x[0])*int64(y[0]) + int64(x[1])*int64(y[1]) + int64(x[2])*int64(y[2]) + int64(x[3])*int64(y[3]) +
			int64(x[4])*int64(y[4]) + int64(x[5])*int64(y[5]) + int64(x[6])*int64(y[6]) + int64(x[7])*int64(y[7])
	}
	if xy <= 0 {
		return 0
	}
	return float32(float64(xy) / (a.norm * b.norm))
}

// alignment is what one side's words have in the other.
type alignment struct {
	common    int32 // weight
	same      int32 // lemmas
	rarest    int32
	predicate int32 // likeness of the predicates
	head      int32 // likeness of the predicate to its partner, whatever that is
	opposed   bool  // the predicate has its opposite in the other
	opposites int32
}

// align sums up what the terms of a have in b: their partners there.
func align(a, b *view, partners []partner, p *pairing) alignment {
	var out alignment
	for i := range a.terms {
		best, opposite := partners[i].alike, partners[i].opposite
		if best == 0 {
			continue
		}
		x, y := &a.terms[i], &b.terms[partners[i].term]
		w := x.weight
		out.common += w * best / 100
		if best == alikeSame {
			out.same++
			out.rarest = max(out.rarest, w)
		}
		if opposite {
			out.opposites++
		}
		if x.head {
			out.head = best
		}
		if x.head && y.head {
			out.predicate = best
		}
		if opposite && (x.head || y.head) && a.d.Tokens[x.token].Rel != doc.RelAmod && b.d.Tokens[y.token].Rel != doc.RelAmod {
			// "The missing boat" is no opposite of what is found, nor "a drop" of what is maintained.
			if p, q := patient(a, x.token), patient(b, y.token); (x.head && y.head || a.d.Tokens[x.token].POS == b.d.Tokens[y.token].POS) && (p < 0 || q < 0 || partners[p].term == q && partners[p].alike > 0) {
				out.opposed = true
			}
		}
		if p == nil {
			continue
		}
		d := doc.Difference{What: "wording", From: doc.Span{Start: x.token, End: x.token + 1}, To: doc.Span{Start: y.token, End: y.token + 1}}
		if opposite {
			d.What = "predicate"
			p.differs = append(p.differs, d)
		} else if best >= 60 {
			if best == alikeSame {
				d.What = "word"
			}
			p.shared = append(p.shared, d)
		}
	}
	return out
}

// actors compares whom the claims speak of.
func (g *stage) actors(p *pairing) {
	a, b := p.from, p.to
	var weight int32
	n := int32(len(g.views))
	for _, x := range a.actors {
		if slices.Contains(b.actors, x) {
			weight += max(8, log2(n+4)-log2(g.actorDF[x]+1))
		}
	}
	p.f[ActorShared] = ratio(min(weight, 96), 96)
	alone := func(a, b *view) bool {
		return len(a.named) > 0 && !slices.ContainsFunc(a.named, func(x int32) bool { return slices.Contains(b.actors, x) })
	}
	p.f[ActorsApart] = one(alone(a, b) && alone(b, a))
	cross := func(a, b *view) bool {
		return slices.ContainsFunc(a.named, func(x int32) bool { return !slices.Contains(b.actors, x) })
	}
	p.cross = cross(a, b) && cross(b, a)
	sa, sb := a.subject, b.subject
	p.f[SideOfDenier] = one(b.flags&(flagDenies|flagReacts) != 0 && sb >= 0 && sb == a.speaker ||
		a.flags&(flagDenies|flagReacts) != 0 && sa >= 0 && sa == b.speaker)
	if sa >= 0 && sb >= 0 {
		// "the company" of two articles may be one that no stage could join.
		apart := sa != sb && (a.at.Doc == b.at.Doc || a.d.Actors[a.c.Frame.Subject].Named && b.d.Actors[b.c.Frame.Subject].Named)
		p.f[SubjectSame], p.f[SubjectApart] = one(sa == sb), one(apart)
		if apart {
			p.differs = append(p.differs, doc.Difference{What: "actor", From: subjectSpan(a), To: subjectSpan(b)})
		}
	}
}

// subjectSpan is the mention that is the claim's subject.
func subjectSpan(v *view) doc.Span {
	d := v.d
	lo, _ := d.MentionFrom(v.c.Tokens.Start)
	for i := lo; i < len(d.Mentions) && d.Mentions[i].Tokens.Start < v.c.Tokens.End; i++ {
		m := &d.Mentions[i]
		if m.Actor == v.c.Frame.Subject && v.c.Tokens.Contains(m.Tokens) {
			return m.Tokens
		}
	}
	return doc.Span{}
}

// fewTerms is the number of words that say something below which a claim is short.
const fewTerms = 3

// flags sets the features that are a yes or no about one claim, or two.
func (p *pairing) flags() {
	f, a, b := &p.f, p.from, p.to
	has := func(v *view, x flag) float32 { return one(v.flags&x != 0) }
	f[FromLeans] = has(a, flagLeans)
	f[FromReacts] = has(a, flagReacts)
	f[FromDenies] = has(a, flagDenies)
	f[FromNow] = has(a, flagNow)
	f[FromAgain] = has(a, flagAgain)
	f[FromConcedes] = has(a, flagConcede)
	f[FromOther], f[ToOther] = has(a, flagOther), has(b, flagOther)
	f[FromWho], f[ToWho] = has(a, flagWho), has(b, flagWho)
	f[FromNoVerb] = has(a, flagNoVerb)
	f[FromIf], f[ToIf] = has(a, flagIf), has(b, flagIf)
	f[FromAhead], f[ToAhead] = has(a, flagAhead), has(b, flagAhead)
	f[FromPastToAhead] = one(a.flags&(flagAhead|flagAsks|flagMay|flagIf) == 0 && b.flags&flagAhead != 0)
	f[FromPastToAsks] = one(a.flags&(flagAhead|flagAsks|flagMay|flagIf) == 0 && b.flags&flagAsks != 0)
	f[FromAsks], f[ToAsks] = has(a, flagAsks), has(b, flagAsks)
	f[EitherMay] = one((a.flags|b.flags)&flagMay != 0)
	f[FromMay], f[ToMay] = has(a, flagMay), has(b, flagMay)
	f[FromPast], f[ToPast] = has(a, flagPast), has(b, flagPast)
	f[FromNegative], f[ToNegative] = one(a.negative), one(b.negative)
	f[FromCounts], f[ToCounts] = one(len(a.c.Frame.Quantities) > 0), one(len(b.c.Frame.Quantities) > 0)
	f[FromWe], f[ToWe] = has(a, flagWe), has(b, flagWe)
	f[FromShort], f[ToShort] = one(len(a.terms) < fewTerms), one(len(b.terms) < fewTerms)
	f[FromAll], f[ToAll] = has(a, flagAll), has(b, flagAll)
	f[FromSome], f[ToSome] = has(a, flagSome), has(b, flagSome)
	f[FromToll], f[ToToll] = has(a, flagToll), has(b, flagToll)
	f[FromPresent], f[ToPresent] = has(a, flagPresent), has(b, flagPresent)
	f[FromPerfect], f[ToPerfect] = has(a, flagPerfect), has(b, flagPerfect)
	f[FromBefore], f[ToBefore] = has(a, flagBefore), has(b, flagBefore)
	f[PerfectLater] = f[FromPerfect] * (1 - f[SameArticle])
	f[FromDated], f[ToDated] = one(len(a.c.Frame.Dates) > 0), one(len(b.c.Frame.Dates) > 0)
	f[FromNever], f[ToNever] = has(a, flagNever), has(b, flagNever)
	f[ToDenies], f[ToNoVerb] = has(b, flagDenies), has(b, flagNoVerb)
}

// places sets the features on where the claims stand and who says them.
func (p *pairing) places() {
	f, a, b := &p.f, p.from, p.to
	if a.at.Doc == b.at.Doc {
		f[SameArticle] = 1
		f[SameArticleDice] = f[Dice]
		gap := a.at.Claim - b.at.Claim
		next := gap == 1 || gap == 2 && a.sentence-b.sentence <= 1
		f[Next], f[Nearby] = one(next), one(gap <= 4)
		f[SameSentence] = one(a.sentence == b.sentence)
		f[SameQuote] = one(a.c.Quote >= 0 && a.c.Quote == b.c.Quote)
		if next {
			f[FromLeansNext], f[FromReactsNext] = f[FromLeans], f[FromReacts]
		}
	}
	switch {
	case a.speaker >= 0 && b.speaker >= 0:
		f[SpeakerSame], f[SpeakersDiffer] = one(a.speaker == b.speaker), one(a.speaker != b.speaker)
		if a.speaker == b.speaker {
			f[SpeakerSameDice] = f[Dice]
		}
		f[SameSide] = one(a.speaker != b.speaker && a.side == b.side)
	default:
		f[FromArticleItself], f[ToArticleItself] = one(a.speaker < 0), one(b.speaker < 0)
	}
	f[SpeaksOfSpeaker] = one(b.speaker >= 0 && b.speaker != a.speaker && slices.Contains(a.actors, b.speaker) ||
		a.speaker >= 0 && b.speaker != a.speaker && slices.Contains(b.actors, a.speaker))
}
