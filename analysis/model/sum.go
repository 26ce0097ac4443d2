package model

// Sum is a checksum of a part of data, 8 bytes of every 128: enough to tell one
// training's weights from another's without reading megabytes at the start.
// FNV-1a (Fowler, Noll and Vo) over the sampled bytes and the length.
func Sum(data string) uint32 {
	h := Word("") ^ uint32(len(data))
	for at := 0; at < len(data); at += 128 {
		for _, c := range []byte(data[at:min(at+8, len(data))]) {
			h = (h ^ uint32(c)) * 16777619
		}
	}
	return h
}
