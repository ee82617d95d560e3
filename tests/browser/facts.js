// What a drawing shows, plotly's or ours: words, and the shapes of the colours that each stand for one thing.

function coloured(colour, text) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return text === `rgb(${red}, ${green}, ${blue})`;
}

/** The way of a line, in shares of the box around it: two drawings of one chart need not be of one size. */
function wayOf(node) {
  const box = node.getBBox();
  const long = node.getTotalLength();
  return [...Array(200).keys()].map((rank) => {
    const { x, y } = node.getPointAtLength((long * rank) / 199);
    return [(x - box.x) / (box.width || 1), (y - box.y) / (box.height || 1)];
  });
}

function said(node) {
  const lines = [...node.querySelectorAll("tspan")].filter((span) => !span.parentElement.closest("tspan"));
  const text = lines.length ? lines.map((line) => line.textContent).join(" ") : node.textContent;
  return text.replace(/[\s\u00a0\u202f\u200b]+/g, " ").trim();
}

function keep(lists, name, one) {
  lists[name] ??= [];
  lists[name].push(one);
}

/** Draw a chart on the page: by its own script, or as the SVG that is given. */
async function put(root, { picture, look, drawn }) {
  if (drawn) {
    root.innerHTML = drawn;
    return [...root.querySelectorAll("svg")];
  }
  const model = { get: (name) => ({ picture, look })[name], on() {}, off() {}, send() {} };
  const failed = new Promise((_, fail) => addEventListener("unhandledrejection", ({ reason }) => fail(reason)));
  globalThis.chart.render({ model, el: root });
  const drawing = root.querySelector(".tpe-drawing");
  while (!drawing.dataset.drawn) await Promise.race([failed, new Promise(requestAnimationFrame)]);
  return [...root.querySelectorAll(".main-svg")];
}

globalThis.facts = async (given) => {
  const root = document.createElement("main");
  document.body.replaceChildren(root);
  const svgs = await put(root, given);
  const found = { texts: [], fills: {}, strokes: {}, ways: {}, hatched: 0 };
  // Names that plotly makes up for each drawing are no difference.
  found.whole = svgs.map((one) => one.outerHTML.replace(/[0-9a-f]{6}/g, "")).join("");
  for (const node of svgs.flatMap((one) => [...one.querySelectorAll("path, rect, circle, text")])) {
    const style = getComputedStyle(node);
    if (node.closest("defs") || style.visibility === "hidden") continue;
    if (node.tagName === "text") {
      if (said(node)) found.texts.push(said(node));
      continue;
    }
    if (style.fill.startsWith("url(")) found.hatched += 1;
    for (const colour of given.colours) {
      if (coloured(colour, style.fill)) found.fills[colour] = (found.fills[colour] ?? 0) + 1;
      if (!coloured(colour, style.stroke) || !Number.parseFloat(style.strokeWidth)) continue;
      const dashed = style.strokeDasharray !== "none";
      keep(found.strokes, colour, `${Number.parseFloat(style.strokeWidth)} px${dashed ? ", dashed" : ""}`);
      if (node.tagName === "path" && style.fill === "none") keep(found.ways, colour, wayOf(node));
    }
  }
  for (const list of [found.texts, ...Object.values(found.strokes)]) list.sort();
  return found;
};
