// A chart that always comes with its sentence, its text alternative and its table.
// plotly.js is asked of the kernel once per page: nothing is fetched from anywhere else.

import { drawn, element, fresh, redraw } from "./dom.js";

function plotly(model) {
  globalThis.__tpePlotly ??= new Promise((resolve, reject) => {
    if (globalThis.Plotly) return resolve(globalThis.Plotly);
    const wait = (message, buffers) => {
      if (message?.type !== "plotly") return;
      model.off("msg:custom", wait);
      const url = URL.createObjectURL(new Blob([buffers[0]], { type: "text/javascript" }));
      // plotly.js registers itself with AMD loaders when it sees one: JupyterLab and Voilà may hold one.
      const define = globalThis.define;
      globalThis.define = undefined;
      const script = Object.assign(document.createElement("script"), { src: url });
      script.onload = () => {
        globalThis.define = define;
        URL.revokeObjectURL(url);
        resolve(globalThis.Plotly);
      };
      script.onerror = () => reject(new Error("plotly.js"));
      document.head.append(script);
    };
    model.on("msg:custom", wait);
    model.send({ type: "plotly" });
  });
  return globalThis.__tpePlotly;
}

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The template of the course's charts in the colours of this page, light or dark; a drag scrolls, it never zooms. */
function dressed(template) {
  const done = structuredClone(template);
  const { layout } = done;
  const ink = token("--tpe-ink");
  const line = token("--tpe-hairline");
  const axis = { color: ink, gridcolor: line, linecolor: line, zerolinecolor: token("--tpe-border"), fixedrange: true };
  layout.paper_bgcolor = "rgba(0,0,0,0)";
  Object.assign(layout.font, { color: ink, family: token("--tpe-font") });
  Object.assign(layout.annotationdefaults, { bgcolor: token("--tpe-paper") });
  for (const name of ["xaxis", "yaxis"]) Object.assign(layout[name], axis);
  return done;
}

function render({ model, el }) {
  const id = fresh("chart");
  const reading = element("p", { class: "tpe-reading", id: `${id}-reading`, "aria-live": "polite" });
  const drawing = element("div", { class: "tpe-drawing", role: "img" });
  const caption = element("caption");
  const head = element("thead");
  const body = element("tbody");
  const source = element("p", { class: "tpe-source" });
  const figure = element(
    "figure",
    { class: "tpe-chart", lang: "fr", "aria-labelledby": `${id}-reading`, "data-lm-suppress-shortcuts": "true" },
    element("figcaption", {}, reading),
    drawing,
    element(
      "details",
      {},
      element("summary", { text: "Voir les chiffres en tableau" }),
      element(
        "div",
        { class: "tpe-table-frame", tabindex: "0", role: "group", "aria-label": "Tableau des chiffres" },
        element("table", {}, caption, head, body),
      ),
    ),
    source,
  );
  el.append(figure);
  let gone = false;

  async function draw() {
    const picture = model.get("picture");
    figure.hidden = !picture.spec;
    if (!picture.spec) return;
    reading.textContent = picture.reading;
    drawing.setAttribute("aria-label", picture.alternative);
    source.textContent = picture.source;
    source.hidden = !picture.source;
    caption.textContent = picture.table.caption;
    head.replaceChildren(
      element(
        "tr",
        {},
        ...picture.table.header.map((text) => (text ? element("th", { scope: "col", text }) : element("td"))),
      ),
    );
    body.replaceChildren(
      ...picture.table.rows.map((row) =>
        element(
          "tr",
          {},
          ...row.map((text, index) => (index ? element("td", { text }) : element("th", { scope: "row", text }))),
        ),
      ),
    );
    if (picture.html) {
      globalThis.Plotly?.purge(drawing);
      drawing.setAttribute("role", "group");
      drawing.style.minHeight = "";
      redraw(drawing, picture.html);
      return;
    }
    const Plotly = await plotly(model);
    if (gone) return;
    if (drawing.getAttribute("role") === "group") drawing.replaceChildren();
    drawing.setAttribute("role", "img");
    const { config, template } = model.get("look");
    const spec = structuredClone(picture.spec);
    const height = spec.layout?.height ?? template.layout.height;
    drawing.style.minHeight = `${height}px`;
    const layout = { ...spec.layout, template: dressed(template), height, autosize: true };
    const still = { displayModeBar: false, scrollZoom: false, doubleClick: false };
    await Plotly.react(drawing, spec.data, layout, { ...config, ...still });
    document.getElementById("js-plotly-tester")?.setAttribute("aria-hidden", "true"); // its ruler, out of sight
    for (const svg of drawing.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
    drawn(drawing);
  }
  draw();
  model.on("change:picture", draw);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", draw);
  return () => {
    gone = true;
    model.off("change:picture", draw);
    scheme.removeEventListener("change", draw);
    globalThis.Plotly?.purge(drawing);
  };
}

export default { render };
