// What the browser keeps of one visit for the next. A page that may keep nothing (a private window, a full disk) does
// without.

const HERE = new URL(".", import.meta.url).href;
const OURS = `tpe-${new URL("..", import.meta.url).href}`;
const ENGINE = `tpe-${HERE}`; // the folder is named after its contents: what another engine kept is never used

const address = (name) => HERE + name;
/** Does the visitor save data? Not all browsers say. */
const thrifty = () => /** @type {any} */ (navigator).connection?.saveData;
const through = (body, way) => new Response(body.pipeThrough(new way("gzip")));

/** Return the way to the bytes kept under a name (a function that promises them, and may fail to), or null. */
export async function kept(name) {
  const found = await caches
    .open(ENGINE)
    .then((cache) => cache.match(address(name)))
    .catch(() => null);
  return found && (() => unpacked(found));
}

function unpacked(found) {
  const bytes = through(found.body, DecompressionStream)
    .arrayBuffer()
    .then((data) => new Uint8Array(data));
  bytes.catch(() => null); // whoever waits for it may come later
  return bytes;
}

/** Keep bytes under a name, and nothing of other engines. */
export async function keep(name, bytes) {
  if (thrifty()) return;
  try {
    for (const other of await caches.keys()) if (other.startsWith(OURS) && other !== ENGINE) await caches.delete(other);
    await (await caches.open(ENGINE)).put(address(name), through(new Response(bytes).body, CompressionStream));
  } catch {
    await forget();
  }
}

/** Keep nothing any more. */
export async function forget() {
  await caches.delete(ENGINE).catch(() => null);
}
