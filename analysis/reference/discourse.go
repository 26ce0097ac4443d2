package reference

import "whosaid.example/analysis/doc"

// place is where a claim stands in its article's talk.
type place struct {
	turn      int32 // number of the turn in its article: claims in a row of one speaker, or of the article itself
	paragraph int32
	opens     bool // the first claim of its turn
	quoted    bool
	direct    bool // all of the quote that it stands in is in quotation marks
	replies   bool // its cue or predicate is an answer to what another said
}

// seat sets where the claims stand, of the views that are given in the order of
// the text.
func (g *stage) seat() {
	turn := int32(0)
	for i := range g.views {
		v := &g.views[i]
		d, c, p := v.d, v.c, &v.place
		if i > 0 {
			if u := &g.views[i-1]; u.at.Doc != v.at.Doc || u.speaker != v.speaker || (u.flags^v.flags)&flagTitle != 0 {
				turn++
				p.opens = true
			}
		}
		p.turn = turn
		p.paragraph = int32(d.ParagraphOf(c.Tokens.Start))
		if c.Quote >= 0 {
			q := &d.Quotes[c.Quote]
			p.quoted, p.direct = true, q.Kind == doc.Direct
			p.replies = replies(d, q.Cue)
		}
		if t := c.Frame.Predicate; t >= 0 {
			p.replies = p.replies || replies(d, doc.Span{Start: t, End: min(c.Tokens.End, t+2)})
		}
	}
}

// replies reports whether a verb among the words answers what somebody else said.
func replies(d *doc.Document, words doc.Span) bool {
	for t := words.Start; t < words.End; t++ {
		switch d.Tokens[t].Lemma {
		case "reply", "respond", "counter", "answer", "retort", "rebut", "contest", "dispute", "dismiss", "reject", "refute",
			"disagree", "rebuff", "deny", "comment", "react", "contradict", "object", "challenge", "condemn", "welcome", "applaud",
			"criticize", "criticise", "mock", "scoff", "denounce", "defend", "call", "describe", "brand", "label", "term", "dub":
			return true
		case "shoot", "hit", "fire", "push", "fight", "snap", "strike":
			if t+1 < words.End && d.Lower(t+1) == "back" {
				return true
			}
		}
	}
	return false
}

// talk sets the features on where the two claims stand and how they are said.
func (p *pairing) talk() {
	f, x, y := &p.f, &p.from.place, &p.to.place
	if f[SameArticle] > 0 {
		f[SameParagraph], f[NextParagraph] = one(x.paragraph == y.paragraph), one(x.paragraph == y.paragraph+1)
		f[SameTurn] = one(x.turn == y.turn)
		before := x.turn == y.turn+1 && (p.to.flags)&flagTitle == 0
		f[TurnOpens], f[TurnReplies] = one(before && x.opens), one(before && x.replies)
	}
	later := 1 - f[SameArticle]
	f[MindLater], f[SelfLater], f[ToldLater] = later*f[SpeakersDiffer], later*f[SpeakerSame], later*f[FromArticleItself]
	f[ConcedesLater] = f[FromConcedes] * f[SelfLater] * one(p.from.flags&flagConfirm == 0)
	f[NumberSameLater] = f[NumberSame] * later
	f[DiceLater] = f[Dice] * later
	f[NumberTold], f[NumberSelf] = f[NumberDiffers]*f[ToldLater], f[NumberDiffers]*f[SelfLater]
	f[FromQuoted], f[ToQuoted] = one(x.quoted), one(y.quoted)
	f[FromDirect], f[ToDirect] = one(x.direct), one(y.direct)
	if f[Next] > 0 && f[SpeakerSame] > 0 && x.direct && y.quoted {
		f[QuoteAfter], f[QuoteGoesOn] = one(!y.direct), one(y.direct)
	}
	f[FromReplies] = one(x.replies && f[SpeakersDiffer]+f[ToArticleItself] > 0)
}

// seldom sets the features on common words that few claims of the story have.
func (g *stage) seldom(p *pairing, there []partner) {
	var two, three, five int32
	for i := range p.from.terms {
		if there[i].alike != alikeSame {
			continue
		}
		switch df := g.words[p.from.terms[i].word].df; {
		case df <= 2:
			two++
		case df <= 3:
			three++
		case df <= 5:
			five++
		}
	}
	f := &p.f
	later := 1 - f[SameArticle]
	// In a story of few claims few have any word.
	long := ratio(min(int32(len(g.views)), 30), 30)
	f[TwoHave], f[ThreeHave], f[FiveHave] = ratio(min(two, 2), 2)*long, ratio(min(three, 2), 2)*long, ratio(min(five, 2), 2)*long
	f[TwoHaveLater], f[ThreeHaveLater] = f[TwoHave]*later, f[ThreeHave]*later
}
