package learn

// Hidden is one layer of rectified units over sparse binary inputs, in training
// by AdaGrad: each input has a row of weights, one for each unit, and the units'
// values are weighted for each label. It learns what combinations of inputs mean,
// which a linear model must be told by its templates.
type Hidden struct {
	Inputs, Units, Labels int
	Eta, Limit            float32   // step size; greatest absolute value of In
	In, Out               []float32 // weights: In[input*Units+unit], Out[unit*Labels+label]
	gin, gout             []float32 // sums of squared gradients
	sumIn, sumOut         []float64 // of the weights at each call of Accumulate
	sums                  float64
	values, back          []float32 // of the units, and of their gradients
	active                []int32
}

// What the sums of squared gradients start with: without, the first steps would
// be as long as Eta and silence units for good.
const (
	startIn  = 0.01
	startOut = 0.1
)

// NewHidden is a layer with small random weights, by o.Eta and o.Seed.
func NewHidden(inputs, units, labels int, o Options, limit float32) *Hidden {
	h := &Hidden{Inputs: inputs, Units: units, Labels: labels, Eta: o.Eta, Limit: limit,
		In: make([]float32, inputs*units), Out: make([]float32, units*labels),
		gin: make([]float32, inputs*units), gout: make([]float32, units*labels),
		values: make([]float32, units)}
	random := Rand(o.Seed)
	for i := range h.In {
		h.In[i], h.gin[i] = (random.Float()-0.5)*0.1, startIn
	}
	for i := range h.Out {
		h.Out[i], h.gout[i] = random.Float()-0.5, startOut
	}
	return h
}

// Activate computes the units' values for these inputs; Score and Update use them.
func (h *Hidden) Activate(inputs []uint32) {
	v := h.values
	clear(v)
	for _, x := range inputs {
		w := h.In[int(x)*h.Units:][:len(v)]
		for j := range v {
			v[j] += w[j]
		}
	}
	for j, x := range v {
		if x <= 0 {
			v[j] = 0
		}
	}
}

// Score adds the scores of the labels from the given one on to out.
func (h *Hidden) Score(from int, out []float32) {
	for j, x := range h.values {
		if x == 0 {
			continue
		}
		for k, w := range h.Out[j*h.Labels+from:][:len(out)] {
			out[k] += x * w
		}
	}
}

// Update takes one step down the gradient grad of the scores of the labels from
// the given one on, after Activate for the same inputs. share is the part of it
// that reaches the weights of the inputs.
func (h *Hidden) Update(inputs []uint32, from int, grad []float32, share float32) {
	h.back, h.active = h.back[:0], h.active[:0]
	for j, x := range h.values {
		if x == 0 {
			continue
		}
		var d float32
		for k, g := range grad {
			if g == 0 {
				continue
			}
			i := j*h.Labels + from + k
			d += g * h.Out[i]
			g *= x
			h.gout[i] += g * g
			h.Out[i] -= h.Eta * g / sqrt(h.gout[i])
		}
		h.back, h.active = append(h.back, d*share), append(h.active, int32(j))
	}
	for _, x := range inputs {
		at := int(x) * h.Units
		w, s := h.In[at:][:h.Units], h.gin[at:][:h.Units]
		for n, d := range h.back {
			j := h.active[n]
			s[j] += d * d
			w[j] = max(-h.Limit, min(h.Limit, w[j]-h.Eta*d/sqrt(s[j])))
		}
	}
}

// Accumulate and Average are those of [Sparse].
func (h *Hidden) Accumulate() {
	if h.sumIn == nil {
		h.sumIn, h.sumOut = make([]float64, len(h.In)), make([]float64, len(h.Out))
	}
	h.sums++
	for i, w := range h.In {
		h.sumIn[i] += float64(w)
	}
	for i, w := range h.Out {
		h.sumOut[i] += float64(w)
	}
}

// Average sets the weights to their mean over the calls of Accumulate.
func (h *Hidden) Average() {
	for i, x := range h.sumIn {
		h.In[i] = float32(x / h.sums)
	}
	for i, x := range h.sumOut {
		h.Out[i] = float32(x / h.sums)
	}
}
