package segment

import (
	"strings"

	"whosaid.example/analysis/doc"
)

// lines cuts the tokens into blocks: a line each, or several where a text was
// wrapped to a width.
func lines(d *doc.Document) []block {
	var out []block
	n := int32(len(d.Tokens))
	for i := int32(0); i < n; {
		j := i + 1
		for j < n && d.Tokens[j].Flags&doc.LineStart == 0 {
			j++
		}
		out = append(out, block{from: i, to: j})
		i = j
	}
	if cues := subtitles(d, out); cues != nil {
		return cues
	}
	return join(d, out)
}

// subtitles is the blocks of a file of subtitles (SubRip, WebVTT): numbers and
// times stand in blocks of their own, which are marked, and the lines shown
// together are one. It is nil for any other text.
func subtitles(d *doc.Document, lines []block) []block {
	for i := range min(len(lines), 8) { // a header may stand before the first
		if timing(d, lines[i]) {
			return cues(d, lines)
		}
	}
	return nil
}

func cues(d *doc.Document, lines []block) []block {
	out := lines[:0]
	for i := 0; i < len(lines); i++ {
		b := lines[i]
		switch {
		case timing(d, b):
			b.cue = true
		case i+1 < len(lines) && b.to-b.from == 1 && timing(d, lines[i+1]), i == 0 && d.Text(b.from) == "WEBVTT":
			b.cue = true
		default:
			for i+1 < len(lines) && !blank(d, lines[i].to) && !timing(d, lines[i+1]) {
				i++
				b.to = lines[i].to
			}
		}
		out = append(out, b)
	}
	return out
}

// timing reports whether a line says from when to when a subtitle is shown:
// "00:01:02,500 --> 00:01:05,000".
func timing(d *doc.Document, b block) bool {
	if w := d.Text(b.from); !isDigit(w[0]) || b.to-b.from < 3 {
		return false
	}
	head, tail, ok := strings.Cut(d.SpanText(doc.Span{Start: b.from, End: min(b.to, b.from+16)}), "-->")
	return ok && strings.Contains(head, ":") && strings.Contains(tail, ":")
}

// width is the length of a block in bytes.
func (b *block) width(d *doc.Document) int32 { return d.Tokens[b.to-1].End - d.Tokens[b.from].Start }

// join puts the lines of a hard-wrapped text together. A text is wrapped where
// no line is longer than 120 bytes and most line breaks that no blank line
// follows stand where the next word would not have fitted.
func join(d *doc.Document, lines []block) []block {
	widest := int32(0)
	for i := range lines {
		widest = max(widest, lines[i].width(d))
	}
	if widest > 120 || widest < 40 || len(lines) < 3 {
		return lines
	}
	full, breaks := 0, 0
	wraps := func(i int) bool { // the next line's first word did not fit
		next := d.Tokens[lines[i+1].from]
		return lines[i].width(d)+1+next.End-next.Start > widest-12
	}
	for i := 0; i+1 < len(lines); i++ {
		if blank(d, lines[i].to) {
			continue
		}
		breaks++
		if wraps(i) && !ended(d, lines[i].to-1) {
			full++
		}
	}
	if full < 2 || full*2 < breaks {
		return lines
	}
	out := lines[:0]
	for i := 0; i < len(lines); i++ {
		b := lines[i]
		for i+1 < len(lines) && !blank(d, lines[i].to) && (wraps(i) || startsLower(d.Text(lines[i+1].from))) {
			i++
			b.to = lines[i].to
		}
		out = append(out, b)
	}
	return out
}

// ended reports whether token i ends a sentence by its form.
func ended(d *doc.Document, i int32) bool { return isStop(d.Text(i)) || isCloser(d.Text(i)) }

// blank reports whether an empty line stands before token i.
func blank(d *doc.Document, i int32) bool {
	if i <= 0 || int(i) >= len(d.Tokens) {
		return false
	}
	n := 0
	for _, c := range []byte(d.Source[d.Tokens[i-1].End:d.Tokens[i].Start]) {
		if c == '\n' {
			n++
		}
	}
	return n > 1
}
