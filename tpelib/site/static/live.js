// A page that is whole as it comes: its settings are drawn at once, whoever answers arrives when the page is idle.

import controls from "./controls.js";

const PREPARING = "Le calcul se prépare : quelques secondes…";

globalThis.tpeShare = true; // settings are kept in the page's address

/** What a widget's script knows of its model, whether or not there is a kernel behind it. */
class Model {
  #state;
  #heard = new Map();
  constructor(state, save) {
    this.#state = state;
    this.save_changes = save;
  }
  get(name) {
    return this.#state[name];
  }
  set(name, value) {
    this.#state[name] = value;
  }
  tell(name, value) {
    this.set(name, value);
    for (const hear of this.#heard.get(`change:${name}`) ?? []) hear();
  }
  on(event, hear) {
    this.#heard.set(event, [...(this.#heard.get(event) ?? []), hear]);
  }
  off(event, hear) {
    this.#heard.set(event, (this.#heard.get(event) ?? []).filter((one) => one !== hear));
  }
}

/** Whoever answers, asked one question at a time; only the last one matters. */
class Engine {
  #post = null;
  #turn = 0;
  #busy = false;
  #next = null;
  #ready = false;
  constructor(connect, exploration, room, heard) {
    this.connect = connect;
    this.exploration = exploration;
    this.room = room;
    this.heard = heard;
  }
  start() {
    if (this.#post) return;
    this.#post = this.connect((data) => this.#hear(data), this.exploration);
    this.#busy = true;
    this.#post(this.#question({})); // loads all that an answer takes
  }
  ask(values) {
    this.start();
    this.#turn += 1;
    this.#next = this.#question(values);
    if (!this.#ready) this.heard({ preparing: PREPARING });
    this.#send();
  }
  #question(values) {
    return { turn: this.#turn, exploration: this.exploration, values, width: this.room() };
  }
  #send() {
    if (this.#busy || !this.#next) return;
    this.#busy = true;
    this.#post(this.#next);
    this.#next = null;
  }
  #hear(data) {
    if (data.preparing) return this.heard(data);
    this.#busy = false;
    if (data.failed) this.heard(data);
    else if (data.turn === 0) {
      this.#ready = true;
      document.documentElement.dataset.tpeLive = "ready";
    } else if (data.turn === this.#turn) this.heard(data);
    this.#send();
  }
}

/** What went wrong, and a button: to ask again, or to load the page anew. */
function problem(text, ask) {
  const box = Object.assign(document.createElement("p"), { className: "tpe-problem", textContent: text });
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: ask ? "Réessayer" : "Recharger la page" });
  again.addEventListener("click", ask || (() => location.reload()));
  box.setAttribute("role", "alert");
  box.append(again);
  return box;
}

function live(box, connect) {
  const id = box.dataset.exploration;
  const given = JSON.parse(box.querySelector("script").textContent);
  const figure = box.querySelector(".tpe-figure");
  const engine = new Engine(connect, id, () => figure.clientWidth, hear);
  const first = box.querySelector(".tpe-first");
  const sentence = first.querySelector(".tpe-answer").textContent;
  const model = new Model({ ...given, values: given.start, sentence }, () => engine.ask(model.get("values")));
  const settings = document.createElement("div");
  first.replaceWith(settings);
  controls.render({ model, el: settings });
  function hear({ preparing, failed, again, sentence, figure: html }) {
    if (preparing) return model.tell("sentence", preparing);
    box.querySelector(".tpe-problem")?.remove();
    if (failed) return box.prepend(problem(failed, again && (() => model.save_changes())));
    model.tell("sentence", sentence);
    const open = [...figure.querySelectorAll("details")].map((fold) => fold.open);
    figure.innerHTML = html;
    figure.querySelectorAll("details").forEach((fold, index) => (fold.open = open[index] ?? false));
    figure.dataset.drawn = String(Number(figure.dataset.drawn ?? 0) + 1);
  }
  // A phone that is turned, a window made narrow: what was drawn for another width is drawn again.
  matchMedia("(max-width: 719px)").addEventListener("change", () => figure.dataset.drawn && model.save_changes());
  box.addEventListener("pointerdown", () => engine.start(), { once: true });
  box.addEventListener("focusin", () => engine.start(), { once: true });
  (globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 500)))(() => engine.start());
}

/** Make every calculator of the page live; `connect(hear, exploration)` returns what takes a question. */
export function openWith(connect) {
  document.querySelectorAll(".tpe-live").forEach((box) => live(box, connect));
}
