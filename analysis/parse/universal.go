package parse

import "whosaid.example/analysis/doc"

// correct sets the universal parts of speech that the tree decides: AUX or
// VERB, SCONJ or ADP, PRON or DET.
func correct(d *doc.Document) {
	for i := range d.Tokens {
		t := &d.Tokens[i]
		switch t.Rel {
		case doc.RelAux, doc.RelAuxPass, doc.RelCop:
			if t.POS == doc.PosVerb {
				t.POS = doc.PosAux
			}
		case doc.RelMark:
			if t.POS == doc.PosAdp || t.Tag == doc.TagWRB {
				t.POS = doc.PosSconj
			}
		case doc.RelCase:
			if t.Tag == doc.TagTO {
				t.POS = doc.PosAdp
			}
		case doc.RelDet, doc.RelDetPredet:
			if t.POS == doc.PosPron && t.Tag != doc.TagPRPS && t.Tag != doc.TagWPS {
				t.POS = doc.PosDet
			}
		default:
			if t.Tag != doc.TagDT {
				continue
			}
			switch d.Lower(int32(i)) {
			case "the", "a", "an", "all", "no", "every":
			default:
				t.POS = doc.PosPron
			}
		}
	}
}
