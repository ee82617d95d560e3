// A page served by Voilà: each question is posted to the server, which answers and forgets it.

import { openWith } from "./live.js";

const LOST = "La réponse n’est pas venue : la connexion est peut-être coupée. Vos réglages sont gardés.";
const PATIENCE = 20_000; // milliseconds for an answer
const LONGEST = 16; // seconds between two tries, about, while too many ask

const address = new URL("../reponse", import.meta.url);

/** Wait about as long as told: a crowd must not come back as one. */
const pause = (seconds) => new Promise((then) => setTimeout(then, 1000 * seconds * (0.5 + Math.random())));

async function answered(question, wait) {
  const asked = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question) };
  for (let tries = 0; ; tries += 1) {
    const found = await fetch(address, { ...asked, signal: AbortSignal.timeout(PATIENCE) });
    const data = await found.json();
    if (found.status !== 503) return data;
    wait(data.failed);
    await pause(Math.min(Number(found.headers.get("Retry-After")) * 2 ** tries, LONGEST));
  }
}

openWith((hear) => async (question) => {
  if (question.turn === 0) return hear({ turn: 0 }); // the server is ready, nothing is to be loaded
  const found = await answered(question, (waiting) => hear({ waiting })).catch(() => ({ failed: LOST }));
  hear({ turn: question.turn, again: true, ...found });
});
