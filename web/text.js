// The text of a file: by its mark in UTF-16, else in UTF-8, or, where most of
// what is not ASCII is none, as Windows wrote before. A byte order mark is no
// part of it. Put into boot.js and the service worker when the site is made:
// what is opened and what is shared is read alike.
async function whosaidText(file) {
  const bytes = await file.arrayBuffer();
  const [a, b] = new Uint8Array(bytes);
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
