// The text of a file: a Word document's, or what is written in it, by its mark in
// UTF-16, else in UTF-8, or, where most of what is not ASCII is none, as Windows
// wrote before. A byte order mark is no part of it. Of a text at most limit bytes
// are read. Put into boot.js when the site is made.
async function whosaidText(file, limit = Infinity) {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (String.fromCharCode(...head) === "PK\x03\x04") {
    const text = await (await import(whosaidRoot + "web/docx.js")).docxText(file);
    if (text !== null) return text;
  }
  const bytes = await file.slice(0, limit).arrayBuffer();
  const [a, b] = head;
  const as = (name) => new TextDecoder(name).decode(bytes);
  if (a === 0xff && b === 0xfe) return as("utf-16le");
  if (a === 0xfe && b === 0xff) return as("utf-16be");
  const text = as("utf-8");
  let wrong = 0, right = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0xfffd) wrong++;
    else if (c > 0x7f) right++;
  }
  return wrong > right ? as("windows-1252") : text;
}
