// The form of an exercise, drawn from the schema of its answer model with native inputs only.
// The page never decides what an answer is worth, nor reads a number: it sends what was typed.

import { actions, steady } from "./actions.js";
import { element, fresh } from "./dom.js";
import { control, few, file, grow, options } from "./fields.js";
import { table } from "./rows.js";

const SAVE_AFTER = 400; // ms without typing

const WRITTEN = new Set(["text", "long_text"]);

const SIGNS = {
  right: ["✓", "Juste"],
  partial: ["~", "En partie"],
  wrong: ["✗", "À revoir"],
  missing: ["…", "À compléter"],
};

function paragraphs(text, className) {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => element("p", { class: className, text: part.replace(/\s*\n\s*/g, " ").trim() }));
}

function build(field, id, context) {
  if (field.kind === "rows") return table(field, id, context);
  if (field.kind === "file") return file(field, id, context);
  if (field.kind === "choices") return options(field, id, context, true);
  if (field.kind === "choice" && few(field)) return options(field, id, context, false);
  return control(field, id, context);
}

const grouped = (field) => field.kind === "choices" || field.kind === "rows" || (field.kind === "choice" && few(field));

/** A question: label (or legend), hint, control, error; tied together for who does not see them. */
function question(field, id, context) {
  const label = [
    field.label,
    field.required ? null : element("span", { class: "tpe-optional", text: " (facultatif)" }),
  ];
  const described = [`${id}-hint`, `${id}-error`].filter((_, index) => index || field.hint).join(" ");
  const held = build(field, id, { ...context, describedBy: described });
  const hint = field.hint ? element("p", { class: "tpe-hint", id: `${id}-hint`, text: field.hint }) : null;
  const error = element("p", { class: "tpe-error", id: `${id}-error` });
  const count =
    field.kind === "long_text" || (field.kind === "text" && field.max_length < 200)
      ? element("p", { class: "tpe-count", "aria-hidden": "true" })
      : null;
  const outer = grouped(field)
    ? element(
        "fieldset",
        { class: "tpe-question tpe-plain", "aria-describedby": described },
        element("legend", { id: `${id}-label` }, ...label.filter(Boolean)),
        hint,
        held.outer,
        error,
      )
    : element(
        "div",
        { class: `tpe-question tpe-kind-${field.kind}` },
        element("label", { for: id, id: `${id}-label` }, ...label.filter(Boolean)),
        hint,
        held.outer,
        count,
        error,
      );
  const tally = () => {
    if (!count) return;
    const left = (field.max_length || 4000) - held.read().length;
    count.textContent =
      left < 0
        ? `${-left} caractères de trop`
        : left < 120 || field.kind === "text"
          ? `${left} caractères restants`
          : "";
  };
  return {
    field,
    outer,
    held,
    tally,
    fail: (errors, shown) => {
      const text = shown ? errors[field.name] || "" : "";
      error.textContent = text;
      held.invalid(Boolean(text));
      held.errors?.(shown ? errors : {});
    },
  };
}

function result(found, go) {
  const reasons = found.reasons.map((reason) => {
    const [sign, word] = SIGNS[reason.state];
    const text = element("span", { class: "tpe-reason-text", text: reason.text });
    return element(
      "li",
      { class: `tpe-reason tpe-${reason.state}` },
      element(
        "span",
        { class: "tpe-mark" },
        element("span", { class: "tpe-sign", "aria-hidden": "true", text: sign }),
        element("strong", { text: word }),
      ),
      element(
        "span",
        {},
        text,
        reason.field && reason.state !== "right"
          ? element("button", { type: "button", class: "tpe-go", onclick: () => go(reason.field), text: "Y aller" })
          : null,
      ),
      reason.max
        ? element("span", {
            class: "tpe-points",
            text: `${reason.points.toLocaleString("fr-FR")} / ${reason.max.toLocaleString("fr-FR")}`,
          })
        : element("span"),
    );
  });
  return [
    element("p", { class: "tpe-score" }, element("strong", { text: found.sentence })),
    element("ul", { class: "tpe-reasons" }, ...reasons),
  ];
}

function render({ model, el }) {
  const uid = fresh("form");
  const schema = model.get("schema");
  const root = element("section", {
    class: "tpe-form",
    "aria-labelledby": `${uid}-title`,
    lang: "fr",
    "data-lm-suppress-shortcuts": "true",
  });
  const status = element("p", { class: "tpe-saved", role: "status" });
  const notice = element("p", { class: "tpe-notice", role: "alert" });
  const outcome = element("div", {
    class: "tpe-result",
    role: "region",
    "aria-label": `Résultat : ${schema.title}`,
    tabindex: "-1",
    hidden: true,
  });
  const touched = new Set();
  let timer = null;

  const context = {
    changed: (field) => {
      questions.find((item) => item.field === field)?.tally();
      notice.textContent = "";
      clearTimeout(timer);
      timer = setTimeout(save, SAVE_AFTER);
      settled();
    },
    upload: (name, filename, bytes) => {
      touched.add(name);
      uploads.add(name);
      settled();
      const sent = bytes.then((read) =>
        model.send({ type: "file", field: name, name: filename }, undefined, [new DataView(read)]),
      );
      reading = sent.catch(() => received(name));
      return sent;
    },
  };
  const uploads = new Set();
  let reading = Promise.resolve(); // a file just chosen leaves before what is asked of it
  // Jupyter holds a change back while it deals with the one before: a question waits until what was typed is there.
  const waiting = [];
  const ask = (message) => waiting.push(message) && reading.then(answerable);
  function answerable() {
    if (settled()) for (const message of waiting.splice(0)) model.send(message);
  }
  function received(name) {
    uploads.delete(name);
    const { field, held } = questions.find((item) => item.field.name === name);
    held.write(model.get("values")[field.name]);
    take();
    answerable();
  }
  const questions = schema.fields.map((field) => question(field, `${uid}-${field.name}`, context));

  function save() {
    clearTimeout(timer);
    timer = null;
    const values = {};
    // Of a file on its way the page only knows the one before.
    for (const { field, held } of questions) if (!uploads.has(field.name)) values[field.name] = held.read();
    if (JSON.stringify(values) !== JSON.stringify(model.get("typed"))) {
      model.set("typed", values);
      model.set("turn", model.get("turn") + 1);
      model.save_changes();
    }
    settled();
  }
  /** Is all that was typed saved? Until then the page is right, and what comes back from the dossier is late. */
  function settled() {
    const done = timer === null && !uploads.size && model.get("acknowledged") >= model.get("turn");
    root.dataset.saved = String(done);
    return done;
  }
  const flush = () => timer !== null && save();

  function showErrors() {
    const errors = model.get("errors");
    for (const item of questions) item.fail(errors, touched.has(item.field.name));
  }
  function go(path) {
    const [name, ...rest] = path.split(".");
    const item = questions.find(({ field }) => field.name === name);
    const target = (rest.length && item?.held.find?.(rest)) || item?.held.focusable;
    target?.focus();
    target?.scrollIntoView({ block: "center" });
  }
  function showResult() {
    const found = model.get("result");
    outcome.hidden = !found;
    outcome.replaceChildren(...(found ? result(found, go) : []));
  }
  function showSaved() {
    status.textContent = model.get("saved");
    notice.textContent = model.get("notice");
  }
  function take() {
    if (!settled()) return;
    const values = model.get("values");
    for (const { field, held, tally, outer } of questions) {
      // Under the caret, only what an action changed is written again: the rest is what stands there.
      const typing = outer.contains(document.activeElement) && field.kind !== "rows";
      if (!typing || (WRITTEN.has(field.kind) && (values[field.name] || "") !== held.read()))
        held.write(values[field.name]);
      tally();
    }
  }

  const groups = [];
  for (const item of questions) {
    const last = groups.at(-1);
    if (last && last.name === item.field.group) last.items.push(item);
    else groups.push({ name: item.field.group, items: [item] });
  }
  const check = element("button", {
    type: "button",
    class: "tpe-primary",
    text: "Vérifier mes réponses",
    onmousedown: steady,
    onclick: () => {
      save();
      for (const { field } of questions) touched.add(field.name);
      showErrors();
      asked = true;
      ask({ type: "check" });
    },
  });
  let asked = false;
  const acts = schema.actions?.length ? actions(model, save, ask) : null;

  root.append(
    element(
      "header",
      {},
      element("h3", { id: `${uid}-title`, text: schema.title }),
      schema.points
        ? element("span", { class: "tpe-worth", text: `${schema.points.toLocaleString("fr-FR")} points` })
        : null,
    ),
    ...paragraphs(schema.prompt, "tpe-prompt"),
    ...(schema.given?.length
      ? [
          element(
            "dl",
            { class: "tpe-given" },
            ...schema.given.map(([heading, text]) =>
              element("div", {}, element("dt", { text: heading }), element("dd", { text })),
            ),
          ),
        ]
      : []),
    ...(schema.help
      ? [
          element(
            "details",
            { class: "tpe-help" },
            element("summary", { text: "Un coup de main ?" }),
            ...paragraphs(schema.help, ""),
          ),
        ]
      : []),
    ...groups.map(({ name, items }) =>
      name
        ? element(
            "fieldset",
            { class: "tpe-group" },
            element("legend", { text: name }),
            ...items.map((item) => item.outer),
          )
        : element("div", { class: "tpe-group" }, ...items.map((item) => item.outer)),
    ),
    ...(acts ? [acts.outer] : []),
    element("div", { class: "tpe-foot" }, ...(model.get("checks") === false ? [] : [check]), status, notice),
    outcome,
  );
  root.addEventListener("focusout", (event) => {
    const item = questions.find(({ outer }) => outer.contains(event.target));
    if (!item) return;
    flush();
    if (item.outer.contains(event.relatedTarget) && item.field.kind !== "rows") return;
    touched.add(item.field.name);
    showErrors();
  });
  // Keys typed here belong to the form, not to the notebook around it.
  for (const kind of ["keydown", "keypress", "keyup", "paste", "copy", "cut"])
    root.addEventListener(kind, (event) => event.stopPropagation());
  const leaving = () => flush();
  document.addEventListener("visibilitychange", leaving);
  window.addEventListener("pagehide", leaving);

  const listeners = {
    "change:values": take,
    "change:acknowledged": () => {
      take();
      answerable();
    },
    "change:errors": showErrors,
    "msg:custom": (message) => message?.type === "received" && received(message.field),
    "change:result": () => {
      showResult();
      if (!model.get("result")) return; // the one of before makes room
      if (asked) outcome.focus({ preventScroll: false });
      asked = false;
    },
    "change:saved": showSaved,
    "change:notice": showSaved,
  };
  for (const [name, listener] of Object.entries(listeners)) model.on(name, listener);
  take();
  for (const { field, held } of questions) {
    const value = held.read();
    if (
      Array.isArray(value)
        ? JSON.stringify(value).length > 4 && value.some((part) => JSON.stringify(part) !== "{}")
        : value
    )
      touched.add(field.name);
  }
  showErrors();
  showResult();
  showSaved();
  el.append(root);
  requestAnimationFrame(() => {
    for (const node of root.querySelectorAll("textarea")) grow(node);
  });
  return () => {
    flush();
    acts?.leave();
    document.removeEventListener("visibilitychange", leaving);
    window.removeEventListener("pagehide", leaving);
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
  };
}

export default { render };
