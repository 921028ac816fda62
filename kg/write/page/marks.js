// What is drawn over vis-network's nodes and edges: names where there is room, and the neighbourhood of a selection.
const marks = (() => {
  const FONT = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';
  const LONGEST = 16;
  const widths = new Map();

  /** Rectangles taken on the screen, in buckets, so that names never cover each other. */
  class Room {
    constructor() { this.buckets = new Map(); }

    take(left, top, right, bottom, force) {
      const cells = [];
      for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x += 1) {
        for (let y = Math.floor(top / 40); y <= Math.floor(bottom / 40); y += 1) cells.push(x * 100003 + y);
      }
      const hit = ([l, t, r, b]) => left < r && right > l && top < b && bottom > t;
      if (!force && cells.some((cell) => (this.buckets.get(cell) || []).some(hit))) return false;
      for (const cell of cells) {
        if (!this.buckets.has(cell)) this.buckets.set(cell, []);
        this.buckets.get(cell).push([left, top, right, bottom]);
      }
      return true;
    }
  }

  function width(context, text) {
    const key = context.font + text;
    if (!widths.has(key)) widths.set(key, context.measureText(text).width);
    return widths.get(key);
  }

  function write(context, text, x, y, colours, room, force) {
    const half = width(context, text) / 2 + 3;
    const size = parseInt(/(\d+)px/.exec(context.font)[1], 10);
    if (!room.take(x - half, y, x + half, y + size + 4, force)) return false;
    context.lineWidth = 3.5;
    context.strokeStyle = colours.ground;
    context.strokeText(text, x, y + 2);
    context.fillStyle = colours.ink;
    context.fillText(text, x, y + 2);
    return true;
  }

  /** Put the canvas into screen pixels for `draw`, with text set up. */
  function onScreen(context, ratio, draw) {
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    draw();
    context.restore();
  }

  const font = (entity, strong) => `${strong ? "600 " : ""}${entity.size > 16 ? 14 : 12}px ${FONT}`;

  function name(context, view, index, colours, room, { strong = false, force = false } = {}) {
    const entity = graph.entities[index];
    const [x, y] = view.place(index);
    context.font = font(entity, strong);
    return write(context, format.short(entity.name, strong ? 30 : LONGEST), x, y + entity.size * view.scale + 2, colours, room, force);
  }

  /** Names of what is on the screen: the best linked first, the small ones only when they are near. */
  function names(context, view, indices, colours, room, most) {
    let written = 0;
    for (const index of indices) {
      if (written >= most) return;
      const [x, y] = view.place(index);
      const inside = x > -60 && y > -20 && x < view.width + 60 && y < view.height + 20;
      if (inside && view.shows(index) && name(context, view, index, colours, room)) written += 1;
    }
  }

  /** Leave large discs free of other nodes' names. */
  function keepClear(view, indices, room) {
    for (const index of indices) {
      const radius = graph.entities[index].size * view.scale * 0.8;
      if (radius < 11) return;
      const [x, y] = view.place(index);
      if (view.shows(index)) room.take(x - radius, y - radius, x + radius, y + radius, true);
    }
  }

  function line(context, view, index, colours) {
    const { from, to, facts: numbers } = graph.pairs[index];
    const visible = numbers.filter(filters.statement).map((number) => graph.statements[number]);
    const [x1, y1] = view.place(from);
    const [x2, y2] = view.place(to);
    const planned = visible.every((fact) => fact.planned);
    context.strokeStyle = planned ? colours.planned : colours.strong;
    context.lineWidth = 1.8;
    context.setLineDash(planned ? [6, 5] : []);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
    context.setLineDash([]);
    for (const fact of visible.filter((one) => !graph.predicates[one.p].symmetric)) head(context, view, fact.s, fact.o);
  }

  function head(context, view, from, to) {
    const [x1, y1] = view.place(from);
    const [x2, y2] = view.place(to);
    const turn = Math.atan2(y2 - y1, x2 - x1);
    const back = graph.entities[to].size * view.scale + 1;
    const [x, y] = [x2 - Math.cos(turn) * back, y2 - Math.sin(turn) * back];
    context.fillStyle = context.strokeStyle;
    context.beginPath();
    context.moveTo(x, y);
    for (const side of [-0.42, 0.42]) context.lineTo(x - Math.cos(turn + side) * 9, y - Math.sin(turn + side) * 9);
    context.fill();
  }

  function predicate(context, view, index, colours, room) {
    const { from, to, facts: numbers } = graph.pairs[index];
    const [x1, y1] = view.place(from);
    const [x2, y2] = view.place(to);
    if (Math.hypot(x2 - x1, y2 - y1) < 64) return;
    const labels = new Set(numbers.filter(filters.statement).map((number) => texts.label(graph.predicates[graph.statements[number].p].label)));
    context.font = `11px ${FONT}`;
    write(context, [...labels].join("、"), (x1 + x2) / 2, (y1 + y2) / 2 - 8, { ...colours, ink: colours.soft }, room, false);
  }

  function disc(context, view, index, colours, ring) {
    const { size, type } = graph.entities[index];
    const [x, y] = view.place(index);
    context.beginPath();
    context.arc(x, y, Math.max(size * view.scale, 2.5), 0, 2 * Math.PI);
    context.fillStyle = theme.of(type);
    context.fill();
    if (!ring) return;
    context.lineWidth = 2;
    context.strokeStyle = colours.ink;
    context.beginPath();
    context.arc(x, y, size * view.scale + 4, 0, 2 * Math.PI);
    context.stroke();
  }

  /** Fade everything but the given nodes and edges, and write their names. */
  function neighbourhood(context, view, chosen, colours) {
    const room = new Room();
    context.globalAlpha = 0.84;
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, view.width, view.height);
    context.globalAlpha = 1;
    for (const edge of chosen.edges) line(context, view, edge, colours);
    for (const node of chosen.nodes) disc(context, view, node, colours, chosen.centres.includes(node));
    for (const node of chosen.centres) name(context, view, node, colours, room, { strong: true, force: true });
    keepClear(view, chosen.centres, room);
    names(context, view, chosen.nodes.filter((node) => !chosen.centres.includes(node)), colours, room, 160);
    if (chosen.edges.length <= 120) for (const edge of chosen.edges) predicate(context, view, edge, colours, room);
    return room;
  }

  return { Room, onScreen, keepClear, names, name, neighbourhood, disc };
})();
