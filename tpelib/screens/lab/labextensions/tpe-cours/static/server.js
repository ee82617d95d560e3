// What the course's own part of the server answers.

import { PageConfig, ServerConnection, URLExt } from "./jupyterlab.js";

const BASE = PageConfig.getBaseUrl();

/** Return the address of one of its answers. */
export const address = (path) => URLExt.join(BASE, "tpe/api", path);

/** Ask, and return what is answered; what is refused is an error that holds a sentence for the learner. */
export async function ask(path, method = "GET", body = null) {
  const sent = body instanceof ArrayBuffer ? body : body && JSON.stringify(body);
  const settings = ServerConnection.makeSettings();
  const response = await ServerConnection.makeRequest(address(path), { method, body: sent }, settings);
  const found = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(found.message || "Le cours ne répond pas : rechargez la page.");
  return found;
}
