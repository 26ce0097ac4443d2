// Package doctest makes a [doc.Document] from a short notation, so that the
// tests of a stage need no other stage and no trained model.
package doctest

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"whosaid.example/analysis/doc"
)

// Parse makes a document of the notation:
//
//	# Mayor quits
//	Mayor/NN [PER Ada Boll] said she would go .
//	“ I am tired/JJ , ” Boll said .
//
// A stop ends a sentence, a blank line a paragraph, "# " begins the headline.
// Words stand between spaces; word/TAG gives the Penn tag where the guess
// (function words from a list, capitals NNP, -s NNS, -ed VBD, -ing VBG, -ly RB,
// numbers CD, else NN) is wrong. word/TAG/relation/n adds the relation and the
// head, counted from 1 in the sentence, 0 for the root; a document with any such
// word has trees. [PER …], [ORG …], [LOC …] are names. Words between “ and ” are
// quoted. A hyphen between words is a token without spaces around it.
func Parse(notation string) (*doc.Document, error) {
	p := &parser{}
	for line := range strings.Lines(notation) {
		line = strings.TrimSpace(line)
		if line == "" {
			p.endParagraph()
			continue
		}
		title := strings.HasPrefix(line, "# ")
		words := strings.Fields(strings.TrimPrefix(line, "# "))
		for len(words) > 0 {
			n := 1
			for n < len(words) && !(stop(words[n-1]) || n > 1 && words[n-1] == "”" && stop(words[n-2])) || n < len(words) && words[n] == "”" {
				n++
			}
			if err := p.sentence(words[:n], title); err != nil {
				return nil, fmt.Errorf("%q: %w", line, err)
			}
			words = words[n:]
		}
		if title {
			p.endParagraph()
		}
	}
	p.endParagraph()
	return p.document(), nil
}

type parser struct {
	text   strings.Builder
	tokens []doc.Token
	sents  []doc.Sentence
	paras  []doc.Paragraph
	names  []doc.Name
	title  doc.Span
	quoted bool
	first  int32 // sentence that begins the paragraph
}

func (p *parser) endParagraph() {
	n := int32(len(p.sents))
	if n > p.first {
		kind := doc.ParaText
		if p.tokens[p.sents[p.first].Tokens.Start].Is(doc.InTitle) {
			kind = doc.ParaTitle
		}
		p.paras = append(p.paras, doc.Paragraph{Sents: doc.Span{Start: p.first, End: n}, Kind: kind})
		p.first = n
		p.text.WriteString("\n\n")
	}
	p.quoted = false
}

func stop(w string) bool { return w == "." || w == "?" || w == "!" }

func (p *parser) sentence(words []string, title bool) error {
	start := int32(len(p.tokens))
	open, typ := int32(-1), doc.NoName
	for _, w := range words {
		if t, ok := map[string]doc.NameType{"[PER": doc.PER, "[ORG": doc.ORG, "[LOC": doc.LOC, "[MISC": doc.MISC}[w]; ok {
			open, typ = int32(len(p.tokens)), t
			continue
		}
		w, closes := strings.CutSuffix(w, "]")
		if err := p.word(w, start, title); err != nil {
			return err
		}
		if closes {
			if open < 0 {
				return errors.New("] without [")
			}
			p.names = append(p.names, doc.Name{Tokens: doc.Span{Start: open, End: int32(len(p.tokens))}, Type: typ, Score: 0.9})
			open = -1
		}
	}
	end := int32(len(p.tokens))
	p.sents = append(p.sents, doc.Sentence{Tokens: doc.Span{Start: start, End: end}, Para: int32(len(p.paras))})
	if title {
		p.title = doc.Span{Start: start, End: end}
	}
	return nil
}

// word adds a word, or several where hyphens join them.
func (p *parser) word(w string, start int32, title bool) error {
	parts := strings.Split(w, "/")
	form := parts[0]
	pieces := []string{form}
	if i := strings.IndexByte(form, '-'); i > 0 && len(parts) == 1 && i+1 < len(form) {
		pieces = strings.SplitAfter(form, "-")
		var split []string
		for _, x := range pieces {
			if y, ok := strings.CutSuffix(x, "-"); ok {
				split = append(split, y, "-")
			} else {
				split = append(split, x)
			}
		}
		pieces = split
	}
	for k, form := range pieces {
		t := doc.Token{Head: doc.None, Sent: int32(len(p.sents)), Tag: guess(form)}
		if len(parts) > 1 {
			tag, ok := doc.ParseTag(parts[1])
			if !ok {
				return fmt.Errorf("no tag %q", parts[1])
			}
			t.Tag = tag
		}
		if len(parts) > 3 {
			rel, ok := doc.ParseRel(parts[2])
			n := 0
			if _, err := fmt.Sscanf(parts[3], "%d", &n); err != nil || !ok {
				return fmt.Errorf("no relation and head in %q", w)
			}
			t.Rel = rel
			if n > 0 {
				t.Head = start + int32(n) - 1
			}
		}
		glued := k > 0 || strings.Contains("” , . ; : ? ! 's ’s ' ’ )", form) && form != ""
		if int32(len(p.tokens)) > start && !glued && !p.afterOpen() {
			p.text.WriteByte(' ')
			t.Flags |= doc.SpaceBefore
		}
		if int32(len(p.tokens)) == start {
			t.Flags |= doc.SpaceBefore | doc.LineStart
			if p.text.Len() > 0 && !strings.HasSuffix(p.text.String(), "\n") {
				p.text.WriteByte(' ')
			}
		}
		if title {
			t.Flags |= doc.InTitle
		}
		if form == "“" {
			p.quoted = true
		}
		if p.quoted {
			t.Flags |= doc.Quoted
		}
		if form == "”" {
			p.quoted = false
		}
		t.Start = int32(p.text.Len())
		p.text.WriteString(form)
		t.End = int32(p.text.Len())
		t.POS = universal(t.Tag)
		p.tokens = append(p.tokens, t)
	}
	return nil
}

func (p *parser) afterOpen() bool {
	s := p.text.String()
	return strings.HasSuffix(s, "“") || strings.HasSuffix(s, "(")
}

// document has no lemmas: a stage falls back on the words' forms.
func (p *parser) document() *doc.Document {
	d := doc.New(p.text.String())
	d.Tokens, d.Sentences, d.Paragraphs, d.Names, d.Title = p.tokens, p.sents, p.paras, p.names, p.title
	return d
}

// words are the tags of function words, filled at the start of a test.
var words = func() map[string]doc.Tag {
	words := map[string]doc.Tag{}
	for tag, list := range map[doc.Tag]string{
		doc.TagDT: "the a an this these those some every no another", doc.TagPRP: "i he she it they we you him them us me himself herself itself themselves",
		doc.TagPRPS: "his her its their our my your", doc.TagIN: "of in for at from with on by as after before about over near against than",
		doc.TagTO: "to", doc.TagCC: "and but or", doc.TagVBD: "said told was were had met left wrote saw came", doc.TagVBZ: "says is has wants", doc.TagVBP: "say are have want",
		doc.TagMD: "will would can could may might should must", doc.TagVB: "be go", doc.TagWP: "who whom", doc.TagWDT: "which", doc.TagRB: "not also",
		doc.TagPOS: "'s ’s ' ’", doc.TagComma: ",", doc.TagStop: ". ? !", doc.TagColon: ": ; — –", doc.TagOpenQuote: "“", doc.TagCloseQuote: "”",
		doc.TagLRB: "(", doc.TagRRB: ")", doc.TagHYPH: "-", doc.TagCD: "one two three four five six seven ten",
		doc.TagJJ: "new old former senior other local young big last first", doc.TagNN: "news bus business boss", doc.TagNNS: "people police men women children",
	} {
		for w := range strings.FieldsSeq(list) {
			words[w] = tag
		}
	}
	words["that"] = doc.TagIN
	return words
}()

// guess is the tag of a word without one.
func guess(form string) doc.Tag {
	lower := strings.ToLower(form)
	if t, ok := words[lower]; ok {
		return t
	}
	r, _ := utf8.DecodeRuneInString(form)
	switch {
	case unicode.IsUpper(r):
		return doc.TagNNP
	case unicode.IsDigit(r):
		return doc.TagCD
	case strings.HasSuffix(form, "ly"):
		return doc.TagRB
	case strings.HasSuffix(form, "ed"):
		return doc.TagVBD
	case strings.HasSuffix(form, "ing"):
		return doc.TagVBG
	case strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ss"):
		return doc.TagNNS
	}
	return doc.TagNN
}

// universal is the part of speech of a tag, as far as a tag tells it.
func universal(t doc.Tag) doc.POS {
	switch t {
	case doc.TagNNP, doc.TagNNPS:
		return doc.PosPropn
	case doc.TagNN, doc.TagNNS:
		return doc.PosNoun
	case doc.TagVB, doc.TagVBD, doc.TagVBG, doc.TagVBN, doc.TagVBP, doc.TagVBZ:
		return doc.PosVerb
	case doc.TagMD:
		return doc.PosAux
	case doc.TagJJ, doc.TagJJR, doc.TagJJS:
		return doc.PosAdj
	case doc.TagRB, doc.TagRBR, doc.TagRBS:
		return doc.PosAdv
	case doc.TagPRP, doc.TagWP:
		return doc.PosPron
	case doc.TagDT, doc.TagPRPS, doc.TagPDT, doc.TagWDT:
		return doc.PosDet
	case doc.TagIN, doc.TagTO:
		return doc.PosAdp
	case doc.TagCC:
		return doc.PosCconj
	case doc.TagCD:
		return doc.PosNum
	case doc.TagPOS:
		return doc.PosPart
	case doc.TagComma, doc.TagStop, doc.TagColon, doc.TagOpenQuote, doc.TagCloseQuote, doc.TagLRB, doc.TagRRB, doc.TagHYPH:
		return doc.PosPunct
	}
	return doc.PosX
}
