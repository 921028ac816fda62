// What the reader wants to see, and which nodes, edges and facts that leaves.
const filters = (() => {
  const off = { types: new Set(), predicates: new Set(), status: new Set() };
  const heard = [];
  let window_ = null;

  const status = (fact) => (fact.planned ? "planned" : "actual");
  const inTime = (fact) => !window_ || (fact.months !== null && fact.months[0] <= window_[1] && fact.months[1] >= window_[0]);
  const typed = (index) => !off.types.has(graph.entities[index].type);
  const stands = (fact) => !off.status.has(status(fact)) && inTime(fact);

  /** A statement as such, whatever its ends are: vis-network drops the edges of hidden nodes by itself. */
  function told(index) {
    const fact = graph.statements[index];
    return stands(fact) && !off.predicates.has(fact.p);
  }

  function statement(index) {
    const fact = graph.statements[index];
    return typed(fact.s) && typed(fact.o) && told(index);
  }

  const observation = (index) => stands(graph.observations[index]);

  /** A node without facts is shown until the facts are filtered; then only what some shown fact is about. */
  function node(index) {
    const entity = graph.entities[index];
    if (!typed(index)) return false;
    const whole = !window_ && !off.status.size && !off.predicates.size;
    return whole || entity.statements.some(statement) || entity.observations.some(observation);
  }

  function changed() {
    for (const listener of heard) listener();
  }

  return {
    told, statement, observation, node,
    onChange(listener) { heard.push(listener); },
    isOn: (kind, name) => !off[kind].has(name),
    toggle(kind, name) {
      if (!off[kind].delete(name)) off[kind].add(name);
      changed();
    },
    /** All on; or, where all are on already, all off. */
    toggleAll(kind, names) {
      if (off[kind].size) off[kind].clear();
      else for (const name of names) off[kind].add(name);
      changed();
    },
    allOn: (kind) => off[kind].size === 0,
    during(range) { window_ = range; changed(); },
    get window() { return window_; },
  };
})();
