package reference

import (
	"cmp"
	_ "embed"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/model"
)

// weights.txt is made by build/train/reference: a line for each feature, with
// its weight for "linked at all" and for each relation; and the thresholds.
//
//go:embed weights.txt
var weightsText string

// Model is the model: what each feature adds to the score that a pair is
// linked, and to the score of each relation of a linked one; what the pair's
// context makes of its score.
type Model struct {
	Link      Features
	Relations [5]Features
	Trees     Trees // of a pair with its own score, in the context of such pairs
	Again     Trees // of a pair with the score that Trees gives it, in the context of these
	// Threshold is the least probability of a link, by relation.
	Threshold [5]float32
}

var (
	weightsOnce sync.Once
	weights     Model
)

// trained is the weights that come with the program, read once.
func trained() *Model {
	weightsOnce.Do(func() {
		w, err := ParseWeights(weightsText)
		if err != nil {
			panic("reference: weights.txt: " + err.Error() + "; run `make train`")
		}
		if w.Trees, err = ParseTrees(treesText); err != nil {
			panic("reference: trees.txt: " + err.Error() + "; run `make train`")
		}
		if w.Again, err = ParseTrees(againText); err != nil {
			panic("reference: again.txt: " + err.Error() + "; run `make train`")
		}
		weights = w
	})
	return &weights
}

// featureNames are the features' names in weights.txt, in their order.
var featureNames = [FeatureCount]string{
	"bias", "cover-less", "cover-more", "dice", "mass", "cosine", "same-words", "rare-word",
	"predicate-same", "predicate-alike", "predicate-opposite", "word-opposite", "actor-shared", "actors-apart",
	"subject-same", "subject-apart", "number-same", "number-differs", "number-hedged", "number-rejected", "number-apart",
	"negation-differs", "negation-dice", "both-negative", "opposite-dice", "number-dice",
	"from-leans", "from-leans-next", "from-reacts", "from-reacts-next", "from-denies", "from-now", "from-again",
	"from-concedes", "from-other", "to-other", "from-no-verb", "from-if", "to-if", "from-ahead", "to-ahead",
	"from-past-to-ahead", "from-past-to-asks", "from-asks", "to-asks", "either-may", "same-article", "next", "nearby",
	"same-quote", "same-sentence", "speaker-same", "speakers-differ", "from-article-itself", "to-article-itself",
	"speaks-of-speaker", "years-differ", "year-one-side", "day-differs", "same-article-dice", "speaker-same-dice",
	"negation-actor", "time-same", "predicate-in", "number-sure",
	"contrary", "contrary-later", "contrary-mind", "number-later", "number-mind", "alike", "new-word", "value-same", "number-actor", "reacts-near", "contrary-apart", "number-apartly", "scoped", "span-same", "answer",
	"closest-back", "closest-both", "both-narrate", "one-narrates", "number-now", "number-unnamed", "negation-mind", "leans-back", "scoped-same", "side-of-denier", "plan-done", "number-grown", "reason",
	"same-paragraph", "next-paragraph", "same-turn", "turn-opens", "turn-replies", "from-quoted", "to-quoted", "from-direct", "to-direct",
	"quote-after", "quote-goes-on", "from-replies", "two-have", "three-have", "five-have", "two-have-later", "three-have-later", "mind-later", "self-later", "told-later", "negated-topic", "concedes-later", "number-same-later", "dice-later", "number-told", "number-self",
	"span-differs", "span-dice", "span-mind", "day-dice", "day-act", "day-mind", "all-negated", "all-some", "toll-differs", "fact-differs", "denies-next", "topic-same", "from-who", "to-who", "same-side",
	"may-repeat", "may-support", "may-conflict", "may-respond", "may-update",
	"from-may", "to-may", "from-past", "to-past", "to-denies", "from-negative", "to-negative", "from-counts", "to-counts", "from-we", "to-we", "from-short", "to-short", "to-no-verb",
	"from-all", "to-all", "from-some", "to-some", "from-toll", "to-toll",
	"from-present", "to-present", "from-perfect", "to-perfect", "from-before", "to-before", "from-never", "to-never", "perfect-later", "from-dated", "to-dated",
}

// ParseWeights reads the model's text: lines "feature link repeats supports
// conflicts responds updates", and one that begins with "threshold". There are no trees in it.
func ParseWeights(text string) (w Model, err error) {
	seen := 0
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		want := 6
		if f[0] == "threshold" {
			want = len(w.Threshold)
		}
		if len(f) != want+1 {
			return w, errors.New(strconv.Quote(f[0]) + ": " + strconv.Itoa(len(f)-1) + " numbers, want " + strconv.Itoa(want))
		}
		var x [6]float32
		for i := range want {
			v, err := strconv.ParseFloat(f[i+1], 32)
			if err != nil {
				return w, errors.New(strconv.Quote(f[0]) + ": " + err.Error())
			}
			x[i] = float32(v)
		}
		if f[0] == "threshold" {
			copy(w.Threshold[:], x[:])
			continue
		}
		if seen >= int(FeatureCount) || featureNames[seen] != f[0] {
			return w, errors.New(strconv.Quote(f[0]) + " stands where another feature belongs")
		}
		w.Link[seen] = x[0]
		for r := range w.Relations {
			w.Relations[r][seen] = x[r+1]
		}
		seen++
	}
	if seen != int(FeatureCount) {
		return w, errors.New(strconv.Itoa(seen) + " features, want " + strconv.Itoa(int(FeatureCount)))
	}
	return w, nil
}

// String is the text that [ParseWeights] reads; the trees have their own.
func (w *Model) String() string {
	var b strings.Builder
	b.WriteString("# feature link repeats supports conflicts responds updates\n")
	line := func(name string, numbers ...float32) {
		b.WriteString(name)
		for _, x := range numbers {
			b.WriteByte(' ')
			b.WriteString(strconv.FormatFloat(float64(x), 'f', 3, 64))
		}
		b.WriteByte('\n')
	}
	for i, name := range featureNames {
		line(name, w.Link[i], w.Relations[0][i], w.Relations[1][i], w.Relations[2][i], w.Relations[3][i], w.Relations[4][i])
	}
	line("threshold", w.Threshold[:]...)
	return b.String()
}

// crowding is by what the odds of a link are divided in a story of n claims: a
// claim has about as many counterparts in a long story as in those of training,
// but far more claims to be mistaken for them; no more of them are compared with it than candidates has room for.
func crowding(n int) float32 {
	return min(mostCrowded, max(1, float32(n)/trainedClaims))
}

const (
	trainedClaims = 300 // the most claims of a story in training
	mostCrowded   = 4
)

// decision is what the model says of a pair.
type decision struct {
	pair        int32 // its number
	from, to    int32 // its claims
	relation    doc.Relation
	score, asks float32 // how probable the link is, and how probable it has to be
	share       float32 // how probable the relation is, if there is a link
	unclear     bool    // told although it is less probable
}

const (
	// usual is how many references there are for each claim in stories that word things alike. Where articles put things in
	// words of their own, or are long, far fewer are probable enough (build/eval prints how many), but not far fewer are
	// marked by annotators; there the likeliest of the others are told too, as unclear.
	usual = 0.7
	// faintest is the share of the probability asked for from which on that happens.
	faintest = 0.4
	// enough is how many references of a claim leave no room for unclear ones.
	enough = 3
)

// leastFirm is, by relation, how probable link and relation have to be together for a link that is not unclear. A doubtful
// conflict is not told at all, see [Model.asks]; none is unclear.
var leastFirm = [...]float32{doc.Repeats: 0.15, doc.Supports: 0.15, doc.Conflicts: 0, doc.Responds: 0.15, doc.Updates: 0.25}

// firm reports whether it is probable enough that the two claims meet, and in just this way, for a link that is not unclear.
func (d *decision) firm() bool {
	return !d.unclear && float32(d.score*d.share) >= leastFirm[d.relation]
}

// linked reports whether the link is as probable as it has to be.
func (d *decision) linked() bool { return d.score >= d.asks }

// possible reports whether the link may be told as unclear. A conflict has to be probable: a false one costs most trust.
func (d *decision) possible() bool {
	return d.relation != doc.Conflicts && d.score >= faintest*d.asks
}

// fill adds the likeliest of the possible links to those of a story of so many claims, until these have as many as usual.
func fill(links, possible []decision, claims int) []decision {
	room := int(usual*float32(claims)) - len(links)
	if room <= 0 {
		return links
	}
	of := make([]uint8, claims)
	for i := range links {
		of[links[i].from]++
		of[links[i].to]++
	}
	slices.SortStableFunc(possible, func(a, b decision) int { return cmp.Compare(b.score/b.asks, a.score/a.asks) })
	for _, d := range possible {
		if room == 0 {
			break
		}
		if of[d.from] >= enough || of[d.to] >= enough {
			continue
		}
		of[d.from]++
		of[d.to]++
		d.unclear = true
		links = append(links, d)
		room--
	}
	return links
}

// probability is how probable a link of this score is, in its context.
func probability(score, crowd float32) float32 {
	p := sigmoid(score)
	return p / (p + float32(crowd*(1-p)))
}

// decide is what the model says of a pair, of this number, whose link is so probable.
func (w *Model) decide(p *pairing, number int, x *Scored, score float32) decision {
	relation, asks, share := w.Choose(&p.f)
	if relation == doc.Conflicts && score*share < doubtful && p.f[CoverMore] < repeated && p.f[FromDenies]+p.f[NegatedTopic] == 0 {
		relation, asks, share = w.choose(&p.f, false)
	}
	if relation == doc.Supports && p.f[CoverMore] > 0.8 && drift(p.from, p.to) != nil {
		relation, asks, share = doc.Repeats, w.Threshold[doc.Repeats], 1 // one quote, cut
	}
	return decision{pair: int32(number), from: x.From, to: x.To, relation: relation, score: score, asks: asks, share: share}
}

const (
	// unshown is how much more probable an update has to be of which no single
	// observation is the evidence: a reader forgives these least.
	unshown = 0.15
	// plainDenial is how much less probable a conflict may be where one denies of a deed just what the other says, or
	// somebody else denies right behind it what was said, or something of one subject; where somebody else denies most of it, twice as much: such pairs nearly always are links, but too few for the model to have learned it.
	plainDenial = 0.08
	// doubtful is the probability of link and relation together below which no conflict is told: of those below it that
	// were told in real articles none was marked as one.
	doubtful = 0.25
	// contested is how much more probable another relation has to be where a conflict is the likeliest one but is not shown
	// well enough: most of what was told as support there said the contrary.
	contested = 0.2
)

// asks is the least probability of a link of this relation, where a conflict may be likelier than it.
func (w *Model) asks(r doc.Relation, f *Features, conflict bool) float32 {
	switch {
	case r == doc.Updates && f[MayUpdate] == 0:
		return w.Threshold[r] + unshown
	case r == doc.Conflicts && f[Scoped]*f[PredicateSame]*f[SpeakersDiffer] > 0 && f[CoverMore] > repeated:
		return w.Threshold[r] - 2*plainDenial
	case r == doc.Conflicts && f[Scoped]*f[PredicateSame]+f[NegatedTopic]+f[DeniesNext] > 0:
		return w.Threshold[r] - plainDenial
	case r != doc.Responds && conflict:
		return w.Threshold[r] + contested
	}
	return w.Threshold[r]
}

// least is the lowest threshold.
func (w *Model) least() float32 { return slices.Min(w.Threshold[:]) }

// Score is the logarithm of the odds that two claims are linked, by themselves.
func (w *Model) Score(f *Features) float32 { return dot(&w.Link, f) }

func sigmoid(z float32) float32 { return 1 / (1 + model.Exp(-z)) }

// plain is the share of both claims' words that is common from which on the words
// themselves show what differs, so that only the relations that they allow stand. Below it two claims
// may say the same, or the opposite, in words that no list joins.
const plain = 0.4

// repeated is the share of both claims' words from which on a later article that adds nothing else only says it again.
const repeated = 0.6

// Choose gives the likeliest of the relations; of claims with much in common, of other years or with numbers
// that may both hold, of those that the features allow, and never a repetition that they don't. A conflict or an update that
// the words do not plainly show has to be likelier than all others together. With it come how probable the link has to be, and
// how probable the relation is beside the others if there is a link.
func (w *Model) Choose(f *Features) (relation doc.Relation, asks, share float32) {
	return w.choose(f, true)
}

// choose is [Model.Choose] with or without conflicts among the relations.
func (w *Model) choose(f *Features, conflicts bool) (relation doc.Relation, asks, share float32) {
	ok := false
	var score, odds [len(w.Relations)]float32
	most, sum := float32(0), float32(0)
	for r := range score {
		score[r] = dot(&w.Relations[r], f)
		most = max(most, score[r])
	}
	differs := contradicts(f)
	for r := range odds {
		if differs && doc.Relation(r) <= doc.Supports {
			continue
		}
		odds[r] = model.Exp(score[r] - most)
		sum += odds[r]
	}
	for i := range score {
		r := doc.Relation(i)
		if excluded(f, r, differs) || r == doc.Conflicts && !conflicts || (r == doc.Repeats || differs || f[CoverLess] >= plain || f[YearsDiffer]+f[NumberHedged] > 0) && !allows(f, r) {
			continue
		}
		if (r == doc.Conflicts || r == doc.Updates) && 2*odds[r] < sum && (f[CoverLess] < plain || f[MayRepeat+Feature(r)] == 0) {
			continue
		}
		if !ok || score[r] > score[relation] {
			relation, ok = r, true
		}
	}
	// Where the evidence speaks for none, the likeliest is told all the same, but never a conflict.
	if !ok {
		for i := range score {
			if r := doc.Relation(i); r != doc.Conflicts && !excluded(f, r, differs) && (!ok || score[i] > score[relation]) {
				relation, ok = r, true
			}
		}
	}
	conflict := relation != doc.Conflicts && f[NumberNow] == 0 && score[doc.Conflicts] == slices.Max(score[:])
	share = odds[relation] / sum
	if conflict {
		share = 0 // as something else it is told as unclear, if at all
	}
	return relation, w.asks(relation, f, conflict), share
}

// excluded reports whether what was observed rules a relation out, whatever speaks for it; differs is what [contradicts] says.
func excluded(f *Features, r doc.Relation, differs bool) bool {
	switch r {
	case doc.Conflicts:
		// A count that has risen since is a newer one; who rejects something sides with a denial of it. Where nothing shows what
		// contradicts what, it hardly ever is a conflict in real articles.
		return f[MayConflict] == 0 || f[NumberNow] > 0 || f[ToAsks]*f[FromReacts] > 0 || // who rejects a demand answers it
			f[ToDenies] > 0 && f[FromReacts]+f[FromDenies] > 0
	case doc.Supports:
		// What the next speaker asserts right behind a denial does not bear it out: "he denied it. But she said he did."
		return differs || f[Next]*f[SpeakersDiffer]*f[NegationDiffers] > 0 && f[ToDenies] > 0 && f[FromDenies] == 0
	case doc.Repeats:
		return differs
	case doc.Responds:
		return f[SameSide] > 0 // a lawyer does not answer his client
	}
	return false
}

// contradicts reports whether what was observed hardly leaves room for a repetition or a support: another number of the same thing, or that one
// denies much of what the other says or says the opposite, by another speaker or in another article.
func contradicts(f *Features) bool {
	if f[SameArticle] > 0 && f[SpeakersDiffer] == 0 {
		return false
	}
	return f[NumberSure] > 0 && f[NumberSame] == 0 || f[Dice] >= 0.3 && f[Scoped]+f[PredicateOpposite] > 0 && f[BothNegative] == 0
}

// allows reports whether what was observed speaks for a relation by itself: evidence that a reader
// can be shown. A conflict needs something that differs of the same thing; none comes from hedged numbers or a
// condition. What differs is no repetition, what is denied no support; an update needs a change. Claims of
// other years don't conflict; claims of which one is of another such thing only support or respond to each other.
func allows(f *Features, r doc.Relation) bool {
	differs := f[NumberDiffers]+f[NumberRejected] > 0 ||
		f[SpanDiffers] > 0 && f[Dice] >= 0.2 ||
		f[DayDiffers] > 0 && f[NumberSame] == 0 && (f[DayAct] > 0 && f[Dice] >= 0.2 || f[Dice] >= 0.4) ||
		f[AllNegated]+f[AllSome] > 0 && f[Dice] >= 0.25
	contrary := (f[Scoped] > 0 || f[FromDenies] > 0 && f[BothNegative] == 0 && f[Dice] >= 0.05) || f[PredicateOpposite] > 0 && f[Dice] >= 0.2
	if f[YearsDiffer] > 0 && r == doc.Conflicts {
		return false
	}
	if f[FromOther] != f[ToOther] && f[NumberRejected] == 0 {
		return r == doc.Responds && f[SpeakersDiffer]+f[FromReacts] > 0 || r == doc.Supports && f[SameArticle] > 0 && f[SpeakersDiffer] == 0
	}
	// That one thing was ahead and another one is past is no change.
	sameDeed := f[PredicateSame]+f[PredicateAlike]+f[PredicateIn]+f[SubjectSame]+f[ActorShared] > 0 || f[Dice] >= 0.4
	switch r {
	case doc.Repeats:
		if f[NumberApart] > 0 && f[NumberSame] == 0 && f[PredicateSame] > 0 {
			return false // "two more died" does not say again that twelve died
		}
		if f[ToAsks] != f[FromAsks] || f[FromPastToAhead] > 0 && f[SpeakerSame] == 0 {
			return false // what was demanded or planned, and what has been or will be done
		}
		return !differs && !contrary && f[FromNoVerb] == 0 && (f[Dice] >= 0.25 || f[NumberSame] > 0 && f[Dice] > 0 || f[ActorShared] > 0 && f[Dice] >= 0.12)
	case doc.Conflicts:
		if f[NumberDiffers] > 0 && f[NumberRejected] == 0 && !contrary && f[PredicateSame]+f[PredicateAlike]+f[PredicateIn]+f[ActorShared] == 0 && f[Dice] < 0.2 {
			return false // both count people, but in other matters
		}
		// Nobody contradicts himself in one breath, and who denies something goes on to defend that.
		if f[SameArticle] > 0 && !differs && (f[Next]*f[SpeakerSame] > 0 || f[SideOfDenier] > 0) {
			return false
		}
		if !differs && (f[Dice] < 0.1 && f[FromDenies] == 0 || f[ActorsApart] > 0) {
			return false
		}
		if !differs && f[ConcedesLater] == 0 && (f[Dice] < 0.2 || f[Mass] < 0.08) && f[ActorShared] == 0 && f[SubjectSame] == 0 && f[FromDenies] == 0 {
			return false
		}
		if f[FromIf]+f[ToIf] > 0 || f[ContraryApart] > 0 && f[PredicateSame] > 0 && !differs || f[NumberApartly] > 0 && !contrary && f[NumberRejected] == 0 {
			return false
		}
		return differs || contrary || f[NumberUnnamed] > 0 || f[ConcedesLater] > 0 || f[NegationMind]*f[SubjectSame]+f[NegatedTopic] > 0
	case doc.Responds:
		if f[Scoped] > 0 && f[Dice] >= 0.4 && f[ToAsks]+f[ToAhead] == 0 {
			return false // who says the very opposite of a fact contradicts it
		}
		if f[FromReacts]+f[FromReplies]+f[FromNoVerb]+f[FromLeans]+f[SpeaksOfSpeaker]+f[CoverMore] == 0 {
			return false // only that he speaks after the other
		}
		if f[SameArticle] == 0 && f[CoverLess] >= 0.7 && f[FromReacts]+f[FromReplies]+f[FromNoVerb]+f[SpeaksOfSpeaker] == 0 {
			return false // what says it once more answers nothing
		}
		return f[SpeakersDiffer]+f[FromReacts] > 0
	case doc.Updates:
		// Two speakers who contradict each other are no news of a change.
		if f[NumberRejected] > 0 || f[SpeakersDiffer] > 0 && f[FromNow] == 0 && (f[Contrary]+f[NumberSure] > 0) {
			return false
		}
		if f[SameArticle] > 0 && f[FromNow] == 0 || f[NumberApartly] > 0 && !contrary {
			return false
		}
		return differs || contrary || f[NegationDiffers]+f[FromNow]+f[PredicateAlike]+f[NumberApart]*f[PredicateSame]+f[DayDiffers] > 0 || f[FromPastToAhead]+f[FromPastToAsks] > 0 && sameDeed
	}
	if f[CoverMore]+f[ActorShared]+f[LeansBack] == 0 || f[SpeakersDiffer] > 0 && f[CoverMore] < 0.1 && f[FromConcedes] == 0 {
		return false // nothing in common that a reader could be shown
	}
	if f[SameArticle] == 0 && f[CoverLess] >= repeated && !differs && !contrary && f[NegationDiffers] == 0 {
		return false // it is a repetition
	}
	return f[NumberRejected]+f[NegatedTopic] == 0 && !(f[Scoped] > 0 && f[Dice] >= 0.4 && f[Next]*f[SpeakerSame]+f[SideOfDenier] == 0)
}

// dot adds in one order and rounds each product, so that no machine fuses them.
// Most features are 0; those that aren't are listed first, as no branch for each
// could be predicted.
func dot(w, f *Features) float32 {
	var at [1 << 8]uint8
	n := uint8(0)
	for i, x := range f {
		at[n] = uint8(i)
		b := math.Float32bits(x) << 1 // without its sign
		n += uint8((b | -b) >> 31)
	}
	sum := float32(0)
	for _, i := range at[:n] {
		sum += float32(w[i] * f[i])
	}
	return sum
}

// The number of features is below what dot can count.
var _ [1<<8 - 1 - FeatureCount]struct{}

// Checksum is a checksum of the stage's weights, for the engine's version.
func Checksum() uint32 { return model.Sum(weightsText + treesText + againText) }
