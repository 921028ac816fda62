// The search box: every keystroke narrows the list; arrows, Enter and Escape work it without a mouse.
const search = (() => {
  const LIMIT = 40;
  const box = byId("search");
  const list = byId("results");
  const keys = graph.entities.map((entity) => [entity.name, ...entity.aliases].map(folded));
  let found = [];
  let current = -1;

  function folded(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  /** How well an entity matches: 0 the name itself, then beginnings, then parts, names before aliases; -1 not at all. */
  function rank(index, wanted) {
    let best = -1;
    keys[index].forEach((key, place) => {
      const at = key.indexOf(wanted);
      if (at < 0) return;
      const score = (key === wanted ? 0 : at === 0 ? 2 : 4) + (place ? 1 : 0);
      if (best < 0 || score < best) best = score;
    });
    return best;
  }

  function matches(text) {
    const wanted = folded(text.trim());
    if (!wanted) return [];
    return graph.ranked.map((index) => [rank(index, wanted), index]).filter(([score]) => score >= 0)
      .sort((a, b) => a[0] - b[0]).map(([, index]) => index);
  }

  function entry(index, place) {
    const entity = graph.entities[index];
    const wanted = folded(box.value.trim());
    const alias = folded(entity.name).includes(wanted) ? null : entity.aliases.find((name) => folded(name).includes(wanted));
    const name = alias ? `${entity.name}（${alias}）` : entity.name;
    const note = `${texts.label(graph.types[entity.type].label)} · ${texts.say("degree", entity.statements.length)}`;
    const mousedown = (event) => { event.preventDefault(); choose(place); };
    return make("li", { role: "option", id: `result-${place}`, "aria-selected": "false", on: { mousedown } },
      theme.dot(entity.type), make("span", { name: "name", text: name }), make("span", { name: "note", text: note }));
  }

  function update() {
    found = matches(box.value);
    const shown = found.slice(0, LIMIT).map(entry);
    const open = box.value.trim() !== "";
    if (open && !found.length) shown.push(make("li", { name: "none", text: texts.say("absent") }));
    list.replaceChildren(...shown);
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    point(found.length ? 0 : -1);
  }

  function point(place) {
    current = place;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
    if (place >= 0) {
      box.setAttribute("aria-activedescendant", `result-${place}`);
      list.children[place].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const index = found[place];
    close();
    if (index === undefined) return;
    box.value = "";
    selection.entity(index);
    byId("panel").focus({ preventScroll: true });
  }

  function press(event) {
    const size = Math.min(found.length, LIMIT);
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && size) point((current + 1) % size);
    else if (event.key === "ArrowUp" && size) point((current - 1 + size) % size);
    else if (event.key === "Enter") choose(current);
    else if (event.key === "Escape") { box.value = ""; close(); box.blur(); } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    start() {
      box.addEventListener("input", update);
      box.addEventListener("focus", () => { if (box.value.trim()) update(); });
      box.addEventListener("blur", close);
      box.addEventListener("keydown", press);
      document.addEventListener("keydown", (event) => {
        const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
        if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); box.focus(); box.select(); }
      });
      texts.onChange(() => { if (!list.hidden) update(); });
    },
  };
})();
