import { documents } from "./documents.js";
import { element, Widget } from "./jupyterlab.js";
import { ask } from "./server.js";

/** The panel « Mon parcours »: notebooks, progress, and handing in. */
export class Path {
  constructor(open) {
    this.open = open;
    this.current = "";
    /** What a link that was followed asks for: the notebook that opens goes there. */
    this.asked = null;
    /** What to do when the path has been read again, and when a document brought answers. */
    this.told = () => {};
    this.taken = () => {};
    this.list = element("ol", { class: "tpe-path-list" });
    this.problem = element("p", { class: "tpe-path-problem", role: "alert" });
    this.receipt = element("p", { class: "tpe-path-receipt", role: "status" });
    this.name = element("input", {
      id: "tpe-learner",
      type: "text",
      autocomplete: "name",
      "aria-describedby": "tpe-learner-hint",
    });
    this.hand = element("button", {
      type: "button",
      class: "tpe-path-hand",
      text: "Remettre mon dossier",
      onclick: () => this.handIn(),
    });
    this.widget = new Widget({
      node: element(
        "nav",
        { class: "tpe-path", "aria-label": "Mon parcours", lang: "fr" },
        element("h2", { text: "Mon parcours" }),
        this.list,
        documents(() => this.taken()),
        element(
          "section",
          { "aria-label": "Remettre mon dossier" },
          element("label", { for: "tpe-learner", text: "Votre prénom et votre nom" }),
          this.name,
          element("p", {
            id: "tpe-learner-hint",
            class: "tpe-path-hint",
            text: "Ils seront sur le reçu et dans le nom du fichier.",
          }),
          this.hand,
          this.receipt,
          this.problem,
        ),
      ),
    });
    this.widget.id = "tpe-path";
    this.widget.title.label = "Mon parcours";
    this.widget.title.caption = "Mon parcours";
    this.widget.node.addEventListener("keydown", (event) => event.stopPropagation());
    this.widget.node.setAttribute("data-lm-suppress-shortcuts", "true");
  }

  async refresh(current = this.current) {
    this.current = current;
    try {
      this.found = await ask("parcours");
    } catch (problem) {
      this.problem.textContent = problem.message;
      return null;
    }
    if (!this.name.value) this.name.value = this.found.learner || "";
    const held = document.activeElement;
    const focused = held instanceof HTMLElement && this.list.contains(held) ? held.dataset.path : null;
    this.list.replaceChildren(
      ...this.found.notebooks.map((item) =>
        element(
          "li",
          {},
          element(
            "button",
            {
              type: "button",
              "data-path": item.path,
              "aria-current": item.path === current ? "page" : null,
              onclick: () => this.open(item.path),
            },
            element("span", { class: "tpe-path-title", text: item.title }),
            item.total
              ? element(
                  "span",
                  { class: "tpe-path-progress" },
                  element(
                    "span",
                    { class: "tpe-path-bar", "aria-hidden": "true" },
                    element("span", { style: `width:${(100 * item.done) / item.total}%` }),
                  ),
                  element("span", { text: `${item.done} sur ${item.total}` }),
                )
              : null,
          ),
        ),
      ),
    );
    /** @type {HTMLElement | null} */
    const again = focused && this.list.querySelector(`[data-path="${CSS.escape(focused)}"]`);
    again?.focus();
    this.told();
    return this.found;
  }

  async handIn() {
    this.problem.textContent = "";
    this.receipt.textContent = "Préparation du dossier…";
    this.hand.disabled = true;
    try {
      const found = await ask("remise", "POST", { name: this.name.value });
      this.receipt.textContent = found.sentence;
    } catch (problem) {
      this.receipt.textContent = "";
      this.problem.textContent = problem.message;
      if (!this.name.value.trim()) this.name.focus();
    }
    this.hand.disabled = false;
  }
}
