package lexicon

import "whosaid.example/analysis/model"

// FetchNames brings the gazetteers and [ClassOf]'s table into the processor's caches, as
// [model.Sparse.Fetch] does for models.
func FetchNames() {
	gazetteerOnce.Do(loadGazetteer)
	model.FetchAll(gaz.prefixes)
	model.FetchAll(gaz.keys)
	model.FetchAll(gaz.said)
	model.FetchText(classes)
}

// FetchClusters does what [FetchNames] does for [Cluster]'s table.
func FetchClusters() { model.FetchText(clusters) }

// FetchSenses does what [FetchNames] does for the words whose meaning is compared.
func FetchSenses() {
	sensesOnce.Do(loadSenses)
	model.FetchText(sensesWords)
	model.FetchAll(sensesLines)
	model.FetchText(sensesVectors)
	model.FetchText(sensesPairs)
	for r := range sensesFirst {
		model.FetchAll(sensesFirst[r])
	}
}
