package analysis

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// AppendJSON appends the result as one JSON object on one line, the same bytes
// as encoding/json gives for it, and returns the extended slice. It is there
// because encoding/json takes several times as long, in WebAssembly as long as
// a stage of the analysis.
func (r *Result) AppendJSON(b []byte) []byte {
	w := writer{slices.Grow(b, r.size())}
	w.open(`{"version":`)
	w.int(r.Version)
	w.text(`,"engine":`, r.Engine)
	w.text(`,"offsets":`, r.Offsets)
	list(&w, `,"articles":`, r.Articles, (*writer).report)
	list(&w, `,"references":`, r.References, (*writer).reference)
	list(&w, `,"origins":`, r.Origins, func(w *writer, o *Origin) {
		list(w, `{"passages":`, o.Passages, func(w *writer, p *Passage) {
			w.open(`{"article":`)
			w.int(p.Article)
			w.open(`,`)
			w.span(p.Span)
			w.close()
		})
		w.close()
	})
	w.close()
	return w.b
}

// size is about how many bytes the result takes as JSON.
func (r *Result) size() int {
	n := 200 + 500*len(r.References)
	for i := range r.Articles {
		a := &r.Articles[i]
		n += 300 + 32*len(a.Sentences) + 40*len(a.Paragraphs) + 300*len(a.Quotes) + 220*len(a.Claims)
		for k := range a.Actors {
			n += 120 + 100*len(a.Actors[k].Mentions)
		}
	}
	return n
}

// writer appends JSON. Its methods name the field that they write, with the
// comma before it, so that they read like the object.
type writer struct{ b []byte }

// open is called, not inlined: at its hundred places that would be half of the code here.
//
//go:noinline
func (w *writer) open(s string) { w.b = append(w.b, s...) }
func (w *writer) close()        { w.b = append(w.b, '}') }
func (w *writer) int(i int)     { w.b = strconv.AppendInt(w.b, int64(i), 10) }

// list writes a slice: null where it is nil.
func list[T any](w *writer, name string, xs []T, each func(*writer, *T)) {
	w.open(name)
	if xs == nil {
		w.open("null")
		return
	}
	w.b = append(w.b, '[')
	for i := range xs {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		each(w, &xs[i])
	}
	w.b = append(w.b, ']')
}

// full is list for a field that is left out where it is empty.
func full[T any](w *writer, name string, xs []T, each func(*writer, *T)) {
	if len(xs) > 0 {
		list(w, name, xs, each)
	}
}

func (w *writer) text(name, s string) {
	w.open(name)
	w.string(s)
}

func (w *writer) some(name, s string) {
	if s != "" {
		w.text(name, s)
	}
}

// span writes the two fields of a span, without the braces.
func (w *writer) span(s Span) {
	w.open(`"start":`)
	w.int(s.Start)
	w.open(`,"end":`)
	w.int(s.End)
}

func (w *writer) spanObject(s *Span) {
	w.open(`{`)
	w.span(*s)
	w.close()
}

func (w *writer) pointer(name string, s *Span) {
	w.open(name)
	if s == nil {
		w.open("null")
		return
	}
	w.spanObject(s)
}

func (w *writer) number(x float64) {
	// As encoding/json: the shortest form, with an exponent only for the very
	// small and the very large.
	format := byte('f')
	if a := max(x, -x); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	w.b = strconv.AppendFloat(w.b, x, format, -1, 64)
	if n := len(w.b); format == 'e' && n >= 4 && w.b[n-4] == 'e' && w.b[n-3] == '-' && w.b[n-2] == '0' {
		w.b[n-2] = w.b[n-1]
		w.b = w.b[:n-1]
	}
}

func stringItem(w *writer, s *string) { w.string(*s) }
func spanItem(w *writer, s *Span)     { w.spanObject(s) }

func (w *writer) report(a *Report) {
	w.text(`{"name":`, a.Name)
	w.text(`,"outlet":`, a.Outlet)
	w.text(`,"date":`, a.Date)
	list(w, `,"notices":`, a.Notices, stringItem)
	w.pointer(`,"title":`, a.Title)
	list(w, `,"asides":`, a.Asides, func(w *writer, x *Aside) {
		w.open(`{`)
		w.span(x.Span)
		w.text(`,"kind":`, x.Kind)
		w.close()
	})
	list(w, `,"paragraphs":`, a.Paragraphs, func(w *writer, x *Paragraph) {
		w.open(`{`)
		w.span(x.Span)
		w.text(`,"kind":`, x.Kind)
		w.close()
	})
	list(w, `,"sentences":`, a.Sentences, spanItem)
	list(w, `,"actors":`, a.Actors, (*writer).actor)
	list(w, `,"quotes":`, a.Quotes, (*writer).quote)
	list(w, `,"claims":`, a.Claims, (*writer).claim)
	w.close()
}

func (w *writer) actor(a *Actor) {
	w.text(`{"id":`, a.ID)
	w.text(`,"story":`, a.Story)
	w.text(`,"name":`, a.Name)
	w.text(`,"kind":`, a.Kind)
	w.open(`,"named":`)
	w.b = strconv.AppendBool(w.b, a.Named)
	list(w, `,"roles":`, a.Roles, stringItem)
	list(w, `,"mentions":`, a.Mentions, func(w *writer, m *Mention) {
		w.open(`{`)
		w.span(m.Span)
		w.text(`,"form":`, m.Form)
		w.some(`,"type":`, m.Type)
		w.some(`,"rule":`, m.Rule)
		if m.Link != nil {
			w.pointer(`,"link":`, m.Link)
		}
		w.close()
	})
	if a.Corrected {
		w.open(`,"corrected":true`)
	}
	w.close()
}

func (w *writer) quote(q *Quote) {
	w.text(`{"id":`, q.ID)
	w.text(`,"kind":`, q.Kind)
	w.text(`,"act":`, q.Act)
	list(w, `,"content":`, q.Content, spanItem)
	w.pointer(`,"cue":`, q.Cue)
	w.pointer(`,"source":`, q.Source)
	w.text(`,"speaker":`, q.Speaker)
	full(w, `,"also":`, q.Also, stringItem)
	w.text(`,"via":`, q.Via)
	w.text(`,"certainty":`, q.Certainty)
	w.text(`,"rule":`, q.Rule)
	w.text(`,"why":`, q.Why)
	full(w, `,"chain":`, q.Chain, spanItem)
	full(w, `,"runnersUp":`, q.RunnersUp, func(w *writer, c *Candidate) {
		w.text(`{"actor":`, c.Actor)
		w.open(`,"score":`)
		w.number(c.Score)
		w.close()
	})
	w.close()
}

func (w *writer) claim(c *Claim) {
	w.text(`{"id":`, c.ID)
	w.open(`,`)
	w.span(c.Span)
	w.text(`,"speaker":`, c.Speaker)
	w.text(`,"quote":`, c.Quote)
	list(w, `,"about":`, c.About, stringItem)
	w.text(`,"frame":{"predicate":`, c.Frame.Predicate)
	w.some(`,"class":`, c.Frame.Class)
	if c.Frame.Negated {
		w.open(`,"negated":true`)
	}
	w.text(`,"modality":`, c.Frame.Modality)
	full(w, `,"quantities":`, c.Frame.Quantities, func(w *writer, q *Quantity) {
		w.open(`{`)
		w.span(q.Span)
		w.open(`,"value":`)
		w.number(q.Value)
		w.text(`,"unit":`, q.Unit)
		w.text(`,"bound":`, q.Bound)
		w.close()
	})
	full(w, `,"dates":`, c.Frame.Dates, func(w *writer, d *Date) {
		w.open(`{`)
		w.span(d.Span)
		w.text(`,"iso":`, d.ISO)
		w.close()
	})
	w.open(`}}`)
}

func (w *writer) reference(r *Reference) {
	w.open(`{"from":`)
	w.claimAt(r.From)
	w.open(`,"to":`)
	w.claimAt(r.To)
	w.text(`,"relation":`, r.Relation)
	w.open(`,"score":`)
	w.number(r.Score)
	w.text(`,"certainty":`, r.Certainty)
	w.text(`,"why":`, r.Why)
	for _, x := range []struct {
		name string
		list []Difference
	}{{`,"shared":`, r.Shared}, {`,"differs":`, r.Differs}, {`,"drift":`, r.Drift}} {
		full(w, x.name, x.list, func(w *writer, d *Difference) {
			w.text(`{"what":`, d.What)
			w.pointer(`,"from":`, d.From)
			w.pointer(`,"to":`, d.To)
			w.close()
		})
	}
	w.close()
}

func (w *writer) claimAt(c ClaimAt) {
	w.open(`{"article":`)
	w.int(c.Article)
	w.text(`,"claim":`, c.Claim)
	w.close()
}

// AppendString appends s as a JSON string, as [Result.AppendJSON] writes it, for
// what stands around a result. Bytes that are no UTF-8 become U+FFFD.
func AppendString(b []byte, s string) []byte {
	w := writer{b}
	w.string(s)
	return w.b
}

// string writes s as encoding/json does: with <, > and & escaped, so that the
// object may stand inside HTML, and U+FFFD for bytes that are no UTF-8.
func (w *writer) string(s string) {
	const hex = "0123456789abcdef"
	b := append(w.b, '"')
	from := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' {
				i++
				continue
			}
			b = append(b, s[from:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\b':
				b = append(b, `\b`...)
			case '\f':
				b = append(b, `\f`...)
			case '\n':
				b = append(b, `\n`...)
			case '\r':
				b = append(b, `\r`...)
			case '\t':
				b = append(b, `\t`...)
			default:
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			from = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(append(b, s[from:i]...), `\ufffd`...)
			from = i + n
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[from:i]...), `\u202`...)
			b = append(b, hex[r&15])
			from = i + n
		}
		i += n
	}
	b = append(b, s[from:]...)
	w.b = append(b, '"')
}
