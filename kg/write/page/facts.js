// One fact as the panel shows it: who, what, when, and the sentence that says so with its article.
const facts = (() => {
  const names = (index) => [graph.entities[index].name, ...graph.entities[index].aliases];

  function entity(index) {
    const { name, type } = graph.entities[index];
    const click = () => selection.entity(index);
    return make("button", { name: "entity", type: "button", title: texts.label(graph.types[type].label), on: { click } },
      theme.dot(type), make("span", { name: "name", text: format.short(name, 60) }));
  }

  function tags(fact, time) {
    const plain = (text) => make("span", { name: "tag", title: text, text: format.short(text, 48) });
    return [
      fact.planned ? make("span", { name: "tag planned", text: texts.say("planned") }) : null,
      time ? plain(format.time(time)) : null,
      fact.role ? plain(fact.role) : null,
      fact.confidence === undefined ? null : plain(texts.say("confidence", format.confidence(fact.confidence))),
    ];
  }

  /** Where something was said: the title, which leads to the article where its address is known, date, publisher and rule. */
  function source(article, rule, title = article.title || texts.say("untitled")) {
    return make("p", { name: "from" },
      title ? link(article.url, title) : null,
      article.published ? make("span", { text: article.published }) : null,
      article.source ? make("span", { text: article.source }) : null,
      rule ? make("span", { name: "rule", title: texts.say("rule"), text: rule }) : null);
  }

  function evidence([quote, rule], ends) {
    const [article, text] = graph.quotes[quote];
    return make("div", { name: "evidence" },
      make("blockquote", { lang: "zh" }, ...marked(text, ends)), source(graph.articles[article], rule));
  }

  /** The best evidence; the other sources behind a fold. */
  function proof(fact, ends) {
    const [best, ...others] = fact.evidence;
    if (!best) return [];
    if (!others.length) return [evidence(best, ends)];
    const fold = make("details", { name: "others" }, make("summary", { text: texts.say("others", others.length) }),
      ...others.map((other) => evidence(other, ends)));
    return [evidence(best, ends), fold];
  }

  return {
    entity, source,
    /** A statement seen from one of its ends. */
    seen(index, from) {
      const fact = graph.statements[index];
      const other = fact.s === from ? fact.o : fact.s;
      return make("div", { name: "fact" }, make("div", { name: "line" }, entity(other), ...tags(fact, fact.time)),
        ...proof(fact, [names(fact.s), names(fact.o)]));
    },
    /** A statement in full: subject, predicate, object. */
    whole(index) {
      const fact = graph.statements[index];
      const verb = make("span", { name: "verb", text: texts.label(graph.predicates[fact.p].label) });
      return make("div", { name: "fact" }, make("div", { name: "line" }, entity(fact.s), verb, entity(fact.o)),
        make("div", { name: "line" }, ...tags(fact, fact.time)), ...proof(fact, [names(fact.s), names(fact.o)]));
    },
    figure(index) {
      const fact = graph.observations[index];
      const sign = fact.bound ? `${texts.say("bound")[fact.bound] || fact.bound} ` : "";
      const value = make("span", { name: "value", title: `${format.exact(fact.value)} ${fact.unit}`, text: sign + format.number(fact.value) },
        make("small", { text: fact.unit }));
      return make("div", { name: "fact" }, make("div", { name: "figure" }, make("span", { name: "metric", text: fact.metric }), value),
        make("div", { name: "line" }, ...tags(fact, fact.period)), ...proof(fact, [names(fact.s)]));
    },
  };
})();
