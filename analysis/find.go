package analysis

// Text is the words of the range in the text of its article, or "" where the
// range is not of that text. It is for results in bytes: offsets in UTF-16 code
// units cut a Go string elsewhere.
func (s Span) Text(article string) string {
	if s.Start < 0 || s.End > len(article) || s.Start > s.End {
		return ""
	}
	return article[s.Start:s.End]
}

// Actor is the article's actor with an id, as [Quote.Speaker] and [Claim.About]
// name it; nil where there is none, for "" too. It looks at one after another.
func (r *Report) Actor(id string) *Actor {
	for i := range r.Actors {
		if r.Actors[i].ID == id {
			return &r.Actors[i]
		}
	}
	return nil
}

// Claim is the claim that a [Reference] names, nil where there is none. It looks
// at one claim of the article after another.
func (r *Result) Claim(at ClaimAt) *Claim {
	if at.Article < 0 || at.Article >= len(r.Articles) {
		return nil
	}
	claims := r.Articles[at.Article].Claims
	for i := range claims {
		if claims[i].ID == at.Claim {
			return &claims[i]
		}
	}
	return nil
}
