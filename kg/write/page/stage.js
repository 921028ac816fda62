// The canvas: vis-network draws nodes and edges at the places computed beforehand; selection, view and names are ours.
const stage = (() => {
  const holder = byId("stage");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const hiddenNodes = new Uint8Array(graph.nodes.length);
  const DASH = [6, 5];
  // Thousands of lines on each other would be one blot, and dashes take a browser ten times as long as lines: there, planned
  // edges are known by their colour, and dashed where they are selected.
  const many = graph.pairs.length > 3000;
  const opacity = Math.max(0.25, Math.min(1, 40 / Math.sqrt(graph.pairs.length + 1)));
  let look = graph.pairs.map(looks);
  let network = null;
  let nodes = null;
  let edges = null;
  let hovered = null;

  const colours = () => ({
    ground: theme.get("ground"), ink: theme.get("ink"), soft: theme.get("soft"),
    strong: theme.get("accent"), edge: theme.get("edge"), planned: theme.get("edge-planned"),
  });
  let palette = colours();

  function groups() {
    const named = {};
    for (const type of Object.keys(graph.types)) {
      const colour = theme.of(type);
      const lit = { background: colour, border: palette.ink };
      named[type] = { color: { background: colour, border: colour, highlight: lit, hover: lit } };
    }
    return named;
  }

  /** How an edge is drawn: '' not at all, else 'planned' or 'actual'. */
  function looks(pair) {
    const visible = pair.facts.filter(filters.told);
    if (!visible.length) return "";
    return visible.every((number) => graph.statements[number].planned) ? "planned" : "actual";
  }

  function edgeLook(index) {
    const planned = look[index] === "planned";
    const colour = { color: planned ? palette.planned : palette.edge, opacity };
    return { id: index, hidden: !look[index], dashes: planned && !many && DASH, color: colour };
  }

  /** Nodes and edges as pyvis wrote them; names are left to `marks`, which writes them only where there is room. */
  function open() {
    nodes = new vis.DataSet(graph.nodes.map(({ label, ...node }) => node));
    edges = new vis.DataSet(graph.pairs.map((pair) => {
      const { facts: numbers, dashes, ...edge } = graph.edges[pair.index];
      return look[pair.index] === "planned" ? { ...edge, ...edgeLook(pair.index) } : edge;
    }));
    const plain = { ...graph.options.edges, color: { color: palette.edge, opacity } };
    network = new vis.Network(holder, { nodes, edges }, { ...graph.options, groups: groups(), edges: plain });
    network.on("click", click);
    network.on("hoverNode", ({ node }) => { hovered = node; point(true); network.redraw(); });
    network.on("blurNode", () => { hovered = null; point(false); network.redraw(); });
    network.on("hoverEdge", ({ edge, event }) => { point(true); tip(edge, event); });
    network.on("blurEdge", () => { point(false); byId("hover").hidden = true; });
    network.on("dragging", ({ nodes: moved }) => { byId("hover").hidden = true; keep(moved); });
    network.on("dragEnd", ({ nodes: moved }) => keep(moved));
    network.on("afterDrawing", draw);
    for (const event of ["click", "zoom", "dragStart"]) network.on(event, () => { byId("hint").hidden = true; });
    for (const canvas of holder.querySelectorAll("canvas")) canvas.setAttribute("aria-hidden", "true");
  }

  const point = (at) => holder.classList.toggle("pointed", at);

  function keep(moved) {
    for (const [index, { x, y }] of Object.entries(network.getPositions(moved))) Object.assign(graph.entities[index], { x, y });
  }

  function click({ nodes: [node], edges: [edge] }) {
    if (node !== undefined) selection.entity(node, { still: true });
    else if (edge !== undefined) selection.edge(edge);
    else selection.clear();
  }

  function tip(edge, event) {
    const { facts: numbers } = graph.pairs[edge];
    const said = numbers.filter(filters.statement).map((number) => {
      const { s, p, o } = graph.statements[number];
      return `${format.short(graph.entities[s].name, 20)} ${texts.label(graph.predicates[p].label)} ${format.short(graph.entities[o].name, 20)}`;
    });
    const box = holder.getBoundingClientRect();
    const tag = byId("hover");
    tag.textContent = said.slice(0, 4).join("；");
    tag.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 200)}px`;
    tag.style.top = `${event.clientY - box.top + 14}px`;
    tag.hidden = !said.length;
  }

  function view() {
    const scale = network.getScale();
    const centre = network.getViewPosition();
    const { clientWidth, clientHeight } = holder;
    return {
      scale, width: clientWidth, height: clientHeight, shows: (index) => !hiddenNodes[index],
      place: (index) => [(graph.entities[index].x - centre.x) * scale + clientWidth / 2, (graph.entities[index].y - centre.y) * scale + clientHeight / 2],
    };
  }

  /** How many names the overview bears; near nodes all have theirs. */
  function readable(seen) {
    const few = Math.round((seen.width * seen.height) / 14000);
    const near = graph.ranked.filter((index, place) => place < few || graph.entities[index].size * seen.scale > 6.5);
    return near;
  }

  function draw(context) {
    const seen = view();
    const ratio = context.canvas.width / seen.width;
    marks.onScreen(context, ratio, () => {
      const chosen = neighbourhood();
      const room = chosen ? marks.neighbourhood(context, seen, chosen, palette) : new marks.Room();
      if (hovered !== null && !hiddenNodes[hovered]) {
        if (chosen) marks.disc(context, seen, hovered, palette, false);
        marks.name(context, seen, hovered, palette, room, { strong: true, force: true });
      }
      if (chosen) return;
      marks.keepClear(seen, graph.ranked, room);
      marks.names(context, seen, readable(seen), palette, room, 260);
    });
  }

  /** What stays bright: the selected thing and what it touches, as far as the filters let it through. */
  function neighbourhood() {
    const { kind, index } = selection.current;
    if (!kind) return null;
    const lines = (indices) => indices.filter((edge) => graph.pairs[edge].facts.some(filters.statement));
    if (kind === "edge") return { centres: [graph.pairs[index].from, graph.pairs[index].to], nodes: [graph.pairs[index].from, graph.pairs[index].to], edges: [index] };
    if (kind === "article") {
      const inside = graph.articles[index].entities;
      const touched = new Set([...inside].flatMap((entity) => graph.entities[entity].edges));
      const kept = [...touched].filter((edge) => graph.pairs[edge].facts.some((number) => filters.statement(number)
        && graph.statements[number].evidence.some(([quote]) => graph.quotes[quote][0] === index)));
      return { centres: [], nodes: [...inside].filter((entity) => !hiddenNodes[entity]), edges: kept };
    }
    const own = lines(graph.entities[index].edges);
    const near = new Set([index, ...own.flatMap((edge) => [graph.pairs[edge].from, graph.pairs[edge].to])]);
    return { centres: [index], nodes: [...near], edges: own };
  }

  function refilter() {
    const changed = [];
    graph.entities.forEach((entity, index) => {
      const hidden = Number(!filters.node(index));
      if (hidden !== hiddenNodes[index]) changed.push({ id: index, hidden: Boolean(hidden) });
      hiddenNodes[index] = hidden;
    });
    if (changed.length) nodes.update(changed);
    const now = graph.pairs.map(looks);
    const others = graph.pairs.filter((pair) => now[pair.index] !== look[pair.index]);
    look = now;
    if (others.length) edges.update(others.map((pair) => edgeLook(pair.index)));
    network.redraw();
  }

  /** The part of the canvas that no card covers: [left, top, right, bottom]. */
  function clearing() {
    const { clientWidth: width, clientHeight: height } = holder;
    const narrow = width <= 760;
    const side = (id) => (byId(id).hidden ? 0 : byId(id).offsetWidth + 12);
    if (!narrow) return [side("filters"), 0, width - side("panel"), height];
    return [0, 0, width, byId("panel").hidden ? height : height * 0.42];
  }

  /** Move the view so that these nodes fill the clearing. */
  function frame(indices, { closest = 1.6, animate = true } = {}) {
    if (!indices.length) return;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const index of indices) {
      const { x, y, size } = graph.entities[index];
      [left, top, right, bottom] = [Math.min(left, x - size), Math.min(top, y - size), Math.max(right, x + size), Math.max(bottom, y + size)];
    }
    const room = clearing();
    const scale = Math.min(closest, (room[2] - room[0] - 120) / (right - left + 1), (room[3] - room[1] - 70) / (bottom - top + 1));
    const offset = { x: (room[0] + room[2] - holder.clientWidth) / 2, y: (room[1] + room[3] - holder.clientHeight) / 2 };
    const moved = animate && !calm.matches ? { duration: 420, easingFunction: "easeInOutQuad" } : false;
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.004), offset, animation: moved });
  }

  function fit(animate = true) {
    frame(graph.ranked.filter((index) => !hiddenNodes[index]), { animate });
  }

  function zoom(factor) {
    byId("hint").hidden = true;
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.004), 8), animation: calm.matches ? false : { duration: 160 } });
  }

  function press(event) {
    const shift = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[event.key];
    const { x, y } = network.getViewPosition();
    if (shift) network.moveTo({ position: { x: x + shift[0] / network.getScale(), y: y + shift[1] / network.getScale() } });
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  }

  function retheme() {
    palette = colours();
    const painted = groups();
    network.setOptions({ groups: painted });
    nodes.update(graph.nodes.map((node) => ({ id: node.id, color: painted[node.group].color })));
    edges.update(graph.pairs.map((pair) => edgeLook(pair.index)));
  }

  return {
    fit, frame, neighbourhood,
    redraw: () => network.redraw(),
    scale: () => network.getScale(),
    /** Where a node is on the page, in CSS pixels. */
    at(index) {
      const box = holder.getBoundingClientRect();
      const [x, y] = view().place(index);
      return [box.left + x, box.top + y];
    },
    start() {
      open();
      filters.onChange(refilter);
      theme.onChange(retheme);
      texts.onChange(() => network.redraw());
      holder.addEventListener("keydown", press);
      byId("zoom-in").addEventListener("click", () => zoom(1.4));
      byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
      byId("fit").addEventListener("click", () => fit());
      fit(false);
    },
  };
})();
