// What is selected, and the start of it all.
const selection = (() => {
  const heard = [];
  let current = { kind: null, index: null };

  function set(kind, index) {
    current = { kind, index };
    const address = kind === "entity" ? `#${encodeURIComponent(graph.entities[index].id)}` : "#";
    if (decoded(location.hash) !== decoded(address)) history.pushState(null, "", address);
    for (const listener of heard) listener();
  }

  function decoded(hash) {
    try {
      return decodeURIComponent(hash.replace(/^#/, ""));
    } catch {
      return "";
    }
  }

  /** Show the entity that the address names, so that links and the back button work. */
  function follow() {
    const entity = graph.byId.get(decoded(location.hash));
    if (entity) selection.entity(entity.index);
    else if (current.kind === "entity") selection.clear();
  }

  return {
    get current() { return current; },
    onChange(listener) { heard.push(listener); },
    entity(index, { still = false } = {}) {
      set("entity", index);
      if (!still) stage.frame(stage.neighbourhood().nodes);
      stage.redraw();
    },
    edge(index) { set("edge", index); stage.redraw(); },
    article(index) {
      set("article", index);
      stage.frame(stage.neighbourhood().nodes);
      stage.redraw();
    },
    clear() {
      if (current.kind) set(null, null);
      stage.redraw();
    },
    follow,
  };
})();

function tellCounts() {
  const planned = graph.statements.filter((statement) => statement.planned).length;
  const shown = { entities: graph.entities.filter((_, index) => filters.node(index)).length, statements: graph.statements.filter((_, index) => filters.statement(index)).length };
  const rows = [["entities", graph.entities.length], ["statements", graph.statements.length], ["observations", graph.observations.length], ["sources", graph.articles.length], ["planned", planned]];
  byId("counts").replaceChildren(...rows.map(([key, number]) => {
    const part = shown[key] !== undefined && shown[key] !== number ? texts.say("shown", shown[key].toLocaleString("en-US")) : "";
    return make("span", {}, part, make("b", { text: number.toLocaleString("en-US") }), ` ${texts.say(key)}`);
  }));
}

function openFilters(open) {
  byId("filters").hidden = !open;
  byId("filters-toggle").setAttribute("aria-expanded", String(open));
}

function start() {
  const empty = !graph.entities.length;
  const wide = innerWidth > 760;
  openFilters(wide && !empty);
  byId("empty").hidden = !empty;
  byId("filters-toggle").hidden = empty;
  byId("hint").hidden = empty;
  byId("language").addEventListener("click", texts.toggle);
  byId("filters-toggle").addEventListener("click", () => openFilters(byId("filters").hidden));
  texts.onChange(tellCounts);
  filters.onChange(tellCounts);
  for (const part of [panel, legend, timeline, search, stage]) part.start();
  texts.apply();
  if (!wide) stage.fit(false);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") selection.clear(); });
  addEventListener("popstate", selection.follow);
  addEventListener("hashchange", selection.follow);
  selection.follow();
  document.body.dataset.ready = "true";
}

globalThis.yuantu = { graph, selection, filters, stage };
start();
