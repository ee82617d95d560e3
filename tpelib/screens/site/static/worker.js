// The course's own Python, in a thread of the page: nothing is asked of any server once the files are here.

import { forget, keep, kept } from "./kept.js";
import { loadPyodide } from "./pyodide/pyodide.mjs";

const near = (path) => new URL(path, import.meta.url).href;

/** Parts of the standard library that every calculator loads: in the memory that is kept, they are loaded already. */
const LIBRARY = [
  "ast, calendar, csv, dataclasses, decimal, email.message, email.utils, enum, fractions, hashlib, html",
  "importlib.metadata, importlib.resources, inspect, ipaddress, json, pathlib, platform, random, re, secrets",
  "shutil, statistics, tempfile, textwrap, tomllib, typing, unicodedata, urllib.parse, uuid, zipfile, zoneinfo",
].join(", ");

const REST = 1500; // milliseconds

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

/** Start Python: from its memory of an earlier visit where there is one, from nothing wherever that cannot be. */
async function started() {
  const indexURL = near("pyodide/");
  const memory = await kept("memoire");
  if (memory) {
    const python = await loadPyodide({ indexURL, _loadSnapshot: memory() }).catch(() => null);
    if (python) {
      performance.mark("tpe-memory");
      return { python };
    }
    await forget();
  }
  const python = await loadPyodide({ indexURL, _makeSnapshot: true });
  python.runPython(`import sys; sys.dont_write_bytecode = False; import ${LIBRARY}`);
  return { python, memory: python.makeMemorySnapshot() };
}

async function packages() {
  const found = await fetch(near("python.zip"));
  if (!found.ok) throw new Error(`python.zip: ${found.status}`);
  return new Uint8Array(await found.arrayBuffer());
}

const [{ python, memory }, sources, compiled] = await Promise.all([
  started(),
  packages(),
  kept("compile")
    .then((found) => found?.())
    .catch(() => null),
]);
const folder = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
for (const archive of [sources, compiled]) if (archive) python.unpackArchive(archive, "zip", { extractDir: folder });
answer = python.pyimport("tpelib.engine.live").answer;
waiting.splice(0).forEach(reply);

/** What makes the next visit shorter is kept once, when the page has asked nothing for a while. */
let rest = setTimeout(keepAll, REST);
self.addEventListener("message", () => {
  if (rest) rest = clearTimeout(rest) ?? setTimeout(keepAll, REST);
});

function keepAll() {
  rest = null;
  const known = python.pyimport("tpelib.screens.site.browser").bytecode(folder).toJs();
  if (memory) keep("memoire", memory);
  if (known.length !== compiled?.length) keep("compile", known);
}
