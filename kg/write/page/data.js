// The graph as the page's JSON elements hold it, with the indexes that the views need.
const graph = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const payload = read("payload");
  const nodes = read("nodes");
  const edges = read("edges");

  const entities = nodes.map((node, index) => ({
    ...payload.entities[index], index, name: node.label, type: node.group, x: node.x, y: node.y, size: node.size,
    statements: [], observations: [], edges: [], articles: new Set(),
  }));
  const articles = payload.articles.map((article, index) => ({ ...article, index, entities: new Set() }));

  function ties(fact, ...ends) {
    for (const [quote] of fact.evidence) {
      for (const end of ends) {
        articles[payload.quotes[quote][0]].entities.add(end);
        entities[end].articles.add(payload.quotes[quote][0]);
      }
    }
  }

  function published(fact) {
    return fact.evidence.length ? articles[payload.quotes[fact.evidence[0][0]][0]].published : null;
  }

  const statements = payload.statements.map((statement, index) => {
    ties(statement, statement.s, statement.o);
    entities[statement.s].statements.push(index);
    if (statement.o !== statement.s) entities[statement.o].statements.push(index);
    return { ...statement, index, months: months(statement.time || published(statement)) };
  });
  const observations = payload.observations.map((observation, index) => {
    ties(observation, observation.s);
    entities[observation.s].observations.push(index);
    return { ...observation, index, months: months(observation.period || published(observation)) };
  });
  const pairs = edges.map((edge, index) => {
    for (const end of new Set([edge.from, edge.to])) entities[end].edges.push(index);
    return { index, from: edge.from, to: edge.to, facts: edge.facts };
  });

  return {
    types: payload.types, predicates: payload.predicates, quotes: payload.quotes,
    entities, articles, statements, observations, pairs,
    options: read("options"), nodes, edges,
    byId: new Map(entities.map((entity) => [entity.id, entity])),
    /** Entity indices, those with most facts first. */
    ranked: entities.map((entity) => entity.index)
      .sort((a, b) => entities[b].statements.length - entities[a].statements.length || a - b),
  };

  /** First and last month, counted from year 0, of an ISO-like date or interval; null where it tells no year. */
  function months(time) {
    if (!time) return null;
    const parts = time.split("/");
    const first = month(parts[0], 0);
    const last = month(parts[parts.length - 1], 11);
    return first === null && last === null ? null : [first ?? last, last ?? first];
  }

  function month(date, otherwise) {
    const found = /^(\d{4})(?:-(\d{2}))?/.exec(date);
    return found && Number(found[1]) * 12 + (found[2] ? Number(found[2]) - 1 : otherwise);
  }
})();
