// How figures, times and names are written for readers.
const format = (() => {
  const steps = { zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]], en: [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]] };
  const grouped = (number, digits = 6) => number.toLocaleString("en-US", { maximumFractionDigits: digits });

  return {
    /** 3100000000 → 31亿; small numbers and per cents are only grouped. */
    number(text) {
      const number = Number(text);
      if (!Number.isFinite(number)) return text;
      const step = steps[texts.language].find(([size]) => Math.abs(number) >= size);
      return step ? grouped(number / step[0], 4) + step[1] : grouped(number);
    },
    exact: (text) => (Number.isFinite(Number(text)) ? text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",") : text),
    time: (time) => time.split("/").join(` ${texts.say("range")} `),
    month: (count) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`,
    confidence: (value) => `${Math.round(value * 100)}%`,
    /** The first `length` characters, never half of one. */
    short(text, length) {
      const characters = [...text];
      return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
    },
  };
})();
