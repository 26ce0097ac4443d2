// Package reference trains the model that joins claims
// (analysis/reference/weights.txt) from stories whose claims and
// cross-references were marked by hand: our own in testdata, and the shared
// gold stories.
package reference

import (
	"cmp"
	"context"
	"math"
	"path/filepath"
	"slices"

	"whosaid.example/analysis"
	"whosaid.example/analysis/claim"
	"whosaid.example/analysis/doc"
	"whosaid.example/analysis/reference"
	"whosaid.example/build/corpus"
	"whosaid.example/build/train/learn"
)

// Example is a pair of claims with what it should be.
type Example struct {
	reference.Pair
	Linked   bool
	Relation doc.Relation // of a linked pair
	Weight   float64      // in training: 0 for pairs that careful readers may judge either way
	Trap     bool         // a distractor
	Texts    [2]string    // of the two claims, for reading errors
}

// Story is a story's pairs of marked claims.
type Story struct {
	Name     string
	Gold     bool // a shared story, not one of ours
	Examples []Example
	Links    int // that count
}

// Load reads the shared stories and ours, analyses them and compares all pairs
// of their marked claims.
func Load(corpora, root string) ([]Story, error) {
	var out []Story
	for _, folder := range []string{filepath.Join(corpora, "..", "gold", "stories"), filepath.Join(root, "build", "train", "reference", "testdata")} {
		linked, err := corpus.ReadLinked(folder)
		if err != nil {
			return nil, err
		}
		for _, s := range linked {
			x, err := examples(s)
			if err != nil {
				return nil, err
			}
			x.Gold = folder != filepath.Join(root, "build", "train", "reference", "testdata")
			out = append(out, x)
		}
	}
	return out, nil
}

// examples analyses a story and compares those of its claims that are marked.
func examples(s corpus.Linked) (Story, error) {
	var articles []analysis.Article
	for _, a := range s.Articles {
		articles = append(articles, analysis.Article{Name: a.Name, Text: a.Text, Outlet: a.Outlet, Date: a.Date})
	}
	story, err := new(analysis.Analyzer).Story(context.Background(), articles...)
	if err != nil {
		return Story{}, err
	}
	// number is the marked claim that a claim of the analysis stands for, or -1.
	number := make([][]doc.ClaimID, len(s.Articles))
	for i, a := range s.Articles {
		number[i] = adopt(story.Docs[i], a.Claims)
	}
	links := map[[2]doc.ClaimAt]corpus.Link{}
	for _, l := range s.Links {
		links[[2]doc.ClaimAt{l.From, l.To}] = l
		links[[2]doc.ClaimAt{l.To, l.From}] = l
	}
	traps := map[[2]doc.ClaimAt]bool{}
	for _, l := range s.Distractors {
		if len(l.Wrong) == 0 {
			traps[[2]doc.ClaimAt{l.From, l.To}] = true
			traps[[2]doc.ClaimAt{l.To, l.From}] = true
		}
	}
	out := Story{Name: s.Name}
	for _, p := range reference.Compare(story, true) {
		if number[p.From.Doc][p.From.Claim] < 0 || number[p.To.Doc][p.To.Claim] < 0 {
			continue
		}
		key := [2]doc.ClaimAt{
			{Doc: p.From.Doc, Claim: number[p.From.Doc][p.From.Claim]},
			{Doc: p.To.Doc, Claim: number[p.To.Doc][p.To.Claim]},
		}
		e := Example{Pair: p, Weight: 1, Texts: [2]string{text(story, p.From), text(story, p.To)}}
		if l, ok := links[key]; ok {
			e.Linked, e.Relation = true, l.Relation
			if l.Optional {
				e.Weight = 0
			} else {
				out.Links++
			}
		}
		if traps[key] {
			e.Trap, e.Weight = true, 3
		}
		out.Examples = append(out.Examples, e)
	}
	return out, nil
}

// adopt pairs the found claims with the marked ones, one to one, where they
// share half of the bytes they cover, as score.py does; marked claims that were
// not found are added, so that none is lost to training. It gives each claim the
// number of its marked one, or -1.
func adopt(d *doc.Document, marked []corpus.LinkedClaim) []doc.ClaimID {
	type match struct {
		claim, mark int
		iou         float64
	}
	var all []match
	for i := range d.Claims {
		r := d.Bytes(d.Claims[i].Tokens)
		for k, m := range marked {
			if n := min(r.End, m.Range.End) - max(r.Start, m.Range.Start); n > 0 {
				if v := float64(n) / float64(max(r.End, m.Range.End)-min(r.Start, m.Range.Start)); v >= 0.5 {
					all = append(all, match{i, k, v})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.iou, a.iou) })
	number := make([]doc.ClaimID, len(d.Claims))
	for i := range number {
		number[i] = -1
	}
	used := make([]bool, len(marked))
	for _, m := range all {
		if number[m.claim] < 0 && !used[m.mark] {
			number[m.claim], used[m.mark] = doc.ClaimID(m.mark), true
		}
	}
	for k, m := range marked {
		span := tokens(d, m.Range)
		if used[k] || span.Empty() {
			continue
		}
		x := doc.Claim{Tokens: span, Quote: innermost(d, span), Speaker: doc.None}
		if x.Quote >= 0 {
			x.Speaker = d.Quotes[x.Quote].Speaker
		}
		at := len(d.Claims)
		for at > 0 && d.Claims[at-1].Tokens.Start > span.Start {
			at--
		}
		d.Claims = slices.Insert(d.Claims, at, x)
		number = slices.Insert(number, at, doc.ClaimID(k))
	}
	claim.Frame(d)
	return number
}

func text(s *doc.Story, c doc.ClaimAt) string {
	d := s.Docs[c.Doc]
	return d.SpanText(d.Claims[c.Claim].Tokens)
}

// tokens is the span of the tokens that lie in a byte range.
func tokens(d *doc.Document, r doc.Range) doc.Span {
	var span doc.Span
	for i := range d.Tokens {
		if t := &d.Tokens[i]; t.Start < r.End && t.End > r.Start {
			if span.Empty() {
				span.Start = int32(i)
			}
			span.End = int32(i) + 1
		}
	}
	return span
}

// innermost is the smallest quote that holds most of the span.
func innermost(d *doc.Document, span doc.Span) doc.QuoteID {
	best, size := doc.QuoteID(doc.None), 1<<30
	for i := range d.Quotes {
		n, all := 0, 0
		for _, c := range d.Quotes[i].Content {
			all += c.Len()
			for t := c.Start; t < c.End; t++ {
				if span.Has(t) {
					n++
				}
			}
		}
		if 2*n > span.Len() && all < size {
			best, size = doc.QuoteID(i), all
		}
	}
	return best
}

// Fit learns the weights from the stories: logistic regression for the link,
// and a log-linear choice among relations for the linked pairs, both with an
// L2 penalty, by full-batch gradient descent, which has no order or seed.
func Fit(stories []Story, o Options) reference.Model {
	var link, rel []*Example
	var share []float64
	for i := range stories {
		own := 1.0
		if !stories[i].Gold {
			own = o.Own
		}
		for k := range stories[i].Examples {
			e := &stories[i].Examples[k]
			if e.Weight > 0 {
				link = append(link, e)
				share = append(share, own)
			}
			if e.Linked {
				rel = append(rel, e)
			}
		}
	}
	n := int(reference.FeatureCount)
	linkSeen, relSeen := observed(link), observed(rel)
	// The second half is what a feature weighs more or less within one article.
	w := make([]float64, 2*n)
	momentum := make([]float64, 2*n)
	for step := range o.Steps {
		g := make([]float64, 2*n)
		total := 0.0
		for k, e := range link {
			y, weight := 0.0, share[k]*e.Weight
			if e.Linked {
				y, weight = 1, share[k]*o.Positive
			}
			within := e.Features[reference.SameArticle] > 0
			z := 0.0
			for _, s := range linkSeen[k] {
				z += w[s.feature] * s.value
				if within {
					z += w[n+s.feature] * s.value
				}
			}
			d := weight * (y - sigmoid(z))
			total += weight
			for _, s := range linkSeen[k] {
				g[s.feature] += d * s.value
				if within {
					g[n+s.feature] += d * s.value
				}
			}
		}
		for i := range w {
			l2 := o.L2 * penal(i)
			if i >= n {
				l2 = o.WithinL2
			}
			momentum[i] = 0.9*momentum[i] + g[i]/total - l2*w[i]
			w[i] += o.Rate * momentum[i] * math.Min(1, 10*float64(o.Steps-step)/float64(o.Steps))
		}
	}
	out := reference.Model{}
	for i := range n {
		out.Link[i], out.Within[i] = float32(w[i]), float32(w[n+i])
	}
	v := make([]float64, 5*n)
	vm := make([]float64, 5*n)
	for range o.Steps {
		g := make([]float64, 5*n)
		for k, e := range rel {
			var s [5]float64
			sum := 0.0
			for r := range s {
				z := 0.0
				for _, x := range relSeen[k] {
					z += v[r*n+x.feature] * x.value
				}
				s[r] = math.Exp(z)
				sum += s[r]
			}
			weight := 1.0
			if e.Weight == 0 {
				weight = 0.4
			}
			for r := range s {
				d := -s[r] / sum
				if doc.Relation(r) == e.Relation {
					d++
				}
				for _, x := range relSeen[k] {
					if tells[x.feature] {
						g[r*n+x.feature] += weight * d * x.value
					}
				}
			}
		}
		for i := range v {
			vm[i] = 0.9*vm[i] + g[i]/float64(len(rel)) - o.RelationL2*v[i]*penal(i%n)
			v[i] += o.Rate * vm[i]
		}
	}
	for r := range out.Relations {
		for i := range n {
			out.Relations[r][i] = float32(v[r*n+i])
		}
		out.Threshold[r] = o.Threshold[r]
	}
	return out
}

// tells is the features that the choice of a relation may use: not those that
// only say how much two claims have in common.
var tells = func() (t [reference.FeatureCount]bool) {
	for i := range t {
		t[i] = true
	}
	for _, i := range []reference.Feature{
		reference.CoverLess, reference.CoverMore, reference.Mass, reference.Cosine, reference.SameWords, reference.RareWord,
		reference.WordOpposite, reference.PredicateIn, reference.ToOther, reference.FromOther, reference.SameArticleDice, reference.SpeakerSameDice,
		reference.NumberHedged, reference.NumberApart, reference.Nearby, reference.SubjectApart, reference.ActorsApart,
		reference.YearOneSide, reference.SameSentence, reference.TimeSame, reference.SpanSame, reference.EitherMay,
	} {
		t[i] = false
	}
	return t
}()

// penal leaves the bias free.
func penal(i int) float64 {
	if i == int(reference.Bias) {
		return 0
	}
	return 1
}

// Options of training; the values are chosen by leaving out a story at a time.
type Options struct {
	Steps      int
	Rate, L2   float64
	WithinL2   float64 // on the weights that hold within one article only
	RelationL2 float64
	Positive   float64 // weight of a linked pair
	Own        float64 // weight of our own stories' pairs for the link: they have fewer pairs and more links
	Threshold  [5]float32
}

// Defaults are the values in use.
func Defaults() Options {
	return Options{Steps: 400, Rate: 0.5, L2: 1e-3, WithinL2: 3e-3, RelationL2: 1e-3, Positive: 3, Own: 0.7, Threshold: [5]float32{0.4, 0.68, 0.48, 0.6, 0.42}}
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// observation is a feature that is not 0.
type observation struct {
	feature int
	value   float64
}

func observed(all []*Example) [][]observation {
	out := make([][]observation, len(all))
	for k, e := range all {
		for i, x := range e.Features {
			if x != 0 {
				out[k] = append(out[k], observation{i, float64(x)})
			}
		}
	}
	return out
}

// Train writes analysis/reference/weights.txt.
func Train(run learn.Run) error {
	stories, err := Load(run.Corpora, run.Root)
	if err != nil {
		return err
	}
	w := Fit(stories, Defaults())
	for _, s := range stories {
		run.Logf("%s: %d pairs, %d links", s.Name, len(s.Examples), s.Links)
	}
	return run.Write("analysis/reference/weights.txt", []byte(w.String()))
}
