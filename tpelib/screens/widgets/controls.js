// The settings of a live « et si… ? »: one labelled slider per number, with its value in words.

import { element, fresh } from "./dom.js";

/** Return what sets a field. */
function setting(field, id) {
  if (field.kind === "choice")
    return element(
      "select",
      { id },
      ...field.choices.map((choice) => element("option", { value: choice.value, text: choice.label })),
    );
  if (field.kind === "long_text")
    return element("textarea", { id, rows: 6, maxlength: field.max_length ?? 5000, spellcheck: "true" });
  if (field.kind === "date") return element("input", { id, type: "date" });
  return element("input", {
    id,
    type: "range",
    min: field.min,
    max: field.max,
    step: field.step ?? (field.integer ? 1 : (field.max - field.min) / 200),
  });
}

function inWords(field, input) {
  if (field.kind === "choice") return input.selectedOptions[0]?.label ?? "";
  if (field.kind === "date")
    return input.valueAsDate?.toLocaleDateString("fr-FR", { dateStyle: "long", timeZone: "UTC" }) ?? "";
  if (field.kind !== "number") return input.value;
  const number = Number(input.value).toLocaleString("fr-FR", { maximumFractionDigits: 2 });
  return field.unit ? `${number}\u00a0${field.unit}` : number;
}

/** A public page keeps its settings in its own address, after the #: it can be sent, and no server is told. */
function shared(names) {
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(names.filter((name) => given.has(name)).map((name) => [name, given.get(name)]));
}

function share(values, start) {
  const told = Object.entries(values).filter(([name, value]) => String(value) !== String(start[name]));
  history.replaceState(null, "", told.length ? `#${new URLSearchParams(told)}` : location.pathname + location.search);
}

function shareButton() {
  const button = element("button", { type: "button", class: "tpe-reset", text: "Copier le lien vers ce calcul" });
  const said = element("span", { class: "tpe-hint", role: "status" });
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    );
    said.textContent = done
      ? "Le lien est copié : collez-le dans un message."
      : "Copiez l’adresse de cette page : elle garde vos réglages.";
  });
  return [button, said];
}

function render({ model, el }) {
  const id = fresh("live");
  const schema = model.get("schema");
  const sentence = element("p", { class: "tpe-answer", role: "status" });
  const root = element("section", {
    class: "tpe-explorer",
    lang: "fr",
    "aria-labelledby": `${id}-title`,
    "data-lm-suppress-shortcuts": "true",
  });
  root.append(
    element("h3", { id: `${id}-title`, text: schema.title }),
    element("p", { class: "tpe-prompt", text: schema.prompt }),
  );
  const grid = element("div", { class: "tpe-settings" });
  const inputs = schema.fields.map((field) => {
    const own = `${id}-${field.name}`;
    const shown = element("output", { for: own, class: "tpe-setting-value" });
    const input = setting(field, own);
    if (field.hint) input.setAttribute("aria-describedby", `${own}-hint`);
    if (field.kind !== "number") shown.classList.add("tpe-on-paper"); // on a screen the field itself says it
    const words = () => {
      shown.textContent = inWords(field, input);
      if (field.kind === "number") input.setAttribute("aria-valuetext", shown.textContent);
    };
    input.addEventListener("input", () => {
      words();
      change({ ...model.get("values"), [field.name]: input.value });
    });
    grid.append(
      element(
        "div",
        { class: "tpe-setting" },
        element("span", { class: "tpe-setting-name" }, element("label", { for: own, text: field.label }), shown),
        input,
        ...(field.hint ? [element("span", { class: "tpe-hint", id: `${own}-hint`, text: field.hint })] : []),
      ),
    );
    return { field, input, words };
  });
  const reset = element("button", { type: "button", class: "tpe-reset", text: "Revenir au départ" });
  reset.addEventListener("click", () => {
    change(model.get("start"));
    take();
  });
  root.append(
    grid,
    element("p", { class: "tpe-settings-tools" }, reset, ...(globalThis.tpeShare ? shareButton() : [])),
    sentence,
  );
  function change(values) {
    model.set("values", values);
    model.save_changes();
    if (globalThis.tpeShare) share(values, model.get("start"));
  }
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
  const sent = globalThis.tpeShare ? shared(inputs.map(({ field }) => field.name)) : {};
  if (Object.keys(sent).length) {
    model.set("values", { ...model.get("values"), ...sent });
    take(); // what a field cannot hold is brought back within its bounds by the field itself
    change(Object.fromEntries(inputs.map(({ field, input }) => [field.name, input.value])));
  }
  return () => {
    model.off("change:values", take);
    model.off("change:sentence", say);
  };
}

export default { render };
