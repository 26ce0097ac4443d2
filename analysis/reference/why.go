package reference

import (
	"slices"
	"strconv"
	"strings"

	"whosaid.example/analysis/doc"
)

// why is the reason for a reference, one plain sentence from the evidence that
// decided: who says each side, what differs or what both have.
func why(p *pairing, relation doc.Relation) string { return capital(reason(p, relation)) }

func reason(p *pairing, relation doc.Relation) string {
	a, b := teller(p.from, p.to), teller(p.to, p.from)
	same := a == b
	switch relation {
	case doc.Conflicts:
		return conflictWhy(p, a, b, same)
	case doc.Repeats:
		switch {
		case same && p.f[FromAgain] > 0:
			return a + " said it again" + about(p) + "."
		case same:
			return a + " said the same twice" + about(p) + "."
		}
		return a + " and " + b + " said the same" + about(p) + "."
	case doc.Supports:
		if d, ok := pick(p.shared, "number"); ok {
			return both(a, b, same) + " the same number: " + quoted(p.from.d, d.From) + "."
		}
		if same {
			if p.f[Reason] > 0 {
				return a + " gave the reason" + about(p) + "."
			}
			return a + " added a ground or a detail" + about(p) + "."
		}
		if p.f[CoverLess] >= 0.5 {
			return a + " said much the same as " + b + about(p) + ", but for a detail."
		}
		return "What " + a + " said bears out what " + b + " said" + about(p) + "."
	case doc.Responds:
		if same {
			return a + " came back to it" + about(p) + "."
		}
		switch {
		case p.to.flags&flagAsks != 0:
			return a + " answered the demand that " + b + " made" + about(p) + "."
		case p.to.flags&flagAhead != 0:
			return a + " reacted to what " + b + " announced" + about(p) + "."
		}
		return a + " reacted to what " + b + " said" + about(p) + "."
	default:
		if undated(p) {
			return undatedWhy(p, a, b)
		}
		if d, ok := pick(p.differs, "number"); ok {
			return "First " + quoted(p.to.d, d.To) + " (" + b + "), later " + quoted(p.from.d, d.From) + " (" + a + ")."
		}
		if d, ok := pick(p.differs, "predicate"); ok {
			return "First " + quoted(p.to.d, d.To) + " (" + b + "), later " + quoted(p.from.d, d.From) + " (" + a + ")."
		}
		if p.f[PlanDone] > 0 {
			return "What " + b + " said was planned has been done, says " + a + about(p) + "."
		}
		return "Newer word from " + a + " on what " + b + " said" + about(p) + "."
	}
}

// undated reports whether nobody can know which of the two claims is the newer one: they are of two articles, and one has no date.
func undated(p *pairing) bool {
	return p.from.at.Doc != p.to.at.Doc && (p.from.d.Date == "" || p.to.d.Date == "")
}

// undatedWhy is the reason for an update between articles of which one has no date.
func undatedWhy(p *pairing, a, b string) string {
	const open = "; no date says which is newer."
	for _, what := range [...]string{"number", "predicate"} {
		if d, ok := pick(p.differs, what); ok {
			return quoted(p.to.d, d.To) + " (" + b + ") or " + quoted(p.from.d, d.From) + " (" + a + ")" + open
		}
	}
	return capital(a) + " tells another state of things than " + b + about(p) + open
}

func conflictWhy(p *pairing, a, b string, same bool) string {
	said := func(d doc.Difference) string {
		if same {
			return a + " said " + quoted(p.to.d, d.To) + ", later " + quoted(p.from.d, d.From)
		}
		return a + " said " + quoted(p.from.d, d.From) + ", " + b + " said " + quoted(p.to.d, d.To)
	}
	if d, ok := pick(p.differs, "number"); ok {
		for _, x := range p.differs { // rather two numbers than one that a side rejects
			if x.What == "number" && !strings.Contains(quoted(p.to.d, x.To), clean(p.from.d.SpanText(x.From))) && !strings.Contains(quoted(p.from.d, x.From), clean(p.to.d.SpanText(x.To))) {
				d = x
				break
			}
		}
		return said(d) + "."
	}
	if d, ok := pick(p.differs, "predicate"); ok && p.f[NegationDiffers] == 0 {
		return said(d) + about(p) + "."
	}
	if d, ok := pick(p.differs, "negation"); ok {
		denier, other, word := a, b, quotedNear(p.from, d.From)
		if d.From.Empty() {
			denier, other, word = b, a, quotedNear(p.to, d.To)
		}
		if same {
			return a + " said it once and denied it once" + about(p) + ": " + word + "."
		}
		return denier + " denied what " + other + " said" + about(p) + ": " + word + "."
	}
	for _, what := range [...]string{"time", "actor", "place", "wording"} {
		if d, ok := pick(p.differs, what); ok && !d.From.Empty() && !d.To.Empty() {
			return said(d) + about(p) + "."
		}
	}
	if same && p.f[ConcedesLater] > 0 {
		return a + " later conceded what does not fit with the first words" + about(p) + "."
	}
	if same {
		return a + " said two things that do not fit together" + about(p) + "."
	}
	return "What " + a + " said does not fit with what " + b + " said" + about(p) + "."
}

func both(a, b string, same bool) string {
	if same {
		return a + " gave twice"
	}
	return a + " and " + b + " gave"
}

// teller is who says a claim: its speaker, else its outlet or article; "the
// article" where the other claim is of the same one.
func teller(v, other *view) string {
	d := v.d
	if s := v.c.Speaker; s >= 0 {
		if name := clean(d.SpanText(d.Actors[s].Name)); name != "" {
			if first := d.Tokens[d.Actors[s].Name.Start].Tag; !d.Actors[s].Named && first != doc.TagNNP && first != doc.TagNNPS {
				return lower(name) // it is written as at the beginning of a sentence
			}
			return name
		}
	}
	if v.at.Doc == other.at.Doc {
		return "the article"
	}
	if d.Outlet != "" {
		return d.Outlet
	}
	if name := strings.TrimSuffix(d.Name, ".txt"); name != "" {
		return name
	}
	switch known := d.Date != "" && other.d.Date != ""; {
	case known && v.order < other.order:
		return "the earlier article"
	case known:
		return "the later article"
	case int(v.at.Doc) < len(ordinals):
		return "the " + ordinals[v.at.Doc] + " article"
	}
	return "article " + strconv.Itoa(int(v.at.Doc)+1)
}

var ordinals = [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// capital writes the first letter of a sentence large.
func capital(s string) string {
	if s != "" && 'a' <= s[0] && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// lower writes the first letter of a word small, unless the second is large too.
func lower(s string) string {
	if 'A' <= s[0] && s[0] <= 'Z' && (len(s) < 2 || s[1] < 'A' || s[1] > 'Z') {
		return string(s[0]-'A'+'a') + s[1:]
	}
	return s
}

func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// about names up to two things that both claims speak of.
func about(p *pairing) string {
	var words []string
	// Nouns tell a reader more than verbs and adjectives do.
	for _, nouns := range [...]bool{true, false} {
		for _, d := range p.shared {
			if d.What != "word" && d.What != "wording" || len(words) == 2 || isNoun(p.to.d.Tokens[d.To.Start].Tag) != nouns {
				continue
			}
			if w := clean(p.to.d.SpanText(d.To)); len(w) > 2 && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	if len(words) == 0 {
		return ""
	}
	return " about “" + strings.Join(words, "” and “") + "”"
}

func isNoun(t doc.Tag) bool {
	return t == doc.TagNN || t == doc.TagNNS || t == doc.TagNNP || t == doc.TagNNPS
}

func pick(ds []doc.Difference, what string) (doc.Difference, bool) {
	for _, d := range ds {
		if d.What == what {
			return d, true
		}
	}
	return doc.Difference{}, false
}

func quoted(d *doc.Document, s doc.Span) string { return "“" + clean(d.SpanText(s)) + "”" }

// quotedNear is the words around a word that denies: three after it.
func quotedNear(v *view, s doc.Span) string {
	if s.Empty() {
		return quoted(v.d, v.c.Tokens)
	}
	s.Start = max(v.c.Tokens.Start, s.Start-1)
	s.End = min(v.c.Tokens.End, s.End+3)
	return quoted(v.d, s)
}
