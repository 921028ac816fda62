// Colours of the canvas: those of the style sheet, and the vocabulary's, lightened on a dark ground.
const theme = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function lighter(colour) {
    const parts = /^#(..)(..)(..)$/.exec(colour);
    return parts ? `#${parts.slice(1).map((part) => mixed(parseInt(part, 16))).join("")}` : colour;
  }

  const mixed = (value) => Math.round(value + (255 - value) * 0.38).toString(16).padStart(2, "0");

  return {
    of(type) {
      const colour = graph.types[type].colour || "#6b7280";
      return dark.matches ? lighter(colour) : colour;
    },
    get(name) { return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim(); },
    onChange(listener) { dark.addEventListener("change", listener); },
    dot(type) {
      const dot = make("span", { name: "dot", "aria-hidden": "true" });
      dot.style.background = theme.of(type);
      return dot;
    },
  };
})();
