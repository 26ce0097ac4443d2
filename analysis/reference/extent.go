package reference

import "whosaid.example/analysis/doc"

// extents sets the features on how long, when, and of how much of a thing the claims tell.
func (p *pairing) extents() {
	f, a, b := &p.f, p.from, p.to
	f[SpanDice] = f[SpanDiffers] * f[Dice]
	f[SpanMind] = f[SpanDiffers] * f[SpeakersDiffer]
	f[DayDice] = f[DayDiffers] * f[Dice]
	f[DayAct] = f[DayDiffers] * one(f[PredicateSame]+f[PredicateAlike] > 0)
	f[DayMind] = f[DayDiffers] * f[SpeakersDiffer]
	all := func(v *view) bool { return v.flags&flagAll != 0 }
	some := func(v *view) bool { return v.flags&flagSome != 0 }
	of := f[SubjectSame]+f[PredicateSame]+f[PredicateAlike]+f[PredicateIn] > 0 || a.topic >= 0 && a.topic == b.topic // the same
	f[AllNegated] = one(of && (all(a) && !a.negative && b.negative && !all(b) || all(b) && !b.negative && a.negative && !all(a)))
	f[AllSome] = one(of && (all(a) && some(b) && !all(b) || all(b) && some(a) && !all(a)))
	toll := (a.flags|b.flags)&flagToll != 0
	f[TollDiffers] = f[NumberDiffers] * one(toll)
	f[FactDiffers] = f[NumberDiffers] * one(!toll) * (1 - f[SameArticle])
	f[DeniesNext] = f[FromDenies] * f[Next] * (1 - f[SpeakerSame])
	f[TopicSame] = one(a.topic >= 0 && a.topic == b.topic)
}

// extent is what the word at t tells of how much of a thing its claim speaks of, or of people who came to harm.
func extent(d *doc.Document, t int32) (f flag) {
	switch d.Lower(t) {
	case "all", "every", "each", "both", "everybody", "everyone", "everything", "always", "whole", "entire", "entirely", "fully", "full", "everywhere", "completely":
		f = flagAll
	case "some", "several", "few", "fewer", "half", "part", "partly", "most", "majority", "third", "quarter", "except", "only", "least", "missing":
		f = flagSome
	case "of":
		if t > 0 && d.Tokens[t-1].Tag == doc.TagCD {
			f = flagSome // "two of the eleven"
		}
	}
	switch d.Tokens[t].Lemma {
	case "kill", "die", "dead", "death", "drown", "victim", "body", "casualty", "toll", "injure", "hurt", "wound", "injury", "missing",
		"ill", "sick", "infect", "case", "hospital", "patient", "arrest", "detain", "evacuate", "homeless", "shelter", "survive", "survivor", "rescue", "trap":
		f |= flagToll
	}
	return f
}

// otherLength reports whether two lengths of time can't both be right of one thing, and may be of one.
func otherLength(x, y *doc.Quantity) bool {
	a, b := *x, *y
	a.Value, b.Value = x.Value*seconds(x.Unit), y.Value*seconds(y.Unit)
	if a.Value == 0 || b.Value == 0 || a.Value > 20*b.Value || b.Value > 20*a.Value {
		return false
	}
	return agree(&a, &b) == otherNumbers
}

// seconds is how long a unit of time is.
func seconds(unit string) float64 {
	switch unit {
	case "second":
		return 1
	case "minute":
		return 60
	case "hour":
		return 3600
	case "day", "night":
		return 86400
	case "week":
		return 7 * 86400
	case "month":
		return 30 * 86400
	case "year":
		return 365 * 86400
	case "decade":
		return 3650 * 86400
	}
	return 0
}
