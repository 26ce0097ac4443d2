package analysis_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"whosaid.example/analysis"
)

// The inputs that are promised to be answered, each with what the answer is: it
// is not enough that nothing breaks.

// read is the report of a text, as lines that tests compare.
type read struct {
	notices, asides, actors, quotes, claims []string
	title                                   string
	sentences                               int
}

// answer analyses a text and holds the promises of any text.
func answer(t *testing.T, text string) read {
	t.Helper()
	r := analysis.Analyze(analysis.Article{Name: "a", Text: text})
	checkReport(t, text, r)
	a := &r.Articles[0]
	at := func(s analysis.Span) string { return text[s.Start:s.End] }
	names := map[string]string{"": "?"}
	out := read{notices: a.Notices, sentences: len(a.Sentences)}
	if a.Title != nil {
		out.title = at(*a.Title)
	}
	for _, x := range a.Asides {
		out.asides = append(out.asides, x.Kind)
	}
	for _, x := range a.Actors {
		names[x.ID] = x.Name
		out.actors = append(out.actors, x.Name)
	}
	for _, q := range a.Quotes {
		var words []string
		for _, c := range q.Content {
			words = append(words, at(c))
		}
		out.quotes = append(out.quotes, names[q.Speaker]+": "+strings.Join(words, " … "))
	}
	for _, c := range a.Claims {
		out.claims = append(out.claims, at(c.Span))
	}
	return out
}

// nothing fails where something is said to have been found.
func (r read) nothing(t *testing.T) {
	t.Helper()
	if len(r.actors)+len(r.quotes)+len(r.claims) > 0 {
		t.Errorf("found actors %q, quotes %q, claims %q", r.actors, r.quotes, r.claims)
	}
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s %q, want %q", what, got, want)
	}
}

// large is a number of repetitions: all of them natively, fewer where the same
// tests run under WebAssembly.
func large(n int) int {
	if runtime.GOARCH == "wasm" {
		return n / 20
	}
	return n
}

func TestInputEmptyOrSpaces(t *testing.T) {
	for _, text := range []string{"", " ", "\n\n\t \u00a0\u2003\r\n"} {
		r := answer(t, text)
		same(t, "notices", r.notices, "empty")
		r.nothing(t)
	}
}

func TestInputByteOrderMark(t *testing.T) {
	const mark, text = "\ufeff", "Mill to close in May\n\n“We must stop,” said Anna Keller. She said the mill was old.\n"
	got, want := answer(t, mark+text), answer(t, text)
	if fmt.Sprint(got) != fmt.Sprint(want) || len(want.quotes) != 2 {
		t.Errorf("with the mark %v, without %v", got, want)
	}
	r := analysis.Analyze(analysis.Article{Text: mark + text}).Articles[0]
	if r.Title == nil || r.Title.Start != len(mark) || r.Sentences[0].Start != len(mark) {
		t.Errorf("title %v, sentences %v; offsets are those of the text with its mark", r.Title, r.Sentences)
	}
	r = analysis.Analyze(analysis.Article{Text: mark}).Articles[0]
	same(t, "notices of nothing but the mark", r.Notices, "empty")
}

func TestInputBinary(t *testing.T) {
	r := answer(t, "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00\xb0\x10@\xff\xfe\x89PNG")
	same(t, "notices", r.notices, "binary", "invalid-utf8")
	if len(r.quotes) > 0 {
		t.Errorf("quotes %q", r.quotes)
	}
}

func TestInputInvalidUTF8(t *testing.T) {
	r := answer(t, "\xffThe vote is off, the mayor said on Monday. “We caf\xe9 wait,” said Anna Keller, who leads the council.\xc3")
	same(t, "notices", r.notices, "invalid-utf8")
	if !slices.Contains(r.quotes, "Anna Keller: We caf\xe9 wait") {
		t.Errorf("quotes %q: the one beside a broken byte is not found", r.quotes)
	}
}

func TestInputOneWordOfFiveMegabytes(t *testing.T) {
	r := answer(t, strings.Repeat("a", large(5_000_000)))
	if r.sentences != 1 {
		t.Errorf("%d sentences", r.sentences)
	}
	r.nothing(t)
}

func TestInputAMillionQuotationMarks(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	for mark, n := range map[string]int{`"`: 1_000_000, "“": 100_000, "’": 100_000} {
		answer(t, strings.Repeat(mark, large(n))).nothing(t)
	}
}

// TestInputAMillionNames has two words a name.
func TestInputAMillionNames(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	r := answer(t, strings.Repeat("Ruth Adeyemi ", large(500_000))+"\n\n“The vote is off,” said Anna Keller.")
	if !slices.Contains(r.actors, "Anna Keller") {
		t.Errorf("the one who speaks after the names is not found among %d actors", len(r.actors))
	}
	same(t, "quotes", r.quotes, "Anna Keller: The vote is off")
}

func TestInputTwoCuesAroundQuotesOfSeveralPieces(t *testing.T) {
	r := answer(t, "Brandt said: “We think that the tax we want ― jobs, security ― we think that it will work,” he said at a Sunday news conference, and then predicted: “We do think that our support is growing. ... I expect to do much better.”")
	if len(r.quotes) == 0 {
		t.Error("no quotes")
	}
}

func TestInputThatEndsInItsSource(t *testing.T) {
	for _, text := range []string{
		"It failed.\n\nThe mayor of Harl, Ada Boll, , said the city ",
		"The lake is warming twice as fast as was thought, according to a study published in the Lake Academy",
	} {
		if r := answer(t, text); len(r.notices) > 0 {
			t.Errorf("notices %q", r.notices)
		}
	}
}

func TestInputDeeplyNestedBrackets(t *testing.T) {
	n := large(100_000)
	r := answer(t, strings.Repeat("(", n)+"said"+strings.Repeat(")", n))
	r.nothing(t)
	r = answer(t, strings.Repeat("([{", 2000)+"\n\n“The vote is off,” said Anna Keller.\n\n"+strings.Repeat("}])", 2000))
	same(t, "quotes", r.quotes, "Anna Keller: The vote is off")
}

func TestInputTenThousandParagraphs(t *testing.T) {
	n := large(10_000)
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "“Road %d is shut,” Anna Keller said.\n\n", i)
	}
	r := answer(t, b.String())
	same(t, "actors", r.actors, "Anna Keller")
	if len(r.quotes) != n || r.quotes[0] != "Anna Keller: Road 0 is shut" || r.quotes[n-1] != fmt.Sprintf("Anna Keller: Road %d is shut", n-1) {
		t.Errorf("%d quotes of %d", len(r.quotes), n)
	}
}

// Fifty megabytes at once, most of it long words as packed data has: natively
// all of it is read; a browser offers the first part.
func TestInputFiftyMegabytes(t *testing.T) {
	if testing.Short() || runtime.GOARCH == "wasm" {
		t.Skip("slow")
	}
	line := strings.Repeat("QmFzZTY0", 1250) + "\n"
	text := strings.Repeat(line, 5000) + "\n“The vote is off,” said Anna Keller.\n"
	r := analysis.Analyze(analysis.Article{Text: text})
	q := r.Articles[0].Quotes
	if len(q) != 1 || text[q[0].Content[0].Start:q[0].Content[0].End] != "The vote is off" {
		t.Errorf("%d quotes; the one at the end is not found", len(q))
	}
}

func TestInputRightToLeft(t *testing.T) {
	r := answer(t, "قال الوزير إن المفاوضات مستمرة في العاصمة منذ أسبوعين دون نتيجة.")
	same(t, "notices", r.notices, "not-english")
	r = answer(t, "השר אמר כי המשא ומתן נמשך בבירה מזה שבועיים ללא תוצאה.")
	same(t, "notices", r.notices, "not-english")
	// Directions set by control characters change what is seen, not what is read.
	r = answer(t, "“\u2067We will not sign\u2069,” said the minister, Layla Haddad (ליילה), on Monday.")
	if len(r.notices) > 0 || len(r.quotes) != 1 || !strings.HasPrefix(r.quotes[0], "Layla Haddad: ") || !strings.Contains(r.quotes[0], "We will not sign") {
		t.Errorf("notices %q, quotes %q", r.notices, r.quotes)
	}
}

func TestInputOtherLanguages(t *testing.T) {
	for language, text := range map[string]string{
		"German":     "Der Rat der Stadt hat am Montag gegen den Plan der Bürgermeisterin gestimmt, weil er zu teuer war. „Das ist ein guter Tag“, sagte Anna Keller nach der Sitzung.",
		"French":     "Le conseil a voté lundi contre le projet du maire, qui coûterait trop cher selon ses adversaires. « C'est un bon jour », a déclaré Anna Keller après la séance.",
		"Spanish":    "El consejo votó el lunes contra el plan de la alcaldesa porque era demasiado caro. «Es un buen día», dijo Anna Keller después de la sesión del pleno municipal.",
		"Italian":    "Il consiglio ha votato lunedì contro il piano della sindaca perché era troppo caro. «È una bella giornata», ha detto Anna Keller dopo la seduta del consiglio comunale.",
		"Dutch":      "De raad heeft maandag tegen het plan van de burgemeester gestemd omdat het te duur was. “Dit is een goede dag”, zei Anna Keller na afloop van de lange vergadering.",
		"Polish":     "Rada miasta zagłosowała w poniedziałek przeciwko planowi burmistrza, ponieważ był zbyt drogi. „To dobry dzień”, powiedziała Anna Keller po posiedzeniu rady miejskiej w ratuszu. Burmistrz nie chciał rozmawiać z dziennikarzami.",
		"Turkish":    "Belediye meclisi pazartesi günü başkanın planına çok pahalı olduğu için karşı oy kullandı. “Bu güzel bir gün” dedi Anna Keller toplantıdan sonra gazetecilere yaptığı kısa açıklamada bugün.",
		"Indonesian": "Dewan kota pada hari Senin menolak rencana wali kota karena biayanya terlalu mahal. “Ini hari yang baik,” kata Anna Keller kepada para wartawan setelah rapat panjang itu selesai.",
		"Russian":    "Совет проголосовал против плана мэра. «Это хороший день», сказала Анна Келлер.",
		"Greek":      "Το συμβούλιο ψήφισε κατά του σχεδίου της δημάρχου.",
		"Chinese":    "市议会周一投票否决了市长的计划。“今天是个好日子，”安娜说。",
		"Japanese":   "市議会は月曜日に市長の計画を否決した。「良い日だ」とアンナは述べた。",
		"Hindi":      "नगर परिषद ने सोमवार को महापौर की योजना के विरुद्ध मतदान किया।",
	} {
		if r := answer(t, text); !slices.Contains(r.notices, "not-english") {
			t.Errorf("%s: notices %q", language, r.notices)
		}
	}
}

func TestInputCode(t *testing.T) {
	r := answer(t, `package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: main FILE")
		os.Exit(2)
	}
	names := map[string]int{"alpha": 1, "beta": 2}
	for name, n := range names {
		fmt.Println("name", name, n)
		if n > 1 && name != "" {
			names[name] = n * 2 // twice
		}
	}
}
`)
	same(t, "notices", r.notices, "not-english")
	if len(r.quotes) > 0 {
		t.Errorf("strings of a program are quotes: %q", r.quotes)
	}
}

func TestInputTable(t *testing.T) {
	r := answer(t, "Party\tSeats 2021\tSeats 2025\tChange\nHarbour List\t12\t18\t+6\nGreen Union\t9\t7\t-2\n\n“We did not expect this,” said Oda Lind, who leads the Civic Bloc.\n")
	same(t, "quotes", r.quotes, "Oda Lind: We did not expect this")
	same(t, "claims", r.claims, "We did not expect this", "who leads the Civic Bloc")
}

func TestInputTranscript(t *testing.T) {
	r := answer(t, "Reporter: When will the bridge open?\n\nIlse Brandt: It will open in April.\n\nReporter: And what does it cost?\n\nIlse Brandt: It costs what we planned.\n")
	same(t, "quotes", r.quotes, "Reporter: When will the bridge open?", "Ilse Brandt: It will open in April", "Reporter: And what does it cost?", "Ilse Brandt: It costs what we planned")
}

func TestInputPoem(t *testing.T) {
	r := answer(t, "The road was white, the road was long,\nI met a man who sang a song.\n“Come home,” he said, “the night is near,”\nAnd then the road was no more here.\n\nThe hills were blue, the hills were high,\nAnd not a bird was in the sky.\n")
	if len(r.quotes) != 1 || !strings.HasPrefix(r.quotes[0], "a man: Come home") {
		t.Errorf("quotes %q", r.quotes)
	}
	if len(r.asides) > 0 {
		t.Errorf("verses taken for furniture: %q", r.asides)
	}
}

func TestInputLiveBlog(t *testing.T) {
	r := answer(t, "Bridge inquiry: live updates\n\n14:05\nMayor Ilse Brandt says the report will be published on Friday.\n\n13:40\n“We were never asked,” Tomas Vell tells reporters outside the town hall.\n\n13:12 GMT\nThe hearing has begun.\n")
	same(t, "asides", r.asides, "timestamp", "timestamp", "timestamp")
	same(t, "quotes", r.quotes, "Ilse Brandt: the report will be published on Friday", "Tomas Vell: We were never asked")
	if r.title != "Bridge inquiry: live updates" {
		t.Errorf("title %q", r.title)
	}
}

func TestInputSubtitles(t *testing.T) {
	r := answer(t, "1\n00:00:01,000 --> 00:00:04,000\nMAYOR BRANDT: The bridge will open\nin April.\n\n2\n00:00:04,500 --> 00:00:07,000\nREPORTER: Are you sure?\n\n3\n00:00:07,200 --> 00:00:09,000\nMAYOR BRANDT: I am sure.\n")
	same(t, "quotes", r.quotes, "BRANDT: The bridge will open\nin April", "REPORTER: Are you sure?", "BRANDT: I am sure")
	for _, c := range r.claims {
		if strings.Contains(c, "-->") {
			t.Errorf("a time in the claim %q", c)
		}
	}
}

// A text that is cut behind a reporting verb has no token behind it.
func TestATextMayEndWithItsReportingVerb(t *testing.T) {
	for _, verb := range []string{"says", "said", "insists", "argued", "believes"} {
		for _, who := range []string{"Brown", "the firm", "officials in town"} {
			text := "A cold, wet hall and a long wait, " + who + " " + verb
			check(t, text)
		}
	}
}

// What is shared may be cut off before a conjunction: there is no token before it.
func TestATextMayBeginWithAConjunction(t *testing.T) {
	for _, text := range []string{"and sales manager Ida Rose said no.", "and government outreach director. She said it.", "or trade ministers met."} {
		check(t, text)
	}
}
