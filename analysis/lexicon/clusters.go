package lexicon

import _ "embed"

// The table is made by build/clusters from GloVe 6B (public domain, see there).
//
//go:embed clusters.bin
var clusters string

// Cluster is the group, 1 to 255, of words that are used like the word with
// that hash (model.Word of its lower case); 0 for a word that is not in the
// table. About one unknown word in a hundred is taken for a known one.
func Cluster(hash uint32) uint8 { return Bytes(clusters, hash) }
