// The controls of a form: each has what it shows, what takes the focus, and its value to read and to write.

import { element } from "./dom.js";

const SHORT_LABEL = 22; // characters: such options stand several in a line

const FEW = 7; // choices: more unfold from a list

export const few = (field) => field.choices.length <= FEW;

/** The size of a file, in words. */
export const kilobytes = (bytes) => `${Math.max(1, Math.round(bytes / 1000)).toLocaleString("fr-FR")} Ko`;

/** One control (what holds the value) of a simple kind, for a field or for a cell of a table. */
export function control(field, id, context) {
  const common = { id, "aria-describedby": context.describedBy || null };
  const changed = () => context.changed(field);
  if (field.kind === "long_text") {
    const node = element("textarea", {
      ...common,
      rows: context.inRow ? 2 : 4,
      maxlength: (field.max_length || 4000) * 2,
      oninput: () => {
        grow(node);
        changed();
      },
    });
    node.addEventListener("focus", () => grow(node));
    return plain(node);
  }
  if (field.kind === "choice" && (context.inRow || !few(field))) {
    const node = element("select", { ...common, onchange: changed });
    node.append(element("option", { value: "", text: "Choisissez…" }));
    for (const choice of field.choices) node.append(element("option", { value: choice.value, text: choice.label }));
    return plain(node);
  }
  const type = field.kind === "date" ? "date" : "text";
  const node = element("input", {
    ...common,
    type,
    inputmode: field.kind === "number" ? "decimal" : null,
    autocomplete: "off",
    class: field.kind === "number" ? "tpe-number" : null,
    oninput: changed,
  });
  if (field.kind === "number" && field.unit) {
    const held = plain(node);
    if (!context.inRow) node.style.paddingRight = `calc(${field.unit.length}ch + 24px)`;
    held.outer = element(
      "span",
      { class: "tpe-with-unit" },
      node,
      element("span", { class: "tpe-unit", "aria-hidden": "true", text: field.unit }),
    );
    return held;
  }
  return plain(node);
}

function plain(node) {
  return {
    outer: node,
    focusable: node,
    read: () => node.value,
    write: (value) => {
      const text = value === null || value === undefined ? "" : String(value);
      if (node.value !== text) node.value = text;
      if (node.tagName === "TEXTAREA") grow(node);
    },
    invalid: (refused) => refuse(node, refused),
  };
}

/** Say of a control that what it holds is refused, or no longer. */
function refuse(node, refused) {
  if (refused) node.setAttribute("aria-invalid", "true");
  else node.removeAttribute("aria-invalid");
}

/** A long text is seen whole: its field is as tall as it. */
export function grow(node) {
  node.style.height = "auto";
  if (node.scrollHeight) node.style.height = `${node.scrollHeight + 2}px`;
}

/** Radios or checkboxes: a group with its own legend. */
export function options(field, id, context, multiple) {
  const inputs = field.choices.map((choice, index) =>
    element("input", {
      type: multiple ? "checkbox" : "radio",
      id: `${id}-${index}`,
      name: id,
      value: choice.value,
      "aria-describedby": choice.hint ? `${id}-${index}-hint` : null,
      onchange: () => context.changed(field),
    }),
  );
  const short = field.choices.every((choice) => !choice.hint && choice.label.length <= SHORT_LABEL);
  const outer = element(
    "div",
    { class: `tpe-options ${short ? "tpe-short" : ""}` },
    ...inputs.map((input, index) =>
      element(
        "div",
        { class: "tpe-option" },
        input,
        element(
          "span",
          {},
          element("label", { for: input.id, text: field.choices[index].label }),
          field.choices[index].hint
            ? element("span", { class: "tpe-hint", id: `${input.id}-hint`, text: field.choices[index].hint })
            : null,
        ),
      ),
    ),
  );
  return {
    outer,
    focusable: inputs[0],
    read: () => {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      return multiple ? chosen : chosen[0] || "";
    },
    write: (value) => {
      const chosen = multiple ? value || [] : [value];
      for (const input of inputs) input.checked = Array.isArray(chosen) && chosen.includes(input.value);
    },
    invalid: (refused) => {
      for (const input of inputs) refuse(input, refused);
    },
  };
}

/** A file: its bytes go to Python, the answer keeps name, size and digest. */
export function file(field, id, context) {
  let value = null;
  const name = element("span", { class: "tpe-file-name" });
  const remove = element("button", {
    type: "button",
    class: "tpe-secondary",
    text: "Retirer ce fichier",
    onclick: () => {
      value = null;
      show();
      context.changed(field);
      input.focus();
    },
  });
  const problem = element("span", { class: "tpe-error", role: "alert" });
  const input = element("input", {
    id,
    type: "file",
    accept: field.accept.join(","),
    "aria-describedby": context.describedBy,
    onchange: async () => {
      const [chosen] = input.files;
      if (!chosen) return;
      problem.textContent = "";
      if (chosen.size > field.max_bytes) {
        const [size, most] = [chosen.size, field.max_bytes].map((bytes) =>
          (bytes / 1e6).toLocaleString("fr-FR", { maximumFractionDigits: 1 }),
        );
        problem.textContent = `Ce fichier pèse ${size} Mo : choisissez-en un de ${most} Mo au plus.`;
        input.value = "";
        return;
      }
      try {
        await context.upload(field.name, chosen.name, chosen.arrayBuffer());
      } catch {
        problem.textContent = "Ce fichier n’a pas pu être lu : il a peut-être été déplacé. Choisissez-le à nouveau.";
      }
      input.value = ""; // what is kept is named beside: the browser's own words could name what was refused
    },
  });
  function show() {
    name.textContent = value ? `${value.name} (${kilobytes(value.size)})` : "Aucun fichier pour l’instant.";
    remove.hidden = !value;
  }
  show();
  return {
    outer: element("div", { class: "tpe-file" }, input, name, remove, problem),
    focusable: input,
    read: () => value,
    write: (next) => {
      value = next || null;
      show();
    },
    invalid: (refused) => refuse(input, refused),
  };
}
