// Facts over time as bars, and the two handles that choose a span of it.
const timeline = (() => {
  const dated = [...graph.statements, ...graph.observations].filter((fact) => fact.months);
  const first = dated.reduce((low, fact) => Math.min(low, fact.months[0]), Infinity);
  const last = dated.reduce((high, fact) => Math.max(high, fact.months[1]), -Infinity);
  const step = last - first > 48 ? 12 : 1;
  const origin = step === 12 ? Math.floor(first / 12) * 12 : first;
  const slots = dated.length ? Math.floor((last - origin) / step) + 1 : 0;
  const from = byId("from");
  const to = byId("to");

  function bars() {
    const heights = new Array(slots).fill(0);
    for (const fact of dated) heights[Math.floor((fact.months[1] - origin) / step)] += 1;
    const most = Math.max(...heights);
    return heights.map((height) => {
      const bar = make("i");
      bar.style.height = height ? `${8 + 92 * Math.sqrt(height / most)}%` : "0";
      return bar;
    });
  }

  function chosen() {
    const low = Math.min(Number(from.value), Number(to.value));
    const high = Math.max(Number(from.value), Number(to.value));
    return [low, high];
  }

  function tell() {
    const [low, high] = chosen();
    const name = (slot) => (step === 12 ? String(Math.floor((origin + slot * 12) / 12)) : format.month(origin + slot));
    byId("span").textContent = low === high ? name(low) : `${name(low)} – ${name(high)}`;
    from.setAttribute("aria-valuetext", name(Number(from.value)));
    to.setAttribute("aria-valuetext", name(Number(to.value)));
    [...byId("bars").children].forEach((bar, slot) => bar.classList.toggle("out", slot < low || slot > high));
  }

  function choose() {
    const [low, high] = chosen();
    const whole = low === 0 && high === slots - 1;
    tell();
    filters.during(whole ? null : [origin + low * step, origin + (high + 1) * step - 1]);
  }

  return {
    start() {
      if (slots < 2) return;
      byId("time").hidden = false;
      for (const handle of [from, to]) handle.max = String(slots - 1);
      from.value = "0";
      to.value = String(slots - 1);
      byId("bars").replaceChildren(...bars());
      for (const handle of [from, to]) {
        handle.addEventListener("input", tell);
        handle.addEventListener("change", choose);
      }
      tell();
    },
  };
})();
