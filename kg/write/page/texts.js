// What the page says, in both languages; `texts.say(key)` answers in the reader's.
const texts = (() => {
  const said = {
    zh: {
      title: "园图 · 知识图谱", search: "搜索实体、别名", results: "搜索结果", filters: "筛选", language: "Switch to English", other: "English",
      stage: "知识图谱。方向键平移，加减号缩放，0 显示全图；按 / 搜索实体，用搜索结果和详情面板即可完全用键盘浏览",
      empty: "图中还没有实体。\n请检查输入的文章，或用 kg build 重新生成。", hint: "点击节点或连线，查看事实与原文依据；滚轮缩放，拖动平移", types: "类型", predicates: "关系", status: "状态", time: "时间", articles: "来源文章",
      all: "全选", none: "全不选", actual: "已发生", planned: "计划中", from: "起始时间", to: "截止时间", details: "详情", view: "视图", zoomIn: "放大", zoomOut: "缩小", fit: "显示全图",
      close: "关闭", entities: "实体", statements: "关系", observations: "数据", sources: "文章", aliases: "又称：", outgoing: "", incoming: "被指向",
      figures: "数据指标", nothing: "文中没有关于它的关系或数据。", filtered: "按当前筛选，没有可显示的事实。", more: (n) => `再显示 ${n} 条`, others: (n) => `另有 ${n} 处依据`,
      confidence: (n) => `置信度 ${n}`, rule: "规则", mentioned: "文中出现的实体", between: "两者之间", found: (n) => `${n} 个结果`, absent: "没有匹配的实体",
      bound: { min: "≥", max: "≤", approx: "≈" }, shown: (n) => `显示 ${n} / `, undated: "日期不详", untitled: "（无标题）", degree: (n) => `${n} 条关系`, range: "–",
    },
    en: {
      title: "Yuantu · knowledge graph", search: "Search entities and aliases", results: "Search results", filters: "Filters", language: "切换到中文", other: "中文",
      stage: "Knowledge graph. Arrow keys move the view, plus and minus zoom, 0 shows everything; press / to search: results and details can be used by keyboard alone",
      empty: "There is no entity in this graph.\nCheck the articles that went in, or build it again with kg build.", hint: "Click a node or a line for its facts and their quotes; scroll to zoom, drag to move", types: "Types", predicates: "Relations", status: "Status", time: "Time", articles: "Articles",
      all: "all", none: "none", actual: "actual", planned: "planned", from: "from", to: "to", details: "Details", view: "View", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show everything",
      close: "Close", entities: "entities", statements: "relations", observations: "figures", sources: "articles", aliases: "Also: ", outgoing: "", incoming: "incoming",
      figures: "Figures", nothing: "No relation or figure about it was found.", filtered: "The filters hide every fact here.", more: (n) => `Show ${n} more`, others: (n) => `${n} more source${n > 1 ? "s" : ""}`,
      confidence: (n) => `confidence ${n}`, rule: "rule", mentioned: "Entities of the article", between: "Between the two", found: (n) => `${n} result${n === 1 ? "" : "s"}`, absent: "No such entity",
      bound: { min: "≥", max: "≤", approx: "≈" }, shown: (n) => `${n} of `, undated: "undated", untitled: "(untitled)", degree: (n) => `${n} relation${n === 1 ? "" : "s"}`, range: "–",
    },
  };
  const heard = [];
  let language = (navigator.language || "zh").toLowerCase().startsWith("en") ? "en" : "zh";

  function apply() {
    document.documentElement.lang = language;
    document.title = said[language].title;
    for (const element of document.querySelectorAll("[data-text]")) element.textContent = said[language][element.dataset.text];
    for (const element of document.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", said[language][element.dataset.label]);
      if (element.tagName === "BUTTON") element.title = said[language][element.dataset.label];
    }
    for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = said[language][element.dataset.placeholder];
    document.getElementById("language").textContent = said[language].other;
    for (const listener of heard) listener();
  }

  return {
    apply,
    say: (key, ...values) => (values.length ? said[language][key](...values) : said[language][key]),
    /** A label of the vocabulary, which has one in each language. */
    label: (labels) => labels[language] || labels.zh || labels.en,
    second: (labels) => labels[language === "zh" ? "en" : "zh"] || "",
    toggle() { language = language === "zh" ? "en" : "zh"; apply(); },
    onChange(listener) { heard.push(listener); },
    get language() { return language; },
  };
})();
