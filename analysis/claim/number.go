package claim

import "strings"

// numberWord is the value of a number word below a hundred; ok is false for
// any other word.
func numberWord(w string) (v float64, ok bool) {
	switch w {
	case "zero":
		return 0, true
	case "one":
		return 1, true
	case "two":
		return 2, true
	case "three":
		return 3, true
	case "four":
		return 4, true
	case "five":
		return 5, true
	case "six":
		return 6, true
	case "seven":
		return 7, true
	case "eight":
		return 8, true
	case "nine":
		return 9, true
	case "ten":
		return 10, true
	case "eleven":
		return 11, true
	case "twelve":
		return 12, true
	case "thirteen":
		return 13, true
	case "fourteen":
		return 14, true
	case "fifteen":
		return 15, true
	case "sixteen":
		return 16, true
	case "seventeen":
		return 17, true
	case "eighteen":
		return 18, true
	case "nineteen":
		return 19, true
	case "twenty":
		return 20, true
	case "thirty":
		return 30, true
	case "forty":
		return 40, true
	case "fifty":
		return 50, true
	case "sixty":
		return 60, true
	case "seventy":
		return 70, true
	case "eighty":
		return 80, true
	case "ninety":
		return 90, true
	}
	return 0, false
}

// scaleWord is what a word after a number multiplies it by.
func scaleWord(w string) (float64, bool) {
	switch w {
	case "hundred":
		return 100, true
	case "thousand", "k":
		return 1e3, true
	case "lakh", "lakhs": // Indian English
		return 1e5, true
	case "million", "m", "mn", "mln":
		return 1e6, true
	case "crore", "crores":
		return 1e7, true
	case "billion", "bn", "b":
		return 1e9, true
	case "trillion", "tn", "trn":
		return 1e12, true
	case "dozen":
		return 12, true
	}
	return 0, false
}

// partWord is the part of a whole that a word names: half, third, tenths.
func partWord(w string) (float64, bool) {
	switch w {
	case "half", "halves":
		return 0.5, true
	case "third", "thirds":
		return 1.0 / 3, true
	case "quarter", "quarters":
		return 0.25, true
	case "fifth", "fifths":
		return 0.2, true
	case "sixth", "sixths":
		return 1.0 / 6, true
	case "seventh", "sevenths":
		return 1.0 / 7, true
	case "eighth", "eighths":
		return 0.125, true
	case "ninth", "ninths":
		return 1.0 / 9, true
	case "tenth", "tenths":
		return 0.1, true
	case "hundredth", "hundredths":
		return 0.01, true
	}
	return 0, false
}

// currency is the sign of a currency's sign, code or noun, "" for none.
func currency(w string) string {
	switch w {
	case "$", "us$", "usd", "dollar", "dollars":
		return "$"
	case "£", "gbp", "pound", "pounds", "quid":
		return "£"
	case "€", "eur", "euro", "euros":
		return "€"
	case "¥", "jpy", "yen":
		return "¥"
	case "chf", "franc", "francs":
		return "CHF"
	case "rouble", "roubles", "ruble", "rubles":
		return "RUB"
	case "rupee", "rupees", "rs", "rs.", "inr":
		return "INR"
	case "ksh", "ksh.", "kes":
		return "KES"
	case "yuan", "renminbi":
		return "CNY"
	case "krona", "kronor", "krone", "kroner":
		return "kr"
	case "cent", "cents":
		return "¢"
	}
	return ""
}

// figure reads a number in digits at the start of s: "700", "3.4", ".5".
// n is how many bytes it takes, 0 where there is none. Numbers over 15 digits
// are none: identifiers.
func figure(s string) (v float64, n int) {
	whole, frac, scale, digits := 0.0, 0.0, 1.0, 0
	at := 0
	for ; at < len(s); at++ {
		c := s[at]
		if '0' <= c && c <= '9' {
			whole = whole*10 + float64(c-'0')
			digits++
		} else if c != ',' || digits == 0 || !thousands(s[at+1:]) {
			break
		}
	}
	if at+1 < len(s) && s[at] == '.' && '0' <= s[at+1] && s[at+1] <= '9' {
		at++
		for ; at < len(s) && '0' <= s[at] && s[at] <= '9'; at++ {
			frac = frac*10 + float64(s[at]-'0')
			scale *= 10
			digits++
		}
	}
	if digits == 0 || digits > 15 {
		return 0, 0
	}
	return whole + frac/scale, at
}

// thousands reports whether s begins with three digits and no fourth.
func thousands(s string) bool {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n == 3
}

// words reads a number in words from one token's text: "thirty-one", "twelve".
func words(w string) (float64, bool) {
	if v, ok := numberWord(w); ok {
		return v, true
	}
	if tens, ones, found := strings.Cut(w, "-"); found {
		a, ok := numberWord(tens)
		b, ok2 := numberWord(ones)
		if ok && ok2 && a >= 20 && b < 10 {
			return a + b, true
		}
	}
	return 0, false
}
