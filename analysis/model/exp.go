package model

import "math"

// Exp is e to the x as float32 arithmetic that is the same on every machine
// (math.Exp is not: it has assembly of its own on some). The relative error is
// below 1e-6. Below -87 it is 0, above 88 it is that of 88.
// Range reduction to 2^k * e^r, |r| <= ln 2 / 2, and a polynomial of degree 6
// (Cody and Waite, Software Manual for the Elementary Functions, 1980).
func Exp(x float32) float32 {
	if x < -87 {
		return 0
	}
	if x > 88 {
		x = 88
	}
	k := float32(x * 1.44269504)
	n := int32(k + 0.5)
	if k < -0.5 {
		n = int32(k - 0.5)
	}
	fn := float32(n)
	r := x - float32(fn*0.693359375)
	r = r - float32(fn*-2.12194440e-4)
	p := float32(1.0 / 720)
	p = float32(p*r) + 1.0/120
	p = float32(p*r) + 1.0/24
	p = float32(p*r) + 1.0/6
	p = float32(p*r) + 1.0/2
	p = float32(p*r) + 1
	p = float32(p*r) + 1
	return p * math.Float32frombits(uint32(n+127)<<23)
}
