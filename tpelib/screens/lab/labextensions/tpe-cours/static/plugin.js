// Course mode: for the course's own notebooks in the learner's own workspace, the page shows lessons and forms.

import { element, INotebookTracker, Widget } from "./jupyterlab.js";
import { Course } from "./notebook.js";
import { Path } from "./path.js";
import { address } from "./server.js";

const QUIET = "data-lm-suppress-shortcuts";
const WORKSHOP_IDS = new Set(["jp-menu-panel", "jp-bottom-panel", "jp-MainLogo"]);

/** The parts of JupyterLab that a learner has no use for: menus and status bar. */
function workshop(widget, found = []) {
  if (WORKSHOP_IDS.has(widget.id)) found.push(widget);
  else for (const child of widget.layout ? widget.layout : []) workshop(child, found);
  return found;
}

/** What stands above all: an exam's name, or the course's, with the way to the path and to JupyterLab's menus. */
function heading({ shell }, menus, isExam, title) {
  const named = (text) => element("span", { class: "tpe-course-name", text });
  const button = (text, about) => element("button", { type: "button", class: "tpe-menu-button", text, ...about });
  const path = button("Mon parcours", {
    onclick: () => (shell.leftCollapsed ? shell.expandLeft() : shell.collapseLeft()),
  });
  const more = button("Menus", {
    "aria-pressed": "false",
    title: "Afficher ou cacher les menus de JupyterLab",
    onclick: () => {
      const shown = more.getAttribute("aria-pressed") !== "true";
      more.setAttribute("aria-pressed", String(shown));
      menus(shown);
    },
  });
  const parts = isExam
    ? [named("Épreuve chez le certificateur : vos réponses s’enregistrent à mesure")]
    : [path, named(title), more];
  const top = new Widget({ node: element("div", { class: "tpe-top", lang: "fr" }, ...parts) });
  top.id = "tpe-top";
  return top;
}

/** The path, on the left: open where there is room for it. */
function placePath({ shell }, tracker) {
  shell.activateById("tpe-path");
  const narrow = matchMedia("(max-width: 900px)");
  const fit = () => (narrow.matches ? shell.collapseLeft() : shell.expandLeft());
  narrow.addEventListener("change", fit);
  fit();
  tracker.currentWidget?.content.activate();
}

/** Give each notebook of the course its lessons and forms, and keep them as fresh as the path. */
function watchNotebooks(tracker, path) {
  const courses = new Map();
  path.told = () => {
    for (const [panel, course] of courses) if (!panel.isDisposed) course.tell();
  };
  // what a document brought is shown at once in the notebooks that are open
  path.taken = () => {
    for (const [panel, course] of courses)
      if (panel.isDisposed) courses.delete(panel);
      else course.run();
  };
  const take = async (panel) => {
    await panel.context.ready;
    const known = path.found.notebooks.some((item) => item.path === panel.context.path);
    if (!known || courses.has(panel)) return;
    const course = new Course(panel, path);
    courses.set(panel, course);
    course.start();
    panel.context.saveState.connect((_, state) => state === "completed" && path.refresh());
  };
  tracker.widgetAdded.connect((_, panel) => take(panel));
  tracker.forEach(take);
  tracker.currentChanged.connect((_, panel) => {
    if (!panel) return;
    path.refresh(panel.context.path);
    courses.get(panel)?.renew();
  });
  // Answers are saved by the kernel, not by the notebook: look again when the learner pauses.
  document.addEventListener("focusout", () => setTimeout(() => path.refresh(), 1500));
}

/**
 * Letters command a notebook in a workshop only: « dd » typed in a lesson must not delete it. JupyterLab looks for the
 * attribute from where the key was pressed, before anybody else hears of the key but the window.
 */
function quietKeys(event) {
  const { target, key } = event;
  const free = document.body.classList.contains("tpe-show-menus");
  // Answers are saved as they are typed: the habit of Ctrl+S must not open the browser's own dialog.
  if (!free && (event.ctrlKey || event.metaKey) && key.toLowerCase() === "s") event.preventDefault();
  if (!(target instanceof Element) || !target.closest(".tpe-course-notebook")) return;
  if (!free && !target.hasAttribute(QUIET)) target.setAttribute(QUIET, "course");
  if (free && target.getAttribute(QUIET) === "course") target.removeAttribute(QUIET);
}

/** Where a link to a notebook leads: to a place in it, which is kept for when it opens. */
function follow(event, path) {
  const pressed = event.target instanceof Element ? event.target : null;
  /** @type {HTMLAnchorElement | null | undefined} */
  const link = pressed?.closest("a[href*='.ipynb']");
  if (link?.hash) path.asked = new URL(link.href);
  if (!link?.closest(".tpe-listed")) return;
  event.preventDefault(); // a list that a form gives: the notebook opens here, the page stays
  path.open(path.found.notebooks.find((item) => item.path.endsWith(`/${link.getAttribute("href")}`)).path);
}

export const plugin = {
  id: "tpe-cours:course",
  autoStart: true,
  requires: [INotebookTracker],
  activate: async (app, tracker) => {
    const path = new Path((target) => app.commands.execute("docmanager:open", { path: target }));
    const found = await path.refresh();
    if (!found?.course) return;
    const { shell } = app;
    document.head.append(element("link", { rel: "stylesheet", href: address("style.css") }));
    document.body.classList.add("tpe-course");
    document.documentElement.lang = "fr";
    const menus = (shown) => {
      for (const widget of workshop(shell)) widget.setHidden(!shown);
      for (const side of ["left", "right"])
        if (shell.isSideTabBarVisible(side) !== shown) shell.toggleSideTabBarVisibility(side);
      tracker.forEach((panel) => {
        panel.toolbar.setHidden(!shown);
      });
      document.body.classList.toggle("tpe-show-menus", shown);
    };
    if (!found.exam) shell.add(path.widget, "left", { rank: 1 });
    shell.add(heading(app, menus, found.exam, found.title), "top", { rank: 0 });
    app.restored.then(() => {
      if (found.exam) shell.collapseLeft();
      else placePath(app, tracker);
      menus(false);
    });
    watchNotebooks(tracker, path);
    addEventListener("keydown", quietKeys, true);
    document.addEventListener("click", (event) => follow(event, path), true);
  },
};
