// The settings of a live « et si… ? »: one labelled slider per number, with its value in words.

function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (name === "text") made.textContent = value; else made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Each widget may load a copy of this file: the numbers are shared by the page.
const fresh = (kind) => `tpe-${kind}-${(globalThis.__tpeNumber = (globalThis.__tpeNumber ?? 0) + 1)}`;

function render({ model, el }) {
  const id = fresh("live");
  const schema = model.get("schema");
  const sentence = node("p", { class: "tpe-answer", role: "status" });
  const root = node("section", { class: "tpe-explorer", lang: "fr", "aria-labelledby": `${id}-title`, "data-lm-suppress-shortcuts": "true" });
  root.append(node("h3", { id: `${id}-title`, text: schema.title }), node("p", { class: "tpe-prompt", text: schema.prompt }));
  const grid = node("div", { class: "tpe-settings" });
  const inputs = schema.fields.map((field) => {
    const own = `${id}-${field.name}`;
    const shown = node("output", { for: own, class: "tpe-setting-value" });
    const input =
      field.kind === "choice"
        ? node("select", { id: own }, ...field.choices.map((choice) => node("option", { value: choice.value, text: choice.label })))
        : node("input", { id: own, type: "range", min: field.min, max: field.max, step: field.step ?? (field.integer ? 1 : (field.max - field.min) / 200) });
    if (field.hint) input.setAttribute("aria-describedby", `${own}-hint`);
    const words = () => {
      if (field.kind === "choice") return;
      const text = `${Number(input.value).toLocaleString("fr-FR", { maximumFractionDigits: 2 })}${field.unit ? `\u00a0${field.unit}` : ""}`;
      shown.textContent = text;
      input.setAttribute("aria-valuetext", text);
    };
    input.addEventListener("input", () => {
      words();
      model.set("values", { ...model.get("values"), [field.name]: input.value });
      model.save_changes();
    });
    grid.append(node("div", { class: "tpe-setting" }, node("span", { class: "tpe-setting-name" }, node("label", { for: own, text: field.label }), shown), input, ...(field.hint ? [node("span", { class: "tpe-hint", id: `${own}-hint`, text: field.hint })] : [])));
    return { field, input, words };
  });
  const reset = node("button", { type: "button", class: "tpe-reset", text: "Revenir au départ" });
  reset.addEventListener("click", () => {
    model.set("values", model.get("start"));
    model.save_changes();
    take();
  });
  root.append(grid, reset, sentence);
  function take() {
    const values = model.get("values");
    for (const { field, input, words } of inputs) {
      if (input !== document.activeElement && values[field.name] !== undefined) input.value = values[field.name];
      words();
    }
  }
  const say = () => (sentence.textContent = model.get("sentence"));
  model.on("change:values", take);
  model.on("change:sentence", say);
  for (const kind of ["keydown", "keypress", "keyup"]) root.addEventListener(kind, (event) => event.stopPropagation());
  take();
  say();
  el.append(root);
  return () => {
    model.off("change:values", take);
    model.off("change:sentence", say);
  };
}

export default { render };
