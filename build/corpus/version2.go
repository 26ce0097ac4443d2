package corpus

import "strings"

// version2 converts a silver tree from version 1 of Universal Dependencies, as
// CoreNLP 3.6 writes it, to version 2 with the relations and habits of GUM and
// EWT. What it does, in this order:
//
//   - renames: dobj → obj, nsubjpass → nsubj:pass, csubjpass → csubj:pass,
//     auxpass → aux:pass, mwe → fixed, neg → advmod (det for "no");
//   - "be" with a subject and a clause as its complement becomes cop of the
//     clause's head, its subject nsubj:outer;
//   - names of people, whose last word heads the compound in version 1, are
//     headed by their first word, the others flat; a title before is nmod:desc;
//   - nmod of a verb, an adjective, an adverb or, before its subject, a
//     predicate noun → obl; with "by" under a passive → obl:agent; nmod:tmod
//     and nmod:npmod → obl:unmarked or nmod:unmarked in the same way;
//   - cc, and the commas before it, hang on the conjunct that follows;
//   - "to" before a noun is tagged IN.
//
// dep has no counterpart and stays: callers leave such arcs' labels out.
func version2(rows []row) {
	for i := range rows {
		r := &rows[i]
		if r.xpos == "TO" && r.rel == "case" {
			r.xpos = "IN"
		}
		if to, ok := renamed[r.rel]; ok {
			r.rel = to
		}
		if r.rel == "neg" {
			r.rel = "advmod"
			if r.xpos == "DT" {
				r.rel = "det"
			}
		}
	}
	copulas(rows)
	people(rows)
	for i := range rows {
		oblique(rows, i)
	}
	conjunctions(rows)
}

var renamed = map[string]string{
	"dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "mwe": "fixed",
}

// copulas makes "be" the copula of the clause that is its predicate.
func copulas(rows []row) {
	for i := range rows {
		if !strings.HasPrefix(rows[i].xpos, "VB") || rows[i].lemma != "be" || rows[i].rel == "cop" || rows[i].rel == "aux" {
			continue
		}
		subject, clause := -1, -1
		for j := range rows {
			if rows[j].head != i+1 {
				continue
			}
			switch rows[j].rel {
			case "nsubj":
				subject = j
			case "ccomp":
				if j > i && clause < 0 {
					clause = j
				}
			case "expl":
				subject, clause = -1, len(rows)
			}
		}
		if subject < 0 || subject > i || clause < 0 || clause >= len(rows) {
			continue
		}
		rows[clause].head, rows[clause].rel = rows[i].head, rows[i].rel
		for j := range rows {
			if rows[j].head == i+1 && j != clause {
				rows[j].head = clause + 1
			}
		}
		rows[i].head, rows[i].rel = clause+1, "cop"
		rows[subject].rel = "nsubj:outer"
	}
}

// people puts the first word of a person's name at its head.
func people(rows []row) {
	person := func(i int) bool {
		return strings.Contains(rows[i].misc, "-PERSON") && strings.HasPrefix(rows[i].xpos, "NNP")
	}
	for from := 0; from < len(rows); from++ {
		if !person(from) {
			continue
		}
		last := from
		for last+1 < len(rows) && person(last+1) && !strings.Contains(rows[last+1].misc, "B-PERSON") {
			last++
		}
		// Of the run, the words that are compounds of its last one.
		first := last
		for first > from && rows[first-1].rel == "compound" && rows[first-1].head == last+1 {
			first--
		}
		if first < last {
			rows[first].head, rows[first].rel = rows[last].head, rows[last].rel
			for j := range rows {
				if rows[j].head == last+1 && j != first {
					rows[j].head = first + 1
				}
			}
			for j := first + 1; j <= last; j++ {
				rows[j].head, rows[j].rel = first+1, "flat"
			}
		}
		for j := first - 1; j >= 0 && rows[j].rel == "compound" && rows[j].head == first+1 && strings.HasPrefix(rows[j].xpos, "NN"); j-- {
			rows[j].rel = "nmod:desc"
		}
		from = last
	}
}

// oblique tells obl from nmod by the head.
func oblique(rows []row, i int) {
	r := &rows[i]
	if r.rel != "nmod" && r.rel != "nmod:tmod" && r.rel != "nmod:npmod" || r.head == 0 {
		return
	}
	h := rows[r.head-1]
	clausal := strings.HasPrefix(h.xpos, "VB") || strings.HasPrefix(h.xpos, "JJ") || strings.HasPrefix(h.xpos, "RB") || h.xpos == "MD" || h.xpos == "IN"
	passive, by := false, false
	for j, x := range rows {
		switch {
		case x.head == r.head && x.rel == "nsubj" && j > i:
			clausal = true
		case x.head == r.head && (x.rel == "aux:pass" || x.rel == "nsubj:pass"):
			passive = true
		case x.head == i+1 && x.rel == "case" && strings.EqualFold(x.form, "by"):
			by = true
		}
	}
	marked := r.rel == "nmod"
	switch {
	case clausal && marked && by && (passive || h.xpos == "VBN"):
		r.rel = "obl:agent"
	case clausal && marked:
		r.rel = "obl"
	case clausal:
		r.rel = "obl:unmarked"
	case !marked:
		r.rel = "nmod:unmarked"
	}
}

// conjunctions hangs coordinators and the commas before them on the conjunct
// that follows.
func conjunctions(rows []row) {
	next := func(i int) int { // the first conjunct after i with i's head
		for j := i + 1; j < len(rows); j++ {
			if rows[j].head == rows[i].head && rows[j].rel == "conj" {
				return j
			}
		}
		return -1
	}
	for i := len(rows) - 1; i >= 0; i-- {
		r := &rows[i]
		switch {
		case r.rel == "cc" && r.head > 0 && r.head <= i:
			if j := next(i); j >= 0 {
				r.head = j + 1
			}
		case r.rel == "punct" && (r.form == "," || r.form == ";") && r.head > 0 && r.head <= i:
			// Only where no other dependent of the head stands between.
			j := next(i)
			for k := i + 1; j >= 0 && k < j; k++ {
				if rows[k].head == r.head && rows[k].rel != "cc" {
					j = -1
				}
			}
			if j >= 0 {
				r.head = j + 1
			}
		}
	}
}
