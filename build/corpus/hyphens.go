package corpus

import "strings"

// splitHyphens splits the words of the silver trees at hyphens between letters
// or digits, as the treebanks in hand (GUM, EWT) and our tokens are. The last
// part takes the word's place in the tree, the others are its compounds.
func splitHyphens(rows []row) []row {
	split := false
	for _, r := range rows {
		if strings.Contains(r.form, "-") && len(r.form) > 2 {
			split = true
		}
	}
	if !split {
		return rows
	}
	var out []row
	last := make([]int, len(rows)) // number of each old row's new place
	for i, r := range rows {
		parts := hyphenParts(r.form)
		at := r.at[0]
		for k, p := range parts {
			x := r
			x.form = p
			x.at = [2]int{at, at + len(p)}
			at += len(p)
			if len(parts) > 1 {
				x.head, x.doubt, x.lemma = -(i + 1), true, strings.ToLower(p)
				switch {
				case k == len(parts)-1:
					x.head = r.head
				case p == "-":
					x.rel, x.xpos = "punct", "HYPH"
				default:
					x.rel = "compound"
				}
			}
			out = append(out, x)
		}
		last[i] = len(out)
	}
	for i := range out {
		switch h := out[i].head; {
		case h > 0 && h <= len(last):
			out[i].head = last[h-1]
		case h < 0:
			out[i].head = last[-h-1]
		}
	}
	return out
}

// prefixes stay joined to their word by the hyphen in both treebanks.
var prefixes = map[string]bool{"anti": true, "co": true, "cross": true, "e": true, "ex": true, "mid": true, "mini": true, "multi": true, "non": true, "post": true, "pre": true, "pro": true, "re": true, "semi": true, "sub": true, "super": true, "un": true, "uh": true}

// hyphenParts is the word cut at its hyphens, each a part of its own.
func hyphenParts(s string) []string {
	if strings.ContainsAny(s, "@/.") || !strings.Contains(s, "-") {
		return []string{s}
	}
	var out []string
	from := 0
	for k := 1; k+1 < len(s); k++ {
		if s[k] == '-' && s[k-1] != '-' && s[k+1] != '-' && k > from {
			if prefixes[strings.ToLower(s[from:k])] {
				continue
			}
			out = append(out, s[from:k], "-")
			from = k + 1
		}
	}
	return append(out, s[from:])
}
