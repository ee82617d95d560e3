// What a form can do for the learner.

import { element } from "./dom.js";
import { kilobytes } from "./fields.js";

/**
 * A button pressed by hand leaves the focus where it is: else the sentence that a field shows when left would move
 * the button away under the finger, and the press would be lost.
 */
export const steady = (event) => event.preventDefault();

/** What the form can do for the learner: one button each, with progress, a way out and a way back. */
export function actions(model, save, ask) {
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
    for (const { button } of buttons) button.disabled = Boolean(running);
    bar.hidden = !running;
    stop.hidden = !running;
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
        text: `Télécharger ${file.name} (${kilobytes(buffers[index].byteLength)})`,
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
