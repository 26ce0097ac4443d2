package model

// Features are 32-bit hashes. A template's number is mixed with the hashes of
// the values it looks at; a model uses the low bits as the row of its table
// (the hashing trick, Weinberger et al., ICML 2009). The mixer is the finalizer
// of MurmurHash3 (Appleby, public domain).

// Word is the hash of a string. O(len(s)), no allocation.
func Word(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// Mix is the feature of a template that looks at one value.
func Mix(template, a uint32) uint32 { return final(template*templates + a) }

// Mix2 is the feature of a template that looks at two values.
func Mix2(template, a, b uint32) uint32 {
	return final((template*templates+a)*first ^ b*second)
}

// Mix3 is the feature of a template that looks at three values.
func Mix3(template, a, b, c uint32) uint32 {
	template *= templates
	return final((template+final((template+a)*first^b*second))*first ^ c*second)
}

// The multipliers of a template's number and of two values.
const (
	templates = 0x9E3779B1
	first     = 0x85EBCA6B
	second    = 0xC2B2AE35
)

func final(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85EBCA6B
	h ^= h >> 13
	h *= 0xC2B2AE35
	h ^= h >> 16
	return h
}
