// A page served by Voilà: each question is posted to the server, which answers and forgets it.

import { openWith } from "./live.js";

const LOST = "La réponse n’est pas venue : la connexion est peut-être coupée. Vos réglages sont gardés. ";
const FAILED = "Un imprévu a arrêté ce calcul. Vos réglages sont gardés. ";
const CROWDED = "Il y a beaucoup de monde en ce moment : votre calcul attend son tour…";
const PATIENCE = [1, 2, 4, 8, 15]; // seconds before asking again, the last one as often as needed

const address = new URL("../reponse", import.meta.url);
const pause = (seconds) => new Promise((then) => setTimeout(then, 1000 * seconds));

async function answered(question, hear, turn = 0) {
  const found = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question) });
  if (found.status !== 503) return found.ok ? { ...(await found.json()), turn: question.turn } : { failed: FAILED, again: true };
  hear({ preparing: CROWDED });
  await pause(PATIENCE[Math.min(turn, PATIENCE.length - 1)]);
  return answered(question, hear, turn + 1);
}

openWith((hear) => async (question) => {
  if (question.turn === 0) return hear({ turn: 0 }); // the server is ready, nothing is to be loaded
  hear(await answered(question, hear).catch(() => ({ failed: LOST, again: true })));
});
