// A page without a server: one thread of Python answers.

import { openWith } from "./live.js";

const FAILED = [
  "Ce navigateur n’a pas pu refaire le calcul : la figure reste celle du départ.",
  "Rechargez la page, ou essayez un navigateur plus récent.",
].join(" ");

openWith((hear) => {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => hear(data.failed ? { failed: FAILED } : data));
  worker.addEventListener("error", () => hear({ failed: FAILED }));
  return (question) => worker.postMessage(question);
});
