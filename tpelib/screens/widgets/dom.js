// What the screens build their nodes with. A page imports it; a widget's script, handed over as text, holds a copy.

/**
 * Make an element: `text` is its text, `on…` what it listens to, anything else an attribute (true: without a value;
 * null, undefined or false: left out).
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} attributes
 * @param {...(Node | string | null | undefined)} children those that are missing are left out
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
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

/**
 * Return an id that no other element of the page has: each widget may hold a copy of this file, the page counts.
 *
 * @param {string} kind
 */
export function fresh(kind) {
  globalThis.tpeNumber = (globalThis.tpeNumber ?? 0) + 1;
  return `tpe-${kind}-${globalThis.tpeNumber}`;
}

/**
 * Count the drawings that an element has held: what was drawn anew is told from what was there.
 *
 * @param {HTMLElement} drawing
 */
export function drawn(drawing) {
  drawing.dataset.drawn = String(Number(drawing.dataset.drawn ?? 0) + 1);
}

/**
 * Draw anew: what the reader unfolded stays unfolded when the figures change.
 *
 * @param {HTMLElement} drawing
 * @param {string} html written by the course itself, escaped
 */
export function redraw(drawing, html) {
  const before = [...drawing.querySelectorAll("details")].map(({ open }) => open);
  drawing.innerHTML = html;
  const folds = [...drawing.querySelectorAll("details")];
  if (folds.length === before.length) for (const [index, fold] of folds.entries()) fold.open = before[index];
  drawn(drawing);
}
