// Course mode: for the course's own notebooks in the learner's own workspace, the page shows lessons and
// forms. Plain JavaScript, no build: JupyterLab hands over its shared modules, this file takes three of them.
(() => {
  const NAME = "tpe-cours";
  const QUIET = "data-lm-suppress-shortcuts";
  const HIDDEN_ROLES = new Set(["grade", "rubric"]);
  const WORKSHOP_IDS = new Set(["jp-menu-panel", "jp-bottom-panel", "jp-MainLogo"]);
  let scope;

  // anywidget gives a form two seconds to appear: a page of thirty forms on a small laptop needs more.
  const patience = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => patience(Math.max(milliseconds, 60_000));

  async function shared(name) {
    const [version] = Object.keys(scope[name]);
    return (await scope[name][version].get())();
  }

  function node(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name === "text") made.textContent = value;
      else made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  async function build() {
    const { NotebookActions, INotebookTracker } = await shared("@jupyterlab/notebook");
    const { PageConfig, URLExt } = await shared("@jupyterlab/coreutils");
    const { ServerConnection } = await shared("@jupyterlab/services");
    const { Widget } = await shared("@lumino/widgets");
    const base = PageConfig.getBaseUrl();

    async function ask(path, method = "GET", body = null) {
      const settings = ServerConnection.makeSettings();
      const response = await ServerConnection.makeRequest(
        URLExt.join(base, "tpe/api", path),
        { method, body: body instanceof ArrayBuffer ? body : body && JSON.stringify(body) },
        settings,
      );
      const found = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(found.message || "Le cours ne répond pas : rechargez la page.");
      return found;
    }

    const VARIANTS = {
      normal: "Taille ordinaire",
      grand: "Gros caractères",
      contraste: "Contraste renforcé",
      dyslexie: "Lecture plus aisée (dyslexie)",
    };

    /** The same exercises as a document: taken out to be filled elsewhere, taken back. */
    function documents(taken) {
      const variant = node(
        "select",
        { id: "tpe-variant" },
        ...Object.entries(VARIANTS).map(([value, text]) => node("option", { value, text })),
      );
      const report = node("div", { class: "tpe-path-receipt", role: "status" });
      const problem = node("p", { class: "tpe-path-problem", role: "alert" });
      const out = (format) => {
        const address =
          URLExt.join(base, "tpe/api/formulaire") + URLExt.objectToQueryString({ format, variante: variant.value });
        node("a", { href: address, download: "" }).click();
      };
      const file = node("input", { id: "tpe-document", type: "file", accept: ".docx,.html,.htm,.json" });
      file.addEventListener("change", async () => {
        const [chosen] = file.files;
        if (!chosen) return;
        problem.textContent = "";
        report.replaceChildren("Lecture du document…");
        try {
          const found = await ask(
            `document${URLExt.objectToQueryString({ name: chosen.name })}`,
            "POST",
            await chosen.arrayBuffer(),
          );
          report.replaceChildren(node("ul", {}, ...found.lines.map((text) => node("li", { text }))));
          taken();
        } catch (wrong) {
          report.replaceChildren();
          problem.textContent = wrong.message;
        }
        file.value = "";
      });
      return node(
        "details",
        { class: "tpe-path-documents" },
        node("summary", { text: "Travailler sur un document" }),
        node("p", {
          class: "tpe-path-hint",
          text: "Les mêmes exercices, à remplir hors de cette page, puis à reprendre ici.",
        }),
        node("label", { for: "tpe-variant", text: "Présentation" }),
        variant,
        node("button", {
          type: "button",
          class: "tpe-quiet-button",
          text: "Document Word ou LibreOffice",
          onclick: () => out("docx"),
        }),
        node("button", {
          type: "button",
          class: "tpe-quiet-button",
          text: "Page à remplir",
          onclick: () => out("html"),
        }),
        node("label", { for: "tpe-document", text: "Reprendre un document rempli" }),
        file,
        report,
        problem,
      );
    }

    /** The panel « Mon parcours »: notebooks, progress, and handing in. */
    class Path {
      constructor(open) {
        this.open = open;
        this.current = "";
        this.list = node("ol", { class: "tpe-path-list" });
        this.problem = node("p", { class: "tpe-path-problem", role: "alert" });
        this.receipt = node("p", { class: "tpe-path-receipt", role: "status" });
        this.name = node("input", {
          id: "tpe-learner",
          type: "text",
          autocomplete: "name",
          "aria-describedby": "tpe-learner-hint",
        });
        this.hand = node("button", {
          type: "button",
          class: "tpe-path-hand",
          text: "Remettre mon dossier",
          onclick: () => this.handIn(),
        });
        this.widget = new Widget({
          node: node(
            "nav",
            { class: "tpe-path", "aria-label": "Mon parcours", lang: "fr" },
            node("h2", { text: "Mon parcours" }),
            this.list,
            documents(() => this.taken?.()),
            node(
              "section",
              { "aria-label": "Remettre mon dossier" },
              node("label", { for: "tpe-learner", text: "Votre prénom et votre nom" }),
              this.name,
              node("p", {
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
        const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.path : null;
        this.list.replaceChildren(
          ...this.found.notebooks.map((item) =>
            node(
              "li",
              {},
              node(
                "button",
                {
                  type: "button",
                  "data-path": item.path,
                  "aria-current": item.path === current ? "page" : null,
                  onclick: () => this.open(item.path),
                },
                node("span", { class: "tpe-path-title", text: item.title }),
                item.total
                  ? node(
                      "span",
                      { class: "tpe-path-progress" },
                      node(
                        "span",
                        { class: "tpe-path-bar", "aria-hidden": "true" },
                        node("span", { style: `width:${(100 * item.done) / item.total}%` }),
                      ),
                      node("span", { text: `${item.done} sur ${item.total}` }),
                    )
                  : null,
              ),
            ),
          ),
        );
        if (focused) this.list.querySelector(`[data-path="${CSS.escape(focused)}"]`)?.focus();
        this.told?.();
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

    /** What the course does to one notebook. */
    class Course {
      constructor(panel, path) {
        this.panel = panel;
        this.path = path;
        this.shown = false;
        this.running = false;
      }

      start() {
        const { panel } = this;
        // A dialog in English when the kernel dies: the banner below says it instead.
        Object.defineProperty(panel, "_autorestarting", { get: () => true, set: () => {} });
        panel.addClass("tpe-course-notebook");
        panel.toolbar.hide();
        this.banner = node("div", { class: "tpe-banner", role: "alert", hidden: true, lang: "fr" });
        this.code = node("button", {
          type: "button",
          class: "tpe-quiet-button",
          "aria-pressed": "false",
          text: "Afficher le code",
          onclick: () => this.toggle(),
        });
        this.foot = new Widget({
          node: node("nav", {
            class: "tpe-steps-nav",
            "aria-label": "Carnet précédent et suivant",
            lang: "fr",
            "data-lm-suppress-shortcuts": "true",
          }),
        });
        this.bar = new Widget({
          node: node("div", { class: "tpe-bar", lang: "fr", "data-lm-suppress-shortcuts": "true" }, this.banner),
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
        return this.panel.content.widgets.filter((cell) => (cell.model.getMetadata("tpe") || {})[name] === value);
      }

      /** The letter a word of the glossary stands under: the last one before it. */
      letter(term) {
        const { widgets } = this.panel.content;
        return this.cells("role", "letter").findLast((cell) => widgets.indexOf(cell) < widgets.indexOf(term));
      }

      /** A field that keeps, of a glossary, the words it is found in, under their letters. */
      search() {
        const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
        const told = node("p", { class: "tpe-search-told", role: "status" });
        const keep = () => {
          const wanted = plain(field.value.trim());
          const terms = this.cells("role", "term");
          const kept = terms.filter((cell) => plain(cell.model.sharedModel.getSource()).includes(wanted));
          for (const cell of terms) cell.setHidden(!kept.includes(cell));
          for (const cell of this.cells("role", "letter"))
            cell.setHidden(!kept.some((term) => this.letter(term) === cell));
          told.textContent = wanted
            ? kept.length
              ? `${kept.length} ${kept.length < 2 ? "mot" : "mots"}`
              : "Aucun mot : essayez plus court."
            : "";
        };
        const field = node("input", { id: "tpe-search", type: "search", autocomplete: "off", oninput: keep });
        const letters = this.cells("role", "letter").map((cell) => {
          const letter = cell.model.sharedModel.getSource().replace(/^#+ /, "");
          return node("button", {
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
        const own = node(
          "search",
          { class: "tpe-search", lang: "fr", "data-lm-suppress-shortcuts": "true" },
          node("label", { for: "tpe-search", text: "Chercher un mot" }),
          field,
          told,
          node("div", { class: "tpe-letters" }, ...letters),
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
          const sign = node("span", { "aria-hidden": "true", text: step < 0 ? "← " : " →" });
          const text = node(
            "span",
            { text: word },
            node("span", { class: "tpe-where", text: item ? ` : ${item.title}` : "" }),
          );
          return item
            ? node(
                "button",
                { type: "button", class: "tpe-quiet-button", onclick: () => this.path.open(item.path) },
                ...(step < 0 ? [sign, text] : [text, sign]),
              )
            : node("span");
        };
        this.foot.node.replaceChildren(go(-1, "Précédent"), this.code, go(1, "Suivant"));
        // the same at the end of the lesson, where one has just finished
        this.left = node("p", { class: "tpe-end-left" });
        const end = node(
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
        if (!asked || !asked.pathname.endsWith(`/${this.panel.context.path}`)) return;
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
            !HIDDEN_ROLES.has((cell.model.getMetadata("tpe") || {}).role) &&
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
          this.again = this.stopped = true;
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
          node("span", { text }),
          node("button", {
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

    /** The parts of JupyterLab that a learner has no use for: menus and status bar. */
    function workshop(widget, found = []) {
      if (WORKSHOP_IDS.has(widget.id)) found.push(widget);
      else for (const child of widget.layout ? widget.layout : []) workshop(child, found);
      return found;
    }

    const plugin = {
      id: `${NAME}:course`,
      autoStart: true,
      requires: [INotebookTracker],
      activate: async (app, tracker) => {
        const path = new Path((target) => app.commands.execute("docmanager:open", { path: target }));
        const found = await path.refresh();
        if (!found || !found.course) return;
        document.head.append(node("link", { rel: "stylesheet", href: URLExt.join(base, "tpe/api/style.css") }));
        document.body.classList.add("tpe-course");
        document.documentElement.lang = "fr";
        if (!found.exam) app.shell.add(path.widget, "left", { rank: 1 });
        app.restored.then(() => {
          if (found.exam) return app.shell.collapseLeft();
          app.shell.activateById("tpe-path");
          const narrow = matchMedia("(max-width: 900px)");
          const fit = () => (narrow.matches ? app.shell.collapseLeft() : app.shell.expandLeft());
          narrow.addEventListener("change", fit);
          fit();
          tracker.currentWidget?.content.activate();
        });
        const exam =
          found.exam &&
          node("span", {
            class: "tpe-course-name",
            text: "Épreuve chez le certificateur : vos réponses s’enregistrent à mesure",
          });
        const menus = (shown) => {
          for (const widget of workshop(app.shell)) widget.setHidden(!shown);
          for (const side of ["left", "right"])
            if (app.shell.isSideTabBarVisible(side) !== shown) app.shell.toggleSideTabBarVisibility(side);
          tracker.forEach((panel) => panel.toolbar.setHidden(!shown));
          document.body.classList.toggle("tpe-show-menus", shown);
        };
        const more = node("button", {
          type: "button",
          class: "tpe-menu-button",
          "aria-pressed": "false",
          text: "Menus",
          title: "Afficher ou cacher les menus de JupyterLab",
          onclick: () => {
            const shown = more.getAttribute("aria-pressed") !== "true";
            more.setAttribute("aria-pressed", String(shown));
            menus(shown);
          },
        });
        app.restored.then(() => menus(false));
        const toggle = node("button", {
          type: "button",
          class: "tpe-menu-button",
          text: "Mon parcours",
          onclick: () => (app.shell.leftCollapsed ? app.shell.expandLeft() : app.shell.collapseLeft()),
        });
        const top = new Widget({
          node: node(
            "div",
            { class: "tpe-top", lang: "fr" },
            ...(exam
              ? [exam]
              : [
                  toggle,
                  node("span", {
                    class: "tpe-course-name",
                    text: "Communiquer sur les réseaux sociaux pour promouvoir sa TPE",
                  }),
                  more,
                ]),
          ),
        });
        top.id = "tpe-top";
        app.shell.add(top, "top", { rank: 0 });

        const courses = new Map();
        // what a document brought is shown at once in the notebooks that are open
        path.told = () => courses.forEach((course, panel) => panel.isDisposed || course.tell());
        path.taken = () =>
          courses.forEach((course, panel) => (panel.isDisposed ? courses.delete(panel) : course.run()));
        const take = (panel) => {
          panel.context.ready.then(() => {
            const known = path.found.notebooks.some((item) => item.path === panel.context.path);
            if (!known || courses.has(panel)) return;
            const course = new Course(panel, path);
            courses.set(panel, course);
            course.start();
            panel.context.saveState.connect((_, state) => state === "completed" && path.refresh());
          });
        };
        tracker.widgetAdded.connect((_, panel) => take(panel));
        tracker.forEach(take);
        tracker.currentChanged.connect((_, panel) => {
          if (!panel) return;
          path.refresh(panel.context.path);
          courses.get(panel)?.renew();
        });
        // Letters command a notebook in a workshop only: « dd » typed in a lesson must not delete it. JupyterLab looks for
        // the attribute from where the key was pressed, before anybody else hears of the key but the window.
        addEventListener(
          "keydown",
          (event) => {
            const { target, key } = event;
            const free = document.body.classList.contains("tpe-show-menus");
            // Answers are saved as they are typed: the habit of Ctrl+S must not open the browser's own dialog.
            if (!free && (event.ctrlKey || event.metaKey) && key.toLowerCase() === "s") event.preventDefault();
            if (!target.closest?.(".tpe-course-notebook")) return;
            if (!free && !target.hasAttribute(QUIET)) target.setAttribute(QUIET, "course");
            if (free && target.getAttribute(QUIET) === "course") target.removeAttribute(QUIET);
          },
          true,
        );
        document.addEventListener(
          "click",
          (event) => {
            const link = event.target.closest?.("a[href*='.ipynb']");
            if (link?.hash) path.asked = new URL(link.href);
            if (!link?.closest(".tpe-listed")) return;
            event.preventDefault(); // a list that a form gives: the notebook opens here, the page stays
            path.open(path.found.notebooks.find((item) => item.path.endsWith(`/${link.getAttribute("href")}`)).path);
          },
          true,
        );
        // Answers are saved by the kernel, not by the notebook: look again when the learner pauses.
        document.addEventListener("focusout", () => setTimeout(() => path.refresh(), 1500));
      },
    };
    return [plugin];
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init: (given) => {
      scope = given;
    },
    get: async () => {
      const plugins = await build();
      return () => ({ __esModule: true, default: plugins });
    },
  };
})();
