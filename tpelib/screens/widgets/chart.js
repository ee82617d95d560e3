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

const FRENCH = {
  moduleType: "locale",
  name: "fr",
  dictionary: {},
  format: {
    days: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    shortDays: ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
    months: [
      "janvier",
      "février",
      "mars",
      "avril",
      "mai",
      "juin",
      "juillet",
      "août",
      "septembre",
      "octobre",
      "novembre",
      "décembre",
    ],
    shortMonths: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    date: "%d/%m/%Y",
    decimal: ",",
    thousands: "\u202f",
    year: "%Y",
    month: "%b %Y",
    dayMonth: "%-d %b",
    dayMonthYear: "%-d %b %Y",
  },
};

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The colours of the page, light or dark, over the colours of the picture's own template. */
function dressed(layout) {
  const ink = token("--tpe-ink");
  const line = token("--tpe-hairline");
  const axis = (given) => ({
    ...given,
    color: ink,
    gridcolor: line,
    linecolor: line,
    zerolinecolor: token("--tpe-border"),
  });
  const done = {
    ...layout,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { ...(layout.font || {}), color: ink, family: token("--tpe-font"), size: 15 },
    separators: ",\u202f",
    autosize: true,
  };
  for (const name of Object.keys(layout)) if (/^[xy]axis/.test(name)) done[name] = axis(layout[name]);
  done.annotations = (layout.annotations || []).map((note) => ({ bgcolor: token("--tpe-paper"), ...note }));
  done.xaxis = axis({ ...(layout.xaxis?.type === "category" ? { showgrid: false } : {}), ...layout.xaxis });
  done.yaxis = axis(layout.yaxis || {});
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
    Plotly.register(FRENCH);
    const height = picture.spec.layout?.height || 380;
    drawing.style.minHeight = `${height}px`;
    const spec = structuredClone(picture.spec);
    await Plotly.react(
      drawing,
      spec.data,
      { ...dressed(spec.layout || {}), height },
      { displayModeBar: false, responsive: true, locale: "fr", scrollZoom: false, doubleClick: false },
    );
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
