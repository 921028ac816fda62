// The card on the right: an entity, an edge or an article with all that is known of it.
const panel = (() => {
  const FIRST = 12;
  const card = byId("panel");

  /** The first facts; a button brings the next ones, so that a province with a thousand facts opens at once. */
  function listed(indices, draw) {
    const holder = make("div");
    let shown = 0;
    const more = make("button", { name: "more", type: "button", on: { click: next } });
    function next() {
      const size = shown ? 60 : FIRST;
      more.remove();
      holder.append(...indices.slice(shown, shown + size).map(draw));
      shown += size;
      if (shown < indices.length) {
        more.textContent = texts.say("more", indices.length - shown);
        holder.append(more);
      }
    }
    next();
    return holder;
  }

  function group(title, indices, draw, way = "") {
    return make("section", {}, make("h3", {}, make("span", { text: title }), make("span", { name: "count", text: String(indices.length) }),
      way ? make("span", { name: "way", text: way }) : null), listed(indices, draw));
  }

  /** Statements of an entity by predicate and direction, in the order of the vocabulary. */
  function groups(index) {
    const found = new Map();
    for (const number of graph.entities[index].statements.filter(filters.statement)) {
      const fact = graph.statements[number];
      const key = `${fact.s === index || graph.predicates[fact.p].symmetric ? "out" : "in"} ${fact.p}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(number);
    }
    const sections = [];
    for (const [name, term] of Object.entries(graph.predicates)) {
      for (const way of ["out", "in"]) {
        const numbers = found.get(`${way} ${name}`);
        const title = texts.label(way === "out" ? term.label : term.backward);
        if (numbers) sections.push(group(title, numbers, (number) => facts.seen(number, index), way === "in" ? "←" : "→"));
      }
    }
    return sections;
  }

  function figures(indices) {
    const visible = indices.filter(filters.observation);
    const order = (number) => { const fact = graph.observations[number]; return `${fact.metric}\u0000${fact.period || ""}`; };
    visible.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : a - b));
    return visible.length ? [group(texts.say("figures"), visible, facts.figure)] : [];
  }

  function entity(index) {
    const { name, type, aliases, statements, observations } = graph.entities[index];
    const kind = make("p", { name: "kind" }, theme.dot(type), make("span", { text: texts.label(graph.types[type].label) }));
    const also = aliases.length ? make("p", { name: "aliases", title: aliases.join("、"), text: texts.say("aliases") + aliases.join("、") }) : null;
    const sections = [...groups(index), ...figures(observations)];
    const bare = statements.length + observations.length ? "filtered" : "nothing";
    return [[kind, make("h2", { name: "name", title: name, text: name }), also], sections.length ? sections : [nothing(bare)]];
  }

  const nothing = (key) => make("section", {}, make("p", { name: "nothing", text: texts.say(key) }));

  function edge(index) {
    const { from, to, facts: numbers } = graph.pairs[index];
    const visible = numbers.filter(filters.statement);
    const heading = make("h2", {}, make("span", { name: "name", text: format.short(graph.entities[from].name, 40) }), " — ",
      make("span", { name: "name", text: format.short(graph.entities[to].name, 40) }));
    const body = visible.length ? group(texts.say("statements"), visible, facts.whole) : nothing("filtered");
    return [[make("p", { name: "kind", text: texts.say("between") }), heading], [body]];
  }

  function article(index) {
    const item = graph.articles[index];
    const said = (fact) => fact.evidence.some(([quote]) => graph.quotes[quote][0] === index);
    const numbers = graph.statements.filter(said).map((fact) => fact.index).filter(filters.statement);
    const measured = graph.observations.filter(said).map((fact) => fact.index);
    const chips = make("section", {}, make("h3", {}, make("span", { text: texts.say("mentioned") }), make("span", { name: "count", text: String(item.entities.size) })),
      make("div", { name: "chips" }, ...[...item.entities].map(facts.entity)));
    const head = [make("p", { name: "kind", text: texts.say("articles") }), make("h2", { name: "name", text: item.title || texts.say("untitled") }),
      facts.source(item, "", item.url)];
    return [head, [chips, ...(numbers.length ? [group(texts.say("statements"), numbers, facts.whole)] : []), ...figures(measured)]];
  }

  const views = { entity, edge, article };

  function draw() {
    const { kind, index } = selection.current;
    const focused = card.contains(document.activeElement);
    card.hidden = !kind;
    document.body.classList.toggle("with-panel", Boolean(kind));
    if (!kind) {
      if (focused) byId("stage").focus({ preventScroll: true });
      return card.replaceChildren();
    }
    const [head, body] = views[kind](index);
    const close = make("button", { name: "close", type: "button", text: "×", "aria-label": texts.say("close"), on: { click: selection.clear } });
    card.replaceChildren(make("div", { name: "head" }, ...head, close), ...body);
    if (focused) card.focus({ preventScroll: true });
    return undefined;
  }

  return {
    start() {
      selection.onChange(() => { draw(); card.scrollTop = 0; });
      filters.onChange(draw);
      texts.onChange(draw);
      theme.onChange(draw);
    },
  };
})();
