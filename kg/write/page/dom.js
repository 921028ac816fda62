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

/** The text with the first occurrence of each of the names marked; longer names first. */
function marked(text, names) {
  const spans = [];
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    const start = name ? text.indexOf(name) : -1;
    const end = start + name.length;
    if (start >= 0 && spans.every(([from, to]) => end <= from || start >= to)) spans.push([start, end]);
  }
  const pieces = [];
  let done = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    pieces.push(text.slice(done, start), make("mark", { text: text.slice(start, end) }));
    done = end;
  }
  return [...pieces, text.slice(done)];
}
