// The course's own Python, in a thread of the page: nothing is asked of any server once the files are here.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const near = (path) => new URL(path, import.meta.url).href;

const OURS = "tpe-";
const ENGINE = OURS + near("."); // a folder named after its contents: what another engine kept is never used
const later = []; // what can wait until the page has its answer
const waiting = [];
let answer = null;
self.addEventListener("message", ({ data }) => (answer ? reply(data) : waiting.push(data)));

function reply({ turn, exploration, values, width }) {
  try {
    self.postMessage({ turn, ...JSON.parse(answer(exploration, JSON.stringify(values), width)) });
  } catch (error) {
    console.error(error);
    self.postMessage({ turn, failed: true });
  }
}

/** Python's memory as it is once it has started: kept by the browser, it saves the next visit most of the wait. */
const MEMORY = near("memoire");

async function kept() {
  const found = await caches.open(ENGINE).then((cache) => cache.match(MEMORY));
  return found && new Uint8Array(await new Response(found.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

async function keep(memory) {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== ENGINE) await caches.delete(name);
  const packed = new Response(memory).body.pipeThrough(new CompressionStream("gzip"));
  await caches.open(ENGINE).then((cache) => cache.put(MEMORY, new Response(packed)));
}

/** Start Python: from its memory of another visit where there is one, from nothing wherever that cannot be. */
async function started() {
  const indexURL = near("pyodide/");
  const memory = await kept().catch(() => null);
  if (memory) {
    const python = await loadPyodide({ indexURL, _loadSnapshot: memory }).catch(() => null);
    if (python) return python;
    await caches.delete(ENGINE);
  }
  const python = await loadPyodide({ indexURL, _makeSnapshot: true });
  const taken = python.makeMemorySnapshot();
  if (!navigator.connection?.saveData) later.push(() => keep(taken).catch(() => null)); // a full disk, a private window
  return python;
}

const [python, bundle] = await Promise.all([
  started(),
  fetch(near("python.zip")).then((found) => {
    if (!found.ok) throw new Error(`python.zip: ${found.status}`);
    return found.arrayBuffer();
  }),
]);
python.unpackArchive(bundle, "zip", { extractDir: python.runPython("import sysconfig; sysconfig.get_path('purelib')") });
answer = python.pyimport("tpelib.exercises.live").answer;
waiting.splice(0).forEach(reply);
later.forEach((then) => then());
