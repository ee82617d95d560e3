// Around Voilà's own script: says that the calculator is opening, and what to do when it has stopped.

const PATIENCE = 30_000; // milliseconds before a page that opens slowly says so
const ROUND = 30_000; // milliseconds between two looks at whether the calculator is still there

const TOOLS = ".tpe-tool .tpe-explorer, .tpe-tool .tpe-form, .tpe-tool .tpe-page";

function problem(text) {
  const box = Object.assign(document.createElement("p"), { className: "tpe-problem", textContent: text });
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Recharger la page" });
  again.addEventListener("click", () => location.reload());
  box.setAttribute("role", "alert");
  box.append(again);
  return box;
}

function waitFor(waiting) {
  const main = document.querySelector("main");
  const late = setTimeout(() => waiting.replaceWith(problem("Le calculateur tarde à s’ouvrir.")), PATIENCE);
  const look = () => {
    if (!main.querySelector(`${TOOLS}, .tpe-problem`)) return;
    if (main.querySelector(".tpe-first") && main.querySelector(".tpe-tool .tpe-drawing:not([data-drawn])")) return;
    clearTimeout(late);
    observer.disconnect();
    waiting.remove();
    document.querySelector(".tpe-first")?.remove(); // the live one says it all
  };
  const observer = new MutationObserver(look);
  observer.observe(main, { attributeFilter: ["data-drawn"], childList: true, subtree: true });
  look();
}

/** A calculator left alone is closed by the server: the page must say so, since its sliders no longer answer. */
function watch({ baseUrl, kernelId }) {
  const round = setInterval(look, ROUND);
  document.addEventListener("visibilitychange", look);
  async function look() {
    if (document.hidden) return;
    const there = await fetch(`${baseUrl}api/kernels/${kernelId}`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (there) return;
    clearInterval(round);
    document.removeEventListener("visibilitychange", look);
    document.querySelector(".tpe-tool")?.before(problem("Le calculateur s’est arrêté : la page est restée longtemps sans servir, ou la connexion est coupée."));
  }
}

// anywidget gives a calculator two seconds to appear: a phone may need more.
const patience = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (milliseconds) => patience(Math.max(milliseconds, 60_000));

globalThis.tpeShare = true; // settings are kept in the page's address
const waiting = document.querySelector(".tpe-waiting");
if (waiting) waitFor(waiting);
const config = document.getElementById("jupyter-config-data");
if (config) watch(JSON.parse(config.textContent));
