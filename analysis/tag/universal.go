package tag

import "whosaid.example/analysis/doc"

// universal maps Penn tags to universal parts of speech, after the table of
// the English treebanks of Universal Dependencies.
var universal = [doc.TagCount]doc.POS{
	doc.TagNN: doc.PosNoun, doc.TagNNS: doc.PosNoun, doc.TagNNP: doc.PosPropn, doc.TagNNPS: doc.PosPropn,
	doc.TagVB: doc.PosVerb, doc.TagVBD: doc.PosVerb, doc.TagVBG: doc.PosVerb, doc.TagVBN: doc.PosVerb, doc.TagVBP: doc.PosVerb, doc.TagVBZ: doc.PosVerb,
	doc.TagMD: doc.PosAux,
	doc.TagJJ: doc.PosAdj, doc.TagJJR: doc.PosAdj, doc.TagJJS: doc.PosAdj,
	doc.TagRB: doc.PosAdv, doc.TagRBR: doc.PosAdv, doc.TagRBS: doc.PosAdv, doc.TagWRB: doc.PosAdv,
	doc.TagRP: doc.PosAdp, doc.TagIN: doc.PosAdp,
	doc.TagTO: doc.PosPart, doc.TagPOS: doc.PosPart,
	doc.TagDT: doc.PosDet, doc.TagPDT: doc.PosDet,
	doc.TagWDT: doc.PosPron, doc.TagPRP: doc.PosPron, doc.TagPRPS: doc.PosPron, doc.TagWP: doc.PosPron, doc.TagWPS: doc.PosPron, doc.TagEX: doc.PosPron,
	doc.TagCC: doc.PosCconj, doc.TagCD: doc.PosNum, doc.TagUH: doc.PosIntj,
	doc.TagFW: doc.PosX, doc.TagLS: doc.PosX, doc.TagADD: doc.PosX, doc.TagAFX: doc.PosX, doc.TagGW: doc.PosX,
	doc.TagSYM: doc.PosSym, doc.TagDollar: doc.PosSym, doc.TagHash: doc.PosSym,
	doc.TagComma: doc.PosPunct, doc.TagStop: doc.PosPunct, doc.TagColon: doc.PosPunct, doc.TagOpenQuote: doc.PosPunct, doc.TagCloseQuote: doc.PosPunct,
	doc.TagLRB: doc.PosPunct, doc.TagRRB: doc.PosPunct, doc.TagHYPH: doc.PosPunct, doc.TagNFP: doc.PosPunct,
}

// Universal is the universal part of speech of a word with that tag, as far as
// the tree isn't needed: the parser tells AUX from VERB, SCONJ from ADP and
// pronouns from determiners.
func Universal(t doc.Tag, lower string) doc.POS {
	if t == doc.TagRB && (lower == "not" || lower == "n't" || lower == "n’t") {
		return doc.PosPart
	}
	if t == doc.TagNN && len(lower) >= 6 {
		switch lower {
		case "something", "anything", "nothing", "everything", "someone", "anyone", "everyone", "somebody", "anybody", "everybody", "nobody":
			return doc.PosPron
		}
	}
	return universal[t]
}
