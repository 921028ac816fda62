// Elements are made here and nowhere else, and text reaches them only as text: names and quotes are never markup.
function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  const { name, text, on = {}, ...attributes } = options;
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const byId = (id) => document.getElementById(id);

/** A link where the address is one of the web, else its text: an article may carry any scheme. */
function link(address, text) {
  let parsed = null;
  try {
    parsed = new URL(address);
  } catch {
    return make("span", { text });
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return make("span", { text });
  return make("a", { text, href: parsed.href, target: "_blank", rel: "noopener noreferrer" });
}

/** The text with each thing marked where it is named: by the longest of its names that stands there, first occurrence. */
function marked(text, things) {
  const spans = [];
  const free = (start, end) => spans.every(([from, to]) => end <= from || start >= to);
  for (const names of things) {
    const longest = [...names].sort((a, b) => b.length - a.length);
    const name = longest.find((one) => one && text.includes(one) && free(text.indexOf(one), text.indexOf(one) + one.length));
    if (name) spans.push([text.indexOf(name), text.indexOf(name) + name.length]);
  }
  const pieces = [];
  let done = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    pieces.push(text.slice(done, start), make("mark", { text: text.slice(start, end) }));
    done = end;
  }
  return [...pieces, text.slice(done)];
}
