// The form of an exercise, drawn from the schema of its answer model with native inputs only.
// The page never decides what an answer is worth, nor reads a number: it sends what was typed.

const SAVE_AFTER = 400; // ms without typing

const MANY_COLUMNS = 5; // more than these do not fit side by side; a long text takes the room of two

const SHORT_TEXT = 20; // signs: an hour, a moment; two such columns take the room of one

const WRITTEN = new Set(["text", "long_text"]);
const ONE_PAGE = 40; // rows: a longer table that has months shows one at a time

const SHORT_LABEL = 22; // characters: such options stand several in a line

const SIGNS = {
  right: ["✓", "Juste"],
  partial: ["~", "En partie"],
  wrong: ["✗", "À revoir"],
  missing: ["…", "À compléter"],
};

// Each widget may load a copy of this file: the numbers are shared by the page.
const fresh = (kind) => `tpe-${kind}-${(globalThis.__tpeNumber = (globalThis.__tpeNumber ?? 0) + 1)}`;

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function paragraphs(text, className) {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => element("p", { class: className, text: part.replace(/\s*\n\s*/g, " ").trim() }));
}

/** One control (what holds the value) of a simple kind, for a field or for a cell of a table. */
function control(field, id, context) {
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
  if (field.kind === "choice" && (context.inRow || field.choices.length > 7)) {
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
    invalid: (flag) => (flag ? node.setAttribute("aria-invalid", "true") : node.removeAttribute("aria-invalid")),
  };
}

function grow(node) {
  node.style.height = "auto";
  if (node.scrollHeight) node.style.height = `${node.scrollHeight + 2}px`;
}

/** Radios or checkboxes: a group with its own legend. */
function options(field, id, context, multiple) {
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
  const outer = element(
    "div",
    {
      class: `tpe-options ${field.choices.every((choice) => !choice.hint && choice.label.length <= SHORT_LABEL) ? "tpe-short" : ""}`,
    },
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
    invalid: (flag) =>
      inputs.forEach((input) =>
        flag ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid"),
      ),
  };
}

/** A table of rows: add, remove, move, paste from a spreadsheet. */
function table(field, id, context) {
  const fixed = field.row_labels;
  const body = element("tbody");
  let rows = [];
  const head = element(
    "tr",
    {},
    element("th", { scope: "col", class: "tpe-row-name", text: fixed ? "" : "Ligne" }),
    ...field.columns.map((column) =>
      element(
        "th",
        { scope: "col", id: `${id}-h-${column.name}` },
        column.label,
        column.unit ? element("span", { class: "tpe-unit-head", text: ` (${column.unit})` }) : null,
        column.hint ? element("span", { class: "tpe-hint", text: column.hint }) : null,
      ),
    ),
    fixed ? null : element("th", { scope: "col" }, element("span", { class: "tpe-hidden", text: "Actions" })),
  );
  if (fixed) head.firstChild.append(element("span", { class: "tpe-hidden", text: "Ligne" }));
  const announce = element("span", { class: "tpe-hidden", role: "status" });
  const add = fixed
    ? null
    : element("button", {
        type: "button",
        class: "tpe-secondary",
        text: `+ ${field.add_label}`,
        onclick: () => {
          insert({});
          settle();
          context.changed(field);
          rows.at(-1).cells[0].focusable.focus();
        },
      });
  const pages = field.pages ? months(field, id, () => rows) : null;
  const long = field.columns.filter(({ kind }) => kind === "long_text").length;
  const short = (column) => column.kind === "text" && column.max_length <= SHORT_TEXT;
  const room =
    field.columns.length + (field.columns.length > 3 ? 2 * long : long) - field.columns.filter(short).length / 2;
  const wide = pages ? "tpe-paged" : room > MANY_COLUMNS ? "tpe-many" : "";
  const outer = element(
    "div",
    { class: `tpe-rows tpe-columns-${field.columns.length} ${wide}` },
    pages?.outer,
    element(
      "div",
      { class: "tpe-table-frame" },
      element("table", { "aria-labelledby": `${id}-label` }, element("thead", {}, head), body),
    ),
    element("p", {
      class: "tpe-hint",
      text: fixed
        ? "Vous pouvez coller une colonne copiée de votre tableur."
        : "Vous pouvez coller des lignes copiées de votre tableur.",
    }),
    add,
    announce,
  );

  function insert(values) {
    const row = { node: element("tr"), cells: [] };
    row.name = element("th", { scope: "row", class: "tpe-row-name" });
    row.node.append(row.name);
    for (const column of field.columns) {
      const cell = control(column, "", { inRow: true, changed: () => context.changed(field), describedBy: null });
      const error = element("span", { class: "tpe-error" });
      cell.error = error;
      cell.column = column;
      cell.focusable.addEventListener("paste", (event) => paste(event, row, cell));
      row.cells.push(cell);
      row.node.append(
        element(
          "td",
          {
            class: `tpe-cell-${column.kind} ${short(column) ? "tpe-cell-short" : ""}`,
            "data-label": column.label + (column.unit ? ` (${column.unit})` : ""),
          },
          cell.outer,
          error,
        ),
      );
      cell.write(values[column.name]);
    }
    if (!fixed) {
      const act = (name, sign, run) =>
        element(
          "button",
          { type: "button", class: "tpe-icon", onclick: run, "data-act": name },
          element("span", { "aria-hidden": "true", text: sign }),
          element("span", { class: "tpe-hidden" }),
        );
      row.up = act("up", "↑", () => move(row, -1));
      row.down = act("down", "↓", () => move(row, 1));
      row.drop = act("drop", "✕", () => drop(row));
      row.node.append(element("td", { class: "tpe-acts" }, row.up, row.down, row.drop));
    }
    rows.push(row);
    body.append(row.node);
    return row;
  }

  /** Ids, names and order follow the place of the row. */
  function settle() {
    rows.forEach((row, index) => {
      const place = index + 1;
      row.name.textContent = fixed ? fixed[index] : String(place);
      row.name.id = `${id}-${index}-name`;
      row.cells.forEach((cell) => {
        cell.focusable.id = `${id}-${index}-${cell.column.name}`;
        cell.focusable.setAttribute(
          "aria-label",
          `${cell.column.label}, ${fixed ? fixed[index] : `ligne ${place}`}${cell.column.unit ? `, en ${cell.column.unit}` : ""}`,
        );
        cell.error.id = `${cell.focusable.id}-error`;
      });
      if (fixed) return;
      row.up.lastChild.textContent = `Monter la ligne ${place}`;
      row.down.lastChild.textContent = `Descendre la ligne ${place}`;
      row.drop.lastChild.textContent = `Supprimer la ligne ${place}`;
      row.up.disabled = index === 0;
      row.down.disabled = index === rows.length - 1;
    });
    if (add) add.disabled = rows.length >= field.max_rows;
    pages?.count();
  }

  function move(row, step) {
    const from = rows.indexOf(row);
    const to = from + step;
    rows.splice(from, 1);
    rows.splice(to, 0, row);
    body.insertBefore(row.node, step > 0 ? rows[to + 1]?.node || null : rows[to + 1].node);
    settle();
    const again = step < 0 ? row.up : row.down;
    (again.disabled ? (step < 0 ? row.down : row.up) : again).focus();
    announce.textContent = `Ligne déplacée à la place ${to + 1}.`;
    context.changed(field);
  }

  function drop(row) {
    const index = rows.indexOf(row);
    rows.splice(index, 1);
    row.node.remove();
    if (!rows.length) insert({});
    settle();
    const seen = rows.filter(({ node }) => !node.hidden);
    if (!seen.length) pages.open();
    const next = seen.find((other) => rows.indexOf(other) >= index) || seen.at(-1) || rows[0];
    next.cells[0].focusable.focus();
    announce.textContent = `Ligne ${index + 1} supprimée.`;
    context.changed(field);
  }

  function paste(event, row, cell) {
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const lines = text
      .replace(/\r/g, "")
      .replace(/\n+$/, "")
      .split("\n")
      .map((line) => line.split("\t"));
    const top = rows.indexOf(row);
    const left = row.cells.indexOf(cell);
    const limit = fixed ? fixed.length : field.max_rows;
    let taken = 0;
    lines.forEach((line, index) => {
      if (top + index >= limit) return;
      const target = rows[top + index] || insert({});
      taken += 1;
      line.forEach((value, offset) => {
        const into = target.cells[left + offset];
        if (into) into.write(matching(into.column, value.trim()));
      });
    });
    settle();
    announce.textContent =
      taken < lines.length
        ? `${taken} lignes collées ; ${lines.length - taken} de trop laissées de côté.`
        : `${taken} lignes collées.`;
    context.changed(field);
  }

  const read = () =>
    rows.map((row) =>
      Object.fromEntries(row.cells.map((cell) => [cell.column.name, cell.read()]).filter(([, value]) => value !== "")),
    );

  return {
    outer,
    get focusable() {
      return (rows.find(({ node }) => !node.hidden) || rows[0]).cells[0].focusable;
    },
    read,
    write: (value) => {
      const wanted = Array.isArray(value) ? value : [];
      const count = fixed ? fixed.length : Math.max(wanted.length, field.min_rows || 1);
      const other = pages && JSON.stringify(read()) !== JSON.stringify(wanted);
      while (rows.length > count) rows.pop().node.remove();
      while (rows.length < count) insert({});
      rows.forEach((row, index) =>
        row.cells.forEach((cell) => {
          if (cell.focusable !== document.activeElement) cell.write((wanted[index] || {})[cell.column.name]);
        }),
      );
      settle();
      if (other) pages.open();
    },
    invalid: () => {},
    errors: (found) => {
      rows.forEach((row, index) =>
        row.cells.forEach((cell) => {
          const text = found[`${field.name}.${index}.${cell.column.name}`] || "";
          cell.error.textContent = text;
          cell.invalid(Boolean(text));
          if (text) cell.focusable.setAttribute("aria-describedby", cell.error.id);
          else cell.focusable.removeAttribute("aria-describedby");
        }),
      );
    },
    find: (path) => {
      const row = rows[Number(path[0])];
      if (row?.node.hidden) pages.reveal(row);
      return row?.cells.find((cell) => cell.column.name === path[1])?.focusable;
    },
  };
}

/** The months of a long table, one shown at a time. A row moves to its month when a month is opened, not while it is typed. */
function months(field, id, rows) {
  let shown = null;
  const select = element("select", { id: `${id}-month`, onchange: () => open(select.value) });
  const step = (by, text) =>
    element("button", {
      type: "button",
      class: "tpe-secondary",
      text,
      onclick: () => open(select.options[select.selectedIndex + by].value),
    });
  const before = step(-1, "‹ Mois précédent");
  const after = step(1, "Mois suivant ›");
  const outer = element(
    "div",
    { class: "tpe-pages", hidden: true },
    element("label", { for: select.id, text: "Mois affiché" }),
    select,
    before,
    after,
  );
  const monthOf = (row) =>
    row.cells
      .find(({ column }) => column.name === field.pages)
      .read()
      .slice(0, 7);
  const named = (month) =>
    month ? new Date(`${month}-15T12:00`).toLocaleDateString("fr-FR", { month: "long", year: "numeric" }) : "sans date";

  function count() {
    const found = new Map();
    for (const row of rows()) found.set(monthOf(row), (found.get(monthOf(row)) || 0) + 1);
    if (shown !== null && !found.has(shown)) found.set(shown, 0);
    const order = [...found.keys()].sort((a, b) => (a || "9").localeCompare(b || "9"));
    outer.hidden = rows().length <= ONE_PAGE;
    select.replaceChildren(
      ...order.map((month) =>
        element("option", { value: month, selected: month === shown, text: `${named(month)} (${found.get(month)})` }),
      ),
    );
    before.disabled = select.selectedIndex <= 0;
    after.disabled = select.selectedIndex >= order.length - 1;
    return order.filter((month) => found.get(month));
  }

  /** Show one month; without one, the month shown before, or the first. */
  function open(month) {
    const known = count();
    shown = outer.hidden ? null : (month ?? (known.includes(shown) ? shown : known[0]));
    for (const row of rows())
      row.node.hidden = shown !== null && monthOf(row) !== shown && !row.node.contains(document.activeElement);
    count();
  }

  return { outer, count, open, reveal: (row) => open(monthOf(row)) };
}

/** A spreadsheet holds labels and French dates; the controls hold values and ISO dates. */
function matching(column, text) {
  if (column.kind === "choice")
    return column.choices.find((choice) => choice.label.toLowerCase() === text.toLowerCase())?.value ?? text;
  const day = column.kind === "date" && text.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/);
  return day ? `${day[3]}-${day[2].padStart(2, "0")}-${day[1].padStart(2, "0")}` : text;
}

/** A file: its bytes go to Python, the answer keeps name, size and digest. */
function file(field, id, context) {
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
        problem.textContent = `Ce fichier pèse ${(chosen.size / 1e6).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} Mo : choisissez-en un de ${(field.max_bytes / 1e6).toLocaleString("fr-FR")} Mo au plus.`;
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
    name.textContent = value
      ? `${value.name} (${Math.max(1, Math.round(value.size / 1000)).toLocaleString("fr-FR")} Ko)`
      : "Aucun fichier pour l’instant.";
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
    invalid: (flag) => (flag ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid")),
  };
}

function build(field, id, context) {
  if (field.kind === "rows") return table(field, id, context);
  if (field.kind === "file") return file(field, id, context);
  if (field.kind === "choices") return options(field, id, context, true);
  if (field.kind === "choice" && field.choices.length <= 7) return options(field, id, context, false);
  return control(field, id, context);
}

const grouped = (field) =>
  field.kind === "choices" || field.kind === "rows" || (field.kind === "choice" && field.choices.length <= 7);

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

/** A button pressed by hand leaves the focus where it is: else the sentence that a field shows when left would move
 * the button away under the finger, and the press would be lost. */
const steady = (event) => event.preventDefault();

/** What the form can do for the learner: one button each, with progress, a way out and a way back. */
function actions(model, save, ask) {
  const buttons = model.get("schema").actions.map((action) => {
    const button = element("button", {
      type: "button",
      class: "tpe-secondary",
      text: action.label,
      onmousedown: steady,
      onclick: () => {
        save();
        files.replaceChildren();
        ask({ type: "action", id: action.id });
      },
    });
    return { action, button };
  });
  const bar = element("progress", { max: "1", "aria-label": "Avancement", hidden: true });
  const said = element("span", { class: "tpe-said", role: "status" });
  const problem = element("span", { class: "tpe-error", role: "alert" });
  const stop = element("button", {
    type: "button",
    class: "tpe-secondary",
    text: "Arrêter",
    hidden: true,
    onclick: () => model.send({ type: "stop" }),
  });
  const undo = element("button", {
    type: "button",
    class: "tpe-secondary",
    text: "Revenir à ma version",
    hidden: true,
    onclick: () => model.send({ type: "undo" }),
  });
  const listed = element("ul", { class: "tpe-listed" });
  const files = element("ul", { class: "tpe-downloads" });
  const outer = element(
    "div",
    { class: "tpe-actions" },
    ...buttons.map(({ action, button }) =>
      element("div", {}, button, action.hint ? element("span", { class: "tpe-hint", text: action.hint }) : null),
    ),
    element("div", { class: "tpe-activity" }, bar, stop, said, undo, problem),
    listed,
    files,
  );
  const show = () => {
    const { running, share, sentence, problem: wrong, undo: replaced, listed: lines } = model.get("activity");
    const focused = stop === document.activeElement;
    buttons.forEach(({ button }) => (button.disabled = Boolean(running)));
    bar.hidden = stop.hidden = !running;
    if (share) bar.value = share;
    else bar.removeAttribute("value");
    said.textContent = sentence || "";
    problem.textContent = wrong || "";
    listed.replaceChildren(
      ...(lines || []).map(({ text, note, file }) =>
        element(
          "li",
          {},
          file ? element("a", { href: file, text }) : element("strong", { text }),
          note ? `\u00a0: ${note}` : null,
        ),
      ),
    );
    undo.hidden = !replaced;
    if (focused && !running) buttons[0].button.focus();
  };
  const take = (message, buffers) => {
    if (message?.type !== "files") return;
    const links = message.files.map((file, index) => {
      const url = URL.createObjectURL(new Blob([buffers[index]], { type: file.type }));
      return element("a", {
        href: url,
        download: file.name,
        text: `Télécharger ${file.name} (${Math.max(1, Math.round(buffers[index].byteLength / 1000)).toLocaleString("fr-FR")} Ko)`,
      });
    });
    files.replaceChildren(...links.map((link) => element("li", {}, link)));
    if (links.length === 1) links[0].click();
    else links[0]?.focus();
  };
  model.on("change:activity", show);
  model.on("msg:custom", take);
  show();
  return {
    outer,
    leave: () => {
      model.off("change:activity", show);
      model.off("msg:custom", take);
    },
  };
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
  const answerable = () => settled() && waiting.splice(0).forEach((message) => model.send(message));
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
    "change:acknowledged": () => (take(), answerable()),
    "change:errors": showErrors,
    "msg:custom": (message) => message?.type === "received" && received(message.field),
    "change:result": () => {
      showResult();
      if (!model.get("result")) return; // the one of before makes room
      if (asked) outcome.focus({ preventScroll: false });
      asked = false;
    },
    "change:saved": () => (status.textContent = model.get("saved")),
    "change:notice": () => (notice.textContent = model.get("notice")),
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
  status.textContent = model.get("saved");
  notice.textContent = model.get("notice");
  el.append(root);
  requestAnimationFrame(() => root.querySelectorAll("textarea").forEach(grow));
  return () => {
    flush();
    acts?.leave();
    document.removeEventListener("visibilitychange", leaving);
    window.removeEventListener("pagehide", leaving);
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
  };
}

export default { render };
