// A page that is whole as it comes: its settings are drawn at once, whoever answers arrives when the page is idle.

import controls from "./controls.js";
import { element, redraw } from "./dom.js";

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
    this.#heard.set(
      event,
      (this.#heard.get(event) ?? []).filter((one) => one !== hear),
    );
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
    if (!this.#ready) this.heard({ preparing: true });
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
    if (data.waiting) return this.heard(data);
    this.#busy = false;
    if (data.failed) this.heard(data);
    else if (data.turn === 0) {
      this.#ready = true;
      document.documentElement.dataset.tpeLive = "ready";
    } else if (data.turn === this.#turn) this.heard(data);
    this.#send();
  }
}

/** Say above the answer why it is not a new one, with a button if somebody must act; without a text, all is well. */
function teller(answer) {
  const place = element("div", { class: "tpe-told" });
  answer.before(place);
  place.append(answer);
  const words = element("span");
  const button = element("button", { type: "button" });
  const box = element("div", { class: "tpe-problem", role: "alert" }, words, button);
  let reader = null; // what had the focus before the button was there
  return (text, label, act) => {
    if (!(text && label) && document.activeElement === button) reader?.focus();
    if (!text) return box.remove();
    if (words.textContent !== text) words.textContent = text;
    button.textContent = label ?? "";
    button.hidden = !label;
    button.onclick = act;
    if (box.isConnected) return;
    reader = document.activeElement;
    place.prepend(box);
  };
}

function live(box, connect) {
  const id = box.dataset.exploration;
  const given = JSON.parse(box.querySelector("script").textContent);
  const figure = box.querySelector(".tpe-figure");
  const engine = new Engine(connect, id, () => figure.clientWidth, hear);
  const first = box.querySelector(".tpe-first");
  let sentence = first.querySelector(".tpe-answer").textContent;
  const model = new Model({ ...given, values: given.start, sentence }, () => engine.ask(model.get("values")));
  const settings = element("div");
  first.replaceWith(settings);
  controls.render({ model, el: settings });
  const tell = teller(settings.querySelector(".tpe-answer"));
  function hear({ preparing, waiting, failed, again, ...found }) {
    if (preparing) return model.tell("sentence", "Le calcul se prépare : quelques secondes…");
    if (waiting) return tell(waiting);
    if (failed && again) tell(failed, "Réessayer", () => model.save_changes());
    else tell(failed, "Recharger la page", () => location.reload());
    sentence = found.sentence ?? sentence;
    model.tell("sentence", sentence);
    if (failed) return;
    redraw(figure, found.figure);
  }
  // A phone that is turned, a window made narrow: what was drawn for another width is drawn again.
  matchMedia("(max-width: 719px)").addEventListener("change", () => figure.dataset.drawn && model.save_changes());
  box.addEventListener("pointerdown", () => engine.start(), { once: true });
  box.addEventListener("focusin", () => engine.start(), { once: true });
  (globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 500)))(() => engine.start());
}

/** Make every calculator of the page live; `connect(hear, exploration)` returns what takes a question. */
export function openWith(connect) {
  for (const box of document.querySelectorAll(".tpe-live")) live(box, connect);
}
