import { element, NotebookActions, Signal, Widget } from "./jupyterlab.js";

const HIDDEN_ROLES = new Set(["grade", "rubric"]);

/** What the course does to one notebook. */
export class Course {
  constructor(panel, path) {
    this.panel = panel;
    this.path = path;
    this.shown = false;
    this.running = false;
  }

  start() {
    const { panel } = this;
    // JupyterLab opens a dialog when a kernel dies, and has no setting for it: the banner below says it instead
    // (https://github.com/jupyterlab/jupyterlab/pull/6246). What else the panel hears of its session is the language
    // of a new kernel, which the course's notebooks name themselves.
    Signal.disconnectBetween(panel.sessionContext, panel);
    panel.addClass("tpe-course-notebook");
    panel.toolbar.hide();
    this.banner = element("div", { class: "tpe-banner", role: "alert", hidden: true, lang: "fr" });
    this.code = element("button", {
      type: "button",
      class: "tpe-quiet-button",
      "aria-pressed": "false",
      text: "Afficher le code",
      onclick: () => this.toggle(),
    });
    this.foot = new Widget({
      node: element("nav", {
        class: "tpe-steps-nav",
        "aria-label": "Carnet précédent et suivant",
        lang: "fr",
        "data-lm-suppress-shortcuts": "true",
      }),
    });
    this.bar = new Widget({
      node: element("div", { class: "tpe-bar", lang: "fr", "data-lm-suppress-shortcuts": "true" }, this.banner),
    });
    panel.contentHeader.addWidget(this.bar);
    panel.contentHeader.addWidget(this.foot);
    if (this.cells("role", "term").length) panel.contentHeader.addWidget(this.search());
    this.dress();
    panel.content.model.cells.changed.connect(() => this.dress());
    panel.sessionContext.statusChanged.connect((_, status) => this.watch(status));
    panel.sessionContext.ready.then(() => this.run());
    this.steps();
  }

  cells(name, value) {
    return this.panel.content.widgets.filter((cell) => cell.model.getMetadata("tpe")?.[name] === value);
  }

  /** The letter a word of the glossary stands under: the last one before it. */
  letter(term) {
    const { widgets } = this.panel.content;
    return this.cells("role", "letter").findLast((cell) => widgets.indexOf(cell) < widgets.indexOf(term));
  }

  /** A field that keeps, of a glossary, the words it is found in, under their letters. */
  search() {
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
    const told = element("p", { class: "tpe-search-told", role: "status" });
    const keep = () => {
      const wanted = plain(field.value.trim());
      const terms = this.cells("role", "term");
      const kept = terms.filter((cell) => plain(cell.model.sharedModel.getSource()).includes(wanted));
      for (const cell of terms) cell.setHidden(!kept.includes(cell));
      for (const cell of this.cells("role", "letter")) cell.setHidden(!kept.some((term) => this.letter(term) === cell));
      told.textContent = wanted
        ? kept.length
          ? `${kept.length} ${kept.length < 2 ? "mot" : "mots"}`
          : "Aucun mot : essayez plus court."
        : "";
    };
    const field = element("input", { id: "tpe-search", type: "search", autocomplete: "off", oninput: keep });
    const letters = this.cells("role", "letter").map((cell) => {
      const letter = cell.model.sharedModel.getSource().replace(/^#+ /, "");
      return element("button", {
        type: "button",
        "aria-label": `Aller à la lettre ${letter}`,
        text: letter,
        onclick: () => {
          field.value = "";
          keep();
          this.panel.content.scrollToItem(this.panel.content.widgets.indexOf(cell), "start");
        },
      });
    });
    const own = element(
      "search",
      { class: "tpe-search", lang: "fr", "data-lm-suppress-shortcuts": "true" },
      element("label", { for: "tpe-search", text: "Chercher un mot" }),
      field,
      told,
      element("div", { class: "tpe-letters" }, ...letters),
    );
    own.addEventListener("keydown", (event) => event.stopPropagation());
    return new Widget({ node: own });
  }

  dress() {
    for (const cell of this.panel.content.widgets) {
      const about = cell.model.getMetadata("tpe") || {};
      cell.toggleClass("tpe-assessor-cell", HIDDEN_ROLES.has(about.role));
      if (cell.model.type === "markdown" && about.role) {
        cell.showEditorForReadOnly = false;
        cell.rendered = true;
      }
    }
  }

  steps() {
    if (this.path.found.exam) return this.foot.hide();
    const books = this.path.found.notebooks;
    const here = books.findIndex((item) => item.path === this.panel.context.path);
    const go = (step, word) => {
      const item = books[here + step];
      const sign = element("span", { "aria-hidden": "true", text: step < 0 ? "← " : " →" });
      const text = element(
        "span",
        { text: word },
        element("span", { class: "tpe-where", text: item ? ` : ${item.title}` : "" }),
      );
      return item
        ? element(
            "button",
            { type: "button", class: "tpe-quiet-button", onclick: () => this.path.open(item.path) },
            ...(step < 0 ? [sign, text] : [text, sign]),
          )
        : element("span");
    };
    this.foot.node.replaceChildren(go(-1, "Précédent"), this.code, go(1, "Suivant"));
    // the same at the end of the lesson, where one has just finished
    this.left = element("p", { class: "tpe-end-left" });
    const end = element(
      "nav",
      { class: "tpe-end-nav", "aria-label": "Fin du carnet", lang: "fr", "data-lm-suppress-shortcuts": "true" },
      this.left,
      go(-1, "Précédent"),
      go(1, "Suivant"),
    );
    // The notebook would take the focus back to its last cell, for ever: nobody could leave by the keyboard.
    for (const kind of ["keydown", "focusin", "focusout"])
      end.addEventListener(kind, (event) => event.stopPropagation());
    this.panel.content.node.querySelector(".jp-WindowedPanel-inner")?.append(end);
    this.tell();
  }

  /** What is left to do here, where one has just finished: as fresh as the path. */
  tell() {
    const here = this.path.found.notebooks.find((item) => item.path === this.panel.context.path);
    if (this.left && here) this.left.textContent = here.left;
  }

  /** Goes where the link that opened this notebook leads: JupyterLab looks before anything is shown. */
  goTo() {
    const { asked } = this.path;
    if (!asked?.pathname.endsWith(`/${this.panel.context.path}`)) return;
    this.path.asked = null;
    this.panel.setFragment(decodeURIComponent(asked.hash));
  }

  /** The cells that tell of the learner's progress, run again for who comes back to them. */
  async renew() {
    if (this.running || !this.panel.node.dataset.tpeReady) return;
    const cells = this.cells("fresh", true).filter((cell) =>
      this.path.found.runnable.includes(cell.model.sharedModel.getSource().trim()),
    );
    if (cells.length) await NotebookActions.runCells(this.panel.content, cells, this.panel.sessionContext);
  }

  toggle() {
    this.shown = !this.shown;
    this.panel.toggleClass("tpe-show-code", this.shown);
    this.code.setAttribute("aria-pressed", String(this.shown));
    this.code.textContent = this.shown ? "Cacher le code" : "Afficher le code";
    if (!this.shown) return;
    for (const cell of this.panel.content.widgets) cell.inputHidden = false;
  }

  /** Runs the cells that are, word for word, the course's own; the rest is the learner's to run. */
  async run() {
    if (this.running) return;
    this.running = true;
    const allowed = new Set(this.path.found.runnable);
    const { content, sessionContext } = this.panel;
    const cells = content.widgets.filter(
      (cell) =>
        cell.model.type === "code" &&
        !HIDDEN_ROLES.has(cell.model.getMetadata("tpe")?.role) &&
        allowed.has(cell.model.sharedModel.getSource().trim()),
    );
    try {
      if (cells.length && !(await NotebookActions.runCells(content, cells, sessionContext))) throw new Error();
      this.say(
        this.stopped ? "Le moteur du carnet s’était arrêté : il est reparti, et vos réponses sont là." : "",
        "Fermer",
      );
    } catch {
      this.say("Le carnet n’a pas pu s’afficher en entier. Vos réponses sont enregistrées.", "Reprendre");
    }
    this.stopped = false;
    this.running = false;
    this.panel.node.dataset.tpeReady = "true";
    this.path.refresh();
    this.goTo();
  }

  watch(status) {
    if (status === "autorestarting" || status === "dead") {
      this.running = false;
      this.again = true;
      this.stopped = true;
      this.say("Le moteur du carnet s’est arrêté. Vos réponses sont enregistrées.", "Reprendre");
    } else if (status === "restarting" || (status === "starting" && this.panel.node.dataset.tpeReady)) {
      // "starting" alone tells of a restart that another window asked for
      this.again = true;
      delete this.panel.node.dataset.tpeReady;
    } else if (status === "idle" && this.again && !this.running) {
      this.again = false;
      this.run();
    }
  }

  say(text, act) {
    this.banner.hidden = !text;
    this.banner.replaceChildren(
      element("span", { text }),
      element("button", {
        type: "button",
        text: act,
        onclick: () => (act === "Fermer" ? this.say("") : this.resume()),
      }),
    );
    this.bar.node.style.minHeight = text ? `${this.banner.scrollHeight}px` : ""; // a box layout reads nothing else
    this.bar.parent?.fit();
  }

  async resume() {
    this.again = false;
    await this.panel.sessionContext.restartKernel();
    this.run();
  }
}
