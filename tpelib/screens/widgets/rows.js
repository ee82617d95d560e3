// A table of rows in a form.

import { element } from "./dom.js";
import { control } from "./fields.js";

const MANY_COLUMNS = 5; // more than these do not fit side by side; a long text takes the room of two

const SHORT_TEXT = 20; // signs: an hour, a moment; two such columns take the room of one

const ONE_PAGE = 40; // rows: a longer table that has months shows one at a time

/** A table of rows: add, remove, move, paste from a spreadsheet. */
export function table(field, id, context) {
  const fixed = field.row_labels;
  const body = element("tbody");
  const rows = [];
  const head = element(
    "tr",
    {},
    element(
      "th",
      { scope: "col", class: "tpe-row-name" },
      fixed ? element("span", { class: "tpe-hidden", text: "Ligne" }) : "Ligne",
    ),
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
      const named = fixed ? fixed[index] : `ligne ${place}`;
      row.cells.forEach((cell) => {
        cell.focusable.id = `${id}-${index}-${cell.column.name}`;
        const unit = cell.column.unit ? `, en ${cell.column.unit}` : "";
        cell.focusable.setAttribute("aria-label", `${cell.column.label}, ${named}${unit}`);
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
      for (const [index, row] of rows.entries())
        for (const cell of row.cells)
          if (cell.focusable !== document.activeElement) cell.write(wanted[index]?.[cell.column.name]);
      settle();
      if (other) pages.open();
    },
    invalid: () => {},
    errors: (found) => {
      for (const [index, row] of rows.entries())
        for (const cell of row.cells) {
          const text = found[`${field.name}.${index}.${cell.column.name}`] || "";
          cell.error.textContent = text;
          cell.invalid(Boolean(text));
          if (text) cell.focusable.setAttribute("aria-describedby", cell.error.id);
          else cell.focusable.removeAttribute("aria-describedby");
        }
    },
    find: (path) => {
      const row = rows[Number(path[0])];
      if (row?.node.hidden) pages.reveal(row);
      return row?.cells.find((cell) => cell.column.name === path[1])?.focusable;
    },
  };
}

/**
 * The months of a long table, one shown at a time. A row moves to its month when a month is opened, not while it is
 * typed.
 */
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
