package doc

// Tag is a Penn Treebank part of speech with the extensions of the English Web
// Treebank (HYPH, NFP, ADD, AFX, GW). The zero value is NN.
type Tag uint8

const (
	TagNN Tag = iota
	TagNNS
	TagNNP
	TagNNPS
	TagVB
	TagVBD
	TagVBG
	TagVBN
	TagVBP
	TagVBZ
	TagMD
	TagJJ
	TagJJR
	TagJJS
	TagRB
	TagRBR
	TagRBS
	TagRP
	TagIN
	TagTO
	TagDT
	TagPDT
	TagWDT
	TagPRP
	TagPRPS
	TagWP
	TagWPS
	TagWRB
	TagEX
	TagCC
	TagCD
	TagPOS
	TagUH
	TagFW
	TagLS
	TagSYM
	TagDollar
	TagHash
	TagComma
	TagStop
	TagColon
	TagOpenQuote
	TagCloseQuote
	TagLRB
	TagRRB
	TagHYPH
	TagNFP
	TagADD
	TagAFX
	TagGW

	// TagCount is the number of tags.
	TagCount
)

var tagNames = [TagCount]string{"NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "RP", "IN", "TO", "DT", "PDT", "WDT", "PRP", "PRP$", "WP", "WP$", "WRB", "EX", "CC", "CD", "POS", "UH", "FW", "LS", "SYM", "$", "#", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP", "ADD", "AFX", "GW"}

// String is the tag as the treebanks write it.
func (t Tag) String() string { return tagNames[t] }

// ParseTag is the tag of that name; ok is false for an unknown one.
func ParseTag(s string) (t Tag, ok bool) { return find[Tag](tagNames[:], s) }

// POS is a universal part of speech (Universal Dependencies v2). The zero value is NOUN.
type POS uint8

const (
	PosNoun POS = iota
	PosPropn
	PosVerb
	PosAux
	PosAdj
	PosAdv
	PosPron
	PosDet
	PosAdp
	PosSconj
	PosCconj
	PosPart
	PosNum
	PosIntj
	PosSym
	PosPunct
	PosX

	// POSCount is the number of universal parts of speech.
	POSCount
)

var posNames = [POSCount]string{"NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "PART", "NUM", "INTJ", "SYM", "PUNCT", "X"}

// String is the universal part of speech as Universal Dependencies writes it.
func (p POS) String() string { return posNames[p] }

// ParsePOS is the part of speech of that name; ok is false for an unknown one.
func ParsePOS(s string) (p POS, ok bool) { return find[POS](posNames[:], s) }

// Rel is a relation of Universal Dependencies v2 with the subtypes of GUM and
// EWT. The zero value is root.
type Rel uint8

const (
	RelRoot Rel = iota
	RelNsubj
	RelNsubjPass
	RelNsubjOuter
	RelObj
	RelIobj
	RelCsubj
	RelCsubjPass
	RelCsubjOuter
	RelCcomp
	RelXcomp
	RelObl
	RelOblAgent
	RelOblUnmarked
	RelAdvcl
	RelAdvclRelcl
	RelAdvmod
	RelAux
	RelAuxPass
	RelCop
	RelMark
	RelNmod
	RelNmodPoss
	RelNmodDesc
	RelNmodUnmarked
	RelAmod
	RelNummod
	RelAppos
	RelAcl
	RelAclRelcl
	RelDet
	RelDetPredet
	RelCase
	RelCc
	RelCcPreconj
	RelConj
	RelCompound
	RelCompoundPrt
	RelFlat
	RelFixed
	RelList
	RelParataxis
	RelDiscourse
	RelVocative
	RelExpl
	RelDislocated
	RelOrphan
	RelGoeswith
	RelReparandum
	RelDep
	RelPunct

	// RelCount is the number of relations.
	RelCount
)

var relNames = [RelCount]string{"root", "nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "csubj", "csubj:pass", "csubj:outer", "ccomp", "xcomp", "obl", "obl:agent", "obl:unmarked", "advcl", "advcl:relcl", "advmod", "aux", "aux:pass", "cop", "mark", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "amod", "nummod", "appos", "acl", "acl:relcl", "det", "det:predet", "case", "cc", "cc:preconj", "conj", "compound", "compound:prt", "flat", "fixed", "list", "parataxis", "discourse", "vocative", "expl", "dislocated", "orphan", "goeswith", "reparandum", "dep", "punct"}

// String is the relation as Universal Dependencies writes it.
func (r Rel) String() string { return relNames[r] }

// ParseRel is the relation of that name; ok is false for an unknown one.
func ParseRel(s string) (r Rel, ok bool) { return find[Rel](relNames[:], s) }

func find[T ~uint8](names []string, s string) (T, bool) {
	for i, n := range names {
		if n == s {
			return T(i), true
		}
	}
	return 0, false
}
