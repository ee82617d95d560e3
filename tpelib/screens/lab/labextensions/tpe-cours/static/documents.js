import { element, URLExt } from "./jupyterlab.js";
import { address, ask } from "./server.js";

const VARIANTS = {
  normal: "Taille ordinaire",
  grand: "Gros caractères",
  contraste: "Contraste renforcé",
  dyslexie: "Lecture plus aisée (dyslexie)",
};

/** The same exercises as a document: taken out to be filled elsewhere, taken back. */
export function documents(taken) {
  const variant = element(
    "select",
    { id: "tpe-variant" },
    ...Object.entries(VARIANTS).map(([value, text]) => element("option", { value, text })),
  );
  const report = element("div", { class: "tpe-path-receipt", role: "status" });
  const problem = element("p", { class: "tpe-path-problem", role: "alert" });
  const out = (format) => {
    const asked = URLExt.objectToQueryString({ format, variante: variant.value });
    element("a", { href: address("formulaire") + asked, download: "" }).click();
  };
  const file = element("input", { id: "tpe-document", type: "file", accept: ".docx,.html,.htm,.json" });
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    problem.textContent = "";
    report.replaceChildren("Lecture du document…");
    try {
      const found = await ask(
        `document${URLExt.objectToQueryString({ name: chosen.name })}`,
        "POST",
        await chosen.arrayBuffer(),
      );
      report.replaceChildren(element("ul", {}, ...found.lines.map((text) => element("li", { text }))));
      taken();
    } catch (wrong) {
      report.replaceChildren();
      problem.textContent = wrong.message;
    }
    file.value = "";
  });
  return element(
    "details",
    { class: "tpe-path-documents" },
    element("summary", { text: "Travailler sur un document" }),
    element("p", {
      class: "tpe-path-hint",
      text: "Les mêmes exercices, à remplir hors de cette page, puis à reprendre ici.",
    }),
    element("label", { for: "tpe-variant", text: "Présentation" }),
    variant,
    element("button", {
      type: "button",
      class: "tpe-quiet-button",
      text: "Document Word ou LibreOffice",
      onclick: () => out("docx"),
    }),
    element("button", {
      type: "button",
      class: "tpe-quiet-button",
      text: "Page à remplir",
      onclick: () => out("html"),
    }),
    element("label", { for: "tpe-document", text: "Reprendre un document rempli" }),
    file,
    report,
    problem,
  );
}
