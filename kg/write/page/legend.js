// The switches on the left: types, status and predicates, each with its count; and the articles.
const legend = (() => {
  const counts = {
    types: count(graph.entities, (entity) => entity.type),
    predicates: count(graph.statements, (statement) => statement.p),
    status: count([...graph.statements, ...graph.observations], (fact) => (fact.planned ? "planned" : "actual")),
  };

  function count(things, key) {
    const found = {};
    for (const thing of things) found[key(thing)] = (found[key(thing)] || 0) + 1;
    return found;
  }

  function entry(kind, name, sign, label, second) {
    const words = make("span", { name: "label", text: label }, second ? make("small", { text: second }) : null);
    const number = make("span", { name: "count", text: (counts[kind][name] || 0).toLocaleString("en-US") });
    const pressed = String(filters.isOn(kind, name));
    const click = () => filters.toggle(kind, name);
    return make("li", {}, make("button", { type: "button", "aria-pressed": pressed, "data-name": name, on: { click } }, sign, words, number));
  }

  /** Fill a list anew, leaving the keyboard focus where it was. */
  function fill(id, entries) {
    const focused = document.activeElement?.closest(`#${id}`) ? document.activeElement.dataset.name : null;
    byId(id).replaceChildren(...entries);
    if (focused !== null) [...byId(id).querySelectorAll("button")].find((button) => button.dataset.name === focused)?.focus();
  }

  function draw() {
    const line = (name) => make("span", { name: `dash ${name}`, "aria-hidden": "true" });
    fill("types", Object.entries(graph.types).map(([name, term]) => entry("types", name, theme.dot(name), texts.label(term.label), texts.second(term.label))));
    fill("status", ["actual", "planned"].map((name) => entry("status", name, line(name), texts.say(name), "")));
    fill("predicates", Object.entries(graph.predicates).map(([name, term]) => {
      const box = make("span", { name: "check", "aria-hidden": "true" });
      return entry("predicates", name, box, texts.label(term.label), texts.second(term.label));
    }));
    for (const kind of ["types", "predicates"]) byId(`all-${kind}`).textContent = texts.say(filters.allOn(kind) ? "none" : "all");
  }

  function listArticles() {
    byId("articles").replaceChildren(...graph.articles.map((article) => {
      const note = [article.published || texts.say("undated"), article.source].filter(Boolean).join(" · ");
      const click = () => selection.article(article.index);
      const words = [make("span", { name: "name", text: article.title || texts.say("untitled") }), make("small", { text: note })];
      return make("li", {}, make("button", { type: "button", "data-name": String(article.index), on: { click } }, ...words));
    }));
  }

  return {
    start() {
      for (const kind of ["types", "predicates"]) {
        byId(`all-${kind}`).addEventListener("click", () => filters.toggleAll(kind, Object.keys(graph[kind])));
      }
      const redraw = () => { draw(); listArticles(); };
      filters.onChange(draw);
      texts.onChange(redraw);
      theme.onChange(draw);
    },
  };
})();
