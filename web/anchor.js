// Text of a page and places in it: pure functions between DOM nodes, the text
// that they make up, and offsets in it (UTF-16 code units, half-open ranges).

const SKIP = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "IFRAME", "OBJECT", "SVG", "MATH", "TEXTAREA", "SELECT", "BUTTON", "WHOSAID-WIDGET"]);
// What stands around an article, as it is when one is pasted (app/story/clean.go); but
// forms are read, as some systems put one around all that a page has.
const AROUND = "nav,footer,aside,dialog,figcaption,menu,canvas,video,audio,[aria-hidden=true],[role=navigation],[role=banner],[role=contentinfo],[role=complementary],[role=search],[role=dialog],[role=menu]";
const CONTEXT = 32;

/**
 * The text of an element, made of its text nodes, with the map back: pieces of
 * { node, start, length }. White space stands one for one as spaces, blocks are
 * parted by an empty line and <br> by a line break, which belong to no node.
 */
export function textOf(root) {
  const pieces = [];
  let text = "", gap = "", blank = [];
  const part = (with_) => { blank = []; if (text && gap.length < with_.length) gap = with_; };
  const add = (node, data) => {
    pieces.push({ node, start: text.length, length: data.length });
    text += data;
  };
  const walk = (parent) => {
    for (const node of parent.childNodes) {
      if (node.nodeType === 3) {
        const data = node.data.replace(/[\t\n\f\r ]/g, " ");
        if (!data) continue;
        // Between blocks it is nothing; before the words of a block it is text,
        // whether it stands in their node or a mark has cut it off.
        if (gap && data.trim() === "") { blank.push([node, data]); continue; }
        text += gap;
        gap = "";
        for (const white of blank.splice(0)) add(...white);
        add(node, data);
      } else if (node.nodeType === 1 && !SKIP.has(node.tagName.toUpperCase())) {
        if (node.tagName === "BR") { part("\n"); continue; }
        const style = getComputedStyle(node), mark = node.tagName === "WHOSAID-MARK"; // is nothing to the text, whatever the page makes of it
        if (!mark && (style.display === "none" || style.visibility === "hidden")) continue;
        const block = !mark && !/^(inline|contents|ruby)/.test(style.display);
        if (block) part("\n\n");
        if (!node.matches(AROUND)) walk(node);
        if (block) part("\n\n");
      }
    }
  };
  walk(root);
  return { text, pieces };
}

/** The parts of text nodes that a range covers: { node, start, end } within each node. */
export function nodesOf(pieces, start, end) {
  const out = [];
  let low = 0, high = pieces.length;
  while (low < high) { // first piece that ends after start
    const middle = (low + high) >> 1;
    if (pieces[middle].start + pieces[middle].length <= start) low = middle + 1; else high = middle;
  }
  for (let i = low; i < pieces.length && pieces[i].start < end; i++) {
    const p = pieces[i];
    out.push({ node: p.node, start: Math.max(0, start - p.start), end: Math.min(p.length, end - p.start) });
  }
  return out;
}

/** A place as W3C selectors: its words, what stands around them, and where it was. */
export function quoteOf(text, start, end) {
  return { exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - CONTEXT), start), suffix: text.slice(end, end + CONTEXT), start, end };
}

/**
 * Finds a place again in a text that may have changed: the occurrence of its
 * words whose surroundings agree best, near to where it should be; null where
 * the words are gone. shift is how far later text has moved.
 */
export function find(text, quote, shift = 0) {
  const { exact, prefix, suffix } = quote;
  if (!exact) return null;
  const expected = quote.start + shift;
  if (text.startsWith(exact, expected) && agree(text, expected, quote) === prefix.length + suffix.length) {
    return { start: expected, end: expected + exact.length };
  }
  let best = null, seen = 0;
  for (let at = text.indexOf(exact); at >= 0 && seen < 200; at = text.indexOf(exact, at + 1), seen++) {
    const score = agree(text, at, quote), away = Math.abs(at - expected);
    if (!best || score > best.score || (score === best.score && away < best.away)) best = { at, score, away };
  }
  // Short words occur everywhere: without any of their surroundings they are lost.
  if (!best || (exact.length < 16 && best.score < 8 && prefix.length + suffix.length >= 8)) return null;
  return { start: best.at, end: best.at + exact.length };
}

// How many characters of prefix and suffix stand around an occurrence at `at`.
function agree(text, at, { exact, prefix, suffix }) {
  let n = 0;
  for (let i = 1; i <= prefix.length && text[at - i] === prefix[prefix.length - i]; i++) n++;
  const end = at + exact.length;
  for (let i = 0; i < suffix.length && text[end + i] === suffix[i]; i++) n++;
  return n;
}

/** How far the text after a change has moved: the place of the change and the shift behind it. */
export function change(before, after) {
  let from = 0;
  const most = Math.min(before.length, after.length);
  while (from < most && before[from] === after[from]) from++;
  let same = 0;
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, to: before.length - same, shift: after.length - before.length };
}

/**
 * Cuts a text of n units at all borders of the marks { start, end } into runs
 * { start, end, marks }, so that overlapping marks never nest.
 */
export function runs(n, marks) {
  const cuts = [...new Set([0, n, ...marks.flatMap((m) => [m.start, m.end])])].filter((c) => c >= 0 && c <= n).sort((a, b) => a - b);
  const order = marks.filter((m) => m.start < m.end).sort((a, b) => a.start - b.start || b.end - a.end);
  const out = [];
  let active = [], next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    active = active.filter((m) => m.end > cuts[i]);
    while (next < order.length && order[next].start <= cuts[i]) active.push(order[next++]);
    if (active.length) out.push({ start: cuts[i], end: cuts[i + 1], marks: active.slice() });
  }
  return out;
}
