// Without this script the slides are a plain page, one under the other. With it, one at a time.
const root = document.documentElement;
const slides = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".slide")]);
const nav = document.querySelector("nav");
const [previous, next, time, whole] = ["previous", "next", "time", "whole"].map(
  (name) => /** @type {HTMLButtonElement} */ (nav.querySelector(`.${name}`)),
);
const rank = /** @type {HTMLElement} */ (nav.querySelector(".rank"));
let current = Math.max(
  0,
  slides.findIndex((slide) => `#${slide.id}` === location.hash),
);
let live = true;

function show(index, moved = true) {
  current = Math.min(slides.length - 1, Math.max(0, index));
  slides.forEach((slide, place) => {
    slide.hidden = live && place !== current;
  });
  root.classList.toggle("live", live);
  rank.textContent = slides[current].dataset.rank;
  previous.disabled = current === 0;
  next.disabled = current === slides.length - 1;
  for (const node of [previous, next, rank]) node.hidden = !live;
  whole.setAttribute("aria-pressed", String(!live));
  if (!moved) return;
  history.replaceState(null, "", `#${slides[current].id}`);
  if (live) scrollTo(0, 0);
  const title = /** @type {HTMLElement} */ (slides[current].querySelector("h1, h2"));
  title.focus({ preventScroll: live }); // a screen reader reads it
}

const steps = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
document.addEventListener("keydown", (event) => {
  if (!live || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key in steps) show(current + steps[event.key]);
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(slides.length - 1);
  else return;
  event.preventDefault();
});
previous.addEventListener("click", () => show(current - 1));
next.addEventListener("click", () => show(current + 1));
whole.addEventListener("click", () => {
  live = !live;
  show(current);
});
addEventListener("hashchange", () => show(slides.findIndex((slide) => `#${slide.id}` === location.hash)));

// Whole minutes, in words, only for who asks: nothing counts down and nothing blinks.
const told = nav.querySelector(".told");
let since = 0;
const tell = () => {
  told.textContent = since ? `${Math.floor((Date.now() - since) / 60000)}\u00a0min depuis le début` : "";
};
time.addEventListener("click", () => {
  since = since ? 0 : Date.now();
  time.setAttribute("aria-pressed", String(Boolean(since)));
  tell();
});
setInterval(tell, 10000);

nav.hidden = false;
show(current, false);
