package site

// go-app draws a page's first component anew and puts it in the place of the
// markup that the page was served with. Both are the same, but a reader who has
// begun to type, select or scroll loses that, the browser lays out and paints
// everything a second time, and counts the page as complete only then. So the
// browser's program mounts its first component on the elements that are there
// and makes only those that are missing. What these edits need:
const servedAdded = `package app

import "strings"

// served is the next node of the page as it was served that an element to be
// mounted may stand for, JavaScript's null after the last one. It is nil
// except while the first component is mounted, and inside of new elements.
var served Value

// servedElement is the served element with that tag and those classes, or nil.
// What the page has in front of it is white space, or somebody else's.
func servedElement(v HTML) Value {
	for node := served; node != nil && node.Truthy(); node = node.Get("nextSibling") {
		if !strings.EqualFold(node.Get("nodeName").String(), v.Tag()) || node.Get("className").String() != v.attrs()["class"] {
			continue
		}
		for !served.Equal(node) {
			passed := served
			served = passed.Get("nextSibling")
			passed.Call("remove")
		}
		served = node.Get("nextSibling")
		return node
	}
	return nil
}

// servedText is the served text node, with the text that it should have, or a
// new one.
func servedText(text string) Value {
	if served == nil || !served.Truthy() || served.Get("nodeType").Int() != 3 {
		return Window().createTextNode(text)
	}
	node := served
	served = node.Get("nextSibling")
	if node.Get("nodeValue").String() != text {
		node.setNodeValue(text)
	}
	return node
}

// serveChildren makes served the first child of an adopted element, or nil in
// a new one. What it returns is called after the children were mounted: it
// removes what is left and goes back to where served was.
func serveChildren(element Value, adopted bool) (end func()) {
	outer := served
	served = nil
	if adopted {
		served = element.firstChild()
	}
	return func() {
		for adopted && served.Truthy() {
			left := served
			served = left.Get("nextSibling")
			left.Call("remove")
		}
		served = outer
	}
}

// place puts a mounted child where served is, unless it stands there already.
func place(element Value, child UI) {
	switch {
	case served == nil:
		element.appendChild(child)
	case !child.JSValue().Get("parentNode").Equal(element):
		element.Call("insertBefore", child, served)
	}
}

// correctAttributes sets what was served otherwise. The value of a field is the
// reader's.
func (m nodeManager) correctAttributes(ctx Context, v HTML) {
	for name, value := range v.attrs() {
		if name == "value" {
			continue
		}
		value = resolveAttributeURLValue(name, value, ctx.ResolveStaticResource)
		if v.JSValue().getAttr(name) != value {
			setJSAttribute(v.JSValue(), name, value)
		}
	}
}
`

var servedEdits = []leanEdit{
	{"engine.go", "firstChild = firstChild.setJSElement(body.JSValue().firstElementChild()).(HTMLDiv)", "",
		"served = body.JSValue().firstElementChild()\n\t\tfirstChild = firstChild.setJSElement(served).(HTMLDiv)"},
	{"engine.go", "body, err := e.nodes.Update(e.baseContext(), e.body, Body().privateBody(v))", "",
		"body, err := e.nodes.Update(e.baseContext(), e.body, Body().privateBody(v))\n\tserved = nil"},
	{"node.go", "v.jsvalue = Window().createTextNode(v.value)", "", "v.jsvalue = servedText(v.value)"},
	{"node.go", "jsElement, _ := Window().createElement(v.Tag(), v.XMLNamespace())", "m.mountHTMLAttributes(ctx, v)",
		`jsElement := servedElement(v)
	adopted := jsElement != nil
	if !adopted {
		jsElement, _ = Window().createElement(v.Tag(), v.XMLNamespace())
	}
	v = v.setJSElement(jsElement)
	if adopted {
		m.correctAttributes(ctx, v)
	} else {
		m.mountHTMLAttributes(ctx, v)
	}
	end := serveChildren(jsElement, adopted)`},
	{"node.go", "v.JSValue().appendChild(child)\n\t}", "", "place(v.JSValue(), child)\n\t}\n\tend()"},
	// An adopted root stands there already, and moving it would take the focus.
	{"js_wasm.go", `v.Call("replaceChild", new, old)`, "",
		"if !new.JSValue().Get(\"parentNode\").Equal(v) {\n\t\tv.Call(\"replaceChild\", new, old)\n\t}"},
}
