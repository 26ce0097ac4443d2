package quote

// The features of a template that looks at one, two or three values. There are over
// a hundred for each token, so they take few instructions, of 64 bits, which
// WebAssembly has: a sum of products (Dietzfelbinger, Universal hashing and k-wise
// independent random variables via integer arithmetic without primes, STACS 1996),
// whose halves are brought together, as the tables use the low bits of what is left.

func one(template uint64, a uint32) uint32 { return fold(template*forTemplate + uint64(a)*forFirst) }

func two(template uint64, a, b uint32) uint32 {
	return fold(template*forTemplate + uint64(a)*forFirst + uint64(b)*forSecond)
}

func three(template uint64, a, b, c uint32) uint32 {
	return fold(template*forTemplate + uint64(a)*forFirst + uint64(b)*forSecond + uint64(c)*forThird)
}

func fold(h uint64) uint32 { return uint32((h ^ h>>32) * forFold >> 32) }

// Odd numbers without a pattern.
const (
	forTemplate = 0x9E3779B97F4A7C15
	forFirst    = 0xBF58476D1CE4E5B9
	forSecond   = 0x94D049BB133111EB
	forThird    = 0xD6E8FEB86659FD93
	forFold     = 0xC2B2AE3D27D4EB4F
)
