// The text of a Word document (.docx): a ZIP archive in which word/document.xml
// holds the paragraphs (ECMA-376; APPNOTE 6.3 for the archive). Fetched when one
// is opened. Nothing of it is built as a document or shown as markup, and no more
// is unpacked than a book has.
const most = 64e6; // bytes of unpacked XML

/**
 * Its paragraphs, with an empty line between them, as they stand with all changes
 * accepted; null for an archive of another kind. Throws on one that is damaged,
 * locked or too large.
 */
export async function docxText(file) {
  const part = await find(file, /^word\/document\d*\.xml$/);
  return part && await paragraphs(await unpack(file, part));
}

/** The first entry whose name matches, by the directory at the archive's end. */
async function find(file, name) {
  const view = async (start, end) => new DataView(await file.slice(start, end).arrayBuffer());
  const tail = await view(Math.max(0, file.size - 65557), file.size);
  let end = tail.byteLength - 22;
  while (tail.getUint32(end, true) !== 0x06054b50) end--; // below 0 it throws
  const start = tail.getUint32(end + 16, true);
  const list = await view(start, start + tail.getUint32(end + 12, true));
  for (let at = 0, left = tail.getUint16(end + 10, true); left > 0; left--) {
    if (list.getUint32(at, true) !== 0x02014b50) throw new Error("no directory");
    const length = list.getUint16(at + 28, true);
    if (name.test(new TextDecoder().decode(new Uint8Array(list.buffer, at + 46, length)))) {
      const local = list.getUint32(at + 42, true), head = await view(local, local + 30);
      const data = local + 30 + head.getUint16(26, true) + head.getUint16(28, true);
      return { locked: list.getUint16(at + 8, true) & 1, method: list.getUint16(at + 10, true), start: data, end: data + list.getUint32(at + 20, true) };
    }
    at += 46 + length + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
  }
  return null;
}

async function unpack(file, { locked, method, start, end }) {
  if (locked || (method !== 0 && method !== 8)) throw new Error("locked");
  let stream = file.slice(start, end).stream();
  if (method) stream = stream.pipeThrough(new DecompressionStream("deflate-raw"));
  const decoder = new TextDecoder(), reader = stream.getReader();
  let xml = "", bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return xml + decoder.decode();
    if ((bytes += value.length) > most) {
      reader.cancel().catch(() => {});
      throw new Error("too large");
    }
    xml += decoder.decode(value, { stream: true });
  }
}

const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const plain = (text) => text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (as, hex, number, name) => {
  const code = hex ? parseInt(hex, 16) : Number(number);
  return name ? named[name] ?? as : code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
});

async function paragraphs(xml) {
  const prefix = /xmlns:([\w-]+)=["']http:\/\/[^"']*\/wordprocessingml\/(?:2006\/)?main["']/.exec(xml)?.[1];
  if (!prefix) throw new Error("no document");
  const all = [];
  let words = "", left = 0; // left: how many elements are open whose text is not the reader's
  const tags = new RegExp(`<(/?)(?:${prefix}:(p|t|tab|br|cr|noBreakHyphen|moveFrom)|[\\w-]+:(Fallback))(?=[\\s/>])((?:"[^"]*"|'[^']*'|[^>"'])*)>([^<]*)`, "g");
  for (let tag, seen = 0; (tag = tags.exec(xml)); ) {
    const [, closing, name, other, rest, text] = tag, empty = rest.endsWith("/");
    if (other || name === "moveFrom") left = closing ? Math.max(0, left - 1) : left + !empty; // the same again, and what was moved from here
    else if (left) continue;
    else if (name === "p") {
      if (words.trim()) all.push(words.trim());
      words = "";
    } else if (name === "t") words += closing || empty ? "" : plain(text);
    else if (!closing) words += { tab: " ", noBreakHyphen: "-" }[name] ?? "\n";
    if (++seen % 20000 === 0) await new Promise((go) => setTimeout(go)); // the page stays quick
  }
  return all.concat(words.trim() || []).join("\n\n");
}
