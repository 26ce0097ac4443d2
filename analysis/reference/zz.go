package reference

func (w *Model) RelScores(f *Features) (s [5]float32) {
	for r := range w.Relations { s[r] = dot(&w.Relations[r], f) }
	return
}
func Allows(f *Features) (a [5]bool) {
	for r := range a { a[r] = f[MayRepeat+Feature(r)] > 0 }
	return
}
func Names() []string { return featureNames[:] }
